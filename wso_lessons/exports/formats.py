"""The formats that a course can be exported to, and how a finished export is put on the disk.

A format is a module with a function `export(material) -> Export`; to add one, write the module and a line below.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content import ContentError, UnknownId, layout
from wso_lessons.content.files import failure_reason, write_together
from wso_lessons.content.words import count_with_noun
from wso_lessons.exports.material import SITE_MARK, Export, Material


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is for, in one sentence, the module that makes it, and how its file may end ("": a folder).

    `next_step` is what to do with what was made, in a sentence for the person who asked.
    """

    says: str
    module: str
    endings: tuple[str, ...] = ()
    next_step: str = ""

    def make(self, material: Material) -> Export:
        """The export of some material: the same bytes whenever the content is the same."""
        made: Export = importlib.import_module(self.module).export(material)
        return made


_PRINT, _LMS, _PAGE, _SITE = (f"wso_lessons.exports.{room}" for room in ("print", "lms", "page", "site"))
HOME = "index.html"
MOST_PATHS_LISTED = 12  # more would push the line that says what to open off the screen
FORMATS: dict[str, Format] = {
    "answer-key": Format(
        "All questions with keys, reasons and sources on a page.", f"{_PRINT}.answer_key", (".html",),
        "Open it in a browser. It holds every answer: do not publish it.",
    ),
    "csv": Format(
        "The question bank as a table, a row for each question.", f"{_LMS}.bank_csv", (".csv",),
        "Open it in a spreadsheet. It holds every answer: do not publish it.",
    ),
    "gift": Format(
        "Questions as plain text for Moodle and others.", f"{_LMS}.gift", (".gift", ".txt"),
        "Import it in the question bank of your learning system, as GIFT.",
    ),
    "moodle-xml": Format(
        "Questions for Moodle, with feedback and hints.", f"{_LMS}.moodle", (".xml",),
        "Import it in Moodle's question bank, as Moodle XML.",
    ),
    "page": Format(
        "A lesson as one file for a browser, which marks its questions.", f"{_PAGE}.page", (".html",),
        "Open it in a browser, or send it: it needs no other file.",
    ),
    "print": Format(
        "A handout for each lesson and its key apart, as HTML and PDF.", f"{_PRINT}.parts",
        next_step="Print the files that you need; one with -key in its name holds answers.",
    ),
    "qti12": Format(
        "Questions for Canvas, a quiz for each set.", f"{_LMS}.qti12", (".zip",),
        "Import it in Canvas as a QTI .zip file; do not unpack it.",
    ),
    "qti21": Format(
        "Questions for systems that read QTI 2.1, a test for each set.", f"{_LMS}.qti21", (".zip",),
        "Import it in your learning system as a QTI 2.1 package; do not unpack it.",
    ),
    "scorm": Format(
        "The lessons' core for learning systems that take SCORM 1.2.", f"{_PAGE}.scorm", (".zip",),
        "Import it in your learning system as a SCORM 1.2 package; do not unpack it.",
    ),
    "site": Format(
        "The course as pages for a browser, with nothing to install.", f"{_SITE}.site",
        next_step=f"Open {HOME} first; to publish the pages, upload the whole folder.",
    ),
    "slides": Format(
        "Slides for each lesson, one file that works offline.", f"{_PRINT}.run_of_show",
        next_step="Open a lesson's file in a browser; each works alone and offline.",
    ),
}  # fmt: skip


def format_of(name: str) -> Format:
    """A format by name. Raises UnknownId, which names the nearest."""
    try:
        return FORMATS[name]
    except KeyError:
        raise UnknownId("export format", name, FORMATS) from None


def check_place(name: str, out: Path) -> None:
    """Raises ContentError where an export cannot be put at `out` without harm to something else."""
    endings = format_of(name).endings
    if endings and (out.suffix.lower() not in endings or out.is_dir()):
        raise _refusal(out, f"The format {name} is one file.", f"Name a file that ends in {' or '.join(endings)}.")
    if not endings and out.exists() and (not out.is_dir() or layout.course_root(out)):
        raise _refusal(out, f"The format {name} is a folder of files.", "Name a folder of its own.")


def check_free(paths: Iterable[Path]) -> None:
    """Raises ContentError where one of these files exists."""
    for path in paths:
        if path.exists() or path.is_symlink():
            raise _refusal(path, "There is a file here already.", "Name another place, or add --replace.")


def check_earlier(folder: Path) -> None:
    """Raises ContentError where a folder holds something and is no site that this package made.

    What is hidden does not count: a folder to be published may be a repository's.
    """
    home = folder / HOME
    if home.is_file() and SITE_MARK.encode() in home.read_bytes():
        return
    if folder.is_dir() and any(path.name[0] != "." for path in folder.iterdir()):
        raise _refusal(folder, "This folder holds something that is no earlier export.", "Name a folder of its own.")


def write(export: Export, name: str, out: Path, *, replace: bool = False) -> list[Path]:
    """Writes an export's files, all of them or none; gives their paths.

    Raises ContentError as `check_place` does, where a file exists and `replace` is not said, and where one cannot be
    written.
    """
    check_place(name, out)
    one_file = bool(format_of(name).endings)
    folder = out.parent if one_file else out
    if not replace:
        check_free(out if one_file else folder / file for file in export.files)
    elif not one_file and HOME in export.files:
        check_earlier(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        places = {out if one_file else folder / file: content for file, content in export.files.items()}
        write_together(places, folder)
    except OSError as error:
        problem = f"The export cannot be written: {failure_reason(error)}."
        raise _refusal(out, problem, "Name another place.") from None
    return list(places)


def written_text(paths: Sequence[Path], out: Path, next_step: str) -> str:
    """What `write` has put at `out`, and what to do with it; up to 12 files are listed."""
    if list(paths) == [out]:
        return f"Wrote {out}. {next_step}".rstrip()
    listed = paths if len(paths) <= MOST_PATHS_LISTED else ()
    told = f"Wrote {count_with_noun(len(paths), 'file')} to {out}. {next_step}".rstrip()
    return "\n".join([*map(str, listed), told])


def _refusal(out: Path, problem: str, remedy: str) -> ContentError:
    return ContentError.at(out, "export-place", problem, remedy)
