"""Dirty list: every place has a verdict for every kind, and pandas does with each line what the model shows."""

import pandas as pd
import pytest

from wso_lessons.content import builtin_course
from wso_lessons.simulators.judging.dirty_list import (
    DirtyRules,
    Flaw,
    counts_in_words,
    judge_place,
    tidy_rows,
)
from wso_lessons.simulators.judging.dirty_scene import list_picture
from wso_lessons.simulators.rulebook import find_row, read_rules

RULES = read_rules(builtin_course(), DirtyRules, "dirty-list")
KINDS = [kind.id for kind in RULES.kinds]
CELL_FLAWS = ("space", "spelling", "year")


def run_line(flaw, mend, rows):
    """The rows, or the number, after pandas has run a line with its gap filled."""
    names = {"roster": pd.DataFrame(rows)}
    line = flaw.fill_gap(mend)
    if " = " in line:
        exec(line, names)
        return names["roster"].to_dict("records")
    return eval(line, names)


@pytest.mark.parametrize("kind", KINDS)
def test_every_place_has_a_verdict_for_every_kind(kind):
    for place in RULES.places:
        right, said = judge_place(RULES, place, kind)
        flaw = RULES.flaw_at(place)
        assert right == (flaw is not None and flaw.id == kind), place
        assert said.startswith(RULES.name_of(place)[:3].capitalize())
        assert (flaw.text in said) if right else ("not that" in said or "nothing on this list" in said)


def test_each_kind_of_flaw_stands_somewhere_and_no_place_has_two():
    places = [place for flaw in RULES.flaws for place in flaw.at]
    assert sorted(flaw.id for flaw in RULES.flaws) == sorted(KINDS)
    assert len(places) == len(set(places))


@pytest.mark.parametrize("name", CELL_FLAWS)
def test_pandas_makes_of_the_rows_what_the_model_shows(name):
    flaw = find_row(RULES.flaws, name)
    assert run_line(flaw, flaw.right, tidy_rows(RULES, ())) == tidy_rows(RULES, (name,)) != tidy_rows(RULES, ())
    for mend in flaw.mends:
        if not mend.right:
            assert run_line(flaw, mend, tidy_rows(RULES, ())) != tidy_rows(RULES, (name,))


def test_pandas_counts_agencies_as_the_model_says():
    flaw = find_row(RULES.flaws, "states")
    counts = {mend.id: run_line(flaw, mend, tidy_rows(RULES, ())) for mend in flaw.mends}
    assert counts["state"] == 6
    assert counts["county"] == 4
    assert counts["model"] == 5
    assert "6 agencies by name and state" in counts_in_words(RULES, ("states",))
    assert "4 agencies by name." in counts_in_words(RULES, ())


def test_four_models_become_three_when_spaces_go():
    assert counts_in_words(RULES, ()).startswith("A computer counts 4 models")
    assert counts_in_words(RULES, ("space",)).startswith("A computer counts 3 models (Warrant Service Officer 4,")


def test_the_picture_marks_what_was_found_and_writes_what_was_mended():
    before = list_picture(RULES, "", (), ()).wide
    assert len(before.moves) == len(RULES.places)
    assert not any(part.pressed for part in before.moves)
    after = {part.id: part for part in list_picture(RULES, "", ("year", "spelling"), ("spelling",)).narrow.moves}
    assert after["147-county"].name == "Row 147, county: Pope County, mended"
    assert after["954-signed"].name == "Row 954, signed: 2016-03-19, marked"
    assert after["954-signed"].pressed


def test_a_flaw_without_a_gap_or_with_two_right_mends_is_refused():
    flaw = find_row(RULES.flaws, "year")
    common = {"id": "year", "at": flaw.at, "text": "t", "claims": ("a",)}
    with pytest.raises(ValueError, match="a line with a gap"):
        Flaw(**common, line="roster", mends=flaw.mends)
    with pytest.raises(ValueError, match="one mend that is right"):
        Flaw(**common, line="len(____)", mends=(flaw.right, flaw.right))
    fields = {one: getattr(RULES, one) for one in ("title", "words", "ending", "claims", "columns", "strip", "kinds")}
    with pytest.raises(ValueError, match="There is no place 147-county"):
        DirtyRules(**fields, rows=RULES.rows[1:], flaws=RULES.flaws)
