"""The instructor's pages: found in a course, in the one it extends, and in the installed package."""

import re

import pytest
from click.testing import CliRunner

from tests.support.world import ROOT
from wso_lessons.cli.main import main
from wso_lessons.content import ContentError, UnknownId, builtin_course, open_course
from wso_lessons.notebook.guide import guide_page, pages


@pytest.fixture
def own(tmp_path):
    (tmp_path / "course.yaml").write_text(
        "id: own\ntitle: Own\nextends: wso_lessons\nlessons: [01-launch, glossary]\n", encoding="utf-8"
    )
    return tmp_path


def test_every_lesson_that_is_taught_has_a_page():
    taught = {entry.id for entry in builtin_course().lessons if entry.id[0].isdigit()}
    assert set(pages(builtin_course())) == taught


def test_a_page_of_ones_own_wins_over_the_built_in_one(own):
    assert guide_page(open_course(own), "01-launch").parent.name == "instructors"
    (own / "instructors").mkdir()
    (own / "instructors" / "01-launch.md").write_text("# Mine", encoding="utf-8")
    assert guide_page(open_course(own), "01-launch").read_text(encoding="utf-8") == "# Mine"
    assert pages(open_course(own)) == ("01-launch",)


def test_a_lesson_that_is_not_there_and_one_without_a_page_are_one_sentence(own):
    with pytest.raises(UnknownId, match='Did you mean "01-launch"'):
        guide_page(open_course(own), "01-lunch")
    with pytest.raises(ContentError, match="no instructor's page"):
        guide_page(open_course(own), "glossary")


@pytest.mark.slow
def test_the_command_shows_a_page_and_the_list_of_pages(own, monkeypatch):
    monkeypatch.chdir(own)
    done = CliRunner().invoke(main, ["guide", "01-launch"], env={"COLUMNS": "80"})
    page = done.stdout.splitlines()
    assert page[1] == "=" * len(page[0])
    assert page[0].startswith("Teaching")
    assert any(line.startswith("Minute  What ") and line.endswith("  Slide, sheet") for line in page)
    assert max(map(len, page)) <= 80
    assert not [line for line in page if re.search(r"[|`]|\*\*|^#", line)]
    assert "wso-lessons guide 01-launch > guide.txt" in done.stderr
    assert "--run 50" in done.stderr
    whole = CliRunner().invoke(main, ["guide"])
    assert whole.exit_code == 0
    assert "wso-lessons guide 01-launch" in whole.output
    assert "02-legal-authority" not in whole.output.split("Pages for single lessons")[1]
    assert CliRunner().invoke(main, ["guide", "glossary"]).exit_code == 2


def test_the_pages_go_into_the_wheel():
    text = (ROOT / "hatch_build.py").read_text(encoding="utf-8")
    assert '"docs/instructors"' in text
    assert (ROOT / "docs" / "instructor-guide.md").is_file()
