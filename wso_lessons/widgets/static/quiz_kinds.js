// The kinds of question: how each is drawn, read and written. Joined with quiz.js into one ES module (see quiz_widget.py).
// A kind is a function (item, id) giving its nodes, read() -> response, write(response), lock(done), and slots:
// key -> where that part's reason belongs. Everything works by keyboard; content is only ever set as text.

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const hidden = (text) => el("span", { class: "wso-unseen" }, text);

function describe(input, slot, on) {
  if (on) input.setAttribute("aria-describedby", slot.id);
  else input.removeAttribute("aria-describedby");
}

function excerptNodes({ excerpt, locator, paraphrase }) {
  return el("span", {}, el("q", {}, excerpt), " ", el("span", { class: "wso-where" }, locator), el("span", { class: "wso-plain" }, `In plain words: ${paraphrase}`));
}

function chooser(type) {
  return (item, id) => {
    const inputs = new Map();
    const slots = new Map();
    const rows = item.choices.map(({ key, text }, place) => {
      const input = el("input", { type, name: id, value: key, id: `${id}-${place}` });
      const slot = el("div", { class: "wso-slot", id: `${id}-${place}-why` });
      inputs.set(key, input);
      slots.set(key, slot);
      const words = item.excerpts?.[key] ? excerptNodes(item.excerpts[key]) : el("span", {}, text);
      return el("div", { class: "wso-choice" }, el("label", { class: "wso-option", for: input.id }, input, words), slot);
    });
    const read = () => [...inputs].filter(([, input]) => input.checked).map(([key]) => key);
    return {
      nodes: [item.document ? el("p", { class: "wso-context" }, `From: ${item.document}`) : "", ...rows],
      slots,
      describe: (key, on) => describe(inputs.get(key), slots.get(key), on),
      read: type === "radio" ? () => read()[0] ?? null : read,
      write(response) {
        const chosen = Array.isArray(response) ? response : [response];
        for (const [key, input] of inputs) input.checked = chosen.includes(key);
      },
      lock() {},
    };
  };
}

function entry(words, attributes, unit = "") {
  return (item, id) => {
    const input = el("input", { type: "text", autocomplete: "off", id: `${id}-in`, ...attributes });
    const name = item[unit] ? `${words} (${item[unit]})` : words;
    const after = item[unit] ? el("span", { "aria-hidden": "true" }, item[unit]) : "";
    return {
      nodes: [el("div", { class: "wso-entry" }, el("label", { for: input.id }, name), input, after)],
      slots: new Map(),
      describe() {},
      read: () => input.value,
      write: (response) => void (input.value = response ?? ""),
      lock: (done) => void (input.readOnly = done),
    };
  };
}

// One list box a row: match and sort. A choice that Python kept in a shorter form (item.kept) is shown as such.
function rows(item, id) {
  const boxes = new Map();
  const slots = new Map();
  const option = ({ key, text }) => el("option", { value: key }, text);
  const lines = item.choices.map(({ key, text }, place) => {
    const choices = [el("option", { value: "" }, "Choose …"), ...item.targets.map(option)];
    const box = el("select", { id: `${id}-${place}` }, ...choices);
    const slot = el("div", { class: "wso-slot", id: `${id}-${place}-why` });
    boxes.set(key, box);
    slots.set(key, slot);
    return el("div", { class: "wso-row" }, el("label", { for: box.id }, text), box, slot);
  });
  return {
    nodes: lines,
    slots,
    describe: (key, on) => describe(boxes.get(key), slots.get(key), on),
    read: () => Object.fromEntries([...boxes].filter(([, box]) => box.value).map(([key, box]) => [key, box.value])),
    write(response) {
      for (const [key, box] of boxes) {
        const value = response?.[key] ?? "";
        if (value && value === item.kept?.key && ![...box.options].some((one) => one.value === value)) box.append(option(item.kept));
        box.value = value;
        if (box.selectedIndex < 0) box.value = "";
      }
    },
    lock() {},
  };
}

// A list whose entries move up and down by buttons. It is no answer until something has been moved.
function order(item, id) {
  const first = item.choices.map(({ key }) => key);
  const texts = new Map(item.choices.map(({ key, text }) => [key, text]));
  const slots = new Map();
  const moved = el("p", { class: "wso-unseen", role: "status" });
  const list = el("ol", { class: "wso-order" });
  let keys = [...first];
  let touched = false;
  let done = false;
  const places = new Map(first.map((key, number) => {
    const slot = el("div", { class: "wso-slot", id: `${id}-${number}-why` });
    const button = (way, words, sign) =>
      el("button", { type: "button", class: "wso-move", "data-way": way, "aria-label": `Move ${words}: ${texts.get(key)}`, onclick: () => move(key, way) }, sign);
    const buttons = el("span", { class: "wso-moves" }, button(-1, "up", "↑"), button(1, "down", "↓"));
    slots.set(key, slot);
    return [key, el("li", {}, el("div", { class: "wso-placed" }, el("span", {}, texts.get(key)), buttons), slot)];
  }));
  const buttonsOf = (key) => [...places.get(key).querySelectorAll(".wso-move")];
  function draw() {
    keys.forEach((key, place) => {
      if (list.children[place] !== places.get(key)) list.insertBefore(places.get(key), list.children[place] ?? null);
      const [up, down] = buttonsOf(key);
      up.setAttribute("aria-disabled", String(done || place === 0));
      down.setAttribute("aria-disabled", String(done || place === keys.length - 1));
    });
  }
  function move(key, way) {
    const from = keys.indexOf(key);
    const to = from + way;
    if (done || to < 0 || to >= keys.length) return;
    [keys[from], keys[to]] = [keys[to], keys[from]];
    touched = true;
    draw();
    buttonsOf(key)[way < 0 ? 0 : 1].focus();
    moved.textContent = `${texts.get(key)}: now ${to + 1} of ${keys.length}.`;
  }
  draw();
  const end = (words) => el("p", { class: "wso-context" }, words);
  return {
    nodes: [end(`At the top: ${item.top}.`), list, end(`At the bottom: ${item.bottom}.`), moved],
    slots,
    describe: (key, on) => buttonsOf(key).forEach((button) => describe(button, slots.get(key), on)),
    read: () => (touched ? [...keys] : null),
    write(response) {
      touched = Array.isArray(response) && response.length === first.length && first.every((key) => response.includes(key));
      keys = touched ? [...response] : [...first];
      draw();
    },
    lock(now) {
      done = now;
      draw();
    },
  };
}

const KINDS = {
  one: chooser("radio"), many: chooser("checkbox"), clause: chooser("checkbox"), match: rows, sort: rows, order,
  number: entry("Your number", { inputmode: "decimal", class: "wso-number" }, "unit"),
  text: entry("Your answer", { maxlength: 200, spellcheck: "false", class: "wso-text" }),
};
