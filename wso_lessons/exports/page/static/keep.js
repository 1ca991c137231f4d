// Where a page keeps answers: with the learning system that shows it (SCORM 1.2), else in this browser. Opinions go to
// no system: they stay in the browser.

const MOST_DATA = 4096; // characters that SCORM 1.2 lets a page leave with the system
const MOST_FRAMES = 10;
const NOT_KEPT = "This browser keeps nothing for a page from a folder: your answers last until you close it.";

/** The learning system's own object, in a frame around the page or in the window that opened it; null where none is. */
export function findSystem(from) {
  try {
    for (let at = from, up = 0; up < MOST_FRAMES; up += 1, at = at.parent) {
      if (at.API) return at.API;
      if (at.parent === at) return at.opener ? findSystem(at.opener) : null;
    }
  } catch {
    // A frame of another site, which is no learning system of ours.
  }
  return null;
}

/** Answers as text for the system, and the score of those that did not fit; the longest give way first. */
export function packAnswers(kept, sheets, most = MOST_DATA) {
  const told = Object.entries(kept).filter(([id]) => sheets[id] && !sheets[id].survey);
  told.sort(([, one], [, other]) => JSON.stringify(one).length - JSON.stringify(other).length);
  const over = {};
  for (;;) {
    const text = JSON.stringify({ kept: Object.fromEntries(told), over });
    if (text.length <= most || !told.length) return text;
    const [id, { score }] = told.pop();
    over[id] = score;
  }
}

/** How far a learner is: points out of a hundred, and whether every marked question is answered. */
export function standing(kept, over, sheets) {
  const counted = Object.keys(sheets).filter((id) => sheets[id].counts && !sheets[id].withdrawn);
  const points = counted.reduce((sum, id) => sum + (kept[id]?.score ?? over[id] ?? 0), 0);
  const all = counted.every((id) => kept[id] || id in over);
  return { raw: counted.length ? Math.round((100 * points) / counted.length) : 100, all };
}

function readJson(text) {
  try {
    return JSON.parse(text || "{}");
  } catch {
    return {};
  }
}

function inBrowser(place) {
  try {
    return readJson(localStorage.getItem(place));
  } catch {
    return {};
  }
}

/** The keeper of a page's answers: those of before, what takes a new one, and what there is to say. */
export function keeperOf(place, sheets) {
  const system = findSystem(window);
  const usable = system?.LMSInitialize("") === "true";
  const { kept: left = {}, over = {} } = usable ? readJson(system.LMSGetValue("cmi.suspend_data")) : {};
  const kept = { ...inBrowser(place), ...left };
  let notice = "";
  const tell = () => {
    const { raw, all } = standing(kept, over, sheets);
    const values = {
      "score.min": "0",
      "score.max": "100",
      "score.raw": String(raw),
      lesson_status: all ? "completed" : "incomplete",
    };
    for (const [name, value] of Object.entries(values)) system.LMSSetValue(`cmi.core.${name}`, value);
    system.LMSSetValue("cmi.suspend_data", packAnswers(kept, sheets));
    system.LMSCommit("");
  };
  if (usable) {
    tell();
    addEventListener("pagehide", () => system.LMSFinish(""));
  }
  const answer = (id, given) => {
    kept[id] = given;
    // With a system, the browser, which others may use too, keeps opinions alone.
    const own = Object.entries(kept).filter(([name]) => !usable || sheets[name]?.survey);
    try {
      localStorage.setItem(place, JSON.stringify(Object.fromEntries(own)));
    } catch {
      if (!usable) notice = NOT_KEPT;
    }
    if (usable) tell();
  };
  return { kept, answer, notice: () => notice };
}
