"""The day of the exports, the built-in course on it, and a text that holds all to which any format gives a meaning."""

import datetime
import functools

from wso_lessons.content import builtin_course
from wso_lessons.exports.material import Material, gather
from wso_lessons.exports.print.lessonpage import LessonText

DAY = datetime.date(2026, 6, 5)
HOSTILE = "<script>alert('x')</script> & ~=#{}:\\ ]]> \u202eتجربة\u202c “q” 100% $5 -> é"


@functools.cache
def built_in(*lessons: str) -> Material:
    """The material of these lessons of the built-in course; of all, where none is named."""
    return gather(builtin_course(), lessons, DAY)


@functools.cache
def lesson_text(lesson: str) -> LessonText:
    """A lesson of the built-in course as it is printed."""
    material = built_in(lesson)
    return LessonText(material.course, material.bank, material.chapters[0].entry)
