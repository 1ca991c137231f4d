"""A lesson in the browser edition beside other ways to show it on the web: bytes, seconds, and the processor's seconds.

    python -m benchmarks.site [RUNTIME] [ROUNDS] [PEERS]

RUNTIME is the folder of the npm package pyodide; without it, npm gets it once. Beside the lesson, in turns on the same
machine: Python in a bare page, the same notebook as nbconvert's HTML, and, where PEERS is a virtual environment with
sphinx, myst-nb and jupyterlite-core, as a page of Sphinx and of JupyterLite. Needs the `test` extra and Chromium;
everything is on loopback.
"""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.table import show
from tests.support.provide import find_chromium
from tests.support.static_host import StaticHost
from wso_lessons.content import builtin_course
from wso_lessons.exports import formats
from wso_lessons.exports.material import gather
from wso_lessons.exports.site import site
from wso_lessons.exports.site.runtime import CHECKSUMS, FROM_NPM, find_runtime

LESSON = "03-fourth-amendment"
QUIET = ["--no-sandbox", "--disable-gpu"]
PATIENCE = 180_000  # milliseconds, for a machine that has other work
# A poor line: 1.6 million bits a second, 150 milliseconds there and back.
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
BARE = """<!doctype html><title>Python alone</title><script type="module">
new Worker("worker.js", { type: "module" }).onmessage = ({ data }) => { document.title = data; };</script>"""
BARE_WORKER = """import { loadPyodide } from "./pyodide.mjs";
self.postMessage(String((await loadPyodide()).runPython("6 * 7")));"""
BYTES = "performance.getEntries().reduce((sum, one) => sum + (one.encodedBodySize ?? 0), 0)"
MARK = """(form) => new Promise((resolve) => {
  const begin = performance.now();
  new MutationObserver(() => resolve(performance.now() - begin)).observe(form, { attributeFilter: ["data-state"] });
  [...form.querySelectorAll("button")].find((one) => one.textContent === "Check").click();
})"""


