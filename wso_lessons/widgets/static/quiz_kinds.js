// The kinds of question: how each is drawn, read and written.
// A kind is a function (item, id) giving nodes, read() -> response, write(response), lock(done), slots (key -> where
// that part's reason belongs), and blanks() -> the fields left empty, each with its name. All works by keyboard.

import { el, withoutStop } from "./dom.js";

function describe(input, slot, on) {
  if (on) input.setAttribute("aria-describedby", slot.id);
  else input.removeAttribute("aria-describedby");
}

function excerptNodes({ excerpt, locator, paraphrase }) {
  const where = el("span", { class: "wso-where" }, locator);
  return el("span", {}, el("q", {}, excerpt), " ", where, el("span", { class: "wso-plain" }, plainWords(paraphrase)));
}

const plainWords = (paraphrase) => `In plain words: ${paraphrase}`;

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
      return el(
        "div",
        { class: "wso-choice" },
        el("label", { class: "wso-option", for: input.id }, input, words),
        slot,
      );
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
      blanks: () => [],
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
      write(response) {
        input.value = response ?? "";
      },
      lock(done) {
        input.readOnly = done;
      },
      // What stands in the field may be no number: it is not empty then, and is still the field to mend.
      blanks: () => [{ field: input, name: "" }],
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
  const names = new Map(item.choices.map(({ key, text }) => [key, text]));
  return {
    nodes: lines,
    slots,
    describe: (key, on) => describe(boxes.get(key), slots.get(key), on),
    read: () => Object.fromEntries([...boxes].filter(([, box]) => box.value).map(([key, box]) => [key, box.value])),
    write(response) {
      for (const [key, box] of boxes) {
        const value = response?.[key] ?? "";
        const offered = [...box.options].some((one) => one.value === value);
        if (value && value === item.kept?.key && !offered) box.append(option(item.kept));
        box.value = value;
        if (box.selectedIndex < 0) box.value = "";
      }
    },
    lock() {},
    blanks: () => [...boxes].filter(([, box]) => !box.value).map(([key, field]) => ({ field, name: names.get(key) })),
  };
}

/** The keys with one moved up (-1) or down (1); null where it cannot move. */
export function moveKey(keys, key, way) {
  const from = keys.indexOf(key);
  const to = from + way;
  if (from < 0 || to < 0 || to >= keys.length) return null;
  const moved = [...keys];
  [moved[from], moved[to]] = [moved[to], moved[from]];
  return moved;
}

// A list whose entries move up and down by buttons. It is no answer until something has been moved.
function order(item, id) {
  const first = item.choices.map(({ key }) => key);
  const texts = new Map(item.choices.map(({ key, text }) => [key, text]));
  const slots = new Map();
  const told = el("p", { class: "wso-unseen", role: "status" });
  const list = el("ol", { class: "wso-order" });
  let keys = [...first];
  let touched = false;
  let done = false;
  const places = new Map(
    first.map((key, number) => {
      const slot = el("div", { class: "wso-slot", id: `${id}-${number}-why` });
      const button = (way, words, sign) => {
        const name = `Move ${words}: ${texts.get(key)}`;
        const attributes = { type: "button", class: "wso-move", "data-way": way, "aria-label": name };
        return el("button", { ...attributes, onclick: () => move(key, way) }, sign);
      };
      const buttons = el("span", { class: "wso-moves" }, button(-1, "up", "↑"), button(1, "down", "↓"));
      slots.set(key, slot);
      return [key, el("li", {}, el("div", { class: "wso-placed" }, el("span", {}, texts.get(key)), buttons), slot)];
    }),
  );
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
    const moved = done ? null : moveKey(keys, key, way);
    if (!moved) return;
    keys = moved;
    touched = true;
    draw();
    buttonsOf(key)[way < 0 ? 0 : 1].focus();
    told.textContent = `${withoutStop(texts.get(key))}: now ${keys.indexOf(key) + 1} of ${keys.length}.`;
  }
  draw();
  const end = (words) => el("p", { class: "wso-context" }, words);
  return {
    nodes: [end(`At the top: ${item.top}.`), list, end(`At the bottom: ${item.bottom}.`), told],
    slots,
    describe(key, on) {
      for (const button of buttonsOf(key)) describe(button, slots.get(key), on);
    },
    read: () => (touched ? [...keys] : null),
    write(response) {
      const whole = Array.isArray(response) && response.length === first.length;
      touched = whole && first.every((key) => response.includes(key));
      keys = touched ? [...response] : [...first];
      draw();
    },
    lock(now) {
      done = now;
      draw();
    },
    blanks: () => [],
  };
}

export function unknownKind(item) {
  return {
    nodes: [el("p", {}, `This page cannot show questions of the kind "${item.kind}".`)],
    slots: new Map(),
    describe() {},
    read: () => null,
    write() {},
    lock() {},
    blanks: () => [],
  };
}

export const KINDS = {
  one: chooser("radio"),
  many: chooser("checkbox"),
  clause: chooser("checkbox"),
  match: rows,
  sort: rows,
  order,
  number: entry("Your number", { inputmode: "decimal", class: "wso-number" }, "unit"),
  text: entry("Your answer", { maxlength: 200, spellcheck: "false", class: "wso-text" }),
};
