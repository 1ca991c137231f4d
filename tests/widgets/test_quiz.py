"""The view of a question set without a browser: its stored form, its messages, what it keeps."""

import datetime
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.support.quiz_samples import documented, keys, made
from tests.support.world import TOY
from wso_lessons.content.answer import Answer
from wso_lessons.progress import Record
from wso_lessons.quiz import KINDS
from wso_lessons.widgets.modules import bundle as module_text
from wso_lessons.widgets.quiz import QuizView
from wso_lessons.widgets.quiz_widget import QuizWidget

ITEMS = list(documented().values())
HOSTILE = [
    "<script>window.hurt = 1</script>",
    "<img src=x onerror='window.hurt = 1'>",
    '"><svg/onload=window.hurt=1>',
    "</fieldset></form><iframe srcdoc='<script>parent.hurt = 1</script>'>",
    "{{constructor.constructor('window.hurt = 1')()}}",
    "javascript:window.hurt=1",
    "&lt;b&gt;",
    "\u202eright-to-left",
    "]]><!--",
]


def check(view, item, response, **more):
    return view.receive({"do": "check", "item": item.id, "response": response, **more})


def bundle(view):
    return view._repr_mimebundle_()


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_a_reader_without_a_kernel_gets_every_choice_and_no_key(item):
    shown = bundle(QuizView([item]))
    assert "application/vnd.jupyter.widget-view+json" in shown
    for _, text in item.choices():
        words = text.strip("“”").split("” (")[0]
        assert words in " ".join(shown["text/plain"].split())
    told = shown["text/html"] + shown["text/plain"]
    assert not [part for part in item.parts() if part.reason and part.reason in told]


def test_the_stored_form_is_the_same_for_every_learner_and_every_day():
    one, two = (bundle(QuizView(ITEMS, record=Record(seed=seed), title="T")) for seed in ("a", "b"))
    assert (one["text/plain"], one["text/html"]) == (two["text/plain"], two["text/html"])


def test_a_set_is_one_model_of_the_class_as_it_is_written():
    widget = QuizView(ITEMS).widget
    assert type(widget) is QuizWidget
    assert not any(str(value).startswith("IPY_MODEL_") for value in widget.get_state().values())


def test_the_page_has_the_learners_own_order_of_options():
    item = documented()["match"]
    views = [QuizView([item], record=Record(seed=str(seed))) for seed in range(9)]
    orders = {tuple(c["key"] for c in view.public_items()[0]["choices"]) for view in views}
    assert len(orders) == 2


def test_a_check_is_graded_kept_and_told():
    item, kept = documented()["one-answer"], []
    view = QuizView([item], record=Record(keep=lambda checked: kept.append(checked) or "A notice."), mode="check")
    check(view, item, keys(item)["An officer."], confidence="sure")
    assert [(one.response, one.state, one.confidence) for one in kept] == [(keys(item)["An officer."], "wrong", "sure")]
    assert view.notice == "A notice."
    assert view.widget.states[item.id]["state"] == "wrong"


def test_a_widget_answers_a_message_of_the_page():
    item = documented()["one-answer"]
    widget = QuizView([item]).widget
    before = widget.states[item.id]["turn"]
    widget._receive_message(widget, {"do": "check", "item": item.id, "response": keys(item)["An officer."]}, [])
    assert (widget.states[item.id]["turn"], widget.states[item.id]["state"]) == (before + 1, "wrong")
    assert widget.score["answered"] == 1


@pytest.mark.parametrize("response", [["half \ud83d"], {"\ud83d": "a"}, float("nan"), [1e999]])
def test_what_a_page_sent_can_be_sent_back(response):
    item = documented()["one-answer"]
    widget = QuizView([item]).widget
    widget._receive_message(widget, {"do": "check", "item": item.id, "response": response}, [])
    json.dumps(widget.states, ensure_ascii=False, allow_nan=False).encode()


