"""Marks that were worked out beforehand are the grader's: any answer, any moves, in node as in Python."""

from __future__ import annotations

import json
import random
import shutil
import subprocess

import pytest

from tests.support.export_samples import DAY
from tests.support.world import ROOT
from wso_lessons.content import builtin_course
from wso_lessons.exports.page.marks import ItemMarks
from wso_lessons.quiz import Bank, Sitting, grade
from wso_lessons.quiz.kinds.text import normalize

STATIC = ROOT / "wso_lessons" / "exports" / "page" / "static"
ODD = [None, "", [], {}, 3, True, ["?"], {"?": "?"}, "constructor", {"constructor": "x"}]
PARTS = ["1", "12", "1,250", "48", "0", ".5", "3.25", " ", "\u00a0", "-", "−", "+", "~", "$", "%", "percent", "hours",
         "H", "the ", "An ", "a", "I.C.E.", "ICE", "é", "ß", "ﬁ", "Σ", "²", "Ⅳ", "_", "'", "’", "…", "judge", "\u0301",
         "detainer", "warrant", "\u2003", "\x85", "🙂", "U S", "x"]  # fmt: skip
RUN = """
import { readFileSync } from "node:fs";
const { markOf, normalize } = await import(process.argv[1] + "/marks.js");
const { Sitting } = await import(process.argv[1] + "/sitting.js");
const { sheets, marks, texts, walks } = JSON.parse(readFileSync(0, "utf8"));
const keep = { notice: () => "", answer: () => null };
console.log(JSON.stringify({
  marks: marks.map(([id, response]) => markOf(sheets[id], response)),
  texts: texts.map(normalize),
  walks: walks.map(({ mode, items, moves }) => {
    const sitting = new Sitting({ mode, title: "", items: items.map((id) => ({ id })) }, sheets, {}, keep);
    return moves.map((move) => (sitting.send(move), [sitting.get("states"), sitting.get("score")]));
  }),
}));
"""


@pytest.fixture(scope="module")
def items(material):
    """Items of every kind: the sample course's and the built-in one's."""
    bank = Bank(builtin_course(), DAY)
    own = [item for one in material.chapters[0].sets for item in one.items]
    return {item.id: item for item in [*own, *bank.sound_items()]}


@pytest.fixture(scope="module")
def sheets(items):
    return {name: ItemMarks(item).tree for name, item in items.items()}


def in_node(**given):
    node = shutil.which("node")
    if node is None:
        pytest.skip("There is no node.")
    done = subprocess.run(
        [node, "--input-type=module", "-e", RUN, STATIC.as_uri()],
        input=json.dumps(given), capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def words(chance):
    return "".join(chance.choice(PARTS) for _ in range(chance.randint(1, 4)))


def response_to(item, chance):
    """A response that a reader could give, or that nobody could."""
    if chance.random() < 0.1:
        return chance.choice(ODD)
    keys = [key for key, _ in item.choices()]
    if item.kind == "one":
        return chance.choice(keys)
    if item.kind == "order":
        return chance.sample(keys, len(keys))
    if item.kind in ("many", "clause"):
        return chance.sample(keys, chance.randint(1, len(keys)))
    if item.kind in ("match", "sort"):
        offered = item.targets if item.kind == "match" else ("fact", "legal reading", "value", "other")
        return {key: chance.choice(offered) for key in keys}
    text = chance.choice([*getattr(item, "accept", ()), *item.key_text(), *(trap.text for trap in item.traps)] or ["1"])
    place = chance.randrange(len(text))
    shorter, longer = text[:place] + text[place + 1 :], text[:place] + "x" + text[place:]
    return chance.choice([
        text, shorter, longer, f"the {text.upper()}.", f"−{text}", words(chance), str(chance.randint(-9, 9999)),
    ])  # fmt: skip


@pytest.mark.slow
def test_every_item_of_the_course_can_be_marked_and_no_kind_is_missing(items, sheets):
    assert len({item.kind for item in items.values()}) == 8
    assert not [name for name, sheet in sheets.items() if sheet is None]


@pytest.mark.slow
def test_any_answer_has_the_graders_mark(items, sheets):
    chance = random.Random(17)
    # Choices are few and their answers counted beforehand; what is written is read, and has a few questions only.
    tries = {name: 200 if item.kind in ("number", "text") else 10 for name, item in items.items()}
    given = [(name, response_to(items[name], chance)) for name, count in tries.items() for _ in range(count)]
    found = in_node(sheets=sheets, marks=given, texts=[], walks=[])["marks"]
    for (name, response), mark in zip(given, found, strict=True):
        wanted = grade(items[name], response)
        told = [(message.about, message.text, message.tone, message.yours) for message in wanted.messages]
        said = [(one["about"], one["text"], one["tone"], one["yours"]) for one in mark["messages"]]
        assert (mark["state"], mark["score"], said) == (wanted.state, wanted.score, told), (name, response)


@pytest.mark.slow
def test_a_text_is_read_as_the_grader_reads_it():
    chance = random.Random(18)
    texts = [words(chance) + words(chance) for _ in range(2000)]
    found = in_node(sheets={}, marks=[], texts=texts, walks=[])["texts"]
    assert [(text, one) for text, one in zip(texts, found, strict=True) if one != normalize(text)] == []


@pytest.mark.slow
def test_any_moves_lead_where_the_courses_own_sitting_leads(items, sheets):
    chance = random.Random(19)
    walks, wanted = [], []
    for mode in ("practice", "check", "survey") * 12:
        chosen = chance.sample(list(items.values()), 4)
        sitting = Sitting(chosen, mode=mode)
        moves, states = [], []
        for _ in range(14):
            item = chance.choice(chosen)
            act = chance.choice(["check", "check", "hint", "hint", "show", "reset", "skip"])
            response, sure = response_to(item, chance), chance.choice(["", "sure", "guess", "?"])
            moves.append({"do": act, "item": item.id, "response": response, "confidence": sure})
            sitting.check(item.id, response, sure) if act == "check" else getattr(sitting, act)(item.id)
            states.append([{one.id: view_of(sitting.item_view(one.id)) for one in chosen}, sitting.score()])
        walks.append({"mode": mode, "items": [item.id for item in chosen], "moves": moves})
        wanted.append(states)
    found = in_node(sheets=sheets, marks=[], texts=[], walks=walks)["walks"]
    for walk, states, right in zip(walks, found, wanted, strict=True):
        for move, (views, score), (own_views, own_score) in zip(walk["moves"], states, right, strict=True):
            assert {name: view_of(view) for name, view in views.items()} == own_views, move
            assert score == own_score, move


def view_of(view):
    """What is shown, without the claims: a sitting made here has no notes on them."""
    reasons = [{key: value for key, value in one.items() if key != "claims"} for one in view["reasons"]]
    return json.loads(json.dumps({**view, "reasons": reasons, "claims": []}))
