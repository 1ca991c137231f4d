"""A question set for those who listen, who use keys alone, who read large or on a telephone."""

import pytest

from tests.support import lab
from tests.support.quiz_moves import Hand, wrong
from tests.support.quiz_page import until
from tests.support.quiz_samples import documented, made
from wso_lessons.widgets.quiz import QuizView

ITEMS = documented()
TWO = [ITEMS["one-answer"], ITEMS["number"]]
OPTIONS = "options:\n- {text: A judge, correct: true, reason: r}\n- {text: An officer, reason: r}\n"
FAR_RIGHT = "Math.max(...[...document.querySelectorAll('.wso-quiz *')].map((e) => e.getBoundingClientRect().right))"
LISTEN = """() => {
  window.heard = [];
  for (const node of document.querySelectorAll("[role=status]")) {
    node.dataset.early = "yes";
    const hear = () => window.heard.push(node.textContent);
    new MutationObserver(hear).observe(node, { childList: true, subtree: true });
  }
}"""
HEAR_GUESSES = "window.guesses = []; document.addEventListener('wso-predict', (e) => window.guesses.push(e.detail))"


def form(page, item):
    return page.locator(f'[data-item="{item.id}"]')


def told(page, item):
    return form(page, item).locator(".wso-feedback").inner_text()


@pytest.mark.parametrize("slug", ["one-answer", "clause"])
def test_enter_takes_an_option_and_spends_no_try(draw, slug):
    item = ITEMS[slug]
    page = draw(QuizView([item], mode="check"))
    option = form(page, item).locator(".wso-option input").nth(1)
    option.focus()
    page.keyboard.press("Enter")
    assert option.is_checked()
    assert form(page, item).get_attribute("data-state") == "not attempted"
    form(page, item).get_by_role("button", name="Check").press("Enter")
    page.wait_for_function("!['not attempted'].includes(document.querySelector('form').dataset.state)")


BOXES = {"number": "answer: 7\nunit: cups\nreason: r\n", "text": "accept: [seven]\nreason: r\n"}


@pytest.mark.parametrize("delay", [0, 40], ids=["fast", "slow"])
@pytest.mark.parametrize("kind", BOXES)
def test_enter_in_a_field_records_every_time(draw, kind, delay):
    """100 of 100: 25 in each kind of box, typed at once and letter by letter."""
    item = made(f"kind: {kind}\n{BOXES[kind]}otherwise: o\ntries: 0\n")
    kept = []
    view = QuizView([item])
    view._record = view._record.__class__(keep=lambda answer: kept.append(answer.response) or "")
    page = draw(view)
    field = form(page, item).get_by_role("textbox")
    for number in range(100, 125):
        field.fill("")
        field.press_sequentially(str(number), delay=delay if number < 105 else 0)
        field.press("Enter")
        page.wait_for_function(f"document.querySelector('form').dataset.state === 'wrong' && {number}")
        assert view.sitting.standings[item.id].tries == number - 99
    assert [str(answer) for answer in kept] == [str(number) for number in range(100, 125)]


def test_a_page_around_that_takes_enter_away_cannot_stop_a_check(draw):
    item = made("kind: number\nanswer: 7\nunit: cups\nreason: r\notherwise: o\n")
    page = draw(QuizView([item]))
    page.evaluate("document.body.addEventListener('keydown', (event) => event.preventDefault())")
    form(page, item).get_by_role("textbox").fill("7")
    form(page, item).get_by_role("textbox").press("Enter")
    until(page, item, "right")


def test_the_last_hint_leaves_the_answer_the_hint_and_the_focus(draw):
    item = made(f"kind: one\nhints: [First., Second.]\n{OPTIONS}")
    page = draw(QuizView([item]))
    form(page, item).get_by_label("An officer").check()
    hint = form(page, item).locator(".wso-button", has_text="int").first
    for _ in range(4):
        hint.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(60)
    assert form(page, item).get_by_label("An officer").is_checked()
    assert "Second." in told(page, item)
    assert (hint.inner_text(), hint.get_attribute("aria-disabled")) == ("No more hints", "true")
    assert page.evaluate("document.activeElement.textContent") == "No more hints"


