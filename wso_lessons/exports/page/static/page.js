// Makes the questions of a page live that has no server and no Python: the course's own view over marks worked out
// beforehand. Answers are kept in this browser where it lets a page from a folder keep something.
import quiz from "./quiz.js";
import { Sitting } from "./sitting.js";

const NOT_KEPT = "This browser keeps nothing for a page from a folder: your answers last until you close it.";
const { place, sheets, sets, claims } = JSON.parse(document.getElementById("marks").textContent);
// Each claim stands in the page once.
for (const one of Object.values(sheets).flatMap((sheet) => [sheet, ...sheet.pool])) {
  one.claims = one.claims.map((name) => claims[name]).filter(Boolean);
}

function readKept() {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "{}");
  } catch {
    return {};
  }
}

let notice = "";
const kept = readKept();
const keep = {
  notice: () => notice,
  answer(id, answer) {
    kept[id] = answer;
    try {
      localStorage.setItem(place, JSON.stringify(kept));
    } catch {
      notice = NOT_KEPT;
    }
  },
};

// A guess opens what it held back.
document.addEventListener("wso-predict", ({ target }) => {
  const next = target.closest("[data-box]").nextElementSibling;
  if (next?.matches("details.look")) next.open = true;
});

for (const node of document.querySelectorAll("[data-box]")) {
  node.replaceChildren();
  quiz.render({ model: new Sitting(sets[node.dataset.box], sheets, kept, keep), el: node });
}
