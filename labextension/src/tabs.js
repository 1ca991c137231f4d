// A lesson's tab, and the browser's own, show the lesson's title; its file keeps its name.

let titles = new Map();
const titleOf = (widget) => titles.get(widget?.context?.path);

// JupyterLab takes a new title of a notebook's tab for a wish to rename the file. Where it can be told not to listen,
// the tab gets the lesson's title; where not, it keeps the file's name.
export function nameTabs(app, entries) {
  titles = new Map(entries.map(({ file, title }) => [file, title]));
  for (const panel of app.shell.widgets("main")) {
    const title = titleOf(panel);
    if (!title || panel.title.label === title) continue;
    if (!panel.title.changed.disconnect(panel._onTitleChanged, panel)) continue;
    panel.title.label = title;
  }
  namePage(app);
}

function namePage(app) {
  const title = titleOf(app.shell.currentWidget);
  if (title && document.title !== title) document.title = title;
}

// JupyterLab writes the file's name there whenever it keeps its state.
export function keepPageNamed(app) {
  new MutationObserver(() => namePage(app)).observe(document.querySelector("title"), { childList: true });
}
