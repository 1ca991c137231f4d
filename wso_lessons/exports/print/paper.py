"""Questions on paper, with room to answer."""

from __future__ import annotations

from wso_lessons.pages.html import Markup, join, listing, table, tag
from wso_lessons.quiz import Item
from wso_lessons.quiz.kinds.order import Order
from wso_lessons.widgets.quiz import STILL_SEED

LINES = 4


def on_paper(item: Item, mark: str) -> Markup:
    """A question to be answered with a pencil; `mark` stands before it, such as "3."."""
    parts = [tag("p", tag("strong", mark), " ", item.stem)]
    parts += [tag("p", line, class_="small") for line in item.setting().before]
    if item.withdrawn:
        return tag("article", *parts, tag("p", item.withdrawn, class_="small"), class_="box")
    return tag("article", *parts, _room(item), class_="box")


def _room(item: Item) -> Markup:
    setting, texts = item.setting(), item.lines(STILL_SEED)
    if setting.blank is not None:
        return tag("p", "Answer: ", tag("span", "", class_="blank"), f" {setting.blank}")
    if isinstance(item, Order):
        order = f"Number these from 1 ({item.top}) to {len(texts)} ({item.bottom})."
        return join([tag("p", order, class_="small"), listing(texts, class_="ticks")])
    if setting.how:
        rows = [(text, "") for text in texts]
        return join([tag("p", setting.how, class_="small"), table("", ("Entry", "Your choice"), rows)])
    if texts:
        one = item.kind == "one"
        how = "Mark one." if one else "Mark every one that fits."
        return join([tag("p", how, class_="small"), listing(texts, class_="ticks one" if one else "ticks")])
    return writing_lines(LINES)


def name_line() -> Markup:
    """Where a sheet that is handed in has its writer's name and the day."""
    return tag("p", "Name: ", tag("span", "", class_="blank long"), "  Date: ", tag("span", "", class_="blank"))


def writing_lines(count: int) -> Markup:
    """Lines to write on."""
    return tag("ul", *(tag("li", "") for _ in range(count)), class_="lines", aria_hidden="true")
