// Finds words in the page's own index: all of them must occur; a title counts more than a text.
(() => {
  const MOST = 40;
  const BEFORE = 60;
  const LENGTH = 220;
  const KINDS = { lesson: "Lesson", claim: "Claim, cited in", word: "Word" };
  const wanted = document.getElementById("wanted");
  const count = document.getElementById("count");
  const found = document.getElementById("found");

  // Letters without case and accents, each still in its place.
  function fold(text) {
    return Array.from(text, (letter) => letter.normalize("NFD")[0].toLowerCase()).join("");
  }

  const entries = JSON.parse(document.getElementById("index").textContent).map(([kind, title, text, address]) => ({
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

  function around(entry, word) {
    const letters = Array.from(entry.text);
    const place = Math.max(0, entry.inText.indexOf(word) - BEFORE);
    const piece = letters.slice(place, place + LENGTH).join("");
    return (place ? "…" : "") + piece + (place + LENGTH < letters.length ? "…" : "");
  }

  function row(entry, words) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = entry.address;
    link.textContent = entry.kind === "claim" ? entry.text : entry.title;
    const told = document.createElement("p");
    told.className = "small";
    told.textContent =
      entry.kind === "claim" ? `${KINDS.claim} “${entry.title}”` : `${KINDS[entry.kind]}. ${around(entry, words[0])}`;
    item.append(link, told);
    return item;
  }

  function show() {
    const words = fold(wanted.value).split(/\s+/).filter(Boolean);
    const hits = words.length
      ? entries.map((entry) => [weigh(entry, words), entry]).filter(([weight]) => weight > 0)
      : [];
    hits.sort((one, other) => other[0] - one[0]);
    found.replaceChildren(...hits.slice(0, MOST).map(([, entry]) => row(entry, words)));
    const all = hits.length > MOST ? `${hits.length} places; here are the first ${MOST}.` : `${hits.length} found.`;
    count.textContent = words.length ? all : "";
  }

  wanted.addEventListener("input", show);
  show();
})();
