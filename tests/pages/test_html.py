import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wso_lessons.pages import html as page


def test_content_is_escaped_in_elements_and_attributes():
    made = page.tag("a", "<b>&", title='"x"')
    assert made == '<a title="&quot;x&quot;">&lt;b&gt;&amp;</a>'


def test_markup_is_not_escaped_again():
    assert page.tag("p", page.tag("b", "x & y")) == "<p><b>x &amp; y</b></p>"


def test_a_table_has_a_caption_and_header_cells_in_both_directions():
    made = page.table("Agreements", ["model", "count"], [["WSO", 501]])
    assert "<caption>Agreements</caption>" in made
    assert '<th scope="col">model</th>' in made
    assert '<th scope="row">WSO</th><td>501</td>' in made


def test_a_text_table_with_too_little_room_folds_its_widest_column():
    rows = [["1", "a word or two or three", "x"], ["20", "none", "y"]]
    assert page.text_table(["n", "what", "k"], rows, 20).splitlines() == [
        "n   what           k",
        "--  -------------  -",
        "1   a word or two  x",
        "    or three",
        "20  none           y",
    ]
    assert page.text_table(["n", "what", "k"], rows, 60) == page.text_table(["n", "what", "k"], rows)
    assert page.text_table(["what"], [["indivisible word"]], 5).splitlines() == [
        "what", "-----------", "indivisible", "word",
    ]  # fmt: skip


def test_a_text_table_folds_long_headers_and_parts_its_rows_where_two_columns_are_folded():
    made = page.text_table(["n", "Right at first", "what"], [["a b c", "1", "d e f"], ["g", "2", "h"]], 13)
    assert made.splitlines() == [
        "n  Right  what", "   at", "   first", "-  -----  ----",
        "a  1      d e", "b         f", "c", "", "g  2      h",
    ]  # fmt: skip


def test_a_text_table_lines_its_columns_up():
    made = page.text_table(["model", "n"], [["WSO", 1], ["JEM", 20]])
    assert made == "model  n\n-----  --\nWSO    1\nJEM    20"


def test_an_address_that_is_not_https_or_on_the_page_is_shown_as_words():
    assert page.link("javascript:alert(1)", "words") == "words"
    assert page.link("#Sources", "1") == '<a href="#Sources">1</a>'


def test_a_page_gives_the_same_bundle_each_time():
    shown = page.Page("plain", "<p>rich</p>")
    assert shown._repr_mimebundle_() == {"text/plain": "plain", "text/html": "<p>rich</p>"}
    assert repr(shown) == "plain"


def test_beside_keeps_the_view_and_replaces_its_text_and_html():
    view = ({"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "Widget(...)"}, {})
    bundle = page.beside(page.Page("plain", "<p>rich</p>"), view)
    assert bundle["text/plain"] == "plain"
    assert bundle["text/html"] == "<p>rich</p>"
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_empty_lists_and_values_leave_nothing():
    assert page.listing([]) == ""
    assert page.pairs({"as of": "", "unit": ""}) == ""


@pytest.mark.slow
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_a_line_that_fits_is_as_wrapping_would_leave_it(text):
    how = {"subsequent_indent": "  ", "break_long_words": False, "break_on_hyphens": False}
    assert page.wrap(text, "  ") == "\n".join(textwrap.fill(line, page.TEXT_WIDTH, **how) for line in text.splitlines())


def test_two_amounts_in_a_result_are_money_and_no_formula():
    one, two = page.Page("", "<p>$5</p>"), page.Page("", "<p>$5 to $9</p>")
    assert one._repr_mimebundle_()["text/html"] == "<p>$5</p>"
    assert two._repr_mimebundle_()["text/html"] == '<div class="mathjax_ignore"><p>$5 to $9</p></div>'
    assert page.beside(two, None)["text/html"] == two._repr_mimebundle_()["text/html"]
