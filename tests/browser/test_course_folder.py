"""An instructor's own course in JupyterLab: its new lesson runs, built-in ones stand beside it, a class can read it."""

from __future__ import annotations

import json

from lab import open_lesson, run_all, show, troubles

from wso_lessons.authoring.scaffold import new_course

LARGE = 24  # pixels


def test_a_new_course_runs_beside_the_built_in_lessons_and_can_be_projected(start_course, page, tmp_path):
    made = new_course(tmp_path / "our county")
    started = start_course(made.folder, "--projector")
    assert "lessons added" in "".join(started.said)
    open_lesson(page, started.at(f"{made.lesson}.ipynb"))
    run_all(page)
    assert troubles(page) == []
    chart = show(page, "Holds in the sample table were most in June 2026")
    assert chart.is_visible()
    assert page.locator(".jp-OutputArea img[alt^='Bar chart of holds']").count() == 1
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('.jp-Notebook p')].map(p => parseFloat(getComputedStyle(p).fontSize))"
    )
    assert sorted(sizes)[len(sizes) // 2] >= LARGE
    assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper:visible").count() == 0
    open_lesson(page, started.at("01-launch.ipynb"))
    assert show(page, "One document, three dates").is_visible()
    started.stop()
    record = json.loads((made.folder / ".wso-lessons" / "course.json").read_text(encoding="utf-8"))
    assert "01-launch.ipynb" in record["files"]
