"""A course: a folder of YAML, tables and notebooks, read through one door whoever wrote it."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from wso_lessons.content import layout
from wso_lessons.content.files import leads_out
from wso_lessons.content.findings import ContentError, Finding, UnknownId, Where
from wso_lessons.content.offered_courses import offered_course
from wso_lessons.content.rows.inherit import inherit
from wso_lessons.content.rows.manifest import LessonEntry, Manifest
from wso_lessons.content.rows.registry import Registry
from wso_lessons.content.rows.schema import build
from wso_lessons.content.rows.yamlfile import Row

if TYPE_CHECKING:
    from wso_lessons.content.records import Claim, Disagreement, Figure, LoadedWord, Source, Spelling, Term

T = TypeVar("T")


def _records() -> ModuleType:
    """The ledger's records take as long to make as a question to show, and a first question needs none of them."""
    from wso_lessons.content import records

    return records


class RawItem:
    """Stands for a question item, or a claim, in a registry that only keeps rows."""

    noun = "item"


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that some claims cite: its id, its record (None where it is unknown or faulty), and the places."""

    id: str
    source: Source | None
    locators: tuple[str, ...]


class Course:
    """What a course folder holds. Each part is read when it is first asked for.

    Attributes: `root` (the folder), `base` (the course it extends, or None). Raises ContentError where the
    manifest cannot be used; faults in other files are kept in each registry's `problems`.
    """

    def __init__(self, root: Path, base: Course | None = None) -> None:
        self.root, self.base = root, base
        self.places = layout.places(root)
        self._registries: dict[str, Registry[Any]] = {}
        self._trees: dict[Path, Any] = {}

    @functools.cached_property
    def manifest(self) -> Manifest:
        """What the course's own `course.yaml` says."""
        return build(Manifest, self._manifest_tree, Where(self.places.manifest, 1))

    @functools.cached_property
    def _manifest_tree(self) -> Any:
        tree = layout.read_tree(self.places.manifest)
        return inherit(tree, self.base._manifest_tree) if self.base else tree

    @property
    def line(self) -> tuple[Course, ...]:
        """The courses that this one builds on, the first of them first, and itself last."""
        return (*(self.base.line if self.base else ()), self)

    @property
    def lessons(self) -> tuple[LessonEntry, ...]:
        """The lessons in order, those of the extended course among them."""
        return self.manifest.lessons

    def lesson(self, lesson_id: str) -> LessonEntry:
        """The manifest's entry for a lesson. Raises UnknownId, which names the nearest."""
        for entry in self.lessons:
            if entry.id == lesson_id:
                return entry
        raise UnknownId("lesson", lesson_id, [entry.id for entry in self.lessons])

    def notebook(self, lesson_id: str) -> Path:
        """The path of a lesson's notebook, in this course or the one it extends.

        Raises UnknownId, which names the nearest lesson, and ContentError for a link that leads out.
        """
        own = self.places.notebooks / self.lesson(lesson_id).file
        if own.exists() or self.base is None:
            return self.inside(own)
        listed = any(entry.id == lesson_id for entry in self.base.lessons)
        return self.base.notebook(lesson_id) if listed else self.base.places.notebooks / own.name

    def inside(self, path: Path) -> Path:
        """The path, where it stays in the course's folder. Raises ContentError where it is a link that leads out."""
        if outside := self.link_out(path):
            raise ContentError(outside)
        return path

    def link_out(self, path: Path) -> Finding | None:
        """A finding where a file in this course's folder, or in one it extends, is a link that leads out of it."""
        for course in self.line:
            if path.is_relative_to(course.root) and leads_out(path, course.root):
                return _outside_finding(path)
        return None

    @functools.cached_property
    def sources(self) -> Registry[Source]:
        return self.registry(_records().Source, "sources.yaml")

    @functools.cached_property
    def claims(self) -> Registry[Claim]:
        return self.registry(_records().Claim, "claims", finish=self._with_value)

    @functools.cached_property
    def claim_rows(self) -> Registry[Any]:
        """The claims' raw rows (`.row(id)`), for whoever asks after a date and needs no claim."""
        return self.registry(RawItem, "claims")

    @functools.cached_property
    def disagreements(self) -> Registry[Disagreement]:
        """The documents' disagreements, by id."""
        return self.registry(_records().Disagreement, "reference/disagreements.yaml")

    @functools.cached_property
    def terms(self) -> Registry[Term]:
        return self.registry(_records().Term, "glossary.yaml", key="word")

    @functools.cached_property
    def loaded_words(self) -> Registry[LoadedWord]:
        """Words that lessons and questions use in quotation marks only."""
        return self.registry(_records().LoadedWord, "loaded_words.yaml", key="word")

    @functools.cached_property
    def figures(self) -> Registry[Figure]:
        """The pictures that lessons show, by id."""
        return self.registry(_records().Figure, "figures/figures.yaml")

    def figure_path(self, file: str) -> Path:
        """A figure's SVG file, in this course or the one it extends. Raises as `find` does."""
        return self.find(f"figures/{file}")

    @functools.cached_property
    def spellings(self) -> Registry[Spelling]:
        """Spellings that lessons and questions use in names and quotations only."""
        return self.registry(_records().Spelling, "spelling.yaml", key="word")

    def reference(self, name: str) -> Registry[Any]:
        """A reference table by name (see `reference.REFERENCE_TABLES`). Raises UnknownId for another name."""
        from wso_lessons.content.reference import REFERENCE_TABLES  # its records take time, and few cells need them

        if name not in REFERENCE_TABLES:
            raise UnknownId("reference table", name, REFERENCE_TABLES)
        return self._registry_once(REFERENCE_TABLES[name], f"reference/{name}.yaml")

    @functools.cached_property
    def question_rows(self) -> Registry[Any]:
        """Question items by id ("set/item"), for their raw rows (`.row(id)`); the quiz package builds the items."""
        return self.registry(RawItem, "questions")

    def question_set(self, name: str) -> Registry[Any]:
        """The rows of one question set, from the file of its name alone: a lesson asks little of a large bank."""
        return self._registry_once(RawItem, f"questions/{name}.yaml")

    def _registry_once(self, cls: type[object], path: str) -> Registry[Any]:
        """The registry of a file, read when it is first asked for."""
        if path not in self._registries:
            self._registries[path] = self.registry(cls, path)
        return self._registries[path]

    def table_path(self, name: str) -> Path:
        """The CSV file of a table, in this course or the one it extends. Raises as `find` does."""
        return self.find(f"tables/{name}.csv")

    def find(self, path: str) -> Path:
        """A file of the data folder: this course's own, else the nearest one of those it extends.

        Where none has it, the place in this course where it would be. Raises ContentError for a link that leads out.
        """
        places = [course.places.data / path for course in reversed(self.line)]
        return self.inside(next((place for place in places if place.is_file()), places[0]))

    def find_all(self, path: str) -> tuple[Path, ...]:
        """A file of the data folder in each of the courses in `line` that has it, in their order.

        Where none has it, the place in this course where it would be. Raises ContentError for a link that leads out.
        """
        places = [course.places.data / path for course in self.line]
        return tuple(self.inside(place) for place in places if place.is_file()) or (self.find(path),)

    @functools.cached_property
    def claims_by_source(self) -> Counter[str]:
        """How many claims cite each source, by the source's id; claims that are faulty are left out."""
        claims = self.claims.sound_records()
        return Counter(source for claim in claims for source in {cite.source for cite in claim.cites})

    def cited_sources(self, claim_ids: Iterable[str]) -> tuple[Cited, ...]:
        """The sources that claims cite, each once and in order, with the places in them.

        A claim that is unknown or faulty is left out, as `check` reports it; a source that is so has no record.
        """
        places: dict[str, dict[str, None]] = {}
        for claim_id in claim_ids:
            claim = self.claims.find(claim_id)
            for cite in claim.cites if claim else ():
                places.setdefault(cite.source, {})[cite.locator] = None
        return tuple(Cited(name, self.sources.find(name), tuple(locators)) for name, locators in places.items())

    def _with_value(self, claim: Claim) -> Claim:
        """The claim with its measure computed and `{value}` filled in."""
        value = claim.value
        if claim.measure:
            from wso_lessons.content import measures

            if claim.value:
                problem = f'The claim "{claim.id}" has both a value and a measure; keep one.'
                raise ContentError.at(claim.where, "value-invalid", problem, "Mend this claim.")
            try:
                value = measures.compute(claim.measure, self.table_path(claim.measure.table).parent)
            except ValueError as error:
                remedy = "Mend the measure or the table."
                raise ContentError.at(claim.where, "measure-fails", f"{error}.", remedy) from None
        if value == claim.value and "{value}" not in claim.text:
            return claim
        return replace(claim, value=value, text=claim.text.replace("{value}", value_in_words(value)))

    def registry(self, cls: type[T], path: str, key: str = "id", finish: Callable[[T], T] | None = None) -> Registry[T]:
        """The records in a file of the data folder, or in all YAML files of a folder there, of each course in `line`.

        A later course adds to the earlier ones; it replaces only what its manifest names under `overrides`.
        """
        registry: Registry[T] = Registry(cls, key, finish)
        for course in self.line:
            replaceable = frozenset(course.manifest.overrides) if course.base else frozenset()
            for file in course._files(path):
                try:
                    registry.add_rows(course._tree(file), file, replaceable)
                except ContentError as error:
                    registry.problems.append(error.finding)
        return registry

    def _tree(self, file: Path) -> Any:
        """The tree of one of the course's files, read once: a question set is asked for alone and with all others."""
        if file not in self._trees:
            self._trees[file] = layout.read_tree(self.inside(file))
        return self._trees[file]

    def _files(self, path: str) -> list[Path]:
        place = self.places.data / path
        if path.endswith(".yaml"):
            # A pipe or a link in the file's place is there too, to be found fault with.
            return [place] if place.is_file() or place.exists() or place.is_symlink() else []
        return layout.yaml_files(place)


