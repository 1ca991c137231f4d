// Running a lesson: by the button "Run all cells", and by itself where the lesson is as the course delivered it.
// JupyterLab's own command, chosen before a notebook has its kernel, clears the stored results and runs nothing; this
// waits for the kernel first.

import { el } from "../../wso_lessons/widgets/static/dom.js";
import { digestsOfLessons } from "./learner.js";

const ID = "wso-lessons:run-all-cells";
const waiting = new WeakSet();

const codeCells = (panel) => panel.content.widgets.filter((cell) => cell.model.type === "code");

// JupyterLab goes on to the last cell; a reader who has not read the first stays where the button was pressed, until
// the cells have run or the reader goes elsewhere.
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

// A thin line under the toolbar: how many of the cells have run.
function progressLine(panel) {
  const line = el("div", { class: "wso-lab-progress", role: "progressbar", "aria-label": "The lesson runs" });
  panel.toolbar.node.append(line);
  const draw = (share) => {
    line.setAttribute("aria-valuenow", Math.round(100 * share));
    line.style.width = `${100 * share}%`;
  };
  draw(0);
  return { draw, end: () => line.remove() };
}

// One cell after the other, so that each keeps its stored result in sight until its own turn; JupyterLab's command
// would take all results away at once, and move the selection. Ends at a cell that fails.
async function runInTurn(panel) {
  const cells = codeCells(panel);
  const line = progressLine(panel);
  try {
    for (const [at, cell] of cells.entries()) {
      if (panel.isDisposed) return;
      const reply = await cell.constructor.execute(cell, panel.sessionContext);
      if (reply && reply.content.status !== "ok") return;
      line.draw((at + 1) / cells.length);
    }
  } finally {
    line.end();
  }
}

// Waits for the kernel, then runs; a second wish meanwhile is none.
async function whenReady(panel, run) {
  const context = panel?.sessionContext;
  if (!context || waiting.has(panel)) return;
  waiting.add(panel);
  try {
    await context.ready;
    if (!context.session?.kernel) await context.startKernel();
    if (!panel.isDisposed) await run();
  } finally {
    waiting.delete(panel);
  }
}

function runAll(app, panel) {
  return whenReady(panel, () => {
    app.shell.activateById(panel.id);
    return stay(panel.content, () => app.commands.execute("notebook:run-all-cells"));
  });
}

export function addRunAll(app, tracker) {
  app.commands.addCommand(ID, {
    label: "Run all cells",
    caption: "Run every cell of this lesson, from first to last",
    execute: () => runAll(app, tracker.currentWidget),
  });
}

// Whether a notebook is trusted and its code is, to the letter, what the course delivered under its name.
async function isDelivered(panel) {
  const cells = codeCells(panel);
  const wanted = digestsOfLessons().get(panel.context.path);
  if (!wanted || !cells.every((cell) => cell.model.trusted)) return false;
  const sources = cells.map((cell) => cell.model.sharedModel.getSource()).join("\0");
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sources)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("") === wanted;
}

// Whoever reads should not open or delete the course's text by a stray click or key. Code that is in sight is there to
// be tried; a learner's own cells come later and stay open.
function lockText(panel) {
  for (const { model } of panel.content.widgets) {
    if (model.type === "code" && !model.getMetadata("jupyter")?.source_hidden) continue;
    model.setMetadata("editable", false);
    model.setMetadata("deletable", false);
  }
}

// A lesson runs once it is looked at, not while it waits in a tab behind.
export async function runByItself(app, panel) {
  if (!(await isDelivered(panel))) return;
  lockText(panel);
  const look = () => {
    if (panel.isDisposed || app.shell.currentWidget !== panel) return;
    app.shell.currentChanged.disconnect(look);
    whenReady(panel, () => runInTurn(panel));
  };
  app.shell.currentChanged.connect(look);
  await app.restored;
  look();
}
