"""The class report as one HTML page that needs nothing else: style, charts and tables in one file, no script.

It answers what a teacher asks on Monday: who is missing, who needs which idea, which questions were hard, what was
guessed. Above some hundreds of learners it names none, so that the page of a district is as small as that of a class.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from wso_lessons.content.findings import one_line
from wso_lessons.content.words import UNITS, count_with_noun
from wso_lessons.pages.html import Markup, details, join, listing, table, tag
from wso_lessons.reports.advice import share_in_words
from wso_lessons.reports.class_report import (
    ITEM_HEADS,
    LEARNER_HEADS,
    ClassReport,
    attendance_text,
    gone_text,
    item_cells,
    learner_cells,
)
from wso_lessons.reports.guesses import Spread
from wso_lessons.reports.ideas import IdeaRow
from wso_lessons.reports.statistics import MIN_LEARNERS, ItemRow

LABEL = 44  # characters of a label's line above its bar; it has two lines at most
MOST_ROWS = 400  # questions, mistakes or files of a table; the CSV files hold all
# As wide as a telephone, so that words keep their size there.
BAR, BAR_GAP, LABEL_LINE, SCALE, VALUES = 18, 14, 17, 250, 106
PAGE_HEAD = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    # What receipts say is text; were any of it ever to become more, the page may neither run nor fetch it.
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
STYLE = Path(__file__).parent / "static" / "class_page.css"
HOW_TO_READ = (
    "Right at first counts the answers before any second try; right at last counts each learner's newest answer. Both "
    "count what is wholly right; points count also what is right in part.",
    "An idea is counted in learners: “still” where the newest answer shows it, “mended” where a first answer did and "
    "the newest does not.",
    "Whether a question tells apart those who did well elsewhere is its discrimination, in items.csv: near 1 much so, "
    f"near 0 not at all. A question near 0 or below may be worded badly. Fewer than {UNITS[MIN_LEARNERS - 1]} answers "
    "leave it open.",
    "Sure and right: of the answers that a learner was sure of, how many were right.",
)
NOT_SECURE = (
    "The scores come from files that learners made on their own computers. They help to teach; they are not secure, "
    "and no grade should rest on them alone."
)


def as_html(report: ClassReport) -> str:
    """The page as a whole HTML document."""
    found = report.statistics
    body = join(
        (
            tag("h1", f"Class report: {report.title}"),
            tag("p", _what_it_is(report)),
            tag("p", NOT_SECURE, class_="soft"),
            *(tag("p", line) for line in attendance_text(report.attendance)),
            tag("h2", "What stands out"),
            _stands_out(report),
            *_who_needs_what(report),
            *_shared_mistakes(report),
            tag("h2", "Questions"),
            *([tag("p", gone)] if (gone := gone_text(report)) else []),
            _finding(found.items),
            _wide_region("Questions as a table", _items_table(found.items)),
            *_guesses(report.guesses),
            tag("h2", "Learners"),
            _spread(report),
            *([_wide_region("Learners as a table", _learners_table(report))] if report.names_learners else []),
            *_calibration(report),
            *_skipped_files(report),
            tag("h2", "How to read this"),
            listing(HOW_TO_READ),
        )
    )
    title = tag("title", f"Class report: {report.title}")
    style = tag("style", Markup(STYLE.read_text(encoding="utf-8")))
    return f"{PAGE_HEAD}{title}{style}</head>\n<body>{tag('main', body)}</body></html>\n"


def _what_it_is(report: ClassReport) -> str:
    learners, items = len(report.statistics.learners), len(report.statistics.items)
    first, last = report.days
    made = f"made on {first}" if first == last else f"made from {first} to {last}"
    return f"{count_with_noun(learners, 'learner')}, {count_with_noun(items, 'question')}, receipts {made}."


def _stands_out(report: ClassReport) -> Markup:
    """What to do next: ideas, questions and learners that need a look."""
    parts: list[Markup] = []
    for part in report.advice:
        lines = (join((tag("strong", name), words)) for name, words in part.lines)
        parts += [tag("h3", part.heading), listing(lines)]
    return join(parts) or tag("p", "No question was missed by more than half, and none looks badly worded.")


def _who_needs_what(report: ClassReport) -> list[Markup]:
    """The ideas, with the group of learners who share each, and a table of learners and ideas."""
    if not report.ideas:
        return []
    parts = [tag("h2", "Who needs which idea"), listing((_group(report, one) for one in report.ideas), ordered=True)]
    if report.names_learners:
        parts.append(_wide_region("Learners and ideas as a table", _matrix(report)))
    return parts


def _group(report: ClassReport, idea: IdeaRow) -> Markup:
    """An idea, how many hold it, and their names."""
    asked = len(idea.states) - idea.count("not asked")
    still, mended = ([report.statistics.learners[place].learner for place in idea.learners(state)]
                     for state in ("still", "mended"))  # fmt: skip
    told = [f" {len(still)} of {count_with_noun(asked, 'learner')} still, {len(mended)} at first only."]
    if report.names_learners:
        told += [f" Still: {', '.join(still)}."] * bool(still) + [f" At first: {', '.join(mended)}."] * bool(mended)
    return join((tag("strong", f"“{idea.text}”"), *told, tag("br"), tag("span", f"Rather: {idea.correction}")))


def _matrix(report: ClassReport) -> Markup:
    """A row for each learner, a column for each idea by its number in the list above."""
    heads = ("Learner", *(tag("abbr", number, title=one.text) for number, one in enumerate(report.ideas, start=1)))
    rows = [
        (learner.learner, *(_state(one.state(place)) for one in report.ideas))
        for place, learner in enumerate(report.statistics.learners)
    ]
    return table("Learners and ideas, by the numbers above", heads, rows, class_="matrix")


def _state(state: str) -> Markup:
    """A cell of the matrix; a question that was not answered leaves it empty."""
    return tag("span", state, class_=state) if state in ("still", "mended") else Markup("·" if state == "clear" else "")


def _shared_mistakes(report: ClassReport) -> list[Markup]:
    """Mistakes that stand for no known idea and that two or more learners made."""
    if not report.shared:
        return []
    stems = {row.item_id: row.stem or row.item_id for row in report.statistics.items}
    learners = report.statistics.learners
    rows = [
        (_stem(stems[one.item_id]), one.text, len(one.learners),
         ", ".join(learners[place].learner for place in one.learners) if report.names_learners else "")
        for one in report.shared[:MOST_ROWS]
    ]  # fmt: skip
    told = table(
        "Other mistakes that two or more learners made at first", ("Question", "Mistake", "Learners", "Who"), rows
    )
    summary = f"Other mistakes that learners share ({len(report.shared)})"
    return [details(summary, _wide_region("Shared mistakes", told))]


def _bars(title: str, rows: Sequence[tuple[str, float, str]]) -> Markup:
    """A bar chart: label, share from 0 to 1, and the value in words beside the bar."""
    height = 0
    parts = []
    for label, share, words in rows:
        lines = textwrap.wrap(label, LABEL, max_lines=2, placeholder="…") or [""]
        top = height + LABEL_LINE * len(lines) + 1
        parts += [
            tag("text", line, x=1, y=height + place * LABEL_LINE - 4) for place, line in enumerate(lines, start=1)
        ]
        parts += [
            tag("rect", x=1, y=top, width=SCALE, height=BAR, class_="track"),
            tag("rect", x=1, y=top, width=round(SCALE * share, 1), height=BAR),
            tag("text", words, x=SCALE + 9, y=top + BAR - 5),
        ]
        height = top + BAR + BAR_GAP
    told = "; ".join(f"{label}: {words}" for label, _, words in rows)
    width = 1 + SCALE + VALUES
    size = f"0 0 {width} {height}"
    drawing = tag("svg", *parts, viewBox=size, width=width, role="img", aria_label=f"{title}. {told}")
    return tag("figure", tag("figcaption", title), drawing)


def _finding(items: Sequence[ItemRow]) -> Markup:
    """Which question was hardest, or how many were."""
    if not items:
        return Markup("")
    least = min(row.difficulty for row in items)
    hardest = [row for row in items if row.difficulty == least]
    named = f"“{hardest[0].stem or hardest[0].item_id}”" if len(hardest) == 1 else f"{len(hardest):,} questions"
    verb = "was" if len(hardest) == 1 else "were"
    return tag("p", f"Hardest {verb} {named}, with {share_in_words(least)} of the points at first.")


def _spread(report: ClassReport) -> Markup:
    """How many learners lie in each fifth of the scale, of those who answered a question that is reported."""
    means = [row.mean for row in report.statistics.learners if row.answered]
    if not means:
        return Markup("")
    fifths = Counter(min(4, int(mean * 5)) for mean in means)
    rows = [
        (f"{20 * place}% to {20 * (place + 1)}%", fifths[place] / len(means), count_with_noun(fifths[place], "learner"))
        for place in reversed(range(5))
    ]
    half = count_with_noun(sum(mean >= 0.5 for mean in means), "learner")
    return _bars(f"{half} of {len(means):,} earned half of the points or more at first", rows)


def _guesses(guesses: Sequence[Spread]) -> list[Markup]:
    """How the guesses before each answer spread."""
    drawn = [_bars(f"{one.stem} It is: {one.told}" if one.told else one.stem, _guess_rows(one)) for one in guesses]
    return [tag("h2", "What the class guessed"), *drawn] if drawn else []


def _guess_rows(spread: Spread) -> list[tuple[str, float, str]]:
    return [(label, count / spread.learners, count_with_noun(count, "guess", "guesses"))
            for label, count in spread.rows]  # fmt: skip


def _calibration(report: ClassReport) -> list[Markup]:
    bands = report.statistics.bands
    if not bands:
        return []
    rows = [(band.said, band.right / band.answers, f"{band.right} of {band.answers}") for band in bands]
    told = "; ".join(f'{round(100 * share)} percent right when "{said}"' for said, share, _ in rows)
    return [tag("h2", "How sure, and how right"), _bars(f"First answers: {told}", rows)]


def _items_table(items: Sequence[ItemRow]) -> Markup:
    rows = [
        (_stem(row.stem or f"{row.item_id} (not in this course now)"), *item_cells(row)) for row in items[:MOST_ROWS]
    ]
    return table("All questions, in the order of the course", ITEM_HEADS, rows, class_="items")


def _stem(words: str) -> Markup:
    return tag("span", words, class_="stem")


def _learners_table(report: ClassReport) -> Markup:
    rows = [(*learner_cells(row), row.differs) for row in report.statistics.learners]
    return table("All learners", (*LEARNER_HEADS, "Graded otherwise here"), rows, class_="learners")


def _wide_region(name: str, content: Markup) -> Markup:
    # A region that scrolls sideways must be reachable by keyboard.
    return tag("div", content, class_="wide", tabindex="0", role="region", aria_label=name)


def _skipped_files(report: ClassReport) -> list[Markup]:
    """The files that were not taken; the first of very many, since not-taken.csv has all."""
    if not report.skipped:
        return []
    lines = [f"{one_line(path, 200)}: {reason}" for path, reason in report.skipped[:MOST_ROWS]]
    more = len(report.skipped) - MOST_ROWS
    rest = [tag("p", f"And {more:,} more, in not-taken.csv.")] if more > 0 else []
    return [tag("h2", "Files not taken"), listing(lines), *rest]
