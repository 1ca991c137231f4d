import re

import pytest

from tests.support.faults import copy_of_toy
from wso_lessons.authoring.execute import SANITIZE, execute, execute_course
from wso_lessons.content import open_course


def test_nothing_to_run_is_no_finding():
    assert execute([]) == []


def test_the_list_of_what_is_left_out_of_a_comparison_is_read_by_nbval():
    from nbval.plugin import get_sanitize_patterns

    patterns = dict(get_sanitize_patterns(SANITIZE.read_text(encoding="utf-8")))
    assert len(patterns) == 2
    picture = next(regex for regex, put in patterns.items() if put == "DRAWING")
    assert re.sub(picture, "DRAWING", '<img src="data:image/svg+xml;base64,AbC+/=">') == '<img src="DRAWING">'


@pytest.mark.notebook
def test_the_toy_course_gives_its_stored_results_again(tmp_path):
    assert execute_course(open_course(copy_of_toy(tmp_path))) == []


@pytest.mark.notebook
def test_one_changed_number_in_a_stored_result_is_found_at_its_cell(tmp_path):
    course = copy_of_toy(tmp_path)
    file = course / "notebooks" / "01-toy.ipynb"
    stored = file.read_text(encoding="utf-8")
    # The result stands before the cell's own text in the file.
    file.write_text(stored.replace("<td>2</td>", "<td>3</td>", 1), encoding="utf-8")
    found = execute_course(open_course(course))
    assert [(one.code, one.where.cell) for one in found] == [("output-differs", 3)]
