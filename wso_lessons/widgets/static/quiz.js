// The view of a question set: draws public items, sends what the learner does, shows what Python's grader answers.
// With quiz_kinds.js before it this is one ES module without imports, for JupyterLab, Notebook, Voila and a static page
// whose stand-in model needs get(name), on(event, listener), off(event, listener) and send(message).

const SYMBOL = { right: "✓", wrong: "✗", partly: "◐", missed: "✓", note: "✗", noted: "✎", "not attempted": "…" };
const TONE = { right: "Right:", wrong: "Not right:", missed: "Right, not chosen:", note: "Not right, not chosen:" };
const ANSWER_WITHIN = 6000;
// A page loads this module once for each set: a word of its own keeps the ids of several sets apart.
const PAGE = Math.random().toString(36).slice(2, 10);
let drawn = 0;

const symbol = (tone) => el("span", { class: "wso-symbol", "aria-hidden": "true" }, SYMBOL[tone] ?? "");
const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

// ---- Feedback ----

function safeLink(address) {
  const words = "open the source";
  if (!/^https:\/\//.test(address)) return "";
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words, hidden(" (new tab)"));
}

function sources(notes, summary) {
  if (!notes.length) return "";
  const entries = notes.map((note) => {
    const link = safeLink(note.address);
    return el("li", {}, `${note.text} `, el("span", { class: "wso-where" }, `${note.source}: ${note.locator}. `, link));
  });
  return el("details", { class: "wso-sources" }, el("summary", {}, summary), el("ul", {}, ...entries));
}

function reasonNodes(reason) {
  const words = el("p", { class: "wso-reason", "data-tone": reason.tone }, symbol(reason.tone), " ");
  if (reason.about === "answer") words.append(el("strong", {}, "Answer:"), " ", reason.text);
  else words.append(el("strong", {}, TONE[reason.tone] ?? ""), " ", reason.text);
  return [words, sources(reason.claims, "Source")];
}

function headingNamed(words) {
  const plain = (node) => node.textContent.replace("¶", "").trim();
  return [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].find((node) => plain(node) === words);
}

// Where Jupyter would open a heading that is not drawn now: its own command, as for a link in a text cell.
function jupyterPlace(file, heading) {
  const [, here] = /\/(?:tree|notebooks|edit)\/(.+\.ipynb)$/.exec(decodeURIComponent(window.location.pathname)) ?? [];
  if (!here) return {};
  const path = file ? here.replace(/[^/]*$/, file) : here;
  const args = JSON.stringify({ path, id: `#${heading.replaceAll(" ", "-")}` });
  return { "data-commandlinker-command": "rendermime:handle-local-link", "data-commandlinker-args": args };
}

function goTo(event, heading) {
  const place = headingNamed(heading);
  if (!place) return;
  event.stopPropagation();
  const calm = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
  place.setAttribute("tabindex", "-1");
  place.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  place.focus({ preventScroll: true });
}

// A button that leads to the section that teaches an item; plain words where there is nothing to lead to.
function sectionLink({ section, lesson }) {
  const place = jupyterPlace(lesson?.file, section);
  const words = lesson ? `${section} (${lesson.title})` : section;
  if (!place["data-commandlinker-command"] && (lesson || !headingNamed(section))) return el("span", {}, words);
  const onclick = (event) => lesson || goTo(event, section);
  return el("button", { type: "button", class: "wso-link", onclick, ...place }, words);
}

// ---- One item ----

