"""The site: every link leads somewhere, nothing is loaded from elsewhere, no key is told, no text acts."""

from __future__ import annotations

import dataclasses
import html
import json
import os
import posixpath
import re
from collections import Counter

import pytest

from tests.support.export_samples import DAY
from wso_lessons.content import builtin_course, open_course
from wso_lessons.exports import formats
from wso_lessons.exports.material import Export, gather
from wso_lessons.exports.site import site
from wso_lessons.notebook.cells import read_page
from wso_lessons.notebook.sections import gates
from wso_lessons.pages import figure

pytestmark = pytest.mark.slow  # it exports the whole course

LESSON = "00-start-here"
PAGE_LIMIT = 400_000  # bytes of a lesson's page
SITE_LIMIT = 3_200_000  # bytes of the built-in course
FIRST_LIMIT = 150_000  # bytes of the home page
_ADDRESS = re.compile(r'(?<![\w-])(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')


@pytest.fixture(scope="module")
def built_in():
    """The built-in course as a site."""
    return site.export(gather(builtin_course(), (), DAY))


def pages(made):
    """The pages of a site as text, by name."""
    return {name: content.decode() for name, content in made.files.items() if name.endswith(".html")}


def test_every_link_leads_to_a_page_and_a_place_of_the_site_or_outside(built_in):
    texts = pages(built_in)
    places = {name: set(map(html.unescape, _ID.findall(text))) for name, text in texts.items()}
    for name, text in texts.items():
        for address in map(html.unescape, _ADDRESS.findall(text)):
            if address.startswith(("https://", "data:image/")):
                continue
            file, _, place = address.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name
            assert target in built_in.files, f"{name}: {address}"
            assert not place or place in places[target], f"{name}: {address}"


def test_every_place_that_the_search_knows_is_there(built_in):
    texts = pages(built_in)
    index = json.loads(re.search(r'id="index">(.*?)</script>', texts["search.html"], re.DOTALL)[1])
    assert {"lesson", "claim", "word"} == {kind for kind, *_ in index}
    assert len(index) > 500
    for _, title, _, address in index:
        file, _, place = address.partition("#")
        assert not place or f'id="{html.escape(place, quote=True)}"' in texts[file], f"{title}: {address}"


def test_no_place_stands_twice_on_a_page(built_in):
    for name, text in pages(built_in).items():
        twice = [place for place, count in Counter(_ID.findall(text)).items() if count > 1]
        assert not twice, f"{name}: {twice}"


def test_nothing_is_loaded_from_elsewhere_and_the_policy_says_so(built_in):
    for name, text in pages(built_in).items():
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
        assert policy.startswith("default-src 'none'; img-src 'self' data:; style-src 'sha256-"), name
        assert "unsafe" not in policy
        assert ("script-src 'none'" in policy) == (name != "search.html"), name
        assert not re.search(r"<link\b|<iframe|@import|url\((?!data:)|<script\s+src|\son\w+=", text), name
        assert not re.search(r'src="(?!data:image/|pictures/)', text), name


def test_the_pages_and_the_site_are_light(built_in):
    assert not {name: len(text) for name, text in built_in.files.items() if len(text) > PAGE_LIMIT}
    assert len(built_in.files["index.html"]) < FIRST_LIMIT
    assert sum(map(len, built_in.files.values())) < SITE_LIMIT


def test_what_a_question_closes_stands_folded_behind_it(built_in):
    course = builtin_course()
    rows = course.question_rows
    votes = {name for name in rows if rows.row(name).get("survey") == "true"}
    assert votes
    for entry in course.lessons:
        text = built_in.files.get(f"{entry.id}.html", b"").decode()
        closing = [gate for gate in gates(read_page(course.notebook(entry.id)).cells) if gate.closes]
        if text and entry.id not in ("glossary", "references"):
            # A vote asks nothing that happened.
            guesses = sum(
                "predict" in gate.asks.tags and not set(re.findall(r'"([\w/-]+)"', gate.asks.source)) & votes
                for gate in closing
            )
            assert text.count("<summary>Show what happened</summary>") == guesses, entry.id
            assert text.count("<summary>Read on</summary>") == len(closing) - guesses, entry.id


def test_every_table_has_a_caption_or_a_name_that_is_spoken(built_in):
    tables = [one for page in pages(built_in).values() for one in re.findall(r"<table[^>]*>\s*(?:<caption>)?", page)]
    assert len(tables) > 30
    assert [one for one in tables if "<caption>" not in one and 'aria-label="' not in one] == []


