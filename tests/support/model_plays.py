"""How each model is played to its end, and what it then says.

A step is a verb of `play_model.Hand` with what it takes. Both hands play the same steps, unless a model has some of
its own for one of them.
"""

from wso_lessons.content import builtin_course

FACTS = {"claims": {"task": "older"}, "disagreements": {"task": "kind", "question": "d-07"},
         "models": {"answers": "hidden"}}  # fmt: skip

_RINGS = {"serve-arrest-warrant": "wso", "question-about-status": "jem", "issue-detainer": "jem",
          "arrest-without-warrant": "tfm", "prepare-charging-documents": "jem", "serve-removal-warrant": "wso",
          "act-outside-jail": "tfm", "issue-warrant": "outside"}  # fmt: skip
_HUNG = ("ice/2017", "sheriffs/2019", "law/2014", "law/2019", "sheriffs/2017")
_FLAWS = (("656-model", "space", "strip"), ("147-county", "spelling", "pope"), ("954-signed", "year", "file"),
          ("159-agency", "states", "state"), ("strip", "hidden", "file"))  # fmt: skip


def argument(last):
    """Every card under one position, then the map, the hinge, and a card of one's own."""
    return [
        *[("put", "dealt", last)] * 8, ("says", "All 8 cards are placed"), ("press", "compare"),
        ("says", "of your 8 cards stand where"),
        ("button", "tell"), ("says", "Add to the map"), ("write", "words", "Who checks the one who signs?"),
        ("button", "add"), ("says", "Who checks the one who signs?"),
    ]  # fmt: skip


def opponent():
    """Both packets spoken for; each reply answered, granted or left."""
    steps = [("press", "b")]
    for side, reasons in (("b", ("power", "release")), ("a", ("sued", "trust"))):
        steps += [*(("press", reason) for reason in reasons), ("says", "2 of 2"), ("button", "speak")]
        steps += [("button", "hear"), ("write", "draft", "One reply does not settle it."), ("button", "answer")]
        steps += [("button", "hear"), ("button", "concede" if side == "b" else "leave")]
        steps += [("button", "turn")] if side == "b" else []
    return [*steps, ("says", "you heard 2 points: answered 1"), ("says", "That is 6 words")]


