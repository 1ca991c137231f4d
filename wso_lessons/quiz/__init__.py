"""Question items, grading, the bank and the sitting: pure logic, no notebook, no store.

Face: `Bank(course)` gives items; `grade(item, response)` gives one Mark; `Sitting` is a learner before a set of items.
"""

from wso_lessons.quiz.bank import POST_TEST, PRE_TEST, TESTS, Bank, ClaimNote
from wso_lessons.quiz.grade import grade
from wso_lessons.quiz.item import Item, Option
from wso_lessons.quiz.kinds.registry import KINDS, build_item
from wso_lessons.quiz.marks import Mark, Message
from wso_lessons.quiz.sitting import Sitting

__all__ = [
    "KINDS",
    "POST_TEST",
    "PRE_TEST",
    "TESTS",
    "Bank",
    "ClaimNote",
    "Item",
    "Mark",
    "Message",
    "Option",
    "Sitting",
    "build_item",
    "grade",
]
