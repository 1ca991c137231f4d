// The page "Search": what was found stands below the box while a reader types.
import { el } from "./dom.js";
import { excerptOf, findEntries, readIndex, wordsOf } from "./search.js";

const MOST = 40;
const KINDS = { lesson: "Lesson", claim: "Claim, cited in", word: "Word" };
const wanted = document.getElementById("wanted");
const count = document.getElementById("count");
const found = document.getElementById("found");
const index = readIndex(JSON.parse(document.getElementById("index").textContent));

function drawEntry(entry, words) {
  const isClaim = entry.kind === "claim";
  const place = isClaim ? `${KINDS.claim} “${entry.title}”` : `${KINDS[entry.kind]}. ${excerptOf(entry, words[0])}`;
  const link = el("a", { href: entry.address }, isClaim ? entry.text : entry.title);
  return el("li", {}, link, el("p", { class: "small" }, place));
}

function show() {
  const words = wordsOf(wanted.value);
  const hits = findEntries(index, words);
  found.replaceChildren(...hits.slice(0, MOST).map((entry) => drawEntry(entry, words)));
  const all = hits.length > MOST ? `${hits.length} places; here are the first ${MOST}.` : `${hits.length} found.`;
  count.textContent = words.length ? all : "";
}

wanted.addEventListener("input", show);
show();
