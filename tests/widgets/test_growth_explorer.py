"""The growth explorer follows its controls and reads well without a kernel."""

import re

import pytest

from tests.support.model_moves import open_model, send


@pytest.fixture
def explorer():
    return open_model("growth")


def test_a_choice_changes_the_picture_and_the_sentence(explorer):
    before = explorer.screen().as_tree()["stage"]
    send(explorer, "state", "Texas")
    screen = send(explorer, "models", ["WSO", "TFM"])
    assert "Agreements, WSO and TFM, Texas, January 2021 to May 2026: WSO from 3 to 141" in screen.words
    assert "line-JEM" in before
    assert "line-JEM" not in screen.as_tree()["stage"]


def test_no_model_chosen_is_said_in_words_and_changes_nothing(explorer):
    before = explorer.screen().body
    screen = send(explorer, "models", [])
    assert screen.words == "Choose at least one model. Nothing has changed."
    assert screen.body == before


def test_months_the_wrong_way_round_are_refused(explorer):
    send(explorer, "first", "2026-01")
    assert "Nothing has changed" in send(explorer, "last", "2025-01").words


def test_a_lesson_may_open_it_at_a_state():
    shown = open_model("growth", state="Florida").screen()
    assert "Florida: 49 agreements in January 2021, 348 in May 2026" in shown.text


def test_without_a_kernel_the_first_view_is_a_picture_with_its_numbers(explorer):
    page = explorer.screen().page()
    assert "All states: 148 agreements in January 2021, 1,843 in May 2026" in page.text
    assert re.search(
        r'<img src="data:image/svg\+xml;base64,[^"]+" alt="Line chart\. Agreements, WSO, JEM and TFM', page.html
    )
    assert "<svg" not in page.html
