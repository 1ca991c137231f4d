// What `wso-lessons start` says of the course, in JupyterLab's page: the digest of each lesson's code. Where it says
// nothing, as with `--full`, JupyterLab stays as it is.

const CONFIG = "jupyter-config-data";

let lessons = null;
export function digestsOfLessons() {
  if (!lessons) {
    const config = JSON.parse(document.getElementById(CONFIG)?.textContent || "{}");
    lessons = new Map(Array.isArray(config.wsoLessons) ? config.wsoLessons : []);
  }
  return lessons;
}

export const isLearners = () => digestsOfLessons().size > 0;

// A calm room: no prompts, and no bar of tools beside the lesson.
export function calmRoom(app) {
  if (!isLearners()) return;
  document.body.classList.add("wso-lab-learner");
  app.restored.then(() => {
    if (app.shell.isSideTabBarVisible?.("right")) app.shell.toggleSideTabBarVisibility("right");
  });
}
