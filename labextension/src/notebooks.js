// Notebooks as they are open in JupyterLab.

import { el } from "../../wso_lessons/widgets/static/dom.js";

// Calls `act` with each notebook panel once, when its cells are there; what cannot be read JupyterLab itself says.
export function eachNotebook(tracker, act) {
  const begin = (panel) =>
    panel.context.ready.then(
      () => panel.isDisposed || act(panel),
      () => {},
    );
  tracker.forEach(begin);
  tracker.widgetAdded.connect((_, panel) => begin(panel));
}

export const tagsOf = (cell) => cell.model.getMetadata("tags") ?? [];

export const isMarkdown = (cell) => cell.model.type === "markdown";

// A line that begins with up to six number signs is a heading; a fence would hide one, which lessons do not have.
export const isHeading = (cell) => isMarkdown(cell) && /^#{1,6} /m.test(cell.model.sharedModel.getSource());

// The part of the page that scrolls a notebook.
export const scroller = (panel) => panel.content.outerNode ?? panel.content.node;

// One live region says what happened to whoever does not see it.
let region = null;
export function announce(words) {
  if (!region) {
    region = el("div", { class: "wso-lab-spoken", role: "status" });
    document.body.append(region);
  }
  region.textContent = "";
  setTimeout(() => (region.textContent = words), 100); // a text set at once after another may not be read
}
