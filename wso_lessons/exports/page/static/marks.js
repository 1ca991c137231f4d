// Marks an answer on a page without Python, by what the course's own grader worked out beforehand (see marks.py).

const MAX_TEXT = 2000;
// What Python takes for white space.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const EDGES = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");
// About, a sign, thousands with or without marks between them, a fraction, and what stands behind it all.
const GAP = "[ \\t\\n\\r\\f\\v]*";
const WHOLE = "[0-9]{1,3}(?:[, \\u00a0\\u202f][0-9]{3})+|[0-9]+";
const NUMBER = new RegExp(`^[~≈$€]?${GAP}([+-]?)${GAP}(${WHOLE})?(\\.[0-9]+)?${GAP}([\\s\\S]*)$`);

const cut = (text) => [...text].slice(0, MAX_TEXT).join("");
const strip = (text) => text.replace(EDGES, "");
const fold = (text) => text.toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");

// The number in a response, with one of these units behind it; null where there is none.
function readNumber(response, units) {
  if (typeof response !== "string") return Number.isFinite(response) ? response : null;
  const found = NUMBER.exec(strip(cut(response)).replaceAll("−", "-"));
  if (!found || (found[2] === undefined && found[3] === undefined)) return null;
  if (!units.includes(fold(strip(found[4])).replace(/\.+$/, ""))) return null;
  const number = Number(found[1] + (found[2] ?? "0").replace(/[, \u00a0\u202f]/g, "") + (found[3] ?? ""));
  return Number.isFinite(number) ? number : null;
}

// A number as prose writes it.
function numberInWords(number) {
  const [whole, part] = String(number).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
}

/** A text in small letters without accents, punctuation, a first article, or points between initials. */
export function normalize(text) {
  let plain = fold(cut(text)).normalize("NFKD").replace(/\p{M}/gu, "");
  plain = plain.replace(/['’‘`´]/g, "");
  plain = plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  plain = plain.replace(/(?<![\p{L}\p{N}])(?:[\p{L}\p{Nl}\p{No}] )+[\p{L}\p{Nl}\p{No}](?![\p{L}\p{N}])/gu, (found) =>
    found.replaceAll(" ", ""),
  );
  return plain.replace(/^(?:the|an?) (?=[\p{L}\p{N}])/u, "");
}

// Whether two texts differ by one letter left out, added or changed, or by two neighbors swapped.
function isOneLetterOff(one, other) {
  const [a, b] = [[...one], [...other]];
  const digits = (text) => (text.match(/\p{Nd}+/gu) ?? []).join(" ");
  if (b.length < 6 || Math.abs(a.length - b.length) > 1 || digits(one) !== digits(other)) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  const [x, y] = [a.slice(start), b.slice(start)];
  const same = (p, q) => p.join("") === q.join("");
  const swapped = same(x.slice(0, 2), y.slice(0, 2).reverse()) && same(x.slice(2), y.slice(2));
  return swapped || same(x.slice(1), y.slice(1)) || same(x.slice(1), y) || same(x, y.slice(1));
}

const near = (number, wanted, tolerance) =>
  Math.abs(number - wanted) <= tolerance + 1e-9 * Math.max(1, Math.abs(wanted));

function markNumber(sheet, response) {
  const number = readNumber(response, sheet.units);
  if (number === null) return null;
  if (sheet.said_by) return compareNumber(sheet, number);
  if (sheet.answer === undefined || near(number, sheet.answer, sheet.tolerance)) return sheet.right;
  const trap = sheet.traps.find(([value, tolerance]) => near(number, value, tolerance));
  return trap ? trap[2] : sheet.otherwise;
}

function compareNumber(sheet, number) {
  const apart = Number(Math.abs(number - sheet.answer).toFixed(6));
  const far = number === sheet.answer ? "The same number" : `${numberInWords(apart)} apart`;
  const told = `You said ${numberInWords(number)}. ${sheet.said_by} says ${sheet.in_words}. ${far}.`;
  const [state, score, places] = sheet.right;
  return [state, score, [{ ...sheet.pool[places[0]], text: told }, ...places.slice(1)]];
}

function markText(sheet, response) {
  const answer = typeof response === "string" ? normalize(response) : "";
  if (!answer) return null;
  if (sheet.accept.includes(answer)) return sheet.right;
  const trap = sheet.traps.find(([forms]) => forms.includes(answer));
  if (trap) return trap[1];
  const meant = sheet.accept.findIndex((form) => isOneLetterOff(answer, form));
  return meant < 0 ? sheet.otherwise : sheet.off[meant];
}

function markRows(sheet, response) {
  const rows = Object.entries(sheet.rows);
  const told = rows.map(([row, choices]) => Object.hasOwn(choices, response?.[row]) && choices[response[row]]);
  if (told.some((one) => !one)) return null;
  const [state, score, head] = sheet.heads[told.filter(([right]) => right).length];
  return [state, score, [...head, ...told.flatMap(([, messages]) => messages)]];
}

function markAnswer(sheet, response) {
  const given = Array.isArray(response) ? response : [response];
  const chosen = sheet.ordered ? given : sheet.keys.filter((key) => given.includes(key));
  const key = chosen.join("+");
  return Object.hasOwn(sheet.answers, key) ? sheet.answers[key] : null;
}

const MARKS = { number: markNumber, text: markText, row: markRows, answer: markAnswer };

/** The mark for a response: its state, its score and its messages. */
export function markOf(sheet, response) {
  const found = sheet.withdrawn ? null : MARKS[sheet.by](sheet, response);
  if (!found) {
    const asks = { about: "", text: sheet.asks, tone: "note", yours: true, claims: [] };
    return { state: "not attempted", score: 0, messages: [asks] };
  }
  const [state, score, places] = found;
  return { state, score, messages: places.map((one) => (typeof one === "number" ? sheet.pool[one] : one)) };
}
