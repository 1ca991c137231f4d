import json

import pytest

from wso_lessons.authoring.check import report
from wso_lessons.content import open_course


def found(course, text, tags=("framing",)):
    """The findings on a toy lesson with one more cell of framing text."""
    path = course / "notebooks" / "02-toy.ipynb"
    book = json.loads(path.read_text())
    cell = {"cell_type": "markdown", "id": "more", "metadata": {"tags": list(tags)}, "source": [text]}
    book["cells"] = [one for one in book["cells"] if one["id"] != "more"]
    book["cells"].insert(3, cell)
    path.write_text(json.dumps(book))
    findings = report(open_course(course), "2026-06-05").findings
    return [one.problem for one in findings if one.code in ("framing-fact", "fiction-unsaid")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("In 2019 they ate 300.", "2019, 300"),
        ("Then came Pear County.", "Pear County"),
        ("The bowl came from Wyoming.", "Wyoming"),  # a state
        ("The fruit list lies in a drawer of AB's.", "AB"),  # the maker of a document
        ("The bowl was Ada's.", "Ada"),  # somebody who speaks in a claim
        ("- Ada Baker: she ate them.", "Ada"),  # a list item that names no document, and a word the ledger writes small
        ("It was 40 percent.", "40 percent"),
    ],
)
def test_a_number_a_date_or_a_place_in_framing_text_needs_a_claim(toy, text, bare):
    (problem,) = found(toy, text)
    assert problem.endswith(f"no claim holds {bare}.")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Ten questions follow, in 12 minutes.",
        "Show the list from 2012.",
        "Half done. Move the date to 22 May 2026.",
        "Was it 2019?",
        'The bowl holds 2 pears [1](#Sources "claim:pears-in-bowl").',
        "The bowl holds pears.",
        "Was the bowl Ada's?",
        "Read what Ada Baker wrote.",
        "The baker came by, and the County was far.",
        "- Ada Baker's fact sheet on bowls: what she says of pears.",
        'The bowl was Ada\'s [1](#Sources "claim:pears-in-bowl").',
    ],
)
def test_instructions_questions_the_lessons_own_counts_and_what_is_cited_are_left_alone(toy, text):
    assert found(toy, text) == []


def test_invented_facts_are_tagged_and_told_as_such(toy):
    tags = ("framing", "fiction")
    assert found(toy, "Pear County is made up. It has 300 pears.", tags) == []
    (unsaid,) = found(toy, "Pear County has 300 pears.", tags)
    assert unsaid == "The cell is tagged fiction, and its section does not tell the reader so."
    assert "not framing" in found(toy, "It is made up.", ("fiction",))[0]
