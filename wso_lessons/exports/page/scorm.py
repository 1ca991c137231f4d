"""The lessons' core as a SCORM 1.2 package: each lesson one page, which tells the system score, state and answers."""

from __future__ import annotations

import dataclasses

from wso_lessons.exports.lms.xmlfile import XmlNode, archive, document, identifier, manifest, node, resource
from wso_lessons.exports.material import Export, Material
from wso_lessons.exports.page.page import lesson_page
from wso_lessons.exports.site.frame import plan
from wso_lessons.exports.site.lesson import SiteText, has_review

NO_QUESTIONS = "Left out: {}, which has no question to be marked."
IMSCP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def export(material: Material) -> Export:
    """The package: a page for each lesson that has questions, and the manifest that lists them."""
    core = dataclasses.replace(material, core_only=True, runtime=None)
    site, files, notes = plan(core), {}, []
    entries = []
    for entry in (chapter.entry for chapter in core.chapters if chapter.entry.id in site.files):
        if has_review(SiteText(site, core.bank, entry).cells) or not entry.questions:
            notes.append(NO_QUESTIONS.format(entry.id))
            continue
        files[f"{entry.id}.html"], told = lesson_page(core, entry)
        notes += told
        entries.append((entry.id, entry.title))
    files["imsmanifest.xml"] = document(_manifest(material.course.manifest.id, site.title, entries))
    return Export({"course.zip": archive(files)}, tuple(notes))


def _manifest(course: str, title: str, entries: list[tuple[str, str]]) -> XmlNode:
    items = [
        node("item", node("title", name), identifier=identifier("item", course, lesson),
             identifierref=identifier("page", course, lesson))
        for lesson, name in entries
    ]  # fmt: skip
    pages = [
        resource(identifier("page", course, lesson), "webcontent", f"{lesson}.html", adlcp_scormtype="sco")
        for lesson, _ in entries
    ]
    whole = identifier("organization", course)
    organization = node("organization", node("title", title), *items, identifier=whole)
    return manifest(
        "ADL SCORM", "1.2", pages, node("organizations", organization, default=whole),
        identifier=identifier("manifest", course, "scorm"), version="1.0", xmlns=IMSCP, xmlns_adlcp=ADLCP,
    )  # fmt: skip
