import assert from "node:assert/strict";
import test from "node:test";

import { findSystem, packAnswers, standing } from "../../wso_lessons/exports/page/static/keep.js";

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

test("a learning system is looked for in the frames around the page, then in the window that opened it", () => {
  const system = {};
  const alone = (given) => {
    const top = { ...given };
    top.parent = top;
    return top;
  };
  assert.equal(findSystem({ parent: alone({ API: system }) }), system);
  assert.equal(findSystem({ parent: alone({ opener: { API: system } }) }), system);
  assert.equal(findSystem({ parent: alone({}) }), null);
});

test("a frame of another site, or frames without an end, are no learning system", () => {
  const foreign = {
    get API() {
      throw new Error("not of this site");
    },
  };
  assert.equal(findSystem({ parent: foreign }), null);
  const [one, other] = [{}, {}];
  Object.assign(one, { parent: other });
  Object.assign(other, { parent: one });
  assert.equal(findSystem(one), null);
});
