import json
import os
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wso_lessons.content.answer import REVIEW, Answer
from wso_lessons.progress.receipt import (
    MAX_RECEIPT_TEXT,
    NOTE,
    ReceiptError,
    checksum,
    make_receipt,
    read_receipt,
    receipt_text,
)


def attempt(item="s/a", state="right", response="x", lesson="01", **more):
    score = 1.0 if state == "right" else 0.0
    given = {"at": "2026-06-01T12:00:00Z", "score": score} | more
    return Answer(item_id=item, lesson_id=lesson, response=response, state=state, **given)


def made(*attempts, **options):
    given = {"course": "toy", "version": "0.1", "seed": "secret", "made": "2026-06-02T08:00:00Z"} | options
    return make_receipt(attempts, **given)


@pytest.fixture
def write(tmp_path):
    def put(receipt, name="receipt.json"):
        path = tmp_path / name
        path.write_text(receipt if isinstance(receipt, str) else receipt_text(receipt), encoding="utf-8")
        return path

    return put


def test_a_receipt_is_read_back_with_first_and_last_answer(write):
    receipt = made(attempt(state="wrong", response=["k"], confidence="sure"), attempt(hints_used=2))
    [answer] = read_receipt(write(receipt), course="toy").answers
    assert (answer.answers, answer.first.state, answer.first.response, answer.first.confidence) == (2, "wrong", ["k"], "sure")  # fmt: skip # noqa: E501
    assert (answer.last.state, answer.last.hints_used) == ("right", 2)


def test_opinions_the_pre_test_reviews_and_empty_answers_never_leave():
    receipt = made(
        attempt("s/noted", "noted"),
        attempt("s/opinion"),
        attempt("pre-test/a"),
        attempt("s/reviewed", lesson=REVIEW),
        attempt("s/kept"),
        unmarked={"s/opinion"},
        private_sets=("pre-test",),
    )
    assert [answer["item"] for answer in receipt["answers"]] == ["s/kept"]
    assert "opinion" not in json.dumps(receipt["answers"])


def test_a_receipt_says_that_it_is_not_secure_and_names_nobody():
    receipt = made(attempt())
    assert receipt["note"] == NOTE
    assert "not secure" in NOTE
    assert receipt["learner"].startswith("learner-")
    assert "secret" not in receipt_text(receipt)
    assert made(attempt(), learner=" Ada ")["learner"] == "Ada"


def test_two_receipts_of_one_record_can_be_told_from_those_of_another():
    assert made(attempt())["record"] == made(attempt("s/b"))["record"]
    assert made(attempt())["record"] != made(attempt(), seed="other")["record"]


def test_a_long_text_is_cut():
    assert len(made(attempt(response="w" * 900))["answers"][0]["first"]["response"]) == MAX_RECEIPT_TEXT


def changed(receipt, **changes):
    tree = receipt | changes
    return tree | {"checksum": checksum(tree)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "not JSON"),
        ("[1, 2", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no receipt"),
        ("null", "no receipt"),
        ('{"format": "other"}', "no receipt"),
        (json.dumps(made(attempt()) | {"version": 9}), "version 9"),
        (json.dumps(made(attempt()) | {"learner": "another"}), "checksum"),
        (json.dumps(changed(made(attempt()), course="foreign")), "of the course"),
        (json.dumps(changed(made(attempt()), answers=None)), "ill-formed"),
        (json.dumps(changed(made(attempt()), answers=[{"item": "s/a"}])), "ill-formed"),
        (json.dumps(changed(made(attempt()), learner=7)), "ill-formed"),
        (json.dumps(changed(made(attempt()), answers=made(attempt())["answers"] * 2)), "ill-formed"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sound_receipt_is_refused_with_its_reason(write, content, reason):
    with pytest.raises(ReceiptError, match=reason):
        read_receipt(write(content), course="toy")


@pytest.mark.parametrize("score", [float("nan"), -1, 2, "1x", None])
def test_a_score_out_of_bounds_is_refused(write, score):
    receipt = made(attempt())
    receipt["answers"][0]["last"]["score"] = score
    with pytest.raises(ReceiptError):
        read_receipt(write(changed(receipt)))


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
    receipt = made(attempt())
    receipt["answers"][0]["first"][key] = json.loads(number)
    text = json.dumps(receipt | {"checksum": checksum(receipt)})
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
    receipt = made(attempt()) | {"learner": name}
    text = json.dumps(receipt | {"checksum": checksum(receipt)})
    assert read_receipt(write(text)).learner == shown


@pytest.mark.parametrize("change", [{"record": "\x1b[31m"}, {"made": "tomorrow"}, {"course": "\x1b[31mred"}])
def test_what_is_shown_of_a_receipt_is_what_every_receipt_has(write, change):
    receipt = made(attempt()) | change
    text = json.dumps(receipt | {"checksum": checksum(receipt)})
    with pytest.raises(ReceiptError) as refused:
        read_receipt(write(text), course="toy")
    assert "\x1b" not in str(refused.value)


@given(cut=some.integers(0, 4000), to=some.binary(max_size=3))
@settings(max_examples=40)
def test_any_damage_to_the_bytes_is_refused_or_changes_nothing(tmp_path_factory, cut, to):
    whole = receipt_text(made(attempt(), attempt("s/b", "wrong"))).encode()
    damaged = whole[: cut % len(whole)] + to + whole[cut % len(whole) + len(to) :]
    path = tmp_path_factory.mktemp("damage") / "receipt.json"
    path.write_bytes(damaged)
    try:
        receipt = read_receipt(path)
    except ReceiptError:
        return
    assert receipt.answers == read_receipt_of(whole, path).answers


def read_receipt_of(whole, path):
    path.write_bytes(whole)
    return read_receipt(path)


def test_a_receipt_needs_no_sqlite():
    import subprocess

    code = "import sys; sys.modules['sqlite3'] = None; import wso_lessons.progress.receipt"
    assert subprocess.run([sys.executable, "-c", code], timeout=600, check=False).returncode == 0
