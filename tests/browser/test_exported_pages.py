"""Slides and handouts in Chromium: by keyboard, readable from the back row, printed, sound by axe."""

from __future__ import annotations

import dataclasses
import functools
import re

import pytest

from tests.support import lab
from wso_lessons.content import builtin_course
from wso_lessons.exports.material import gather
from wso_lessons.exports.print import answer_key, handout, parts, run_of_show
from wso_lessons.exports.print.pdf import find_browser, pdf

LESSON = "01-launch"
SMALLEST = 17  # pixels on a screen 720 pixels high: about what subtitles have
FACE = """() => {
    const face = document.querySelector("section.now .face");
    return {
        type: parseFloat(getComputedStyle(face).fontSize),
        over: face.scrollHeight - face.clientHeight > 1 && !face.hasAttribute("tabindex"),
        wide: face.scrollWidth - face.clientWidth > 1,
        text: face.innerText.trim().slice(0, 60),
    };
}"""


@functools.cache
def exported(module):
    """The files of a lesson's export by name."""
    return module.export(gather(builtin_course(), (LESSON,))).files


def put(module, folder):
    """Puts a lesson's export into a folder and gives the addresses of its pages by name."""
    addresses = {}
    for name, content in exported(module).items():
        path = folder / name
        path.write_bytes(content)
        addresses[name] = path.as_uri()
    return addresses


@pytest.fixture
def talk(page, tmp_path):
    """The slides of a lesson, opened from a file."""
    page.set_viewport_size({"width": 1280, "height": 720})
    troubles = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: request.url.startswith("file:") or troubles.append(request.url))
    page.goto(put(run_of_show, tmp_path)[f"{LESSON}.html"])
    yield page
    assert not [one for one in troubles if not one.startswith("data:")]


def test_slides_turn_by_keyboard_and_keep_their_place_in_the_address(talk):
    assert re.match(r"1 of \d+", talk.locator("#place").inner_text())
    talk.keyboard.press("ArrowRight")
    talk.keyboard.press(" ")
    assert talk.locator("#place").inner_text().startswith("3 of ")
    assert talk.url.endswith("#3")
    talk.keyboard.press("PageUp")
    talk.keyboard.press("End")
    assert talk.locator("section.now").count() == 1
    assert talk.locator("#place").inner_text().split(" of ")[0] == talk.locator("#place").inner_text().split(" of ")[1]
    talk.reload()
    assert talk.locator("#place").inner_text().split(" of ")[0] != "1"


def test_type_grows_as_much_as_the_page_is_enlarged(talk):
    sizes = "() => parseFloat(getComputedStyle(document.querySelector('section.now .face')).fontSize)"
    places = range(4)
    before = []
    for _ in places:
        before.append(talk.evaluate(sizes))
        talk.keyboard.press("ArrowRight")
    # What a browser does at 200 %: half the pixels in each direction, each twice as large.
    enlarged = {"width": 640, "height": 360, "deviceScaleFactor": 2, "mobile": False}
    talk.context.new_cdp_session(talk).send("Emulation.setDeviceMetricsOverride", enlarged)
    talk.wait_for_function("innerWidth === 640 && document.documentElement.style.getPropertyValue('--zoom') === '2'")
    talk.keyboard.press("Home")
    for size in before:
        assert 2 * talk.evaluate(sizes) >= 1.9 * size, "In the screen's own pixels"
        face = talk.evaluate(FACE)
        assert not face["over"], face
        talk.keyboard.press("ArrowRight")


def test_the_presenters_notes_open_and_close_by_their_button_and_no_letter_does_anything(talk):
    talk.goto(f"{talk.url.split('#')[0]}#6")
    talk.reload()
    while not talk.locator("section.now aside").count():
        talk.keyboard.press("ArrowRight")
    notes = talk.locator("section.now aside")
    assert not notes.is_visible()
    place = talk.locator("#place").text_content()
    for letter in "nNabz1":
        talk.keyboard.press(letter)
    assert not notes.is_visible()
    assert talk.locator("#place").text_content() == place
    talk.locator("#notes").press("Enter")
    assert notes.is_visible()
    assert talk.locator("#notes").get_attribute("aria-pressed") == "true"
    talk.locator("#notes").press("Enter")
    assert not notes.is_visible()


