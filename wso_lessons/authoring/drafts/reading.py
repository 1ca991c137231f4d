"""A file of questions from another system becomes a file of drafts in a course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.authoring.drafts.draft import Draft, drafts_text, finite_number
from wso_lessons.authoring.drafts.gift import gift_drafts
from wso_lessons.authoring.drafts.moodle import moodle_drafts
from wso_lessons.authoring.drafts.table import table_drafts
from wso_lessons.authoring.naming import slug
from wso_lessons.content import ContentError, Course, builtin_course
from wso_lessons.content.files import check_ordinary, failure_reason, write_whole
from wso_lessons.pages.dates_and_names import shorten

MOST_QUESTION_BYTES = 4_000_000  # thousands of questions at a time
QUESTION_ENDINGS = (".gift", ".txt", ".csv", ".xml")


@dataclass(frozen=True, slots=True)
class DraftFile:
    """The file that was written, its drafts, and a line for each question that was left out."""

    path: Path
    drafts: tuple[Draft, ...]
    notes: tuple[str, ...]

    @property
    def summary(self) -> str:
        """How many drafts lack what, in a sentence."""
        lacking = Counter(key for draft in self.drafts for key in draft.lacks)
        return "; ".join(f"{count} without {key}" for key, count in lacking.items()) or "nothing is missing"


def write_drafts(course: Course, source: Path, set_id: str = "") -> DraftFile:
    """Writes the questions of a GIFT, CSV or Moodle XML file as a question set of a course.

    `set_id` names the set, the file's name by default. Raises ContentError where the file cannot be read, holds no
    question, or the set is there already.
    """
    if course.root == builtin_course().root:
        raise _refusal(course.root, "This is the built-in course.", "Make one of your own: wso-lessons new course NAME")
    found = [_without_wrong_number(one) for one in _read(source)]
    drafts = [one for one in found if isinstance(one, Draft)]
    if not drafts:
        raise _refusal(
            source, "No question was found in it.", "Export the questions again, as GIFT, CSV or Moodle XML."
        )
    name = slug(set_id or source.stem, "questions")
    path = course.places.data / "questions" / f"{name}.yaml"
    if path.exists() or path.is_symlink():
        raise _refusal(path, "This question set is there already.", "Name another one with --set.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, drafts_text(drafts, name))
    except OSError as error:
        problem = f"It cannot be written: {failure_reason(error)}."
        raise _refusal(path, problem, "Look at the folder's permissions.") from None
    return DraftFile(path, tuple(drafts), tuple(one for one in found if isinstance(one, str)))


def _without_wrong_number(found: Draft | str) -> Draft | str:
    """What was found, or, for a question after a number whose answer is none, a line that says so."""
    if (
        isinstance(found, str)
        or found.kind != "number"
        or all(finite_number(one.text) is not None for one in found.choices)
    ):
        return found
    return f"Left out: “{found.name or shorten(found.stem, 60)}”, since an answer to it is no number."


def _read(source: Path) -> Iterator[Draft | str]:
    ending = source.suffix.lower()
    if ending not in QUESTION_ENDINGS:
        raise _refusal(
            source,
            "Questions are read from GIFT, CSV and Moodle XML.",
            "Name a file in .gift, .txt, .csv or .xml.",
        )
    try:
        check_ordinary(source)
        if source.stat().st_size > MOST_QUESTION_BYTES:
            raise _refusal(source, "It is larger than 4 MB.", "Export fewer questions at a time.")
        data = source.read_bytes()
    except OSError as error:
        raise _refusal(source, f"It cannot be read: {failure_reason(error)}.", "Name the file.") from None
    if ending == ".xml":
        return moodle_drafts(data, source)
    try:
        if b"\0" in data:  # UTF-16 without its mark reads as UTF-8 with NULs, which no file of a course may hold
            raise UnicodeError
        text = data.decode("utf-8-sig")
    except UnicodeError:
        raise _refusal(source, "It is not UTF-8 text.", "Save it as UTF-8.") from None
    return table_drafts(text, source) if ending == ".csv" else gift_drafts(text)


def _refusal(place: Path, problem: str, remedy: str) -> ContentError:
    return ContentError.at(place, "questions-file", problem, remedy)
