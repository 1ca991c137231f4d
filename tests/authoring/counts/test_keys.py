from wso_lessons.authoring.counts.keys import count_set
from wso_lessons.quiz.item import Option
from wso_lessons.quiz.kinds.one import OneAnswer


def item(number, right, *wrong, survey=False):
    options = [Option(text=right, correct=not survey, reason="R"), *(Option(text=text, reason="R") for text in wrong)]
    return OneAnswer(
        id=f"set/q{number}", kind="one", stem="Which?", claims=("c",), objective="o", section="s",
        options=tuple(options), survey=survey,
    )  # fmt: skip


def patterns(*items):
    return {one.trait: one for one in count_set("set", items).patterns}


def test_a_set_whose_longest_option_is_always_right_is_outside_chance():
    found = patterns(*(item(n, "The long one here", "A b", "A c", "A d") for n in range(4)))["longest"]
    assert (found.right, found.of, found.expected, found.is_unlikely) == (4, 4, 1.0, True)


def test_a_set_whose_longest_option_is_never_right_is_outside_chance_only_where_it_is_long_enough():
    def never(count):
        return patterns(*(item(n, "A b", "The long one here", "A c") for n in range(count)))["longest"]

    assert (never(8).right, never(8).is_unlikely) == (0, False)  # (2/3)^8 is 0.039
    assert never(10).is_unlikely  # (2/3)^10 is 0.017


def test_a_tie_for_the_longest_counts_for_nobody():
    assert patterns(item(1, "A bc", "A de", "A"))["longest"].of == 0


def test_the_option_that_alone_differs_is_the_odd_one_out():
    found = patterns(item(1, "It is 5 days", "It is a week", "It is a month"), item(2, "No", "It is", "It was"))
    assert (found["odd one out"].right, found["odd one out"].of) == (2, 2)


def test_strong_words_are_counted_in_right_and_wrong_options():
    found = patterns(item(1, "Some may", "All must", "Only one may"))["strong words"]
    assert (found.right, found.of, round(found.expected, 2)) == (0, 2, 0.67)


def test_careful_words_are_counted_in_right_and_wrong_options_and_a_permission_is_none():
    found = patterns(
        *(item(n, "That is still open", "It is 5", "It is 6") for n in range(3)),
        item(4, "He may serve it", "It depends on the day", "Nobody can tell", "Nothing is known before a ruling"),
    )["careful words"]
    assert (found.right, found.of, found.expected) == (3, 6, 1.75)


def test_a_course_whose_careful_answer_is_always_the_key_is_outside_chance():
    assert patterns(*(item(n, "That is not known", "It is 5", "It is 6", "It is 7") for n in range(3)))[
        "careful words"
    ].is_unlikely


def test_an_opinion_has_no_key_and_no_pattern():
    assert all(one.of == 0 for one in patterns(item(1, "A long one", "B", survey=True)).values())
