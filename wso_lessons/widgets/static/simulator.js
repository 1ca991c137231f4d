// One view for every simulator. Python sends a screen: groups of controls, a body, and the state in words.
// This draws it with ordinary form elements and sends back which control changed, and to what.

// Each widget loads this module anew, so the count that keeps ids apart is the page's, not the module's.
const page = (globalThis.wsoSimulators ??= { drawn: 0 });

function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

function field(control, id, input) {
  const parts = [element("label", { for: id }, control.label), input];
  return element("div", { class: "wso-field" }, ...parts, ...help(control, id));
}

function help(control, id) {
  return control.help ? [element("span", { class: "wso-help", id: `${id}-help` }, control.help)] : [];
}

function describedBy(control, id) {
  return control.help ? `${id}-help` : undefined;
}

function drawSelect(control, id, send) {
  const options = control.choices.map((choice) => element("option", { value: choice.value }, choice.label));
  const select = element("select", { id, "aria-describedby": describedBy(control, id) }, ...options);
  select.addEventListener("change", () => send(select.value));
  return [field(control, id, select), (value) => (select.value = value)];
}

function drawTyped(control, id, send) {
  const area = control.kind === "area";
  const attributes = { id, type: area ? undefined : control.kind, rows: area ? 3 : undefined, maxlength: control.most };
  const input = element(area ? "textarea" : "input", { ...attributes, "aria-describedby": describedBy(control, id) });
  input.addEventListener("change", () => send(input.value));
  // A date passes through years such as 0002 while it is typed: what is refused meanwhile stays until the field is left.
  let known = "";
  const settle = () => {
    if (input.value !== known) input.value = known;
  };
  if (!area && control.kind !== "text") input.addEventListener("blur", settle);
  const set = (value) => {
    known = value;
    if (document.activeElement !== input || area || control.kind === "text") settle();
  };
  return [field(control, id, input), set];
}

function drawPicks(control, id, send) {
  const type = control.kind === "checks" ? "checkbox" : "radio";
  const inputs = control.choices.map((choice) => element("input", { type, name: id, value: choice.value }));
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const lines = control.choices.map((choice, at) => element("label", { class: "wso-pick" }, inputs[at], choice.label));
  const set = element("fieldset", { class: "wso-picks", "aria-describedby": describedBy(control, id) });
  set.append(element("legend", {}, control.label), ...lines, ...help(control, id));
  set.addEventListener("change", () => send(type === "radio" ? chosen()[0] : chosen()));
  return [set, (value) => inputs.forEach((input) => (input.checked = [].concat(value).includes(input.value)))];
}

function drawButton(control, id, send) {
  const button = element("button", { id, type: "button", class: "wso-button" }, control.label);
  // A button that is off keeps its place in the tab order, so that the focus is not lost when the last step is reached.
  button.addEventListener("click", () => button.getAttribute("aria-disabled") !== "true" && send(""));
  return [button, (value) => button.setAttribute("aria-disabled", value === "off" ? "true" : "false")];
}

