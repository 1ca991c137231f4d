"""The page of open points is the ledger's, up to date, and tells where to look next for each claim."""

from __future__ import annotations

from wso_lessons.authoring.open_points import OPEN_POINTS, open_points
from wso_lessons.content import builtin_course, open_course

COURSE = builtin_course()


def test_the_page_is_what_the_ledger_gives():
    remedy = "Write it anew: python -m wso_lessons.authoring.open_points"
    assert OPEN_POINTS.read_text(encoding="utf-8") == open_points(COURSE), remedy


def test_every_claim_with_a_reserve_stands_on_the_page_once():
    page = open_points(COURSE)
    reserved = [claim.id for claim in COURSE.claims.sound_records() if claim.confidence != "verified" or claim.open]
    assert len(reserved) > 60
    assert [name for name in reserved if page.count(f"- `{name}`: ") != 1] == []


def test_every_entry_tells_where_to_look_next():
    lines = open_points(COURSE).splitlines()
    entries = [place for place, line in enumerate(lines) if line.startswith("- `")]
    assert all(len(lines[place + 1].split(": ", 1)[1]) > 10 for place in entries)


def test_a_claim_without_a_reserve_is_left_out_and_a_law_without_a_date_is_listed():
    page = open_points(COURSE)
    assert "`moa-09`" not in page
    assert "- `vt`: signed 2025-05-21, in force not found." in page
    assert "- `eo-14159`: signed 2025-01-20, in force not found." in page


def test_a_note_on_what_is_open_brings_a_claim_onto_the_page(toy):
    claims = toy / "claims" / "toy.yaml"
    assert "`pears-in-bowl`" not in open_points(open_course(toy))
    text = claims.read_text(encoding="utf-8")
    claims.write_text(
        text.replace("  kind: statistic\n", "  kind: statistic\n  open: Count again.\n"), encoding="utf-8"
    )
    assert "- `pears-in-bowl`: The bowl holds 2 pears.\n  Look next: Count again." in open_points(open_course(toy))
