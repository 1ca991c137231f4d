// Turns a page of sections into slides: arrows, space, Home, End; the address keeps the place.
(() => {
  const root = document.documentElement;
  const slides = Array.from(document.querySelectorAll("main > section"));
  const place = document.getElementById("place");
  const notes = document.getElementById("notes");
  let now = -1;
  root.classList.add("live");

  // Type shrinks until a slide fits, but stays readable; what is longer scrolls. A reader who enlarges the page gets
  // larger type: the part of its size that follows the window would undo that, and so would shrinking it anew.
  const shrunk = new Map();
  const ratioAtFirst = window.devicePixelRatio;
  const sizeOf = (node) => parseFloat(getComputedStyle(node).fontSize);
  function fit(slide) {
    const face = slide.querySelector(".face");
    const zoom = Math.max(1, window.devicePixelRatio / ratioAtFirst);
    root.style.setProperty("--zoom", zoom);
    face.style.fontSize = zoom > 1 ? (shrunk.get(slide) ?? "") : "";
    const least = zoom > 1 && shrunk.has(slide) ? Infinity : Math.max(0.61 * sizeOf(face), 1.2 * sizeOf(root));
    for (let size = 95; sizeOf(face) > least && face.scrollHeight > face.clientHeight + 1; size -= 5) {
      face.style.fontSize = `${size}%`;
    }
    if (zoom === 1) shrunk.set(slide, face.style.fontSize);
    // A part that scrolls must be reachable by keyboard.
    if (face.scrollHeight > face.clientHeight + 1) face.tabIndex = 0;
    else face.removeAttribute("tabindex");
  }

  function show(wanted, focus) {
    const next = Math.max(0, Math.min(slides.length - 1, wanted));
    if (next === now) return;
    now = next;
    for (const [number, slide] of slides.entries()) slide.classList.toggle("now", number === now);
    place.textContent = `${now + 1} of ${slides.length}`;
    history.replaceState(null, "", `#${now + 1}`);
    fit(slides[now]);
    if (focus) slides[now].focus();
  }

  function toggleNotes() {
    notes.setAttribute("aria-pressed", String(root.classList.toggle("noted")));
    fit(slides[now]);
  }

  const keys = {
    ArrowRight: 1,
    ArrowDown: 1,
    PageDown: 1,
    " ": 1,
    ArrowLeft: -1,
    ArrowUp: -1,
    PageUp: -1,
    Home: -slides.length,
    End: slides.length,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const scrolls = event.target.classList?.contains("face") && /Arrow(Up|Down)|Page/.test(event.key);
    if (event.target.tagName === "BUTTON" && event.key === " ") return;
    // Letters are left alone: a single one as a shortcut is pressed by mistake, and by those who speak to the page.
    if (event.key in keys && !scrolls) {
      event.preventDefault();
      show(now + keys[event.key], true);
    }
  });
  document.getElementById("back").addEventListener("click", () => show(now - 1));
  document.getElementById("next").addEventListener("click", () => show(now + 1));
  notes.addEventListener("click", toggleNotes);
  window.addEventListener("resize", () => fit(slides[now]));
  window.addEventListener("hashchange", () => show(parseInt(location.hash.slice(1), 10) - 1 || 0));
  for (const slide of slides)
    slide.classList.toggle("text", !slide.querySelector(".face :is(figure, table, .wso-sim)"));
  show(parseInt(location.hash.slice(1), 10) - 1 || 0);
})();
