"""The WSO agreement by topic: what stayed and what went between two of its four forms."""

from __future__ import annotations

from dataclasses import dataclass

from wso_lessons.content import Course
from wso_lessons.content.reference import AgreementSection

VERSIONS = {
    "v1": "April 2019",
    "v1b": "early 2020",
    "v2": "July to December 2020",
    "v3": "2025",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One topic in an earlier and a later form."""

    section: AgreementSection
    earlier: str
    later: str

    @property
    def differs(self) -> bool:
        """Whether the two versions differ."""
        return self.earlier != self.later


class AgreementReader:
    """The topics in the order of the agreement."""

    def __init__(self, course: Course) -> None:
        found = course.reference("agreement_sections").sound_records()
        self.sections: tuple[AgreementSection, ...] = tuple(sorted(found, key=lambda section: section.number))
        self.by_id = {section.id: section for section in self.sections}

    def in_order(self, one: str, other: str) -> tuple[str, str]:
        """Two forms, the earlier first."""
        earlier, later = sorted((one, other), key=list(VERSIONS).index)
        return earlier, later

    def compare(self, earlier: str, later: str, only_changed: bool = False) -> tuple[Comparison, ...]:
        """Every topic in two forms (keys of VERSIONS)."""
        rows = [Comparison(s, s.text_in(earlier), s.text_in(later)) for s in self.sections]
        return tuple(row for row in rows if row.differs or not only_changed)

    def history(self, section: AgreementSection) -> tuple[tuple[str, str, bool], ...]:
        """A topic form by form: the form's name, its words, and whether they differ from the form before."""
        rows, before = [], None
        for version, name in VERSIONS.items():
            words = section.text_in(version)
            rows.append((name, words, before is not None and words != before))
            before = words
        return tuple(rows)
