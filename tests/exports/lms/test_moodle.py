"""Moodle XML by round trip: what Moodle would read is what was exported, and marks as the lesson does."""

import functools
import html
import re
from xml.etree import ElementTree

import pytest

from tests.support.export_samples import DAY, HOSTILE, built_in_with_tests, plains
from wso_lessons.exports.lms import moodle
from wso_lessons.exports.material import gather
from wso_lessons.quiz import grade

# The grades that Moodle knows, as its own list has them.
SHARES = (100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111,
          10, 5, 0)  # fmt: skip


def read(material):
    """The file's questions, as elements, by name."""
    root = ElementTree.fromstring(moodle.export(material).files["questions.xml"])
    return {one.findtext("name/text"): one for one in root if one.get("type") != "category"}


def words(text):
    """An HTML text's words."""
    return html.unescape(re.sub(r"<[^>]+>", " ", text or "")).split()


def texts(question, path):
    return [" ".join(words(one.findtext("text"))) for one in question.findall(path)]


@functools.cache
def built_in():
    """The questions of the built-in course, which has some of every kind."""
    return read(built_in_with_tests())


@pytest.mark.slow
def test_every_question_comes_back_with_its_texts():
    wanted = [plain.as_pairs for plain in plains(built_in_with_tests())]
    assert list(built_in()) == [plain.id for plain in wanted]
    for plain in wanted:
        question = built_in()[plain.id]
        shown = plain.shown.lines if plain.shown else []
        assert words(question.findtext("questiontext/text")) == " ".join([plain.stem, *shown]).replace(" |", "").split()
        assert texts(question, "hint") == [" ".join(hint.split()) for hint in plain.hints]
        if plain.shape == "pairs":
            pairs = list(zip(texts(question, "subquestion"), texts(question, "subquestion/answer"), strict=True))
            assert pairs[: len(plain.pairs)] == [(" ".join(p.text.split()), p.answer) for p in plain.pairs]
            assert {answer for _, answer in pairs} == set(plain.targets)
        else:
            answers = texts(question, "answer")
            assert answers[: len(plain.choices)] == [" ".join(choice.text.split()) for choice in plain.choices]
            assert texts(question, "answer/feedback")[0] == " ".join(plain.choices[0].reason.split())


@pytest.mark.slow
def test_every_share_is_one_that_moodle_knows_and_right_answers_make_a_hundred():
    for name, question in built_in().items():
        shares = [float(answer.get("fraction")) for answer in question.findall("answer")]
        assert all(abs(share) in SHARES for share in shares), name
        if question.findtext("single") == "false":
            assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=0.01)


@pytest.mark.slow
def test_several_answers_score_in_moodle_as_in_the_lesson():
    for chapter in built_in_with_tests().chapters:
        for item in (item for item_set in chapter.sets for item in item_set.items):
            question = built_in().get(item.id)
            if question is None or question.findtext("single") != "false":
                continue
            shares = [float(answer.get("fraction")) for answer in question.findall("answer")]
            keys = [option.key for option in item.options]
            for chosen_keys in (keys, keys[:1], keys[1:], keys[::2]):
                there = sum(share for key, share in zip(keys, shares, strict=True) if key in chosen_keys) / 100
                assert max(0.0, there) == pytest.approx(grade(item, chosen_keys).score, abs=0.001), item.id


def test_hostile_texts_are_texts(hostile):
    question = read(gather(hostile, (), DAY))["toy/hostile"]
    assert html.unescape(question.findtext("questiontext/text")) == f"<p>S {HOSTILE}</p>"
    assert "<script" not in question.findtext("questiontext/text")


def test_signs_that_xml_cannot_hold_do_not_break_the_file(material):
    from wso_lessons.exports.lms.xmlfile import clean, document, node

    assert clean("a\x00b\x1f\ufffe") == "a\ufffdb\ufffd\ufffd"
    assert ElementTree.fromstring(document(node("a", "x\x0b]]>&<", b="\x01"))).text == "x\ufffd]]>&<"
