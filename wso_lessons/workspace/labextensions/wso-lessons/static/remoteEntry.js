// Two things for lessons in JupyterLab. The command behind "Run all cells" in the toolbar: JupyterLab's own, chosen before
// a notebook has its kernel, clears the stored results and runs nothing; this one waits for the kernel first. And a
// quieter look of collapsed code. Written by hand in the shape that JupyterLab loads (a module federation container), so
// that nothing has to be built.
(() => {
  const waiting = new WeakSet();

  // Code that is not the lesson shows no line of itself; three dots, seen when one is at the cell, open it.
  const QUIET = `
    .jp-InputPlaceholder .jp-PlaceholderText { display: none; }
    .jp-CodeCell:not(:hover, :focus-within, .jp-mod-active) > .jp-Cell-inputWrapper > .jp-InputPlaceholder { opacity: 0; }
  `;

  // JupyterLab goes on to the last cell; a reader who has not read the first stays where the button was pressed, until the
  // cells have run or the reader goes elsewhere.
  async function stay(notebook, run) {
    const { activeCellIndex, outerNode } = notebook;
    const { scrollTop } = outerNode;
    let staying = true;
    const leave = () => void (staying = false);
    for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      outerNode.addEventListener(act, leave, { once: true, passive: true });
    }
    const hold = () => {
      if (!staying || notebook.isDisposed) return;
      if (notebook.activeCellIndex !== activeCellIndex) notebook.activeCellIndex = activeCellIndex;
      if (outerNode.scrollTop !== scrollTop) outerNode.scrollTop = scrollTop;
      requestAnimationFrame(hold);
    };
    requestAnimationFrame(hold);
    try {
      await run();
    } finally {
      setTimeout(leave, 500);
    }
  }

  async function runAll(app) {
    const panel = app.shell.currentWidget;
    const context = panel?.sessionContext;
    if (!context || waiting.has(panel)) return;
    waiting.add(panel);
    try {
      await context.ready;
      if (!context.session?.kernel) await context.startKernel();
    } finally {
      waiting.delete(panel);
    }
    if (panel.isDisposed) return;
    app.shell.activateById(panel.id);
    await stay(panel.content, () => app.commands.execute("notebook:run-all-cells"));
  }

  const plugin = {
    id: "wso-lessons:run-all",
    description: "Runs every cell of a notebook as soon as its kernel is there, and keeps collapsed code quiet.",
    autoStart: true,
    activate: (app) => {
      const look = document.createElement("style");
      look.textContent = QUIET;
      document.head.append(look);
      app.commands.addCommand("wso-lessons:run-all-cells", {
        label: "Run all cells",
        caption: "Run every cell of this lesson, from first to last",
        execute: () => runAll(app),
      });
    },
  };

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["wso-lessons"] = {
    init: () => {},
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
