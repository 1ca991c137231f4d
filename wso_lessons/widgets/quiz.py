"""The view of a question set: one widget a set, over a sitting that grades in Python."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from wso_lessons.pages.html import Markup, Page, beside, join, listing, tag, wrap
from wso_lessons.progress.records import Record
from wso_lessons.quiz import ClaimNote, Item, Sitting
from wso_lessons.quiz.sitting import Mode

if TYPE_CHECKING:
    from wso_lessons.widgets.quiz_widget import QuizWidget

STILL_SEED = "page"  # of the order of choices where no learner is: on a page without a kernel, on paper, on a slide


class QuizView:
    """Shows a sitting: a widget where there is a kernel, and the questions as a page everywhere else.

    `record` is the learner's (`progress.for_quiz(items, lesson_id)`), without which nothing is kept; `note` gives a
    claim's `ClaimNote` (`Bank.note`); `before` is how many items of an earlier test were right, of how many, to compare
    with; `lessons` maps a lesson's id to its title and file, for items whose section stands in another lesson
    (`LESSON#Heading`). Raises ValueError for an unknown mode (practice, check, survey).
    """

    def __init__(
        self,
        items: Iterable[Item],
        *,
        title: str = "",
        mode: Mode = "practice",
        record: Record | None = None,
        note: Callable[[str], ClaimNote] | None = None,
        before: tuple[int, int] | None = None,
        lessons: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        self._record = record or Record()
        self.sitting = Sitting(items, mode=mode, answers=self._record.answers, note=note)
        self.title, self.notice = title, self._record.notice
        self._before, self._lessons = before, lessons or {}

    def public_items(self) -> list[dict[str, object]]:
        """What the page may know of each item before an answer, in this learner's order of options."""
        return [self._public_part(item) for item in self.sitting.items.values()]

    def _public_part(self, item: Item) -> dict[str, object]:
        survey = item.survey or self.sitting.mode == "survey"
        lesson, _, heading = item.section.rpartition("#")
        title, file = self._lessons.get(lesson, (lesson, ""))
        place = {"lesson": {"title": title, "file": file}} if lesson else {}
        return item.public_part(self._record.seed) | {"survey": survey, "section": heading} | place

    def score(self) -> dict[str, object]:
        """The sitting's score and, where there was an earlier test, what to compare it with."""
        earlier = {"before": dict(zip(("right", "items"), self._before, strict=True))} if self._before else {}
        return self.sitting.score() | earlier

    def rates(self) -> bool:
        """Whether the page asks how sure the learner is: where a score is kept."""
        return self.sitting.mode == "check"

    def states(self) -> dict[str, Any]:
        """What the page may show now, by item."""
        return {item_id: self.sitting.item_view(item_id) for item_id in self.sitting.items}

    def receive(self, message: object) -> str:
        """Acts on a page's message `{"do", "item", "response", "confidence"}`; gives the item's id, or "".

        A message that makes no sense is left out without a word: a page cannot break the kernel.
        """
        content = message if isinstance(message, dict) else {}
        item_id = content.get("item")
        if not isinstance(item_id, str) or item_id not in self.sitting.items:
            return ""
        answer = None
        match content.get("do"):
            case "check":
                confidence = content.get("confidence")
                sure = confidence if isinstance(confidence, str) else ""
                answer = self.sitting.check(item_id, content.get("response"), sure)
            case "skip":
                answer = self.sitting.skip(item_id)
            case "hint":
                self.sitting.hint(item_id)
            case "show":
                self.sitting.show(item_id)
            case "reset":
                self.sitting.reset(item_id)
            case _:
                return ""
        if answer:
            self.notice = self._record.keep(answer)
        return item_id

    @functools.cached_property
    def widget(self) -> QuizWidget:
        """The widget, made when it is first shown."""
        from wso_lessons.widgets.quiz_widget import QuizWidget

        shown = {"title": self.title, "mode": self.sitting.mode, "items": self.public_items(), "rates": self.rates()}
        now = {"notice": self.notice, "score": self.score(), "states": self.states()}
        return QuizWidget(shown | now, self._answer)

    def _answer(self, message: object) -> dict[str, object]:
        item_id = self.receive(message)
        if not item_id:
            return {}
        states = {**self.widget.states, item_id: self.sitting.item_view(item_id)}
        return {"notice": self.notice, "score": self.score(), "states": states}

    @property
    def page(self) -> Page:
        """The questions with their options, without keys: for a reader who has no kernel."""
        items = [_Still(item) for item in self.sitting.items.values()]
        blocks = [item.text(number) for number, item in enumerate(items, start=1)]
        heading = [self.title] if self.title else []
        title = tag("p", tag("strong", self.title)) if self.title else Markup("")
        questions = listing([item.html() for item in items], ordered=True)
        section = tag("section", title, questions, class_="wso wso-quiz-page")
        return Page("\n\n".join([*heading, *blocks]), section)

    def __repr__(self) -> str:
        return self.page.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None, **kw: object) -> dict[str, object]:  # noqa: ARG002 - IPython's signature
        return beside(self.page, self.widget._repr_mimebundle_())


class _Still:
    """An item as it stands on a page without a kernel: what goes before its choices, the choices, how to answer."""

    def __init__(self, item: Item) -> None:
        self.stem = item.screen_stem
        setting = item.setting()
        blank = None if setting.blank is None else f"Answer: ____ {setting.blank}".rstrip()
        how = setting.how if blank is None else blank  # a blank and its unit say how by themselves
        self.before, self.choices, self.how = setting.before, item.lines(STILL_SEED), [how] if how else []

    def text(self, number: int) -> str:
        lines = [wrap(f"{number}. {self.stem}", "   ")]
        lines += [wrap(f"   {line}", "   ") for line in self.before]
        lines += [wrap(f"   ( ) {text}", "       ") for text in self.choices]
        lines += [wrap(f"   {line}", "   ") for line in self.how]
        return "\n".join(lines)

    def html(self) -> Markup:
        before, how = ([tag("p", line) for line in lines] for lines in (self.before, self.how))
        return join([tag("p", self.stem), *before, listing(self.choices), *how])
