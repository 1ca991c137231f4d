// Finds words in a page's index: all of them must occur; a title counts more than a text.

const BEFORE = 60; // letters of a text that are shown before the first word that was found, and in all
const LENGTH = 220;

// Letters without case and accents, each still in its place.
function fold(text) {
  return Array.from(text, (letter) => letter.normalize("NFD")[0].toLowerCase()).join("");
}

/** The words that a reader asks for. */
export const wordsOf = (text) => fold(text).split(/\s+/).filter(Boolean);

/** The entries of an index, whose rows are kind, title, text and address. */
export const readIndex = (rows) =>
  rows.map(([kind, title, text, address]) => ({
    kind,
    title,
    text,
    address,
    inTitle: fold(title),
    inText: fold(text),
  }));

function weigh(entry, words) {
  let weight = 0;
  for (const word of words) {
    if (entry.inTitle.includes(word)) weight += entry.kind === "word" ? 6 : 3;
    else if (entry.inText.includes(word)) weight += 1;
    else return 0;
  }
  return weight;
}

/** The entries in which all of these words occur: what weighs most first, else in their order. */
export function findEntries(entries, words) {
  const weighed = entries.map((entry) => [weigh(entry, words), entry]).filter(([weight]) => weight > 0);
  return weighed.sort(([one], [other]) => other - one).map(([, entry]) => entry);
}

/** What stands around a word in an entry's text. */
export function excerptOf(entry, word) {
  const letters = Array.from(entry.text);
  const place = Math.max(0, entry.inText.indexOf(word) - BEFORE);
  const piece = letters.slice(place, place + LENGTH).join("");
  return (place ? "…" : "") + piece + (place + LENGTH < letters.length ? "…" : "");
}
