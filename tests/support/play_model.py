"""Hands that play a model on a page: one by keyboard alone, one by finger. What each does, Python hears as a move."""

import re

from playwright.sync_api import TimeoutError

SOON = 40  # milliseconds between two looks: else Playwright has the page drawn anew for each, 60 times a second
# A place in an element that a finger would hit, from its corner: its middle, or else where nothing lies upon it; and
# how many clicks there have been.
HITS = """(node, name) => {
  const box = node.getBoundingClientRect();
  for (const down of [box.height / 2, 12, box.height - 12])
    for (const across of [box.width / 2, 30, box.width - 30, 8]) {
      const [x, y] = [box.x + across, box.y + down];
      const top = document.elementsFromPoint(x, y);
      const hit = name === "*" ? top.slice(0, 1).find((one) => node.contains(one)) && node
        : top.map((one) => one.closest(name)).find(Boolean);
      if (hit === node) return [x, y, window.clicks];
    }
  return null;
}"""
# Where on the page a slider's value lies.
PLACE = """(node, value) => {
  const n = (name) => Number(node.getAttribute(name));
  const share = (value - n("aria-valuemin")) / (n("aria-valuemax") - n("aria-valuemin"));
  const along = n("data-start") + share * (n("data-end") - n("data-start"));
  const box = node.getBoundingClientRect();
  const upright = node.getAttribute("aria-orientation") === "vertical";
  const at = new DOMPoint(along, along).matrixTransform(node.closest("svg").getScreenCTM());
  return upright ? [box.x + box.width / 2, at.y] : [at.x, box.y + box.height / 2];
}"""
# One call in which the page itself waits: each call from outside takes longer than what it asks for.
STANDS = """async ([number, answers]) => {
  const late = performance.now() + 120_000;
  while (window.answers[number] <= answers) {
    if (performance.now() > late) throw new Error("Python has not answered");
    await new Promise((go) => setTimeout(go, 5));
  }
  const id = `widget-${number}`;
  const inside = document.getElementById(id).contains(document.activeElement);
  return [window.answers[number], window.told.includes(id), inside];
}"""
STEPS_TO = """(piece, key) => [...piece.closest("svg").querySelectorAll("[data-take]")]
  .filter((one) => one !== piece).findIndex((one) => one.dataset.key === key) + 1"""


class Hand:
    """Plays the model that stands on the page at a number; each step waits until the picture has followed."""

    keeps_focus = False

    def __init__(self, page, number, simulation):
        self.page, self.number, self.simulation = page, number, simulation
        self.box = page.locator(f"#widget-{number}")
        self.asked, self.answered, self.answers = simulation.screen().asks, False, 0

    def play(self, steps):
        """Steps as (verb, what, ...): a verb of this class and what it takes."""
        for step in steps:
            verb, *rest = step
            getattr(self, verb)(*rest)
            if verb not in ("says", "unfold"):
                self.answers, told, inside = self.page.evaluate(STANDS, [self.number, self.answers])
                # The lesson around the model is told of an answer, and of nothing else.
                self.answered |= self.asked and not self.simulation.screen().asks
                assert told == self.answered, step
                assert inside or not self.keeps_focus, f"The keyboard's place was lost: {step}"

    def says(self, words):
        """The state in words, or what stands below it, comes to hold these."""
        self.page.wait_for_function(
            "([number, words]) => document.getElementById(`widget-${number}`).textContent.includes(words)",
            arg=[self.number, words],
            polling=SOON,
        )

    def part(self, name, value):
        return self.box.locator(f"svg:visible [data-{name}='{value}']")

    def control(self, name):
        return self.box.locator(f"[data-control='{name}']")

    def press(self, part):
        self.do(self.part("press", part))

    def button(self, name):
        self.do(self.control(name))

    def choose(self, name, value):
        """Chooses of a set of radio buttons or boxes."""
        self.do(self.control(name).locator(f"input[value='{value}']"), "Space")

    def unfold(self, words):
        self.do(self.box.locator("summary", has_text=re.compile(f"^{re.escape(words)}")))

    def write(self, name, text):
        """Writes into a field, and leaves it by the key that sends."""
        field = self.control(name).locator("input, textarea")
        field.fill(text)
        field.press("Enter")  # in a box of several lines it begins a new one, and leaving sends
        field.blur()


