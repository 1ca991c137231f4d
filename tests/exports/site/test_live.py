"""A site's grader: the course's own marks, from the package's own code, without a trace of whose disk it came from."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import zipfile

import pytest

from tests.support.export_samples import DAY
from wso_lessons.content import ContentError, builtin_course
from wso_lessons.exports.material import gather
from wso_lessons.exports.site import live, site
from wso_lessons.exports.site.grader import Grader
from wso_lessons.quiz import Bank, grade


@pytest.fixture
def runtime(tmp_path):
    """A folder with the names of the runtime's files."""
    folder = tmp_path / "pyodide"
    folder.mkdir()
    for name in (*live.RUNTIME, live.ENGINES[0]):
        (folder / name).write_text("x")
    return folder


@pytest.fixture
def grader(material, tmp_path):
    """The sample course's grader, through the file that a site brings."""
    path = tmp_path / "items.pickle"
    path.write_bytes(live.items_file(material))
    return Grader.from_file(str(path))


def ask(*items, answers=None):
    return json.dumps({
        "box": 1, "items": items, "title": "", "mode": "practice", "answers": answers or {}, "seed": "s",
    })  # fmt: skip


def test_every_kind_opens_and_no_key_comes_before_an_answer(grader, material):
    items = [item for one in material.chapters[0].sets for item in one.items]
    opened = json.loads(grader.open(ask(*(item.id for item in items))))
    assert [item["id"] for item in opened["items"]] == [item.id for item in items]
    assert len({item.kind for item in items}) == 8
    assert "Holds are counted, not timed." not in json.dumps(opened)


def test_an_answer_is_marked_as_the_course_marks_it_kept_once_and_taken_up_again(grader, material):
    items = [item for one in material.chapters[0].sets for item in one.items]
    item = next(one for one in items if one.kind == "number")
    for response, state in (("1", "wrong"), (item.key_text()[0].split()[0], "right")):
        grader.open(ask(item.id))
        message = {"do": "check", "item": item.id, "response": response}
        said = json.loads(grader.receive(json.dumps({"box": 1, "message": message})))
        assert said["states"][item.id]["state"] == state == grade(item, response).state
        assert [answer["response"] for answer in said["kept"]] == [response]
        assert said["states"][item.id]["summary"]
    again = json.loads(grader.open(ask(item.id, answers={item.id: said["kept"][0]})))
    assert again["states"][item.id]["state"] == "right"
    assert not again["kept"]


def test_a_question_on_another_lesson_names_it_by_its_title(tmp_path):
    path = tmp_path / "items.pickle"
    path.write_bytes(live.items_file(gather(builtin_course(), ("before",), DAY)))
    item = next(one for one in Bank(builtin_course(), DAY).set("pre-test") if "#" in one.section)
    opened = json.loads(Grader.from_file(str(path)).open(ask(item.id)))["items"][0]
    lesson, _, heading = item.section.partition("#")
    assert opened["section"] == heading
    assert opened["lesson"]["title"] == builtin_course().lesson(lesson).title


def test_the_code_in_the_site_is_enough_to_grade(material, runtime, tmp_path):
    files = live.live_files(material, runtime)
    for name in ("course.zip", "items.pickle"):
        (tmp_path / name).write_bytes(files[f"live/{name}"])
    with zipfile.ZipFile(tmp_path / "course.zip") as archive:
        archive.extractall(tmp_path / "code")
    # -S: without the libraries of this environment, as in a browser.
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'code')!r}); "
        "from wso_lessons.exports.site.grader import Grader; "
        f"Grader.from_file({str(tmp_path / 'items.pickle')!r}); print('ready')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "ready\n", done.stderr


def test_no_place_on_the_exporters_disk_is_in_the_items(material):
    assert str(material.course.root).encode() not in live.items_file(material)


def test_a_live_site_has_its_questions_printed_too_and_a_policy_of_its_own(material, own_lesson, runtime):
    made = site.export(dataclasses.replace(material, runtime=runtime))
    text = made.files[f"{own_lesson}.html"].decode()
    assert "script-src 'self'; worker-src 'self'; connect-src 'self';" in text
    assert text.count('<article class="box">') == 8
    assert "data-ask=" in text
    assert "Holds are counted, not timed." not in text
    assert "find the key" in made.files["about.html"].decode()


def test_a_folder_without_the_runtime_is_refused(material, tmp_path):
    with pytest.raises(ContentError, match=r"it has no pyodide\.mjs"):
        live.live_files(material, tmp_path)
