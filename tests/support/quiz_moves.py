"""How a learner answers each kind of question, by mouse or with the keyboard alone, and what is right and wrong."""

from __future__ import annotations

import re


def right(item):
    """A response that is right."""
    return {
        "one": lambda: item.key_text()[0],
        "many": lambda: list(item.key_text()),
        "clause": lambda: [option.text for option in item.options if option.correct],
        "number": lambda: f"{item.answer:g}",
        "text": lambda: item.accept[0],
        "order": lambda: [entry.text for entry in item.entries],
        "match": lambda: {row.text: row.answer for row in item.rows},
        "sort": lambda: {one.text: one.sort for one in item.statements},
    }[item.kind]()


def wrong(item):
    """A response with nothing right in it."""
    return {
        "one": lambda: next(option.text for option in item.options if not option.correct),
        "many": lambda: [option.text for option in item.options if not option.correct],
        "clause": lambda: [option.text for option in item.options if not option.correct],
        "number": lambda: item.traps[0].text,
        "text": lambda: item.traps[0].text,
        "order": lambda: [entry.text for entry in reversed(item.entries)],
        "match": lambda: {row.text: next(t for t in item.targets if t != row.answer) for row in item.rows},
        "sort": lambda: {one.text: "value" if one.sort == "fact" else "fact" for one in item.statements},
    }[item.kind]()


def answer_by_keyboard(page, item):
    """Answers an item wrong, starts over and answers it right, with the keyboard alone; gives its form."""
    form = page.locator(f'form.wso-item[data-item="{item.id}"]')
    form.scroll_into_view_if_needed()
    hand = Hand(page, form, item, keyboard=True)
    hand.answer(wrong(item))
    hand.press("Check")
    form.and_(page.locator("[data-state=wrong]")).wait_for()
    hand.press("Start over")
    form.and_(page.locator("[data-state='not attempted']")).wait_for()
    hand.answer(right(item))
    hand.press("Check")
    form.locator("[role=status]", has_text="Right").first.wait_for()
    return form


class Hand:
    """Answers one form; `keyboard` uses no mouse. Keys of choices are looked up from their texts in the item."""

    def __init__(self, page, form, item, keyboard):
        self.page, self.form, self.item, self.keyboard = page, form, item, keyboard
        self.keys = {text: key for key, text in item.choices()}

    def answer(self, response):
        """Fills in a response; the form is as new."""
        kind = self.item.kind
        if kind in ("one", "many", "clause"):
            for text in [response] if kind == "one" else response:
                self._choose(self.form.locator(f'input[value="{self.keys[text]}"]'))
        elif kind in ("number", "text"):
            field = self.form.locator("input[type=text]")
            field.focus() if self.keyboard else field.click()
            self.page.keyboard.type(response)
        elif kind == "order":
            self._arrange([self.keys[text] for text in response])
        else:
            for text, choice in response.items():
                self._select(self.form.get_by_label(text, exact=True), choice)

    def press(self, name):
        """Presses a button: with the keyboard it is reached by Tab from where the focus is."""
        button = self.form.get_by_role("button", name=name, exact=True)
        if not self.keyboard:
            button.click()
            return
        if self.form.evaluate("e => !e.contains(document.activeElement)"):
            self.form.locator("input, select, button").first.focus()
        for _ in range(40):
            if button.evaluate("e => e === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"Tab never came to {name}")
        self.page.keyboard.press("Enter")

    def _choose(self, control):
        if not self.keyboard:
            control.click()
            return
        if control.get_attribute("type") == "checkbox":
            control.focus()
            self.page.keyboard.press("Space")
            return
        self.form.locator("input[type=radio]").first.focus()
        self.page.keyboard.press("Space")
        for _ in range(10):
            if control.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("The arrow keys never came to the option")

    def _select(self, box, choice):
        if not self.keyboard:
            box.select_option(choice)
            return
        box.focus()
        self.page.keyboard.press("Home")
        for _ in range(12):
            if box.evaluate("e => e.selectedOptions[0].textContent") == choice:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("The arrow keys never came to the choice")

    def shown_order(self):
        texts = self.form.locator(".wso-placed > span:first-child").all_inner_texts()
        return [self.keys[text] for text in texts]

    def _arrange(self, wanted):
        names = {key: text for text, key in self.keys.items()}
        if self.shown_order() == wanted:
            for way in ("down", "up"):
                self._move(names[wanted[0]], way)
        for place, key in enumerate(wanted):
            while self.shown_order().index(key) > place:
                self._move(names[key], "up")
        assert self.shown_order() == wanted

    def _move(self, text, way):
        button = self.form.get_by_role("button", name=re.compile(f"^Move {way}: {re.escape(text)}"))
        if not self.keyboard:
            button.click()
            return
        button.focus()
        self.page.keyboard.press("Enter")
        assert button.evaluate("e => e === document.activeElement"), "The focus stays with the entry that moved"
