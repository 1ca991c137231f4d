// What a learner does in a scene: presses a part, pushes one along its axis, carries one to another, lets a clock run.
// Python draws the scene; this hears mouse, finger and keys on the box around it and sends moves:
//   { move: "press", part }    { move: "slide", values: { part: number } }    { move: "put", part, on }
// While a part is pushed or a clock runs, the picture follows here at once; what Python then draws is the same.

import { prefersStill } from "./dom.js";

const AFTER_KEYS = 250; // one move for a key that is held down, not one for each repeat
const DAY_SECONDS = 4;
const LEAPS = { PageUp: 1, PageDown: -1 };
const STEPS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };

/** The nearest value of a slider's steps within its ends. */
export function stepped(value, { low, high, step }) {
  const near = low + Math.round((value - low) / step) * step;
  return Math.min(high, Math.max(low, Number(near.toFixed(6))));
}

/** The value that a key asks for; null for any other key. */
export function keyedValue(key, value, slider) {
  if (key === "Home") return slider.low;
  if (key === "End") return slider.high;
  if (key in STEPS) return stepped(value + STEPS[key] * slider.step, slider);
  if (key in LEAPS) return stepped(value + LEAPS[key] * slider.leap, slider);
  return null;
}

/** The value at a place along a slider's axis, and the place of a value. */
export const valueAt = (place, { low, high, start, end }) => low + ((place - start) / (end - start)) * (high - low);
export const placeOf = (value, { low, high, start, end }) => start + ((value - low) / (high - low)) * (end - start);

const number = (node, name) => Number(node.getAttribute(name));

function sliderOf(node) {
  return {
    low: number(node, "aria-valuemin"),
    high: number(node, "aria-valuemax"),
    step: number(node, "data-step"),
    leap: number(node, "data-leap"),
    start: number(node, "data-start"),
    end: number(node, "data-end"),
    drawn: number(node, "data-value"),
    upright: node.getAttribute("aria-orientation") === "vertical",
    labels: JSON.parse(node.dataset.labels ?? "[]"),
  };
}

const valueNow = (node) => number(node, "aria-valuenow");

/** The words for a value: its own label where the slider has one for each step. */
export function valueWords(value, { low, step, labels }, unit = "") {
  return labels[Math.round((value - low) / step)] ?? `${value.toLocaleString("en-US")}${unit ? ` ${unit}` : ""}`;
}

// Shows a value in the picture before Python has heard of it.
function showValue(svg, node, value) {
  const slider = sliderOf(node);
  const by = placeOf(value, slider) - placeOf(slider.drawn, slider);
  const words = valueWords(value, slider, node.dataset.unit);
  node.setAttribute("aria-valuenow", String(value));
  node.setAttribute("aria-valuetext", words);
  node.setAttribute("transform", slider.upright ? `translate(0 ${by})` : `translate(${by} 0)`);
  for (const text of svg.querySelectorAll(`[data-says="${node.dataset.key}"]`)) text.textContent = words;
  for (const part of svg.querySelectorAll(`[data-by="${node.dataset.key}"]`)) passBy(part, value);
  for (const line of svg.querySelectorAll("[data-through]")) drawThrough(svg, line);
}

// A part that fills as a clock passes, or changes its look once it has.
function passBy(part, value) {
  const since = number(part, "data-since");
  const until = part.hasAttribute("data-until") ? number(part, "data-until") : since;
  part.classList.toggle("wso-passed", value >= until);
  if (until > since) {
    const share = Math.min(1, Math.max(0, (value - since) / (until - since)));
    part.querySelector("[data-fill]")?.setAttribute("width", String(share * number(part, "data-width")));
  }
}

// A line that follows the knobs of several sliders.
function drawThrough(svg, line) {
  const points = line.dataset.through.split(" ").map((key) => {
    const node = svg.querySelector(`[data-key="${key}"]`);
    if (!node) return key;
    return `${number(node, "data-at")},${placeOf(valueNow(node), sliderOf(node))}`;
  });
  line.setAttribute("points", points.join(" "));
}