def test_without_a_script_the_slides_stand_one_below_the_other(chromium, tmp_path):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(put(run_of_show, tmp_path)[f"{LESSON}.html"])
    assert page.locator("main > section").last.is_visible()
    context.close()


def test_the_pages_are_sound_by_axe(page, tmp_path):
    for module in (run_of_show, handout, answer_key):
        for address in put(module, tmp_path).values():
            page.goto(address)
            assert lab.violations(page, "html") == [], address
            page.set_viewport_size({"width": 320, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (
                f"{address}: tables scroll by themselves"
            )
            page.set_viewport_size({"width": 1280, "height": 900})


def test_a_handout_fits_a_sheet_of_paper(page, tmp_path):
    page.set_viewport_size({"width": 672, "height": 1000})  # A4 without its margins
    page.emulate_media(media="print")
    for name, address in put(handout, tmp_path).items():
        page.goto(address)
        assert page.evaluate("document.body.scrollWidth <= 672"), name
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)"), name


def test_a_handout_is_printed_the_same_twice_and_on_a_sane_number_of_sheets(tmp_path):
    content = exported(handout)[f"{LESSON}.html"]
    first, second = (pdf(content, find_browser()) for _ in range(2))
    assert first is not None
    assert first.startswith(b"%PDF-")
    assert first == second
    sheets = len(re.findall(rb"/Type /Page\b", first))
    assert 4 <= sheets <= 26


CUT = """() => [...document.querySelectorAll("section.now, section.now *")]
    .filter(one => !one.closest("svg") && !one.closest("aside") && one.getClientRects().length)
    .filter(one => {
        const box = one.getBoundingClientRect();
        return box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || one.scrollWidth > one.clientWidth + 1 &&
            getComputedStyle(one).display !== "inline";
    })
    .map(one => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 50)}`)"""


# Slide after slide in one call: each call from outside takes longer than all that is measured.
EACH_SLIDE = f"""() => [...document.querySelectorAll("main > section")].map((_, place) => {{
    if (place) document.querySelector("#next").click();
    return [({FACE})(), ({CUT})()];
}})"""
SCREENS = {False: ((1024, 768), (1280, 720), (1920, 1080)), True: ((1280, 720),)}


@pytest.mark.parametrize("full", SCREENS, ids=["class", "full"])
def test_nothing_is_cut_on_any_slide_of_any_lesson(page, tmp_path, full):
    cut = {}
    for name, content in run_of_show.export(dataclasses.replace(gather(builtin_course()), full=full)).files.items():
        (tmp_path / name).write_bytes(content)
        page.goto((tmp_path / name).as_uri())
        count = page.locator("main > section").count()
        assert full or 9 <= count <= 18, f"{name} has {count} slides."
        for width, height in SCREENS[full]:
            page.set_viewport_size({"width": width, "height": height})
            page.keyboard.press("Home")
            for number, (found, told) in enumerate(page.evaluate(EACH_SLIDE), start=1):
                if not found["text"] or found["over"] or found["wide"] or told or found["type"] < SMALLEST:
                    cut[f"{name} {number} at {width}"] = (found, told[:3])
            assert page.locator("#place").inner_text() == f"{count} of {count}"
    assert cut == {}


MOST_PAGES = {"worksheet": 4, "reading": 4, "packet-a": 1, "packet-b": 1, "organizer": 1}


def test_parts_of_a_handout_fit_their_pages(page, tmp_path):
    material = dataclasses.replace(gather(builtin_course()), parts=tuple(MOST_PAGES))
    counts = {}
    for name, content in parts.export(material).files.items():
        # From a file, as they are printed: a page that is only set leaves figures of two widths out.
        (tmp_path / name).write_bytes(content)
        page.goto((tmp_path / name).as_uri())
        counts[name] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter", prefer_css_page_size=False)))
    assert len(counts) > 20
    assert {name: count for name, count in counts.items() for part, most in MOST_PAGES.items()
            if name.endswith(f"-{part}.html") and not 1 <= count <= most} == {}  # fmt: skip
