"""GIFT, read by gift-pegjs, which others wrote, where it is installed; and by a small reader of its rules."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.export_samples import DAY, built_in_with_tests, plains
from tests.support.export_samples import HOSTILE as RAW
from wso_lessons.exports.lms import gift
from wso_lessons.exports.material import gather

HOSTILE = RAW.replace("->", "→")  # an arrow of two signs cannot be escaped
READER = os.environ.get("NODE_READERS", "")
SCRIPT = """
const {parse} = require(process.argv[1] + "/gift-pegjs");
process.stdout.write(JSON.stringify(parse(require("fs").readFileSync(0, "utf8"))));
"""


def written(material):
    return gift.export(material).files["questions.gift"].decode()


def bare(text):
    """A GIFT text with its escapes undone."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def questions(material):
    """Every question that is exported, as the six shapes have it; GIFT holds no pictures."""
    return [plain.as_pairs for plain in plains(material) if not plain.picture]


def test_the_file_has_a_category_for_each_set_and_a_question_for_each_item(material):
    text = written(material)
    assert re.findall(r"^\$CATEGORY: (.*)$", text, re.MULTILINE) == [
        "$course$/top/Sample/A first lesson: practice",
        "$course$/top/Sample/A first lesson: check yourself",
    ]
    assert re.findall(r"^::(.*?)::", text, re.MULTILINE) == [plain.id for plain in questions(material)]
    assert text.count("\n}\n") == 8


def test_right_answers_earn_their_share_and_wrong_ones_cost_it(material):
    text = written(material)
    assert text.count("~%50%") == 2
    assert text.count("~%-50%") == 2
    assert [gift.share_of(n) for n in (1, 3, 8, 10, 11)] == ["100", "33.33333", "12.5", "10", ""]


def test_a_number_has_its_tolerance_and_its_wrong_numbers_their_reasons(material):
    text = written(material)
    assert "=27:0#" in text
    assert "=%0%36:0#That is the sum of the requests" in text


def test_signs_that_mean_something_are_escaped(hostile):
    text = written(gather(hostile, (), DAY))
    body = text[text.index("::toy/hostile::") :]
    assert f"S {HOSTILE}" in bare(body)
    for line in body[: body.index("\n}\n")].splitlines()[1:]:
        assert not re.search(r"(?<!\\)[{}]", line)
        assert len(re.findall(r"(?<!\\)[=~]", line)) <= 1


def read(text):
    """What gift-pegjs makes of a file, categories left out."""
    node = shutil.which("node")
    if not node or not (Path(READER) / "gift-pegjs").is_dir():
        pytest.skip("NODE_READERS names no node_modules folder with gift-pegjs in it, or there is no node.")
    done = subprocess.run(
        [node, "-e", SCRIPT, READER], input=text, capture_output=True, text=True, timeout=600, check=True
    )
    return [one for one in json.loads(done.stdout) if one["type"] != "Category"]


TYPES = {"single": "MC", "several": "MC", "number": "Numerical", "text": "Short", "pairs": "Matching"}


@pytest.mark.slow
def test_an_independent_reader_finds_every_question_with_its_texts():
    found, wanted = read(written(built_in_with_tests())), questions(built_in_with_tests())
    assert [one["title"] for one in found] == [plain.id for plain in wanted]
    for one, plain in zip(found, wanted, strict=True):
        assert one["type"] == TYPES[plain.shape], plain.id
        lines = [plain.stem, *(plain.shown.lines if plain.shown else [])]
        assert one["stem"]["text"].split() == " ".join(lines).split()
        if plain.shape == "pairs":
            pairs = {(pair["subquestion"]["text"].strip(), pair["subanswer"].strip()) for pair in one["matchPairs"]}
            assert {(pair.text, pair.answer) for pair in plain.pairs} <= pairs
        elif plain.shape == "single":
            right = [choice["text"]["text"] for choice in one["choices"] if choice["isCorrect"]]
            assert right == [choice.text for choice in plain.choices if choice.right]
        elif plain.shape == "several":
            weights = {choice["text"]["text"]: choice["weight"] for choice in one["choices"]}
            assert {text for text, weight in weights.items() if weight > 0} == {
                c.text for c in plain.choices if c.right
            }


@pytest.mark.slow
def test_an_independent_reader_survives_hostile_texts(hostile):
    found = next(one for one in read(written(gather(hostile, (), DAY))) if one["title"] == "toy/hostile")
    assert found["stem"]["text"].strip() == f"S {HOSTILE}"
    assert {choice["text"]["text"].strip() for choice in found["choices"]} == {f"R {HOSTILE}", f"W {HOSTILE}"}
