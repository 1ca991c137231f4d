// What a reader may want while reading: larger type, a note of one's own, and a word on how the room works.

import { el } from "../../wso_lessons/widgets/static/dom.js";
import { closeButton, makeDialog } from "./dialog.js";
import { isLearners } from "./learner.js";
import { announce } from "./notebooks.js";

const LARGER = "wso-lessons:larger";
const HELP = [
  "A lesson runs by itself. If a question does not answer, press “Run all cells”.",
  "After a prediction, answer or press “Skip” to go on. “Show everything” opens all of a lesson.",
  "A small number leads to the source of a sentence; “Back to the text” leads back.",
  "Your answers and notes stay on this computer.",
  "By keyboard: Tab and Enter. Ctrl+B shows or hides the course; Ctrl+F finds a word in the lesson.",
];

function addLarger(app) {
  const isLarger = () => document.body.classList.contains("wso-lab-larger");
  app.commands.addCommand(LARGER, {
    label: "Larger",
    caption: "Larger type in all lessons",
    isToggleable: true,
    isToggled: isLarger,
    execute: () => {
      document.body.classList.toggle("wso-lab-larger");
      try {
        localStorage.setItem(LARGER, isLarger() ? "yes" : "no");
      } catch {
        // a private window keeps nothing; the type is larger until it is closed
      }
      app.commands.notifyCommandChanged(LARGER);
    },
  });
  try {
    if (localStorage.getItem(LARGER) === "yes") document.body.classList.add("wso-lab-larger");
  } catch {
    // nothing is kept here
  }
}

function addNote(app, tracker) {
  app.commands.addCommand("wso-lessons:add-note", {
    label: "Add a note",
    caption: "Write a note of your own below the part you are at",
    isEnabled: () => Boolean(tracker.currentWidget),
    execute: async () => {
      await app.commands.execute("notebook:insert-cell-below");
      await app.commands.execute("notebook:change-cell-to-markdown");
      await app.commands.execute("notebook:enter-edit-mode");
      announce("Write your note. Shift and Enter ends it.");
    },
  });
}

function addHelp(app) {
  const list = el("ul", {}, ...HELP.map((text) => el("li", {}, text)));
  const dialog = makeDialog("How this works", list, closeButton());
  app.commands.addCommand("wso-lessons:help", { label: "Help", execute: () => dialog.showModal() });
}

export function addReading(app, tracker) {
  if (!isLearners()) return;
  addLarger(app);
  addNote(app, tracker);
  addHelp(app);
}
