// The page "Your record": how the lessons went, the files to save and to load, and how to erase it all.
import { el, saveFile } from "./dom.js";
import { erase } from "./record.js";
import { ask, COURSE, OPENED } from "./talk.js";

const part = (id) => document.getElementById(id);
const say = (words) => {
  part("said").textContent = words;
};
const STATES = { new: "not yet opened", opened: "opened", finished: "finished" };

async function show() {
  const { lessons } = await ask("state");
  const rows = lessons.map((one) => {
    const count = one.items ? `${one.answered} of ${one.items}` : "";
    const cells = [STATES[one.state], count, one.items ? String(one.right) : ""];
    return el("tr", {}, el("th", { scope: "row" }, one.title), ...cells.map((words) => el("td", {}, words)));
  });
  part("lessons").replaceChildren(...rows);
  for (const name of ["save", "load"]) part(name).disabled = false;
}

part("save").addEventListener("click", async () => {
  const made = await ask("save");
  saveFile(made.name, made.text, "application/json");
  say(`Saved ${made.name}. It holds your notes and opinions too: it is for you alone.`);
});
part("load").addEventListener("change", async () => {
  const [file] = part("load").files;
  if (!file) return;
  const { refused, answers } = await ask("load", await file.text());
  say(refused ?? `Loaded ${file.name}. Answers that were not here: ${answers}.`);
  part("load").value = "";
  show();
});
part("erase").addEventListener("click", () => {
  part("sure").hidden = false;
  part("yes").focus();
});
part("yes").addEventListener("click", async () => {
  await erase(COURSE);
  localStorage.removeItem(OPENED);
  location.reload();
});
part("no").addEventListener("click", () => {
  part("sure").hidden = true;
  part("erase").focus();
});
part("record").hidden = false;
show().catch(() => say("Your record cannot be shown: Python could not be started in this browser."));
