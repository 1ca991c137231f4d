"""The learner's own record in SQLite: answers, lessons, a seed; append-only, in memory where no file can be used."""

from wso_lessons.progress.records import LessonEvent, LessonState, Record
from wso_lessons.progress.store import Progress, find_file, open_progress

__all__ = ["LessonEvent", "LessonState", "Progress", "Record", "find_file", "open_progress"]
