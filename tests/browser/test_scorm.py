"""A lesson in a SCORM package, before a learning system's own side: score, state, resume, and no opinion told."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.support.provide import NODE
from tests.support.static_host import StaticHost
from wso_lessons.content import builtin_course
from wso_lessons.exports.material import gather
from wso_lessons.exports.page import scorm

LESSON = "00-start-here"
PLATFORM = """<!doctype html><title>A learning system</title><script src="scorm12.min.js"></script>
<script>
  window.API = new Scorm12API({ autocommit: false });
  const left = sessionStorage.getItem("left");
  if (left) API.cmi.suspend_data = left;
</script><iframe src="PAGE" width="1200" height="800"></iframe>"""


@pytest.fixture
def system(tmp_path):
    """The address of a learning system that shows the lesson."""
    api = Path(os.environ.get("NODE_READERS", NODE), "scorm-again", "dist", "scorm12.min.js")
    if not api.is_file():
        pytest.skip("scorm-again cannot be had from npm.")
    (content,) = scorm.export(gather(builtin_course(), (LESSON,))).files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    shutil.copy(api, tmp_path)
    (tmp_path / "index.html").write_text(PLATFORM.replace("PAGE", f"{LESSON}.html"), encoding="utf-8")
    host = StaticHost(tmp_path)
    yield f"{host.address}index.html"
    host.stop()


def answer(lesson, item, button):
    question = lesson.locator(f'[data-item="{item}"]')
    question.locator("input").first.press("Space")
    question.get_by_role("button", name=button).press("Enter")
    return question


def told(page, name):
    return page.evaluate(f"API.lmsGetValue('cmi.{name}')")


def test_a_system_is_told_score_and_state_and_a_learner_goes_on_where_they_stopped(page, system):
    page.goto(system)
    lesson = page.frame_locator("iframe")
    lesson.locator(".wso-quiz").first.wait_for()
    assert told(page, "core.lesson_status") == "incomplete"
    assert float(told(page, "core.score.raw")) == 0
    lesson.locator("body").evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    answer(lesson, "start/friday-vote", re.compile("Keep my answer|Lock in"))
    answer(lesson, "start/read-the-card", "Check")
    wrong = lesson.locator('[data-item="start/read-the-card"]')
    assert wrong.get_attribute("data-state") == "wrong"
    wrong.locator("input").first.press("Space")
    for place in (1, 4):
        wrong.locator("input").nth(place).press("Space")
    wrong.get_by_role("button", name="Check").press("Enter")
    assert wrong.get_attribute("data-state") in ("right", "partly")
    assert 0 < float(told(page, "core.score.raw")) < 100
    left = told(page, "suspend_data")
    assert "start/read-the-card" in left
    assert "friday-vote" not in left
    page.evaluate("left => sessionStorage.setItem('left', left)", left)
    page.evaluate("localStorage.clear()")
    page.goto(system)
    lesson.locator('[data-item="start/read-the-card"]:not([data-state="not attempted"])').wait_for(state="attached")
    assert float(told(page, "core.score.raw")) > 0
    assert json.loads(told(page, "suspend_data")) == json.loads(left)
