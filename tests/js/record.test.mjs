import assert from "node:assert/strict";
import test from "node:test";

import { howFar, joinLines } from "../../wso_lessons/exports/site/static/record.js";

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