def test_a_notice_and_the_closing_stand_in_the_page_before_their_words_do(draw):
    view = QuizView(TWO, mode="check")
    page = draw(view)
    page.evaluate(LISTEN)
    view._record = view._record.__class__(keep=lambda _checked: "Your answers cannot be saved.")
    for item in TWO:
        Hand(page, form(page, item), item, keyboard=True).answer(wrong(item))
        form(page, item).get_by_role("button", name="Check").press("Enter")
        until(page, item, "wrong")
    notice, closed = page.locator(".wso-notice"), page.locator(".wso-closed")
    assert notice.get_attribute("data-early") == closed.get_attribute("data-early") == "yes"
    assert notice.inner_text() == "Your answers cannot be saved."
    assert closed.inner_text() == "All answered: 0 right. More stands below."
    heard = page.evaluate("window.heard")
    assert heard.count("Your answers cannot be saved.") == 1
    assert any("Look again at:" in words for words in heard), "The way back is spoken with the answer"


def test_the_next_question_is_one_key_away(draw):
    page = draw(QuizView(TWO))
    first, second = TWO
    step = form(page, first).get_by_role("button", name="Next question")
    assert not step.is_visible()
    Hand(page, form(page, first), first, keyboard=True).answer(wrong(first))
    form(page, first).get_by_role("button", name="Check").press("Enter")
    step.press("Enter")
    assert page.evaluate("document.activeElement.closest('form').dataset.item") == second.id
    Hand(page, form(page, second), second, keyboard=True).answer(wrong(second))
    form(page, second).get_by_role("button", name="Check").press("Enter")
    until(page, second, "wrong")
    assert not form(page, second).get_by_role("button", name="Next question").is_visible()


def test_one_question_is_no_group_of_its_own_and_check_says_what_it_checks(draw):
    item = ITEMS["one-answer"]
    page = draw(QuizView([item]))
    assert page.get_by_role("group", name="Question").count() == 0
    check = form(page, item).get_by_role("button", name="Check")
    stem = page.locator(f"#{check.get_attribute('aria-describedby')}")
    assert item.stem in stem.inner_text()


def test_rows_left_empty_are_named_and_marked_until_they_are_filled(draw):
    item = ITEMS["match"]
    page = draw(QuizView([item]))
    boxes = form(page, item).locator("select")
    boxes.first.select_option(index=1)
    form(page, item).get_by_role("button", name="Check").click()
    page.wait_for_function("document.querySelector('.wso-feedback').textContent.includes('Still empty')")
    labels = [label.removesuffix(".") for label in form(page, item).locator(".wso-row > label").all_inner_texts()]
    assert labels[0] not in told(page, item)
    assert all(f'"{label}"' in told(page, item) for label in labels[1:])
    marked = [box.get_attribute("aria-invalid") for box in boxes.all()]
    assert marked == [None] + ["true"] * (len(labels) - 1)
    assert boxes.last.get_attribute("aria-describedby") == form(page, item).locator(".wso-feedback").get_attribute("id")
    for box in boxes.all():
        box.select_option(index=1)
    form(page, item).get_by_role("button", name="Check").click()
    page.wait_for_function("document.querySelector('form').dataset.state !== 'not attempted'")
    assert form(page, item).locator("[aria-invalid]").count() == 0


def test_a_number_that_is_none_is_told_at_its_field(draw):
    item = made("kind: number\nanswer: 7\nunit: cups\nreason: r\notherwise: o\n")
    page = draw(QuizView([item]))
    field = form(page, item).get_by_role("textbox")
    field.fill("many")
    field.press("Enter")
    page.wait_for_function("document.querySelector('.wso-feedback').textContent.includes('number')")
    assert (field.get_attribute("aria-invalid"), field.input_value()) == ("true", "many")


@pytest.mark.parametrize("slug", ["match", "sort"])
@pytest.mark.parametrize("pane", [310, 240])
def test_rows_fit_a_narrow_pane_in_a_wide_window(draw, slug, pane):
    page = draw(QuizView([ITEMS[slug]]), width=1280)
    page.evaluate(f"document.getElementById('here').style.width = '{pane}px'")
    widest = page.evaluate(FAR_RIGHT)
    left = page.evaluate("document.getElementById('here').getBoundingClientRect().left")
    assert widest <= left + pane + 1


def test_borders_are_seen_and_small_targets_are_24_pixels_high(draw):
    page = draw(QuizView([ITEMS["one-answer"], ITEMS["match"]], mode="check"))
    heights = page.evaluate("[...document.querySelectorAll('.wso-option, .wso-sure-option')].map(e => e.offsetHeight)")
    assert min(heights) >= 24
    assert lab.faint_edges(page, ".wso-quiz", "rgb(255, 255, 255)") == []


