"""Citations in lesson prose: Markdown links whose title names claims, such as `[1](#Sources "claim:launch-date")`.

A link may name several, with a space between: `[1, 4](#Sources "claim:launch-date first-signed")`.

Links to the glossary are written alike: `[detainer](#Words "term:detainer")`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from wso_lessons.content.files import check_ordinary, failure_reason
from wso_lessons.content.findings import ContentError

# A Markdown link whose title begins with "claim:"; the label is ours, so that no bracket stands in it.
CITATION = re.compile(r'\[(?P<number>[^\]\[]*)\]\((?P<address>[^)\s]*)\s+"claim:(?P<claim>[^"]*)"\)')
ADDRESS = "#Sources"


def claims_in(found: re.Match[str]) -> tuple[str, ...]:
    """The ids of the claims that a citation (a match of CITATION) names; one empty id where it names none."""
    return tuple(found["claim"].split()) or ("",)


def citation_label(claim_ids: Iterable[str], numbers: Mapping[str, int]) -> str:
    """What a citation shows: its claims' numbers, rising, with commas between; "?" for a claim without a number."""
    known = [numbers.get(claim_id) for claim_id in claim_ids]
    return ", ".join([*(str(n) for n in sorted(n for n in known if n)), *("?" for n in known if not n)])


# A Markdown link whose title begins with "term:".
TERM = re.compile(r'\[(?P<words>[^\]\[]*)\]\((?P<address>[^)\s]*)\s+"term:(?P<term>[^"]*)"\)')
TERM_ADDRESS = "#Words"


# A notebook, a cell or an output as nbformat has it: keys and values differ by kind, and each reader checks its own.
NotebookJson = dict[str, Any]

# Code, in which nothing is a link: by CommonMark a fence is indented by up to three spaces.
_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
# Code within a line, between as many backticks as an author likes.
INLINE_CODE = re.compile(r"`+[^`\n]*`+")


def read_notebook(path: Path) -> NotebookJson:
    """A notebook's JSON. Raises ContentError where the file is missing or is not a notebook."""
    try:
        check_ordinary(path)
        content = path.read_bytes()
    except FileNotFoundError:
        raise _refusal(path, "There is no such notebook.", "Check the file's name in course.yaml.") from None
    except OSError as error:
        problem = f"The notebook cannot be read: {failure_reason(error)}."
        raise _refusal(path, problem, "Put the notebook itself here.") from None
    return parse_notebook(content, path)


def parse_notebook(content: bytes, path: Path) -> NotebookJson:
    """A notebook's JSON; `path` is named in findings. Raises ContentError where the content is not a notebook."""
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
        if b"\\ud" in content.lower():  # perhaps half of a character, which no page can hold
            notebook = json.loads(json.dumps(notebook, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        if b"<<<<<<<" in content and b">>>>>>>" in content:
            remedy = "Take one of the two whole: git checkout --ours FILE, or --theirs."
            raise _refusal(path, "Two versions of this notebook were merged and not settled.", remedy) from None
        raise _refusal(path, "This is not a notebook: it is not JSON.", "Restore the file.") from None
    if isinstance(notebook, dict) and "worksheets" in notebook:
        remedy = "Open it in JupyterLab and save it, or run: jupyter nbconvert --to notebook --inplace FILE"
        raise _refusal(path, "This is a notebook of an old format, from before 2015.", remedy)
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise _refusal(path, "This is not a notebook: it has no cells.", "Restore the file.")
    return dict(notebook)


def _refusal(path: Path, problem: str, remedy: str) -> ContentError:
    return ContentError.at(path, "notebook-unreadable", problem, remedy)


def source_of(cell: NotebookJson) -> str:
    """A cell's text, which nbformat keeps as one string or as a list of lines."""
    source = cell.get("source")
    return "".join(str(line) for line in source) if isinstance(source, list) else str(source or "")


def lines_with_fences(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a Markdown text, each with whether it belongs to a fenced block of code."""
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        yield line, bool(fence or found)
        if found:
            fence = found[1] if not fence else "" if found[1].startswith(fence) else fence


def without_code(text: str) -> str:
    """A Markdown text whose code, fenced or inline, is blank: what stands there is shown, not said."""
    return INLINE_CODE.sub(" ", "\n".join("" if code else line for line, code in lines_with_fences(text)))


def number_citations(notebook: NotebookJson) -> int:
    """Gives a notebook's citations the numbers of their first citation, in place; the number of cells changed."""
    numbers = {claim: number for number, claim in enumerate(cited_claims(texts_of(notebook)), start=1)}
    changed = 0
    for place, cell in enumerate(notebook["cells"]):
        text = renumber_citations(source_of(cell), numbers) if cell.get("cell_type") == "markdown" else source_of(cell)
        if text != source_of(cell):
            # nbformat writes a cell's text as a list of lines.
            notebook["cells"][place] = {**cell, "source": text.splitlines(keepends=True)}
            changed += 1
    return changed


def renumber_citations(text: str, numbers: dict[str, int]) -> str:
    """A Markdown text whose citations carry their claims' numbers and lead to the sources; code stays as it is."""
    return "\n".join(line if code else _renumber_line(line, numbers) for line, code in lines_with_fences(text))


def _renumber_line(line: str, numbers: dict[str, int]) -> str:
    pieces, start = [], 0
    for code in INLINE_CODE.finditer(line):
        pieces += [_renumber_words(line[start : code.start()], numbers), code[0]]
        start = code.end()
    return "".join([*pieces, _renumber_words(line[start:], numbers)])


def _renumber_words(words: str, numbers: dict[str, int]) -> str:
    cited = CITATION.sub(
        lambda found: f'[{citation_label(claims_in(found), numbers)}]({ADDRESS} "claim:{found["claim"]}")', words
    )
    return TERM.sub(lambda found: f'[{found["words"]}]({TERM_ADDRESS} "term:{found["term"]}")', cited)


def cited_claims(texts: Iterable[str]) -> tuple[str, ...]:
    """The ids of the claims that Markdown texts cite, in order of first citation, each once."""
    found = (match for text in texts for match in CITATION.finditer(without_code(text)))
    return tuple(dict.fromkeys(claim for match in found for claim in claims_in(match)))


def linked_terms(texts: Iterable[str]) -> tuple[str, ...]:
    """The glossary terms that Markdown texts link to, in order of first use, each once."""
    return tuple(dict.fromkeys(match["term"] for text in texts for match in TERM.finditer(without_code(text))))


def texts_of(notebook: NotebookJson) -> tuple[str, ...]:
    """The Markdown texts of a notebook, cell by cell."""
    return tuple(source_of(cell) for cell in notebook["cells"] if cell.get("cell_type") == "markdown")
