"""A drawing is read for its known parts; what acts, loads or styles is left out and named."""

import pytest

from wso_lessons.pages.svg import read_drawing

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def drawn(inside):
    return read_drawing(f"{HEAD}{inside}</svg>")


def test_shapes_and_texts_are_kept_as_they_are():
    made = drawn(
        '<g class="blue"><path d="M0 0h9" stroke-width="2"/></g><text x="1">48 <tspan>hours</tspan> &lt;</text>'
    )
    assert made.parts == (
        '<g class="blue"><path d="M0 0h9" stroke-width="2"></path></g><text x="1">48 <tspan>hours</tspan> &lt;</text>'
    )
    assert made.texts == ("48 hours <",)
    assert made.refused == ()


def test_title_style_comments_and_ids_are_left_out_without_a_word():
    made = drawn('<title>T</title><style>p{color:red}</style><!-- c --><rect id="a" width="1"/>')
    assert made.parts == '<rect width="1"></rect>'
    assert made.refused == ()


def test_parts_too_deep_in_one_another_are_refused():
    with pytest.raises(ValueError, match="too deep"):
        drawn("<g>" * 3000 + "</g>" * 3000)


@pytest.mark.parametrize(
    ("inside", "refused"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<image xlink:href="https://example.org/a.png"/>', "<image>"),
        ('<use href="#a"/>', "<use>"),
        ("<foreignObject><p>x</p></foreignObject>", "<foreignObject>"),
        ('<a href="https://example.org"><path d="M0 0"/></a>', "<a>"),
        ('<path onclick="alert(1)" d="M0 0"/>', "onclick"),
        ('<path style="fill:red"/>', "style"),
        ('<path fill="URL(https://example.org/a)"/>', "fill"),
    ],
)
def test_what_acts_loads_or_styles_is_left_out_and_named(inside, refused):
    made = drawn(inside)
    assert made.refused == (refused,)
    for word in ("script", "alert", "example.org", "red", "href"):
        assert word not in made.parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no XML"),
        ("<svg>", "no XML"),
        ("<svg/>", "not svg"),
        ('<p xmlns="http://www.w3.org/2000/svg"/>', "not svg"),
        ('<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "document type"),
    ],
)
def test_what_is_no_drawing_is_refused_in_a_sentence(text, words):
    with pytest.raises(ValueError, match=words):
        read_drawing(text)


def test_attributes_given_for_a_page_take_the_place_of_the_files_own():
    made = read_drawing(HEAD.replace("viewBox", 'role="none" viewBox') + "</svg>")
    assert made.element(**{"role": "img", "aria-label": "A <b>", "data-here": 2}) == (
        '<svg role="img" viewBox="0 0 9 9" aria-label="A &lt;b&gt;" data-here="2"></svg>'
    )
