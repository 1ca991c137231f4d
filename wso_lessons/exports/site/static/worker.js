// The worker in which Python runs the course: loads it once, then does what the page asks, one thing after the other.
// The export writes above this line whether Python's start is prepared: PREPARED.
/* global PREPARED */
import { putFiles, SEE_COURSE, takeNext, unpack, unpackedBytes } from "./begin.mjs";
import { loadPyodide } from "./pyodide.mjs";
import { exchange, Files, openDatabase } from "./record.js";

const RECORD = "/record";
const MEMORY_PAGE = 65_536; // bytes, as WebAssembly counts memory

async function file(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return unpackedBytes(answer);
}

// Python's own code comes packed from any host.
const { fetch: fetchAsIs } = globalThis;
globalThis.fetch = async (asked, ...options) => {
  if (!String(asked).endsWith(".wasm")) return fetchAsIs(asked, ...options);
  return unpack(await fetchAsIs(`${asked}.bin`, ...options), "application/wasm");
};

// A start that was prepared may hold more memory than Python begins with.
function makeRoom(memory) {
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiateStreaming(...given);
    const held = made.instance.exports.memory;
    const { length } = await memory.catch(() => []); // Python starts by itself then
    held.grow(Math.max(0, Math.ceil((length - held.buffer.byteLength) / MEMORY_PAGE)));
    return made;
  };
}

// Where its start is prepared, Python goes on from the memory that it had then.
async function startPython() {
  if (PREPARED) {
    try {
      const memory = file("memory.bin");
      makeRoom(memory);
      return await loadPyodide({ _loadSnapshot: memory });
    } catch (error) {
      console.warn(error);
    }
  }
  return loadPyodide();
}

async function start() {
  const [python, code, database] = await Promise.all([startPython(), file("course.bin"), openDatabase(self.name)]);
  putFiles(python.FS, code);
  python.FS.mkdirTree(RECORD);
  const files = new Files(python.FS, RECORD);
  let running = null;
  const begin = () => {
    running ??= python.runPython(`${SEE_COURSE}
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
const asked = [];
let busy = false;

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
    self.postMessage({ id, kept, failed, started: true, reply: JSON.parse(result) });
  } catch (error) {
    self.postMessage({ id, failed: String(error), started: false });
  }
}

async function answerAll() {
  busy = true;
  while (asked.length) await answer(takeNext(asked));
  busy = false;
}

self.addEventListener("message", ({ data }) => {
  asked.push(data);
  if (!busy) answerAll();
});
