"""Reference tables as a notebook shows them: one line of columns per table, drawn from its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from wso_lessons.content import Course, UnknownId
from wso_lessons.pages.dates_and_names import date_in_words, source_labels
from wso_lessons.pages.html import Page, table, wrap

LedgerColumn = tuple[str, Callable[[Any], str]]


def show_table(course: Course, name: str) -> Page:
    """A reference table by name, with the sources each row rests on. Raises UnknownId, which names the nearest."""
    if name not in TABLES:
        raise UnknownId("reference table", name, TABLES)
    caption, *columns = TABLES[name]
    records = list(_records(course, name))
    headers = [header for header, _ in columns]
    cells = [[str(read(record)) for _, read in columns] for record in records]
    rested = [_sources(course, getattr(record, "claims", ())) for record in records]
    if any(rested):
        headers.append("Sources")
        cells = [[*row, sources] for row, sources in zip(cells, rested, strict=True)]
    shown = "\n\n".join(_row_lines(headers, row) for row in cells)
    counted = f"{caption} ({len(cells)})"
    return Page(f"{counted}\n\n{shown}", table(counted, headers, cells, class_=f"wso wso-table wso-{name}"))


def _row_lines(headers: Sequence[str], row: Sequence[str]) -> str:
    """A row for plain readers: wide tables do not fit a line, so each cell has its own."""
    lines = [row[0], *(f"  {header}: {cell}" for header, cell in zip(headers[1:], row[1:], strict=True) if cell)]
    return "\n".join(wrap(line, "    ") for line in lines)


def _records(course: Course, name: str) -> Iterable[object]:
    if name == "glossary":
        return sorted(course.terms.sound_records(), key=lambda term: term.id)
    if name == "disagreements":
        return course.disagreements.sound_records()
    if name == "sources":
        return course.sources.sound_records()
    return course.reference(name).sound_records()


def _sources(course: Course, claim_ids: Sequence[str]) -> str:
    return "; ".join(source_labels(course.cited_sources(claim_ids)))


def _date(record: Any) -> str:
    return date_in_words(record.date) if record.date else ""


def _law_date(name: str) -> Callable[[object], str]:
    """A law's date in words; "not found" stands as it is."""

    def read(record: object) -> str:
        value = getattr(record, name)
        return date_in_words(value) if value[:1].isdigit() else value

    return read


def _cited_name(record: Any) -> str:
    """A name with its citation, marked where the record is not verified."""
    doubt = {"part": " [verified in part]", "unverified": " [not verified]"}.get(record.confidence, "")
    return f"{record.name}, {record.citation}{doubt}"


def _model(model: str) -> Callable[[Any], str]:
    def read(aspect: Any) -> str:
        cells = aspect.of(model)
        said = {"documents": " (the documents)", "agreements": " (the agreements)", "both": ""}
        return " / ".join(f"{cell.says}{said[cell.per] if len(cells) > 1 else ''}" for cell in cells)

    return read


def _version(version: str) -> Callable[[object], str]:
    return lambda section: "as before" if getattr(section, version) == "same" else getattr(section, version)


TABLES: dict[str, tuple[str, *tuple[LedgerColumn, ...]]] = {
    "cases": (
        "Cases",
        ("Case", _cited_name),
        ("Court", lambda case: f"{case.court}, {date_in_words(case.date)}"),
        ("Held", attrgetter("holding")),
        ("Not decided", attrgetter("not_decided")),
        ("Helps", attrgetter("helps")),
        ("Status", lambda case: f"{case.status}; {case.weight}"),
        ("Later", attrgetter("later")),
    ),
    "circuits": (
        "Federal appeals circuits",
        ("Circuit", attrgetter("name")),
        ("States", lambda c: ", ".join(c.states).upper()),
    ),
    "laws": (
        "Statutes, regulations, forms and policies",
        ("Rule", _cited_name),
        ("Kind", attrgetter("kind")),
        ("Reaches", lambda rule: rule.reaches or ""),
        ("Signed", _law_date("signed")),
        ("In force", _law_date("in_force")),
        ("Says", attrgetter("says")),
        ("Does not say", attrgetter("not_said")),
    ),
    "states": (
        "State laws on agreements and holds",
        ("State", attrgetter("name")),
        ("Kind", attrgetter("kind")),
        ("Reaches", lambda state: state.reaches or ""),
        ("Rule", attrgetter("rule")),
        ("Signed", _law_date("signed")),
        ("In force", _law_date("in_force")),
        ("Note", attrgetter("note")),
    ),
    "timeline": ("Timeline", ("Date", _date), ("Event", attrgetter("text")), ("Track", attrgetter("track"))),
    "perspectives": (
        "Perspectives",
        ("Who", attrgetter("who")),
        ("Arguments", lambda view: " ".join(argument.text for argument in view.arguments)),
        ("Hardest question", attrgetter("question")),
    ),
    "misconceptions": ("Misconceptions", ("Mistake", attrgetter("text")), ("Correction", attrgetter("correction"))),
    "models": (
        "The three models compared",
        ("Aspect", attrgetter("aspect")),
        ("WSO", _model("WSO")),
        ("JEM", _model("JEM")),
        ("TFM", _model("TFM")),
        ("Where documents and agreements differ", attrgetter("difference")),
    ),
    "powers": (
        "Who may do what",
        ("Power", attrgetter("power")),
        ("Clause", attrgetter("clause")),
        ("WSO", attrgetter("wso")),
        ("JEM", attrgetter("jem")),
        ("TFM", attrgetter("tfm")),
        ("Note", attrgetter("note")),
    ),
    "agreement_sections": (
        "The WSO agreement through its versions",
        ("Topic", lambda section: f"{section.number}. {section.topic}"),
        ("April 2019", _version("v1")),
        ("Early 2020", _version("v1b")),
        ("July to December 2020", _version("v2")),
        ("2025", _version("v3")),
        ("Where", attrgetter("locator")),
    ),
    "glossary": ("Glossary", ("Word", attrgetter("word")), ("Meaning", attrgetter("meaning"))),
    "disagreements": (
        "Where sources disagree",
        ("Question", attrgetter("question")),
        ("Kind", attrgetter("kind")),
        ("Sides", lambda one: " / ".join(f"{side.who}: {side.says}" for side in one.sides)),
        ("Outside evidence", attrgetter("outside")),
        ("Still open", attrgetter("open")),
    ),
    "sources": (
        "Sources",
        ("Source", lambda source: f"{source.author}, {source.title}"),
        ("Kind", attrgetter("kind")),
        ("Date", _date),
        ("Stance", attrgetter("stance")),
        ("Good for", attrgetter("good_for")),
        ("Limits", attrgetter("limits")),
    ),
}
