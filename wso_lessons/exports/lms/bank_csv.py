"""The whole question bank as one table, a row for each item, for spreadsheets and for reading."""

from __future__ import annotations

from collections.abc import Iterator

from wso_lessons.exports.material import Chapter, Export, Material
from wso_lessons.pages.spreadsheet import csv_text
from wso_lessons.quiz import Item

COLUMNS = (
    "id", "lesson", "set", "kind", "objective", "section", "stem", "choices", "key", "reasons", "hints", "claims",
    "sources", "misconceptions", "survey", "withdrawn", "guess",
)  # fmt: skip


def export(material: Material) -> Export:
    """One CSV file in UTF-8 with a byte order mark, which spreadsheets need in order to read accents."""
    return Export({"questions.csv": csv_text(COLUMNS, _rows(material)).encode()})


def _rows(material: Material) -> Iterator[list[str]]:
    seen = set()
    for chapter in material.chapters:
        for item_set in chapter.sets:
            for item in item_set.items:
                seen.add(item.id)
                yield _row(material, item, chapter)
    for item_id in material.bank.ids() if material.whole else ():
        if item_id not in seen:
            yield _row(material, material.bank.item(item_id), None)


def _row(material: Material, item: Item, chapter: Chapter | None) -> list[str]:
    parts = item.parts()
    reasons = [f"{part.text}: {part.reason}" for part in parts]
    if item.why() not in [part.reason for part in parts]:  # where options are given, it is the right one's
        reasons.insert(0, item.why())
    return [
        item.id,
        chapter.entry.id if chapter else "",
        item.set_id,
        item.kind,
        item.objective,
        item.section,
        item.stem,
        "\n".join(text for _, text in item.choices()),
        "\n".join(item.key_text()),
        "\n".join(reason for reason in reasons if reason.strip(": ")) if not item.survey else "",
        "\n".join(item.hints),
        " ".join(item.all_claims()),
        "\n".join(dict.fromkeys(material.bank.note(claim).source for claim in item.all_claims())),
        " ".join(dict.fromkeys(part.misconception for part in parts if part.misconception)),
        "yes" if item.survey else "",
        item.withdrawn,
        "yes" if item.predict and not item.survey else "",
    ]
