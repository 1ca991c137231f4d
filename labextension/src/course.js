// The course in place of the list of files: its lessons in order, how far the learner is, and what is due for review.
// The server reads the record of answers (processes/course_state.py); this draws what it says.

import { Widget } from "@lumino/widgets";

import { el } from "../../wso_lessons/widgets/static/dom.js";
import { isLearners } from "./learner.js";
import { isNarrow } from "./narrow.js";
import { eachNotebook } from "./notebooks.js";
import { notesButton } from "./own_notes.js";
import { receiptButton } from "./receipt.js";
import { askServer } from "./server.js";
import { stateInWords } from "./state.js";
import { keepPageNamed, nameTabs } from "./tabs.js";

const ID = "wso-lessons-course";

let lessons = [];
let due = 0;

async function readState() {
  try {
    ({ lessons, due } = await askServer("course"));
  } catch {
    // the server is gone; JupyterLab says so itself, and what was read before stays in sight
  }
}

function drawEntry(app, entry) {
  const state = stateInWords(entry, due);
  const shown = app.shell.currentWidget?.context?.path === entry.file;
  const onclick = () => {
    openLesson(app, entry.file);
    if (isNarrow()) app.shell.collapseLeft(); // it would cover the lesson that was chosen
  };
  // For the eye alone: the words say it, too.
  const mark = el("span", { class: "wso-lab-mark", "aria-hidden": "true" }, entry.state === "finished" ? "✓" : "");
  const words = el("span", {}, el("b", {}, entry.title), state && el("small", {}, state));
  return el("li", {}, el("button", { type: "button", "aria-current": shown && "page", onclick }, mark, words));
}

const openLesson = (app, path) => app.commands.execute("docmanager:open", { path });

function draw(app, node) {
  const entries = (inOrder) => lessons.filter((one) => one.lesson === inOrder).map((one) => drawEntry(app, one));
  const receipt = receiptButton(() => app.shell.currentWidget?.context?.path ?? "");
  const nameOf = (button) => (button.querySelector("b") ?? button).textContent; // its state may have changed
  const held = node.contains(document.activeElement) && nameOf(document.activeElement);
  node.replaceChildren(
    el("h2", {}, "The course"),
    el("ol", {}, ...entries(true)),
    el("h2", {}, "Beside the lessons"),
    el("ul", {}, ...entries(false)),
    receipt,
    notesButton(),
  );
  if (held) [...node.querySelectorAll("button")].find((one) => nameOf(one) === held)?.focus();
}

function makePanel() {
  const panel = new Widget({ node: el("nav", { "aria-label": "The course" }) });
  panel.id = ID;
  panel.addClass("wso-lab-course");
  panel.title.label = "Course";
  panel.title.caption = "The lessons of this course";
  return panel;
}

// The lesson before or after the one in sight.
function neighbor(app, step) {
  const path = app.shell.currentWidget?.context?.path;
  const order = lessons.filter((one) => one.lesson);
  const at = order.findIndex((one) => one.file === path);
  return at < 0 ? undefined : order[at + step];
}

function addStep(app, id, label, step) {
  app.commands.addCommand(id, {
    label,
    caption: () => neighbor(app, step)?.title ?? "",
    isEnabled: () => Boolean(neighbor(app, step)),
    execute: () => openLesson(app, neighbor(app, step).file),
  });
}

export function addCourse(app, tracker) {
  if (!isLearners()) return;
  const panel = makePanel();
  app.shell.add(panel, "left", { rank: 0 });
  const refresh = async () => {
    await readState();
    draw(app, panel.node);
    nameTabs(app, lessons);
    for (const id of ["wso-lessons:previous", "wso-lessons:next"]) app.commands.notifyCommandChanged(id);
  };
  app.commands.addCommand("wso-lessons:course", {
    label: "Course",
    caption: "Show or hide the lessons of this course",
    execute: () => {
      if (panel.isVisible) return app.shell.collapseLeft();
      app.shell.activateById(ID);
      return refresh();
    },
  });
  addStep(app, "wso-lessons:previous", "‹ Previous", -1);
  addStep(app, "wso-lessons:next", "Next ›", 1);
  app.shell.currentChanged?.connect(refresh);
  keepPageNamed(app);
  // A kernel that comes to rest may have kept an answer.
  let later = 0;
  eachNotebook(tracker, ({ sessionContext }) => {
    sessionContext.statusChanged.connect((_, status) => {
      if (status !== "idle") return;
      clearTimeout(later);
      later = setTimeout(refresh, 1000);
    });
  });
  app.restored.then(() => {
    if (!isNarrow()) app.shell.activateById(ID);
    refresh();
  });
}
