"""Questions with their keys, as an instructor reads them: what is right, why each choice is so, what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wso_lessons.content import Course
from wso_lessons.exports.material import Material
from wso_lessons.pages.dates_and_names import cited_label
from wso_lessons.pages.html import Markup, join, link, listing, table, tag
from wso_lessons.quiz import Item
from wso_lessons.quiz.item import Option, OptionItem
from wso_lessons.quiz.kinds.match import Match
from wso_lessons.quiz.kinds.order import Order
from wso_lessons.quiz.kinds.sort import Sort


def question_with_key(material: Material, item: Item, number: int) -> Markup:
    """A question with its key, hints, objective and sources; a survey says that it has none."""
    return _article(
        item, number, "h4", _about(item), lambda: [_key(item), _slips(item), _hints(item), _rests(material, item)]
    )


def question_with_brief_key(material: Material, item: Item, number: int) -> Markup:
    """A question with its key and reasons, and its sources in a line: what a teacher needs beside a handout."""
    about = " · ".join(part for part in (item.id, item.section) if part)
    return _article(item, number, "h3", about, lambda: [_key(item), _rests_briefly(material, item)])


def _article(item: Item, number: int, heading: str, about: str, key: Callable[[], Iterable[Markup]]) -> Markup:
    parts = [tag(heading, f"{number}. {item.stem}"), tag("p", about, class_="kind")]
    parts += [tag("p", line) for line in item.setting().before]
    if item.withdrawn:
        parts.append(tag("p", tag("strong", item.withdrawn)))
    if item.survey:
        parts += [listing(text for _, text in item.choices()), tag("p", "An opinion: it has no key and is never sent.")]
    else:
        parts += key()
    return tag("article", *parts, id=item.id.replace("/", "-"))


def _about(item: Item) -> str:
    parts = [item.id, f"kind: {item.kind}", item.objective, f"section: {item.section}" if item.section else ""]
    return " · ".join(part for part in parts if part)


def _key(item: Item) -> Markup:
    if isinstance(item, Match):
        heads, rows = ("Row", "Answer", "Reason"), [(r.text, r.answer, r.reason) for r in item.rows]
        return table("Key", heads, rows)
    if isinstance(item, Sort):
        rows = [(s.text, "fact" if s.sort == "fact" else f"not a fact ({s.sort}; not marked)", s.reason)
                for s in item.statements]  # fmt: skip
        return table("Key", ("Statement", "Answer", "Reason"), rows)
    if isinstance(item, Order):
        told = [f"{entry.text.rstrip('.')}. {entry.reason}" for entry in item.entries]
        return join([tag("p", f"From {item.top} to {item.bottom}:"), listing(told, ordered=True)])
    return _options(item.options) if isinstance(item, OptionItem) else _written_key(item)


def _slips(item: Item) -> Markup:
    if not isinstance(item, Match):
        return Markup("")
    told = [f"{row.text}: not “{slip.choice}”. {slip.reason}" for row in item.rows for slip in row.slips]
    return listing(told, class_="small")


def _options(options: Iterable[Option]) -> Markup:
    return listing(_option_with_reason(one.text, one.reason, right=one.correct) for one in options)


def _option_with_reason(words: str, reason: str, *, right: bool = False) -> Markup:
    return join([tag("span", words, class_="right" if right else "wrong"), " ", tag("em", reason)])


def _written_key(item: Item) -> Markup:
    """The key of a kind that is answered in writing, or of one that this page does not know."""
    right = tag("p", _option_with_reason("; ".join(item.key_text()), item.why(), right=True))
    return join([right, listing(_option_with_reason(words, reason) for words, reason in item.wrong_answers())])


def _hints(item: Item) -> Markup:
    return tag("p", f"Hints: {' / '.join(item.hints)}", class_="small") if item.hints else Markup("")


def _rests(material: Material, item: Item) -> Markup:
    notes = [material.bank.note(claim_id) for claim_id in item.all_claims()]
    told = [
        join([note.text, " ", link(note.address, note.source), f": {note.locator} ", tag("code", note.id)])
        for note in notes
    ]
    return join([tag("p", "Rests on:", class_="small"), listing(told, class_="small")]) if told else Markup("")


def _rests_briefly(material: Material, item: Item) -> Markup:
    told = cited_places(material.course, item.all_claims())
    return tag("p", f"Sources: {told}.", class_="small") if told else Markup("")


def cited_places(course: Course, claim_ids: Iterable[str]) -> str:
    """Where claims stand: each source once, in a word and a year, with the places in it."""
    found: dict[str, list[str]] = {}
    for one in course.cited_sources(claim_ids):
        found.setdefault(cited_label(one), []).extend(one.locators)
    return " · ".join(f"{named}, {'; '.join(dict.fromkeys(locators))}" for named, locators in found.items())
