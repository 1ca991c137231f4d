// Keeps the course in this browser, so that it works without a network, and tells when a new version has come.
import { el } from "./dom.js";
import { tell } from "./talk.js";

const NEW = "A new version of this course is here. Your answers stay. ";

function offer(kept) {
  const onclick = () => {
    document.activeElement?.blur(); // a note that is being written is sent when it is left
    kept.waiting?.postMessage("take over"); // the one that waits now: a still newer version may have come
  };
  tell("version", NEW, el("button", { type: "button", onclick }, "Use it now"));
}

/** Asks the browser to keep the course. It can do so where the page came over https or from this computer. */
export async function keepOffline() {
  const keeper = navigator.serviceWorker;
  if (!keeper) return;
  // The first one takes over without a word; a later one only when the reader says so.
  const hadOne = Boolean(keeper.controller);
  if (hadOne) keeper.addEventListener("controllerchange", () => location.reload(), { once: true });
  try {
    const kept = await keeper.register(new URL("../service_worker.js", import.meta.url));
    // A new version may be found before this page listens, and be on its way, or ready, by now.
    const look = () => {
      if (kept.waiting && hadOne) offer(kept);
      kept.installing?.addEventListener("statechange", look);
    };
    kept.addEventListener("updatefound", look);
    look();
    // A browser looks for a new version by itself too, but when it has time.
    if (hadOne) await kept.update();
  } catch {
    // A browser that refuses, or has no network, goes on with what it has.
  }
}