def read(page: Page, address: str) -> float:
    """Seconds until a page's whole text stands, by its own clock; what runs on it comes later."""
    page.goto(address, wait_until="domcontentloaded")
    return float(page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")) / 1000


def read_lite(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")
    page.locator(".jp-RenderedMarkdown h1").first.wait_for()


def start_python(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function("document.title === '42'")


def mark_first(page: Page, address: str) -> None:
    """From asking for the page to the mark of the first question, pressed as soon as it can be."""
    page.goto(address)
    page.locator("[data-box]").first.scroll_into_view_if_needed()
    quiz = page.locator(".wso-quiz").first
    if not quiz.locator("input").first.is_checked():
        quiz.locator("input").first.check()
    if quiz.get_attribute("data-state") == "open":
        quiz.locator("button").first.press("Enter")
    page.locator(".wso-quiz:not([data-state=open])").first.wait_for()


def mark_next(page: Page) -> float:
    """Milliseconds from the press of a button to the mark of another question, once Python is there."""
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    for box in page.locator("[data-box]").all():
        box.scroll_into_view_if_needed()
        box.locator(".wso-quiz, .wso-sim, .wso-note").first.wait_for()
        form = box.locator("form.wso-item:has(input[type=radio])").filter(has=page.get_by_role("button", name="Check"))
        if form.count():
            form.first.locator("input[type=radio]").first.check()
            return float(form.first.evaluate(MARK))
    raise LookupError("The lesson asks no marked question with one answer.")


def used() -> float:
    """The processor's seconds of this process and all that it started: the browser and its parts."""
    own = psutil.Process()
    times = [one.cpu_times() for one in (own, *own.children(recursive=True)) if one.is_running()]
    return sum(one.user + one.system for one in times)


class Table:
    """What was measured, by what it is of: seconds, the processor's seconds, bytes."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[float, float, float]]] = {}

    def measure(self, what: str, page: Page, act: Callable[[Page, str], float | None], address: str) -> None:
        begin, before = time.perf_counter(), used()
        taken = act(page, address) or time.perf_counter() - begin
        self._rows.setdefault(what, []).append((taken, used() - before, float(page.evaluate(BYTES))))

    def show(self, what: str, peer: str = "", limit: str = "") -> None:
        """Prints the seconds and the processor's seconds of one beside those of its peer."""
        for column, unit in enumerate(("s", "s of the processor")):
            ours = [one[column] for one in self._rows[what]]
            theirs = [one[column] for one in self._rows.get(peer, ())]
            show(what, ours, theirs, unit=unit, beside=peer if theirs else "", limit="" if column else limit)

    def show_bytes(self, what: str, peer: str = "", limit: str = "") -> None:
        ours, theirs = ([one[2] / 1e3 for one in self._rows.get(name, ())] for name in (what, peer))
        show(f"{what}: bytes by then", ours, theirs, unit="kB", beside=peer if theirs else "", limit=limit)


def build(root: Path, runtime: Path, peers: Path | None) -> dict[str, str]:
    """Puts the site and its peers into a folder; gives the address of each one's page of the lesson."""
    course = builtin_course()
    material = dataclasses.replace(gather(course), runtime=runtime)
    files = formats.write(site.export(material), "site", root / "site")
    show("the browser edition in all", [sum(path.stat().st_size for path in files) / 1e6], unit="MB", limit="25 MB")
    (root / "bare").mkdir()
    for name in CHECKSUMS:
        shutil.copy(runtime / name, root / "bare")
    (root / "bare" / "index.html").write_text(BARE)
    (root / "bare" / "worker.js").write_text(BARE_WORKER)
    notebook = course.notebook(LESSON)
    convert = ["nbconvert", "--to", "html", "--log-level", "ERROR", "--output-dir", str(root), str(notebook)]
    subprocess.run([sys.executable, "-m", *convert], check=True)
    places = {"site": f"site/{LESSON}.html", "nbconvert": f"{LESSON}.html"}
    return places | (build_peers(root, notebook, peers) if peers else {})


def build_peers(root: Path, notebook: Path, peers: Path) -> dict[str, str]:
    source, out = root / "source", root / "sphinx"
    source.mkdir()
    shutil.copy(notebook, source)
    (source / "conf.py").write_text('extensions = ["myst_nb"]\nnb_execution_mode = "off"\n')
    (source / "index.rst").write_text(f"Course\n======\n\n.. toctree::\n\n   {LESSON}\n")
    subprocess.run([peers / "bin" / "sphinx-build", "-Q", source, out], check=True)
    lite = [peers / "bin" / "jupyter", "lite", "build", "--contents", notebook, "--output-dir", root / "lite"]
    subprocess.run(lite, cwd=source, check=True, capture_output=True)
    return {"Sphinx": f"sphinx/{LESSON}.html", "JupyterLite": f"lite/notebooks/index.html?path={notebook.name}"}


def context_of(browser: Browser, host: StaticHost) -> BrowserContext:
    """A browser that has seen nothing yet, and is answered by nobody else: a peer may ask others."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    context.route(lambda url: not url.startswith((host.address, "blob:")), lambda route: route.abort())
    return context


def go_round(browser: Browser, host: StaticHost, places: dict[str, str], table: Table) -> list[float]:
    """Measures each once; gives the milliseconds of single marks."""
    for slow in (False, True):
        for name, place in {"site, home page": "site/index.html", **places}.items():
            context = context_of(browser, host)
            page = context.new_page()
            if slow:
                context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_LINE)
            act = read_lite if name == "JupyterLite" else read
            table.measure(f"{name}, readable{' on a slow line' if slow else ''}", page, act, host.address + place)
            context.close()
    context = context_of(browser, host)
    page = context.new_page()
    table.measure("Python in a bare page", page, start_python, f"{host.address}bare/index.html")
    table.measure("site, first mark, cold", page, mark_first, host.address + places["site"])
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    table.measure("Python in a bare page, again", page, start_python, f"{host.address}bare/index.html")
    table.measure("site, first mark, warm", page, mark_first, host.address + places["site"])
    marks = [mark_next(page)]
    context.close()
    return marks


def show_all(table: Table, places: dict[str, str], marks: list[float]) -> None:
    peers = [name for name in places if name != "site"]
    table.show("site, home page, readable", limit="1 s")
    table.show("site, home page, readable on a slow line", limit="3 s")
    table.show_bytes("site, home page, readable", limit="150 kB")
    for peer in peers:
        table.show("site, readable", f"{peer}, readable")
        table.show("site, readable on a slow line", f"{peer}, readable on a slow line")
        table.show_bytes("site, readable", f"{peer}, readable")
    table.show("site, first mark, cold", "Python in a bare page", limit="5 s")
    table.show("site, first mark, warm", "Python in a bare page, again", limit="2 s")
    show("a mark, once Python is there", marks, unit="ms", limit="50 ms")


def main() -> None:
    runtime, rounds = (
        find_runtime(sys.argv[1] if len(sys.argv) > 1 else FROM_NPM),
        int(sys.argv[2]) if len(sys.argv) > 2 else 3,
    )
    peers = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    table, marks = Table(), []
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        places = build(Path(place), runtime, peers)
        host = StaticHost(Path(place))
        for _ in range(rounds):
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
            try:
                marks += go_round(browser, host, places, table)
            finally:
                browser.close()
        host.stop()
    show_all(table, places, marks)


if __name__ == "__main__":
    main()
