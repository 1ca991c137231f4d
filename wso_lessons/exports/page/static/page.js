// Makes the questions of a page live that has no server and no Python: the course's own view over marks worked out
// beforehand.
import { keeperOf } from "./keep.js";
import quiz from "./quiz.js";
import { Sitting } from "./sitting.js";

const { place, sheets, sets, claims } = JSON.parse(document.getElementById("marks").textContent);
// Each claim stands in the page once.
for (const one of Object.values(sheets).flatMap((sheet) => [sheet, ...sheet.pool])) {
  one.claims = one.claims.map((name) => claims[name]).filter(Boolean);
}

const keep = keeperOf(place, sheets);

// A set opens what it held back once all of it is answered.
document.addEventListener("wso-predict", ({ target }) => {
  if (target.dataset.state === "open") return;
  const next = target.closest("[data-box]").nextElementSibling;
  if (next?.matches("details.look")) next.open = true;
});

for (const node of document.querySelectorAll("[data-box]")) {
  node.replaceChildren();
  quiz.render({ model: new Sitting(sets[node.dataset.box], sheets, keep.kept, keep), el: node });
}
