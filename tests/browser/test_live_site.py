"""A live site on a server: its lessons run in the browser, keep a record there, work offline, and ask nobody else."""

from __future__ import annotations

import dataclasses
import gzip
import json
import os
import shutil
from pathlib import Path

import pytest

from tests.support import lab
from tests.support.export_samples import DAY
from tests.support.provide import NODE
from tests.support.quiz_moves import answer_by_keyboard
from tests.support.static_host import StaticHost
from tests.support.world import ROOT
from wso_lessons.authoring import scaffold
from wso_lessons.content import open_course
from wso_lessons.content.files import write_whole
from wso_lessons.exports import formats
from wso_lessons.exports.material import gather
from wso_lessons.exports.site import site
from wso_lessons.progress.receipt import read_receipt

LESSON = "00-start-here"
REGISTERED = "navigator.serviceWorker.getRegistration()"
# The types of the files that are kept unpacked.
UNPACKED = """async () => {
  const types = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { headers } = await cache.match(request);
      if (headers.has("X-Unpacked")) types.push(headers.get("Content-Type"));
    }
  }
  return [...new Set(types)].sort();
}"""
# A version that comes as slowly as the test needs.
SLOWLY = """
const come = async () => { while (!(await fetch("come.txt")).ok) await new Promise((go) => setTimeout(go, 100)); };
self.addEventListener("install", (event) => event.waitUntil(come()));
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course of someone's own upon the built-in one; its own lesson has a question of each kind."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(scaffold, "store_notebook", lambda _: True)
        made = open_course(scaffold.new_course(tmp_path_factory.mktemp("course") / "sample", today=DAY).folder)
    (chapter,) = gather(made, (made.lessons[-1].id,)).chapters
    check = chapter.sets[-1]
    lesson = made.notebook(chapter.entry.id)
    source = lesson.read_text(encoding="utf-8")
    # A check gives a second try and no fresh start; what is asked along the way gives both.
    asked = ", ".join(json.dumps(item.id) for item in check.items)
    changed = source.replace(json.dumps(f'lesson.quiz("{check.id}")'), json.dumps(f"lesson.ask({asked})"))
    assert changed != source
    lesson.write_text(changed, encoding="utf-8")
    return open_course(made.root)


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory, course):
    """A site of the first lesson, the course's own and the review, with its runtime."""
    runtime = Path(os.environ.get("NODE_READERS", NODE)) / "pyodide"
    if not runtime.is_dir():
        pytest.skip("pyodide cannot be had from npm.")
    root = tmp_path_factory.mktemp("host")
    material = dataclasses.replace(gather(course, (LESSON, "review", course.lessons[-1].id)), runtime=runtime)
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


# Python hears nothing of the page until it is released.
HOLD = """
const { postMessage } = Worker.prototype;
const held = [];
Worker.prototype.postMessage = function (...told) { held.push([this, told]); };
window.release = () => {
  Worker.prototype.postMessage = postMessage;
  for (const [worker, told] of held) postMessage.apply(worker, told);
};
"""


def take_guess(page, host, *, slow=False):
    """Answers the first question of the lesson by keyboard, before Python has come where it is slow; gives it."""
    if slow:
        page.add_init_script(HOLD)
    page.goto(f"{host.address}/{LESSON}.html")
    page.locator("[data-box]").first.scroll_into_view_if_needed()
    quiz = page.locator(".wso-quiz").first
    quiz.locator("input").first.press("Space")
    assert not page.locator("details.look[open]").count()
    quiz.locator("button").first.press("Enter")
    if slow:
        quiz.get_by_text("Python is still on its way to this page.").wait_for()
        page.evaluate("release()")
    page.locator("details.look[open]").first.wait_for()
    return quiz


def answer_all(page, course):
    """Answers each kind of question wrong and right, plays a model and writes a note, by keyboard; gives the count."""
    (chapter,) = gather(course, (course.lessons[-1].id,)).chapters
    items = [item for one in chapter.sets for item in one.items]
    assert len({item.kind for item in items}) == 8
    for item in items:
        answer_by_keyboard(page, item)
    model = page.locator(".wso-sim").first
    model.get_by_role("slider").first.press("PageUp")
    model.get_by_text("points set").first.wait_for()
    model.get_by_role("button", name="Done").press("Enter")
    model.get_by_text("You were closest").first.wait_for()
    note = page.locator(".wso-note").first
    note.locator("textarea").fill("<b>mine</b>")
    note.get_by_text("Saved.").wait_for()
    return len(items)


