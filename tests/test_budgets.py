"""What a learner's computer has to carry, in bytes and messages; seconds are measured in `benchmarks/`."""

from __future__ import annotations

import comm
import pytest

from tests.support.world import ROOT
from wso_lessons import open_lesson
from wso_lessons.widgets.quiz_widget import QuizWidget

NOTEBOOK = 1_200_000  # the fullest has seven models, each with four pictures to be read without a kernel
SET_OF_TEN = 60_000  # with the page's module and style sheet, which go along once


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_lesson_keeps_to_its_bytes(path):
    assert path.stat().st_size < NOTEBOOK


@pytest.fixture
def sent(monkeypatch):
    """The messages that widgets would send to the page as they are made."""
    messages = []

    class Heard(comm.base_comm.BaseComm):
        def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
            messages.append((msg_type, data, buffers))

    monkeypatch.setattr(comm, "create_comm", Heard)
    return messages


def test_a_set_of_questions_is_one_message(sent):
    view = open_lesson("04-agency-growth").quiz("growth-wrap-up")
    view._repr_mimebundle_()
    opened = [data for kind, data, _ in sent if kind == "comm_open"]
    assert [one["state"]["_anywidget_id"] for one in opened] == [f"{QuizWidget.__module__}.QuizWidget"]
    assert len(sent) == 1
    assert len(opened[0]["state"]["items"]) >= 8
    assert len(repr(opened[0]["state"])) < SET_OF_TEN


def test_a_model_and_a_note_are_one_message_each_and_a_move_is_one_more(sent, tmp_path, monkeypatch):
    monkeypatch.setenv("WSO_LESSONS_PROGRESS", str(tmp_path / "progress.db"))
    lesson = open_lesson("04-agency-growth")
    model, note = lesson.explore("growth").widget, lesson.note("growth/budget", "A note").widget
    for widget in (model, note):
        widget._repr_mimebundle_()
    assert [kind for kind, *_ in sent] == ["comm_open", "comm_open"]
    for widget, message in ((model, {"name": "scale", "value": "log"}), (note, {"text": "Mine."})):
        widget._handle_custom_msg(message, [])
    assert [kind for kind, *_ in sent[2:]] == ["comm_msg", "comm_msg"]
