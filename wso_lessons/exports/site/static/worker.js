// The worker in which Python runs the course: loads it once, then takes what the page asks in the order it comes.
import { loadPyodide } from "./pyodide.mjs";
import { exchange, Files, openDatabase } from "./record.js";

const RECORD = "/record";

async function file(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.arrayBuffer();
}

async function start() {
  const [python, code, database] = await Promise.all([loadPyodide(), file("course.zip"), openDatabase(self.name)]);
  python.unpackArchive(code, "zip", { extractDir: "/course" });
  python.FS.mkdirTree(RECORD);
  const files = new Files(python.FS, RECORD);
  let running = null;
  const begin = () => {
    running ??= python.runPython(`
import sys
sys.path.insert(0, "/course")
from wso_lessons.exports.site.running import RunningCourse
RunningCourse.begin("${RECORD}")
`);
  };
  // The record comes first: Python reads it when it begins.
  const move = (act) =>
    exchange(
      database,
      files,
      () => running?.reload(),
      () => {
        begin();
        return act(running);
      },
    );
  await move(() => null);
  return move;
}

const ready = start();
let last = ready;

async function answer({ id, act, given }) {
  let failed = "";
  const once = (running) => {
    try {
      return given ? running[act](given) : running[act]();
    } catch (error) {
      failed = String(error);
      return "{}";
    }
  };
  try {
    const { result, kept } = await (await ready)(once);
    self.postMessage({ id, kept, failed, reply: JSON.parse(result) });
  } catch (error) {
    self.postMessage({ id, kept: false, failed: String(error), reply: {} });
  }
}

// One after the other, whatever comes meanwhile.
self.addEventListener("message", ({ data }) => {
  last = last.catch(() => null).then(() => answer(data));
});
