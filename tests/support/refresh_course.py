"""A small course whose tables rest on one list, for the tests of history and refresh."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.support.make_workbook import JEM, TFM, Row, make_list
from wso_lessons.content import builtin_course
from wso_lessons.ice.identity import aliases_of
from wso_lessons.ice.rules import rules_of
from wso_lessons.ice.workbook import read_workbook
from wso_lessons.refresh.content import entries_named
from wso_lessons.refresh.tables import REFRESHED, GrowingTables, roster_of, write_table

FIRST = dt.date(2026, 5, 18)  # the day that the built-in cards name
NEXT = dt.date(2026, 6, 1)
NAMES = ("Alder", "Birch", "Cypress", "Dogwood", "Elder", "Fir", "Hazel", "Juniper")


def rows(*more: Row, without: tuple[str, ...] = (), **changes: dict) -> list[Row]:
    """Eight counties of Texas with a WSO agreement, three with a JEM, two with a TFM; some left out or changed."""
    made = []
    for number, name in enumerate(NAMES):
        base = Row(
            agency=f"{name} County Sheriff's Office", county=f"{name} County", signed=dt.date(2025, 3, number + 1)
        )
        models = [base.model, *([JEM] if number < 3 else []), *([TFM] if number < 2 else [])]
        made += [
            dataclasses.replace(base, model=model, **changes.get(name, {})) for model in models if name not in without
        ]
    return [*made, *more]


CLAIMS = """\
- id: growth-wso
  text: ICE's list of 18 May 2026 holds {value} Warrant Service Officer agreements.
  kind: statistic
  cites: [{source: ice-list-2026-05-18, locator: all rows}]
  as_of: 2026-05-18
  measure: {table: roster, take: rows, where: {model: WSO}}
- id: growth-states
  text: On 18 May 2026 they stood in {value} state.
  kind: statistic
  cites: [{source: ice-list-2026-05-18, locator: all rows}]
  as_of: 2026-05-18
  measure: {table: roster, take: distinct, columns: [state_code]}
- id: growth-typed
  text: On 18 May 2026 Elder County was the smallest of 8.
  kind: fact
  cites: [{source: ice-list-2026-05-18, locator: all rows}]
  as_of: 2026-05-18
- id: law-steady
  text: The statute has ten paragraphs.
  kind: fact
  cites: [{source: ice-lists, locator: none}]
"""
QUESTIONS = """\
- id: growth/how-many
  kind: number
  stem: How many Warrant Service Officer agreements does the list hold?
  answer_claim: growth-wso
- id: growth/which
  kind: one
  stem: Which is true?
  options: [{text: Many, claims: [growth-wso]}, {text: Few}]
- id: growth/other
  kind: one
  stem: What has ten paragraphs?
  claims: [law-steady]
"""
TERMS = """\
- word: list
  meaning: What ICE publishes.
  claims: [growth-wso]
- word: statute
  meaning: A law.
  claims: [law-steady]
"""
MANIFEST = """\
id: small
title: A small course
lessons:
  - id: growth
    file: growth.ipynb
    title: Growth
    question: How many?
    minutes: 5
    objectives: [Count]
    facts_as_of: 2026-05-18
"""
PROSE = (
    'Before. The list holds 8 agreements [1](#Sources "claim:growth-wso"). The law is old '
    '[2](#Sources "claim:law-steady").\n\n- Eight of them [1](#Sources "claim:growth-wso")\n- and no more.'
)


def notebook() -> str:
    cells = [
        {"cell_type": "markdown", "source": "# Growth"},
        {"cell_type": "markdown", "source": PROSE},
        {
            "cell_type": "code",
            "source": 'from wso_lessons import charts, load\ncharts.growth(load("monthly_agreements"))',
        },
        {"cell_type": "code", "source": 'load("agency_aliases")'},
        {"cell_type": "code", "source": 'roster = load("roster")\ncounts = load("agency_aliases")'},
        {"cell_type": "code", "source": "len(counts)"},
        {"cell_type": "code", "source": "texas = roster[:5]"},
        {"cell_type": "code", "source": "texas.plot()"},
        {"cell_type": "code", "source": 'lesson.explore("growth")'},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


NEW = Row(
    state="FLORIDA", agency="Quince Police Department", agency_type="Municipality", county="Quince County", model=TFM
)


def make_course(folder: Path, listed: Iterable[Row] = ()) -> Path:
    """Writes the course, in the folder `course`, with tables after one list, of 18 May 2026, and the list beside it."""
    for name, content in _files(tuple(listed or rows())).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / "course"


@functools.cache
def _files(listed: tuple[Row, ...]) -> dict[str, bytes]:
    """What `make_course` writes, made once for each list."""
    with tempfile.TemporaryDirectory() as place:
        _make_course(Path(place), listed)
        return contents(Path(place))


def _make_course(folder: Path, listed: Iterable[Row]) -> None:
    course, tables = folder / "course", folder / "course" / "data" / "tables"
    for part in ("data/tables", "data/claims", "data/questions", "notebooks", "../lists"):
        (course / part).mkdir(parents=True, exist_ok=True)
    workbook, aliases, rules = read_workbook(make_list(folder / "lists", listed, FIRST)), aliases_of(), rules_of()
    growing = GrowingTables({name: [] for name in REFRESHED}, aliases, rules)
    growing.add(workbook, roster_of(workbook, aliases, rules))
    for name, records in growing.tables().items():
        (tables / f"{name}.csv").write_text(write_table(name, records), encoding="utf-8")
    builtin = builtin_course().places.data
    for name in ("agency_aliases.csv", "workbook_rules.yaml"):
        (tables / name).write_bytes((builtin / "tables" / name).read_bytes())
    cards = entries_named((builtin / "tables" / "datasets.yaml").read_text("utf-8"), [*REFRESHED, "agency_aliases"])
    (tables / "datasets.yaml").write_text(cards.replace("782 ", "1 "), encoding="utf-8")
    sources = entries_named((builtin / "sources.yaml").read_text("utf-8"), ["ice-list-2026-05-18", "ice-lists"])
    (course / "data" / "sources.yaml").write_text(sources, encoding="utf-8")
    (course / "data" / "claims" / "growth.yaml").write_text(CLAIMS, encoding="utf-8")
    (course / "data" / "questions" / "growth.yaml").write_text(QUESTIONS, encoding="utf-8")
    (course / "data" / "glossary.yaml").write_text(TERMS, encoding="utf-8")
    (course / "notebooks" / "course.yaml").write_text(MANIFEST, encoding="utf-8")
    (course / "notebooks" / "growth.ipynb").write_text(notebook(), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, to see that nothing was written."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
