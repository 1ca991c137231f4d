"""A lesson as one file: everything inside, hostile words as text, its questions as they are printed until it runs."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from xml.etree import ElementTree

import pytest

from tests.support.export_samples import DAY, HOSTILE, built_in
from wso_lessons.content import Where
from wso_lessons.exports.material import gather
from wso_lessons.exports.page import page, scorm
from wso_lessons.notebook.cells import Cell
from wso_lessons.pages.html import Markup

LIMIT = 850_000  # bytes of the longest lessons, their pictures inside
LESSON = "00-start-here"


@pytest.fixture(scope="module")
def first_page():
    """The built-in course's first lesson, and the note that there are others."""
    return page.export(built_in())


def data_of(text):
    return json.loads(re.search(r'id="marks">(.*?)</script>', text, re.DOTALL)[1])


@pytest.mark.slow
def test_every_question_of_a_lesson_is_marked_in_one_file_that_loads_nothing(first_page):
    ((name, content),) = first_page.files.items()
    text = content.decode()
    data = data_of(text)
    assert name == f"{LESSON}.html"
    assert first_page.notes == (page.FIRST_ONLY,)
    asked = [item["id"] for one in data["sets"] for item in one["items"]]
    assert sorted(data["sheets"]) == sorted(asked)
    assert len(asked) == text.count('<article class="box">') > 15
    assert text.count("data-box=") == len(data["sets"])
    assert "connect-src" not in text
    assert "default-src 'none'; img-src data:; style-src 'sha256-" in text
    assert not re.search(r'<(?:link|iframe|object)\b|\ssrc="(?!data:)', text)
    assert "can find the key" in text


@pytest.mark.slow
def test_no_two_modules_of_the_page_give_one_name_to_two_things(first_page):
    """They stand in one scope there: of two functions of one name the last would be both."""
    ((_, content),) = first_page.files.items()
    script = content.decode().rpartition("(() => {\n")[2]
    # What a module names for itself stands at the beginning of a line.
    names = re.findall(r"^(?:async )?(?:function|class|const|let) (\w+)", script, re.MULTILINE)
    assert len(names) > 50
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.slow
@pytest.mark.parametrize("lesson", ["02-legal-authority", "03-fourth-amendment"])
def test_the_longest_lessons_stay_light(lesson):
    (content,) = page.export(built_in(lesson)).files.values()
    assert len(content) < LIMIT


def test_hostile_words_are_text(hostile):
    material = gather(hostile, (), DAY)
    boxes = page.MarkedBoxes(material, hostile.lessons[0])
    boxes.box(Cell(Where(""), "code", 'lesson.ask("toy/hostile")', (), (), None), Markup("printed"))
    text = boxes.data()
    assert text.count("<") == 2
    assert json.dumps(HOSTILE)[1:-1] in json.dumps(data_of(text)["sheets"]["toy/hostile"])
    (content,) = page.export(material).files.values()
    assert content.decode().count("<script") == 2


@pytest.mark.slow
def test_a_scorm_package_lists_a_page_for_each_lesson_with_questions_and_holds_its_core_alone():
    made = scorm.export(built_in(LESSON, "review"))
    assert [note for note in made.notes if "review" in note]
    with zipfile.ZipFile(io.BytesIO(made.files["course.zip"])) as archive:
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        text = archive.read(f"{LESSON}.html").decode()
    names = {"c": scorm.IMSCP}
    (item,) = manifest.iterfind(".//c:item", names)
    (resource,) = manifest.iterfind(".//c:resource", names)
    assert item.get("identifierref") == resource.get("identifier")
    assert resource.get("href") == f"{LESSON}.html"
    assert resource.get(f"{{{scorm.ADLCP}}}scormtype") == "sco"
    assert 'class="deeper"' not in text
    assert 'class="look"' in text
