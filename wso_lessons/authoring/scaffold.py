"""A new course or lesson: complete, checked and run once, so that its author changes what works.

Everything is made in a folder beside its place and moved there whole: a fault on the way leaves nothing behind, and no
file that exists is overwritten.
"""

from __future__ import annotations

import dataclasses
import datetime
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from wso_lessons.authoring import naming, yamledit
from wso_lessons.authoring.store import store_notebook
from wso_lessons.authoring.templates import as_markdown, fill_template, notebook, yaml_text
from wso_lessons.content import ContentError, Course, builtin_course, clock, layout, open_course
from wso_lessons.content.files import failure_reason, write_whole
from wso_lessons.lessons import edition
from wso_lessons.notebook.citations import read_notebook

FIRST = "A first lesson"
QUESTION = "What does a small table tell, and what does it leave out?"
COURSE_FILES = {
    "course.yaml": "course.yaml",
    "README.md": "README.md",
    ".gitignore": "gitignore.txt",
    f"{layout.STATE}/README.txt": "record.txt",
}
OWN_MODEL_KINDS = ("draw-the-line", "scope-check", "argument-map")  # kinds that a course may have models of its own of
LONGEST_TITLE = 120  # characters: about what a heading can hold
SKIPPED = shutil.ignore_patterns(".*", "__pycache__")


@dataclass(slots=True)
class Made:
    """What was made: the course's folder, the lesson's id, and the files that are new or changed, from that folder."""

    folder: Path
    lesson: str
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def new_course(folder: Path, title: str = "", today: datetime.date | None = None, *, empty: bool = False) -> Made:
    """Makes a course in a folder that does not exist yet: all built-in lessons, and one of its own.

    An `empty` one stands alone: it has neither lessons nor claims of the built-in course. `title` is the folder's name
    by default. Raises ContentError where the folder exists or cannot be written.
    """
    folder = _new_folder(folder)
    title = _title(title) or folder.name.replace("-", " ").replace("_", " ").capitalize()
    with _beside(folder) as staging:
        _write_course(staging, folder, title, empty=empty)
        made = _add_lesson(open_course(staging), FIRST, "", today, number=1 if empty else None)
        if empty:
            _stand_alone(staging / "course.yaml")
        # A rename onto an empty folder or nothing is one step; onto anything else it fails and changes nothing.
        os.replace(staging, folder)  # noqa: PTH105 - Path.replace says the same, os shows that it is the last step
    return Made(folder, made.lesson, sorted([*made.new, *made.changed]))


def _stand_alone(manifest: Path) -> None:
    """Takes the built-in course out of a manifest, with the one lesson after which the first was put."""
    built_in = rf"extends: .*\n|#.*\n|  - {builtin_course().lessons[0].id}\n"
    head = "# The course: its lessons in order. `wso-lessons new lesson TITLE` adds one.\n"
    _write(manifest, head + re.sub(rf"^(?:{built_in})", "", _read(manifest), flags=re.MULTILINE))


def _new_folder(folder: Path) -> Path:
    """The whole path of a folder that does not exist, or is empty. Raises ContentError for any other."""
    if not folder.name or not folder.name.isprintable():
        raise ContentError.at(Path.cwd(), "course-place", "The course has no name, or one that cannot be typed.",
                    "Write one: wso-lessons new course riverside")  # fmt: skip
    try:
        folder = folder.expanduser().absolute()
        taken = folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir())))
    except OSError as error:
        raise _refusal(folder, f"This cannot be a folder: {failure_reason(error)}.", "Name another place.") from None
    except RuntimeError:
        raise _refusal(folder, "No home folder is known for this.", "Name the folder in full.") from None
    if taken:
        raise _refusal(folder, "There is something here already.", "Name a folder that does not exist yet.")
    return folder


def _title(text: str) -> str:
    """A title on one line. Raises ContentError where it is too long for a heading, or holds what no page can show."""
    title = " ".join(text.split())
    if len(title) > LONGEST_TITLE or not title.isprintable():
        problem = f"The title is longer than {LONGEST_TITLE} characters, or holds some that cannot be shown."
        raise _refusal(Path.cwd(), problem, "Write a shorter one; it can be changed later in course.yaml.")
    return title


