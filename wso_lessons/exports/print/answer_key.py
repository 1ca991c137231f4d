"""The answer key: every question of a course or of some lessons, with its key, reasons and sources, on one page."""

from __future__ import annotations

from wso_lessons.exports.material import Chapter, Export, Material, notes_on_unlisted_sets
from wso_lessons.exports.print.htmlfile import html_file
from wso_lessons.exports.print.key import question_with_key
from wso_lessons.pages.dates_and_names import day_of_facts
from wso_lessons.pages.html import listing, tag


def export(material: Material) -> Export:
    """One HTML file, to be read or printed."""
    title = f"Answer key: {material.course.manifest.title}"
    asking = [chapter for chapter in material.chapters if chapter.sets]
    contents = listing(tag("a", one.entry.title, href=f"#lesson-{one.entry.id}") for one in asking)
    chapters = [_chapter(material, chapter) for chapter in asking]
    caution = "For instructors. Questions of opinion have no key; please do not give them one."
    body = tag("main", tag("h1", title), tag("p", caution), contents, *chapters)
    return Export({"answer-key.html": html_file(title, body)}, tuple(notes_on_unlisted_sets(material)))


def _chapter(material: Material, chapter: Chapter) -> object:
    entry = chapter.entry
    parts = [tag("h2", entry.title), tag("p", day_of_facts(entry), class_="small")]
    for item_set in chapter.sets:
        parts.append(tag("h3", item_set.title, " ", tag("code", item_set.id)))
        parts += [question_with_key(material, item, number) for number, item in enumerate(item_set.items, start=1)]
    return tag("section", *parts, id=f"lesson-{entry.id}")
