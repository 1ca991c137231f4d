import assert from "node:assert/strict";
import test from "node:test";

import { shapeOf } from "../../wso_lessons/widgets/static/simulator.js";

test("controls are drawn anew when their names or choices change, not when a value does", () => {
  const group = (value, choices) => [{ legend: "Facts", controls: [{ name: "state", value, choices }] }];
  assert.equal(shapeOf(group("a", ["a", "b"])), shapeOf(group("b", ["a", "b"])));
  assert.notEqual(shapeOf(group("a", ["a", "b"])), shapeOf(group("a", ["a"])));
});
