import assert from "node:assert/strict";
import test from "node:test";

import { closers } from "../../labextension/src/predict.js";

const cell = (type, tags = [], source = "") => ({
  model: { type, getMetadata: () => tags, sharedModel: { getSource: () => source } },
});
const heading = () => cell("markdown", [], "## Next");
const places = (cells) => closers(cells).map((closer) => (closer ? cells.indexOf(closer) : null));

test("what follows a question is closed until the next heading or question", () => {
  const cells = [cell("code"), cell("code", ["predict"]), cell("code"), cell("markdown"), heading(), cell("code")];
  assert.deepEqual(places(cells), [null, null, 1, 1, null, null]);
  const marked = [cell("code", ["answer-first"]), cell("code"), cell("code", ["predict"]), cell("code")];
  assert.deepEqual(places(marked), [null, 0, null, 2]);
});

test("a text that asks is one prediction with the cell that is answered", () => {
  const asks = cell("markdown", ["predict"], "What do you expect?");
  const cells = [asks, cell("markdown"), cell("code", ["predict"]), cell("code")];
  assert.deepEqual(places(cells), [null, null, null, 2]);
  assert.deepEqual(places([asks, cell("code"), heading()]), [null, 0, null], "alone it is answered itself");
});
