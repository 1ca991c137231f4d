"""An instructor's own course in JupyterLab: its new lesson runs, built-in ones stand beside it, a class can read it."""

from __future__ import annotations

import json

from tests.support.lab import open_lesson, panel, run_all, show, troubles
from wso_lessons.authoring import scaffold

LARGE = 24  # pixels


def test_a_new_course_runs_beside_the_built_in_lessons_and_can_be_projected(start_course, page, tmp_path, monkeypatch):
    monkeypatch.setattr(scaffold, "store_notebook", lambda _: True)  # it is run below, in JupyterLab
    made = scaffold.new_course(tmp_path / "our county")
    started = start_course(made.folder, "--projector", "--allow")
    assert "7 lessons and 4 pages beside them added" in "".join(started.said)
    open_lesson(page, started.at(f"{made.lesson}.ipynb"))
    run_all(page)
    assert troubles(page) == []
    source = page.locator(".jp-Notebook").get_by_text("Source: Sample counts of one jail").first
    assert not source.is_visible(), "The chart answers a guess, so it is closed until then"
    page.locator(".jp-NotebookPanel-toolbar:visible jp-button", has_text="Show everything").click()
    assert show(page, "Source: Sample counts of one jail").is_visible()
    assert page.locator(".jp-OutputArea img[alt^='Bar chart of holds']").is_visible()
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('.jp-Notebook p')].map(p => parseFloat(getComputedStyle(p).fontSize))"
    )
    assert sorted(sizes)[len(sizes) // 2] >= LARGE
    assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper:visible").count() == 0
    page.locator(".jp-DirListing-item", has_text="01-launch.ipynb").dblclick()
    panel(page).get_by_role("heading", name="One page, three days").first.wait_for()
    started.stop()
    record = json.loads((made.folder / ".wso-lessons" / "course.json").read_text(encoding="utf-8"))
    assert "01-launch.ipynb" in record["files"]
