"""The page "Your record" of a site whose lessons run: what is kept, the files to save and load, and how to erase it."""

from __future__ import annotations

from wso_lessons.exports.site.frame import RECORD_PAGE, Site
from wso_lessons.pages.html import Markup, join, tag

KEPT_WHERE = (
    "Your answers and notes are kept in this browser, on this device, and nowhere else. Whoever uses this browser "
    "after you can see them. In a private window they are gone when you close it: save your record first."
)
HAND_IN = (
    "One file for a teacher: marks and answers, no opinions, no notes, not the test before the course. Guesses are "
    "listed without marks."
)
OWN_FILE = "One file for yourself, with notes and opinions: load it again in another browser, or after erasing."


def record_page(site: Site) -> dict[str, bytes]:
    """The page's file."""
    main = [
        tag("h1", "Your record"),
        tag("noscript", tag("p", "Your record needs JavaScript.")),
        tag("p", KEPT_WHERE),
        tag("div", *_parts(), id="record", hidden=True),
    ]
    return site.page(RECORD_PAGE, "Your record", join(main))


def hand_in(lesson: str = "") -> list[Markup]:
    """What saves a receipt, on the page of a record or at a lesson's end: what is in it, a name or none, a button."""
    name = tag("label", "What to call you in it (may stay empty) ", tag("input", id="learner", autocomplete="off"))
    return [
        tag("h2", "Hand in"),
        tag("p", HAND_IN),
        tag("p", name),
        tag("p", _button("receipt", "Save my receipt", data_of=lesson)),
        tag("p", "", id="said", role="status"),
    ]


def _parts() -> list[Markup]:
    heads = tag("tr", *(tag("th", words, scope="col") for words in ("Lesson", "State", "Answered", "Right")))
    lessons = tag("table", tag("caption", "Your lessons"), tag("thead", heads), tag("tbody", id="lessons"))
    choose = tag("label", "Load a saved record ", tag("input", id="load", type="file", accept=".json", disabled=True))
    sure = tag("div", tag("p", "Everything you answered and wrote here will be gone. Erase it?"),
               _button("yes", "Erase it"), " ", _button("no", "Keep it"), id="sure", hidden=True)  # fmt: skip
    return [
        lessons,
        *hand_in(),
        tag("h2", "Keep and move"),
        tag("p", OWN_FILE),
        tag("p", _button("save", "Save my record", disabled=True)),
        tag("p", choose),
        tag("h2", "Erase"),
        tag("p", _button("erase", "Erase all")),
        sure,
    ]


def _button(name: str, words: str, **marks: object) -> Markup:
    return tag("button", words, type="button", id=name, **marks)
