// "Save my receipt", at the end of a lesson and on the page of the record: the same file that `wso-lessons hand-in`
// makes.
import { saveFile } from "./dom.js";
import { ask } from "./talk.js";

const part = (id) => document.getElementById(id);
const NOTHING = "There is no answer to hand in yet. Answer some questions first.";
const FAILED = "The receipt could not be made: Python could not be started in this browser.";

async function handIn() {
  const { value: learner } = part("learner");
  const made = await ask("receipt", JSON.stringify({ learner, lesson: part("receipt").dataset.of }));
  if (!made.holds) return NOTHING;
  saveFile(made.name, made.text, "application/json");
  return `Saved ${made.name} with ${made.holds}, and no opinions.`;
}

part("receipt").addEventListener("click", async () => {
  part("said").textContent = await handIn().catch(() => FAILED);
});
const section = part("hand-in");
if (section) section.hidden = false;
