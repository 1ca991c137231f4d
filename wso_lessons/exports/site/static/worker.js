// The grader's worker: loads Python once, then passes messages to the package's own code in the order they come.
import { loadPyodide } from "./pyodide.mjs";

async function file(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.arrayBuffer();
}

async function start() {
  const [python, code, items] = await Promise.all([loadPyodide(), file("course.zip"), file("items.pickle")]);
  python.unpackArchive(code, "zip", { extractDir: "/course" });
  python.FS.writeFile("/course/items.pickle", new Uint8Array(items));
  return python.runPython(`
import sys
sys.path.insert(0, "/course")
from wso_lessons.exports.site.grader import Grader
Grader.from_file("/course/items.pickle")
`);
}

const grader = start();

self.addEventListener("message", async ({ data }) => {
  try {
    const ready = await grader;
    const text = JSON.stringify(data.asked);
    self.postMessage(JSON.parse(data.open ? ready.open(text) : ready.receive(text)));
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
});
