"""Every way through the booking desk's rules: a fact is varied only where a rule on the way reads it."""

import itertools
import math

from wso_lessons.simulators.desk.booking import Desk
from wso_lessons.simulators.desk.desk_play import DeskPlay


class NotedFacts(dict):
    """Facts that note which of them were asked for."""

    def __init__(self, facts, asked):
        super().__init__(facts)
        self.asked = asked

    def get(self, name, default=None):
        self.asked.append(name)
        return super().get(name, default)


class WatchedDesk(Desk):
    """A desk that notes which facts its rules ask for."""

    asked = ()

    def known_facts(self, facts):
        return NotedFacts(super().known_facts(facts), self.asked)


class WatchedPlay(DeskPlay):
    """The play of a watched desk."""

    def _with_end(self, facts, route):
        return NotedFacts(super()._with_end(facts, route), self.desk.asked)


def every_way(desk, see, **few):
    """What `see` gives of the facts of each way, and how many combinations of facts go the same way.

    Day and state, of which `few` may name some, are varied always: a state's law reads them without a rule.
    """
    always = {name: few.get(name) or [value.id for value in desk.facts[name].values] for name in ("date", "state")}
    waiting = [dict(zip(always, pair, strict=True)) for pair in itertools.product(*always.values())]
    while waiting:
        fixed = waiting.pop()
        desk.asked = []
        facts = desk.complete(fixed)
        seen = see(facts)
        for name in (one for one in dict.fromkeys(desk.asked) if one in desk.facts and one not in fixed):
            others = (value.id for value in desk.facts[name].values if value.id != facts[name])
            waiting += [{**fixed, name: other} for other in others]
            fixed = {**fixed, name: facts[name]}
        yield seen, math.prod(len(fact.values) for name, fact in desk.facts.items() if name not in fixed)
