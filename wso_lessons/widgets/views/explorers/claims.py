"""The claims explorer: search the ledger, filter it, open a claim to see who says so, where, and who disagrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, get_args

from wso_lessons.content import Claim, Course
from wso_lessons.content.records import ClaimKind, Stance
from wso_lessons.pages.dates_and_names import date_in_words, label, shorten
from wso_lessons.pages.html import Markup, details, join, listing, pairs, table, tag, text_table
from wso_lessons.pages.ledger import CONFIDENCE, cite_line, cite_markup, who_disagrees
from wso_lessons.simulators.explorers.claim_dates import date_verdict
from wso_lessons.simulators.judging.opponent import OpponentRules, Packet
from wso_lessons.simulators.rulebook import read_rules
from wso_lessons.widgets.panel.screen import Control, Group, Screen, button, join_blocks
from wso_lessons.widgets.panel.simulation import Facts, Simulation

CLAIMS_TITLE = "The ledger: every claim of this course"
ADVICE = "Open a claim to see who says so, where, as of when, and who disagrees."
AT_ONCE = 15  # claims that the list shows before one goes on
FIRST_LINES = 3  # claims in the text form, which cannot be opened
ANY = ("", "any")
FILTERS = ("search", "topic", "kind", "stance", "source", "year")
FACTS = dict.fromkeys((*FILTERS, "task", "side", "pick"), "") | {"from": "0"}
OLDER = "older"
FIND_OLDER = "Find one claim of your side that is older than the program"
BEGAN = "watch-launch"  # the claim that bears the day on which the program was launched


class ClaimsExplorer(Simulation):
    """Keeps what is searched for; `from` is the place of the first claim shown among those that fit.

    With `task="older"` it asks for a claim of a packet (`side`, of the model `opponent`) that is older than the
    program, and checks the one that is picked.
    """

    name = "claims"
    family = "explorer"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course = course
        self._claims = tuple(course.claims.sound_records())
        self._words = {claim.id: _search_text(course, claim) for claim in self._claims}
        self._packets: dict[str, tuple[Packet, frozenset[str]]] = {}
        if chosen.get("task") == OLDER:
            rules = read_rules(course, OpponentRules, "opponent")
            self._packets = {packet.id: (packet, rules.claims_of(packet.id)) for packet in rules.packets}
        sides = ("", *self._packets)
        super().__init__(FACTS, chosen, {"task": ("", OLDER), "side": sides})

    def build(self, facts: Facts) -> Screen:
        fitting = [claim for claim in self._claims if self._fits(claim, facts)]
        first = min(_whole_number(facts["from"]), max(0, len(fitting) - 1) // AT_ONCE * AT_ONCE)
        shown = fitting[first : first + AT_ONCE]
        last = first + len(shown)
        words = f"{len(fitting)} of {len(self._claims)} claims fit."
        words += f" Numbers {first + 1} to {last} are shown." if len(shown) < len(fitting) else ""
        body = listing((self._entry(claim) for claim in shown), class_="wso-claims")
        turn = (button("back", "Earlier claims", first), button("on", "Further claims", last < len(fitting)))
        if facts["task"]:
            words = f"{self._task_words(facts)} {words}"
        task = (Group(f"{FIND_OLDER}.", self._task(facts, fitting)),) if facts["task"] else ()
        groups = (*task, Group("Search and filter", self._filters(facts)), Group("Turn the pages", turn))
        text, stored = self._summary(fitting)
        return Screen(
            CLAIMS_TITLE,
            groups,
            body,
            text,
            words,
            stored=stored,
            advice=ADVICE,
            asks=bool(facts["task"]) and not facts["pick"],
        )

    def press(self, name: str) -> dict[str, object]:
        step = AT_ONCE if name == "on" else -AT_ONCE
        return {"from": str(max(0, _whole_number(self.facts["from"]) + step))}

    def follow_up(self, moved: dict[str, Any]) -> dict[str, object]:
        """A new search begins at its first claim, and another side has other claims to pick from."""
        return {**({"pick": ""} if "side" in moved else {}), "from": "0", **moved}

    def _fits(self, claim: Claim, facts: Facts) -> bool:
        sought = facts["search"].casefold().split()
        return (
            all(word in self._words[claim.id] for word in sought)
            and all(facts[name] in ("", getattr(claim, name)) for name in ("topic", "kind", "stance"))
            and facts["source"] in ("", *(cite.source for cite in claim.cites))
            and facts["year"] in ("", claim.as_of[:4])
            and (not facts["side"] or claim.id in self._packets[facts["side"]][1])
        )

    def _task(self, facts: Facts, fitting: Sequence[Claim]) -> tuple[Control, ...]:
        sides = tuple((name, f"{packet.name}, {packet.case}") for name, (packet, _) in self._packets.items())
        side = Control("side", "radio", "Your side", facts["side"], sides)
        if not facts["side"]:
            return (side,)
        claims = tuple((claim.id, shorten(claim.text, 90)) for claim in fitting)
        # The state in words stands below the claims; what was picked is answered beside it as well.
        said = self._task_words(facts)
        return side, Control("pick", "select", "This one", facts["pick"], (("", "choose a claim"), *claims), help=said)

    def _task_words(self, facts: Facts) -> str:
        if not facts["side"]:
            return "Say which side is yours."
        claim = next((claim for claim in self._claims if claim.id == facts["pick"]), None)
        if claim is None:
            return "Open the claims, look at their dates, and choose one."
        return date_verdict(claim, self._course.claims[BEGAN].as_of)

    def _filters(self, facts: Facts) -> tuple[Control, ...]:
        topics = sorted({claim.topic for claim in self._claims})
        years = sorted({claim.as_of[:4] for claim in self._claims if claim.as_of})
        cited = {cite.source for claim in self._claims for cite in claim.cites}
        sources = [
            (one.id, f"{label(one)}: {one.title}") for one in self._course.sources.sound_records() if one.id in cited
        ]
        return (
            Control("search", "text", "Words to find", facts["search"], help="All of them, in any order.", most=100),
            _select("topic", "Topic", facts, topics),
            _select("kind", "Kind of statement", facts, get_args(ClaimKind)),
            _select("stance", "Stance", facts, get_args(Stance)),
            Control("source", "select", "Source", facts["source"], (ANY, *sorted(sources, key=lambda one: one[1]))),
            _select("year", "As of the year", facts, years),
        )

    def _entry(self, claim: Claim) -> Markup:
        facts = {
            "Says": claim.speaker,
            "As of": date_in_words(claim.as_of) if claim.as_of else "",
            "Stance": claim.stance,
            "Confidence": CONFIDENCE[claim.confidence],
            "Id": claim.id,
        }
        against = who_disagrees(self._course, claim.id)
        disagree = join((tag("p", "Who disagrees:"), listing(against))) if against else ""
        cites = listing(cite_markup(self._course, cite) for cite in claim.cites)
        return details(f"{claim.text} ({claim.kind})", pairs(facts), tag("p", "Sources:"), cites, disagree)

    def _summary(self, fitting: Sequence[Claim]) -> tuple[str, Markup]:
        """What stays readable without a kernel: counts by topic and kind, and the first few claims."""
        by: tuple[tuple[str, Callable[[Claim], str]], ...] = (("Topic", lambda c: c.topic), ("Kind", lambda c: c.kind))
        tables, texts = [], []
        for head, read in by:
            rows = [(name, str(count)) for name, count in sorted(Counter(map(read, fitting)).items())]
            tables.append(table(f"Claims by {head.lower()}", (head, "Claims"), rows))
            texts.append(text_table((head, "Claims"), rows))
        first = fitting[:FIRST_LINES]
        lines = [f"- {claim.text} ({cite_line(self._course, claim.cites[0])})" for claim in first]
        if not first:
            return "", join(())
        html = join((*tables, tag("p", "The first of them:"), listing(line.removeprefix("- ") for line in lines)))
        return join_blocks(*texts, ("The first of them:", *lines)), html


def _whole_number(digits: str) -> int:
    """The number in a fact that the page may have sent as anything."""
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _select(name: str, words: str, facts: Facts, values: Sequence[str]) -> Control:
    return Control(name, "select", words, facts[name], (ANY, *((value, value) for value in values)))


def _search_text(course: Course, claim: Claim) -> str:
    sources = [course.sources.find(cite.source) for cite in claim.cites]
    named = [f"{source.author} {source.title}" for source in sources if source]
    quotes = [cite.quote for cite in claim.cites]
    return " ".join((claim.id, claim.text, claim.speaker, claim.note, *named, *quotes)).casefold()
