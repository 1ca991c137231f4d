"""Names for a new lesson: its id and file, its question sets, claims and table, none of them taken."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from wso_lessons.content import Course
from wso_lessons.content.answer import set_of

MOST_CHARACTERS = 32  # a name that is typed in commands and read in lists of files
# "04-agency-growth": the number that gives a lesson its place.
_NUMBERED = re.compile(r"(\d{1,3})-")


@dataclass(frozen=True, slots=True)
class Names:
    """A lesson's id (and its file's name), the word that its sets and claims begin with, and its table's name."""

    lesson: str
    slug: str
    table: str


def slug(title: str, otherwise: str = "lesson") -> str:
    """A title in small letters, digits and hyphens, of at most 32 characters; `otherwise` where none of it is left."""
    plain = unicodedata.normalize("NFKD", title.replace("'", "").replace("’", ""))
    # What is left once accents are taken off: anything else parts two words.
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[:MOST_CHARACTERS]
        if len(longer) > MOST_CHARACTERS:
            break
        kept = longer
    return kept or otherwise


def names_for(course: Course, title: str, after: str, number: int | None = None) -> Names:
    """Free names for a lesson of this title; its number is by default the first free one after the lesson `after`."""
    first = slug(title)
    words = (first, *(f"{first}-{place}" for place in range(2, 1000)))
    word = next(word for word in words if not _is_taken(course, word))
    number = _number(course, after) if number is None else number
    return Names(f"{number:02}-{word}", word, _table(word))


def _table(word: str) -> str:
    name = word.replace("-", "_")
    return name if name[0].isalpha() else f"t_{name}"


def _is_taken(course: Course, word: str) -> bool:
    sets = {set_of(item_id) for item_id in course.question_rows}
    lessons = {_NUMBERED.sub("", entry.id, count=1) for each in course.line for entry in each.lessons}
    claimed = any(claim.startswith(f"{word}-") for claim in course.claims)
    places = (f"claims/{word}.yaml", f"questions/{word}.yaml", f"tables/{_table(word)}.csv")
    files = [each.places.data / place for each in course.line for place in places]
    known = word in sets or f"{word}-wrap-up" in sets or word in lessons
    return known or claimed or any(file.exists() for file in files)


def _number(course: Course, after: str) -> int:
    """The first number after that of the lesson `after` (the highest of all by default) that no lesson has."""
    ids = [entry.id for each in course.line for entry in each.lessons]
    used = {int(found[1]) for name in ids if (found := _NUMBERED.match(name))}
    found = _NUMBERED.match(after)
    start = int(found[1]) if found else max(used, default=0)
    return next(number for number in range(start + 1, start + 2000) if number not in used)
