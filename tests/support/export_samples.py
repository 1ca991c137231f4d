"""The day of the exports, the built-in course on it, and a text that holds all to which any format gives a meaning."""

import dataclasses
import datetime
import functools
from types import ModuleType

from wso_lessons.content import builtin_course
from wso_lessons.exports.lms.plain import Plain, plain_set
from wso_lessons.exports.material import Material, gather
from wso_lessons.exports.print.lessonpage import LessonText

DAY = datetime.date(2026, 6, 5)
HOSTILE = "<script>alert('x')</script> & ~=#{}:\\ ]]> \u202eتجربة\u202c “q” 100% $5 -> é"
# The lessons of the built-in course that a class is taught.
TAUGHT = tuple(entry.id for entry in builtin_course().lessons if entry.questions)


@functools.cache
def built_in(*lessons: str) -> Material:
    """The material of these lessons of the built-in course; of all, where none is named. Questions are read once."""
    if not lessons:
        return gather(builtin_course(), (), DAY)
    chapters = tuple(one for one in built_in().chapters if one.entry.id in lessons)
    return dataclasses.replace(built_in(), chapters=chapters, whole=False)


@functools.cache
def built_in_with_tests() -> Material:
    """The material of the built-in course with the tests before and after it."""
    return dataclasses.replace(built_in(), tests=True)


def plains(material: Material) -> list[Plain]:
    """Every question of some material that a learning system gets."""
    sets = ((chapter, item_set) for chapter in material.chapters for item_set in chapter.sets)
    return [plain for chapter, one in sets for plain in plain_set(material, one, chapter.entry.id)[0]]


@functools.cache
def printed(module: ModuleType, lesson: str) -> dict[str, str]:
    """What a module makes of a lesson of the built-in course: pages by what follows the lesson in their names."""
    files = module.export(built_in(lesson)).files
    return {name.removeprefix(lesson).removesuffix(".html"): page.decode() for name, page in files.items()}


@functools.cache
def lesson_text(lesson: str) -> LessonText:
    """A lesson of the built-in course as it is printed."""
    material = built_in(lesson)
    return LessonText(material.course, material.bank, material.chapters[0].entry)
