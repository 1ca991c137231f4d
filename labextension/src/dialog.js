// What is asked or told in the middle of the page, and saved where the browser saves files.

export const make = (name, text, properties = {}) =>
  Object.assign(document.createElement(name), { textContent: text }, properties);

export function makeDialog(title, ...parts) {
  const dialog = make("dialog", "", { className: "wso-lab-help" });
  dialog.setAttribute("aria-label", title);
  dialog.append(make("h2", title), ...parts);
  document.body.append(dialog);
  return dialog;
}

export const makeButton = (text, act) => {
  const button = make("button", text, { type: "button" });
  button.addEventListener("click", act);
  return button;
};

export const closeButton = () => makeButton("Close", ({ target }) => target.closest("dialog").close());

export function saveFile(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", "", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // a browser may begin to save a little later
}
