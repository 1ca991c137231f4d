// "My notes": what the learner has written in the boxes of all lessons, to read and to save.

import { el, saveFile } from "../../wso_lessons/widgets/static/dom.js";
import { closeButton, makeButton, makeDialog } from "./dialog.js";
import { askServer } from "./server.js";

const WORDS = "My notes";
const NOTHING = "Nothing is written yet. Write in the boxes of the lessons; it stands here then.";
const SILENT = "The notes cannot be read: the server does not answer.";

let dialog = null;
async function showNotes() {
  const { text = "", told = NOTHING } = await askServer("notes").catch(() => ({ told: SILENT }));
  const page = el("pre", { tabindex: 0 }, text || told); // scrolled by the keyboard, too
  const save = makeButton("Save", () => saveFile("my-notes.txt", text, "text/plain"));
  save.hidden = !text;
  dialog?.remove();
  dialog = makeDialog(WORDS, page, save, " ", closeButton());
  dialog.showModal();
}

export const notesButton = () => Object.assign(makeButton(WORDS, showNotes), { className: "wso-lab-notes" });