PLAYS = {
    "booking-desk": [
        ("press", "paper-sheet"), ("press", "paper-warrant"), ("says", "Open: 2 of"), ("press", "ring-lawyer"),
        ("says", "no rule of this state is recorded"), ("press", "call-hold"),
        ("says", "You called: Held for ICE. The rules say: Held and transferred to ICE within 48 hours."),
        ("button", "change-0"), ("says", "Call again."), ("press", "call-release"),
        ("choose", "scene", "one-fax"), ("says", "Open: 0 of"), ("press", "paper-sheet"), ("press", "call-release"),
        ("choose", "scene", "another-state"), ("press", "paper-sheet"), ("press", "call-release"),
        ("says", "Say it to a neighbor in one line"), ("unfold", "The rules behind it"),
    ],
    "detainer-clock": [
        ("choose", "guess", "agreement"), ("slide", "hand", 48), ("says", "Open: WSO agreement, Form I-247A"),
        ("slide", "hand", 108), ("says", "Longest: 8 C.F.R. 287.7(d), 96 hours"), ("says", "You said: WSO agreement"),
        ("slide", "arrives", 48), ("says", "Found: For a release on a Friday"),
        ("write", "date", "2026-05-11"), ("says", "Found: Find a day of release after which all four end together"),
    ],
    "two-papers": [
        ("press", "i200/addressee"), ("says", "Not there."), ("press", "i200/none"), ("press", "judicial/signature"),
        ("press", "i200/grounds"), ("press", "judicial/cause"), ("press", "i200/purpose"),
        ("press", "judicial/subject"), ("says", "You found 6 of 6, with 1 try that missed."),
    ],
    "timeline": [
        *(("put", "dealt", place) for place in _HUNG), ("press", "compare"),
        ("says", "5 of 5 cards hang on their track, 5 in their year"), ("press", "2019-05-06-launch"),
        ("says", "One event, five tellings"), ("select", "since", "2019"), ("says", "events from 2019 to 2019"),
    ],
    "whose-power": [
        ("put", "issue-detainer", "tfm"), *(("put", name, ring) for name, ring in _RINGS.items()),
        ("says", "8 of 8 placed."), ("button", "check"),
        ("says", "7 of 8 stand where the agreements put them. Elsewhere: Serve a removal warrant."),
    ],
    "agreement-page": [
        ("press", "purpose"), ("says", "Not there."), ("press", "custody"), ("press", "second-power"),
        ("press", "not-here"), ("press", "notice"), ("says", "Marked as changed: 0 of 9"),
        ("press", "citizenship"), ("button", "compare"), ("says", "you marked 1"),
    ],
    "which-law-which-day": [
        ("press", "nm"), ("slide", "day", 34), ("says", "1 August 2026."), ("button", "earlier"),
        ("write", "day", "2026-03-01"), ("says", "New Mexico: coming"), ("says", "1 of 3 found"),
        ("write", "day", "2025-09-01"), ("write", "day", "2019-07-01"), ("says", "3 of 3 found"),
    ],
    "where-you-live": [
        ("press", "or"), ("press", "tx"), ("says", "2 states"), ("button", "check"),
        ("says", "1 of your 2 marks are right"), ("select", "question", "power"), ("press", "or"),
        ("says", "Oregon: recorded rulings that bind there"),
    ],
    "argument-map/cure": argument("yes"),
    "argument-map/liability": argument("depends"),
    "draw-the-line/agreements": [
        ("slide", "2024-12", 120), ("slide", "2026-05", 200), ("says", "2 of 14 points set"),
        ("button", "done"), ("says", "You were closest"), ("says", "the list says"),
    ],
    "draw-the-line/florida": [
        ("slide", "2023-12", 30), ("button", "done"), ("says", "You were closest"),
    ],
    "dirty-list": [
        *(step for place, kind, mend in _FLAWS[:2]
          for step in (("press", place), ("choose", "kind", kind), ("choose", "mend", mend))),
        ("says", "mended 2"),
        *(step for place, kind, mend in _FLAWS[2:]
          for step in (("press", place), ("choose", "kind", kind), ("choose", "mend", mend))),
        ("says", "Found 5 of 5, mended 5"), ("button", "show"), ("says", "You mended 5 of 5."),
    ],
    "misleading-chart": [
        ("choose", "months", "flat"), ("says", "1 of 3"), ("choose", "axis", "cut"), ("says", "2 of 3"),
        ("choose", "months", "all"), ("says", "shoot up"), ("choose", "axis", "log"), ("says", "3 of 3"),
        ("button", "hides"), ("says", "Before I believe a chart"),
    ],
    "opponent": opponent(),
    "scope-check": [
        ("press", "year"), ("button", "judge"), ("says", "You said"), ("button", "next"),
        *(step for _ in range(5) for step in (("press", "year"), ("button", "judge"), ("button", "next"))),
        ("says", "On 0 of 6 quotations"),
    ],
    "claims": [
        ("choose", "side", "a"), ("says", "17 of "), ("button", "on"), ("says", "Numbers 16 to 17"),
        ("select", "pick", "moa-37"), ("says", "does not weaken it. Look again"), ("write", "search", "5 April 2018"),
        ("says", f"2 of {len(builtin_course().claims)} claims"), ("select", "pick", "story-brown-arrival"),
        ("says", "it did not see this program"),
    ],
    "disagreements": [
        ("select", "left", "1"), ("choose", "guess", "framing"), ("says", "You said: a dispute about values"),
        ("unfold", "What would settle it?"),
    ],
    "models": [("choose", "grid", "powers"), ("choose", "answers", "shown"), ("says", "the agreements list")],
    "agreement": [("select", "later", "v1b"), ("says", "Between April 2019 and early 2020")],
    "growth": [("choose", "models", "TFM"), ("select", "scale", "log"), ("says", "The scale is logarithmic")],
}  # fmt: skip
