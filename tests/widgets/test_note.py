"""A box to write in: kept as it is written, told where it is not, deaf to what makes no sense."""

import pytest

from wso_lessons.widgets.note import KEPT_HERE, NOT_SAVED, SAVED, NoteView


def test_what_is_written_is_kept_and_said():
    kept = []
    view = NoteView("Why?", "", lambda text: not kept.append(text))
    assert view.widget.status == KEPT_HERE
    view.widget._receive_message(view.widget, {"text": "Because."}, [])
    assert (kept, view.widget.text, view.widget.status) == (["Because."], "Because.", SAVED)


def test_what_cannot_be_kept_is_said():
    view = NoteView("Why?", "old", lambda _text: False)
    view.receive({"text": "new"})
    assert view.status == NOT_SAVED


@pytest.mark.parametrize("message", [None, [], {}, {"text": 5}, {"text": None}, {"text": "old"}])
def test_a_message_that_makes_no_sense_or_brings_nothing_new_keeps_nothing(message):
    kept = []
    view = NoteView("Why?", "old", lambda text: not kept.append(text))
    view.receive(message)
    assert (kept, view.text, view.status) == ([], "old", KEPT_HERE)


def test_the_stored_form_holds_the_label_and_not_what_was_written():
    bundle = NoteView("Why?", "A secret.", lambda _text: True)._repr_mimebundle_()
    assert "Why?" in bundle["text/html"]
    assert "secret" not in bundle["text/html"] + bundle["text/plain"]
