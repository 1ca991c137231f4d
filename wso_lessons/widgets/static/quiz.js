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

function lookAgain(section) {
  const [before, after] = section.split("#");
  const heading = after ?? before;
  if (after !== undefined && before) return el("p", { class: "wso-again" }, `Look again at: ${heading} (lesson ${before}).`);
  if (!headingNamed(heading)) return el("p", { class: "wso-again" }, `Look again at: ${heading}.`);
  const calm = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
  const go = () => {
    const place = headingNamed(heading);
    if (!place) return;
    place.setAttribute("tabindex", "-1");
    place.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
    place.focus({ preventScroll: true });
  };
  return el("p", { class: "wso-again" }, "Look again at: ", el("button", { type: "button", class: "wso-link", onclick: go }, heading));
}

// ---- One item ----

class ItemView {
  constructor(item, place, ofMany, send) {
    this.item = item;
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
    this.form = el("form", { class: "wso-item", novalidate: true, autocomplete: "off" }, this.fields, this.buttons(), this.live, this.after);
    this.form.dataset.item = item.id;
    this.form.dataset.kind = item.kind;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.act("check");
    });
    this.form.addEventListener("change", () => this.state?.done && this.kind.write(this.state.response));
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
      this.send({ do: act, item: this.item.id, response, confidence: "" });
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
    if (!this.state || !same(state.response, this.state.response)) this.kind.write(state.response);
    const acted = document.activeElement;
    this.state = state;
    this.turn = state.turn;
    this.placeReasons(state);
    this.setButtons(state, acted);
    this.form.dataset.state = state.state;
    this.kind.lock(state.done);
    this.fields.toggleAttribute("data-done", state.done);
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
    if (missed && this.item.section) this.after.append(lookAgain(this.item.section));
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

function unknown(item) {
  return {
    nodes: [el("p", {}, `This page cannot show questions of the kind "${item.kind}".`)],
    slots: new Map(), describe() {}, read: () => null, write() {}, lock() {},
  };
}

// ---- The set ----

function scoreLine(score, mode) {
  if (mode === "survey" || !score.items) return "";
  const points = mode === "check" ? ` Points: ${score.points} of ${score.items}.` : "";
  return `${score.answered} of ${score.items} answered, ${score.right} right.${points}`;
}

function render({ model, el: root }) {
  const items = model.get("items");
  const send = (message) => model.send(message);
  const views = items.map((item, place) => new ItemView(item, place + 1, items.length > 1, send));
  const title = model.get("title");
  const score = el("p", { class: "wso-score" });
  const notice = el("p", { class: "wso-notice", role: "status" });
  const list = el(items.length > 1 ? "ol" : "div", { class: "wso-items" });
  for (const view of views) list.append(items.length > 1 ? el("li", {}, view.form) : view.form);
  const box = el("div", { class: "wso-quiz", role: "group", "aria-label": title || "Question" });
  // JupyterLab's keyboard shortcuts would otherwise take the arrow keys and Enter from the form; it asks the focused
  // element itself, not the box around it.
  box.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  box.append(title ? el("p", { class: "wso-quiz-title" }, title) : "", items.length > 1 ? score : "", notice, list);
  root.append(box);
  const update = () => {
    const states = model.get("states");
    for (const view of views) view.update(states[view.item.id]);
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
