// A box to write in. What is written is sent while it is being written, and one line below says whether it is kept.

import { el, keepKeys } from "./dom.js";

const AFTER = 400; // one message for a burst of keys

function render({ model, el: root }) {
  const id = `wso-note-${Math.random().toString(36).slice(2, 10)}`;
  const area = el("textarea", { id, rows: 4, "aria-describedby": `${id}-kept` });
  // One element for all its words: a fresh one would not be heard.
  const status = el("p", { class: "wso-kept", role: "status", id: `${id}-kept` }, model.get("status"));
  const box = el("div", { class: "wso-note" }, el("label", { for: id }, model.get("label")), area, status);
  area.value = model.get("text");
  keepKeys(box);
  let waiting = 0;
  const send = () => {
    clearTimeout(waiting);
    if (area.value !== model.get("text")) model.send({ text: area.value });
  };
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(send, AFTER);
  });
  area.addEventListener("blur", send);
  const show = () => {
    const words = model.get("status");
    if (status.textContent !== words) status.textContent = words;
  };
  model.on("change:status", show);
  root.append(box);
  return () => {
    send();
    model.off("change:status", show);
  };
}

export default { render };
