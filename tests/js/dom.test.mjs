import assert from "node:assert/strict";
import test from "node:test";

import { withoutStop } from "../../wso_lessons/widgets/static/dom.js";

test("a sentence within a sentence loses the mark that ends it, and nothing else", () => {
  assert.equal(withoutStop("ICE's release."), "ICE's release");
  assert.equal(withoutStop("Who signs?"), "Who signs");
  assert.equal(withoutStop("8 C.F.R. 287"), "8 C.F.R. 287");
});
