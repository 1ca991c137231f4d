import pytest

from tests.support.quiz_samples import documented, keys, made
from wso_lessons.content import ContentError
from wso_lessons.quiz import KINDS, grade
from wso_lessons.quiz.marks import solution_line

ONE = "kind: one\noptions:\n- {text: a, correct: true, reason: r}\n- {text: b, reason: s, misconception: m01}\n"
MANY = (
    "kind: many\noptions:\n- {text: a, correct: true, reason: r}\n- {text: b, correct: true, reason: r}\n"
    "- {text: c, reason: r}\n- {text: d, reason: r}\n"
)
NUMBER = (
    "kind: number\nanswer: 1843\ntolerance: 2\nunit: agreements\nreason: R.\notherwise: O.\n"
    "traps:\n- {value: 1549, reason: T., misconception: m42}\n"
)
TEXT = (
    "kind: text\naccept: [detainer, ICE detainer, section 287]\nreason: R.\notherwise: O.\n"
    "traps:\n- {forms: [warrant, an ICE warrant], reason: T., misconception: m09}\n"
)
ORDER = "kind: order\nentries:\n" + "".join(f"- {{text: e{n}, reason: r{n}}}\n" for n in range(1, 5))
MATCH = (
    "kind: match\ntargets: [x, y, z]\nrows:\n- {text: a, answer: x, reason: ra}\n- text: b\n  answer: y\n  reason: rb\n"
    "  slips:\n  - {choice: x, reason: slipped, misconception: m04}\n"
)
CLAUSE = (
    "kind: clause\ndocument: D\nexcerpts:\n"
    "- {excerpt: one, locator: p1, paraphrase: P1, correct: true, reason: r}\n"
    "- {excerpt: two, locator: p2, paraphrase: P2, reason: r}\n"
)
SORT = (
    "kind: sort\nstatements:\n- {text: f, sort: fact, reason: rf}\n- {text: l, sort: legal reading, reason: rl}\n"
    "- {text: v, sort: value, reason: rv}\n"
)


def result(item, response):
    mark = grade(item, response)
    return mark.state, mark.score


def chosen(item, *texts):
    return [keys(item)[text] for text in texts]


def about(mark, key):
    return [message for message in mark.messages if message.about == key]


def refused(text, **also):
    with pytest.raises(ContentError) as caught:
        made(text, **also)
    return caught.value.finding


def test_the_documentation_has_an_item_of_every_kind():
    assert {item.kind for item in documented().values()} == set(KINDS)


def test_one_answer_is_right_or_wrong_and_every_option_has_its_reason():
    item = made(ONE)
    assert result(item, chosen(item, "a")) == ("right", 1)
    mark = grade(item, keys(item)["b"])
    assert (mark.state, mark.score) == ("wrong", 0)
    assert [(m.text, m.tone, m.yours) for m in mark.messages[1:]] == [("s", "wrong", True), ("r", "missed", False)]


@pytest.mark.parametrize(
    ("texts", "state", "score"),
    [
        ("ab", "right", 1),
        ("a", "partly", 0.5),
        ("abc", "partly", 0.5),
        ("ac", "wrong", 0),
        ("abcd", "wrong", 0),
        ("c", "wrong", 0),
    ],
)
def test_many_answers_take_wrong_choices_from_right_ones(texts, state, score):
    item = made(MANY)
    assert result(item, chosen(item, *texts)) == (state, score)


@pytest.mark.parametrize(
    "response", ["1843", "1,843", "1 843", " 1,845 agreements", "1841 agreement.", 1843, 1843.0, "≈ 1,843"]
)
def test_a_number_is_read_as_people_write_it(response):
    assert result(made(NUMBER), response) == ("right", 1)


@pytest.mark.parametrize(
    "response", ["", "many", "18,43", "1.8.4", "1843 officers", True, float("nan"), [1843], 10**400]
)
def test_what_is_no_number_is_no_attempt(response):
    assert result(made(NUMBER), response) == ("not attempted", 0)


def test_a_trap_tells_its_reason_and_holds_back_the_answer():
    mark = grade(made(NUMBER), "1,549")
    assert mark.state == "wrong"
    told = [(m.text, m.yours) for m in mark.messages]
    assert told == [("Not this number.", True), ("T.", True), ("1,843 agreements. R.", False)]


def test_a_number_that_no_trap_catches_gets_the_other_reason():
    assert grade(made(NUMBER), 7).summary == "O."


def test_percent_may_be_written_three_ways():
    item = made(NUMBER.replace("agreements", "percent"))
    assert {grade(item, f"1843{form}").state for form in (" %", "%", " percent", " per cent", "")} == {"right"}


@pytest.mark.parametrize(
    "response", ["detainer", " The Detainer.", "DÉTAINER", "I.C.E. detainer", "ice-detainer", "“detainer”"]
)
def test_short_text_is_compared_without_case_marks_and_articles(response):
    assert result(made(TEXT), response) == ("right", 1)


