import pytest
from hypothesis import given
from hypothesis import strategies as st

from wso_lessons.authoring.rules.wording.numbers import Quantity, figures, is_covered


def values(text, **more):
    return [(figure.kind, figure.value) for figure in figures(text, **more)]


@pytest.mark.parametrize("text", ["6 May 2019", "May 6, 2019", "2019-05-06"])
def test_a_day_is_the_same_however_it_is_written(text):
    assert values(f"It began on {text}.") == [("date", "2019-05-06")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in May 2019", [("date", "2019-05")]),
        ("on 24 April", [("date", "--04-24")]),
        ("from 2019 to 2026", [("date", "2019"), ("date", "2026")]),
        ("in 2019–2026", [("date", "2019"), ("date", "2026")]),
        ("the year 2025-26", [("date", "2025"), ("date", "2026")]),
        ("1,843 agreements", [("number", "1843")]),
        ("1549 agencies", [("number", "1549")]),
        ("57.20 %", [("percent", "57.2")]),
        ("a 70 percent exam", [("percent", "70")]),
        ("a 48-hour hold", [("number", "48")]),
        ("$1.7 million", [("number", "1700000")]),
        ("ten to twenty-one", [("number", "10"), ("number", "21")]),
        ("at 17:30", [("number", "17:30")]),
        ("10–12 rows", [("number", "10"), ("number", "12")]),
    ],
)
def test_numbers_and_dates_are_found_in_one_form(text, found):
    assert values(text) == found


@pytest.mark.parametrize(
    "name",
    [
        "section 287(g)", "8 U.S.C. 1357(g)(8)", "8 C.F.R. 287.7(d)", "Form I-247A", "an I-200", "508 F. Supp. 3d 1209",
        "19 F.4th 1274", "the 4th Circuit", "lesson 2", "lessons 2 and 3", "SB 168", "GAO-21-186", "paragraph (8)",
        "(1) first", "sections 4, 5 and 6", "page 7", "9/11", "two powers of three models",
    ],
)  # fmt: skip
def test_numbers_that_are_part_of_a_name_are_none(name):
    assert values(name) == []


def test_small_number_words_count_only_where_they_are_asked_for():
    assert values("three rows") == []
    assert values("three rows", small_words=True) == [("number", "3")]


@pytest.mark.parametrize(
    ("said", "held", "fits"),
    [
        ("May 2019", "2019-05-06", True),
        ("2019", "6 May 2019", True),
        ("6 May", "2019-05-06", True),
        ("6 May 2019", "May 2019", False),
        ("7 May", "2019-05-06", False),
        ("1,843", "1843", True),
        ("1,844", "1843", False),
        ("about 1,800", "1843", True),
        ("about 1,900", "1843", False),
        ("more than 1,800", "1843", True),
        ("more than 1,900", "1843", False),
        ("fewer than 1,900", "1843", True),
        ("nearly 2,000", "1843", True),
        ("nearly 1,800", "1843", False),
        ("about 57 percent", "57.2 percent", True),
        ("70", "70 percent", True),
        ("70 percent", "70", False),
        ("12", "twelve", True),
        ("2,019", "2019", True),
    ],
)
def test_prose_may_be_less_exact_than_the_claim_and_never_more(said, held, fits):
    (figure,) = figures(said)
    assert is_covered(figure, figures(held, small_words=True)) is fits


@pytest.mark.slow
@given(st.text(max_size=300))
def test_any_text_can_be_searched(text):
    for figure in figures(text, small_words=True):
        assert isinstance(figure, Quantity)
        assert figure.text in text
        assert is_covered(figure, (figure,))


@given(st.integers(0, 10**9))
def test_a_number_is_the_same_with_and_without_separators(number):
    (plain,) = figures(f"exactly {number} rows")
    (grouped,) = figures(f"exactly {number:,} rows")
    assert is_covered(grouped, (plain,))
