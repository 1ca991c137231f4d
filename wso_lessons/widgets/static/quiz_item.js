// One item on the page: its form, its buttons, and what the learner is told about an answer.

import { el, unseen, withoutStop } from "./dom.js";
import { goTo, reasonNodes, sectionLink, sources, symbol } from "./quiz_feedback.js";
import { KINDS, unknownKind } from "./quiz_kinds.js";

// What is said of Python that has not answered after so many milliseconds, in a notebook. Where `waits`, it still will.
export const NOTEBOOK_UNHEARD = {
  after: 6000,
  words:
    "Python has not answered. Run this notebook's cells again, then check once more; " +
    "answers you checked before are kept.",
  waits: false,
};
// A page loads this module once for each set: a word of its own keeps the ids of several sets apart.
const PAGE = Math.random().toString(36).slice(2, 10);
let drawn = 0;

const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Where a question stands: open, while a try may still be right; answered or skipped. An opinion is never done. */
export function answerState(state) {
  if (state?.state === "skipped") return "skipped";
  return state?.done || state?.state === "noted" ? "answered" : "open";
}

/** The words for fields that were left empty; the message itself says what is asked for. */
export function blankWords(names) {
  const told = names.filter(Boolean).map((name) => `"${withoutStop(name)}"`);
  return told.length ? `Still empty: ${told.join(", ")}.` : "";
}

