import assert from "node:assert/strict";
import test from "node:test";

import { stateInWords } from "../../labextension/src/state.js";

const LESSON = { file: "01-launch.ipynb", minutes: 32, lesson: true, state: "new", asked: 9, answered: 0 };

test("a lesson says its minutes and how far one is", () => {
  assert.equal(stateInWords(LESSON, 0), "32 minutes · not begun");
  assert.equal(stateInWords({ ...LESSON, state: "opened" }, 0), "32 minutes · begun");
  assert.equal(stateInWords({ ...LESSON, state: "opened", answered: 4 }, 0), "32 minutes · 4 of 9 answered");
  assert.equal(stateInWords({ ...LESSON, state: "finished", answered: 9 }, 0), "32 minutes · done");
});

test("the review says what is due, and a page beside the lessons says nothing", () => {
  const page = { ...LESSON, lesson: false };
  assert.equal(stateInWords({ ...page, file: "review.ipynb" }, 3), "3 due today");
  assert.equal(stateInWords({ ...page, file: "review.ipynb" }, 0), "nothing due today");
  assert.equal(stateInWords({ ...page, file: "glossary.ipynb" }, 3), "");
});
