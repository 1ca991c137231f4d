"""The question bank of a course.

Face: `Bank(course, today=None)`; `.item("set/item")` and `.set("set")` give built items, their texts and keys filled
from claims and, where a claim is past its review date, withdrawn with a reason; `.ids()` lists all items;
`.note(claim_id)` says what a claim rests on; `.audit()` gives every finding with file and line.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wso_lessons.content import (
    ContentError,
    Course,
    Finding,
    Row,
    Rows,
    UnknownId,
    Where,
    clock,
    did_you_mean,
    value_in_words,
)
from wso_lessons.content.answer import set_of
from wso_lessons.content.rows.registry import Registry
from wso_lessons.content.rows.schema import is_date
from wso_lessons.quiz.item import Item
from wso_lessons.quiz.kinds.registry import build_item

if TYPE_CHECKING:
    from wso_lessons.content import Claim

PRE_TEST, POST_TEST = "pre-test", "post-test"
# Two sets across the whole course, to be compared: they are not reviewed, and the first is not handed in.
TESTS = (PRE_TEST, POST_TEST)
# A set's name becomes a file's name: nothing in it leads to another folder.
_SET = re.compile(r"[a-z0-9][a-z0-9-]*")
_PLACE = re.compile(r"\{([a-z0-9][a-z0-9.-]*)\}")  # "{claim-id}", where a question shows a claim's value


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """A claim as feedback shows it: what is said, the source and place it rests on, and the source's address."""

    id: str
    text: str
    source: str
    locator: str
    address: str


