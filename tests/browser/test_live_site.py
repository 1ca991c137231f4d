"""A live site on a server: its lessons run in the browser, keep a record there, work offline, and ask nobody else."""

from __future__ import annotations

import dataclasses
import gzip
import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.provide import NODE
from tests.support.static_host import StaticHost
from tests.support.world import ROOT
from wso_lessons.content import builtin_course
from wso_lessons.exports import formats
from wso_lessons.exports.material import gather
from wso_lessons.exports.site import site
from wso_lessons.progress.receipt import read_receipt

LESSON = "00-start-here"


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory):
    """A site of the first lesson and the review, with its runtime."""
    runtime = Path(os.environ.get("NODE_READERS", NODE)) / "pyodide"
    if not runtime.is_dir():
        pytest.skip("pyodide cannot be had from npm.")
    root = tmp_path_factory.mktemp("host")
    material = dataclasses.replace(gather(builtin_course(), (LESSON, "review")), runtime=runtime)
    made = site.export(material)
    # Python's start is prepared where node is there, and tells nothing of where that was.
    memory = gzip.decompress(made.files.get("live/memory.bin", gzip.compress(b"")))
    assert bool(memory) == bool(shutil.which("node"))
    for place in (site.__file__, str(runtime), str(ROOT)):
        assert place.encode() not in memory
    formats.write(made, "site", root / "school" / "course")
    return root


@pytest.fixture
def host(site_folder):
    served = StaticHost(site_folder, "school/course")
    yield served
    served.stop()


@pytest.fixture
def visit(chromium, host):
    """A browser that has never seen the site; what it asks of anybody else fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(120_000)  # Python starts within seconds, or within a minute where cores are shared
    elsewhere = []
    context.on(
        "request", lambda request: request.url.startswith((host.address, "blob:")) or elsewhere.append(request.url)
    )
    yield context
    context.close()
    assert not [url for url in elsewhere if not url.endswith("/favicon.ico")]


def take_guess(page, host):
    """Answers the first question of the lesson by keyboard; gives it."""
    page.goto(f"{host.address}/{LESSON}.html")
    page.locator("[data-box]").first.scroll_into_view_if_needed()
    quiz = page.locator(".wso-quiz").first
    quiz.locator("input").first.press("Space")
    assert not page.locator("details.look[open]").count()
    quiz.locator("button").first.press("Enter")
    page.locator("details.look[open]").first.wait_for()
    return quiz


def test_a_record_is_kept_over_tabs_and_visits_handed_in_saved_erased_and_loaded_again(visit, host, tmp_path):
    page = visit.new_page()
    troubles = []
    page.on("console", lambda message: message.type in ("error", "warning") and troubles.append(message.text))
    quiz = take_guess(page, host)
    # A model and a note of the same page, drawn by the course's own modules.
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    model = page.locator(".wso-sim").first
    page.locator("[data-box]").nth(page.locator("[data-box]").count() - 1).scroll_into_view_if_needed()
    for box in page.locator("[data-box]").all():
        box.scroll_into_view_if_needed()
    model.locator("select").first.select_option(index=2)
    note = page.locator(".wso-note").first
    note.locator("textarea").fill("<b>mine</b>")
    note.get_by_text("Saved.").wait_for()
    question = page.locator('[data-item="start/read-the-card"]')
    question.locator("input").first.press("Space")
    question.get_by_role("button", name="Check").press("Enter")
    question.and_(page.locator(":not([data-state='not attempted'])")).wait_for()
    found = Axe().run(page).response["violations"]
    assert not [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
    # Another tab, while the first is open.
    other = visit.new_page()
    other.goto(f"{host.address}/{LESSON}.html")
    other.locator("[data-box]").first.scroll_into_view_if_needed()
    other.locator(".wso-quiz[data-state=answered]").first.wait_for()
    assert quiz.locator("input").first.is_checked()
    other.goto(f"{host.address}/index.html")
    other.locator("#begin a", has_text="Go on: ").wait_for()
    assert other.locator(f"[data-lesson='{LESSON}'] p", has_text="Begun.").count() == 1
    other.goto(f"{host.address}/record.html")
    other.locator("#lessons tr", has_text="1 of").wait_for()
    found = Axe().run(other).response["violations"]
    assert not [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
    files = {}
    for button in ("Save my receipt", "Save my record"):
        with other.expect_download() as arrived:
            other.get_by_role("button", name=button).press("Enter")
        files[button] = tmp_path / arrived.value.suggested_filename
        arrived.value.save_as(files[button])
    receipt = read_receipt(files["Save my receipt"], builtin_course().manifest.id)
    assert len(receipt.answers) == 1
    assert "mine" not in files["Save my receipt"].read_text()
    page.close()
    other.get_by_role("button", name="Erase all").press("Enter")
    with other.expect_event("load"):  # the page begins anew once all is erased
        other.get_by_role("button", name="Erase it").press("Enter")
    other.locator("#lessons tr", has_text="0 of").first.wait_for()
    assert not other.locator("#lessons tr", has_text="1 of").count()
    other.locator("#load").set_input_files(files["Save my record"])
    other.locator("#lessons tr", has_text="1 of").wait_for()
    assert not troubles


def test_after_a_visit_the_course_works_without_a_network_and_a_new_version_keeps_the_answers(visit, host, site_folder):
    page = visit.new_page()
    take_guess(page, host)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    visit.set_offline(True)
    page.goto(f"{host.address}/review.html")
    page.locator(".wso-quiz", has_text="nothing to review yet").wait_for()
    visit.set_offline(False)
    folder = site_folder / "school" / "course"
    kept = {name: (folder / name).read_bytes() for name in ("index.html", "keeper.js")}
    try:
        (folder / "index.html").write_bytes(kept["index.html"].replace(b"</h1>", b" anew</h1>"))
        script = kept["keeper.js"].decode()
        at = script.index('"index.html": "') + len('"index.html": "')
        (folder / "keeper.js").write_text(f"{script[:at]}0{script[at + 1 :]}", encoding="utf-8")
        page.goto(f"{host.address}/index.html")
        assert not page.get_by_text("anew").count()
        page.get_by_role("button", name="Use it now").press("Enter")
        page.locator("h1", has_text="anew").wait_for()
        page.locator("#begin a", has_text="Go on: ").wait_for()
    finally:
        for name, content in kept.items():
            (folder / name).write_bytes(content)