JSON = some.recursive(
    some.none() | some.booleans() | some.floats() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
MESSAGES = some.one_of(
    JSON,
    some.fixed_dictionaries(
        {
            "do": some.sampled_from(["check", "hint", "show", "reset", "run"]),
            "item": some.sampled_from([item.id for item in ITEMS]) | JSON,
            "response": JSON,
            "confidence": JSON,
        }
    ),
)


@pytest.mark.slow
@given(messages=some.lists(MESSAGES, max_size=4))
@settings(max_examples=40)
def test_no_message_of_a_page_can_raise(messages):
    view = QuizView(ITEMS)
    for message in messages:
        view.receive(message)
    json.dumps(view.states())


@pytest.mark.parametrize("words", HOSTILE)
def test_html_in_content_is_text_in_the_stored_form(words):
    quoted = json.dumps(words)
    item = made(
        f"kind: one\nstem: {quoted}\nchart: {quoted}\noptions:\n- {{text: {quoted}, correct: true, reason: r}}\n"
        "- {text: b, reason: r}\n"
    )
    shown = bundle(QuizView([item], title=words))["text/html"]
    for mark in ("<script", "<img", "<svg", "<iframe", "<!--"):
        assert mark not in shown


def test_the_module_sets_content_only_as_text():
    source = module_text("quiz.js")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "import "):
        assert way not in source
    assert source.count("export default") == 1
    assert all(f" {kind}:" in source or f" {kind}," in source for kind in KINDS)


def test_a_set_without_marks_says_only_that_answers_are_noted():
    item = documented()["one-answer"]
    view = QuizView([item], mode="survey")
    check(view, item, keys(item)["An officer."])
    assert view.public_items()[0]["survey"]
    assert view.states()[item.id]["state"] == "noted"
    assert view.score() == {"items": 1, "answered": 1}


def test_a_second_test_is_compared_with_the_first():
    assert QuizView(ITEMS, mode="check", before=(5, 12)).score()["before"] == {"right": 5, "items": 12}
    assert "before" not in QuizView(ITEMS).score()


def test_a_section_of_another_lesson_is_named_with_its_lesson_and_file():
    options = "options:\n- {text: a, correct: true, reason: r}\n- {text: b, reason: r}\n"
    item = made(f"kind: one\nsection: 04-agency-growth#Where\n{options}")
    [shown] = QuizView([item], lessons={"04-agency-growth": ("Counting", "04-agency-growth.ipynb")}).public_items()
    assert (shown["section"], shown["lesson"]) == ("Where", {"title": "Counting", "file": "04-agency-growth.ipynb"})


def test_confidence_is_asked_where_a_score_is_kept():
    assert [QuizView(ITEMS, mode=mode).rates() for mode in ("practice", "check", "survey")] == [False, True, False]


@pytest.mark.slow
def test_a_quiz_imports_no_compiled_package():
    code = (
        "import sys; from wso_lessons.content import open_course; from wso_lessons.quiz import Bank; "
        "from wso_lessons.widgets.quiz import QuizView; items = list(Bank(open_course()).sound_items()); "
        "heavy = {'pandas', 'numpy', 'matplotlib', 'sqlite3', 'ipywidgets'}; "
        "repr(QuizView(items)); print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600, check=True)
    assert run.stdout.strip() == "[]"


def test_ten_items_are_stored_in_less_than_thirty_kibibytes():
    options = [{"text": f"Option {n} {'word ' * 15}", "reason": "why " * 20, "correct": n == 0} for n in range(4)]
    items = [made(f"kind: one\nid: set/i{n}\noptions: {json.dumps(options)}\n") for n in range(10)]
    assert len(json.dumps(bundle(QuizView(items)))) < 30 * 1024


PAST = Answer(at="2026-06-01T12:00:00Z", item_id="toy/pears", response="3", state="wrong")


def review(answers, today):

    from wso_lessons.content import open_course
    from wso_lessons.quiz import Bank
    from wso_lessons.widgets.review import ReviewView

    bank = Bank(open_course(TOY), datetime.date(2026, 6, 5))
    return ReviewView(bank, answers, lambda _items: Record(), today=datetime.date(2026, 6, today), limit=10)


def test_a_review_asks_what_is_due_and_names_its_lesson():
    view = review([PAST], today=2)
    assert [item.section for item in view.items()] == ["01-toy#Counting pears"]
    assert view.quiz.title == "1 question due today"
    assert view.quiz.public_items()[0]["lesson"] == {"title": "Counting pears", "file": "01-toy.ipynb"}


def test_a_review_with_nothing_due_says_when_something_is():
    assert review([PAST], today=1).quiz.notice.endswith("comes back on 2 June 2026.")
    assert review([], today=1).quiz.notice.startswith("There is nothing to review yet")


def test_a_review_leaves_out_items_that_are_gone_or_belong_to_the_two_tests():
    for item_id in ("gone/item", "pre-test/x"):
        gone = Answer(at=PAST.at, item_id=item_id, response="x", state="wrong")
        assert review([gone], today=9).items() == []


def test_a_reviews_stored_form_tells_nothing_of_the_learner():
    assert repr(review([PAST], today=2)) == repr(review([], today=1))
