"""A started course and a page in Chromium; both are ended by the fixture that made them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import lab
from tests.support.provide import NO_CHROMIUM, find_chromium
from tests.support.quiz_course import write_course
from tests.support.quiz_page import draw
from tests.support.started import Started

__all__ = ["draw"]  # a fixture for all tests here

# The address bar's lists are pages of their own, made anew for each window though nobody sees them: a third of what a
# small test costs. A second list of features replaces Playwright's, so the others here are its own.
UNUSED = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding",
    "PreconnectToSearch", "TcpPortRandomizationWin", "ThirdPartyStoragePartitioning",
)  # fmt: skip
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", f"--disable-features={','.join(UNUSED)}",
]  # fmt: skip
# A page of a test is gone before its code has run often enough to be worth compiling a second time, for speed.
COMPILE_ONCE = "--js-flags=--no-opt --liftoff-only"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def start_course(tmp_path):
    """Starts the built-in course in a new folder (or a course folder as it is); all are stopped at the end."""
    running = []

    def begin(course: Path | None = None, *options: str) -> Started:
        running.append(Started(tmp_path / "my course", course, *options))
        assert running[-1].address, running[-1].said
        return running[-1]

    yield begin
    for started in running:
        started.stop()


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    """The built-in course in JupyterLab, one server for all tests of the room (tests/support/order.py names them)."""
    started = Started(tmp_path_factory.mktemp("room") / "mine")
    assert started.address, started.said
    yield started
    started.stop()


@pytest.fixture(scope="session")
def chromium():
    """A Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        pytest.fail(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, COMPILE_ONCE])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page of the test's own."""
    with lab.wide_page(chromium) as one:
        yield one


@pytest.fixture(scope="session")
def room_tab(chromium):
    """JupyterLab's one tab: another would read and compile all of it anew, which takes twice as long."""
    with lab.wide_page(chromium, 120_000) as one:
        yield one


@pytest.fixture(scope="session")
def room_lesson(room, room_tab):
    """A long lesson as the course delivered it, opened once; it runs by itself, and many tests go on from there."""
    lab.open_lesson(room_tab, f"{room.at(lab.LESSON)}&reset")
    return room_tab


@pytest.fixture(scope="module")
def room_page(room_tab):
    """The room's tab as a newcomer meets it, for the tests of a file."""
    if "/lab" in room_tab.url:
        lab.shut_down_kernels(room_tab)
        room_tab.evaluate("localStorage.clear()")
        room_tab.goto("about:blank")
    room_tab.set_viewport_size({"width": 1280, "height": 900})
    room_tab.emulate_media(color_scheme="light")
    return room_tab


@pytest.fixture(scope="session")
def workshop(tmp_path_factory):
    """A small course with every kind of question and every model, in JupyterLab as it comes
    (tests/support/order.py)."""
    folder = tmp_path_factory.mktemp("workshop")
    write_course(folder)
    with Started(folder, None, "--full", "--allow") as started:
        yield started


@pytest.fixture(scope="session")
def workshop_tab(chromium):
    """JupyterLab's one tab on the workshop."""
    with lab.wide_page(chromium, 120_000) as one:
        yield one


@pytest.fixture(scope="module")
def lasting_page(chromium):
    """A page for all tests of a file that go through one lesson in their order: to load JupyterLab takes longest."""
    with lab.wide_page(chromium) as one:
        yield one