def test_deeper_parts_are_folded_and_the_home_page_has_the_lessons_and_figures(built_in):
    first = builtin_course().lessons[0]
    lesson, home = (built_in.files[name].decode() for name in ("00-start-here.html", "index.html"))
    assert '<details class="deeper"><summary><h2 id="When-kinds-mix">When kinds mix</h2></summary>' in lesson
    assert f"About {first.minutes} minutes, {first.deeper_minutes} more to go deeper." in home
    assert "Read first" not in lesson
    sixth = built_in.files["06-weigh-and-decide.html"].decode()
    assert "Read first: “Friday, five o'clock”, “The door stays shut”" in html.unescape(sixth.partition("<h2")[0])
    assert home.count("<figure") == 2
    assert f'<p class="lead">{html.escape(builtin_course().manifest.lead, quote=False)}</p>' in home
    assert f'<a href="{first.id}.html" class="button">Begin: ' in home
    assert home.index("Begin: ") < home.index("<figure") < home.index("The lessons") < home.rindex("<figure")
    assert '<li data-number="6"><a href="06-weigh-and-decide.html">' in home
    assert home.count("Facts as of") == 1
    assert [note for note in built_in.notes if note.startswith("Left out: review")]


@pytest.fixture(scope="module")
def sample(material):
    """The sample course's own lesson as a site."""
    return site.export(material)


def test_a_page_tells_no_key_and_no_reason(sample):
    told = "".join(pages(sample).values())
    assert told.count('<article class="box">') == 8
    for secret in ("The first column names a month", "That is the sum of the column", "It wants a judge"):
        assert secret not in told


def test_no_question_of_the_built_in_course_is_printed_with_its_reasons(built_in):
    # One reason may be, word for word, what a claim or another question says; all of a question's are its key.
    asked = "".join(re.findall(r'<article class="box">.*?</article>', "".join(pages(built_in).values()), re.DOTALL))
    sets = [one for chapter in gather(builtin_course(), (), DAY).chapters for one in chapter.sets]
    reasons = {
        item.id: [html.escape(option.reason) for option in item.options if option.reason]
        for one in sets
        for item in one.items
        if hasattr(item, "options")
    }
    assert len(reasons) > 50
    assert asked.count("<article") > 100
    assert not [name for name, told in reasons.items() if told and all(reason in asked for reason in told)]
    assert 'class="right"' not in asked


def test_hostile_words_are_text(hostile):
    for name, text in pages(site.export(gather(hostile, (), DAY))).items():
        assert text.count("<script") == (2 if name == "search.html" else 0), name
        assert "alert('x')" not in text or "&lt;script&gt;" in text or "\\u003cscript" in text, name


def test_a_lesson_without_results_is_told(sample, own_lesson):
    assert [note for note in sample.notes if note.startswith(f"The lesson {own_lesson} has no stored results")]


def test_the_core_alone_has_no_deeper_part_on_its_pages_and_in_its_search():
    material = dataclasses.replace(gather(builtin_course(), (LESSON,), DAY), core_only=True)
    texts = pages(site.export(material))
    assert "When kinds mix" not in texts[f"{LESSON}.html"] + texts["search.html"]
    assert 'class="deeper"' not in texts[f"{LESSON}.html"]
    assert 'class="look"' in texts[f"{LESSON}.html"]


def test_a_course_with_faults_is_exported_and_the_faults_are_told(hostile):
    assert site.FAULTS not in site.export(gather(hostile, (), DAY)).notes
    (hostile.root / "claims" / "worse.yaml").write_text("- &a b\n", encoding="utf-8")
    assert site.FAULTS in site.export(gather(open_course(hostile.root), (), DAY)).notes


def test_a_full_disk_leaves_every_file_of_an_earlier_export_as_it_was(tmp_path, monkeypatch):
    made = Export({"a.html": b"old a", "b.html": b"old b"})
    formats.write(made, "site", tmp_path / "site")
    calls = []

    def fail_at_second(*_):
        calls.append(1)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail_at_second)
    with pytest.raises(formats.ContentError, match="no space left"):
        formats.write(Export({"a.html": b"new a", "b.html": b"new b"}), "site", tmp_path / "site", replace=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "site").iterdir()} == made.files


def test_only_an_earlier_export_is_replaced_and_a_folder_of_anything_else_is_left_as_it_is(sample, tmp_path):
    for name in ("index.html", "essay.odt"):
        folder = tmp_path / name[:5]
        folder.mkdir()
        (folder / name).write_text("<!doctype html><title>My own</title>")
        with pytest.raises(formats.ContentError, match="This folder holds something that is no earlier export"):
            formats.write(sample, "site", folder, replace=True)
        assert [path.name for path in folder.iterdir()] == [name]
    (tmp_path / "site" / ".git").mkdir(parents=True)
    formats.write(sample, "site", tmp_path / "site", replace=True)
    home = tmp_path / "site" / "index.html"
    home.write_bytes(sample.files["index.html"] + b"<!-- earlier -->")
    formats.write(sample, "site", tmp_path / "site", replace=True)
    assert home.read_bytes() == sample.files["index.html"]


def test_figures_follow_the_readers_theme():
    assert ".wf:root {" in figure.style(), "The site's dark figures hang on this rule."


def test_a_site_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "pictures").write_text("no folder")
    made = Export({"index.html": b"a", "pictures/a.svg": b"b"})
    with pytest.raises(formats.ContentError, match="cannot be written"):
        formats.write(made, "site", tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["pictures"]
