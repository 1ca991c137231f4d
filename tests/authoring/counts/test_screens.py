from pathlib import Path

from wso_lessons.authoring.counts import screens
from wso_lessons.authoring.world import LessonPage
from wso_lessons.notebook.cells import page_of


def lesson(*cells):
    raw = [{"cell_type": kind, "source": source, "metadata": {"tags": tags}} for kind, source, *tags in cells]
    return LessonPage(None, page_of({"cells": raw}, Path("lesson.ipynb")))


def height(*cells):
    return round(screens.measure_screens(lesson(*cells), {}) * screens.SCREEN)


def test_a_paragraph_is_as_tall_as_its_lines():
    assert height(("markdown", "word " * 18)) == 2 * 22 + 17


def test_models_and_boxes_take_their_height_and_words_at_the_end_take_none():
    assert height(("code", 'lesson.simulate("desk")'), ("code", 'lesson.note("a", "b")')) == 700 + 195
    assert height(("code", "lesson.sources()"), ("code", "lesson.words()")) == 0


def test_deeper_sections_are_no_part_of_the_core():
    assert height(("code", 'lesson.figure("a")'), ("markdown", "## B", "deeper"), ("code", 'lesson.figure("b")')) == 420


def test_code_that_is_part_of_a_lesson_is_shown_and_other_code_is_folded():
    assert height(("code", "x = 1\ny = 2", "lesson-code")) == 44
    assert height(("code", "x = 1\ny = 2")) == 0
