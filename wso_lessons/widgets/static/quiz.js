// The view of a question set: draws public items, sends what the learner does, shows what Python's grader answers.
// A page without Jupyter gives it a stand-in model with get(name), on(event, listener), off(event, listener) and
// send(message). A set says on its box where it stands (data-state) and dispatches "wso-predict" with { item, state }
// when a question is answered or skipped; one of predictions alone says that too (data-predict): it can be skipped.

import { el, keepKeys } from "./dom.js";
import { sectionLink } from "./quiz_feedback.js";
import { answerState, ItemView, NOTEBOOK_UNHEARD } from "./quiz_item.js";

/** How far the learner is, in one line. */
export function scoreLine(score, mode) {
  if (!score.items) return "";
  if (mode === "survey") return `${score.answered} of ${score.items} answered.`;
  const points = mode === "check" ? ` Points: ${score.points} of ${score.items}.` : "";
  return `${score.answered} of ${score.items} answered, ${score.right} right.${points}`;
}

/** The state of a set: open while one is, else answered, or skipped where none was answered. */
export function setState(states) {
  if (states.includes("open")) return "open";
  return states.includes("answered") ? "answered" : "skipped";
}

const isFinished = (score) => score.items > 0 && score.answered >= score.items;

function calibrationTable(bands) {
  const head = ["You said", "Answers", "Right"].map((words) => el("th", { scope: "col" }, words));
  const cells = (band) => [el("td", {}, String(band.answers)), el("td", {}, String(band.right))];
  const body = bands.map((band) => el("tr", {}, el("th", { scope: "row" }, band.said), ...cells(band)));
  const caption = el("caption", {}, "How sure you were, and how it went");
  const thead = el("thead", {}, el("tr", {}, ...head));
  return el("table", { class: "wso-calibration" }, caption, thead, el("tbody", {}, ...body));
}

// With how unsure a gain is. Take each answer as the toss of a coin: the difference of two tests of n questions then
// has a standard deviation of the root of n / 2, and is more than 1.645 of them once in twenty times.
function gainLine({ before, right, items }) {
  if (!before) return "";
  const then = `At the start of the course ${before.right} of ${before.items} were right`;
  const byChance = Math.floor(1.645 * Math.sqrt(items / 2));
  const few = `With so few questions a gain of up to ${byChance} can be chance.`;
  return `${then}; now ${right} of ${items}. ${few} Only you see this.`;
}

// What stands below a set once every item is answered: the gain, what to revisit, and how sure the learner was.
function closing(score, missed, box) {
  if (!isFinished(score)) return [];
  const gain = gainLine(score);
  const withSection = missed.filter((item) => item.section);
  const places = new Map(withSection.map((item) => [`${item.lesson?.file} ${item.section}`, item]));
  const revisit = [...places.values()].map((item) => el("li", {}, sectionLink(item, box)));
  return [
    gain && el("p", { class: "wso-gain" }, gain),
    revisit.length && el("p", { class: "wso-hints-title" }, "What to revisit"),
    revisit.length && el("ul", { class: "wso-revisit" }, ...revisit),
    score.calibration?.length && calibrationTable(score.calibration),
  ].filter(Boolean);
}

function closingWords(score, mode, parts) {
  if (!isFinished(score)) return "";
  const right = mode === "survey" ? "" : `: ${score.right} right`;
  return `All answered${right}.${parts.length ? " More stands below." : ""}`;
}

class SetView {
  constructor(model) {
    this.model = model;
    const items = model.get("items");
    this.many = items.length > 1;
    const python = { send: (message) => model.send(message), unheard: model.unheard ?? NOTEBOOK_UNHEARD };
    this.views = items.map((item, at) => new ItemView(item, at + 1, this.many, python, model.get("rates")));
    this.score = el("p", { class: "wso-score" });
    // These two are heard only if they stand in the page, empty, before their words do.
    this.notice = el("p", { class: "wso-notice", role: "status" });
    this.closed = el("p", { class: "wso-closed", role: "status" });
    this.end = el("div", { class: "wso-end" });
    this.box = this.draw(model.get("title"));
    this.predicts = items.length > 0 && items.every((item) => item.predict);
    if (this.predicts) this.box.dataset.predict = "1";
    this.stands = new Map();
    keepKeys(this.box);
  }

  draw(title) {
    const list = el(this.many ? "ol" : "div", { class: "wso-items" });
    for (const view of this.views) list.append(this.many ? el("li", {}, view.form) : view.form);
    // One question alone is named by its own legend.
    const group = this.many || title ? { role: "group", "aria-label": title || "Questions" } : {};
    const heading = title ? el("p", { class: "wso-quiz-title" }, title) : "";
    const parts = [heading, this.many ? this.score : "", this.notice, list, this.many ? this.closed : "", this.end];
    return el("div", { class: "wso-quiz", ...group }, ...parts);
  }

  update() {
    const states = this.model.get("states");
    const [score, mode] = [this.model.get("score"), this.model.get("mode")];
    for (const view of this.views) view.update(states[view.item.id]);
    const missed = this.views
      .filter((view) => ["wrong", "partly"].includes(view.state?.state))
      .map((view) => view.item);
    const parts = this.many && !this.predicts ? closing(score, missed, this.box) : [];
    this.end.replaceChildren(...parts);
    this.setText(this.score, this.predicts ? "" : scoreLine(score, mode));
    this.setText(this.notice, this.model.get("notice") ?? "");
    this.setText(this.closed, this.predicts ? "" : closingWords(score, mode, parts));
    this.tellStanding();
  }

  // The same words set again would be spoken again.
  setText(node, words) {
    if (node.textContent !== words) node.textContent = words;
  }

  tellStanding() {
    const now = this.views.map((view) => [view.item.id, answerState(view.state)]);
    this.box.dataset.state = setState(now.map(([, state]) => state));
    for (const [item, state] of now) {
      if (state === "open" || state === this.stands.get(item)) continue;
      this.box.dispatchEvent(new CustomEvent("wso-predict", { bubbles: true, detail: { item, state } }));
    }
    this.stands = new Map(now);
  }
}

function render({ model, el: root }) {
  const set = new SetView(model);
  root.append(set.box);
  const update = () => set.update();
  update();
  model.on("change:states", update);
  return () => {
    model.off("change:states", update);
    for (const view of set.views) clearTimeout(view.waiting);
  };
}

export default { render };
