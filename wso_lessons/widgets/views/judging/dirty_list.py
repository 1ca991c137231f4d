"""Dirty list: the learner presses what is wrong, says how, mends it, and sees what the reader repairs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from wso_lessons.content import Course
from wso_lessons.pages.html import Markup, join, listing, table, tag
from wso_lessons.simulators.judging.dirty_list import DirtyRules, Flaw, counts_in_words, judge_place, tidy_rows
from wso_lessons.simulators.judging.dirty_scene import list_picture
from wso_lessons.simulators.rulebook import find_row, read_rules
from wso_lessons.widgets.panel.footnotes import cite_claims, sources
from wso_lessons.widgets.panel.screen import NOTHING, Control, Group, Screen, button, join_blocks, part, scroll
from wso_lessons.widgets.panel.simulation import Facts, Simulation

if TYPE_CHECKING:
    from wso_lessons.ice.records import Repair

LIST_DAY = dt.date(2026, 5, 18)
BESIDE_REPAIRS = ("growth-agencies-how-counted", "growth-trap-hidden")  # what the reader does beside its repairs
REPAIR_HEADERS = ("Row", "Column", "In the file", "The reader writes", "By its rule")
DIRTY_FACTS: dict[str, object] = {"place": "", "found": (), "mended": (), "said": "", "shown": "no"}


class DirtyListView(Simulation):
    """Shows the rows of data/simulators/dirty-list.yaml.

    `place` is what is pressed, `found` and `mended` are flaws by id, `said` is what was answered last, `shown` says
    that the reader's repairs were asked for.
    """

    name = "dirty-list"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._rules = course, read_rules(course, DirtyRules, "dirty-list")
        flaws = [flaw.id for flaw in self._rules.flaws]
        options = {"place": ("", *self._rules.places), "found": flaws, "mended": flaws, "shown": ("yes", "no")}
        super().__init__(DIRTY_FACTS, chosen, options)

    def build(self, facts: Facts) -> Screen:
        rules, shown = self._rules, facts["shown"] == "yes"
        done = [flaw.id for flaw in rules.flaws]
        return Screen(
            rules.title,
            tuple(self._groups(facts)),
            self._comparison(facts["mended"]) if shown else self._mended_lines(facts),
            self._text(),
            self._words(facts),
            stored=None if shown else part(f"Five things are wrong here. {counts_in_words(rules, ())}"),
            how=rules.words,
            picture=list_picture(rules, facts["place"], facts["found"], facts["mended"]),
            ending=None if shown else list_picture(rules, "", done, done),
            afterword=self._comparison(()),
            asks=not shown and len(facts["mended"]) < len(done),
        )

    def _words(self, facts: Facts) -> str:
        found, mended = len(facts["found"]), len(facts["mended"])
        said = [facts["said"]] if facts["said"] else []
        tally = f"Found {found} of {len(self._rules.flaws)}, mended {mended}."
        return " ".join([*said, tally, counts_in_words(self._rules, facts["mended"])])

    def _open_flaw(self, facts: Facts) -> Flaw | None:
        """The flaw at the pressed place, where it was found and is not mended yet."""
        flaw = self._rules.flaw_at(facts["place"])
        return flaw if flaw and flaw.id in facts["found"] and flaw.id not in facts["mended"] else None

    def _groups(self, facts: Facts) -> Iterator[Group]:
        place, flaw = facts["place"], self._open_flaw(facts)
        if flaw:
            choices = tuple((mend.id, mend.name) for mend in flaw.mends)
            yield Group(f"Mend it: {flaw.line}", (Control("mend", "radio", "What belongs in the gap?", "", choices),))
        elif place and self._is_open(place, facts):
            kinds = tuple((kind.id, kind.name) for kind in self._rules.kinds)
            legend = f"{self._rules.name_of(place).capitalize()}: “{self._rules.text_at(place)}”"
            yield Group(legend, (Control("kind", "radio", "What is wrong with it?", "", kinds),))
        finish = button("show", "Compare with the reader's repairs", facts["shown"] != "yes")
        yield Group("The list", (finish, button("again", "Begin again")))

    def _is_open(self, place: str, facts: Facts) -> bool:
        flaw = self._rules.flaw_at(place)
        return not (flaw and flaw.id in facts["mended"])

    def _mended_lines(self, facts: Facts) -> Markup:
        flaws = [find_row(self._rules.flaws, name) for name in facts["mended"]]
        if not flaws:
            return NOTHING
        return join((part("Mended"), listing(self._mended_line(flaw) for flaw in flaws), self._sources()))

    def _mended_line(self, flaw: Flaw) -> Markup:
        line = tag("code", flaw.fill_gap(flaw.right))
        return join((line, " ", cite_claims(flaw.right.says, dict.fromkeys((*flaw.claims, *flaw.right.claims)))))

    def _sources(self) -> Markup:
        cited = (one for flaw in self._rules.flaws for one in (flaw, flaw.right))
        return sources(self._course, (*cited, *BESIDE_REPAIRS))

    def _comparison(self, mended: tuple[str, ...]) -> Markup:
        """The lines that mend, beside the repairs that this course's reader makes in the same rows."""
        rows = [(one.row, one.column, f"“{one.before}”", f"“{one.after}”", one.rule) for one in self.repairs()]
        repairs = scroll("The reader's repairs", table("What the reader repairs in these rows", REPAIR_HEADERS, rows))
        lines = listing(self._mended_line(flaw) for flaw in self._rules.flaws)
        yours = [flaw.id for flaw in self._rules.flaws if flaw.id in mended]
        told = tag("p", f"You mended {len(yours)} of {len(self._rules.flaws)}.") if yours else NOTHING
        rest = "It repairs cells alone. A name it reads together with its state, and a hidden row it counts."
        after = tag("p", cite_claims(rest, BESIDE_REPAIRS))
        return join((told, part("The lines"), lines, repairs, after, tag("p", self._rules.ending), self._sources()))

    def repairs(self) -> list[Repair]:
        """What the reader of ICE's workbooks changes in these rows, as it would in the whole list."""
        from wso_lessons.ice.cells import SheetCell, SheetRow
        from wso_lessons.ice.cleaning import Cleaner
        from wso_lessons.ice.rules import rules_of

        places = {column.id: place for place, column in enumerate(self._rules.columns, 1)}
        cleaner = Cleaner(Path(self.name), rules_of(self._course), places, LIST_DAY, LIST_DAY)
        for row, cells in zip(self._rules.rows, tidy_rows(self._rules, ()), strict=True):
            sheet = {
                places[name]: SheetCell(text, "date" if name == "signed" else "text") for name, text in cells.items()
            }
            cleaner.agreement(SheetRow(row.number, hidden=False, cells=sheet), {})
        return cleaner.repairs

    def _text(self) -> str:
        lines = [f"{row.number}: {'; '.join(row.cells)}" for row in self._rules.rows]
        return join_blocks([*lines, self._rules.strip])

    def press(self, name: str) -> dict[str, object]:
        """What a cell or a button changes."""
        if name == "again":
            return dict(DIRTY_FACTS)
        if name == "show":
            return {"shown": "yes", "said": "", "place": ""}
        where = self._rules.name_of(name)
        return {"place": name, "said": f"{where[0].upper()}{where[1:]}: “{self._rules.text_at(name)}”."}

    def enter(self, name: str, value: str) -> dict[str, object]:
        """What is wrong with the pressed place, or what belongs in the gap."""
        facts, rules = self.facts, self._rules
        if name == "kind":
            right, said = judge_place(rules, facts["place"], value)
            new = (value,) if right and value not in facts["found"] else ()
            return {"said": said, "found": (*facts["found"], *new)}
        flaw = self._open_flaw(facts)
        if not flaw:
            return {}
        mend = find_row(flaw.mends, value)
        said = f"{flaw.fill_gap(mend)}: {mend.says}"
        return {"said": said, "mended": (*facts["mended"], flaw.id)} if mend.right else {"said": said}