def test_where_a_clause_stands_is_as_dark_as_the_clause_under_the_mouse(draw):
    page = draw(QuizView([ITEMS["clause"]]))
    page.add_style_tag(content=".wso-quiz { --jp-ui-font-color2: #757575; }")  # as light as JupyterLab's own
    option = page.locator(".wso-option").first
    option.hover()
    ground = option.evaluate("e => getComputedStyle(e).backgroundColor")
    ink = option.locator(".wso-where").evaluate("e => getComputedStyle(e).color")
    assert ground != "rgba(0, 0, 0, 0)", "The mouse is seen"
    assert lab.contrast(ink, ground) >= 4.5


def test_an_excerpt_is_no_footer_of_the_page(draw):
    item = made(f"kind: one\nexcerpt: Only a judge may sign.\nexcerpt_from: A form\n{OPTIONS}")
    page = draw(QuizView([item]))
    assert page.locator("footer").count() == 0
    assert item.excerpt_from in page.locator("blockquote").inner_text()


class GuessView:
    """One prediction as Python would hand it over: never right or wrong, answered or skipped."""

    def __init__(self):
        self.item = made(
            "kind: number\nanswer: 75\nunit: agreements\nreason: r\notherwise: o\nstem: How many in 2019?\n"
        )
        self.title, self.notice, self.sitting = "", "", type("S", (), {"mode": "practice"})
        self.state = self.standing("not attempted", "", False)
        self.turn = 0

    def standing(self, state, summary, done, response=None, turn=0):
        empty = {"reasons": [], "hints": [], "more_hints": 0, "may_show": False, "may_reset": False, "claims": []}
        now = {"turn": turn, "state": state, "summary": summary, "done": done, "response": response}
        return now | empty | {"confidence": ""}

    def public_items(self):
        return [self.item.public_part("x") | {"survey": False, "section": "Here", "predict": True}]

    def states(self):
        return {self.item.id: self.state}

    def score(self):
        return {"items": 0}

    def rates(self):
        return False

    def receive(self, message):
        self.turn += 1
        if message["do"] == "skip":
            self.state = self.standing("skipped", "Skipped.", True, turn=self.turn)
        else:
            words = f"You said {message['response']}. The list says 75."
            self.state = self.standing("guessed", words, True, message["response"], turn=self.turn)


@pytest.fixture
def guess(draw):
    page = draw(GuessView())
    page.evaluate(HEAR_GUESSES)
    return page


def test_a_guess_is_answered_with_the_distance_and_without_a_cross(guess):
    box = guess.locator(".wso-quiz")
    assert (box.get_attribute("data-predict"), box.get_attribute("data-state")) == ("1", "open")
    guess.get_by_role("textbox").fill("300")
    guess.get_by_role("button", name="Lock in my guess").press("Enter")
    guess.get_by_text("You said 300. The list says 75.").wait_for()
    assert box.get_attribute("data-state") == "answered"
    assert guess.evaluate("window.guesses") == [{"item": "set/x", "state": "answered"}]
    assert not any(sign in box.inner_text() for sign in "✓✗◐")
    line = guess.locator(".wso-state")
    neutral = line.evaluate("(e) => getComputedStyle(e).borderLeftColor")
    assert neutral not in ("rgb(0, 158, 115)", "rgb(213, 94, 0)")
    assert line.evaluate("(e) => getComputedStyle(e).fontWeight") == "400"
    assert line.get_attribute("data-state") == "guessed"
    assert not guess.get_by_role("button", name="Skip").is_visible()


def test_a_question_with_a_mark_is_open_as_long_as_it_may_still_be_right(draw):
    item = made(f"kind: one\n{OPTIONS}tries: 2\n")
    page = draw(QuizView([item]))
    page.evaluate(HEAR_GUESSES)
    box, check = page.locator(".wso-quiz"), page.get_by_role("button", name="Check")
    page.get_by_label("An officer").check()
    check.click()
    page.get_by_text("1 try left.").wait_for()
    assert (box.get_attribute("data-predict"), box.get_attribute("data-state")) == (None, "open")
    assert page.evaluate("window.guesses") == []
    page.get_by_label("A judge").check()
    check.click()
    page.wait_for_function("document.querySelector('.wso-quiz').dataset.state === 'answered'")
    assert page.evaluate("window.guesses") == [{"item": "set/x", "state": "answered"}]


def test_a_guess_can_be_skipped_by_key_and_the_focus_stays(guess):
    guess.get_by_role("button", name="Skip").focus()
    guess.keyboard.press("Enter")
    guess.wait_for_function("document.querySelector('.wso-quiz').dataset.state === 'skipped'")
    assert guess.evaluate("window.guesses") == [{"item": "set/x", "state": "skipped"}]
    assert guess.evaluate("document.activeElement.textContent") == "Lock in my guess"