// How sure the learner is, asked before the answer is known; an answer without it counts all the same.
function rating(item) {
  const inputs = ["sure", "think so", "guess"].map((value) => el("input", { type: "radio", name: "sure", value }));
  const labels = inputs.map((input) => el("label", { class: "wso-sure-option" }, input, ` ${input.value}`));
  const legend = el("legend", {}, "How sure are you? (optional)", unseen(` ${item.stem}`));
  return {
    node: el("fieldset", { class: "wso-sure" }, legend, ...labels),
    read: () => inputs.find((input) => input.checked)?.value ?? "",
    write(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}

export class ItemView {
  constructor(item, place, ofMany, { send, unheard }, rates) {
    this.item = item;
    this.unheard = unheard;
    this.pending = null;
    this.sure = rates && !item.survey && !item.predict && !item.withdrawn ? rating(item) : null;
    this.send = send;
    this.turn = -1;
    this.id = `wso-q${PAGE}-${++drawn}`;
    this.kind = (KINDS[item.kind] ?? unknownKind)(item, this.id);
    this.live = el("div", { class: "wso-feedback", role: "status", "aria-live": "polite", id: `${this.id}-told` });
    this.after = el("div", { class: "wso-after" });
    const legend = el("legend", { id: `${this.id}-stem` }, ofMany ? `${place}. ` : "", item.stem);
    this.fields = el("fieldset", {}, legend, ...this.context(), ...this.kind.nodes);
    const parts = [this.fields, this.sure?.node, this.buttons(), this.live, this.after];
    this.form = el("form", { class: "wso-item", novalidate: true, autocomplete: "off" }, ...parts);
    this.form.dataset.item = item.id;
    this.form.dataset.kind = item.kind;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.act("check");
    });
    this.form.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("change", () => this.state?.done && this.writeBack(this.state));
  }

  context() {
    const { chart, excerpt, excerpt_from: from } = this.item;
    const quoted = excerpt && el("blockquote", { class: "wso-excerpt" }, excerpt, el("p", { class: "wso-from" }, from));
    return [chart && el("p", { class: "wso-context" }, chart), quoted].filter(Boolean);
  }

  // Enter takes an option and never spends a try; in a field it checks, also where the page around takes Enter away.
  pressed(event) {
    if (event.key !== "Enter" || event.isComposing || event.target.localName !== "input") return;
    event.preventDefault();
    if (["radio", "checkbox"].includes(event.target.type)) event.target.click();
    else this.act("check");
  }

  buttons() {
    const button = (words, onclick) => el("button", { type: "button", class: "wso-button", onclick }, words);
    const { predict, survey } = this.item;
    const attributes = { type: "submit", class: "wso-button wso-check", "aria-describedby": `${this.id}-stem` };
    this.check = el("button", attributes, survey ? "Keep my answer" : predict ? "Lock in my guess" : "Check");
    this.skip = predict ? button("Skip", () => this.act("skip")) : "";
    this.hint = button("Hint", () => this.hint.getAttribute("aria-disabled") !== "true" && this.act("hint"));
    this.show = button("Show the answer", () => this.act("show"));
    this.reset = button("Start over", () => this.act("reset"));
    this.next = button("Next question", () => goTo(this.following().querySelector("input, select, button")));
    const all = [this.check, this.skip, this.hint, this.show, this.reset, this.next];
    return el("div", { class: "wso-buttons" }, ...all);
  }

  /** The question after this one in the lesson, whichever cell asks it. */
  following() {
    const page = this.form.closest(".jp-NotebookPanel") ?? document;
    const forms = [...page.querySelectorAll("form.wso-item")];
    return forms[forms.indexOf(this.form) + 1];
  }

  act(act) {
    if (act === "check" && (this.state?.done || this.item.withdrawn)) return;
    const response = this.kind.read();
    if (act === "reset") this.kind.write(null);
    const message = { do: act, item: this.item.id, response, confidence: this.sure?.read() ?? "" };
    // The same once more, before the first was heard, would spend another try.
    if (same(this.pending, message)) return;
    this.pending = message;
    this.acted = act;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.sayUnheard(), this.unheard.after);
    try {
      this.send(message);
    } catch {
      this.sayUnheard();
    }
  }

  sayUnheard() {
    clearTimeout(this.waiting);
    if (!this.unheard.waits) this.pending = null;
    this.live.replaceChildren(this.stateLine("not attempted", this.unheard.words));
  }

  stateLine(state, words) {
    return el("p", { class: "wso-state", "data-state": state }, symbol(state), " ", words);
  }

  update(state) {
    if (!state || state.turn === this.turn) return;
    clearTimeout(this.waiting);
    this.pending = null;
    if (!this.state || !same(state.response, this.state.response)) this.writeBack(state);
    const acted = document.activeElement;
    this.state = state;
    this.turn = state.turn;
    this.placeReasons(state);
    this.setButtons(state, acted);
    this.form.dataset.state = state.state;
    this.kind.lock(state.done);
    this.fields.toggleAttribute("data-done", state.done);
  }

  writeBack(state) {
    this.kind.write(state.response);
    this.sure?.write(state.confidence);
  }

  placeReasons(state) {
    const loose = [];
    for (const [key, slot] of this.kind.slots) {
      slot.replaceChildren();
      this.kind.describe(key, false);
    }
    for (const reason of state.reasons) {
      const slot = this.kind.slots.get(reason.about);
      if (!slot) loose.push(reason);
      else {
        slot.append(...reasonNodes(reason));
        this.kind.describe(reason.about, true);
      }
    }
    this.tell(state, loose);
  }

  tell(state, loose) {
    const words = this.item.withdrawn || state.summary;
    const mine = state.reasons.filter((reason) => reason.yours && !loose.includes(reason));
    const parts = [];
    if (words) {
      const line = this.stateLine(state.state, words);
      const blank = this.markBlanks(state);
      if (blank) line.append(" ", blank);
      if (mine.length) line.append(" ", unseen(mine.map((reason) => reason.text).join(" ")));
      parts.push(line);
    } else this.markBlanks(state);
    parts.push(...loose.flatMap(reasonNodes));
    if (state.hints.length) {
      const hints = state.hints.map((hint) => el("li", {}, hint));
      parts.push(el("p", { class: "wso-hints-title" }, state.hints.length > 1 ? "Hints" : "Hint"));
      parts.push(el("ul", { class: "wso-hints" }, ...hints));
    }
    const missed = state.state === "wrong" || state.state === "partly";
    if (missed && this.item.section) {
      parts.push(el("p", { class: "wso-again" }, "Look again at: ", sectionLink(this.item, this.form)));
    }
    this.live.replaceChildren(...parts.filter(Boolean));
    this.after.replaceChildren(state.claims.length ? sources(state.claims, "What this rests on") : "");
  }

  // Ties the message to the fields it is about, and names those that are empty.
  markBlanks(state) {
    for (const field of this.fields.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      if (field.getAttribute("aria-describedby") === this.live.id) field.removeAttribute("aria-describedby");
    }
    if (this.acted !== "check" || state.state !== "not attempted" || this.item.withdrawn) return "";
    const blanks = this.kind.blanks();
    for (const { field } of blanks) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", this.live.id);
    }
    return blankWords(blanks.map(({ name }) => name));
  }

  setButtons(state, acted) {
    const skipped = state.state === "skipped";
    this.check.setAttribute("aria-disabled", String(state.done || Boolean(this.item.withdrawn)));
    // With the last hint shown the button stays where it is, so that a second press of Enter does nothing else.
    const spent = !state.more_hints && state.hints.length > 0;
    this.hint.hidden = !state.more_hints && (!spent || state.done);
    this.hint.setAttribute("aria-disabled", String(spent));
    this.hint.textContent = spent ? "No more hints" : state.hints.length ? "Next hint" : "Hint";
    this.show.hidden = !state.may_show;
    this.reset.hidden = !state.may_reset;
    if (this.skip) this.skip.hidden = state.done || skipped;
    const told = state.turn > 0 && state.state !== "not attempted";
    this.next.hidden = !told || Boolean(this.item.predict) || !this.following();
    // A button that hides itself must not drop the keyboard's place, and must not hand it to one that erases.
    if (acted && this.form.contains(acted) && acted.hidden) this.check.focus();
  }
}
