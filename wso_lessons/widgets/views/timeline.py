"""The launch timeline's view: cards to hang first, then all events, and one event as each document tells it."""

from __future__ import annotations

import functools

from wso_lessons.content import Course
from wso_lessons.content.reference import Event
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.pages.html import Markup, details, join, listing, table, tag
from wso_lessons.simulators.cards import COMPARE, DEALT
from wso_lessons.simulators.explorers.timeline import HungCard, Timeline, verdict_words
from wso_lessons.simulators.explorers.timeline_scene import events_picture, hanging_picture, tracks_on_paper
from wso_lessons.simulators.scene import Picture
from wso_lessons.widgets.panel.footnotes import HasClaims, cite_claims, cite_note, source_lines, sources
from wso_lessons.widgets.panel.screen import (
    NOTHING,
    Control,
    Group,
    Screen,
    button,
    deal_groups,
    join_blocks,
    part,
    scroll,
)
from wso_lessons.widgets.panel.simulation import Facts, Simulation

TIMELINE_TITLE = "Timeline: what came before the launch"
EVENT_HEADERS = ("Date", "Track", "Event")
NOTHING_TOLD = "Nothing is recorded of how it tells this."
HOW_TO_HANG = {
    "cards": "Carry each card to its track and its year. By keyboard: Enter, arrow keys, Enter.",
    "events": "Press an event to read it; choose the years to look closer.",
}


