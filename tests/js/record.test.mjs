import assert from "node:assert/strict";
import test from "node:test";

import { Files, howFar, joinLines } from "../../wso_lessons/exports/site/static/record.js";

const lineOf = (entry) => `0123 ${JSON.stringify(entry)}\n`;
const opened = (lesson_id) => lineOf({ event: { kind: "opened", lesson_id } });
const answer = (lesson_id, item_id) => lineOf({ answer: { lesson_id, item_id } });

test("the lesson opened last is where a reader goes on, and a question answered twice counts once", () => {
  const lines = opened("02") + opened("01") + answer("01", "a") + answer("01", "a") + answer("02", "b");
  const { last, answered } = howFar(lines);
  assert.equal(last, "01");
  assert.deepEqual(
    [...answered].map(([lesson, items]) => [lesson, items.size]),
    [
      ["02", 1],
      ["01", 1],
    ],
  );
});

test("a line that was cut short, or belongs to no lesson, says nothing", () => {
  const { last, answered } = howFar(`${opened("01")}${lineOf({ event: { kind: "opened" } })}0123 {"answer": {"les`);
  assert.equal(last, "01");
  assert.deepEqual([...answered.keys()], ["01"]);
  assert.deepEqual(howFar(""), { last: "", answered: new Map() });
});

test("of two versions of a record each line is kept once, in order", () => {
  assert.equal(joinLines("a\nb\n", "a\nc\n"), "a\nb\nc\n");
  assert.equal(joinLines("", "c\n"), "c\n");
  assert.equal(joinLines("", ""), "");
});

/** What Files asks of Python's file system, over a map of paths. */
function fileSystem(held) {
  const inside = (folder) => [...held.keys()].filter((path) => path.startsWith(`${folder}/`));
  return {
    readdir: (folder) => [
      ".",
      "..",
      ...new Set(inside(folder).map((path) => path.slice(folder.length + 1).split("/")[0])),
    ],
    stat: (path) => ({ mode: inside(path).length }),
    isDir: Boolean,
    analyzePath: (path) => ({ exists: held.has(path) }),
    readFile: (path) => held.get(path),
    mkdirTree: () => {},
    writeFile: (path, content) => held.set(path, content),
  };
}
const bytes = (words) => new TextEncoder().encode(words);

test("what another tab wrote comes in once, and what Python wrote since goes out, folders and all", () => {
  const held = new Map();
  const files = new Files(fileSystem(held), "/record");
  assert.equal(files.takeIn(["progress.jsonl", "notes/a"], [bytes("1\n"), bytes("A")]), true);
  assert.deepEqual(Object.fromEntries(held), { "/record/progress.jsonl": "1\n", "/record/notes/a": "A" });
  assert.equal(files.takeIn(["progress.jsonl"], [bytes("1\n")]), false, "It is known");
  assert.equal(files.changes().size, 0);
  held.set("/record/notes/a", "B");
  assert.deepEqual([...files.changes()], [["notes/a", "B"]]);
});

test("lines that could not be kept before are not lost when another tab's come in", () => {
  const held = new Map();
  const files = new Files(fileSystem(held), "/record");
  files.takeIn(["progress.jsonl"], [bytes("1\n")]);
  held.set("/record/progress.jsonl", "1\n2\n");
  files.takeIn(["progress.jsonl"], [bytes("1\n3\n")]);
  assert.equal(held.get("/record/progress.jsonl"), "1\n3\n2\n");
  assert.deepEqual([...files.changes().keys()], ["progress.jsonl"]);
});
