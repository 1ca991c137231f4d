// What a learner is told: reasons, sources, and the way back to the section that teaches an item.

import { el, prefersStill, unseen } from "./dom.js";

const SYMBOL = { right: "✓", wrong: "✗", partly: "◐", missed: "✓", note: "✗", noted: "✎", "not attempted": "…" };
const TONE = { right: "Right:", wrong: "Not right:", missed: "Right, not chosen:", note: "Not right, not chosen:" };

/** A sign beside the words that say the same; a guess has none, since it is neither right nor wrong. */
export const symbol = (tone) =>
  SYMBOL[tone] ? el("span", { class: "wso-symbol", "aria-hidden": "true" }, SYMBOL[tone]) : "";

function safeLink(address) {
  if (!/^https:\/\//.test(address)) return "";
  const attributes = { href: address, target: "_blank", rel: "noopener noreferrer" };
  return el("a", attributes, "open the source", unseen(" (new tab)"));
}

/** The claims behind a statement, folded away under one line; nothing where there are none. */
export function sources(notes, summary) {
  if (!notes.length) return "";
  const entries = notes.map((note) => {
    const link = safeLink(note.address);
    return el("li", {}, `${note.text} `, el("span", { class: "wso-where" }, `${note.source}: ${note.locator}. `, link));
  });
  return el("details", { class: "wso-sources" }, el("summary", {}, summary), el("ul", {}, ...entries));
}

/** One reason, with its sources. */
export function reasonNodes(reason) {
  const words = el("p", { class: "wso-reason", "data-tone": reason.tone }, symbol(reason.tone), " ");
  const lead = reason.about === "answer" ? "Answer:" : (TONE[reason.tone] ?? "");
  words.append(lead ? el("strong", {}, lead) : "", lead ? " " : "", reason.text);
  return [words, sources(reason.claims, "Source")];
}

// The notebook's own panel where there is one: with several lessons open, each has headings of the same name.
function headingNamed(words, from) {
  const page = from?.closest(".jp-NotebookPanel") ?? document;
  const plain = (node) => node.textContent.replace("¶", "").trim();
  return [...page.querySelectorAll("h1, h2, h3, h4, h5, h6")].find((node) => plain(node) === words);
}

// Where Jupyter would open a heading that is not drawn now: its own command, as for a link in a text cell.
function jupyterPlace(file, heading) {
  const [, here] = /\/(?:tree|notebooks|edit)\/(.+\.ipynb)$/.exec(decodeURIComponent(window.location.pathname)) ?? [];
  if (!here) return {};
  const path = file ? here.replace(/[^/]*$/, file) : here;
  const args = JSON.stringify({ path, id: `#${heading.replaceAll(" ", "-")}` });
  return { "data-commandlinker-command": "rendermime:handle-local-link", "data-commandlinker-args": args };
}

/** Brings a place into view and gives it the focus. */
export function goTo(place) {
  if (!place.hasAttribute("tabindex") && place.tabIndex < 0) place.setAttribute("tabindex", "-1");
  place.scrollIntoView({ behavior: prefersStill() ? "auto" : "smooth", block: "start" });
  place.focus({ preventScroll: true });
}

/** A button that leads to the section that teaches an item; plain words where there is nothing to lead to. */
export function sectionLink({ section, lesson }, from) {
  const place = jupyterPlace(lesson?.file, section);
  const words = lesson ? `${section} (${lesson.title})` : section;
  if (!place["data-commandlinker-command"] && (lesson || !headingNamed(section, from))) return el("span", {}, words);
  const onclick = (event) => {
    const heading = lesson ? null : headingNamed(section, event.currentTarget);
    if (!heading) return;
    event.stopPropagation();
    goTo(heading);
  };
  return el("button", { type: "button", class: "wso-link", onclick, ...place }, words);
}
