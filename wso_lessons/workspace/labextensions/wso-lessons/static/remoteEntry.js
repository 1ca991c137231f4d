// The command behind "Run all cells" in the toolbar. JupyterLab's own, chosen before a notebook has its kernel, clears the
// stored results and runs nothing; this one waits for the kernel first. Written by hand in the shape that JupyterLab
// loads (a module federation container), so that nothing has to be built.
(() => {
  const waiting = new WeakSet();

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
    await app.commands.execute("notebook:run-all-cells");
  }

  const plugin = {
    id: "wso-lessons:run-all",
    description: "Runs every cell of a notebook as soon as its kernel is there.",
    autoStart: true,
    activate: (app) => {
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
