import assert from "node:assert/strict";
import test from "node:test";

import { packAnswers, standing } from "../../wso_lessons/exports/page/static/keep.js";

const sheets = {
  "a/one": { counts: true },
  "a/two": { counts: true },
  "a/guess": { counts: false },
  "a/vote": { counts: false, survey: true },
};

test("opinions are not packed, and what does not fit leaves its score", () => {
  const kept = {
    "a/vote": { response: "yes", score: 0 },
    "a/one": { response: "x".repeat(300), score: 0.5 },
    "a/two": { response: "y", score: 1 },
  };
  const { kept: packed, over } = JSON.parse(packAnswers(kept, sheets, 120));
  assert.deepEqual(packed, { "a/two": { response: "y", score: 1 } });
  assert.deepEqual(over, { "a/one": 0.5 });
  assert.deepEqual(standing(packed, over, sheets), { raw: 75, all: true });
});

test("a lesson is complete when every marked question is answered, right or wrong", () => {
  assert.deepEqual(standing({}, {}, sheets), { raw: 0, all: false });
  assert.deepEqual(standing({ "a/one": { score: 0 }, "a/two": { score: 0 } }, {}, sheets), { raw: 0, all: true });
});
