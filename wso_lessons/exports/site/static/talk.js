// Speaks with the worker in which Python runs the course; it starts when it is first asked.

import { el } from "./dom.js";

export const COURSE = document.getElementById("text").dataset.course;
// Which guesses have opened what they held back, for the page alone.
export const OPENED = `wso-lessons ${COURSE} opened`;
const UNKEPT =
  "This browser could not keep what you did last: its storage is full or switched off. " +
  "Save your record as a file on the page “Your record”, or it is gone when you close this page.";
const FAILED = "Python could not be started here, so that questions stay as they are printed.";
const waiting = new Map();
let worker = null;
let broken = false;
let count = 0;

/** Asks the running course to do something with a text, in a box of the page or none; gives its reply. */
export function ask(act, given = "", box = null) {
  startPython();
  count += 1;
  const id = count;
  return new Promise((resolve, refuse) => {
    waiting.set(id, { resolve, refuse });
    if (broken) endBroken(id);
    else worker.postMessage({ id, act, given, box });
  });
}

/** Starts Python, unless it has been started. */
export function startPython() {
  if (worker) return;
  // Its name says which record it keeps: a service worker takes what is added to an address away.
  worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: COURSE });
  worker.addEventListener("message", ({ data }) => hear(data));
  worker.addEventListener("error", () => {
    broken = true;
    for (const id of waiting.keys()) endBroken(id);
  });
}

function endBroken(id) {
  hear({ id, failed: FAILED, started: false });
}

function hear({ id, kept, failed, started, reply }) {
  const { resolve, refuse } = waiting.get(id);
  waiting.delete(id);
  if (failed) {
    console.warn(failed);
    if (!started) tell("python", FAILED);
    refuse(new Error(failed));
    return;
  }
  tell("record", kept ? "" : UNKEPT);
  resolve(reply);
}

const lines = new Map();
let foot = null;

/** Says something about a matter at the foot of the window, with a button for what there is to do; "" ends it. */
export function tell(matter, words, button = null) {
  if (!foot) {
    foot = el("div", { class: "told", role: "status" });
    document.body.append(foot);
  }
  const line = lines.get(matter) ?? el("p");
  lines.set(matter, line);
  if ((line.dataset.words ?? "") === words) return;
  line.dataset.words = words;
  line.replaceChildren(words, ...(button ? [button] : []));
  if (words) foot.append(line);
  else line.remove();
}