function drawSave(control, id) {
  let text = "";
  const button = element("button", { id, type: "button", class: "wso-button" }, control.label);
  button.addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    element("a", { href: address, download: control.file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
  return [button, (value) => (text = value)];
}

function drawPrint(control, id) {
  let text = "";
  const button = element("button", { id, type: "button", class: "wso-button" }, control.label);
  button.addEventListener("click", () => {
    document.querySelector(".wso-print-frame")?.remove();
    const frame = element("iframe", { class: "wso-print-frame", title: control.label, "aria-hidden": "true" });
    document.body.append(frame);
    const page = frame.contentDocument;
    page.title = control.file;
    page.body.append(Object.assign(page.createElement("pre"), { textContent: text, style: "white-space: pre-wrap" }));
    frame.contentWindow.addEventListener("afterprint", () => frame.remove());
    frame.contentWindow.print();
  });
  return [button, (value) => (text = value)];
}

const DRAW = {
  select: drawSelect,
  radio: drawPicks,
  checks: drawPicks,
  button: drawButton,
  save: drawSave,
  print: drawPrint,
  date: drawTyped,
  time: drawTyped,
  text: drawTyped,
  area: drawTyped,
};

// What decides whether the controls must be drawn again; their values do not.
function shape(groups) {
  return JSON.stringify(groups, (key, value) => (key === "value" ? undefined : value));
}

function drawGroups(groups, prefix, send) {
  const setters = {};
  const sets = groups.map((group) => {
    const fields = group.controls.map((control) => {
      const [node, set] = DRAW[control.kind](control, `${prefix}-${control.name}`, (value) => send(control.name, value));
      node.dataset.control = control.name;
      setters[control.name] = set;
      return node;
    });
    const row = element("div", { class: "wso-fields" }, ...fields);
    return element("fieldset", { class: "wso-group" }, element("legend", {}, group.legend), row);
  });
  return [sets, setters];
}

// The place of the focus among the controls, so that it can be put back after they are drawn again.
function focusedControl(box) {
  return box.contains(document.activeElement) ? document.activeElement.closest("[data-control]")?.dataset.control : null;
}

function giveFocus(box, name) {
  const node = box.querySelector(`[data-control="${name}"]`) ?? box.querySelector("[data-control]");
  const inner = node?.querySelector("select, input:checked, input, textarea");
  (inner ?? node)?.focus();
}

function replaceBody(body, html) {
  const summaries = () => [...body.querySelectorAll("details > summary")];
  const left = new Map(summaries().map((summary) => [summary.textContent, summary.parentElement.open]));
  const focused = body.contains(document.activeElement) ? document.activeElement.textContent : null;
  body.innerHTML = html;
  for (const summary of summaries()) {
    if (left.has(summary.textContent)) summary.parentElement.open = left.get(summary.textContent);
    if (summary.textContent === focused) summary.focus();
  }
}

function render({ model, el }) {
  const prefix = `wso-sim-${(page.drawn += 1)}`;
  const title = element("p", { class: "wso-sim-title" });
  const advice = element("p", { class: "wso-small" });
  const controls = element("div", { class: "wso-sim-controls" });
  const body = element("div", { class: "wso-sim-body jp-RenderedHTMLCommon" });
  const words = element("div", { class: "wso-sim-words", role: "status" });
  const more = element("div", { class: "wso-sim-body jp-RenderedHTMLCommon" });
  const root = element("section", { class: "wso wso-sim" }, title, advice, controls, body, words, more);
  // Keys pressed here are the learner's, not the notebook's shortcuts; JupyterLab asks the focused element itself.
  root.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  let known = "";
  let setters = {};
  // Answers still under way. Until the last one is here the controls show what was chosen, not what was.
  let sent = 0;
  const first = model.get("screen").turn ?? 0;

  function send(name, value) {
    sent += 1;
    model.send({ name, value });
  }

  function draw() {
    const screen = model.get("screen");
    const pending = sent > (screen.turn ?? 0) - first;
    root.setAttribute("aria-label", screen.title);
    title.textContent = screen.title;
    advice.textContent = screen.advice;
    if (shape(screen.groups) !== known) {
      const focused = focusedControl(controls);
      known = shape(screen.groups);
      const [sets, given] = drawGroups(screen.groups, prefix, send);
      setters = given;
      controls.replaceChildren(...sets);
      fill(screen.groups);
      if (focused) giveFocus(controls, focused);
    } else if (!pending) {
      fill(screen.groups);
    }
    replaceBody(body, screen.body);
    replaceBody(more, screen.more);
    if (words.textContent !== screen.words) words.textContent = screen.words;
  }

  function fill(groups) {
    for (const control of groups.flatMap((group) => group.controls)) setters[control.name](control.value);
  }

  draw();
  el.append(root);
  model.on("change:screen", draw);
  return () => model.off("change:screen", draw);
}

export default { render };
