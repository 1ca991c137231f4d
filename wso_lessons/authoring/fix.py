"""Mends what is mechanical in lessons: numbers of citations, their addresses, and those of links to the glossary."""

from __future__ import annotations

import json
from pathlib import Path

from wso_lessons.authoring.world import World
from wso_lessons.content import Course
from wso_lessons.content.citations import (
    ADDRESS,
    CITATION,
    INLINE_CODE,
    TERM,
    TERM_ADDRESS,
    cited_claims,
    fenced,
    read_notebook,
    source_of,
)


def fix_course(course: Course) -> list[tuple[Path, int]]:
    """Mends the course's own notebooks; gives each file that changed and how many cells changed in it."""
    pages = [lesson.page for lesson in World(course).lessons]
    changed = [(page.path, fix_notebook(page.path)) for page in pages]
    return [(path, cells) for path, cells in changed if cells]


def fix_notebook(path: Path) -> int:
    """Mends one notebook in place; gives the number of cells changed. Raises ContentError where it is none."""
    notebook = read_notebook(path)
    texts = [cell for cell in notebook["cells"] if cell.get("cell_type") == "markdown"]
    numbers = {claim: number for number, claim in enumerate(cited_claims(map(source_of, texts)), start=1)}
    changed = 0
    for cell in texts:
        before = source_of(cell)
        after = fix_text(before, numbers)
        if after != before:
            # nbformat writes a cell's text as a list of lines.
            cell["source"] = after.splitlines(keepends=True)
            changed += 1
    if changed:
        text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
    return changed


def fix_text(text: str, numbers: dict[str, int]) -> str:
    """A Markdown text whose citations carry their claims' numbers and lead to the sources; code stays as it is."""
    return "\n".join(line if code else _fix_line(line, numbers) for line, code in fenced(text))


def _fix_line(line: str, numbers: dict[str, int]) -> str:
    pieces, start = [], 0
    for code in INLINE_CODE.finditer(line):
        pieces += [_fix_words(line[start : code.start()], numbers), code[0]]
        start = code.end()
    return "".join([*pieces, _fix_words(line[start:], numbers)])


def _fix_words(words: str, numbers: dict[str, int]) -> str:
    cited = CITATION.sub(
        lambda found: f'[{numbers.get(found["claim"], "?")}]({ADDRESS} "claim:{found["claim"]}")', words
    )
    return TERM.sub(lambda found: f'[{found["words"]}]({TERM_ADDRESS} "term:{found["term"]}")', cited)
