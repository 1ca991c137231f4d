"""Rules on a lesson's notebook: short code, stored results, known tags, alternative text, headings, wrap-up."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Collection, Iterator

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.world import LessonPage, World
from wso_lessons.content import Finding, UnknownId, Where, did_you_mean
from wso_lessons.content.findings import with_article
from wso_lessons.notebook.cells import (
    CELL_TAGS,
    VIEW,
    Call,
    Cell,
    NotebookPage,
    active_html,
    data_of,
    figures_of,
    nameless_images,
    output_kinds,
)
from wso_lessons.notebook.citations import without_code
from wso_lessons.notebook.prose import LOWEST_HEADING
from wso_lessons.pages.dates_and_names import shorten

CODE_LINES, LESSON_CODE_LINES = 6, 15
MAX_MINUTES = 600  # ten hours: more is a slip of the keys
SCRIPTS = ("application/javascript",)
LARGEST_RESULT = 1_000_000  # characters: a chart as a picture has a tenth of it
IMAGES = ("image/png", "image/jpeg", "image/svg+xml")


def check(world: World) -> Iterator[Finding]:
    """All findings on the form of the lessons' notebooks."""
    yield from world.problems
    for lesson in world.lessons:
        for cell in lesson.page.cells:
            yield from _tags(cell)
            if cell.kind == "code":
                yield from _code(cell)
                yield from _results(cell)
            yield from _alt(cell)
            yield from _size(cell)
            yield from _sources(cell)
            yield from _active_html(cell)
            yield from _money(cell)
        yield from _cells_without_results(lesson.page)
        yield from _state(lesson.page)
        yield from _order(lesson.page)
        yield from _headings(lesson.page)
        yield from _shape(world, lesson)
    yield from _unlisted_files(world)


def _tags(cell: Cell) -> Iterator[Finding]:
    for tag in cell.tags:
        if tag not in CELL_TAGS:
            remedy = did_you_mean(tag, CELL_TAGS, f"Known tags: {', '.join(CELL_TAGS)}.")
            yield finding("tag-unknown", cell.where, f'The tag "{tag}" is not known.', remedy)


def _code(cell: Cell) -> Iterator[Finding]:
    is_lesson = "lesson-code" in cell.tags
    allowed = LESSON_CODE_LINES if is_lesson else CODE_LINES
    lines = sum(1 for line in cell.source.splitlines() if line.strip())
    if lines > allowed:
        problem = f"The cell has {lines} lines of code; {allowed} are allowed."
        yield finding("code-long", cell.where, problem, "Split it, or move the work into a function of the library.")
    tree = cell.tree()
    if tree and not is_lesson:
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                problem = f'The cell defines "{node.name}".'
                remedy = "Move it into a module, or tag the cell lesson-code where the code is the lesson."
                yield finding("code-helper", cell.where, problem, remedy)


def _cells_without_results(page: NotebookPage) -> Iterator[Finding]:
    """One finding for all cells of a notebook that keep no result, at the first of them."""
    cells = [cell for cell in page.code_cells if cell.source.strip()]
    bare = [cell for cell in cells if cell.count is None or (_shows_something(cell) and not cell.outputs)]
    if bare:
        problem = f"{len(bare)} of {len(cells)} code cells have no stored result; this is the first."
        remedy = "Run `wso-lessons store`, which runs the lesson and keeps its results."
        yield finding("output-missing", bare[0].where, problem, remedy)


def _results(cell: Cell) -> Iterator[Finding]:
    for output in cell.outputs:
        if output.get("output_type") == "error" and "raises-exception" not in cell.tags:
            problem = f"The stored result is an error: {output.get('ename')}."
            yield finding(
                "output-error", cell.where, problem, "Mend the cell and store again, or tag raises-exception."
            )
        if VIEW in output_kinds(output):
            remedy = "Run `wso-lessons store`, which leaves it out."
            yield finding("widget-state", cell.where, "A widget's view is stored with the result.", remedy)


