// Starts Python in node, lets it import the course's code, and writes the memory as it is then: from there a reader's
// browser goes on, seconds sooner. Node runs this when a site is exported: prepare.mjs RUNTIME COURSE MEMORY

import nodeCrypto from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { putFiles, SEE_COURSE, unpackedBytes } from "./begin.mjs";

const [, , runtime, course, memory] = process.argv;
// What Python sees of its surroundings stays in its memory: not the place of this script, the moment, or what is
// random, so that the same course gives the same bytes.
process.argv.length = 1;
const YEAR_1980 = 315532800000;
Date.now = () => YEAR_1980;
performance.now = () => 0;
nodeCrypto.randomFillSync = crypto.getRandomValues = (given) => given.fill(7);

const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")));
const python = await loadPyodide({ _makeSnapshot: true, env: { PYTHONHASHSEED: "0" } });
putFiles(python.FS, await unpackedBytes(new Response(readFileSync(course))));
// All of the code, since a page may ask for any; what needs a library that only an author has stays out. Of the content
// what the first questions rest on: the rest would make the memory larger than the time to read it is worth.
python.runPython(`${SEE_COURSE}
import gc, importlib, pkgutil
import wso_lessons
from wso_lessons.exports.site.running import RunningCourse
running = RunningCourse.begin("/record")
for found in pkgutil.walk_packages(wso_lessons.__path__, "wso_lessons."):
    try:
        importlib.import_module(found.name)
    except ImportError:
        pass
running.open_first()
del found, running
gc.collect()
None
`);
writeFileSync(memory, python.makeMemorySnapshot());