class Keyboard(Hand):
    """The keyboard alone."""

    keeps_focus = True

    def do(self, node, key="Enter"):
        self.go(node)
        self.page.keyboard.press(key)

    def go(self, node):
        """Where the Tab key would have come: what it skips cannot be reached."""
        assert node.evaluate("e => { e.focus(); return e === document.activeElement && e.tabIndex >= 0; }")

    def put(self, piece, place):
        node = self.part("carry", piece)
        downs = node.evaluate(STEPS_TO, place)
        self.do(node)
        for key in ("ArrowDown",) * downs:
            self.page.keyboard.press(key)
        self.page.keyboard.press("Enter")

    def write(self, name, text):
        super().write(name, text)
        self.control(name).locator("input, textarea").focus()

    def slide(self, part, value):
        node = self.box.locator(f"svg:visible [role=slider][data-key='{part}']")
        self.go(node)
        step, leap, now = (float(node.get_attribute(f"{n}")) for n in ("data-step", "data-leap", "aria-valuenow"))
        away = round((value - now) / step)
        leaps, steps = divmod(abs(away), round(leap / step))
        keys = ("PageUp", "ArrowUp") if away > 0 else ("PageDown", "ArrowDown")
        for key in (keys[0],) * leaps + (keys[1],) * steps:
            self.page.keyboard.press(key)

    def select(self, name, value):
        """Goes down a list of choices to one; each choice on the way is sent, as it is to any reader."""
        node = self.control(name).locator("select")
        self.go(node)
        self.page.keyboard.press("Home")
        at = node.evaluate("(e, value) => [...e.options].findIndex((one) => one.value === value)", value)
        for _ in range(at):
            self.page.keyboard.press("ArrowDown")
        self.page.wait_for_function(
            "([node, value]) => node.value === value", arg=[node.element_handle(), value], polling=SOON
        )


class Finger(Hand):
    """One finger on glass."""

    def __init__(self, page, number, simulation):
        super().__init__(page, number, simulation)
        self.session = page.context.new_cdp_session(page)

    def do(self, node, _key=""):
        self.tap(node, "*")

    def tap(self, node, name):
        """Taps a place where a finger hits this of the elements that `name` selects."""
        node.scroll_into_view_if_needed()
        hit = node.evaluate(HITS, name)
        assert hit, f"No finger reaches {node}"
        *place, clicks = hit
        self.page.touchscreen.tap(*place)
        try:
            self.page.wait_for_function(f"window.clicks > {clicks}", timeout=10_000, polling=SOON)
        except TimeoutError:  # on a slow machine the finger may be lifted so late that it was no tap
            self.page.touchscreen.tap(*place)

    def put(self, piece, place):
        self.tap(self.part("carry", piece), "[data-carry]")
        self.tap(self.box.locator(f"svg:visible [data-take][data-key='{place}']"), "[data-take]")

    def slide(self, part, value):
        node = self.box.locator(f"svg:visible [role=slider][data-key='{part}']")
        node.scroll_into_view_if_needed()
        self.draw(node.evaluate(PLACE, float(node.get_attribute("aria-valuenow"))), node.evaluate(PLACE, value))

    def draw(self, start, end):
        """A stroke from one place of the page to another."""
        way = [[a + (b - a) * share / 8 for a, b in zip(start, end, strict=True)] for share in range(9)]
        self._touch("Start", way[0])
        for point in way[1:]:
            self._touch("Move", point)
        self.page.wait_for_timeout(
            100
        )  # lifted while it moves, a finger throws the page, and the next tap only stops it
        self._touch("Move", way[-1])
        self._touch("End")

    def _touch(self, kind, *points):
        where = [{"x": x, "y": y} for x, y in points]
        self.session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": where})

    def select(self, name, value):
        self.control(name).locator("select").select_option(value)
