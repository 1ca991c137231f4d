// Answer, then look: what follows a cell with the tag "predict" (a guess) or "answer-first" (a question with a mark),
// up to the next heading or cell so tagged, is closed until the cell is answered or skipped. What was opened stays
// open, by the notebook's path and the cell's id, in this browser.

import { el, prefersStill } from "../../wso_lessons/widgets/static/dom.js";
import { announce, isHeading, isMarkdown, scroller, tagsOf } from "./notebooks.js";

const GO_ON = "Answer or skip to go on";
const COMMAND = "wso-lessons:show-everything";
const EVERYTHING = "wso-lessons:show-everything";
const GUESS = '[data-predict="1"]';
const QUESTION = ".wso-quiz, .wso-sim[data-state]"; // a model's stored form does not say where it stands
const changed = new EventTarget(); // "Show everything" was switched

// A set of questions and a model say where they stand.
function isAnswered(cell) {
  return ["answered", "skipped"].includes(cell.node.querySelector(QUESTION)?.dataset.state);
}

const asksFirst = (cell) => tagsOf(cell).some((tag) => tag === "predict" || tag === "answer-first");

// A browser may keep nothing, as in a private window; then what is opened is open until the page goes.
const memory = new Map();
function recall(key) {
  try {
    return localStorage.getItem(key) ?? memory.get(key);
  } catch {
    return memory.get(key);
  }
}
function remember(key, value) {
  memory.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // kept in memory alone
  }
}

const showsEverything = () => recall(EVERYTHING) === "yes";

// The cell that closes each cell, or null where one is in sight; a text that asks and the cell that is answered are one
// prediction, asked by the latter.
export function closers(cells) {
  const askers = cells.map((cell, at) => asksFirst(cell) && !(isMarkdown(cell) && asksLater(cells, at)));
  let asker = null;
  return cells.map((cell, at) => {
    if (isHeading(cell) || asksFirst(cell)) asker = null;
    const closer = asker;
    if (askers[at]) asker = cell;
    return closer;
  });
}

function asksLater(cells, at) {
  for (const cell of cells.slice(at + 1)) {
    if (isHeading(cell)) return false;
    if (asksFirst(cell)) return true;
  }
  return false;
}

export class Predictions {
  constructor(app, panel) {
    this.app = app;
    this.panel = panel;
    this.watched = new WeakSet();
    this.apply = this.apply.bind(this);
    panel.content.model.cells.changed.connect(this.apply);
    panel.context.pathChanged.connect(this.apply);
    changed.addEventListener("change", this.apply);
    panel.disposed.connect(() => changed.removeEventListener("change", this.apply));
    panel.node.addEventListener("wso-predict", ({ target }) => {
      const cell = panel.content.widgets.find((one) => one.node.contains(target));
      if (cell && asksFirst(cell) && isAnswered(cell)) this.open(cell);
    });
    this.apply();
  }

  get key() {
    return `wso-lessons:opened:${this.panel.context.path}`;
  }

  get opened() {
    try {
      return new Set(JSON.parse(recall(this.key) ?? "[]"));
    } catch {
      return new Set();
    }
  }

  apply() {
    if (this.panel.isDisposed) return;
    const { opened } = this;
    const all = showsEverything();
    const cells = [...this.panel.content.widgets];
    const by = closers(cells);
    cells.forEach((cell, at) => {
      const open = all || !by[at] || opened.has(by[at].model.id);
      cell.node.classList.toggle("wso-lab-closed", !open);
      const asks = by.includes(cell);
      if (asks) this.watch(cell);
      this.drawLine(cell, asks && !all && !opened.has(cell.model.id));
    });
    this.app.commands.notifyCommandChanged(COMMAND);
  }

  // A question or a model says itself when it is answered; a note is answered by being written.
  watch(cell) {
    if (isAnswered(cell)) this.open(cell);
    if (this.watched.has(cell)) return;
    this.watched.add(cell);
    const act = (event) => {
      if (event.target.closest(".jp-OutputArea") && !cell.node.querySelector(QUESTION)) this.open(cell);
    };
    for (const kind of ["input", "change"]) cell.node.addEventListener(kind, act);
    const watcher = new MutationObserver(() => {
      if (isAnswered(cell)) this.open(cell);
      this.showSkip(cell);
    });
    watcher.observe(cell.node, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-state"] });
    cell.disposed.connect(() => watcher.disconnect());
  }

  open(cell) {
    const { opened } = this;
    if (opened.has(cell.model.id)) return;
    remember(this.key, JSON.stringify([...opened, cell.model.id]));
    const held = cell.node.querySelector(".wso-lab-go-on")?.contains(document.activeElement);
    const cells = [...this.panel.content.widgets];
    const first = cells[closers(cells).indexOf(cell)];
    this.apply();
    if (!first || showsEverything()) return;
    announce("Open: go on below.");
    if (held) this.focus(first.node);
    requestAnimationFrame(() => this.bringNear(first.node));
  }

  // The button that was pressed is gone; whoever uses the keyboard goes on at what it opened.
  focus(node) {
    node.setAttribute("tabindex", "-1");
    node.focus({ preventScroll: true });
  }

  // What was asked stays in sight, and what it opened comes far enough up to be seen.
  bringNear(node) {
    const outer = scroller(this.panel);
    const view = outer.getBoundingClientRect();
    const far = node.getBoundingClientRect().top - (view.top + view.height * 0.6);
    if (far > 0) outer.scrollBy({ top: far, behavior: prefersStill() ? "auto" : "smooth" });
  }

  drawLine(cell, waits) {
    const line = cell.node.querySelector(":scope > .wso-lab-go-on");
    if (!waits) return line?.remove();
    if (line) return this.showSkip(cell);
    const skip = el("button", { type: "button", onclick: () => this.open(cell) }, "Skip");
    const fresh = el("div", { class: "wso-lab-go-on" }, el("span", {}, `${GO_ON}.`), skip);
    cell.node.append(fresh);
    cell.node.addEventListener("focusin", () => fresh.isConnected && announce(`${GO_ON}.`), { once: true });
    this.showSkip(cell);
  }

  // A question that is alive has a button of its own.
  showSkip(cell) {
    const skip = cell.node.querySelector(":scope > .wso-lab-go-on > button");
    if (skip) skip.hidden = Boolean(cell.node.querySelector(GUESS));
  }
}

export function addShowEverything(app, tracker) {
  app.commands.addCommand(COMMAND, {
    label: "Show everything",
    caption: "Show what is closed without answering",
    isToggleable: true,
    isToggled: showsEverything,
    isVisible: () => [...(tracker.currentWidget?.content.widgets ?? [])].some(asksFirst),
    execute: () => {
      remember(EVERYTHING, showsEverything() ? "no" : "yes");
      changed.dispatchEvent(new Event("change"));
      app.commands.notifyCommandChanged(COMMAND);
      announce(showsEverything() ? "Everything is shown." : "What follows a guess is closed until you answer or skip.");
    },
  });
  tracker.currentChanged.connect(() => app.commands.notifyCommandChanged(COMMAND));
}