class Stage {
  constructor(box, send, say) {
    Object.assign(this, { box, send, say });
    this.waiting = {};
    this.carried = null;
    this.pulled = null;
    for (const name of ["keydown", "click", "pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      box.addEventListener(name, (event) => this[name](event));
    }
    box.addEventListener("focusout", (event) => event.target.getAttribute?.("role") === "slider" && this.flush());
  }

  // ---- Sliders ----

  slide(node, value) {
    const svg = node.closest("svg");
    if (value === valueNow(node)) return;
    showValue(svg, node, value);
    this.waiting[node.dataset.key] = value;
  }

  flush() {
    clearTimeout(this.timer);
    if (Object.keys(this.waiting).length) this.send({ move: "slide", values: this.waiting });
    this.waiting = {};
  }

  place(svg, event) {
    const matrix = svg.getScreenCTM();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  }

  // The slider under the finger, or in a scene that is drawn across the nearest one.
  sliderNear(svg, event) {
    const own = event.target.closest("[role=slider]");
    if (own || !svg.hasAttribute("data-sweep")) return own;
    const { x } = this.place(svg, event);
    const all = [...svg.querySelectorAll("[role=slider]")];
    const away = (node) => Math.abs(number(node, "data-at") - x);
    return all.reduce((best, node) => (best && away(best) <= away(node) ? best : node), null);
  }

  pull(svg, node, event) {
    const slider = sliderOf(node);
    const point = this.place(svg, event);
    this.slide(node, stepped(valueAt(slider.upright ? point.y : point.x, slider), slider));
  }

  // ---- Mouse and finger ----

  pointerdown(event) {
    const svg = event.target.closest("svg");
    if (!svg || event.button > 0) return;
    const node = this.sliderNear(svg, event);
    const piece = event.target.closest("[data-carry]");
    if (!node && !piece) return;
    this.halt();
    this.pulled = { svg, node, piece, x: event.clientX, y: event.clientY, far: false };
    svg.setPointerCapture(event.pointerId);
    if (node) {
      node.focus({ preventScroll: true });
      this.pull(svg, node, event);
      event.preventDefault();
    }
  }

  pointermove(event) {
    if (!this.pulled) return;
    const { svg, node, piece, x, y } = this.pulled;
    if (node) this.pull(svg, svg.hasAttribute("data-sweep") ? this.sliderNear(svg, event) : node, event);
    else {
      const [dx, dy] = [event.clientX - x, event.clientY - y];
      this.pulled.far ||= Math.hypot(dx, dy) > 6;
      const { a } = svg.getScreenCTM();
      piece.setAttribute("transform", `translate(${dx / a} ${dy / a})`);
    }
  }

  pointerup(event) {
    const pulled = this.pulled;
    this.pulled = null;
    if (!pulled) return;
    if (pulled.node) this.flush();
    else {
      pulled.piece.removeAttribute("transform");
      // A press that moved nowhere picks the piece up, as a key does; the next press puts it down.
      if (!pulled.far) return;
      const under = document.elementsFromPoint(event.clientX, event.clientY);
      const on = under.map((one) => one.closest?.("[data-take]")).find((one) => one && one !== pulled.piece);
      this.dragged = true;
      setTimeout(() => (this.dragged = false));
      if (on) this.put(pulled.piece, on);
    }
  }

  pointercancel() {
    this.pulled?.piece?.removeAttribute("transform");
    this.pulled = null;
  }

  click(event) {
    if (this.dragged) return;
    // Pointer capture makes the picture the target of the click: what lies under it counts.
    const under = event.detail ? document.elementsFromPoint(event.clientX, event.clientY) : [event.target];
    const at = (name) => under.map((one) => one.closest?.(`[${name}]`)).find(Boolean);
    const pressed = at("data-press");
    const piece = at("data-carry");
    const taker = at("data-take");
    if (this.carried && taker && taker !== this.carried) this.put(this.carried, taker);
    else if (piece) this.pick(piece);
    else if (pressed) this.press(pressed);
  }

  press(node) {
    if (node.getAttribute("aria-disabled") !== "true") this.send({ move: "press", part: node.dataset.press });
  }

  // ---- Pieces: pick up, move, put down, cancel ----

  takers(svg, piece) {
    return [...svg.querySelectorAll("[data-take]")].filter((one) => one !== piece);
  }

  pick(piece) {
    const same = this.carried === piece;
    this.drop();
    if (same) return this.say(`${piece.getAttribute("aria-label")}: put back.`);
    this.carried = piece;
    piece.classList.add("wso-carried");
    piece.setAttribute("aria-pressed", "true");
    const places = this.takers(piece.closest("svg"), piece).length;
    this.say(
      `${piece.getAttribute("aria-label")}: picked up. ${places} places: the arrow keys go from one to the next, ` +
        "Enter puts it down, Escape puts it back.",
    );
  }

  put(piece, on) {
    const names = [piece, on].map((one) => one.dataset.key);
    this.drop();
    this.send({ move: "put", part: names[0], on: names[1] });
  }

  drop() {
    for (const one of this.box.querySelectorAll(".wso-carried, .wso-aimed")) {
      one.classList.remove("wso-carried", "wso-aimed");
      if (one.hasAttribute("data-carry")) one.setAttribute("aria-pressed", "false");
    }
    this.carried = this.aimed = null;
  }

  aim(way) {
    const all = this.takers(this.carried.closest("svg"), this.carried);
    const at = all.indexOf(this.aimed) + way;
    this.aimed?.classList.remove("wso-aimed");
    this.aimed = all[(at + all.length) % all.length];
    this.aimed.classList.add("wso-aimed");
    this.say(`${this.aimed.getAttribute("aria-label")}.`);
  }

  // ---- Keys ----

  keydown(event) {
    const node = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (node.getAttribute?.("role") === "slider") this.keyOnSlider(event, node);
    else if (this.carried && this.keyWhileCarrying(event)) event.preventDefault();
    else if (["Enter", " "].includes(event.key) && node.matches?.("[data-press], [data-carry]")) {
      event.preventDefault();
      if (node.hasAttribute("data-carry")) this.pick(node);
      else this.press(node);
    }
  }

  keyOnSlider(event, node) {
    const value = keyedValue(event.key, valueNow(node), sliderOf(node));
    if (value === null) return;
    event.preventDefault();
    this.halt();
    this.slide(node, value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), AFTER_KEYS);
  }