def _size(cell: Cell) -> Iterator[Finding]:
    """A result so large that the notebook opens slowly, and no page can show it."""
    size = len(json.dumps(cell.outputs))
    if size > LARGEST_RESULT:
        problem = f"The stored result of this cell has {size / 1e6:.1f} MB."
        yield finding("output-huge", cell.where, problem, "Show less of it, such as table.head(), and store again.")


def _shows_something(cell: Cell) -> bool:
    """Whether the cell's last line is a value, which Jupyter shows."""
    tree = cell.tree()
    last = tree.body[-1] if tree and tree.body else None
    return isinstance(last, ast.Expr) and not cell.source.rstrip().endswith(";")


def _alt(cell: Cell) -> Iterator[Finding]:
    nameless = [address for alt, address in cell.prose.images if not alt.strip()]
    for output in cell.outputs:
        html = data_of(output, "text/html")
        nameless += ["in the result"] * nameless_images(html)
        if any(kind in output_kinds(output) for kind in IMAGES) and not html:
            nameless.append("in the result")
    if nameless:
        problem = f"A figure has no alternative text ({nameless[0]})."
        yield finding("alt-missing", cell.where, problem, "Say in words what the figure shows.")


def _sources(cell: Cell) -> Iterator[Finding]:
    """Pictures in results that do not say where their numbers come from."""
    for output in cell.outputs:
        for picture in figures_of(data_of(output, "text/html")):
            if "Source:" not in picture:
                problem = "A chart does not name its source."
                yield finding("chart-sourceless", cell.where, problem, "Show it as a Chart, which has a source line.")


def _active_html(cell: Cell) -> Iterator[Finding]:
    """HTML that would act on the page, in a text or in a stored result."""
    texts = [without_code(cell.source)] if cell.kind == "markdown" else []
    texts += [data_of(output, kind) for output in cell.outputs for kind in ("text/html", "image/svg+xml")]
    texts += [data_of(output, "text/markdown") for output in cell.outputs]
    acts = next((word for word in map(active_html, texts) if word), "")
    if acts:
        problem = f'The HTML here would act on the page ("{acts}").'
        yield finding("html-active", cell.where, problem, "Write the content itself; a lesson's text needs no script.")
    if any(kind in output_kinds(output) for output in cell.outputs for kind in SCRIPTS):
        remedy = "Show a page, a table or a picture instead."
        yield finding("html-active", cell.where, "The stored result is a script.", remedy)


# Two dollar signs in a paragraph, neither behind a backslash: JupyterLab sets what stands between them as a formula,
# over the ends of lines too; an empty line ends the paragraph.
_FORMULA = re.compile(r"(?<!\\)\$(?:\\.|[^$\n\\]|\\?\n(?!\s*\n))*\$")


def _money(cell: Cell) -> Iterator[Finding]:
    """Amounts of money that JupyterLab would show as mathematics."""
    if cell.kind == "markdown" and (found := _FORMULA.search(without_code(cell.source))):
        problem = f'"{shorten(found[0], 60)}" would be shown as a formula.'
        yield finding("money-formula", cell.where, problem, "Write \\$ for each dollar sign, or the word dollars.")


def _state(page: NotebookPage) -> Iterator[Finding]:
    if page.has_widget_state:
        remedy = "Run `wso-lessons store`, which leaves it out."
        yield finding("widget-state", Where(page.path), "The notebook holds the state of its widgets.", remedy)


def _order(page: NotebookPage) -> Iterator[Finding]:
    counts = [(cell.count, cell) for cell in page.code_cells if cell.source.strip()]
    for expected, (count, cell) in enumerate(counts, start=1):
        if count is not None and count != expected:
            problem = f"The cell was run as number {count}, not {expected}."
            yield finding(
                "output-order", cell.where, problem, "Run `wso-lessons store`, which runs all cells in order."
            )
            return


