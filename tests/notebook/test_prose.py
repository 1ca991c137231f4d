import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wso_lessons.notebook.prose import read_prose

SIGNS = "[]()#`*_|\n!aA\ue000"
MARKS = [*SIGNS, '"claim:a"', "```\n", "\n\n", "- ", "1. ", "> ", "<!--", "-->", "<b>", ". ", "? ", "\ue0010"]
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(MARKS), max_size=60).map("".join))


def test_one_link_may_name_several_claims():
    prose = read_prose('Both hold [1, 2](#Sources "claim:a b"). And a third [3](#Sources "claim:c").')
    assert [sentence.claims for sentence in prose.blocks[0].sentences] == [("a", "b"), ("c",)]
    assert [citation.claims for citation in prose.citations] == [("a", "b"), ("c",)]
    assert prose.blocks[0].sentences[0].text == "Both hold."


def cite(*claims):
    return " ".join(f'[{number}](#Sources "claim:{claim}")' for number, claim in enumerate(claims, start=1))


def sentences(text):
    return [(one.text, one.claims, one.covered) for block in read_prose(text).blocks for one in block.sentences]


def test_a_citation_covers_its_sentence_inside_or_right_after_it():
    assert sentences(f"One {cite('a')}. Two. {cite('b')} Three.") == [
        ("One.", ("a",), ("a",)),
        ("Two.", ("b",), ("b",)),
        ("Three.", (), ()),
    ]


def test_a_sentence_without_a_citation_borrows_the_next_ones_of_its_paragraph():
    assert [one[2] for one in sentences(f"One. Two {cite('a')}. Three. Four {cite('b', 'c')}.")] == [
        ("a",), ("a",), ("b", "c"), ("b", "c"),
    ]  # fmt: skip


def test_nothing_is_borrowed_across_paragraphs_items_or_rows():
    text = f"One.\n\nTwo {cite('a')}.\n\n- Three.\n- Four {cite('b')}.\n\n| h |\n|---|\n| five |\n| six {cite('c')} |\n"
    assert [one[2] for one in sentences(text)] == [(), ("a",), (), ("b",), (), (), ("c",)]


@pytest.mark.parametrize(
    "text",
    ["Santos v. Frederick is a case.", "The U.S. Court agreed.", "See sec. 12 of it.", "Mr. Smith left.", "It is 57.2.",
     "J. Smith left.", "It rests on 8 U.S.C. 1357(g) alone.", "No. 12 is next."],
)  # fmt: skip
def test_an_abbreviation_does_not_end_a_sentence(text):
    assert [one[0] for one in sentences(text)] == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Did they? No. They did not.", 3),
        ('He said "no." She left.', 2),
        ("One! Two… Three.", 3),
        ("It was on Monday's list and not on Thursday's. Which find counts?", 2),
        ("It is. *Abel* was.", 2),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, count):
    assert len(sentences(text)) == count


def test_marks_are_taken_off_the_words():
    assert sentences("A **bold** _word_, a [link](https://a.b), <b>a tag</b>\nand `code`.")[0][0] == (
        "A bold word, a link, a tag and."
    )


def test_code_and_comments_are_not_prose():
    assert sentences("```\n12 rows\n```\n<!-- 13 rows -->\n") == []


def test_headings_items_and_the_first_row_of_a_table_are_told_apart():
    blocks = read_prose("## Head\n\nText:\n\n- item\n\n| a | b |\n|---|---|\n| c | d |\n").blocks
    assert [block.kind for block in blocks] == ["heading", "paragraph", "item", "heading", "row"]
    assert blocks[2].lead == "Text:"
    assert blocks[4].lead == "Text: a; b"


def test_questions_are_known_even_in_quotation_marks():
    (block,) = read_prose('Who pays? "Do they?" They pay.').blocks
    assert [one.is_question for one in block.sentences] == [True, True, False]


def test_pictures_give_their_alternative_text():
    prose = read_prose('![A bowl](a.png) ![](b.png) <img src="c.png" alt="C"> <img src="d.png">')
    assert [alt for alt, _ in prose.images] == ["A bowl", "", "C", ""]


@pytest.mark.slow
@given(TEXTS)
@settings(max_examples=100)
def test_any_text_can_be_read_and_no_citation_is_lost(text):
    prose = read_prose(text)
    found = {claim for block in prose.blocks for one in block.sentences for claim in one.claims}
    assert found <= {claim for citation in prose.citations for claim in citation.claims}
    for block in prose.blocks:
        for one in block.sentences:
            assert set(one.claims) <= set(one.covered)
            assert "\ue000" not in one.text


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["[", "*", "`", "a. ", "<a ", "![ ", "<!-- ", "[1](#S ", "- ", "| a ", "“", "1, ", "section 1, "]
)
def test_a_long_text_is_read_in_time_that_grows_with_its_length(piece):
    begun = time.process_time()
    read_prose(piece * 20_000)
    assert time.process_time() - begun < 20  # hundredths, where no piece is read again for each other
