// Makes the boxes of a page live: questions, models, notes and the review. The views are the course's own modules; the
// first values stand beside the page, so that a box can be used before Python, in its worker, has come.
// Without a worker (a page opened from a folder) the boxes stay as they are printed.

import { el } from "./dom.js";
import { keepOffline } from "./offline.js";
import { howFar, openDatabase, readText } from "./record.js";
import { ask, COURSE, OPENED, startPython } from "./talk.js";

const main = document.getElementById("text");

let visited = false; // the lesson counts as opened once something of it comes near

// On a slow machine Python comes half a minute after the page; what was sent by then waits for it.
const COMING = {
  after: 1500,
  words: "Python is still on its way to this page. Your answer waits for it; there is nothing more to press.",
  waits: true,
};

class Model {
  constructor(number, values) {
    Object.assign(this, { number, values, sent: false, unheard: COMING });
    this.listeners = new Map();
  }
  get(name) {
    return this.values[name];
  }
  on(event, listener) {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }
  off(event, listener) {
    this.listeners.set(
      event,
      (this.listeners.get(event) ?? []).filter((one) => one !== listener),
    );
  }
  send(message) {
    this.sent = true;
    ask("receive", JSON.stringify({ box: this.number, message }), this.number).then(
      ({ values }) => this.take(values),
      ignore,
    );
  }
  // All values first: a listener to one reads the others too.
  take(values) {
    Object.assign(this.values, values);
    for (const name of Object.keys(values))
      for (const listener of this.listeners.get(`change:${name}`) ?? []) listener();
  }
}

// What failed has been told where it failed; the box stays as it is.
function ignore() {}

async function draw(node, module, model) {
  const view = await import(`./${module}`);
  node.replaceChildren();
  return view.default.render({ model, el: node });
}

async function open(node, number, { lesson, boxes }) {
  const { ask: call, module, values } = boxes[number];
  if (!visited) ask("note_visit", lesson).catch(ignore);
  visited = true;
  const model = new Model(number, values);
  // Python takes what is asked of a box in order, so that this comes before anything that the reader does in it.
  const opened = ask("open", JSON.stringify({ box: number, lesson, ask: call }), number);
  const leave = values ? await draw(node, module, model) : null;
  const reply = await opened.catch(ignore);
  if (!reply) return;
  // A view takes what it is drawn with for what it was: earlier answers need a fresh one. What the reader has sent
  // meanwhile comes back as a change.
  if (values && (model.sent || JSON.stringify(values) === JSON.stringify(reply.values))) {
    model.take(reply.values);
    return;
  }
  leave?.();
  model.values = reply.values;
  model.listeners.clear();
  await draw(node, module, model);
}

// What the page itself loads, and Python where something near asks for it, goes before what is kept for later.
function keepAfter(opened) {
  Promise.allSettled(opened).then(() => {
    if (document.readyState === "complete") keepOffline();
    else addEventListener("load", keepOffline);
  });
}

async function readBoxes() {
  const answer = await fetch(main.dataset.boxes).catch(ignore);
  return answer?.ok ? answer.json() : null;
}

function makeLive() {
  const page = readBoxes();
  let kept = false;
  const near = new IntersectionObserver(
    (seen) => {
      const opened = seen
        .filter((one) => one.isIntersecting)
        .map(async ({ target }) => {
          near.unobserve(target);
          startPython();
          await new Promise((go) => setTimeout(go)); // a reader who scrolls meanwhile need not wait for all of them
          const boxes = await page;
          return boxes && open(target, Number(target.dataset.box), boxes);
        });
      if (!kept) keepAfter(opened);
      kept = true;
    },
    { rootMargin: "600px" },
  );
  for (const node of document.querySelectorAll("[data-box]")) near.observe(node);
}

// What an answer has opened is open at the next visit from the start, and does not jump when Python has come.
function openedBefore() {
  try {
    return new Set(JSON.parse(localStorage.getItem(OPENED) ?? "[]"));
  } catch {
    return new Set();
  }
}

/** Opens what a box holds back, where it holds back anything. */
function openBehind(node) {
  const next = node?.nextElementSibling;
  const holds = next?.matches("details.look");
  if (holds) next.open = true;
  return holds;
}

document.addEventListener("wso-predict", ({ target }) => {
  const node = target.closest("[data-box]");
  if (target.dataset.state === "open" || !openBehind(node)) return;
  try {
    const places = openedBefore().add(`${main.dataset.boxes} ${node.dataset.box}`);
    localStorage.setItem(OPENED, JSON.stringify([...places]));
  } catch {
    // It opens a little later the next time.
  }
});

// The home page leads on from where the reader stopped, and marks the lessons that were begun.
async function tellHowFar() {
  const begin = document.querySelector("#begin > a");
  if (!begin) return;
  const { last, answered } = howFar(await readText(await openDatabase(COURSE), "progress.jsonl"));
  for (const [lesson, { size }] of answered) {
    const row = document.querySelector(`[data-lesson="${CSS.escape(lesson)}"]`);
    if (!row) continue;
    row.dataset.begun = "";
    row.lastElementChild.append(size ? ` Begun, ${size} answered.` : " Begun.");
    if (lesson !== last) continue;
    begin.href = row.firstElementChild.href;
    begin.textContent = `Go on: ${row.firstElementChild.textContent}`;
  }
}

// Large letters on a wide page, until it is switched off.
function letProject() {
  const button = document.getElementById("projector");
  const set = (on) => {
    document.documentElement.classList.toggle("projector", on);
    button.setAttribute("aria-pressed", String(on));
  };
  set(sessionStorage.getItem("projector") === "on");
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = !document.documentElement.classList.contains("projector");
    sessionStorage.setItem("projector", on ? "on" : "off");
    set(on);
  });
}

if (main.dataset.boxes) {
  const before = openedBefore();
  for (const node of document.querySelectorAll("[data-box]")) {
    if (before.has(`${main.dataset.boxes} ${node.dataset.box}`)) openBehind(node);
  }
  makeLive();
} else keepAfter([]);
tellHowFar();
letProject();
if (document.getElementById("record")) import("./record_page.js");
if (document.getElementById("receipt")) import("./receipt.js");
if (main.dataset.boxes) {
  const href = new URL("./live.css", import.meta.url).href;
  document.head.append(el("link", { rel: "stylesheet", href }));
}
