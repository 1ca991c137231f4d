// The command behind "Run all cells". JupyterLab's own, chosen before a notebook has its kernel, clears the stored results
// and runs nothing; this one waits for the kernel first.

const ID = "wso-lessons:run-all-cells";
const waiting = new WeakSet();

// JupyterLab goes on to the last cell; a reader who has not read the first stays where the button was pressed, until the
// cells have run or the reader goes elsewhere.
async function stay(notebook, run) {
  const { activeCellIndex, outerNode } = notebook;
  const { scrollTop } = outerNode;
  let staying = true;
  const leave = () => {
    staying = false;
  };
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

export function addRunAll(app) {
  app.commands.addCommand(ID, {
    label: "Run all cells",
    caption: "Run every cell of this lesson, from first to last",
    execute: () => runAll(app),
  });
}