def _write_course(staging: Path, folder: Path, title: str, *, empty: bool) -> None:
    shown = builtin_course().lessons[: 1 if empty else None]
    lessons = "".join(f"  - {entry.id}\n" for entry in shown)
    words = {"course": naming.slug(folder.name, "course"), "title": yaml_text(title), "builtin": lessons.rstrip("\n")}
    words |= {"title_plain": title, "folder": f'"{folder.name}"' if " " in folder.name else folder.name}
    for name, template in COURSE_FILES.items():
        (staging / name).parent.mkdir(exist_ok=True)
        (staging / name).write_text(fill_template(f"course/{template}", words), encoding="utf-8", newline="\n")
    (staging / "notebooks").mkdir()


def new_lesson(course: Course, title: str, after: str = "", today: datetime.date | None = None) -> Made:
    """Adds a lesson to a course after the one whose id is `after`, or last.

    Raises UnknownId for a lesson that the course does not list, and ContentError where a file cannot take an entry.
    """
    title = _title(title)
    if not title:
        raise _refusal(course.root, "The lesson has no title.", 'Write one: wso-lessons new lesson "Our county"')
    if course.root == builtin_course().root:
        raise _refusal(course.root, "This is the built-in course.", "Make one of your own: wso-lessons new course NAME")
    if after:
        course.lesson(after)
    with _beside(course.root) as staging:
        shutil.copytree(course.root, staging, dirs_exist_ok=True, ignore=SKIPPED, symlinks=True)
        made = _add_lesson(Course(staging, course.base), title, after, today)
        _commit(made, staging, course.root)
    return Made(course.root, made.lesson, made.new, made.changed)


def _add_lesson(course: Course, title: str, after: str, today: datetime.date | None, number: int | None = None) -> Made:
    """Writes a lesson's files into a course folder that is nobody's yet, and runs its notebook."""
    names = naming.names_for(course, title, after, number)
    day = today or clock.today()
    words = {
        "id": names.lesson, "slug": names.slug, "table": names.table, "today": day.isoformat(),
        "title": yaml_text(title), "title_plain": title, "heading": as_markdown(title), "question": QUESTION,
        "card_title": yaml_text(f"Sample counts for: {title}"),
    }  # fmt: skip
    made = Made(course.root, names.lesson)
    data, book = course.places.data, course.places.notebooks / f"{names.lesson}.ipynb"
    _write_new(made, book, edition.notebook_text(notebook(fill_template("lesson/lesson.txt", words))))
    _write_new(made, data / "claims" / f"{names.slug}.yaml", fill_template("lesson/claims.yaml", words))
    _write_new(made, data / "questions" / f"{names.slug}.yaml", fill_template("lesson/questions.yaml", words))
    _write_new(made, data / "questions" / f"{names.slug}-wrap-up.yaml", fill_template("lesson/wrap-up.yaml", words))
    _write_new(made, data / "tables" / f"{names.table}.csv", fill_template("lesson/table.csv", words))
    _write_new(made, data / "figures" / f"{names.slug}-two-columns.svg", fill_template("lesson/figure.svg", words))
    for model in OWN_MODEL_KINDS:
        _write_new(
            made, data / "simulators" / f"{model}-{names.slug}.yaml", fill_template(f"lesson/{model}.yaml", words)
        )
    _write_new(made, course.root / "instructors" / f"{names.lesson}.md", fill_template("lesson/instructors.md", words))
    _grow(made, data / "sources.yaml", fill_template("lesson/sources.yaml", words))
    _grow(made, data / "figures" / "figures.yaml", fill_template("lesson/figures.yaml", words))
    _grow(made, data / "tables" / "datasets.yaml", fill_template("lesson/card.yaml", words))
    if "sample table" not in course.terms:
        _grow(made, data / "glossary.yaml", fill_template("lesson/glossary.yaml", words))
    manifest = course.places.manifest
    _stay_inside(made, manifest)
    _write(
        manifest, yamledit.insert_lesson(_read(manifest), after, fill_template("lesson/entry.yaml", words), manifest)
    )
    made.changed.append(manifest.relative_to(course.root).as_posix())
    _run(book)
    _retell(made, Course(course.root, course.base))
    return made


