// A lesson's tab shows the lesson's title; its file keeps its name.

// JupyterLab takes a new title of a notebook's tab for a wish to rename the file. Where it can be told not to listen, the
// tab gets the lesson's title; where not, it keeps the file's name.
export function nameTabs(app, entries) {
  const titles = new Map(entries.map(({ file, title }) => [file, title]));
  for (const panel of app.shell.widgets("main")) {
    const title = titles.get(panel.context?.path);
    if (!title || panel.title.label === title) continue;
    if (!panel.title.changed.disconnect(panel._onTitleChanged, panel)) continue;
    panel.title.label = title;
  }
}
