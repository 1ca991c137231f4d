"""Boxes to write in, sources, links and the growth explorer for those who listen, use keys, or read on a telephone."""

import pytest

from tests.support import lab
from tests.support.widget_page import model_page, widget_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.modules import style_sheet
from wso_lessons.widgets.note import NoteView
from wso_lessons.widgets.open_view import open_view

# What JupyterLab does to lists and links in a result.
JUPYTER = """.jp-RenderedHTMLCommon { overflow: auto; width: 600px; font-size: 14px; }
.jp-RenderedHTMLCommon ol { padding-left: 28px; } .jp-RenderedHTMLCommon a { text-decoration: none; }"""


@pytest.fixture
def note(chromium):
    kept = []
    view = NoteView("Your reason", "", lambda text: not kept.append(text))

    def state():
        return {"label": view.label, "text": view.text, "status": view.status}

    page = widget_page(chromium, "note.js", ["note.css"], state, view.receive)
    yield page, kept
    page.context.close()


def test_a_note_is_saved_while_it_is_written_and_one_line_says_so(note):
    page, kept = note
    box = page.get_by_role("textbox", name="Your reason")
    page.evaluate("window.line = document.querySelector('[role=status]')")
    box.press_sequentially("Line one")
    box.press("Enter")
    box.press_sequentially("line two")
    page.wait_for_function("document.querySelector('[role=status]').textContent.startsWith('Saved.')")
    assert kept[-1] == "Line one\nline two"
    assert lab.faint_edges(page, "main", "rgb(255, 255, 255)") == []
    assert page.evaluate("window.line === document.querySelector('[role=status]')"), "The same element, so it is heard"
    assert box.get_attribute("data-lm-suppress-shortcuts") == "true"
    assert lab.violations(page, "body") == []


def test_a_note_left_at_once_is_saved(note):
    page, kept = note
    page.get_by_role("textbox").fill("Gone.")
    page.get_by_role("textbox").blur()
    page.wait_for_function("document.querySelector('[role=status]').textContent.startsWith('Saved.')")
    assert kept == ["Gone."]


@pytest.fixture
def styled(chromium):
    """A page of a lesson's own HTML under the course's style sheet and JupyterLab's rules."""
    page = chromium.new_page()
    yield lambda html: page.set_content(f"<style>{JUPYTER}{style_sheet('wso.css')}</style>{html}") or page
    page.close()


def test_three_digits_of_a_source_stand_inside_the_list(styled):
    items = "".join("<li>A source.</li>" for _ in range(120))
    page = styled(f'<div class="jp-RenderedHTMLCommon"><ol class="wso-references">{items}</ol></div>')
    wide = page.evaluate(
        "() => { const span = document.createElement('span'); span.textContent = '120. ';"
        " document.querySelector('ol').append(span); return span.getBoundingClientRect().width; }"
    )
    room = page.locator("ol").evaluate("(e) => parseFloat(getComputedStyle(e).paddingLeft)")
    assert room >= wide


def test_a_link_in_running_text_is_underlined_and_a_sources_number_is_a_target(styled):
    page = styled(
        '<div class="jp-RenderedMarkdown"><p>A <a href="#w" title="term:x">word</a> and a number'
        ' <a href="#s" title="claim:x">3</a></p></div>'
    )
    word, number = page.locator("a").all()
    assert word.evaluate("(e) => getComputedStyle(e).textDecorationLine") == "underline"
    box = number.bounding_box()
    assert box["height"] >= 20
    assert box["width"] >= 12


@pytest.fixture
def growth(chromium):
    pages = []

    def begin(**options):
        pages.append(model_page(chromium, open_view("explorer", "growth", builtin_course()), **options))
        return pages[-1]

    yield begin
    for page in pages:
        page.context.close()


def test_the_growth_explorer_is_all_named_and_follows_the_keyboard(growth):
    page = growth()
    for name in ("Count", "State", "Scale", "From", "To"):
        assert page.get_by_role("combobox", name=name, exact=True).count() == 1
    line = page.evaluate_handle("document.querySelector('.wso-sim-words')")
    page.get_by_role("combobox", name="State").focus()
    page.keyboard.type("Texas")
    page.wait_for_function("document.querySelector('.wso-sim-words').textContent.includes('Texas')")
    assert line.evaluate("(e) => e.isConnected && e.getAttribute('role') === 'status'")
    picture = page.get_by_role("img", name="Line chart. Agreements, WSO, JEM and TFM, Texas")
    assert picture.first.is_visible()
    page.get_by_role("checkbox", name="Jail enforcement model (JEM)").press("Space")
    page.wait_for_function("!document.querySelector('[data-key=line-JEM]')")


def test_what_was_opened_stays_open_while_the_picture_changes(growth):
    page = growth()
    page.get_by_text("The numbers").click()
    page.get_by_role("combobox", name="Count").select_option("agencies")
    page.wait_for_function("document.querySelector('.wso-sim-words').textContent.includes('Agencies')")
    assert page.get_by_role("table").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_barrier_in_the_growth_explorer(growth, dark):
    page = growth(dark=dark)
    assert lab.violations(page, "body") == []
    assert lab.faint_edges(page, ".wso-sim", "rgb(17, 17, 17)" if dark else "rgb(255, 255, 255)") == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_growth_explorer_fits_its_page(growth, width):
    page = growth(width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = page.locator("svg:visible")
    assert shown.count() == 1
    small = shown.evaluate(
        "(e) => Math.min(...[...e.querySelectorAll('text')].map((t) => t.getBoundingClientRect().height))"
    )
    assert small >= 10, "Type that needs no zoom"
    page.add_style_tag(content=lab.TEXT_SPACING)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "Wider spacing of letters fits too"
