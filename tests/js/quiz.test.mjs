import assert from "node:assert/strict";
import test from "node:test";

import { scoreLine, setState } from "../../wso_lessons/widgets/static/quiz.js";
import { answerState, blankWords } from "../../wso_lessons/widgets/static/quiz_item.js";
import { KINDS, moveKey } from "../../wso_lessons/widgets/static/quiz_kinds.js";

test("the score says points only where a score is kept", () => {
  const score = { items: 3, answered: 2, right: 1, points: 1.5 };
  assert.equal(scoreLine(score, "practice"), "2 of 3 answered, 1 right.");
  assert.equal(scoreLine(score, "check"), "2 of 3 answered, 1 right. Points: 1.5 of 3.");
  assert.equal(scoreLine(score, "survey"), "2 of 3 answered.");
  assert.equal(scoreLine({ items: 0 }, "check"), "");
});

test("an entry moves by one place and never past the ends", () => {
  assert.deepEqual(moveKey(["a", "b", "c"], "c", -1), ["a", "c", "b"]);
  assert.deepEqual(moveKey(["a", "b", "c"], "a", 1), ["b", "a", "c"]);
  assert.equal(moveKey(["a", "b"], "a", -1), null);
  assert.equal(moveKey(["a", "b"], "b", 1), null);
  assert.equal(moveKey(["a", "b"], "z", 1), null);
});

test("moving an entry leaves the list it was given as it was", () => {
  const keys = ["a", "b"];
  moveKey(keys, "a", 1);
  assert.deepEqual(keys, ["a", "b"]);
});

test("a question is open while a try is left, answered or skipped", () => {
  assert.equal(answerState(undefined), "open");
  assert.equal(answerState({ state: "not attempted", done: false }), "open");
  assert.equal(answerState({ state: "wrong", done: false }), "open");
  assert.equal(answerState({ state: "wrong", done: true }), "answered");
  assert.equal(answerState({ state: "guessed", done: true }), "answered");
  assert.equal(answerState({ state: "skipped", done: true }), "skipped");
});

test("an opinion, which has no last try, is answered once it is noted", () => {
  assert.equal(answerState({ state: "not attempted", done: false }), "open");
  assert.equal(answerState({ state: "noted", done: false }), "answered");
});

test("a set is open while one of its questions is, and skipped only where all were", () => {
  assert.equal(setState(["answered", "open"]), "open");
  assert.equal(setState(["answered", "skipped"]), "answered");
  assert.equal(setState(["skipped", "skipped"]), "skipped");
});

test("fields left empty are named, and those without a name are not", () => {
  assert.equal(blankWords(["A judge.", "ICE"]), 'Still empty: "A judge", "ICE".');
  assert.equal(blankWords([""]), "");
});

test("every kind can be drawn", () => {
  assert.ok(Object.values(KINDS).every((kind) => typeof kind === "function"));
});
