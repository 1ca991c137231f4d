// What is asked or told in the middle of the page.

import { el } from "../../wso_lessons/widgets/static/dom.js";

export function makeDialog(title, ...parts) {
  const dialog = el("dialog", { class: "wso-lab-help", "aria-label": title }, el("h2", {}, title), ...parts);
  document.body.append(dialog);
  return dialog;
}

export const makeButton = (text, act) => el("button", { type: "button", onclick: act }, text);

export const closeButton = () => makeButton("Close", ({ target }) => target.closest("dialog").close());
