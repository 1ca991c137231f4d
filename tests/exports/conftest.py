"""Courses to export: a new one, which has a question of every kind, and the toy course made hostile."""

from __future__ import annotations

import pytest

from tests.support.export_samples import DAY, HOSTILE
from wso_lessons.authoring import scaffold
from wso_lessons.content import open_course
from wso_lessons.exports.material import gather


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """A new course with one lesson of its own, whose notebook was not run."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(scaffold, "store_notebook", lambda _: True)
        made = scaffold.new_course(tmp_path_factory.mktemp("courses") / "sample", today=DAY)
    return open_course(made.folder)


@pytest.fixture(scope="session")
def own_lesson(course):
    """The id of the sample course's own lesson."""
    return course.lessons[-1].id


@pytest.fixture(scope="session")
def material(course, own_lesson):
    """Eight questions, one of each kind, in two sets."""
    return gather(course, (own_lesson,), DAY)


@pytest.fixture
def hostile(toy):
    """The toy course with a question whose texts hold everything that any format gives a meaning to."""
    text = HOSTILE.replace("'", "''")
    row = f"""- id: toy/hostile
  kind: one
  stem: 'S {text}'
  objective: Count the pears.
  section: Counting pears
  claims: [pears-in-bowl]
  options:
    - {{text: 'R {text}', correct: true, reason: 'Because {text}'}}
    - {{text: 'W {text}', reason: 'Not {text}'}}
- id: toy/opinion
  kind: one
  survey: true
  stem: Do you like pears?
  options:
    - text: "Yes"
    - text: "No"
- id: toy/old
  kind: text
  stem: What is it?
  objective: Count the pears.
  section: Counting pears
  claims: [pears-in-bowl]
  accept: [pear]
  reason: It is.
  otherwise: Look again.
  withdrawn: Withdrawn for now.
"""
    path = toy / "questions" / "toy.yaml"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    return open_course(toy)
