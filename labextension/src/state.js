// How far a learner is with a lesson, in words.

const STATES = { new: "not begun", opened: "begun", finished: "done" };
const REVIEW = "review.ipynb";

export function stateInWords({ file, minutes, lesson, state, asked, answered }, waiting) {
  if (file === REVIEW) return waiting ? `${waiting} due today` : "nothing due today";
  if (!lesson) return "";
  const far = state === "opened" && answered ? `${answered} of ${asked} answered` : STATES[state];
  return `${minutes} minutes · ${far}`;
}
