import assert from "node:assert/strict";
import test from "node:test";

import { excerptOf, findEntries, readIndex, wordsOf } from "../../wso_lessons/exports/site/static/search.js";

const INDEX = readIndex([
  ["lesson", "Launch: What a detainer is", "A request to hold.", "01.html"],
  ["claim", "Launch", "A warrant is served, a detainer is not.", "01.html#claim-served"],
  ["word", "detainer", "A request; résumé of a hold.", "glossary.html#detainer"],
]);
const found = (text) => findEntries(INDEX, wordsOf(text)).map(({ address }) => address);

test("a word of the glossary goes before a title, and a title before a text", () => {
  assert.deepEqual(found("detainer"), ["glossary.html#detainer", "01.html", "01.html#claim-served"]);
});

test("every word must occur, in the title or in the text", () => {
  assert.deepEqual(found("launch served"), ["01.html#claim-served"]);
  assert.deepEqual(found("launch unheard"), []);
});

test("letters are found whatever their case and accents", () => {
  assert.deepEqual(wordsOf("  RÉSUMÉ  hold "), ["resume", "hold"]);
  assert.deepEqual(found("Resume"), ["glossary.html#detainer"]);
});

test("a long text is shown around the word, with a mark where it is cut", () => {
  const [entry] = readIndex([["lesson", "", `${"a ".repeat(100)}wórd${" b".repeat(200)}`, ""]]);
  const shown = excerptOf(entry, "word");
  assert.ok(shown.startsWith("…a a") && shown.endsWith("…"));
  assert.equal(shown.indexOf("wórd"), 61, "sixty letters and the mark before it");
  assert.equal(shown.length, 222);
  assert.equal(excerptOf(INDEX[0], "hold"), "A request to hold.");
});