class Bank:
    """Question items by id and by set. `today` (by default the reader's own) decides which claims are out of date."""

    def __init__(self, course: Course, today: datetime.date | None = None) -> None:
        self.course = course
        self.today = today or clock.today()
        self._items: dict[str, Item] = {}
        self._built: dict[int, tuple[Row, Item]] = {}

    def ids(self) -> tuple[str, ...]:
        """The ids of all items, in the files' order."""
        return tuple(self.course.question_rows)

    def sets(self) -> tuple[str, ...]:
        """The ids of all sets that hold an item."""
        return tuple(dict.fromkeys(set_of(item_id) for item_id in self.ids()))

    def item(self, item_id: str) -> Item:
        """One item. Raises UnknownId, which names the nearest, and ContentError where it is faulty."""
        if item_id not in self._items:
            self._items[item_id] = self._withdraw(self._build(self._row(item_id)))
        return self._items[item_id]

    def find(self, item_id: str) -> Item | None:
        """One item, or None where there is none or it is faulty."""
        try:
            return self.item(item_id)
        except (UnknownId, ContentError):
            return None

    def _row(self, item_id: str) -> Row:
        """An item's row, from its set's own file where it stands there."""
        rows = self._own_rows(set_of(item_id))
        return rows.row(item_id) if item_id in rows else self.course.question_rows.row(item_id)

    def _own_rows(self, set_id: str) -> Registry[Any]:
        # Only a plain name can be a file of questions.
        return self.course.question_set(set_id if _SET.fullmatch(set_id) else "")

    def set(self, set_id: str) -> tuple[Item, ...]:
        """The items of a set in the file's order. Raises UnknownId and ContentError as `item` does."""
        own = self._own_rows(set_id)
        if own and not own.problems:
            return tuple(self.item(item_id) for item_id in own)
        if set_id not in self.sets():
            raise UnknownId("question set", set_id, self.sets())
        return tuple(self.item(item_id) for item_id in self.ids() if set_of(item_id) == set_id)

    def sound_items(self) -> Iterator[Item]:
        """The items that can be built; the others are left to `audit`."""
        for item_id in self.ids():
            try:
                yield self.item(item_id)
            except ContentError:
                continue

    def note(self, claim_id: str) -> ClaimNote:
        """What a claim says and rests on. Raises UnknownId and ContentError."""
        claim = self.course.claims[claim_id]
        cite = claim.cites[0]
        source = self.course.sources[cite.source]
        return ClaimNote(claim.id, claim.text, f"{source.author}, {source.title}", cite.locator, source.address)

    def audit(self) -> list[Finding]:
        """All that is wrong with the questions: files, items, claims, objectives, misconceptions."""
        found = list(self.course.question_rows.problems)
        for item_id in self.ids():
            row = self.course.question_rows.row(item_id)
            try:
                item = self._build(row)
            except ContentError as error:
                found.append(error.finding)
            else:
                found.extend(self._faults(item, row))
        return found

    def _build(self, row: Row) -> Item:
        """The item of a row, each built once: a look-up and an audit of the whole bank ask for the same ones."""
        key = id(row)
        if key not in self._built:
            self._built[key] = row, self._build_anew(row)  # the row is held, so that its id stays its own
        return self._built[key][1]

    def _build_anew(self, row: Row) -> Item:
        named: dict[str, Where] = {}
        item = build_item(self._fill(row, row.where, named))
        listed = item.all_claims()
        for claim_id, where in named.items():
            if claim_id not in listed:
                remedy = "List it under `claims`, so that the item is withdrawn when the claim is out of date."
                raise ContentError.at(where, "claim-unlisted", f'The text uses "{claim_id}".', remedy)
        try:
            return item.with_values(lambda claim_id: self._value(claim_id, row.where))
        except ValueError as error:
            raise ContentError.at(row.where, "value-invalid", f"{error}.", "Mend this item.") from None

    def _fill(self, tree: Any, where: Where, named: dict[str, Where]) -> Any:
        """The tree with each `{claim-id}` replaced by the claim's value as prose writes it."""
        if isinstance(tree, str):
            return self._text(tree, where, named)
        if isinstance(tree, Row):
            filled = {key: self._fill(value, tree.at(key), named) for key, value in tree.items()}
            return Row(tree.file, tree.line, filled, tree.lines)
        if isinstance(tree, Rows):
            return Rows(tree.file, tree.line, (self._fill(entry, tree.where, named) for entry in tree))
        return tree

    def _text(self, text: str, where: Where, named: dict[str, Where]) -> str:
        def put(found: re.Match[str]) -> str:
            named[found[1]] = where
            return value_in_words(self._value(found[1], where))

        return _PLACE.sub(put, text)

    def _value(self, claim_id: str, where: Where) -> str:
        claim = self._claim(claim_id, where)
        if not claim.value:
            problem = f'The claim "{claim_id}" has no value to use here.'
            raise ContentError.at(where, "claim-valueless", problem, "Name a claim with a value or a measure.")
        return claim.value

    def _claim(self, claim_id: str, where: Where) -> Claim:
        try:
            return self.course.claims[claim_id]
        except UnknownId as error:
            raise ContentError.at(where, "claim-unknown", error.message, "Name a claim of the ledger.") from None

    def _withdraw(self, item: Item) -> Item:
        if item.withdrawn:
            return item
        for claim_id in item.all_claims():
            review_by = self._review_by(claim_id, item.where)
            if review_by and _last_day(review_by) < self.today:
                reason = f"Withdrawn for now: it rests on a fact that was due for review by {review_by}."
                return dataclasses.replace(item, withdrawn=reason)
        return item

    def _review_by(self, claim_id: str, where: Where) -> str:
        """The day by which a claim is due for review, as its row says: building the claim may cost a table."""
        rows = self.course.claim_rows
        written: str = rows.row(claim_id).get("review_by", "") if claim_id in rows else "?"
        if not written or is_date(written):
            return written
        return self._claim(claim_id, where).review_by  # which says what is wrong with it

    def _faults(self, item: Item, row: Row) -> Iterator[Finding]:
        if item.set_id != row.file.stem:
            problem = f'The item "{item.id}" stands in the file of the set "{row.file.stem}".'
            yield Finding("set-mismatch", row.at("id"), problem, f'Begin its id with "{row.file.stem}/".')
        for claim_id in item.all_claims():
            yield from self._claim_faults(claim_id, item, row)
        yield from self._objective_faults(item, row)
        known = self.course.reference("misconceptions")
        for part in item.parts():
            if part.misconception and part.misconception not in known:
                remedy = did_you_mean(part.misconception, known, "Name one of data/reference/misconceptions.yaml.")
                problem = f'There is no misconception "{part.misconception}".'
                yield Finding("misconception-unknown", row.where, problem, remedy)

    def _claim_faults(self, claim_id: str, item: Item, row: Row) -> Iterator[Finding]:
        try:
            claim = self._claim(claim_id, row.at("claims"))
        except ContentError as error:
            yield error.finding
            return
        if claim.confidence == "unverified" and not item.survey:
            problem = f'The key rests on "{claim_id}", which is unverified.'
            yield Finding("claim-unverified", row.at("claims"), problem, "Rest it on a verified claim, or drop it.")

    def _objective_faults(self, item: Item, row: Row) -> Iterator[Finding]:
        if not item.objective:
            return
        whole = item.set_id in TESTS
        asking = [lesson for lesson in self.course.lessons if item.set_id in lesson.questions and not whole]
        known = [goal for lesson in asking or self.course.lessons for goal in lesson.objectives]
        if item.objective not in known:
            remedy = did_you_mean(item.objective, known, "Copy one from the manifest.")
            problem = "No lesson that asks this set has this objective."
            yield Finding("objective-unknown", row.at("objective"), problem, remedy, level="warning")


def _last_day(date: str) -> datetime.date:
    """The last day that a date written as year, month or day covers."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)
