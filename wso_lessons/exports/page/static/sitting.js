// A learner before one set of questions, as the course's own `Sitting` is: the model that the view of a set draws.
import { markOf } from "./marks.js";

const CONFIDENCES = ["sure", "think so", "guess"];
const KEYED = ["wrong", "partly", "right"];
const SKIPPED = {
  state: "skipped",
  score: 0,
  messages: [{ about: "", text: "Skipped. Read on.", tone: "note", yours: true, claims: [] }],
};
const START = {
  response: null,
  mark: { state: "not attempted", score: 0, messages: [] },
  tries: 0,
  hints: 0,
  shown: false,
  confidence: "",
  turn: 0,
};
const NOTED = { about: "", text: "Noted.", tone: "note", yours: true, claims: [] };

const summaryOf = (mark) => mark.messages.find((message) => !message.about)?.text ?? "";

export class Sitting {
  /**
   * `set` has title, mode and public items; `sheets` the marks by item; `kept` earlier answers; `keep` takes new ones.
   */
  constructor(set, sheets, kept, keep) {
    Object.assign(this, { set, sheets, keep });
    this.ids = set.items.map((item) => item.id);
    this.standings = Object.fromEntries(this.ids.map((id) => [id, this.resume(id, kept[id])]));
    this.listeners = [];
  }

  resume(id, past) {
    if (!past) return START;
    const mark = past.response === null ? SKIPPED : markOf(this.sheets[id], past.response);
    if (mark.state === "not attempted") return START;
    return {
      ...START,
      response: past.response,
      mark,
      tries: past.tries,
      hints: past.hints,
      confidence: past.confidence,
    };
  }

  get(name) {
    if (name === "states") return Object.fromEntries(this.ids.map((id) => [id, this.view(id)]));
    if (name === "score") return this.score();
    if (name === "rates") return this.set.mode === "check";
    return name === "notice" ? this.keep.notice() : this.set[name];
  }

  on(_event, listener) {
    this.listeners.push(listener);
  }

  off(_event, listener) {
    this.listeners = this.listeners.filter((one) => one !== listener);
  }

  send({ do: act, item, response, confidence }) {
    if (["check", "skip", "hint", "show", "reset"].includes(act)) this[act](item, response ?? null, confidence);
    for (const listener of this.listeners) listener();
  }

  move(id, change) {
    this.standings[id] = { ...this.standings[id], ...change, turn: this.standings[id].turn + 1 };
  }

  check(id, response, confidence) {
    if (this.isDone(id)) return this.move(id, {});
    const mark = markOf(this.sheets[id], response);
    if (mark.state === "not attempted") return this.move(id, { response, mark });
    const sure = CONFIDENCES.includes(confidence) ? confidence : "";
    this.move(id, { response, mark, tries: this.standings[id].tries + 1, confidence: sure });
    this.store(id, this.partToKeep(id, response));
  }

  skip(id) {
    const { predict, survey } = this.sheets[id];
    if (!(predict || survey) || this.standings[id].tries) return this.move(id, {});
    this.move(id, { response: null, mark: SKIPPED, tries: 1 });
    this.store(id, null);
  }

  hint(id) {
    const { hints } = this.standings[id];
    this.move(id, { hints: this.helps(id) ? Math.min(hints + 1, this.sheets[id].hints.length) : hints });
  }

  show(id) {
    this.move(id, { shown: this.standings[id].shown || this.mayShow(id) });
  }

  reset(id) {
    this.move(id, this.set.mode === "check" ? {} : { ...START, turn: this.standings[id].turn });
  }

  store(id, response) {
    const { tries, hints, confidence, mark } = this.standings[id];
    this.keep.answer(id, { response, tries, hints, confidence, state: mark.state, score: mark.score });
  }

  // How statements that are no facts were sorted is the learner's own.
  partToKeep(id, response) {
    const { kept } = this.sheets[id];
    if (!kept) return response;
    return Object.fromEntries(
      Object.entries(response).map(([key, sort]) => [key, sort === kept.fact ? sort : kept.other]),
    );
  }

  helps(id) {
    return this.set.mode === "practice" && !this.sheets[id].survey && !this.sheets[id].predict;
  }

  isSilent(id) {
    return this.sheets[id].survey || this.set.mode === "survey";
  }

  triesAllowed(id) {
    if (this.isSilent(id)) return 0;
    return this.set.mode === "check" || this.sheets[id].predict ? 1 : this.sheets[id].tries;
  }

  isDone(id) {
    const now = this.standings[id];
    const allowed = this.triesAllowed(id);
    const spent = allowed > 0 && now.tries >= allowed;
    return this.sheets[id].withdrawn || now.shown || spent || (now.mark.state === "right" && !this.isSilent(id));
  }

  mayShow(id) {
    const now = this.standings[id];
    return this.helps(id) && now.tries > 0 && now.hints >= this.sheets[id].hints.length && !this.isDone(id);
  }

  view(id) {
    const [sheet, now] = [this.sheets[id], this.standings[id]];
    const silent = this.isSilent(id) && !["not attempted", "noted", "skipped"].includes(now.mark.state);
    const mark = silent ? { state: "noted", score: 0, messages: [NOTED] } : now.mark;
    const done = this.isDone(id);
    const allowed = this.triesAllowed(id);
    const left = Math.max(0, allowed - now.tries);
    const counted = ["wrong", "partly"].includes(mark.state) && !done && allowed;
    return {
      turn: now.turn,
      state: mark.state,
      score: mark.score,
      summary: summaryOf(mark) + (counted ? ` ${left} ${left === 1 ? "try" : "tries"} left.` : ""),
      reasons: mark.messages.filter((message) => message.about && (message.yours || done)),
      response: now.response,
      confidence: now.confidence,
      done,
      tries_left: allowed ? left : null,
      hints: sheet.hints.slice(0, now.hints),
      more_hints: this.helps(id) && !done ? sheet.hints.length - now.hints : 0,
      may_show: this.mayShow(id),
      may_reset: this.set.mode !== "check" && !sheet.predict && now.tries + now.hints > 0,
      claims: done && now.tries ? sheet.claims : [],
    };
  }

  score() {
    const asked = this.ids.filter((id) => !this.sheets[id].withdrawn);
    if (this.set.mode === "survey") {
      return { items: asked.length, answered: asked.filter((id) => this.standings[id].tries > 0).length };
    }
    const stands = asked.filter((id) => this.sheets[id].counts).map((id) => this.standings[id]);
    const count = (test) => stands.filter(test).length;
    const points = stands.reduce((sum, { mark }) => sum + mark.score, 0);
    const bands = CONFIDENCES.map((said) => {
      const rated = stands.filter(({ confidence, mark }) => confidence === said && KEYED.includes(mark.state));
      return { said, answers: rated.length, right: rated.filter(({ mark }) => mark.state === "right").length };
    });
    return {
      items: stands.length,
      answered: count(({ mark }) => mark.state !== "not attempted"),
      right: count(({ mark }) => mark.state === "right"),
      points: Math.round(points * 100) / 100,
      calibration: bands.filter((band) => band.answers),
    };
  }
}
