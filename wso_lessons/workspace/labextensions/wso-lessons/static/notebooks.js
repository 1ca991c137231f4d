// Notebooks as they are open in JupyterLab. An extension that is not built cannot ask for JupyterLab's own list of them,
// so the main area is looked through whenever its layout changes.

const isNotebook = (widget) => Boolean(widget?.content?.model?.cells && widget.context);

// Calls `act` with each notebook panel once, when its cells are there.
export function eachNotebook(app, act) {
  const seen = new WeakSet();
  const look = () => {
    for (const panel of app.shell.widgets("main")) {
      if (seen.has(panel) || !panel.context?.ready || !panel.content) continue;
      seen.add(panel);
      panel.context.ready.then(() => !panel.isDisposed && isNotebook(panel) && act(panel)).catch(() => {});
    }
  };
  app.shell.layoutModified?.connect(look);
  app.shell.currentChanged?.connect(look);
  look();
}

export const currentNotebook = (app) => (isNotebook(app.shell.currentWidget) ? app.shell.currentWidget : null);

export const tagsOf = (cell) => cell.model.getMetadata("tags") ?? [];

export const isMarkdown = (cell) => cell.model.type === "markdown";

// A line that begins with up to six number signs is a heading; a fence would hide one, which lessons do not have.
export const isHeading = (cell) => isMarkdown(cell) && /^#{1,6} /m.test(cell.model.sharedModel.getSource());

export const isCalm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

// The part of the page that scrolls a notebook.
export const scroller = (panel) => panel.content.outerNode ?? panel.content.node;

// One live region says what happened to whoever does not see it.
let region = null;
export function announce(words) {
  if (!region) {
    region = document.createElement("div");
    region.className = "wso-lab-spoken";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = "";
  setTimeout(() => (region.textContent = words), 100); // a text set at once after another may not be read
}
