"""Rules on questions and simulators: keys rest on verified claims and agree with them; steps name their claims."""

from __future__ import annotations

from collections.abc import Iterator

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.counts.keys import count_sets
from wso_lessons.authoring.rules.wording.numbers import Quantity, figures, list_uncovered
from wso_lessons.authoring.rules.wording.words import check_words
from wso_lessons.authoring.world import World
from wso_lessons.content import ContentError, Finding, Row, Rows, Where, layout
from wso_lessons.pages.dates_and_names import shorten
from wso_lessons.quiz.item import Item
from wso_lessons.quiz.kinds.match import Match
from wso_lessons.simulators import rulebook

# What a learner reads in an item, other than the right answer itself.
REASONS = ("reason", "otherwise")
# Keys of an item's YAML that no learner reads as the course's own words.
_SILENT = frozenset({
    "id", "kind", "claims", "objective", "section", "misconception", "chart", "excerpt", "excerpt_from", "key", "unit",
    "answer_claim", "value_claim", "withdrawn",
})  # fmt: skip
_STATING = ("text", "because", "says")


def check(world: World) -> Iterator[Finding]:
    """All findings on the question bank and on the simulators' rules."""
    bank = world.bank
    yield from bank.audit()
    for item_id in bank.ids():
        row = world.course.question_rows.row(item_id)
        for text, where in _words(row):
            yield from check_words(world.course, text, where)
        try:
            item = bank.item(item_id)
        except ContentError:
            continue  # the audit has told it
        if not item.survey and world.can_judge(item.all_claims()):
            yield from _key(world, item)
            yield from _reasons(world, item)
        if isinstance(item, Match) and not item.survey:
            yield from _slips(item)
    yield from _patterns(world)
    yield from rulebook.audit(world.course)
    yield from _steps(world)


def _patterns(world: World) -> Iterator[Finding]:
    """Sets, and all of them together, whose keys can be guessed by the look of the options."""
    first = {set_id: item.where for item in reversed(world.items.values()) for set_id in (item.set_id, "")}
    for counted in count_sets(world):
        odd = [one for one in counted.patterns if one.is_unlikely]
        if odd:
            told = ", ".join(f"{one.trait} right in {one.right} of {one.of} (chance {one.expected:.1f})" for one in odd)
            of = f'"{counted.id}"' if counted.id else "all sets together"
            problem = f"The options of {of} give keys away: {told}."
            remedy = "Even out the length and wording of the options; `check --report` shows each set."
            yield finding("key-pattern", first[counted.id], problem, remedy)


def _words(tree: object, where: Where | None = None) -> Iterator[tuple[str, Where]]:
    """Every text of an item that a learner reads, with its place."""
    if isinstance(tree, Row):
        for key, value in tree.items():
            if key not in _SILENT:
                yield from _words(value, tree.at(key))
    elif isinstance(tree, Rows):
        for entry in tree:
            yield from _words(entry, where or tree.where)
    elif isinstance(tree, str) and where:
        yield tree, where


def _key(world: World, item: Item) -> Iterator[Finding]:
    """The numbers of the right answer must be the claims' numbers, or given in the stem."""
    known = world.figures_held(item.all_claims())
    # A tolerance is no fact.
    stated = (text.split(", give or take ")[0] for text in item.key_text())
    if odd := list_uncovered(stated, (*known, *figures(item.stem, small_words=True))):
        held = ", ".join(dict.fromkeys(figure.text for figure in known)) or "no number"
        problem = f'The key of "{item.id}" says {odd}, but its claims hold {held}.'
        yield finding(
            "key-differs", item.where, problem, "Take the number from a claim, or name the claim that holds it."
        )


def _reasons(world: World, item: Item) -> Iterator[Finding]:
    known = (*world.figures_held(item.all_claims()), *figures(item.stem, small_words=True), *_item_figures(item))
    for part in (item, *item.parts()):
        for key in REASONS:
            if odd := list_uncovered([getattr(part, key, "") or ""], known):
                problem = f'A reason of "{item.id}" says {odd}, which none of its claims holds.'
                yield finding(
                    "number-differs", item.where, problem, "Name the claim that holds it, or mend the reason."
                )


def _slips(item: Match) -> Iterator[Finding]:
    """Each wrong choice of each row has its slip; a learner would read only that it does not fit."""
    bare = [
        f'"{target}" for the row "{row.text}"'
        for row in item.rows
        for target in item.targets
        if target != row.answer and not row.slip(target)
    ]
    if bare:
        problem = f'Wrong choices without a slip in "{item.id}": {len(bare)}. The first is {bare[0]}.'
        yield finding("slip-missing", item.where, problem, "Add the slip, with the reason it does not fit.")


def _item_figures(item: Item) -> Iterator[Quantity]:
    """Numbers that stand in the item itself: a reason may speak of what an option says."""
    for part in item.parts():
        yield from figures(str(getattr(part, "text", "")), small_words=True)


def _steps(world: World) -> Iterator[Finding]:
    """Statements in the simulators' rules: each names its claims, and its numbers are theirs."""
    for path in layout.yaml_files(world.course.places.data / "simulators"):
        try:
            tree = layout.read_tree(path)
        except ContentError:
            continue  # the rulebook's audit has told it
        for row in _rows(tree):
            text = next((row[key] for key in _STATING if isinstance(row.get(key), str)), "")
            claims = tuple(str(one) for one in row["claims"]) if isinstance(row.get("claims"), Rows) else ()
            if text and not text.rstrip().endswith("?"):
                yield from _step(world, text, claims, row.where)


def _step(world: World, text: str, claims: tuple[str, ...], where: Where) -> Iterator[Finding]:
    if not claims:
        problem = f'The step "{shorten(text, 80)}" names no claims.'
        yield finding("step-claimless", where, problem, "List under `claims:` what it rests on.")
        return
    odd = list_uncovered([text], world.figures_held(claims))
    if odd and world.can_judge(claims):
        problem = f'The step "{shorten(text, 80)}" says {odd}, which none of its claims holds.'
        yield finding("row-number", where, problem, "Name the claim that holds it, or mend the text.")


def _rows(tree: object) -> Iterator[Row]:
    if isinstance(tree, Row):
        yield tree
        for value in tree.values():
            yield from _rows(value)
    elif isinstance(tree, Rows):
        for entry in tree:
            yield from _rows(entry)
