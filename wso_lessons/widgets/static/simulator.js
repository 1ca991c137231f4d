// One view for every model and explorer. Python sends a screen: groups of controls, a body, and the state in words.
// This draws it with ordinary form elements, and sends back which control changed and to what, or what was done in the
// picture (see stage.js). Like a set of predictions it says on its box where it stands (data-state: open, answered),
// and dispatches "wso-predict" once it was answered: a move that was refused, or that answers nothing, opens nothing.

import { el, keepKeys, saveFile } from "./dom.js";
import { patchChildren } from "./patch.js";
import { listenTo } from "./stage.js";

// Each widget loads this module anew, so the count that keeps ids apart is the page's, not the module's.
globalThis.wsoSimulators ??= { drawn: 0 };
const count = globalThis.wsoSimulators;

function field(control, id, input) {
  const parts = [el("label", { for: id }, control.label), input];
  return el("div", { class: "wso-field" }, ...parts, help(control, id));
}

function help(control, id) {
  return control.help ? el("span", { class: "wso-help", id: `${id}-help` }, control.help) : "";
}

function describedBy(control, id) {
  return control.help ? `${id}-help` : undefined;
}

function drawSelect(control, id, send) {
  const options = control.choices.map((choice) => el("option", { value: choice.value }, choice.label));
  const select = el("select", { id, "aria-describedby": describedBy(control, id) }, ...options);
  select.addEventListener("change", () => send(select.value));
  const set = (value) => {
    select.value = value;
  };
  return [field(control, id, select), set];
}

function drawTyped(control, id, send) {
  const area = control.kind === "area";
  const attributes = { id, type: area ? undefined : control.kind, rows: area ? 3 : undefined, maxlength: control.most };
  const input = el(area ? "textarea" : "input", { ...attributes, "aria-describedby": describedBy(control, id) });
  let known = "";
  let sent = null;
  const tell = () => {
    // Enter tells at once, and leaving the field would tell the same again.
    if (input.value === sent) return;
    sent = input.value;
    send(sent);
  };
  input.addEventListener("change", tell);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || area || event.isComposing) return;
    event.preventDefault();
    tell();
  });
  const settle = () => {
    if (input.value !== known) input.value = known;
    sent = null;
  };
  // A date passes through years such as 0002 while it is typed, and words go on being typed while an answer is under
  // way: what stands in the field stays until the field is left.
  input.addEventListener("blur", () => !["area", "text"].includes(control.kind) && settle());
  // A date or a time is told part by part: the answer to an earlier part must not undo a later one.
  const inParts = ["date", "time"].includes(control.kind);
  const set = (value) => {
    known = value;
    if (document.activeElement !== input || sent === (inParts ? value : input.value)) settle();
  };
  return [field(control, id, input), set];
}

function drawPicks(control, id, send) {
  const type = control.kind === "checks" ? "checkbox" : "radio";
  const inputs = control.choices.map((choice) => el("input", { type, name: id, value: choice.value }));
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const lines = control.choices.map((choice, at) => el("label", { class: "wso-pick" }, inputs[at], choice.label));
  const set = el("fieldset", { class: "wso-picks", "aria-describedby": describedBy(control, id) });
  set.append(el("legend", {}, control.label), ...lines, help(control, id));
  set.addEventListener("change", () => send(type === "radio" ? chosen()[0] : chosen()));
  const write = (value) => {
    for (const input of inputs) input.checked = [].concat(value).includes(input.value);
  };
  return [set, write];
}

function drawButton(control, id, send) {
  const button = el("button", { id, type: "button", class: "wso-button" }, control.label);
  // A button that is off keeps its place in the tab order, so that the focus is not lost when the last step is reached.
  button.addEventListener("click", () => button.getAttribute("aria-disabled") !== "true" && send(""));
  return [button, (value) => button.setAttribute("aria-disabled", value === "off" ? "true" : "false")];
}

// Lets the slider that the control names run to its end, and stops it.
function drawPlay(control, id, _send, stage) {
  const button = el("button", { id, type: "button", class: "wso-button" }, control.label);
  let running = false;
  const show = (now) => {
    running = now;
    button.textContent = now ? "Pause" : control.label;
  };
  button.addEventListener("click", () => {
    if (running) stage.halt();
    else {
      show(true);
      stage.run(control.name, () => show(false));
    }
  });
  return [button, () => {}];
}

function drawSave(control, id) {
  let text = "";
  const button = el("button", { id, type: "button", class: "wso-button" }, control.label);
  button.addEventListener("click", () => saveFile(control.file, text, "text/plain;charset=utf-8"));
  const set = (value) => {
    text = value;
  };
  return [button, set];
}

function drawPrint(control, id) {
  let text = "";
  const button = el("button", { id, type: "button", class: "wso-button" }, control.label);
  button.addEventListener("click", () => {
    document.querySelector(".wso-print-frame")?.remove();
    const frame = el("iframe", { class: "wso-print-frame", title: control.label, "aria-hidden": "true" });
    document.body.append(frame);
    const page = frame.contentDocument;
    page.title = control.file;
    page.body.append(Object.assign(page.createElement("pre"), { textContent: text, style: "white-space: pre-wrap" }));
    frame.contentWindow.addEventListener("afterprint", () => frame.remove());
    frame.contentWindow.print();
  });
  const set = (value) => {
    text = value;
  };
  return [button, set];
}

