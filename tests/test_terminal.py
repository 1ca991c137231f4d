"""No text of a course, a file's name or a learner's record acts on the terminal of who types a command."""

import pytest
from click.testing import CliRunner

from wso_lessons.cli.main import main
from wso_lessons.cli.terminal import LONGEST_LINE, fold_prose
from wso_lessons.content.answer import Answer
from wso_lessons.progress import open_progress
from wso_lessons.workspace import start as starting

ACTS = r'"\e]0;owned\a\x9b31m\u202egnp"'


@pytest.fixture
def course(toy, tmp_path, monkeypatch):
    monkeypatch.delenv("WSO_LESSONS_PROGRESS", raising=False)
    # Other tests may have allowed these files; this one wants the question, and never a server.
    monkeypatch.setenv("WSO_LESSONS_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(starting, "_serve", lambda *_: None)
    progress = open_progress(toy / ".wso-lessons" / "progress.sqlite3")
    progress.record_answer(Answer(item_id="toy/pears", response="2", state="right", score=1.0))
    progress.close()
    return toy


def said(*arguments):
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", ["A tiny course, whole enough for the tests", "Counting pears", "[toy]", "01-toy.ipynb"]
)
def test_a_manifests_words_are_shown_and_obeyed_by_no_terminal(course, tmp_path, words):
    path = course / "course.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(words, f"[{ACTS}]" if words == "[toy]" else ACTS, 1), encoding="utf-8")
    verbs = (["check"], ["lessons"], ["progress"], ["start", "--no-browser"])
    outputs = [said(*verb, course) for verb in verbs]
    outputs += [said("export", "gift", tmp_path / "bank.gift", course), said("guide", "--course", course)]
    assert any("owned" in one for one in outputs)
    assert [one for one in outputs if any(sign in one for sign in "\x1b\x07\x9b\u202e")] == []


def test_a_files_name_is_shown_and_a_long_text_is_cut(course):
    (course / "claims" / "\x1b[31m.yaml").write_text(f"- id: {'x' * 100_000}\n", encoding="utf-8")
    told = said("check", course)
    assert "\ufffd[31m.yaml" in told
    assert max(map(len, told.splitlines())) <= LONGEST_LINE + 1


def test_prose_is_folded_between_words_for_a_terminal_and_left_whole_for_a_file():
    text = "A line that is longer than twenty.\n\nShort.\nhttps://example.org/an/address"
    assert fold_prose(text, 20).split("\n") == [
        "A line that is", "longer than twenty.", "", "Short.", "https://example.org/an/address",
    ]  # fmt: skip
    assert fold_prose(text, 0) == text


def test_a_date_that_is_none_is_shown_and_obeyed_by_no_terminal():
    told = said("report", "r.json", "--since", "\x1b[31m")
    assert "\ufffd[31m" in told
    assert "\x1b" not in told
