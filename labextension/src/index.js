// What lessons need of JupyterLab: one command that runs them, answers that stay out of sight until they are asked for,
// links that stay in their lesson, and a quiet page.

import { INotebookTracker } from "@jupyterlab/notebook";

import { el } from "../../wso_lessons/widgets/static/dom.js";
import { addCourse } from "./course.js";
import { calmRoom } from "./learner.js";
import look from "./lessons.raw.css"; // "raw": as text, which needs no loader in the page
import { followLinks } from "./links.js";
import { keepRoom } from "./narrow.js";
import { eachNotebook } from "./notebooks.js";
import { addShowEverything, Predictions } from "./predict.js";
import { addReading } from "./reading.js";
import { endWithReceipt } from "./receipt.js";
import { addRunAll, runByItself } from "./run.js";

const plugin = {
  id: "wso-lessons:lessons",
  description:
    "Runs a lesson as soon as its kernel is there, opens what follows a prediction, keeps links in their lesson.",
  autoStart: true,
  requires: [INotebookTracker],
  activate: (app, tracker) => {
    document.head.append(el("style", {}, look));
    addRunAll(app, tracker);
    addShowEverything(app, tracker);
    keepRoom(app);
    calmRoom(app);
    addCourse(app, tracker);
    addReading(app, tracker);
    eachNotebook(tracker, (panel) => {
      new Predictions(app, panel);
      followLinks(panel);
      runByItself(app, panel);
      endWithReceipt(panel);
    });
  },
};

export default plugin;
