import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.support.answers import answer, receipt, sealed
from wso_lessons.content.answer import REVIEW
from wso_lessons.progress.receipt import MAX_RECEIPT_TEXT, NOTE, ReceiptError, parse_receipt, read_receipt, receipt_text


@pytest.fixture
def write(tmp_path):
    def put(content):
        path = tmp_path / "receipt.json"
        path.write_text(content if isinstance(content, str) else receipt_text(content), encoding="utf-8")
        return path

    return put


def test_a_receipt_is_read_back_with_first_and_last_answer(write):
    handed_in = receipt(answer(state="wrong", response=["k"], confidence="sure"), answer(hints_used=2))
    [found] = read_receipt(write(handed_in)).answers
    assert (found.answers, found.first.state, found.first.response) == (2, "wrong", ["k"])
    assert found.first.confidence == "sure"
    assert (found.last.state, found.last.hints_used) == ("right", 2)


def test_opinions_the_pre_test_reviews_and_empty_answers_never_leave():
    handed_in = receipt(
        answer("s/noted", "noted"),
        answer("s/opinion"),
        answer("pre-test/a"),
        answer("s/reviewed", lesson_id=REVIEW),
        answer("s/kept"),
        unmarked={"s/opinion"},
        private_sets=("pre-test",),
    )
    assert [answer["item"] for answer in handed_in["answers"]] == ["s/kept"]
    assert "opinion" not in json.dumps(handed_in["answers"])


def test_a_receipt_says_that_it_is_not_secure_and_names_nobody():
    handed_in = receipt(answer())
    assert handed_in["note"] == NOTE
    assert "not secure" in NOTE
    assert handed_in["learner"].startswith("learner-")
    assert "secret" not in receipt_text(handed_in)
    assert receipt(answer(), learner=" Ada ")["learner"] == "Ada"


def test_two_receipts_of_one_record_can_be_told_from_those_of_another():
    assert receipt(answer())["record"] == receipt(answer("s/b"))["record"]
    assert receipt(answer())["record"] != receipt(answer(), seed="other")["record"]


def test_a_long_text_is_cut():
    assert len(receipt(answer(response="w" * 900))["answers"][0]["first"]["response"]) == MAX_RECEIPT_TEXT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "not JSON"),
        ("[1, 2", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no receipt"),
        ("null", "no receipt"),
        ('{"format": "other"}', "no receipt"),
        (json.dumps(receipt(answer()) | {"version": 9}), "version 9"),
        (json.dumps(receipt(answer()) | {"learner": "another"}), "checksum"),
        (json.dumps(sealed(receipt(answer()), course="foreign")), "of the course"),
        (json.dumps(sealed(receipt(answer()), answers=None)), "ill-formed"),
        (json.dumps(sealed(receipt(answer()), answers=[{"item": "s/a"}])), "ill-formed"),
        (json.dumps(sealed(receipt(answer()), learner=7)), "ill-formed"),
        (json.dumps(sealed(receipt(answer()), answers=receipt(answer())["answers"] * 2)), "ill-formed"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sound_receipt_is_refused_with_its_reason(write, content, reason):
    file = write(content)
    with pytest.raises(ReceiptError, match=reason):
        parse_receipt(file.read_bytes(), file, course="toy")


@pytest.mark.parametrize("score", [float("nan"), -1, 2, "1x", None])
def test_a_score_out_of_bounds_is_refused(write, score):
    handed_in = receipt(answer())
    handed_in["answers"][0]["last"]["score"] = score
    with pytest.raises(ReceiptError):
        read_receipt(write(sealed(handed_in)))


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(ReceiptError, match="cannot be read"):
        read_receipt(tmp_path / "none.json")
    with pytest.raises(ReceiptError, match="no ordinary file"):
        read_receipt(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "receipt.json")
    with pytest.raises(ReceiptError, match="no ordinary file"):
        read_receipt(tmp_path / "receipt.json")


@pytest.mark.parametrize("number", ["Infinity", "NaN", "1e999", "1" + "0" * 400, "true"])
@pytest.mark.parametrize("key", ["score", "hints"])
def test_a_number_that_is_none_is_refused_in_a_sentence(write, key, number):
    handed_in = receipt(answer())
    handed_in["answers"][0]["first"][key] = json.loads(number)
    text = json.dumps(sealed(handed_in))
    if number == "true":
        read_receipt(write(text))  # Python counts it as 1, which harms nothing
        return
    with pytest.raises(ReceiptError, match="damaged"):
        read_receipt(write(text))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\x1b]0;owned\x07Ann", "\ufffd]0;owned\ufffdAnn"),
        ("a\rb\nc", "a b c"),
        ("\ud800x", "\ufffdx"),
        ("\u202egnp", "\ufffdgnp"),
        ("x" * 300_000, "x" * (MAX_RECEIPT_TEXT - 1) + "…"),
        ("\x00", "\ufffd"),
        (" ", "no name"),
    ],
)
def test_a_name_becomes_one_line_that_acts_on_nothing(write, name, shown):
    text = json.dumps(sealed(receipt(answer()), learner=name))
    assert read_receipt(write(text)).learner == shown


@pytest.mark.parametrize("change", [{"record": "\x1b[31m"}, {"made": "tomorrow"}, {"course": "\x1b[31mred"}])
def test_what_is_shown_of_a_receipt_is_what_every_receipt_has(write, change):
    text = json.dumps(sealed(receipt(answer()), **change))
    with pytest.raises(ReceiptError) as refused:
        parse_receipt(text.encode(), write(text), course="toy")
    assert "\x1b" not in str(refused.value)


@given(cut=some.integers(0, 4000), to=some.binary(max_size=3))
@settings(max_examples=40)
def test_any_damage_to_the_bytes_is_refused_or_changes_nothing(cut, to):
    whole = receipt_text(receipt(answer(), answer("s/b", "wrong"))).encode()
    damaged = whole[: cut % len(whole)] + to + whole[cut % len(whole) + len(to) :]
    try:
        found = parse_receipt(damaged, Path("receipt.json"))
    except ReceiptError:
        return
    assert found.answers == parse_receipt(whole, Path("receipt.json")).answers


@pytest.mark.slow
def test_a_receipt_needs_no_sqlite():
    code = "import sys; sys.modules['sqlite3'] = None; import wso_lessons.progress.receipt"
    assert subprocess.run([sys.executable, "-c", code], timeout=600, check=False).returncode == 0
