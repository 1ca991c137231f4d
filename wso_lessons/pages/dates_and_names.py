"""How prose writes dates and names: 6 May 2019 for 2019-05-06, a body by its abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wso_lessons.content.course import Cited, Course
    from wso_lessons.content.records import Source
    from wso_lessons.content.rows.manifest import LessonEntry

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LONGEST_CITATION = 45  # characters
# "(FAIR)", "(Texas DPS)": an abbreviation of one or two words, as an author's full name gives it.
_SHORT = re.compile(r"\(([A-Z][\w.&-]*(?: [A-Z][\w.&-]*)?)\)")


def date_in_words(date: str) -> str:
    """A date as prose writes it: 2026-06-05 gives 5 June 2026, 2026-06 gives June 2026, 2026 stays 2026."""
    parts = date.split("-")
    if len(parts) == 1:
        return date
    month = MONTHS[int(parts[1]) - 1]
    return f"{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def short_name(name: str) -> str:
    """A short name: the abbreviation in parentheses where there is one, else what precedes the first comma."""
    short = _SHORT.search(name)
    return short[1] if short else name.split(",")[0].strip()


def label(source: Source) -> str:
    """A source in a few words: a case by its name, a law by its place in the books, any other as "FAIR 2019"."""
    year = source.date[:4]
    if source.kind == "case":
        return f"{source.title} ({year})"
    if source.kind in ("constitution", "regulation", "statute") and len(source.citation) <= LONGEST_CITATION:
        return source.citation
    return f"{short_name(source.author)} {year}".strip()


def cited_label(one: Cited) -> str:
    """A cited source in a few words; one that the course does not have, by its id."""
    return label(one.source) if one.source else one.id


def source_labels(cited: Iterable[Cited]) -> tuple[str, ...]:
    """Cited sources in a few words each; two that read alike are named once."""
    return tuple(dict.fromkeys(map(cited_label, cited)))


def shorten(text: str, longest: int) -> str:
    """A text of at most so many characters, cut after a whole word where one ends in its second half."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    whole = cut.rsplit(" ", 1)[0]
    return f"{(whole if len(whole) >= longest // 2 else cut).rstrip(' ,;:.')}…"


def minutes_in_words(lesson: LessonEntry) -> str:
    """How long a lesson takes: "About 45 minutes, 40 more to go deeper."."""
    deeper = f", {lesson.deeper_minutes} more to go deeper" if lesson.deeper_minutes else ""
    return f"About {lesson.minutes} minutes{deeper}."


def day_of_facts(lesson: LessonEntry) -> str:
    """The day on which what a lesson says was so."""
    return f"Facts as of {date_in_words(lesson.facts_as_of)}."


def read_first(course: Course, lesson: LessonEntry) -> str:
    """The lessons to read before this one: "Read first: “The door stays shut”", or "" where there are none."""
    titles = ", ".join(f"“{course.lesson(lesson_id).title}”" for lesson_id in lesson.needs)
    return f"Read first: {titles}" if titles else ""
