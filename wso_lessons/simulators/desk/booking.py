"""The booking desk: facts in, a path of steps and an outcome out, and the single facts that would change it."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from wso_lessons.content import Course
from wso_lessons.content.findings import UnknownId
from wso_lessons.content.reference import LawStatus, law_status
from wso_lessons.simulators.desk.booking_rules import (
    END,
    LAW_COMING,
    DeskRules,
    DeskStatement,
    EffectKind,
    Fact,
    Impossible,
    Outcome,
    StateEffect,
    Step,
    holds,
)
from wso_lessons.simulators.rulebook import read_rules


@dataclass(frozen=True, slots=True)
class Stop:
    """A step as these facts meet it."""

    step: Step
    statements: tuple[DeskStatement, ...]

    def of(self, kind: str) -> tuple[DeskStatement, ...]:
        """The statements of one kind: "state law", "may", "may not", "next" or "unknown"."""
        return tuple(statement for statement in self.statements if statement.kind == kind)


@dataclass(frozen=True, slots=True)
class Route:
    """Where the facts lead. Facts that cannot stand together have no stops and no outcome; `impossible` says why."""

    facts: Mapping[str, str]
    stops: tuple[Stop, ...]
    outcome: Outcome | None
    impossible: tuple[Impossible, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim the path rests on, in order of use."""
        rows = [row.claims for row in self.impossible]
        rows += [statement.claims for stop in self.stops for statement in stop.statements]
        rows += [self.outcome.claims] if self.outcome else []
        return tuple(dict.fromkeys(claim for row in rows for claim in row))


@dataclass(frozen=True, slots=True)
class Flip:
    """One fact which, changed alone, changes the outcome."""

    fact: Fact
    value: str
    outcome: Outcome

    @property
    def label(self) -> str:
        """The new value in words."""
        return self.fact.value(self.value).label


