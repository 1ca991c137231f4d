// Starts Python in node, lets it import the course's code, and writes the memory as it is then: from there a reader's
// browser goes on, seconds sooner. Node runs this when a site is exported: prepare.mjs RUNTIME COURSE MEMORY

import nodeCrypto from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { putFiles, SEE_COURSE, unpack } from "./begin.mjs";

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
const size = python._module.HEAP8.length;
putFiles(python.FS, await unpack(new Response(readFileSync(course))));
// All of it, since a page may ask for any; what needs a library that only an author has stays out.
python.runPython(`${SEE_COURSE}
import gc, importlib, pkgutil
import wso_lessons
for found in pkgutil.walk_packages(wso_lessons.__path__, "wso_lessons."):
    try:
        importlib.import_module(found.name)
    except ImportError:
        pass
del found
gc.collect()
None
`);
// A browser gives Python as much memory as at its start, and no more.
if (python._module.HEAP8.length > size) throw new Error("The course's code needs more memory than Python starts with.");
writeFileSync(memory, python.makeMemorySnapshot());
