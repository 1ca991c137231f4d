"""What a simulator shows: controls, a body and the state in words, in one form for the page and one for plain text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from wso_lessons.pages.html import Markup, Page, details, join, listing, pairs, tag, wrap
from wso_lessons.simulators.cards import COMPARE
from wso_lessons.simulators.scene import Picture
from wso_lessons.widgets.panel.drawing import draw_stage, still_image
from wso_lessons.widgets.panel.footnotes import number_footnotes

NOTHING = Markup("")
NOT_ADVICE = "Education, not legal advice."
HOW_IT_ENDS = "How it ends"
ControlKind = Literal["select", "radio", "checks", "date", "time", "text", "area", "button", "play", "save", "print"]

HOLDS_NOTHING: tuple[ControlKind, ...] = ("button", "play", "save", "print")  # no fact is chosen by it


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to operate; `choices` pairs each value with its label.

    A button's value is "on" or "off"; for save and print the value is the text and `file` its name. A play control is
    named like the slider of the picture that it lets run.
    """

    name: str
    kind: ControlKind
    label: str
    value: str | tuple[str, ...] = ""
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    file: str = ""
    most: int = 0

    def as_tree(self) -> dict[str, object]:
        """The control as the page receives it."""
        shown: dict[str, object] = {"name": self.name, "kind": self.kind, "label": self.label, "help": self.help}
        shown["value"] = list(self.value) if isinstance(self.value, tuple) else self.value
        shown["choices"] = [{"value": value, "label": label} for value, label in self.choices]
        return shown | ({"file": self.file} if self.file else {}) | ({"most": self.most} if self.most else {})

    def in_words(self) -> str:
        """The value that is chosen, as its label; "" for a control that holds none."""
        if self.kind in HOLDS_NOTHING:
            return ""
        chosen = self.value if isinstance(self.value, tuple) else (self.value,)
        labels = dict(self.choices)
        return ", ".join(labels.get(value, value) for value in chosen)


def button(name: str, label: str, ready: object = True) -> Control:
    """A button; one that is not ready is shown, and cannot be pressed."""
    return Control(name, "button", label, "on" if ready else "off")


@dataclass(frozen=True, slots=True)
class Group:
    """Controls that belong together, under one legend; `folded` ones are opened by who wants them."""

    legend: str
    controls: tuple[Control, ...]
    folded: bool = False


def deal_groups(dealt: Control | None, begun: object, show: str) -> tuple[Group, ...]:
    """The buttons beside cards that are dealt, and `dealt`, where one is left, as a list of places for it."""
    buttons = (button(COMPARE, "Compare", dealt is None), button("show", show), button("again", "Start again", begun))
    groups = (Group("Your cards", buttons),)
    return (*groups, Group("Or choose from a list", (dealt,), folded=True)) if dealt else groups


@dataclass(frozen=True, slots=True)
class Screen:
    """One state of a simulator: `text` is the body in plain text, `words` says the state in a sentence or two.

    `how` says how to go about it, before the advice. `picture` stands first, with the words below it; `more` comes
    last. Where there are no controls to walk with, `stored` replaces the body and `paper` the picture; `ending` is the
    picture as it is at the end, folded away with `afterword` below it. While it `asks`, the learner has neither
    answered nor looked, and what a lesson keeps closed behind the model stays closed.
    """

    title: str
    groups: tuple[Group, ...]
    body: Markup
    text: str
    words: str
    more: Markup = NOTHING
    stored: Markup | None = None
    how: str = ""
    advice: str = NOT_ADVICE
    picture: Picture | None = None
    ending: Picture | None = None
    afterword: Markup = NOTHING
    paper: Picture | None = None
    asks: bool = False

    @property
    def lead(self) -> str:
        """What stands below the title: how to go about it, and the advice."""
        return f"{self.how} {self.advice}".strip()

    def as_tree(self) -> dict[str, object]:
        """The screen as the page receives it."""
        groups = [
            {
                "legend": group.legend,
                "controls": [control.as_tree() for control in group.controls],
                "folded": group.folded,
            }
            for group in self.groups
        ]
        shown = {"title": self.title, "advice": self.lead, "groups": groups, "asks": self.asks}
        body, more = number_footnotes(self.body, self.more)
        stage = str(draw_stage(self.picture)) if self.picture else ""
        return {**shown, "stage": stage, "body": str(body), "words": self.words, "more": str(more)}

    def page(self) -> Page:
        """The screen without controls, for the stored output: what is chosen, the body and the state in words."""
        # What is folded says the same as the picture once more.
        unfolded = [group for group in self.groups if not group.folded]
        chosen = {control.label: control.in_words() for group in unfolded for control in group.controls}
        still = self.paper or self.picture
        first = self.body if self.stored is None else self.stored
        body, more, afterword = number_footnotes(first, self.more, self.afterword)
        html = tag(
            "section",
            tag("p", tag("strong", self.title)),
            tag("p", self.lead, class_="wso-small"),
            pairs(chosen, class_="wso-chosen"),
            still_image(still) if still else "",
            body,
            tag("p", self.words),
            more,
            _fold_ending(self.ending, afterword) if self.ending else "",
            class_="wso wso-sim",
        )
        lines = [self.title, self.lead, *(f"{name}: {value}" for name, value in chosen.items() if value)]
        pictures = [f"Picture: {still.wide.name}"] if still else []
        return Page(join_blocks(lines, pictures, self.text, [self.words]), html)


def _fold_ending(ending: Picture, afterword: Markup) -> Markup:
    return details(HOW_IT_ENDS, still_image(ending), afterword or tag("p", ending.wide.name))


def part(words: str) -> Markup:
    """The line above a part of a body."""
    return tag("p", tag("strong", words), class_="wso-part")


class Task(Protocol):
    """Something to be found in a model, which the model checks itself."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...


def task_list(tasks: Collection[Task], found: Collection[str], title: str = "") -> Markup:
    """What is to be found and what was; `found` are ids. The title says how many, where none is given."""
    done = [task for task in tasks if task.id in found]
    lines = [f"{'Found: ' if task in done else 'To find: '}{task.text}" for task in tasks]
    heading = part(title or f"Try it: {len(done)} of {len(lines)} found")
    return join((heading, listing(lines, class_="wso-tasks")))


def scroll(label: str, inside: Markup, *, tall: bool = False) -> Markup:
    """A wide or `tall` table in a box that scrolls and can be reached by keyboard."""
    name = "wso-scroll wso-tall" if tall else "wso-scroll"
    return tag("div", inside, class_=name, role="region", tabindex="0", aria_label=label)


def join_blocks(*blocks: str | Iterable[str]) -> str:
    """Plain text of several blocks with a blank line between: a table as it is, or lines to be wrapped."""
    made = [
        block if isinstance(block, str) else "\n".join(wrap(line, indent="  ") for line in block) for block in blocks
    ]
    return "\n\n".join(block for block in made if block)