class Desk:
    """Runs the rules in data/simulators/booking-desk.yaml."""

    def __init__(self, course: Course) -> None:
        self.rules = read_rules(course, DeskRules, "booking-desk")
        self.facts = {fact.id: fact for fact in self.rules.facts}
        self._steps = {step.id: step for step in self.rules.steps}
        self._outcomes = {outcome.id: outcome for outcome in self.rules.outcomes}
        self._states = {state.id: state for state in self.rules.states}
        self._derive = functools.cache(self._derived_facts)
        # A screen asks for the same changes twice, and each asking walks the desk some fifty times.
        self._flips = functools.lru_cache(maxsize=64)(self._single_changes)

    def walk(self, chosen: Mapping[str, str]) -> Route:
        """The path for these facts; a fact left out takes the value it begins with. Raises UnknownId or ValueError."""
        facts = self.complete(chosen)
        known = self.known_facts(facts)
        clashes = tuple(row for row in self.rules.impossible if holds(row.when, known))
        if clashes:
            return Route(facts, (), None, self._with_state_law(clashes, facts))
        stops, to = [], self.rules.steps[0].id
        while not to.startswith(END):
            step = self._steps[to]
            shown = self.state_law(facts) if step.shows_state_law else ()
            stops.append(Stop(step, (*shown, *(row for row in step.statements if holds(row.when, known)))))
            to = next(turn.to for turn in step.turns if holds(turn.when, known))
        return Route(facts, tuple(stops), self._outcomes[to.removeprefix(END)])

    def complete(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """All facts, those left out at the value they begin with. Raises UnknownId or ValueError."""
        for name, value in chosen.items():
            if name not in self.facts:
                raise UnknownId("fact of the booking desk", name, self.facts)
            self.facts[name].value(value)
        return {name: chosen.get(name, fact.first) for name, fact in self.facts.items()}

    def flips(self, path: Route) -> tuple[Flip, ...]:
        """Every single change of a fact that leads to another outcome; changes that cannot stand are left out."""
        return self._flips(tuple(path.facts.items()))

    def _single_changes(self, facts: tuple[tuple[str, str], ...]) -> tuple[Flip, ...]:
        found, end = [], self.walk(dict(facts)).outcome
        for fact in self.rules.facts:
            for value in fact.values:
                other = self.walk({**dict(facts), fact.id: value.id}).outcome
                if other is not None and other is not end:
                    found.append(Flip(fact, value.id, other))
        return tuple(found)

    def state_effects(self, date: str, state: str) -> tuple[StateEffect, ...]:
        """What a state's law does on a date, both given as values of the facts."""
        return tuple(effect for effect, status in self._effects(date, state) if status == "in force")

    def coming_effects(self, date: str, state: str) -> tuple[StateEffect, ...]:
        """The state's laws that are signed on a date but not, or not certainly, in force, and say so."""
        return tuple(effect for effect, status in self._effects(date, state) if status != "in force" and effect.before)

    def _effects(self, date: str, state: str) -> Iterator[tuple[StateEffect, LawStatus]]:
        """Each effect of the state's law that is signed on the date, with its status."""
        day = self.facts["date"].value(date).day
        law = self._states.get(state)
        for effect in law.effects if law else ():
            if law_status(effect.signed, day) != "coming":
                yield effect, law_status(effect.in_force, day)

    def known_facts(self, facts: Mapping[str, str]) -> dict[str, str]:
        """All facts with what state law makes of them."""
        return {**facts, **self._derive(facts["date"], facts["state"])}

    def state_law(self, facts: Mapping[str, str]) -> tuple[DeskStatement, ...]:
        """What the state's law says on the day, in force or coming; nothing where nothing is recorded."""
        date, state = facts["date"], facts["state"]
        told = [(effect.text, effect.claims) for effect in self.state_effects(date, state)]
        told += [(effect.before, effect.claims) for effect in self.coming_effects(date, state)]
        return tuple(DeskStatement(kind="state law", text=text, claims=claims) for text, claims in told)

    def _derived_facts(self, date: str, state: str) -> dict[str, str]:
        none: dict[str, str] = dict.fromkeys(get_args(EffectKind), "no")
        coming = {LAW_COMING: "yes" if self.coming_effects(date, state) else "no"}
        return none | coming | {effect.kind: effect.how for effect in self.state_effects(date, state)}

    def _with_state_law(self, clashes: tuple[Impossible, ...], facts: Mapping[str, str]) -> tuple[Impossible, ...]:
        """Where the clash is with a state's law, the reason is that law in its own words."""
        effects = {effect.kind: effect for effect in self.state_effects(facts["date"], facts["state"])}

        def grounds(row: Impossible) -> Impossible:
            named = [effects[kind] for kind in row.when if kind in effects]
            because = " ".join((row.because, *(effect.text for effect in named)))
            claims = dict.fromkeys((*row.claims, *(claim for effect in named for claim in effect.claims)))
            return Impossible(when=row.when, because=because, claims=tuple(claims))

        return tuple(grounds(row) for row in clashes)

    def record(self, path: Route) -> str:
        """The path as a page to keep: the facts, each step with its claims, the outcome and what would change it."""
        return "\n".join(self._record_lines(path))

    def _record_lines(self, path: Route) -> Iterator[str]:
        yield from ("Booking desk: record of a path", "Education, not legal advice.", "", "Facts")
        yield from (f"- {fact.question} {fact.value(path.facts[fact.id]).label}." for fact in self.rules.facts)
        for row in path.impossible:
            yield from ("", "These facts cannot stand together", f"- {row.because} {_marks(row.claims)}")
        for number, stop in enumerate(path.stops, start=1):
            yield from ("", f"Step {number}. {stop.step.title}")
            yield from (f"- {row.kind.capitalize()}: {row.text} {_marks(row.claims)}" for row in stop.statements)
        if path.outcome:
            yield from ("", f"Outcome: {path.outcome.title}", f"{path.outcome.text} {_marks(path.outcome.claims)}")
            flips = self.flips(path)
            yield from ("", "Single facts that would change it" if flips else "No single fact would change it")
            yield from (f"- {flip.fact.question} {flip.label}: {flip.outcome.title}" for flip in flips)


def _marks(claims: tuple[str, ...]) -> str:
    return f"[{', '.join(claims)}]"
