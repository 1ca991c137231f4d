import re
from pathlib import Path

import pytest

from tests.support.world import ROOT
from wso_lessons.authoring.counts import minutes
from wso_lessons.authoring.world import LessonPage
from wso_lessons.notebook.cells import page_of
from wso_lessons.quiz.kinds.registry import KINDS
from wso_lessons.widgets.open_view import VIEWS


def lesson(*cells):
    raw = [{"cell_type": kind, "source": source, "metadata": {"tags": tags}} for kind, source, *tags in cells]
    return LessonPage(None, page_of({"cells": raw}, Path("lesson.ipynb")))


def test_a_reader_reads_180_words_in_a_minute_and_the_instructors_notes_do_not_count():
    found = minutes.measure_minutes(lesson(("markdown", "word " * 360), ("markdown", "word " * 99, "instructor")), {})
    assert (found.core, found.deeper) == (2, 0)


def test_deeper_sections_are_counted_apart():
    found = minutes.measure_minutes(lesson(("markdown", "# A"), ("markdown", "## B " + "word " * 179, "deeper")), {})
    assert found.core == pytest.approx(1 / 180)
    assert found.deeper == 1


def test_models_notes_and_questions_take_their_time():
    book = lesson(("code", 'lesson.simulate("desk")'), ("code", 'lesson.note("a", "b")'))
    # A note names its id and its label: it is one note.
    assert minutes.measure_minutes(book, {}).core == 5


def test_a_model_that_asks_for_more_than_the_rest_has_a_time_of_its_own():
    assert minutes.measure_minutes(lesson(("code", 'lesson.simulate("booking-desk")')), {}).core == 8
    assert minutes.measure_minutes(lesson(("code", 'lesson.note("opponent", "b")')), {}).core == 2
    assert set(minutes.SECONDS_PER_MODEL) <= VIEWS.keys()


def test_a_note_takes_as_long_as_the_gaps_that_its_label_leaves_to_finish():
    memo = lesson(("code", 'lesson.note("memo", "I recommend ..., because ... which does not show that ...")'))
    short = lesson(("code", 'lesson.note("short", "I would ask ...")'))
    assert minutes.measure_minutes(memo, {}).core == 3 * 75 / 60
    assert minutes.measure_minutes(short, {}).core == 2


def test_the_documentation_shows_each_number():
    docs = (ROOT / "docs" / "check-rules.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^\| question of the kind (\w+) \| (\d+) seconds", docs, flags=re.MULTILINE))
    assert {
        kind: int(seconds) for kind, seconds in shown.items()
    } == minutes.SECONDS_PER_ITEM | minutes.SECONDS_PER_LINE
    calls = dict(re.findall(r"^\| a call of `(\w+)` \| (\d+) seconds", docs, flags=re.MULTILINE))
    assert {call: int(seconds) for call, seconds in calls.items()} == minutes.SECONDS_PER_CALL
    models = dict(re.findall(r"^\| the model `([\w-]+)` \| (\d+) seconds", docs, flags=re.MULTILINE))
    assert {model: int(seconds) for model, seconds in models.items()} == minutes.SECONDS_PER_MODEL
    assert f"| {minutes.WORDS_A_MINUTE} a minute |" in docs
    assert f"| a picture or chart | {minutes.SECONDS_PER_PICTURE} seconds |" in docs
    assert f"| a table as a result | {minutes.SECONDS_PER_TABLE} seconds |" in docs
    gap = "| each gap (`...`) to finish in the label of a `note`, where that comes to more |"
    assert f"{gap} {minutes.SECONDS_PER_GAP} seconds |" in docs


def test_every_kind_of_question_has_a_time_of_its_own():
    assert set(KINDS) == set(minutes.SECONDS_PER_ITEM | minutes.SECONDS_PER_LINE)
