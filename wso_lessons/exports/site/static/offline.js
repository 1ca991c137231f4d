// Keeps the course in this browser, so that it works without a network, and tells when a new version has come.
import { tell } from "./talk.js";

const NEW = "A new version of this course is here. Your answers stay. ";

function offer(worker) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Use it now" });
  button.addEventListener("click", () => {
    document.activeElement?.blur(); // a note that is being written is sent when it is left
    worker.postMessage("take over");
  });
  tell(NEW, button);
}

/** Asks the browser to keep the course. It can do so where the page came over https or from this computer. */
export async function keepOffline() {
  const keeper = navigator.serviceWorker;
  if (!keeper) return;
  const hadOne = Boolean(keeper.controller);
  try {
    const kept = await keeper.register(new URL("../service_worker.js", import.meta.url));
    if (kept.waiting && hadOne) offer(kept.waiting);
    kept.addEventListener("updatefound", () => {
      const worker = kept.installing;
      worker.addEventListener("statechange", () => {
        if (worker.state === "installed" && hadOne) offer(worker);
      });
    });
    // The first one takes over without a word; a later one only when the reader says so.
    if (hadOne) keeper.addEventListener("controllerchange", () => location.reload(), { once: true });
  } catch {
    // A browser that refuses leaves the course online.
  }
}