class ItemView {
  constructor(item, place, ofMany, send, rates) {
    this.item = item;
    this.sure = rates && !item.survey && !item.withdrawn ? rating(item) : null;
    this.send = send;
    this.turn = -1;
    this.id = `wso-q${PAGE}-${++drawn}`;
    this.kind = (KINDS[item.kind] ?? unknown)(item, this.id);
    this.live = el("div", { class: "wso-feedback", role: "status", "aria-live": "polite" });
    this.after = el("div", { class: "wso-after" });
    const legend = el("legend", {}, ofMany ? `${place}. ` : "", item.stem);
    const context = [
      item.chart && el("p", { class: "wso-context" }, item.chart),
      item.excerpt && el("blockquote", { class: "wso-excerpt" }, item.excerpt, el("footer", {}, item.excerpt_from)),
    ];
    this.fields = el("fieldset", {}, legend, ...context.filter(Boolean), ...this.kind.nodes);
    const parts = [this.fields, this.sure?.node, this.buttons(), this.live, this.after];
    this.form = el("form", { class: "wso-item", novalidate: true, autocomplete: "off" }, ...parts);
    this.form.dataset.item = item.id;
    this.form.dataset.kind = item.kind;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.act("check");
    });
    this.form.addEventListener("change", () => this.state?.done && this.writeBack(this.state));
  }

  buttons() {
    const button = (words, act) => el("button", { type: "button", class: "wso-button", onclick: () => this.act(act) }, words);
    this.check = el("button", { type: "submit", class: "wso-button wso-check" }, this.item.survey ? "Save" : "Check");
    this.hint = button("Hint", "hint");
    this.show = button("Show the answer", "show");
    this.reset = button("Start over", "reset");
    return el("div", { class: "wso-buttons" }, this.check, this.hint, this.show, this.reset);
  }

  act(act) {
    if (act === "check" && (this.state?.done || this.item.withdrawn)) return;
    const response = this.kind.read();
    if (act === "reset") this.kind.write(null);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.unheard(), ANSWER_WITHIN);
    try {
      this.send({ do: act, item: this.item.id, response, confidence: this.sure?.read() ?? "" });
    } catch {
      this.unheard();
    }
  }

  unheard() {
    clearTimeout(this.waiting);
    const words = "Python has not answered. Run this notebook's cells again, then check once more; answers you checked before are kept.";
    this.live.replaceChildren(el("p", { class: "wso-state", "data-state": "not attempted" }, symbol("not attempted"), " ", words));
  }

  update(state) {
    if (!state || state.turn === this.turn) return;
    clearTimeout(this.waiting);
    if (!this.state || !same(state.response, this.state.response)) this.writeBack(state);
    const acted = document.activeElement;
    this.state = state;
    this.turn = state.turn;
    this.placeReasons(state);
    this.setButtons(state, acted);
    this.form.dataset.state = state.state;
    this.kind.lock(state.done);
    this.fields.toggleAttribute("data-done", state.done);
  }

  writeBack(state) {
    this.kind.write(state.response);
    this.sure?.write(state.confidence);
  }

  placeReasons(state) {
    const loose = [];
    for (const [key, slot] of this.kind.slots) {
      slot.replaceChildren();
      this.kind.describe(key, false);
    }
    for (const reason of state.reasons) {
      const slot = this.kind.slots.get(reason.about);
      if (!slot) loose.push(reason);
      else {
        slot.append(...reasonNodes(reason));
        this.kind.describe(reason.about, true);
      }
    }
    this.tell(state, loose);
  }

  tell(state, loose) {
    const words = this.item.withdrawn || state.summary;
    const spoken = state.reasons.filter((reason) => reason.yours && !loose.includes(reason)).map((reason) => reason.text);
    const parts = [];
    if (words) {
      const line = el("p", { class: "wso-state", "data-state": state.state }, symbol(state.state), " ", words);
      if (spoken.length) line.append(" ", hidden(spoken.join(" ")));
      parts.push(line);
    }
    parts.push(...loose.flatMap(reasonNodes));
    if (state.hints.length) {
      const hints = state.hints.map((hint) => el("li", {}, hint));
      parts.push(el("p", { class: "wso-hints-title" }, state.hints.length > 1 ? "Hints" : "Hint"), el("ul", { class: "wso-hints" }, ...hints));
    }
    this.live.replaceChildren(...parts.filter(Boolean));
    const missed = state.state === "wrong" || state.state === "partly";
    this.after.replaceChildren();
    if (missed && this.item.section) this.after.append(el("p", { class: "wso-again" }, "Look again at: ", sectionLink(this.item)));
    if (state.claims.length) this.after.append(sources(state.claims, "What this rests on"));
  }

  setButtons(state, acted) {
    this.check.setAttribute("aria-disabled", String(state.done || Boolean(this.item.withdrawn)));
    this.hint.hidden = !state.more_hints;
    this.hint.textContent = state.hints.length ? "Next hint" : "Hint";
    this.show.hidden = !state.may_show;
    this.reset.hidden = !state.may_reset;
    // A button that hides itself must not drop the keyboard's place.
    if (acted && this.form.contains(acted) && acted.hidden) (this.reset.hidden ? this.check : this.reset).focus();
  }
}

