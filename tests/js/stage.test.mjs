import assert from "node:assert/strict";
import test from "node:test";

import { keyedValue, placeOf, stepped, valueAt, valueWords } from "../../wso_lessons/widgets/static/stage.js";

const SLIDER = { low: 0, high: 600, step: 10, leap: 50, start: 300, end: 0, labels: [] };

test("a value keeps to the steps and to the ends", () => {
  assert.equal(stepped(44, SLIDER), 40);
  assert.equal(stepped(45, SLIDER), 50);
  assert.equal(stepped(-7, SLIDER), 0);
  assert.equal(stepped(9000, SLIDER), 600);
  assert.equal(stepped(0.30000000000000004, { low: 0, high: 1, step: 0.1 }), 0.3);
});

test("each key moves by its own step, and any other key does nothing", () => {
  assert.equal(keyedValue("ArrowUp", 100, SLIDER), 110);
  assert.equal(keyedValue("ArrowLeft", 100, SLIDER), 90);
  assert.equal(keyedValue("PageDown", 100, SLIDER), 50);
  assert.equal(keyedValue("PageDown", 20, SLIDER), 0);
  assert.equal(keyedValue("Home", 100, SLIDER), 0);
  assert.equal(keyedValue("End", 100, SLIDER), 600);
  assert.equal(keyedValue("a", 100, SLIDER), null);
});

test("a place and its value lead to one another, also where the axis runs backward", () => {
  for (const value of [0, 130, 600]) assert.equal(Math.round(valueAt(placeOf(value, SLIDER), SLIDER)), value);
  assert.equal(placeOf(600, SLIDER), 0);
});

test("a value is said by its label, else as a number with its unit", () => {
  assert.equal(valueWords(1, { low: 0, step: 1, labels: ["Friday noon", "Friday 13:00"] }), "Friday 13:00");
  assert.equal(valueWords(1250, SLIDER, "agreements"), "1,250 agreements");
});
