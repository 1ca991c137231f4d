"""The launch timeline: dated events by track and year, and how each document tells the same event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wso_lessons.content import Course
from wso_lessons.content.reference import Event, Telling

TRACKS = {
    "law": "Federal law",
    "court": "Courts",
    "ice": "ICE and the federal government",
    "state": "States",
    "program": "The program",
}
DOCUMENTS = {
    "leitf": "LEITF, June 2019",
    "ice-release": "ICE, 6 May 2019",
    "ilrc": "ILRC, 2019",
    "fair": "FAIR, 14 May 2019",
    "watch": "287(g) Watch, 5 June 2026",
}


@dataclass(frozen=True, slots=True)
class Told:
    """How one document tells an event; `telling` is None where nothing is recorded."""

    document: str
    telling: Telling | None


class Timeline:
    """The events in order of date."""

    def __init__(self, course: Course) -> None:
        self.events: tuple[Event, ...] = tuple(
            sorted(course.reference("timeline").sound_records(), key=lambda e: e.date)
        )
        self.by_id = {event.id: event for event in self.events}
        self.years = tuple(sorted({year(event) for event in self.events}))

    def select(self, tracks: Iterable[str], since: int, until: int) -> tuple[Event, ...]:
        """The events of these tracks from one year to another, both included."""
        kept = set(tracks)
        return tuple(event for event in self.events if event.track in kept and since <= year(event) <= until)

    def events_told(self) -> tuple[Event, ...]:
        """The events that at least one of the five documents tells."""
        return tuple(event for event in self.events if event.tellings)

    def compare(self, event: Event) -> tuple[Told, ...]:
        """How each of the five documents tells an event, in the order of the documents."""
        by_source = {telling.source: telling for telling in event.tellings}
        return tuple(Told(name, by_source.get(source)) for source, name in DOCUMENTS.items())


def year(event: Event) -> int:
    """The year of an event."""
    return int(event.date[:4])


def place_on_axis(event: Event, since: int, until: int) -> float:
    """Where an event stands between the first day of one year and the last of another, from 0 to 1."""
    parts = [int(part) for part in event.date.split("-")]
    # A bare year stands in its middle, a bare month in its own.
    first, month, day = parts + {1: [7, 1], 2: [15], 3: []}[len(parts)]
    return (first + (month - 1 + (day - 1) / 31) / 12 - since) / (until + 1 - since)
