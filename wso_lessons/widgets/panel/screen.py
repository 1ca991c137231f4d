"""What a simulator shows: controls, a body and the state in words, in one form for the page and one for plain text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from wso_lessons.content import Claim, Course
from wso_lessons.pages.dates_and_names import count_with_noun, label
from wso_lessons.pages.html import Markup, Page, details, join, listing, pairs, tag, wrap
from wso_lessons.pages.ledger import cite_markup
from wso_lessons.simulators.scene import Picture
from wso_lessons.widgets.panel.drawing import draw_stage, still_image
from wso_lessons.widgets.panel.footnotes import entry, number_footnotes

NOTHING = Markup("")
NOT_ADVICE = "Education, not legal advice."
ATTRIBUTED = ("characterization", "argument", "prediction")
ControlKind = Literal["select", "radio", "checks", "date", "time", "text", "area", "button", "play", "save", "print"]


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

    def public(self) -> dict[str, object]:
        """The control as the page receives it."""
        shown: dict[str, object] = {"name": self.name, "kind": self.kind, "label": self.label, "help": self.help}
        shown["value"] = list(self.value) if isinstance(self.value, tuple) else self.value
        shown["choices"] = [{"value": value, "label": label} for value, label in self.choices]
        return shown | ({"file": self.file} if self.file else {}) | ({"most": self.most} if self.most else {})

    def in_words(self) -> str:
        """The value that is chosen, as its label; "" for a control that holds none."""
        if self.kind in ("button", "play", "save", "print"):
            return ""
        chosen = self.value if isinstance(self.value, tuple) else (self.value,)
        labels = dict(self.choices)
        return ", ".join(labels.get(value, value) for value in chosen)


@dataclass(frozen=True, slots=True)
class Group:
    """Controls that belong together, under one legend; `folded` ones are opened by who wants them."""

    legend: str
    controls: tuple[Control, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """One state of a simulator: `text` is the body in plain text, `words` says the state in a sentence or two.

    `picture` stands first, with the words below it; `more` comes last. Where there are no controls to walk with,
    `stored` replaces the body and `paper` the picture; `ending` is the picture as it is at the end, folded away with
    `afterword` below it. While it `asks`, the learner has neither answered nor looked, and what a lesson keeps closed
    behind the model stays closed.
    """

    title: str
    groups: tuple[Group, ...]
    body: Markup
    text: str
    words: str
    more: Markup = NOTHING
    stored: Markup | None = None
    advice: str = NOT_ADVICE
    picture: Picture | None = None
    ending: Picture | None = None
    afterword: Markup = NOTHING
    paper: Picture | None = None
    asks: bool = False

    def public(self) -> dict[str, object]:
        """The screen as the page receives it."""
        groups = [
            {
                "legend": group.legend,
                "controls": [control.public() for control in group.controls],
                "folded": group.folded,
            }
            for group in self.groups
        ]
        shown = {"title": self.title, "advice": self.advice, "groups": groups, "asks": self.asks}
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
            tag("p", self.advice, class_="wso-small"),
            pairs(chosen, class_="wso-chosen"),
            still_image(still) if still else "",
            body,
            tag("p", self.words),
            more,
            _fold_ending(self.ending, afterword) if self.ending else "",
            class_="wso wso-sim",
        )
        lines = [self.title, self.advice, *(f"{name}: {value}" for name, value in chosen.items() if value)]
        pictures = [f"Picture: {still.wide.name}"] if still else []
        return Page(join_blocks(lines, pictures, self.text, [self.words]), html)


def _fold_ending(ending: Picture, afterword: Markup) -> Markup:
    return details("How it ends", still_image(ending), afterword or tag("p", ending.wide.name))


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


def sources(course: Course, claim_ids: Iterable[str], what: str = "", *, brief: bool = False) -> Markup:
    """The claims behind a statement with their sources and locators, folded away under one line.

    In the `brief` form each claim is its places alone; use it where the statements themselves stand above.
    """
    known = [course.claims[name] for name in dict.fromkeys(claim_ids)]
    entries = [entry(claim.id, _places(course, claim)) for claim in known]
    if not brief:
        cites = [listing(cite_markup(course, cite) for cite in claim.cites) for claim in known]
        entries = [entry(claim.id, spoken_claim(claim), places) for claim, places in zip(known, cites, strict=True)]
    about = f" for {what}" if what else ""
    return details(f"Sources{about} ({count_with_noun(len(entries), 'claim')})", listing(entries), class_="wso-cites")


def spoken_claim(claim: Claim) -> str:
    """A claim's text, with its speaker first where it is a view rather than a fact, and its id at the end."""
    speaker = f"{claim.speaker}: " if claim.kind in ATTRIBUTED else ""
    return f"{speaker}{claim.text} ({claim.id})"


def source_lines(course: Course, claim_ids: Iterable[str]) -> list[str]:
    """The same for plain text: one line for each claim, with where it stands."""
    known = [course.claims[name] for name in dict.fromkeys(claim_ids)]
    return ["Sources", *(f"- {claim.id}: {_places(course, claim)}" for claim in known)]


def _places(course: Course, claim: Claim) -> str:
    return "; ".join(dict.fromkeys(f"{label(course.sources[cite.source])}, {cite.locator}" for cite in claim.cites))


def join_blocks(*blocks: str | Iterable[str]) -> str:
    """Plain text of several blocks with a blank line between: a table as it is, or lines to be wrapped."""
    made = [
        block if isinstance(block, str) else "\n".join(wrap(line, indent="  ") for line in block) for block in blocks
    ]
    return "\n\n".join(block for block in made if block)
