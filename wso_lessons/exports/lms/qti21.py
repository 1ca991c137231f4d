"""QTI 2.1: a package with one file for each question and one test for each question set."""

from __future__ import annotations

from wso_lessons.exports.lms.plain import plain_sets
from wso_lessons.exports.lms.qti21_items import SCHEMA, assessment_item
from wso_lessons.exports.lms.xmlfile import PICTURES, XmlNode, archive, document, identifier, manifest, node, resource
from wso_lessons.exports.material import Export, ItemSet, Material, notes_on_unlisted_sets

PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
PACKAGE_SCHEMA = {
    "xmlns": PACKAGE,
    "xmlns_xsi": SCHEMA["xmlns_xsi"],
    "xsi_schemaLocation": f"{PACKAGE} http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
}


def export(material: Material) -> Export:
    """A zip file for systems that read QTI 2.1 packages."""
    files: dict[str, bytes] = {}
    resources: list[XmlNode] = []
    notes = notes_on_unlisted_sets(material)
    for item_set, questions in plain_sets(material, notes):
        parts = []
        for plain in questions:
            name, path = identifier(plain.id), f"items/{plain.id.replace('/', '-')}.xml"
            files[path] = document(assessment_item(plain, name))
            entry = resource(name, "imsqti_item_xmlv2p1", path)
            if picture := plain.picture:
                files[f"{PICTURES}/{picture.name}"] = picture.data
                entry.append(node("file", href=f"{PICTURES}/{picture.name}"))
            resources.append(entry)
            parts.append((name, path))
        if parts:
            resources.append(_test(files, item_set, parts, counts=material.graded and item_set.is_check))
    package = identifier("package", material.course.manifest.id)
    listed = manifest("QTIv2.1 Package", "1.0.0", resources, identifier=package, **PACKAGE_SCHEMA)
    files["imsmanifest.xml"] = document(listed)
    return Export({"questions.zip": archive(files)}, tuple(notes))


def _test(files: dict[str, bytes], item_set: ItemSet, parts: list[tuple[str, str]], *, counts: bool) -> XmlNode:
    """Writes a set's test; gives its entry for the manifest."""
    name, path = identifier("test", item_set.id), f"tests/{item_set.id}.xml"
    refs = [node("assessmentItemRef", identifier=one, href=f"../{href}") for one, href in parts]
    section = node(
        "assessmentSection", *refs, identifier=identifier("section", item_set.id), title=item_set.title, visible="true"
    )
    part = node(
        "testPart",
        node("itemSessionControl", maxAttempts="1" if counts else "0", showFeedback="true"),  # 0: as often as one likes
        section,
        identifier="part1",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    whole = node("assessmentTest", part, identifier=name, title=item_set.title, **SCHEMA)
    files[path] = document(whole)
    return resource(name, "imsqti_test_xmlv2p1", path, *(one for one, _ in parts))
