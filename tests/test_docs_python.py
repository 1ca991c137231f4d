"""The examples of docs/extending-python.md do what they say."""

from __future__ import annotations

import importlib
import re
import sys

import pytest

from tests.support.docs_steps import steps
from tests.support.quiz_samples import made
from tests.support.world import ROOT
from wso_lessons import load
from wso_lessons.charts import bars
from wso_lessons.content import ContentError, UnknownId, builtin_course
from wso_lessons.exports.formats import FORMATS, Format
from wso_lessons.exports.material import gather
from wso_lessons.quiz import KINDS, grade

PAGE = ROOT / "docs" / "extending-python.md"


@pytest.fixture
def example(tmp_path, monkeypatch):
    """Writes the page's modules into a folder and imports one of them."""
    monkeypatch.syspath_prepend(str(tmp_path))
    for step in steps(PAGE):
        name = re.search(r"Write `([\w.]+)`:$", step.lead)
        assert name, step.lead
        (tmp_path / name[1]).write_text(step.text, encoding="utf-8")

    def get(module):
        importlib.invalidate_caches()
        loaded = importlib.import_module(module)
        monkeypatch.delitem(sys.modules, module)
        return loaded

    return get


def votes():
    import pandas as pd

    frame = pd.DataFrame({"motion": ["Ask", "Report"], "votes_for": [4, 5], "votes_against": [1, 0]})
    frame.attrs.update(source="Minutes", as_of="2026-03-03")
    return frame


@pytest.mark.slow
def test_the_chart_states_its_finding_source_and_numbers(example):
    chart = example("our_charts").margins(votes())
    assert chart.title == "The clearest vote was decided by 5"
    text = chart._repr_mimebundle_()["text/plain"]
    assert "Ask by 3 and Report by 5" in text
    assert "Source: Minutes. As of" in text
    assert chart.svg() == chart.svg()


@pytest.mark.slow
def test_bars_draw_any_small_table_and_refuse_what_they_cannot(example):
    chart = bars(votes(), "motion", "votes_for", "Both passed", unit="votes")
    assert chart.alt == "Bar chart of votes: Ask 4 and Report 5."
    assert chart.numbers.rows == (("Ask", "4"), ("Report", "5"))
    monthly = load("monthly_agreements").head(3)
    assert bars(monthly, "month", "agreements", "T").numbers.rows[0][0] == "January 2021"
    bare = votes()
    bare.attrs.clear()
    for frame, words in (
        (bare, "names no source"),
        (votes().assign(votes_for=-1), "from 0 up"),
        (votes().iloc[:0], "no rows"),
    ):
        with pytest.raises(ValueError, match=words):
            bars(frame, "motion", "votes_for", "T")
    with pytest.raises(ValueError, match="bars are too many"):
        bars(load("roster"), "agency", "source_row", "T")


RANKED = """
kind: ranked
second: Good
options:
  - {text: Best, correct: true, reason: R}
  - {text: Good, reason: R}
  - {text: Bad, reason: R}
"""


def test_the_kind_of_question_is_read_graded_and_exported(example, monkeypatch):
    monkeypatch.setitem(sys.modules, "ranked", example("ranked"))
    monkeypatch.setitem(KINDS, "ranked", "ranked:Ranked")
    item = made(RANKED)
    keys = {text: key for key, text in item.choices()}
    assert [grade(item, keys[text]).score for text in ("Best", "Good", "Bad")] == [1.0, 0.5, 0.0]
    assert grade(item, "nonsense").state == "not attempted"
    with pytest.raises(ContentError, match="none of the options"):
        made(RANKED.replace("second: Good", "second: Fair"))


def test_the_page_draws_every_kind_that_python_knows():
    script = (ROOT / "wso_lessons" / "widgets" / "static" / "quiz_kinds.js").read_text(encoding="utf-8")
    table = script[script.index("const KINDS = {") :]
    assert set(re.findall(r"\b([a-z]+)(?=:|,)", table[: table.index("};")])) >= set(KINDS)
    assert 'chooser("radio")' in table


def test_the_simulator_answers_and_refuses(example):
    vote = example("our_simulators").BoardVote(builtin_course(), votes="3")
    assert "With 3 of five votes the motion passes." in repr(vote)
    assert "fails" in vote.receive({"name": "rule", "value": "two-thirds"}).words
    with pytest.raises(UnknownId):
        example("our_simulators").BoardVote(builtin_course(), votes="6")


def test_the_export_is_a_format_like_the_others(example, monkeypatch):
    example("flash_cards")
    monkeypatch.setitem(FORMATS, "cards", Format("Cards for learning by repetition.", "flash_cards", (".tsv",)))
    made_once = FORMATS["cards"].make(gather(builtin_course(), ("01-launch",)))
    lines = made_once.files["cards.tsv"].decode().splitlines()
    assert len(lines) > 15
    assert all(line.count("\t") == 1 for line in lines)
    assert FORMATS["cards"].make(gather(builtin_course(), ("01-launch",))) == made_once


def test_the_places_that_the_page_names_exist():
    text = PAGE.read_text(encoding="utf-8")
    for place in re.findall(r"`(wso_lessons/[\w./]+)`", text):
        assert (ROOT / place).exists(), place
    homes = {
        "KINDS": "quiz/kinds/registry.py",
        "VIEWS": "widgets/open_view.py",
        "FORMATS": "exports/formats.py",
        "_MAKERS": "exports/lms/plain.py",
    }
    for name, file in homes.items():
        assert re.search(rf"^{name}\b", (ROOT / "wso_lessons" / file).read_text(encoding="utf-8"), re.MULTILINE)
