"""The quiz's own ES module in a plain page: a stand-in model, marks by our grader, no Jupyter at all."""

import dataclasses

import pytest

from tests.support import lab
from tests.support.quiz_moves import Hand, right, wrong
from tests.support.quiz_page import until
from tests.support.quiz_samples import documented
from wso_lessons.content.answer import Answer
from wso_lessons.progress import Record
from wso_lessons.widgets.quiz import QuizView

ITEMS = documented()
KEYED = sorted(slug for slug, item in ITEMS.items() if not item.survey)


@pytest.mark.parametrize("keyboard", [False, True], ids=["mouse", "keyboard"])
def test_every_kind_is_answered_in_a_plain_page(draw, keyboard):
    page = draw(QuizView([ITEMS[slug] for slug in KEYED], title="All kinds"))
    for wanted, respond in (("not attempted", None), ("wrong", wrong), ("right", right)):
        for slug in KEYED:
            item = ITEMS[slug]
            form = page.locator(f'[data-item="{item.id}"]')
            hand = Hand(page, form, item, keyboard)
            if wanted == "right":
                hand.press("Start over")
                until(page, item, "not attempted")
            if respond:
                hand.answer(respond(item))
            hand.press("Check")
            until(page, item, wanted)
        assert lab.violations(page, "body") == []
    page.get_by_text("8 of 8 answered, 8 right.").wait_for()


# The height and the right edge of each control that is seen, by its question.
CONTROLS = """(all) => all.filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).map((one) => {
    const box = one.getBoundingClientRect();
    return [one.closest("form").dataset.item, box.height, box.right];
})"""


def test_a_narrow_screen_shows_all_of_it(draw):
    page = draw(QuizView(list(ITEMS.values()), mode="check"), width=340)
    page.set_viewport_size({"width": 340, "height": 20_000})  # what is far from the screen is not laid out
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.wait_for_function(
        "count => new Set([...document.querySelectorAll('.wso-item .wso-check')].filter((one) =>"
        " one.checkVisibility({ contentVisibilityAuto: true })).map((one) => one.closest('form'))).size === count",
        arg=len(ITEMS),
    )
    found = page.locator(".wso-quiz :is(button, input[type=text], select)").evaluate_all(CONTROLS)
    assert {item for item, *_ in found} == {item.id for item in ITEMS.values()}
    assert [one for one in found if one[1] < 24] == [], "Large enough to be hit by a finger"
    assert [one for one in found if one[2] > 340] == []
    page.add_style_tag(content=lab.TEXT_SPACING)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "Wider spacing fits too"


def test_of_thirty_questions_those_near_the_screen_are_laid_out_and_all_can_be_heard_and_printed(draw):
    one = next(item for item in ITEMS.values() if item.kind == "one")
    items = [dataclasses.replace(one, id=f"set/q-{n}", stem=f"Question number {n}?") for n in range(1, 31)]
    page = draw(QuizView(items, title="Thirty"))
    laid_out = """[...document.querySelectorAll('.wso-item legend')]
        .filter(one => one.checkVisibility({ contentVisibilityAuto: true })).length"""
    assert 0 < page.evaluate(laid_out) < 20
    assert page.get_by_role("group", name="Question number 30?").count() == 1, "It is there for those who listen"
    page.emulate_media(media="print")
    assert page.evaluate(laid_out) == 30


def test_an_order_says_where_an_entry_went_and_keeps_the_focus(draw):
    item = ITEMS["order"]
    page = draw(QuizView([item]))
    first = page.locator(".wso-placed > span").first.inner_text()
    page.get_by_role("button", name=f"Move down: {first}").focus()
    page.keyboard.press("Enter")
    page.locator("[role=status]", has_text=f"{first.rstrip('.')}: now 2 of 3.").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator("[role=status]", has_text=f"{first.rstrip('.')}: now 3 of 3.").wait_for()
    button = page.get_by_role("button", name=f"Move down: {first}")
    assert button.get_attribute("aria-disabled") == "true"
    assert button.evaluate("e => e === document.activeElement")


def test_what_was_kept_of_a_sorting_is_shown_as_such(draw):
    item = ITEMS["sort"]
    sorts = {one.key: one.sort for one in item.statements}
    past = Answer(item_id=item.id, response=item.part_to_keep(sorts), state="right", score=1.0)
    page = draw(QuizView([item], record=Record(answers={item.id: past})))
    shown = [box.evaluate("e => e.selectedOptions[0].textContent") for box in page.locator("select").all()]
    assert sorted(shown) == ["fact", *["not a fact (which of the two is not kept)"] * 2]
    until(page, item, "right")


def test_a_survey_is_saved_and_can_be_changed(draw):
    item = ITEMS["vote"]
    page = draw(QuizView([item], mode="survey"))
    for words in ("Yes", "No"):
        page.get_by_label(words, exact=True).check()
        page.get_by_role("button", name="Keep my answer").click()
        page.get_by_text("Noted.").wait_for()
    assert page.locator(".wso-reason").count() == 0
    assert lab.violations(page, "body") == []


def test_the_gain_is_told_to_the_learner_when_the_second_test_is_done(draw):
    items = [ITEMS["one-answer"], ITEMS["number"]]
    page = draw(QuizView(items, mode="check", before=(0, 2)))
    for item in items:
        hand = Hand(page, page.locator(f'[data-item="{item.id}"]'), item, keyboard=False)
        hand.answer(right(item))
        hand.press("Check")
        until(page, item, "right")
    few = "With so few questions a gain of up to 1 can be chance."
    page.get_by_text(f"At the start of the course 0 of 2 were right; now 2 of 2. {few} Only you see this.").wait_for()


def test_a_link_leads_to_a_section_of_the_same_page(draw):
    item = ITEMS["one-answer"]
    page = draw(QuizView([item]))
    hand = Hand(page, page.locator(f'[data-item="{item.id}"]'), item, keyboard=True)
    hand.answer(wrong(item))
    hand.press("Check")
    until(page, item, "wrong")
    hand.press("One row, one agreement")
    assert page.evaluate("document.activeElement.textContent") == "One row, one agreement"


def test_hints_and_the_answer_come_by_keyboard_and_the_focus_is_never_lost(draw):
    item = ITEMS["one-answer"]
    page = draw(QuizView([item]))
    hand = Hand(page, page.locator(f'[data-item="{item.id}"]'), item, keyboard=True)
    hand.press("Hint")
    page.get_by_text(item.hints[0]).wait_for()
    hand.answer(wrong(item))
    hand.press("Check")
    until(page, item, "wrong")
    hand.press("Show the answer")
    page.locator(".wso-reason", has_text="Right, not chosen:").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Check"


def test_a_kernel_that_does_not_answer_is_told_after_a_while(draw):
    item = ITEMS["one-answer"]
    view = QuizView([item])
    page = draw(view)
    heard = []
    view.receive = heard.append
    check = page.get_by_role("button", name="Check")
    check.dblclick()
    page.get_by_text("Python has not answered").wait_for()
    assert len(heard) == 1
    check.click()
    page.wait_for_timeout(100)
    assert len(heard) == 2


def test_nothing_is_lost_where_the_reader_forces_colors(draw):
    item = ITEMS["match"]
    page = draw(QuizView([item], mode="check"), forced_colors="active")
    hand = Hand(page, page.locator(f'[data-item="{item.id}"]'), item, keyboard=False)
    hand.answer(wrong(item))
    hand.press("Check")
    until(page, item, "wrong")
    assert lab.violations(page, "body") == []