@pytest.mark.parametrize("response", ["detaner", "detainers", "deatiner", "detsiner"])
def test_one_slip_of_a_letter_is_accepted_and_said(response):
    mark = grade(made(TEXT), response)
    assert mark.state == "right"
    assert "it is written “detainer”" in mark.summary


@pytest.mark.parametrize("response", ["detain", "section 286", "section 2870", "detenair"])
def test_two_slips_or_another_digit_are_wrong(response):
    assert grade(made(TEXT), response).state == "wrong"


def test_a_short_word_one_letter_off_is_another_word():
    item = made(TEXT.replace("[detainer, ICE detainer, section 287]", "[jail]"))
    assert grade(item, "mail").state == "wrong"


def test_a_short_text_trap_tells_its_reason():
    mark = grade(made(TEXT), "ICE Warrant")
    assert mark.messages[1].text == "T."


def test_punctuation_alone_is_no_text():
    assert grade(made(TEXT), " ... ").state == "not attempted"


@pytest.mark.parametrize(
    ("order", "state", "score"),
    [("1234", "right", 1), ("2134", "partly", 0.6667), ("2341", "wrong", 0), ("4321", "wrong", 0)],
)
def test_an_order_counts_its_pairs(order, state, score):
    item = made(ORDER)
    assert result(item, chosen(item, *(f"e{n}" for n in order))) == (state, score)


def test_only_the_entries_out_of_line_are_told_at_once():
    item = made(ORDER)
    mark = grade(item, chosen(item, "e2", "e3", "e1", "e4"))
    assert [m.text for m in mark.messages if m.yours and m.about] == ["r1"]
    assert mark.messages[-1].text == "(1) e1; (2) e2; (3) e3; (4) e4"


@pytest.mark.parametrize("wrong", [[], ["e1"], None, "e1", {"e1": 1}])
def test_an_order_needs_every_entry_once(wrong):
    item = made(ORDER)
    assert grade(item, wrong).state == "not attempted"
    assert grade(item, chosen(item, "e1", "e1", "e2", "e3")).state == "not attempted"


def test_an_answer_that_is_a_sentence_gets_no_second_full_stop():
    assert solution_line("Is it a new seizure?", "R.") == "Is it a new seizure? R."
    assert solution_line("agency", "R.") == "agency. R."
    item = made(ORDER.replace("text: e1", "text: The Court decides Abel."))
    mark = grade(item, chosen(item, "e2", "e3", "The Court decides Abel.", "e4"))
    assert mark.messages[-1].text == "(1) The Court decides Abel; (2) e2; (3) e3; (4) e4"


def test_no_learner_finds_an_order_that_is_right_already():
    item = made(ORDER)
    assert all(item.shown_choices(seed) != list(item.choices()) for seed in range(300))


def test_a_match_counts_rows_and_a_slip_has_its_own_reason():
    item = made(MATCH)
    names = keys(item)
    mark = grade(item, {names["a"]: "x", names["b"]: "x"})
    assert (mark.state, mark.score) == ("partly", 0.5)
    assert [(m.text, m.tone, m.yours) for m in about(mark, names["b"])] == [
        ("slipped", "wrong", True),
        ("y. rb", "missed", False),
    ]
    assert result(item, {names["a"]: "x", names["b"]: "y"}) == ("right", 1)


def test_a_row_without_a_choice_makes_no_attempt():
    item = made(MATCH)
    assert grade(item, {keys(item)["a"]: "x"}).state == "not attempted"
    assert grade(item, dict.fromkeys(keys(item).values(), "nowhere")).state == "not attempted"


def test_a_clause_is_graded_as_many_answers_and_keeps_the_documents_order():
    item = made(CLAUSE)
    first, second = (key for key, _ in item.choices())
    assert result(item, [first]) == ("right", 1)
    assert result(item, [second]) == ("wrong", 0)
    assert [key for key, _ in item.shown_choices("any")] == [first, second]
    assert item.public_part(0)["excerpts"][first] == {"excerpt": "one", "locator": "p1", "paraphrase": "P1"}


@pytest.mark.parametrize(
    ("sorts", "state", "score"),
    [
        (("fact", "legal reading", "value"), "right", 1),
        (("fact", "value", "legal reading"), "right", 1),
        (("fact", "fact", "value"), "partly", 0.3333),
        (("value", "fact", "fact"), "wrong", 0),
    ],
)
def test_sorting_is_keyed_on_fact_or_not_only(sorts, state, score):
    item = made(SORT)
    assert result(item, dict(zip((key for key, _ in item.choices()), sorts, strict=True))) == (state, score)