const DRAW = {
  select: drawSelect,
  radio: drawPicks,
  checks: drawPicks,
  button: drawButton,
  play: drawPlay,
  save: drawSave,
  print: drawPrint,
  date: drawTyped,
  time: drawTyped,
  text: drawTyped,
  area: drawTyped,
};

/** What decides whether the controls must be drawn again; their values do not. */
export function shapeOf(groups) {
  return JSON.stringify(groups, (key, value) => (key === "value" ? undefined : value));
}

class ScreenView {
  constructor(model) {
    this.model = model;
    count.drawn += 1;
    this.prefix = `wso-sim-${count.drawn}`;
    const part = (name, attributes = {}) => el("div", { class: name, ...attributes });
    this.title = el("p", { class: "wso-sim-title" });
    this.advice = el("p", { class: "wso-small" });
    this.controls = part("wso-sim-controls");
    this.body = part("wso-sim-body jp-RenderedHTMLCommon");
    this.words = part("wso-sim-words", { role: "status" });
    this.more = part("wso-sim-body jp-RenderedHTMLCommon");
    this.said = el("p", { class: "wso-unseen", role: "status" });
    this.scene = part("wso-sim-scene");
    // A model with a picture shows what follows in it first, then in words; the others say it below.
    const rest = model.get("screen").stage
      ? [this.scene, this.words, this.controls, this.body]
      : [this.controls, this.body, this.words];
    const parts = [this.title, this.advice, ...rest, this.more, this.said];
    this.root = el("div", { class: "wso wso-sim", role: "group" }, ...parts);
    keepKeys(this.root);
    this.known = "";
    this.setters = {};
    // Answers still under way. Until the last one is here the controls show what was chosen, not what was.
    this.sent = 0;
    this.first = model.get("screen").turn ?? 0;
    const say = (words) => {
      this.said.textContent = words;
    };
    this.stage = listenTo(this.scene, (move) => this.send(move), say);
  }

  send(message) {
    this.sent += 1;
    this.model.send(message);
  }

  draw() {
    const screen = this.model.get("screen");
    const pending = this.sent > (screen.turn ?? 0) - this.first;
    const held = this.root.contains(document.activeElement);
    this.root.setAttribute("aria-label", screen.title);
    this.title.textContent = screen.title;
    this.advice.textContent = screen.advice;
    if (shapeOf(screen.groups) !== this.known) this.drawControls(screen.groups);
    else if (!pending) this.fill(screen.groups);
    // A picture under a finger, or with a later move under way, is already ahead of this answer.
    if (!pending && !this.stage.pulled) patchChildren(this.scene, parsed(screen.stage));
    patchChildren(this.body, parsed(screen.body));
    patchChildren(this.more, parsed(screen.more));
    if (this.words.textContent !== screen.words) this.words.textContent = screen.words;
    if (held && !this.root.contains(document.activeElement)) this.holdFocus();
    this.tellState(screen.asks ? "open" : "answered");
  }

  // What was pressed is gone, as a card is once its map is drawn: whoever uses the keyboard goes on in what came.
  holdFocus() {
    const parts = [...this.scene.querySelectorAll("svg [tabindex]")];
    const first = parts.find((part) => part.getClientRects().length);
    if (first) first.focus();
    else giveFocus(this.controls, "");
  }

  tellState(state) {
    const answers = this.root.dataset.state === "open" && state === "answered";
    this.root.dataset.state = state;
    if (!answers) return;
    const detail = { item: "", state };
    this.root.dispatchEvent(new CustomEvent("wso-predict", { bubbles: true, detail }));
  }

  drawControls(groups) {
    const { controls } = this;
    const opened = new Set([...controls.querySelectorAll("details[open] > summary")].map((one) => one.textContent));
    const inside = controls.contains(document.activeElement);
    const focused = inside ? document.activeElement.closest("[data-control]")?.dataset.control : null;
    this.known = shapeOf(groups);
    this.setters = {};
    controls.replaceChildren(...groups.map((group) => this.drawGroup(group)));
    for (const one of controls.querySelectorAll("details")) one.open = opened.has(one.firstChild.textContent);
    this.fill(groups);
    if (focused) giveFocus(controls, focused);
  }

  drawGroup(group) {
    const fields = group.controls.map((control) => {
      const send = (value) => this.send({ name: control.name, value });
      const [node, set] = DRAW[control.kind](control, `${this.prefix}-${control.name}`, send, this.stage);
      node.dataset.control = control.name;
      this.setters[control.name] = set;
      return node;
    });
    const row = el("div", { class: "wso-fields" }, ...fields);
    if (group.folded) return el("details", { class: "wso-group" }, el("summary", {}, group.legend), row);
    return el("fieldset", { class: "wso-group" }, el("legend", {}, group.legend), row);
  }

  fill(groups) {
    for (const control of groups.flatMap((group) => group.controls)) this.setters[control.name](control.value);
  }
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

function giveFocus(box, name) {
  const node = box.querySelector(`[data-control="${name}"]`) ?? box.querySelector("[data-control]");
  const inner = node?.querySelector("select, input:checked, input, textarea");
  (inner ?? node)?.focus();
}

function render({ model, el: root }) {
  const view = new ScreenView(model);
  const draw = () => view.draw();
  draw();
  root.append(view.root);
  model.on("change:screen", draw);
  return () => {
    view.stage.halt();
    model.off("change:screen", draw);
  };
}

export default { render };
