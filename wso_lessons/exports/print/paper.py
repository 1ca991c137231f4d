"""Questions on paper, with room to answer."""

from __future__ import annotations

from wso_lessons.exports.print.key import context
from wso_lessons.pages.html import Markup, join, listing, table, tag
from wso_lessons.quiz import Item

SEED = "page"  # the order of choices that a lesson without a kernel shows
LINES = 4


def on_paper(item: Item, number: int) -> Markup:
    """A question to be answered with a pencil."""
    parts = [tag("p", tag("strong", f"{number}."), " ", item.stem)]
    parts += [tag("p", line, class_="small") for line in context(item)]
    if item.withdrawn:
        return tag("article", *parts, tag("p", item.withdrawn, class_="small"), class_="box")
    return tag("article", *parts, _room(item), class_="box")


def _room(item: Item) -> Markup:
    extras = item.extras()
    texts = item.lines(SEED)
    if "targets" in extras:
        targets = "; ".join(target["text"] for target in extras["targets"])
        rows = [(text, "") for text in texts]
        told = tag("p", f"Write beside each one of: {targets}.", class_="small")
        return join([told, table("", ("Entry", "Your choice"), rows)])
    if "top" in extras:
        order = f"Number these from 1 ({extras['top']}) to {len(texts)} ({extras['bottom']})."
        return join([tag("p", order, class_="small"), listing(texts, class_="ticks")])
    if "unit" in extras:
        return tag("p", "Answer: ", tag("span", "", class_="blank"), f" {extras['unit']}")
    if texts:
        one = item.kind == "one"
        how = "Mark one." if one else "Mark every one that fits."
        return join([tag("p", how, class_="small"), listing(texts, class_="ticks one" if one else "ticks")])
    return lines(LINES)


def lines(count: int) -> Markup:
    """Lines to write on."""
    return tag("ul", *(tag("li", "") for _ in range(count)), class_="lines", aria_hidden="true")