def _write_new(made: Made, path: Path, text: str) -> None:
    if path.exists() or path.is_symlink():
        raise _refusal(path, "This file exists already.", "Give the lesson another title.")
    _stay_inside(made, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, text)
    made.new.append(path.relative_to(made.folder).as_posix())


def _stay_inside(made: Made, path: Path) -> None:
    if not path.resolve().is_relative_to(made.folder.resolve()):
        problem = "This leads out of the course's folder, so nothing is written."
        raise ContentError.at(path, "path-outside", problem, "Put the folder or file itself here.")


def _grow(made: Made, path: Path, entries: str) -> None:
    """Adds entries to a file that is a list; makes the file where there is none."""
    if not path.exists():
        _write_new(made, path, entries)
        return
    _stay_inside(made, path)
    _write(path, yamledit.append(_read(path), entries, path))
    made.changed.append(path.relative_to(made.folder).as_posix())


def _retell(made: Made, course: Course) -> None:
    """The lesson before the new one says what comes next: its stored result is made anew."""
    place = [entry.id for entry in course.lessons].index(made.lesson)
    if not place or edition.is_borrowed(course, course.lessons[place - 1].id):
        return
    entry = course.lessons[place - 1]
    path = course.notebook(entry.id)
    book = read_notebook(path)
    if edition.renew_results(book, course, entry.id):
        _write(path, edition.notebook_text(book))
        made.changed.append(path.relative_to(course.root).as_posix())


def _run(book: Path) -> None:
    try:
        store_notebook(book)
    except ContentError as error:
        problem = f"The new lesson could not be run, so nothing was written: {error.finding.problem}"
        raise ContentError.at(Path(book.name), "cell-fails", problem, error.finding.remedy) from None


def _commit(made: Made, staging: Path, root: Path) -> None:
    """Puts the new files into the course, the manifest last; whatever fails is undone."""
    before = {name: (root / name).read_bytes() for name in made.changed}
    written: list[str] = []
    try:
        for name in made.new:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(root / name, (staging / name).read_bytes(), new=True)
            written.append(name)
        for name in sorted(made.changed, key=lambda one: one.endswith("course.yaml")):
            write_whole(root / name, (staging / name).read_bytes())
            written.append(name)
    except OSError as error:
        for name in written:
            if name in before:
                write_whole(root / name, before[name])
            else:
                (root / name).unlink(missing_ok=True)
        raise _refusal(
            root, f"The lesson cannot be put here: {failure_reason(error)}.", "Nothing was changed."
        ) from None


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """An empty folder beside a place, so that relative paths lead where they will lead; gone afterwards."""
    staging = folder.parent / f".wso-lessons-new-{os.getpid()}"
    try:
        staging.mkdir(parents=True)
    except OSError as error:
        problem = f"Nothing can be written here: {failure_reason(error)}."
        raise _refusal(folder.parent, problem, "Name another place.") from None
    try:
        yield staging
    except ContentError as error:
        raise _error_in_folder(error, staging, folder) from None
    except OSError as error:
        raise _refusal(folder, f"It cannot be made: {failure_reason(error)}.", "Name another place.") from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _error_in_folder(error: ContentError, staging: Path, folder: Path) -> ContentError:
    """The error with the place as the author knows it."""
    where = error.finding.where
    if not where.file.is_relative_to(staging):
        return error
    place = dataclasses.replace(where, file=folder / where.file.relative_to(staging))
    return ContentError(dataclasses.replace(error.finding, where=place))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise _refusal(path, "The file is not UTF-8 text.", "Save it as UTF-8.") from None


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _refusal(place: Path, problem: str, remedy: str) -> ContentError:
    return ContentError.at(place, "course-place", problem, remedy)
