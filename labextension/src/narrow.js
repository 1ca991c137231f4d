// On a phone, or at four times the size, the list of files would leave a lesson no room.

const NARROW = "(max-width: 700px)";

export const isNarrow = () => window.matchMedia(NARROW).matches;

export function keepRoom(app) {
  const query = window.matchMedia(NARROW);
  const close = () => query.matches && app.shell.collapseLeft?.();
  // After the last session's layout is back, which would open the panel again.
  app.restored.then(close);
  query.addEventListener("change", close);
}
