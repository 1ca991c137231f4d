"""What stayed and what went between two forms of the WSO agreement."""

from __future__ import annotations

from collections.abc import Iterable

from wso_lessons.content import Course
from wso_lessons.content.reference import AgreementSection
from wso_lessons.pages.html import Markup, join, table, tag
from wso_lessons.simulators.explorers.agreement import VERSIONS, AgreementReader, Comparison
from wso_lessons.widgets.panel.footnotes import cite_claims, source_lines, sources
from wso_lessons.widgets.panel.screen import Control, Group, Screen, join_blocks, part, scroll
from wso_lessons.widgets.panel.simulation import Facts, Simulation

AGREEMENT_TITLE = "The WSO agreement and its forms"
TOPIC_CHOICES = (("yes", "Only changes"), ("no", "All topics"))
AGREEMENT_SILENT = "The agreement is silent here, so there is nothing to quote."


class AgreementExplorer(Simulation):
    """Compares two forms: earlier and later (v1, v1b, v2, v3), changed ("yes": only what changed) and section."""

    name = "agreement"
    family = "explorer"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._reader = course, AgreementReader(course)
        own = {"earlier": "v1", "later": "v3", "changed": "yes", "section": "forty-eight-hours"}
        forms: dict[str, Iterable[str]] = {"earlier": VERSIONS, "later": VERSIONS}
        super().__init__(own, chosen, {**forms, "changed": dict(TOPIC_CHOICES), "section": self._reader.by_id})

    def build(self, facts: Facts) -> Screen:
        earlier, later = self._reader.in_order(facts["earlier"], facts["later"])
        rows = self._reader.compare(earlier, later, facts["changed"] == "yes")
        section = self._reader.by_id[facts["section"]]
        headers = ("Topic", f"Form of {VERSIONS[earlier]}", f"Form of {VERSIONS[later]}", "Change")
        grid = table(f"{len(rows)} topics", headers, [_row(row) for row in rows])
        compared = scroll("Two forms side by side", grid)
        listed = sources(self._course, (row.section for row in rows), brief=True)
        body = join((compared, listed, self._topic(section)))
        text = join_blocks(
            [f"{row.section.topic}: {row.earlier} | {_later_words(row)}" for row in rows],
            self._topic_lines(section),
            source_lines(self._course, (section,)),
        )
        total = len(self._reader.sections)
        changed = sum(row.differs for row in self._reader.compare(earlier, later))
        spoken = f"Between {VERSIONS[earlier]} and {VERSIONS[later]}, {changed} of {total} topics changed."
        words = f"{spoken} Topic opened: {section.topic}."
        return Screen(AGREEMENT_TITLE, self._groups(facts), body, text, words)

    def _groups(self, facts: Facts) -> tuple[Group, ...]:
        versions = tuple((version, f"Form of {name}") for version, name in VERSIONS.items())
        topics = tuple((section.id, f"{section.number}. {section.topic}") for section in self._reader.sections)
        forms = (
            Control("earlier", "select", "Earlier", facts["earlier"], versions),
            Control("later", "select", "Later", facts["later"], versions),
            Control("changed", "radio", "Show", facts["changed"], TOPIC_CHOICES),
        )
        topic = Control("section", "select", "Topic", facts["section"], topics)
        return Group("Two forms", forms), Group("One topic", (topic,))

    def _topic(self, section: AgreementSection) -> Markup:
        rows = [(f"Form of {name}", words) for name, words in self._history(section)]
        caption = f"{section.topic} ({section.locator})"
        return join(
            (
                part(f"One topic through the four forms: {section.topic}"),
                table(caption, ("Form", "What it says"), rows),
                _quotation(section),
                sources(self._course, (section,), "this topic"),
            )
        )

    def _history(self, section: AgreementSection) -> list[tuple[str, str]]:
        first, *rest = self._reader.history(section)
        return [first[:2], *((name, f"Changed: {words}" if new else "The same") for name, words, new in rest)]

    def _topic_lines(self, section: AgreementSection) -> list[str]:
        lines = [f"One topic through the four forms: {section.topic} ({section.locator})"]
        lines += [f"- {name}: {words}" for name, words in self._history(section)]
        form = VERSIONS.get(section.quote_version)
        return [*lines, f'In the form of {form}: "{section.quote}"' if section.quote else AGREEMENT_SILENT]


def _later_words(row: Comparison) -> str:
    return row.later if row.differs else "the same"


def _row(row: Comparison) -> tuple[object, ...]:
    later = cite_claims(_later_words(row), row.section.claims)
    return row.section.topic, row.earlier, later, "Changed" if row.differs else "Stayed"


def _quotation(section: AgreementSection) -> Markup:
    if not section.quote:
        return tag("p", AGREEMENT_SILENT)
    return tag("p", f"In the form of {VERSIONS[section.quote_version]}: ", tag("q", section.quote))
