import json

import pytest

from tests.support.world import TOY
from wso_lessons.authoring.counts.sides import SideTally, count_sides
from wso_lessons.authoring.world import World
from wso_lessons.content import open_course


def tallies(root):
    world = World(open_course(root), "2026-06-05")
    return {tally.what: (tally.supportive, tally.critical) for tally in count_sides(world, world.lessons[0])}


def test_speakers_are_counted_in_sections_where_both_sides_speak():
    assert tallies(TOY)["speaks first"] == (0, 1)
    assert tallies(TOY)["speaks last"] == (1, 0)


def test_a_mistake_counts_once_as_corrected_and_once_for_each_wrong_option():
    assert tallies(TOY)["corrected"] == tallies(TOY)["wrong options"] == (0, 1)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("In 2018 a man was killed by a person whom the jail released.", (1, 0)),
        ("In 2018 a citizen was wrongly held for a night.", (0, 1)),
        ("In 2018 the jail held Ada Baker, a U.S. citizen, for a night.", (0, 1)),
        ("A man was killed.", (0, 0)),
        ("In 2018 the bowl was full.", (0, 0)),
    ],
)
def test_harm_counts_where_it_is_told_with_a_number_or_a_date(toy, sentence, told):
    path = toy / "notebooks" / "01-toy.ipynb"
    book = json.loads(path.read_text())
    book["cells"].append({"cell_type": "markdown", "id": "more", "metadata": {}, "source": [sentence]})
    path.write_text(json.dumps(book))
    assert tallies(toy)["harm with a number"] == told


@pytest.mark.parametrize(("sides", "tilted"), [((3, 2), False), ((4, 1), True), ((4, 0), False), ((0, 0), False)])
def test_a_tally_is_tilted_outside_40_to_60_percent_of_five_cases_or_more(sides, tilted):
    assert SideTally("rulings", *sides).is_tilted is tilted