def test_a_record_is_kept_over_tabs_and_visits_handed_in_saved_erased_and_loaded_again(visit, host, course, tmp_path):
    troubles = []
    visit.on("console", lambda message: message.type in ("error", "warning") and troubles.append(message.text))
    page, other = visit.new_page(), visit.new_page()
    take_guess(page, host, slow=True)
    # Another tab, while the first is open.
    other.goto(f"{host.address}/{course.lessons[-1].id}.html")
    other.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    count = answer_all(other, course)
    assert lab.violations(other, "html") == []
    with other.expect_download() as arrived:
        other.get_by_role("button", name="Save my receipt").press("Enter")
    assert arrived.value.suggested_filename.endswith(f"-{course.lessons[-1].id}.json")
    other.goto(f"{host.address}/index.html")
    other.locator("#begin a", has_text="Go on: ").wait_for()
    begun = other.locator("[data-lesson] p", has_text="Begun")
    assert begun.count() == 2
    assert begun.filter(has_text=" answered.").count() >= 1
    other.goto(f"{host.address}/record.html")
    other.locator("#lessons tr", has_text=f"{count} of {count}").wait_for()
    assert lab.violations(other, "html") == []
    files = {}
    for button in ("Save my receipt", "Save my record"):
        with other.expect_download() as arrived:
            other.get_by_role("button", name=button).press("Enter")
        files[button] = tmp_path / arrived.value.suggested_filename
        arrived.value.save_as(files[button])
    receipt = read_receipt(files["Save my receipt"])
    assert receipt.course == course.manifest.id
    assert len(receipt.answers) == count
    assert "mine" not in files["Save my receipt"].read_text()
    page.close()
    other.get_by_role("button", name="Erase all").press("Enter")
    with other.expect_event("load"):  # the page begins anew once all is erased
        other.get_by_role("button", name="Erase it").press("Enter")
    other.locator("#lessons tr", has_text="0 of").first.wait_for()
    assert not other.locator("#lessons tr", has_text=f"{count} of").count()
    other.locator("#load").set_input_files(files["Save my record"])
    other.locator("#lessons tr", has_text=f"{count} of").wait_for()
    assert not troubles


def test_after_a_visit_the_course_works_without_a_network_and_a_new_version_keeps_the_answers(visit, host, site_folder):
    page = visit.new_page()
    page.route("**/pyodide.mjs", lambda route: route.abort())
    page.goto(f"{host.address}/{LESSON}.html")
    page.locator(".told", has_text="Python could not be started here").wait_for()
    page.unroute_all()
    take_guess(page, host)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    assert page.evaluate(UNPACKED) == ["application/octet-stream", "application/wasm"]
    visit.set_offline(True)
    page.goto(f"{host.address}/{LESSON}.html")
    page.locator(".wso-quiz[data-state=answered]").first.wait_for()
    assert page.locator(".wso-quiz").first.locator("input").first.is_checked()
    page.goto(f"{host.address}/review.html")
    page.locator(".wso-quiz", has_text="nothing to review yet").wait_for()
    visit.set_offline(False)
    folder = site_folder / "school" / "course"
    kept = {name: (folder / name).read_bytes() for name in ("index.html", "service_worker.js")}
    try:
        write_whole(folder / "index.html", kept["index.html"].replace(b"</h1>", b" anew</h1>"))
        script = kept["service_worker.js"].decode().replace('"index.html": "', '"index.html": "0')
        write_whole(folder / "service_worker.js", f"{script}{SLOWLY}".encode())
        page.goto(f"{host.address}/index.html")
        page.wait_for_function(f"{REGISTERED}.then((kept) => kept.installing !== null)")
        # A page that begins while the new version is on its way tells of it, as one does that begins when it waits.
        page.reload()
        page.evaluate(f"{REGISTERED}.then(() => null)")
        write_whole(folder / "come.txt", b"")
        use = page.get_by_role("button", name="Use it now")
        use.wait_for()
        page.goto(f"{host.address}/{LESSON}.html")
        use.wait_for()
        page.get_by_role("button", name="Save my receipt").press("Enter")
        page.get_by_text("There is no answer to hand in yet.").wait_for()
        assert use.is_visible()
        page.goto(f"{host.address}/index.html")
        assert not page.get_by_text("anew").count()
        use.press("Enter")
        page.locator("h1", has_text="anew").wait_for()
        page.locator("#begin a", has_text="Go on: ").wait_for()
    finally:
        for name, content in kept.items():
            write_whole(folder / name, content)
        (folder / "come.txt").unlink(missing_ok=True)
