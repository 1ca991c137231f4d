// What `wso-lessons start` says of the course, in JupyterLab's page: the digest of each lesson's code. Where it says
// nothing, as with `--full`, JupyterLab stays as it is.

import { PageConfig } from "@jupyterlab/coreutils";

let lessons = null;
export function digestsOfLessons() {
  lessons ??= new Map(JSON.parse(PageConfig.getOption("wsoLessons") || "[]"));
  return lessons;
}

/** Whether a hub collects receipts. */
export const areCollected = () => PageConfig.getOption("wsoReceipts") === "true";

export const isLearners = () => digestsOfLessons().size > 0;

// A calm room: no prompts, and no bar of tools beside the lesson.
export function calmRoom(app) {
  if (!isLearners()) return;
  document.body.classList.add("wso-lab-learner");
  app.restored.then(() => {
    if (app.shell.isSideTabBarVisible?.("right")) app.shell.toggleSideTabBarVisibility("right");
  });
}