  keyWhileCarrying(event) {
    if (event.key === "Escape") this.pick(this.carried);
    else if (event.key in STEPS) this.aim(-STEPS[event.key] * (event.key.match(/Left|Right/) ? -1 : 1));
    else if (["Enter", " "].includes(event.key) && this.aimed) this.put(this.carried, this.aimed);
    else return false;
    return true;
  }

  // ---- A clock that runs ----

  /** Lets a slider run to its end, a day in four seconds; a reader who wants a still screen sees the end at once. */
  run(key, onEnd) {
    this.halt();
    const node = [...this.box.querySelectorAll(`[data-key="${key}"]`)].find((one) => one.getClientRects().length);
    if (!node) return onEnd();
    const slider = sliderOf(node);
    const from = valueNow(node) >= slider.high ? slider.low : valueNow(node);
    const finish = () => {
      this.halt = () => {};
      cancelAnimationFrame(frame);
      this.flush();
      onEnd();
    };
    let frame = 0;
    this.halt = finish;
    if (prefersStill()) {
      this.slide(node, slider.high);
      return finish();
    }
    const began = performance.now();
    const tick = (now) => {
      const hours = from + ((now - began) / 1000 / DAY_SECONDS) * number(node, "data-day");
      this.slide(node, stepped(hours, slider));
      if (hours >= slider.high || !node.isConnected) finish();
      else frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
  }

  halt() {}
}

/** Hears what is done in the scenes inside a box; `send` takes a move, `say` a sentence for the live region. */
export const listenTo = (box, send, say) => new Stage(box, send, say);
