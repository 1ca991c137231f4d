"""The launch timeline: events on three tracks, cards that a learner hangs first, and how documents tell an event."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from wso_lessons.content import Course
from wso_lessons.content.reference import Event, Telling, Track
from wso_lessons.content.words import count_with_noun
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.simulators.rulebook import find_row, read_rules

DOCUMENTS = {
    "leitf": "LEITF, June 2019",
    "ice-release": "ICE, 6 May 2019",
    "ilrc": "ILRC, 2019",
    "fair": "FAIR, 14 May 2019",
    "watch": "287(g) Watch, 5 June 2026",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineTrack:
    """A row of the timeline and the kinds of events that stand on it."""

    noun: ClassVar[str] = "track"
    id: str
    name: str
    of: tuple[Track, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineCard:
    """An event to hang, and why it stands on its track."""

    noun: ClassVar[str] = "timeline card"
    event: str
    why: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRules:
    """The first and last year to hang cards in, the question, the tracks and the cards."""

    noun: ClassVar[str] = "timeline"
    since: int
    until: int
    question: str
    tracks: tuple[TimelineTrack, ...]
    cards: tuple[TimelineCard, ...]


@dataclass(frozen=True, slots=True)
class HungCard:
    """A card as a learner hung it: its number, its event, where it belongs, and where it hangs."""

    number: int
    event: Event
    card: TimelineCard
    own_track: TimelineTrack
    track: TimelineTrack
    year: int

    @property
    def is_on_track(self) -> bool:
        """Whether it hangs on its own track."""
        return self.track == self.own_track

    @property
    def years_off(self) -> int:
        """How many years it hangs too late; less than nothing is too early."""
        return self.year - year(self.event)

    @property
    def is_near(self) -> bool:
        """Whether it hangs in its year or next to it."""
        return abs(self.years_off) <= 1

    def in_words(self) -> str:
        """How it compares with where it belongs, and why it belongs there."""
        away = abs(self.years_off)
        gap = count_with_noun(away, "year")
        when = "in its year" if not away else f"{gap} too {'late' if self.years_off > 0 else 'early'}"
        track = "on its track" if self.is_on_track else f"not on “{self.track.name}” but on “{self.own_track.name}”"
        date = date_in_words(self.event.date)
        return f"{self.number}. {self.event.text} You hung it {track}, {when}: {date}. {self.card.why}"


class Timeline:
    """The events in order of date, and the cards that are hung before they are shown."""

    def __init__(self, course: Course) -> None:
        self.rules = read_rules(course, TimelineRules, "timeline")
        self.events: tuple[Event, ...] = tuple(
            sorted(course.reference("timeline").sound_records(), key=lambda e: e.date)
        )
        self.by_id = {event.id: event for event in self.events}
        self.years = tuple(sorted({year(event) for event in self.events}))
        self.hung_years = tuple(range(self.rules.since, self.rules.until + 1))
        # Dealt by their first words, so that the order of dealing is not the order of the years.
        self.cards = tuple(sorted(self.rules.cards, key=lambda card: self.by_id[card.event].text))

    def track_of(self, event: Event) -> TimelineTrack:
        """The track on which an event stands."""
        return next(track for track in self.rules.tracks if event.track in track.of)

    def select(self, since: int, until: int) -> tuple[Event, ...]:
        """The events from one year to another, both included."""
        return tuple(event for event in self.events if since <= year(event) <= until)

    def next_number(self, hung: Container[int]) -> int:
        """The number of the card that is dealt now; 0 where all hang."""
        return next((number for number in range(1, len(self.cards) + 1) if number not in hung), 0)

    def hang(self, number: int, track_id: str, in_year: int) -> HungCard:
        """A card by its number, hung on a track in a year."""
        card = self.cards[number - 1]
        event = self.by_id[card.event]
        track = find_row(self.rules.tracks, track_id)
        return HungCard(number, event, card, self.track_of(event), track, in_year)

    def compare(self, event: Event) -> dict[str, Telling | None]:
        """How each of the five documents tells an event, in their order; None where nothing is recorded."""
        by_source = {telling.source: telling for telling in event.tellings}
        return {name: by_source.get(source) for source, name in DOCUMENTS.items()}


def year(event: Event) -> int:
    """The year of an event."""
    return int(event.date[:4])


def verdict_words(hung: Mapping[int, HungCard]) -> str:
    """How many cards hang on their track, how many near their year, and how many pairs are in order."""
    cards = list(hung.values())
    on_track, near = sum(card.is_on_track for card in cards), sum(card.is_near for card in cards)
    pairs = list(_pairs_in_order(cards))
    return (
        f"{on_track} of {len(cards)} cards hang on their track, {near} in their year or next to it; "
        f"{sum(pairs)} of {len(pairs)} pairs are in order."
    )


def _pairs_in_order(cards: list[HungCard]) -> Iterator[bool]:
    """For each two cards whether the one that came first does not hang after the other."""
    in_order = sorted(cards, key=lambda card: card.event.date)
    return (first.year <= second.year for first, second in itertools.combinations(in_order, 2))
