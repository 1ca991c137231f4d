"""The documentation is complete, and what it tells people to do works."""

from __future__ import annotations

import os
import re
import tomllib

import click
import pytest

from tests.support.docs_steps import Reader, steps
from tests.support.faults import REFUSALS
from tests.support.world import ROOT
from wso_lessons.authoring.catalogue import RULES
from wso_lessons.cli.main import main
from wso_lessons.content import builtin_course, open_course
from wso_lessons.exports.formats import FORMATS
from wso_lessons.notebook.cells import CELL_TAGS
from wso_lessons.pages.html import escape
from wso_lessons.quiz import KINDS, Bank
from wso_lessons.tables.cards import cards

DOCS = ROOT / "docs"
LESSON = "08-our-countys-agreement"
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)(#[^)\s]*)?\)")


def text_of(name):
    return (DOCS / name).read_text(encoding="utf-8")


def commands(command=main, path=("wso-lessons",)):
    """Every command with its words."""
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from commands(inner, (*path, name))
    else:
        yield " ".join(path), command


@pytest.mark.parametrize(("words", "command"), list(commands()), ids=lambda one: one if isinstance(one, str) else "")
def test_every_command_with_its_arguments_and_options_is_documented(words, command):
    parts = re.split(r"^### ", text_of("commands.md"), flags=re.MULTILINE)
    part = next((one for one in parts if re.match(rf"`{words}[ `]", one)), "")
    assert part, f"docs/commands.md has no part on {words}."
    for parameter in command.params:
        name = parameter.human_readable_name if isinstance(parameter, click.Argument) else parameter.opts[0]
        assert name in part, f"The part on {words} does not speak of {name}."


def test_no_command_is_documented_that_is_not_there():
    documented = re.findall(r"^### `(wso-lessons [a-z-]+(?: [a-z]+)?)", text_of("commands.md"), re.MULTILINE)
    assert sorted(documented) == sorted(words for words, _ in commands())


def test_every_command_that_any_page_shows_exists():
    known = {words for words, _ in commands()} | {"wso-lessons new", "wso-lessons --help", "wso-lessons COMMAND"}
    for page in [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        shown = re.sub(r"`wso-lessons receipt`", "", page.read_text(encoding="utf-8"))  # a word inside a receipt
        for found in re.findall(r"wso-lessons (?:new )?[A-Za-z-]+", shown):
            plain = " ".join(found.split())
            assert plain in known or plain.rsplit(" ", 1)[0] in known - {"wso-lessons"}, f"{page.name}: {plain}"


@pytest.mark.parametrize("code", REFUSALS)
def test_every_code_that_stops_a_command_is_documented(code):
    assert f"| `{code}` |" in text_of("commands.md")


def test_every_rule_of_check_is_documented():
    documented = set(re.findall(r"^#+ `([a-z-]+)`$", text_of("check-rules.md"), flags=re.MULTILINE))
    assert documented == set(RULES)


@pytest.mark.parametrize("page", ["tags.md", "check-rules.md"])
def test_every_tag_is_documented_and_no_other(page):
    rows = set(re.findall(r"^\| `([a-z][a-z-]*)` \|", text_of(page), flags=re.MULTILINE))
    assert rows == set(CELL_TAGS)


def test_the_first_page_gives_each_lesson_the_minutes_of_the_manifest():
    told = re.findall(r"^\| (\d\d) \|.*\| (\d+) \+ (\d+) \|$", (ROOT / "README.md").read_text(), flags=re.MULTILINE)
    numbered = [one for one in builtin_course().lessons if one.id[:2].isdigit()]
    assert told == [(one.id[:2], str(one.minutes), str(one.deeper_minutes)) for one in numbered]


def test_every_kind_of_question_and_every_export_is_documented():
    headings = set(re.findall(r"^## ([a-z]+):", text_of("quiz-items.md"), flags=re.MULTILINE))
    assert headings == set(KINDS)
    rows = set(re.findall(r"^\| `([a-z0-9-]+)` \| a f(?:ile,|older)", text_of("commands.md"), flags=re.MULTILINE))
    assert rows == set(FORMATS)


def tables_page():
    """The page on the tables, made from their cards."""
    lines = [
        "# The tables", "",
        "Made from the tables' cards in `data/tables/datasets.yaml`; a test fails when it is not current, and",
        "`WRITE_DOCS=1 pytest tests/test_docs.py` writes it anew. In a notebook `about(\"roster\")` shows a card and",
        "`load(\"roster\")` gives the table.",
    ]  # fmt: skip
    for card in cards(builtin_course()).values():
        lines += ["", f"## `{card.id}`: {card.title}", "", f"One row is {card.row}. Key: {', '.join(card.key)}. "
                  f"As of {card.as_of}. Source: {'; '.join(card.credits)}.", "", card.made, ""]  # fmt: skip
        lines += [f"- {limit}" for limit in card.limits]
        lines += ["", "| Column | Type | Meaning | Empty means |", "|---|---|---|---|"]
        lines += [
            f"| `{one.name}` | {cell(one.kind())} | {cell(one.meaning)} | {cell(one.empty or 'never')} |"
            for one in card.columns
        ]
    return "\n".join(lines) + "\n"


def cell(text):
    return str(escape(text)).replace("|", "\\|").replace("&#x27;", "'").replace("&quot;", '"')


def test_every_table_and_column_is_documented():
    if os.environ.get("WRITE_DOCS"):
        (DOCS / "tables.md").write_text(tables_page(), encoding="utf-8")
    assert text_of("tables.md") == tables_page()


@pytest.mark.parametrize("page", [*sorted(DOCS.rglob("*.md")), ROOT / "README.md"], ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    for address, _ in _LINK.findall(text):
        if not address.startswith(("https://", "mailto:", "javascript:")):
            assert (page.parent / address).exists(), f"{page.name} leads to {address}"


def test_the_page_on_extending_installs_all_that_its_commands_need():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    named = re.search(r'`pip install "\.\[(\w+)\]"`', text_of("extending.md"))
    assert named
    installed = {re.split(r"[<>=]", one)[0] for one in extras[named[1]]}
    assert {"nbclient", "nbval", "pytest"} <= installed


@pytest.mark.notebook
@pytest.mark.slow
def test_following_the_page_on_extending_to_the_letter_gives_a_sound_lesson(tmp_path):
    reader = Reader(tmp_path, f"riverside/notebooks/{LESSON}.ipynb")
    for step in steps(DOCS / "extending.md"):
        reader.follow(step)
    assert reader.done == {
        "command": 4, "output": 1, "addition": 7, "cell": 4, "file": 4, "change": 2, "other": 1,
    }  # fmt: skip
    assert reader.told[-2].splitlines()[-1].startswith("0 errors, 0 warnings in ")
    course = open_course(tmp_path / "riverside")
    listed = [entry.id for entry in course.lessons]
    assert listed[listed.index("02-legal-authority") + 1] == LESSON
    assert course.lesson("04-agency-growth").leave_out == ("Three traps in one small list", "Who signs")
    assert course.claims["our-countys-agreement-passed"].value == "2"
    assert course.terms["detainer"].meaning.startswith("A form on which ICE asks")
    assert "our-county-vote" in course.reference("timeline")
    assert Bank(course).item("our-countys-agreement/votes-against").kind == "number"
    text = (tmp_path / "riverside" / "notebooks" / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert "Bar chart of votes for: Ask for an agreement 4, Ask for a yearly report 5" in text
    assert "votes-against" in (tmp_path / "key.html").read_text(encoding="utf-8")
