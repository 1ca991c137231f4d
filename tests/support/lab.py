"""What a learner does in JupyterLab, as short functions over a Playwright page."""

from __future__ import annotations

import contextlib
import re

from axe_playwright_python.sync_playwright import Axe

# Milliseconds between two looks at what takes seconds: Playwright would have the page drawn anew 60 times a second.
POLLING = 250
LESSON = "06-weigh-and-decide.ipynb"  # that the tests of the room share


@contextlib.contextmanager
def wide_page(chromium, patience=60_000):
    """A page 1280 pixels wide in a context of its own; `patience` is in milliseconds."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(patience)
    yield context.new_page()
    context.close()


def open_lesson(page, address):
    """Opens a notebook and waits until its cells and its kernel are there."""
    page.goto(address)
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    # The notebook counts as idle before it has a kernel at all; the status bar knows better.
    page.locator(".jp-StatusBar-TextItem", has_text="| Idle").first.wait_for(state="attached")


def panel(page):
    """The notebook in front."""
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def menu(page, *names):
    """Chooses an entry of the menu bar."""
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{names[0]}$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{re.escape(names[1])}")).first.click()


def run_all(page):
    """Runs every cell and waits until the kernel has nothing left to do."""
    menu(page, "Run", "Run All Cells")
    page.wait_for_function(
        """() => {
            const status = document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status;
            const waiting = [...document.querySelectorAll('.jp-InputPrompt')].some(p => p.textContent.includes('[*]'));
            return status === 'idle' && !waiting;
        }""",
        timeout=300_000,
        polling=POLLING,
    )


def run_button(page):
    """The button in the notebook's toolbar that runs every cell, known by the words on it."""
    return page.locator(".jp-NotebookPanel-toolbar:visible jp-button", has_text="Run all cells")


def until_all_ran(page):
    """Waits until every question is alive, none in its stored form, and the kernel has been idle for a while."""
    page.wait_for_function(
        """() => {
            const status = document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status;
            const all = document.querySelector('.wso-quiz') && !document.querySelector('.wso-quiz-page');
            const idle = status === 'idle' && all;
            window.idleSince = idle ? window.idleSince ?? Date.now() : undefined;
            return idle && Date.now() - window.idleSince > 1500;
        }""",
        timeout=300_000,
        polling=POLLING,
    )


def until_ran_by_itself(page):
    """Waits until the line that shows how far a lesson has run is gone."""
    page.wait_for_function("!document.querySelector('.wso-lab-progress')", polling=POLLING)


def restart_kernel(page):
    """Restarts the kernel by JupyterLab's own keys; a learner's room has no menu for it."""
    page.locator(".jp-Notebook:visible").first.evaluate("e => e.focus()")
    page.keyboard.press("Escape")
    page.keyboard.press("0")
    with page.expect_response(lambda answer: answer.url.partition("?")[0].endswith("/restart")):
        page.keyboard.press("0")
    page.locator(".jp-StatusBar-TextItem", has_text="| Idle").first.wait_for(state="attached")


def shut_down_kernels(page):
    """Ends the kernels of the server, as a computer does that was turned off meanwhile."""
    page.evaluate(
        """async () => {
            const headers = { "X-XSRFToken": document.cookie.match(/_xsrf=([^;]*)/)[1] };
            for (const { id } of await (await fetch("/api/kernels")).json()) {
                const answer = await fetch(`/api/kernels/${id}`, { method: "DELETE", headers });
                if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
            }
        }"""
    )


FURTHER = """() => {
    const outer = document.querySelector('.jp-WindowedPanel-outer, .jp-Notebook');
    const before = outer.scrollTop;
    outer.scrollBy({ top: 600, behavior: "instant" });
    return outer.scrollTop > before;
}"""
TOP = "document.querySelector('.jp-WindowedPanel-outer, .jp-Notebook').scrollTo({ top: 0, behavior: 'instant' })"


def bring(page, found):
    """Scrolls the notebook until this is in view, on from where it stands, then from its top; gives it back.

    JupyterLab may draw only the cells near the part that is seen.
    """
    for _ in range(2):
        while not found.count() and page.evaluate(FURTHER):
            page.wait_for_timeout(60)
        if found.count():
            break
        page.evaluate(TOP)
    found.scroll_into_view_if_needed()
    return found


def show(page, text):
    """Brings a cell with this text into view; gives the locator of the text."""
    return bring(page, page.locator(".jp-Notebook").get_by_text(text).first)


def unfold(page, heading):
    """Opens the folded section below a heading, by the button that tells how many cells it hides."""
    cell = page.locator(".jp-Notebook .jp-MarkdownCell", has=page.get_by_role("heading", name=heading)).first
    bring(page, cell).locator(".jp-showHiddenCellsButton").click()


def troubles(page):
    """Anything a teacher should never see: error outputs, warning boxes, dialogs, notifications."""
    selectors = (
        ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']",
        ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']",
        ".jp-Dialog",
        ".Toastify__toast",
    )
    return [f"{s}: {t}" for s in selectors for t in page.locator(s).all_inner_texts()]


def violations(page, inside, *rules):
    """What axe-core finds inside a selector, as readable lines; by all of its rules, or by those named."""
    # What passes is not written out, nor a selector of each node: on a long page that takes longer than the rules do.
    options = {"resultTypes": ["violations"], "selectors": False}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(
        """async ([inside, options]) => (await axe.run(inside, options)).violations.flatMap(({ id, help, nodes }) =>
            nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`))""",
        [inside, options],
    )


# What WCAG 1.4.12 lets a reader set, and what must then still fit.
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


def spoken_name(page):
    """The name of what has the focus, as Chromium gives it to a screen reader."""
    session = page.context.new_cdp_session(page)
    node = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]
    asked = {"objectId": node["objectId"], "fetchRelatives": False}
    [found] = session.send("Accessibility.getPartialAXTree", asked)["nodes"]
    session.detach()
    return found["name"]["value"]


def contrast(one, other):
    """The contrast of two colors written rgb(r, g, b), as WCAG reckons it."""

    def light(color):
        parts = [int(part) / 255 for part in color[4:-1].split(",")]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def faint_edges(page, inside, ground):
    """The fields, list boxes and buttons whose edge, or whose words and arrow, are too faint on their ground."""
    colors = """(all) => all.filter((one) => one.checkVisibility()).map((one) => {
        const style = getComputedStyle(one);
        const own = style.backgroundColor.startsWith("rgba") ? null : style.backgroundColor;
        return [one.outerHTML.slice(0, 80), style.borderTopColor, style.color, own];
    })"""
    found = page.locator(f"{inside} :is(select, textarea, button, input[type=text])").evaluate_all(colors)
    assert found, "There is something to look at"
    return [name for name, edge, ink, own in found if contrast(edge, ground) < 3 or contrast(ink, own or ground) < 4.5]
