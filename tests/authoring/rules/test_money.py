from pathlib import Path

import pytest

from wso_lessons.authoring.rules.notebook import _money
from wso_lessons.notebook.cells import page_of


def found(text):
    (cell,) = page_of({"cells": [{"cell_type": "markdown", "source": text}]}, Path("lesson.ipynb")).cells
    return [one.problem for one in _money(cell)]


def test_two_amounts_in_a_paragraph_are_found():
    assert found("It paid $50 for each, and $112,000,000 in all.") == [
        '"$50 for each, and $" would be shown as a formula.'
    ]


@pytest.mark.parametrize(
    "text", ["It paid $50 for each\nand $9 in all.", "50 $ for each, 9 $ in all", r"$5, not \$7, and $9"]
)
def test_amounts_on_two_lines_and_with_spaces_are_found(text):
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        r"It paid \$50 for each, and \$9 in all.",
        "It paid $50.",
        "It paid 50 dollars and 9.",
        "`$a` and `$b`",
        "$5\n\n$9",
    ],
)
def test_one_amount_an_escaped_one_and_code_are_left_alone(text):
    assert found(text) == []
