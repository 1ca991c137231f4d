// Footnote numbers and linked words lead to their entry in the notebook that they stand in. JupyterLab would look for
// the heading alone, in all open notebooks, and leave the keyboard behind. Links and tables get the names that are
// spoken.

import { el, prefersStill } from "../../wso_lessons/widgets/static/dom.js";
import { announce, isMarkdown } from "./notebooks.js";

const LINKS = 'a[title^="claim:"], a[title^="term:"], a[data-wso-entry]';

// A link's kind and the ids that it names, as its title says: "claim:launch-date first-signed".
function targetsOf(link) {
  const [, kind, words] = /^(claim|term):(.*)$/.exec(link.dataset.wsoEntry ?? link.title) ?? [];
  return kind && { kind, ids: kind === "claim" ? words.split(" ") : [words] };
}

function entryOf(panel, { kind, ids }) {
  if (kind === "claim") return panel.node.querySelector(`[id="claim-${CSS.escape(ids[0])}"]`);
  const wanted = ids[0].toLowerCase();
  return [...panel.node.querySelectorAll(".wso-words dt")].find(
    (one) => one.textContent.trim().toLowerCase() === wanted,
  );
}

// A section that is folded, or whose cell is not drawn now, cannot be gone to.
function unfold(panel, entry) {
  const cells = panel.content.widgets;
  const index = cells.findIndex((cell) => cell.node.contains(entry));
  for (let at = index; at >= 0; at -= 1) {
    if (isMarkdown(cells[at]) && cells[at].headingCollapsed) cells[at].headingCollapsed = false;
  }
}

function goTo(panel, link, entry) {
  unfold(panel, entry);
  entry.setAttribute("tabindex", "-1");
  entry.scrollIntoView({ behavior: prefersStill() ? "auto" : "smooth", block: "center" });
  entry.focus({ preventScroll: true });
  entry.querySelector(":scope > .wso-lab-back")?.remove();
  entry.append(backButton(link));
}

function backButton(link) {
  const onclick = (event) => {
    event.stopPropagation();
    back.remove();
    link.scrollIntoView({ behavior: prefersStill() ? "auto" : "smooth", block: "center" });
    link.focus({ preventScroll: true });
  };
  const back = el("button", { type: "button", class: "wso-lab-back", onclick }, "Back to the text");
  return back;
}

// "Source 3: LEITF" in place of "3". An entry begins with its author, whose short name, where there is one, stands in
// parentheses. Of several entries the first is named, since the link goes there.
function nameOf(link, target, entry) {
  if (target.kind === "term") return null;
  const author = (entry?.querySelector("li")?.firstChild?.textContent ?? "").replace(/,\s*$/, "");
  const source = /\(([A-Z]{2,})\)/.exec(author)?.[1] ?? author;
  return `Source${target.ids.length > 1 ? "s" : ""} ${link.textContent.trim()}${source && `: ${source}`}`;
}

function nameLinks(panel) {
  for (const link of panel.node.querySelectorAll(LINKS)) {
    const target = targetsOf(link);
    if (!target) continue;
    link.dataset.wsoEntry ??= link.title;
    link.removeAttribute("title"); // a word for machines, which screen readers would say
    const name = nameOf(link, target, entryOf(panel, target));
    if (name && link.getAttribute("aria-label") !== name) link.setAttribute("aria-label", name);
  }
}

// Tables of Markdown and of pandas have no caption; the names of their columns say which one a reader is at.
function nameTables(panel) {
  const tables = panel.node.querySelectorAll(":is(.jp-RenderedMarkdown table, table.dataframe):not([aria-label])");
  for (const table of tables) {
    const names = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    table.setAttribute("aria-label", names.filter(Boolean).join(", "));
  }
}

export function followLinks(panel) {
  const { node } = panel;
  let due = 0;
  const nameSoon = () => {
    clearTimeout(due);
    due = setTimeout(() => {
      if (panel.isDisposed) return;
      nameLinks(panel);
      nameTables(panel);
    }, 400); // cells are drawn one after the other
  };
  // Before JupyterLab's own listener, which is on the page's body.
  node.addEventListener("click", (event) => {
    const link = event.target.closest?.(LINKS);
    const target = link && targetsOf(link);
    const entry = target && entryOf(panel, target);
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    if (entry) goTo(panel, link, entry);
    else announce("Press Run all cells first: the sources are shown when the lesson has run.");
  });
  const watcher = new MutationObserver(nameSoon);
  watcher.observe(panel.content.node, { childList: true, subtree: true });
  panel.disposed.connect(() => watcher.disconnect());
  nameSoon();
}
