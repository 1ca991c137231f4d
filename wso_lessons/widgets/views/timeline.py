"""The launch timeline's view: events by track and year, and one event as each document tells it."""

from __future__ import annotations

from collections.abc import Sequence

from wso_lessons.content import Course
from wso_lessons.content.reference import Event
from wso_lessons.pages.html import Markup, join, table, tag
from wso_lessons.pages.wording import date_in_words, shortened
from wso_lessons.simulators.explorers.timeline import TRACKS, Timeline, place_on_axis
from wso_lessons.widgets.panel.footnotes import cite_claims
from wso_lessons.widgets.panel.screen import Control, Group, Screen, join_blocks, part, scroll, source_lines, sources
from wso_lessons.widgets.panel.simulation import Facts, Simulation

TIMELINE_TITLE = "Timeline: what had to happen, and how five documents tell it"
EVENT_HEADERS = ("Date", "Track", "Event")
NOTHING_TOLD = "Nothing is recorded of how it tells this."
ROW = "position:relative;height:1em;border-bottom:1px dotted"
TICK = "position:absolute;bottom:0;height:0.9em;border-left:3px solid"
ENDS = "display:flex;justify-content:space-between"
AXIS_WIDTH = 99  # percent of the row, so that the last mark stays inside


class TimelineView(Simulation):
    """Filters the events: tracks (a tuple), since and until (years), and event (whose tellings to compare)."""

    name = "timeline"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._timeline = course, Timeline(course)
        years = [str(year) for year in self._timeline.years]
        own = {"tracks": tuple(TRACKS), "since": years[0], "until": years[-1], "event": "2019-05-06-launch"}
        told = [event.id for event in self._timeline.events_told()]
        super().__init__(own, chosen, {"tracks": TRACKS, "since": years, "until": years, "event": told})

    def build(self, facts: Facts) -> Screen:
        since, until = sorted((int(facts["since"]), int(facts["until"])))
        shown = self._timeline.select(facts["tracks"], since, until)
        event = self._timeline.by_id[facts["event"]]
        rows = [(date_in_words(e.date), TRACKS[e.track], cite_claims(e.text, e.claims)) for e in shown]
        claims = [claim for e in shown for claim in e.claims]
        events = scroll("Events", table(f"{len(shown)} events", EVENT_HEADERS, rows), tall=True)
        body = join(
            (_axis(shown, since, until), events, sources(self._course, claims, brief=True), self._tellings(event))
        )
        text = join_blocks(
            [f"{date_in_words(e.date)} ({TRACKS[e.track]}): {e.text} [{', '.join(e.claims)}]" for e in shown],
            self._told_lines(event),
            source_lines(self._course, _told_claims(event)),
        )
        return Screen(TIMELINE_TITLE, self._groups(facts), body, text, _words(shown, facts, since, until, event))

    def _groups(self, facts: Facts) -> tuple[Group, ...]:
        years = tuple((str(year), str(year)) for year in self._timeline.years)
        told = tuple((e.id, f"{date_in_words(e.date)}: {shortened(e.text, 60)}") for e in self._timeline.events_told())
        filters = (
            Control("tracks", "checks", "Tracks", facts["tracks"], tuple(TRACKS.items())),
            Control("since", "select", "From", facts["since"], years),
            Control("until", "select", "To", facts["until"], years),
        )
        compare = Control("event", "select", "Event", facts["event"], told)
        return Group("Which events", filters), Group("How the documents tell one event", (compare,))

    def _tellings(self, event: Event) -> Markup:
        rows: list[tuple[object, object]] = []
        for told in self._timeline.compare(event):
            words = cite_claims(told.telling.says, told.telling.claims) if told.telling else NOTHING_TOLD
            rows.append((told.document, words))
        caption = f"{date_in_words(event.date)}, as the five documents tell it"
        return join(
            (
                part(f"One event, five tellings: {event.text}"),
                table(caption, ("Document", "What it says"), rows),
                sources(self._course, _told_claims(event), "the tellings and the event"),
            )
        )

    def _told_lines(self, event: Event) -> list[str]:
        lines = [f"One event, five tellings: {event.text} [{', '.join(event.claims)}]"]
        for told in self._timeline.compare(event):
            said = f"{told.telling.says} [{', '.join(told.telling.claims)}]" if told.telling else NOTHING_TOLD
            lines.append(f"- {told.document}: {said}")
        return lines


def _told_claims(event: Event) -> list[str]:
    return [*(claim for telling in event.tellings for claim in telling.claims), *event.claims]


def _words(shown: Sequence[Event], facts: Facts, since: int, until: int, event: Event) -> str:
    names = ", ".join(TRACKS[track] for track in facts["tracks"]) or "no track"
    told = f"{len(event.tellings)} of the five documents tell the event of {date_in_words(event.date)}."
    return f"{len(shown)} events from {since} to {until}: {names}. {told}"


def _axis(shown: Sequence[Event], since: int, until: int) -> Markup:
    """A row of marks for each track: one picture to a screen reader, since the table lists the events."""
    rows = []
    for track, name in TRACKS.items():
        places = [AXIS_WIDTH * place_on_axis(event, since, until) for event in shown if event.track == track]
        ticks = [tag("span", style=f"{TICK};left:{place:.2f}%") for place in places]
        heading = tag("div", f"{name}: {len(places)}", class_="wso-small")
        rows.append(join((heading, tag("div", *ticks, style=ROW))))
    counts = ", ".join(f"{name} {sum(event.track == track for event in shown)}" for track, name in TRACKS.items())
    scale = tag("div", tag("span", since), tag("span", until), style=ENDS)
    spoken = f"Events on a time axis from {since} to {until}. {counts}."
    return tag("div", *rows, scale, class_="wso-axis", role="img", aria_label=spoken)
