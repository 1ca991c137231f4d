// Makes printed questions live when one comes near: the view is the course's own, the grader runs in a worker.
// Without a worker (a page opened from a folder) the questions stay as they are printed.
import quiz from "./quiz.js";

const PLACE = `wso-lessons ${document.getElementById("text").dataset.course}`;
const UNKEPT = "This browser does not keep your answers: they last until you leave the page.";
const boxes = Array.from(document.querySelectorAll("[data-ask]"));
const models = new Map();
let worker = null;
let record = read();
let notice = "";

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "{}");
    return { seed: kept.seed || crypto.randomUUID?.() || String(Math.random()), answers: kept.answers ?? {} };
  } catch {
    return { seed: String(Math.random()), answers: {} };
  }
}

// Another page may have kept answers meanwhile: they are read again first.
function keep(answers) {
  if (!answers.length) return;
  try {
    const now = JSON.parse(localStorage.getItem(PLACE) ?? "{}");
    record = { seed: record.seed, answers: { ...now.answers, ...record.answers } };
    for (const answer of answers) record.answers[answer.item_id] = { ...answer, at: new Date().toISOString() };
    localStorage.setItem(PLACE, JSON.stringify(record));
  } catch {
    notice = UNKEPT;
  }
}

class Model {
  constructor(box, values) {
    this.box = box;
    this.values = values;
    this.listeners = [];
  }
  get(name) {
    return name === "notice" ? notice : this.values[name];
  }
  on(_event, listener) {
    this.listeners.push(listener);
  }
  off(_event, listener) {
    this.listeners = this.listeners.filter((one) => one !== listener);
  }
  send(message) {
    worker.postMessage({ open: false, asked: { box: this.box, message } });
  }
  take(values) {
    Object.assign(this.values, values);
    for (const listener of this.listeners) listener();
  }
}

function hear({ data }) {
  if (data.failed) {
    console.warn(data.failed);
    return;
  }
  keep(data.kept);
  const known = models.get(data.box);
  if (known) {
    known.take(data);
    return;
  }
  const model = new Model(data.box, data);
  models.set(data.box, model);
  const box = boxes[data.box];
  box.replaceChildren();
  quiz.render({ model, el: box });
}

function open(number) {
  worker ??= begin();
  const asked = JSON.parse(boxes[number].dataset.ask);
  worker.postMessage({ open: true, asked: { ...asked, box: number, answers: record.answers, seed: record.seed } });
}

function begin() {
  const made = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  made.addEventListener("message", hear);
  return made;
}

const near = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      open(boxes.indexOf(target));
    }
  },
  { rootMargin: "600px" },
);
for (const box of boxes) near.observe(box);

// A guess opens what it held back.
document.addEventListener("wso-predict", ({ target }) => {
  const next = target.closest("[data-ask]")?.nextElementSibling;
  if (next?.matches("details.look")) next.open = true;
});

const erase = document.getElementById("erase");
if (erase) {
  erase.hidden = false;
  erase.addEventListener("click", () => {
    localStorage.removeItem(PLACE);
    document.getElementById("erased").textContent = "Your answers are erased.";
  });
}
