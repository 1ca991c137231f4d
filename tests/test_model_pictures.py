"""The page on models shows each as it opens now, and its table names each."""

import functools
import re

import pytest

from tests.support.model_pictures import FOLDER, PAGE, draw_file, file_name, opening_scenes, page_with
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import names_of

AGAIN = "Run python -m tests.support.model_pictures."


@functools.cache
def scenes():
    """Each model's opening picture by its file; drawn when the first test runs, not when the tests are collected."""
    return {file_name(name): (name, scene) for name, scene in opening_scenes().items()}


@pytest.mark.slow
def test_the_page_shows_every_model_that_has_a_picture_and_no_other():
    shown = re.findall(r"!\[[^\]]*\]\(images/models/([^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert shown == list(scenes()), AGAIN
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(shown), AGAIN
    assert PAGE.read_text(encoding="utf-8") == page_with([name for name, _ in scenes().values()]), AGAIN


def test_the_table_names_every_model_that_a_lesson_can_open():
    table = PAGE.read_text(encoding="utf-8").split("| Name |")[1].split("\n\n")[0]
    first = [line.split("|")[1] for line in table.splitlines()[2:]]
    assert sorted(re.findall(r"`([^`]+)`", " ".join(first))) == sorted(names_of("simulator"))


def test_each_misconception_that_a_model_is_for_is_one_of_the_course():
    known = {one.id for one in builtin_course().reference("misconceptions").sound_records()}
    parts = [part for part in PAGE.read_text(encoding="utf-8").split("\n### ")[1:] if "Gone when" in part]
    named = [set(re.findall(r"\bm\d\d\b", part)) for part in parts]
    assert named
    assert all(named)
    assert set().union(*named) <= known


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_each_picture_is_the_one_with_which_the_model_opens(path):
    _, scene = scenes()[path.name]
    assert path.read_text(encoding="utf-8") == draw_file(scene), AGAIN