def _headings(page: NotebookPage) -> Iterator[Finding]:
    before = 0
    for cell in page.text_cells:
        for block in cell.prose.blocks:
            if block.kind != "heading" or block.level > LOWEST_HEADING:
                continue
            if block.level > before + 1 or (block.level == 1 and before):
                problem = f'The heading "{block.text}" is of level {block.level} after level {before}.'
                remedy = "One heading of level 1 opens the lesson; below it no level is skipped."
                yield finding("heading-order", cell.where, problem, remedy)
            before = block.level
    if not before:
        problem, remedy = "The lesson has no heading.", "Open it with a heading of level 1."
        yield finding("heading-order", Where(page.path), problem, remedy)


def _shape(world: World, lesson: LessonPage) -> Iterator[Finding]:
    page, entry = lesson.page, lesson.entry
    titles = {
        block.text.lower(): cell for cell in page.text_cells for block in cell.prose.blocks if block.kind == "heading"
    }
    for title in ("Key points", "Sources"):
        if title.lower() not in titles:
            problem = f'The lesson has no heading "{title}".'
            yield finding("wrap-up-missing", Where(page.path), problem, f"End the lesson with ## {title}.")
    if not any(call.function == "sources" for _, call in lesson.calls):
        problem = "The lesson does not list its sources."
        yield finding("wrap-up-missing", Where(page.path), problem, "Put lesson.sources() under ## Sources.")
    if not any(call.function == "start" for _, call in lesson.calls):
        problem = "The lesson does not show its objectives and minutes."
        yield finding("start-missing", Where(page.path), problem, "Put lesson.start() below the title.")
    if not 1 <= entry.minutes <= MAX_MINUTES:
        problem = f'The lesson "{entry.id}" takes {entry.minutes} minutes.'
        yield finding("minutes-missing", entry.where, problem, f"Write a number from 1 to {MAX_MINUTES}.")
    for cell, call in lesson.calls:
        if call.function == "open_lesson" and call.argument != entry.id:
            problem = f'The notebook opens the lesson "{call.argument}".'
            yield finding("start-missing", cell.where, problem, f'It is the notebook of "{entry.id}": open that.')
        yield from _unknown_ids(world, cell, call)


def _unknown_ids(world: World, cell: Cell, call: Call) -> Iterator[Finding]:
    """Ids in code cells that nothing has."""
    if call.function in _LOOKED_UP:
        code, noun, known_to = _LOOKED_UP[call.function]
        known = known_to(world)
        wanted = call.argument.lower() if noun == "term" else call.argument
        if wanted not in known:
            problem = str(UnknownId(noun, call.argument, known))
            yield finding(code, cell.where, problem, f"Name {with_article(noun)} that exists.")


def _tables(world: World) -> list[str]:
    return [file.stem for course in world.course.line for file in (course.places.data / "tables").glob("*.csv")]


# What a call in a code cell names: the rule, the noun, and the ids that exist.
_LOOKED_UP: dict[str, tuple[str, str, Callable[[World], Collection[str]]]] = {
    "ask": ("item-unknown", "item", lambda world: world.course.question_rows),
    "quiz": ("item-unknown", "question set", lambda world: world.sets),
    "claim": ("claim-unknown", "claim", lambda world: world.course.claims),
    "source": ("source-unknown", "source", lambda world: world.course.sources),
    "term": ("item-unknown", "term", lambda world: world.terms),
    "load": ("item-unknown", "table", _tables),
    "about": ("item-unknown", "table", _tables),
}


def _unlisted_files(world: World) -> Iterator[Finding]:
    listed = {entry.file for entry in world.entries}
    for path in sorted(world.course.places.notebooks.glob("*.ipynb")):
        if path.name not in listed:
            problem = f'The notebook "{path.name}" is no lesson of the manifest.'
            yield finding("notebook-unlisted", Where(path), problem, "List it in course.yaml, or move it away.")
