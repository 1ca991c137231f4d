"""A page of the agreement: a verdict for every block and question, quotations of the ledger, pictures that hold all."""

import itertools

import pytest

from wso_lessons.content import ContentError, build, builtin_course, parse_yaml
from wso_lessons.simulators.lettering import LETTER
from wso_lessons.simulators.papers.agreement_page import (
    NOT_HERE,
    PageBlock,
    PageRules,
    judge_block,
    marks_words,
)
from wso_lessons.simulators.papers.agreement_page_scene import forms_picture, page_picture
from wso_lessons.simulators.rulebook import read_rules
from wso_lessons.simulators.scene import Box, Line, Part, Words

PAGES = {page.id: page for page in read_rules(builtin_course(), PageRules, "agreement-page").pages}


@pytest.fixture(params=PAGES)
def page(request):
    return PAGES[request.param]


def test_every_block_has_a_verdict_a_reason_and_claims_for_every_question(page):
    for question in page.questions:
        verdicts = {name: judge_block(page, question, name) for name in (*(b.id for b in page.blocks), NOT_HERE)}
        assert {name for name, (right, _) in verdicts.items() if right} == set(question.blocks or [NOT_HERE])
        assert all(note.text.endswith(".") and note.claims for _, note in verdicts.values())


def test_some_questions_are_about_what_the_page_does_not_have(page):
    assert {bool(question.blocks) for question in page.questions} == {True, False}


def test_every_quotation_stands_in_a_claim_of_its_block(page):
    claims = builtin_course().claims
    for block in page.blocks:
        quoted = [cite.quote for name in block.claims for cite in claims[name].cites]
        said = [block.quote, *(text.strip("“”") for text in (block.was, block.now) if text.startswith("“"))]
        assert all(any(words in quote for quote in quoted) for words in said), block.id


def test_questions_come_in_their_order(page):
    ids = [question.id for question in page.questions]
    for size in range(len(ids) + 1):
        for found in itertools.combinations(ids, size):
            left = [name for name in ids if name not in found]
            assert (page.question_now(found).id if left else page.question_now(found)) == (left[0] if left else None)


def test_every_set_of_marks_is_counted(page):
    ids, changed = [block.id for block in page.blocks], {block.id for block in page.changes}
    for marks in itertools.product((False, True), repeat=len(ids)):
        chosen = {name for name, marked in zip(ids, marks, strict=True) if marked}
        words = marks_words(page, chosen)
        assert words.startswith(f"Of {len(changed)} that changed you marked {len(changed & chosen)}")
        assert ("left out" in words) == bool(changed - chosen)
        assert ("stayed" in words) == bool(chosen - changed)


def test_on_the_page_of_powers_one_block_changed_and_it_is_not_a_power():
    assert [block.id for block in PAGES["powers"].changes] == ["citizenship"]


def scenes(page):
    ids = [block.id for block in page.blocks]
    for picture in (
        page_picture(page, (), (), ()),
        page_picture(page, ids, ids[:1], ids[1:]),
        forms_picture(page, ids),
    ):
        yield from (picture.wide, picture.narrow)


def test_no_block_lies_over_another_and_what_is_in_it_stays_in_it(page):
    for scene in scenes(page):
        blocks = [part for part in scene.parts if isinstance(part, Part)]
        for one, other in itertools.combinations([part.shapes[0] for part in blocks], 2):
            apart = one.x + one.width <= other.x or one.y + one.height <= other.y
            assert apart, scene.name
        for part in blocks:
            face = part.shapes[0]
            assert isinstance(face, Box)
            for shape in part.shapes[1:]:
                low = shape.points[0][1] if isinstance(shape, Line) else shape.y
                assert face.y < low < face.y + face.height, part.id
                if isinstance(shape, Words) and shape.anchor == "start":
                    assert shape.x + LETTER * len(shape.text) <= face.x + face.width + LETTER, part.id


def test_what_changed_is_in_the_picture_of_both_forms_and_in_none_before(page):
    for block in page.changes:
        first = f"{block.now.split()[0]}"
        before, after = page_picture(page, (), (), ()), forms_picture(page, ())
        assert block.now not in before.wide.name
        assert f"struck {block.was}, added {block.now}" in after.wide.name
        assert first in " ".join(
            shape.text for part in after.narrow.parts for shape in part.shapes if isinstance(shape, Words)
        )


PAGE = """
pages:
  - id: p
    title: P
    name: P
    blocks: [{id: BLOCK, heading: H, lines: 1, says: S., claims: [moa-09]}]
    questions: [{id: q, ask: A., blocks: [NAMED], reason: R., claims: [moa-09]}]
    stayed: S.
    stayed_claims: [moa-09]
"""


@pytest.mark.parametrize(
    ("block", "named", "words"),
    [("not-here", "not-here", 'none is "not-here"'), ("a", "b", "names a block that the page")],
)
def test_a_page_that_does_not_hang_together_is_refused(tmp_path, block, named, words):
    tree = parse_yaml(PAGE.replace("BLOCK", block).replace("NAMED", named), tmp_path / "page.yaml")
    with pytest.raises(ContentError, match=words):
        build(PageRules, tree)


def test_a_long_quotation_and_half_a_change_are_refused():
    with pytest.raises(ValueError, match="14 are allowed"):
        PageBlock(id="a", heading="A", lines=1, says="S.", quote="word " * 15, claims=("moa-09",))
    with pytest.raises(ValueError, match="together"):
        PageBlock(id="a", heading="A", lines=1, says="S.", was="x", claims=("moa-09",))