def test_how_statements_that_are_no_facts_were_sorted_is_not_kept():
    item = made(SORT)
    names = [key for key, _ in item.choices()]
    kept = item.part_to_keep(dict(zip(names, ("fact", "value", "legal reading"), strict=True)))
    assert kept == dict(zip(names, ("fact", "other", "other"), strict=True))
    assert grade(item, kept).state == "right"


def test_another_sort_than_the_authors_is_told_as_open():
    item = made(SORT)
    names = [key for key, _ in item.choices()]
    mark = grade(item, dict(zip(names, ("fact", "value", "value"), strict=True)))
    assert about(mark, names[1])[0].text == "rl Our own sorting is “legal reading”; that part has no key."
    assert about(mark, names[2])[0].text == "rv"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (ONE.replace("correct: true, ", ""), "exactly one correct"),
        (ONE.replace(", reason: s", ""), "lacks its reason"),
        (ONE.replace("text: b", "text: a"), "same text"),
        (ONE.replace("correct: true", "correct: true, misconception: m01"), "cannot stand for a misconception"),
        (MANY.replace("correct: true, ", ""), "at least one correct and one wrong"),
        (NUMBER.replace("value: 1549", "value: 1844"), "within the tolerance"),
        (NUMBER.replace("tolerance: 2", "tolerance: -1"), "cannot be negative"),
        (NUMBER.replace("answer: 1843\n", ""), "either answer or answer_claim"),
        (NUMBER.replace("otherwise: O.\n", ""), "otherwise"),
        (TEXT.replace("[warrant,", "[The Detainer,"), "is an accepted answer"),
        (TEXT.replace("accept: [detainer, ICE detainer, section 287]", 'accept: ["..."]'), "needs accept"),
        (TEXT.replace("forms: [warrant, an ICE warrant]", 'forms: ["!"]'), "needs forms"),
        (ORDER.replace("- {text: e3, reason: r3}\n- {text: e4, reason: r4}\n", ""), "at least three"),
        (ORDER.replace("text: e2", "text: e1"), "same text"),
        (ORDER.replace(", reason: r2", ""), "needs a reason why"),
        (MATCH.replace("answer: x", "answer: w"), "none of the targets"),
        (MATCH.replace("choice: x", "choice: y"), "not the answer"),
        (MATCH.replace("[x, y, z]", "[x, x]"), "two targets"),
        (MATCH.replace(", reason: ra", ""), "lacks its reason"),
        (CLAUSE.replace("excerpt: one", f"excerpt: {'w ' * 61}"), "at most 60 words"),
        (CLAUSE + "options:\n- {text: a}\n- {text: b}\n", "excerpts and no options"),
        (SORT.replace("sort: fact", "sort: value"), "at least one fact"),
        (SORT.replace("kind: sort", "kind: sort\nsurvey: true"), "no survey"),
        (ONE.replace("kind: one", "kind: one\ntries: -1"), "tries"),
        (ONE.replace("kind: one", "kind: one\nexcerpt: e"), "excerpt_from"),
        (ONE.replace("kind: one", "kind: one\nid: Set/X"), "small letters"),
        (ONE.replace("kind: one", "kind: one\nsurvey: true"), "survey has no key"),
        (MATCH.replace("kind: match", "kind: match\nsurvey: true"), "survey has no key"),
        (NUMBER.replace("kind: number", "kind: number\nsurvey: true"), "survey has no key"),
        (TEXT.replace("kind: text", "kind: text\nsurvey: true"), "survey has no key"),
    ],
)
def test_a_faulty_item_fails_when_it_is_built_with_file_and_line(text, problem):
    found = refused(text)
    assert problem in found.problem
    assert (found.where.file.name, found.where.line > 0) == ("set.yaml", True)


def test_an_unknown_kind_lists_the_known_ones():
    found = refused("kind: guess\n")
    assert found.code == "kind-unknown"
    assert all(kind in found.remedy for kind in KINDS)


@pytest.mark.parametrize("key", ["objective", "section", "claims"])
def test_an_item_with_a_key_needs_its_goal_its_section_and_its_claims(key):
    assert f"lacks {key}" in refused(ONE, **{key: ""}).problem


def test_a_survey_is_noted_and_has_no_key():
    item = documented()["vote"]
    assert grade(item, keys(item)["Yes"]).state == "noted"
    assert item.key_text() == ()


def test_a_withdrawn_item_is_not_marked():
    item = made(ONE.replace("kind: one", "kind: one\nwithdrawn: Out of date."))
    mark = grade(item, keys(item)["a"])
    assert (mark.state, mark.summary) == ("not attempted", "Out of date.")


def test_nothing_public_tells_a_key_or_a_reason():
    for item in documented().values():
        if not item.survey:
            told = str(item.public_part(0))
            assert "correct" not in told
            assert "misconception" not in told
            assert not [part for part in item.parts() if part.reason and part.reason in told]


def test_the_right_answer_in_words_is_given_for_every_kind():
    for item in documented().values():
        assert bool(item.key_text()) != item.survey