class TimelineView(Simulation):
    """Hangs cards, then shows events: since and until (years) and `event`, the one that is open.

    `hung` are the cards hung ("number/track/year"); `stage` is how far the learner is: cards, events.
    """

    name = "timeline"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._timeline = course, Timeline(course)
        rules, years = self._timeline.rules, [str(year) for year in self._timeline.years]
        span = {"since": str(rules.since), "until": str(rules.until)}
        facts = {"stage": "cards", "hung": (), **span, "event": ""}
        options = {"since": years, "until": years, "event": ("", *self._timeline.by_id), "stage": tuple(HOW_TO_HANG)}
        super().__init__(facts, chosen, options)

    def _hung_cards(self, facts: Facts) -> dict[int, HungCard]:
        """The cards by number, the latest last."""
        placed = (entry.split("/") for entry in facts["hung"])
        return {int(number): self._timeline.hang(int(number), track, int(year)) for number, track, year in placed}

    def build(self, facts: Facts) -> Screen:
        hung, since, until = self._hung_cards(facts), *sorted((int(facts["since"]), int(facts["until"])))
        rules = self._timeline.rules
        if facts["stage"] == "cards":
            return Screen(
                TIMELINE_TITLE,
                self._card_groups(hung),
                NOTHING,
                rules.question,
                self._cards_words(hung),
                how=HOW_TO_HANG["cards"],
                picture=hanging_picture(self._timeline, hung),
                paper=self._still_parts[0],
                ending=self._still_parts[1],
                afterword=self._still_parts[2],
                asks=True,
            )
        shown, event = self._timeline.select(since, until), self._timeline.by_id.get(facts["event"])
        return Screen(
            TIMELINE_TITLE,
            self._event_groups(facts),
            self._body(hung, shown, event),
            self._text(shown, event),
            self._events_words(hung, shown, since, until, event),
            how=HOW_TO_HANG["events"],
            picture=events_picture(self._timeline, since, until, facts["event"], live=True),
        )

    @functools.cached_property
    def _still_parts(self) -> tuple[Picture, Picture, Markup]:
        """What a page shows on which nothing can be moved: tracks and cards, and folded away all events, twice."""
        since, until = self._timeline.rules.since, self._timeline.rules.until
        whole = events_picture(self._timeline, since, until, "", live=False)
        events = self._timeline.select(since, until)
        listed = join((self._listed_events(events), sources(self._course, events, brief=True)))
        return tracks_on_paper(self._timeline), whole, listed

    # ---- Words ----

    def _cards_words(self, hung: dict[int, HungCard]) -> str:
        last = next(reversed(list(hung.values())), None)
        said = f"Card {last.number} hangs on {last.track.name}, {last.year}. " if last else ""
        if len(hung) == len(self._timeline.cards):
            return f"{said}All {len(hung)} cards hang. Compare, or move a card again."
        card = f"Card {self._timeline.next_number(hung)} of {len(self._timeline.cards)}"
        return f"{said}{card}: {self._timeline.rules.question.lower()}"

    def _events_words(
        self, hung: dict[int, HungCard], shown: tuple[Event, ...], since: int, until: int, event: Event | None
    ) -> str:
        read = f"{date_in_words(event.date)}: {event.text} " if event else ""
        compared = f"{verdict_words(hung)} " if hung else ""
        return f"{read}{compared}{len(shown)} events from {since} to {until}."

    # ---- Body ----

    def _body(self, hung: dict[int, HungCard], shown: tuple[Event, ...], event: Event | None) -> Markup:
        parts: list[Markup] = [self._tellings(event)] if event else []
        if hung:
            compared = (cite_claims(card.in_words(), card.card.claims) for _, card in sorted(hung.items()))
            parts += [part("Your cards"), listing(compared)]
        cited: list[HasClaims] = [*(card.card for card in hung.values()), *shown]
        listed = details("The same as a table", self._listed_events(shown))
        return join((*parts, listed, sources(self._course, cited, brief=True)))

    def _listed_events(self, shown: tuple[Event, ...]) -> Markup:
        rows = [(date_in_words(event.date), self._timeline.track_of(event).name, cite_note(event)) for event in shown]
        return scroll("Events", table(f"{len(shown)} events", EVENT_HEADERS, rows), tall=True)

    def _tellings(self, event: Event) -> Markup:
        cited: list[HasClaims] = [*event.tellings, event]
        words = tag("p", cite_claims(f"{date_in_words(event.date)}: {event.text}", event.claims))
        if not event.tellings:
            return join((part("The event"), words, sources(self._course, cited, "the event")))
        compared = self._timeline.compare(event).items()
        rows = [(name, cite_claims(one.says, one.claims) if one else NOTHING_TOLD) for name, one in compared]
        caption = f"{date_in_words(event.date)}, as the five documents tell it"
        told_so = table(caption, ("Document", "What it says"), rows)
        return join((part("One event, five tellings"), words, told_so, sources(self._course, cited, "the tellings")))

    def _text(self, shown: tuple[Event, ...], event: Event | None) -> str:
        lines = [
            f"{date_in_words(e.date)} ({self._timeline.track_of(e).name}): {e.text} [{', '.join(e.claims)}]"
            for e in shown
        ]
        if event is None:
            return join_blocks(lines)
        told_lines = [f"One event, five tellings: {event.text} [{', '.join(event.claims)}]"]
        for document, telling in self._timeline.compare(event).items():
            said = f"{telling.says} [{', '.join(telling.claims)}]" if telling else NOTHING_TOLD
            told_lines.append(f"- {document}: {said}")
        return join_blocks(lines, told_lines, source_lines(self._course, (*event.tellings, event)))

    # ---- Controls and moves ----

    def _card_groups(self, hung: dict[int, HungCard]) -> tuple[Group, ...]:
        places = tuple(
            (f"{track.id}/{year}", f"{track.name}, {year}")
            for track in self._timeline.rules.tracks
            for year in self._timeline.hung_years
        )
        label, choices = "The card that is dealt hangs on", (("", "Choose"), *places)
        into = Control("into", "select", label, "", choices) if self._timeline.next_number(hung) else None
        return deal_groups(into, hung, "Show me all events")

    def _event_groups(self, facts: Facts) -> tuple[Group, ...]:
        years = tuple((str(year), str(year)) for year in self._timeline.years)
        told = tuple((e.id, f"{date_in_words(e.date)}: {e.text}") for e in self._timeline.events if e.tellings)
        zoom = (
            Control("since", "select", "From", facts["since"], years),
            Control("until", "select", "To", facts["until"], years),
            button("again", "Hang the cards again"),
        )
        event = Control("event", "select", "Event", facts["event"], (("", "Choose an event"), *told))
        return Group("Which years", zoom), Group("Events that the five documents tell", (event,), folded=True)

    def put(self, part: str, on: str) -> dict[str, object]:
        dealt = self._timeline.next_number(self._hung_cards(self.facts))
        number = dealt if part == DEALT else int(part.removeprefix("card-"))
        rest = tuple(entry for entry in self.facts["hung"] if not entry.startswith(f"{number}/"))
        return {"hung": (*rest, f"{number}/{on}")}

    def enter(self, name: str, value: str) -> dict[str, object]:  # noqa: ARG002 - there is one list
        """Hangs the card that is dealt from the list."""
        return self.put(DEALT, value) if value else {}

    def press(self, name: str) -> dict[str, object]:
        """What a button or an event changes. Raises ValueError for comparing before all cards hang."""
        if name == COMPARE and len(self.facts["hung"]) < len(self._timeline.cards):
            raise ValueError("Hang every card first, or press Show me all events")
        if name in (COMPARE, "show"):
            return {"stage": "events"}
        if name == "again":
            return {"stage": "cards", "hung": (), "event": ""}
        return {"event": name}