def _outside_finding(path: Path) -> Finding:
    problem = "This is a link that leads out of the course's folder; it is not followed."
    return Finding("path-outside", Where(path), problem, "Put the file itself here.")


def value_in_words(value: str) -> str:
    """A value as prose writes it: digits in groups of three (1,843); other text as it is."""
    try:
        number = int(value)
    except ValueError:
        return value
    return f"{number:,}"


@functools.cache
def builtin_course() -> Course:
    """The course that ships with this package."""
    return Course(layout.builtin_root())


def open_course(folder: Path | str | None = None) -> Course:
    """The course in a folder, or the one that an installed package offers by this name; left out, the built-in one.

    Raises ContentError where there is no manifest, or where it extends a course that is not known.
    """
    if folder is None:
        return builtin_course()
    root = _folder_at(Path(folder)) or offered_course(str(folder)) or Path(folder).absolute()
    if root == layout.builtin_root():
        return builtin_course()
    return _open(root, ())


def _folder_at(path: Path) -> Path | None:
    """The folder that a path leads to, as a whole path; None where it leads to none."""
    try:
        whole = path.expanduser().resolve()
        return whole if whole.is_dir() else None
    except (OSError, RuntimeError):  # a name too long for any folder, links in a circle, the home of nobody
        return None


def _open(root: Path, seen: tuple[Path, ...]) -> Course:
    places = layout.places(root)
    if leads_out(places.manifest, root):
        raise ContentError(_outside_finding(places.manifest))
    tree = layout.read_tree(places.manifest)
    extends = tree.get("extends") if isinstance(tree, Row) else None
    if not extends:
        return Course(root)
    if extends == "wso_lessons":
        return Course(root, builtin_course())
    parent = (_folder_at(root / extends) or offered_course(extends)) if isinstance(extends, str) else None
    if parent in (*seen, root):
        problem = "This course extends itself."
        raise ContentError.at(tree.at("extends"), "course-cycle", problem, "Name another course.")
    if parent is None:
        problem = f'There is no course "{extends}".'
        remedy = "Write wso_lessons, a folder, or the name of an installed course."
        raise ContentError.at(tree.at("extends"), "course-unknown", problem, remedy)
    return Course(root, _open(parent, (*seen, root)))
