// Making elements, and the few things that every view needs. Content is only ever set as text.

/** An element; attributes that begin with "on" are listeners, and empty children are left out. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Words for those who listen and not for those who look. */
export const unseen = (text) => el("span", { class: "wso-unseen" }, text);

/**
 * Keeps the keys pressed inside for the learner. JupyterLab takes letters, arrows and Enter as commands of its own
 * unless the element in focus says not to; it asks that element itself, not the box around it.
 */
export function keepKeys(box) {
  box.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
}

/** Saves a text as a file where the browser saves files. */
export function saveFile(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // a browser may begin to save a little later
}

/** Whether the reader has asked for a screen that does not move. */
export const prefersStill = () => Boolean(window.matchMedia?.("(prefers-reduced-motion: reduce)").matches);

/** A sentence without the mark that ends it, to be used within another one. */
export const withoutStop = (words) => words.replace(/[.?!]+$/, "");
