// "Save my receipt": at the end of each lesson and below the course. It asks for a name or none, says what is in the
// file before it is saved, and saves it where the browser saves files. The server makes it (processes/course_state.py).

import { el, saveFile } from "../../wso_lessons/widgets/static/dom.js";
import { closeButton, makeButton, makeDialog } from "./dialog.js";
import { areCollected, isLearners } from "./learner.js";
import { askServer } from "./server.js";

const WORDS = "Save my receipt";
const HOLDS = [
  "In it: your answers to questions that have a key, with their marks, and your guesses without marks.",
  "Not in it: opinions, votes, notes, the questions before the course, and your name unless you write one.",
];
const GOES = "A copy goes to your class's receipts, under the name of your account.";

async function saveReceipt(name, lesson) {
  const asked = new URLSearchParams({ name, lesson });
  const { file, text, says } = await askServer(`receipt?${asked}`);
  if (text) saveFile(file, text, "application/json");
  return says;
}

// One dialog for all buttons; `lesson` is the file of the lesson that it was opened from.
function makeReceiptDialog() {
  const name = el("input", { id: "wso-lab-receipt-name", type: "text", autocomplete: "off", maxlength: 100 });
  const label = el("label", { for: name.id }, "What shall it call you? You may leave this empty.");
  const told = el("p", { role: "status" });
  const holds = areCollected() ? [...HOLDS, GOES] : HOLDS;
  const buttons = el("p", {}, el("button", { type: "submit" }, "Save"), " ", closeButton());
  const form = el("form", { method: "dialog" }, ...holds.map((text) => el("p", {}, text)), label, name, buttons, told);
  const dialog = makeDialog(WORDS, form);
  // JupyterLab's own keys would take letters away from the name.
  form.addEventListener("keydown", (event) => event.key === "Escape" || event.stopPropagation());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.textContent = "";
    told.textContent = await saveReceipt(name.value, dialog.dataset.lesson).catch(
      () => "The receipt could not be made. Is the lesson's server still running?",
    );
  });
  return dialog;
}

let dialog = null;
export function receiptButton(lesson) {
  const button = makeButton(WORDS, () => {
    dialog ??= makeReceiptDialog();
    dialog.dataset.lesson = lesson();
    dialog.querySelector("[role=status]").textContent = "";
    dialog.showModal();
  });
  return Object.assign(button, { className: "wso-lab-receipt" });
}

// Below the cell that ends a lesson with questions.
export function endWithReceipt(panel) {
  if (!isLearners()) return;
  const cells = panel.content.widgets;
  const source = (cell) => cell.model.sharedModel.getSource();
  const last = cells.findLast((cell) => cell.model.type === "code" && source(cell).includes(".finish("));
  if (!last || !cells.some((cell) => source(cell).includes(".quiz("))) return;
  last.node.append(receiptButton(() => panel.context.path));
}