// How sure the learner is, asked before the answer is known; an answer without it counts all the same.
function rating(item) {
  const inputs = ["sure", "think so", "guess"].map((value) => el("input", { type: "radio", name: "sure", value }));
  const labels = inputs.map((input) => el("label", { class: "wso-sure-option" }, input, ` ${input.value}`));
  const legend = el("legend", {}, "How sure are you? (optional)", hidden(` ${item.stem}`));
  return {
    node: el("fieldset", { class: "wso-sure" }, legend, ...labels),
    read: () => inputs.find((input) => input.checked)?.value ?? "",
    write: (value) => inputs.forEach((input) => void (input.checked = input.value === value)),
  };
}

function unknown(item) {
  return {
    nodes: [el("p", {}, `This page cannot show questions of the kind "${item.kind}".`)],
    slots: new Map(), describe() {}, read: () => null, write() {}, lock() {},
  };
}

// ---- The set ----

function scoreLine(score, mode) {
  if (!score.items) return "";
  if (mode === "survey") return `${score.answered} of ${score.items} answered.`;
  const points = mode === "check" ? ` Points: ${score.points} of ${score.items}.` : "";
  return `${score.answered} of ${score.items} answered, ${score.right} right.${points}`;
}

function calibrationTable(bands) {
  const head = ["You said", "Answers", "Right"].map((words) => el("th", { scope: "col" }, words));
  const line = ({ said, answers, right }) =>
    el("tr", {}, el("th", { scope: "row" }, said), el("td", {}, String(answers)), el("td", {}, String(right)));
  const body = el("tbody", {}, ...bands.map(line));
  return el("table", { class: "wso-calibration" }, el("caption", {}, "How sure you were, and how it went"), el("thead", {}, el("tr", {}, ...head)), body);
}

// What stands below a set once every item is answered: the gain, what to revisit, and how sure the learner was.
function closing(score, missed) {
  if (!score.items || score.answered < score.items) return [];
  const { before } = score;
  const gain = before && `At the start of the course ${before.right} of ${before.items} were right; now ${score.right} of ${score.items}. Only you see this.`;
  const places = new Map(missed.filter((item) => item.section).map((item) => [`${item.lesson?.file} ${item.section}`, item]));
  const revisit = [...places.values()].map((item) => el("li", {}, sectionLink(item)));
  return [
    gain && el("p", { class: "wso-gain" }, gain),
    revisit.length && el("p", { class: "wso-hints-title" }, "What to revisit"),
    revisit.length && el("ul", { class: "wso-revisit" }, ...revisit),
    score.calibration?.length && calibrationTable(score.calibration),
  ].filter(Boolean);
}

function render({ model, el: root }) {
  const items = model.get("items");
  const send = (message) => model.send(message);
  const views = items.map((item, place) => new ItemView(item, place + 1, items.length > 1, send, model.get("rates")));
  const title = model.get("title");
  const score = el("p", { class: "wso-score" });
  const notice = el("p", { class: "wso-notice", role: "status" });
  const list = el(items.length > 1 ? "ol" : "div", { class: "wso-items" });
  for (const view of views) list.append(items.length > 1 ? el("li", {}, view.form) : view.form);
  const box = el("div", { class: "wso-quiz", role: "group", "aria-label": title || "Question" });
  // JupyterLab's keyboard shortcuts would otherwise take the arrow keys and Enter from the form; it asks the focused
  // element itself, not the box around it.
  box.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  const end = el("div", { class: "wso-end" });
  box.append(title ? el("p", { class: "wso-quiz-title" }, title) : "", items.length > 1 ? score : "", notice, list, end);
  root.append(box);
  const update = () => {
    const states = model.get("states");
    for (const view of views) view.update(states[view.item.id]);
    const missed = views.filter((view) => ["wrong", "partly"].includes(view.state.state)).map((view) => view.item);
    end.replaceChildren(...(items.length > 1 ? closing(model.get("score"), missed) : []));
    score.textContent = scoreLine(model.get("score"), model.get("mode"));
    notice.textContent = model.get("notice") ?? "";
    notice.hidden = !notice.textContent;
  };
  update();
  model.on("change:states", update);
  return () => {
    model.off("change:states", update);
    for (const view of views) clearTimeout(view.waiting);
  };
}

export default { render };
