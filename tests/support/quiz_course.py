"""A small course that asks every kind of question, some made to do harm, with a scored set and a review, and that
opens every model."""

import datetime
import json
import re

from benchmarks.hostile import STRINGS
from tests.support.quiz_samples import DOC, documented
from wso_lessons.content.answer import Answer
from wso_lessons.progress.logs import FileLog
from wso_lessons.widgets.open_view import names_of

MODELS = names_of("simulator")
MANIFEST = """
id: quizzes
title: Quizzes
extends: wso_lessons
lessons:
  - {id: all, file: 01-all.ipynb, title: All kinds, question: Which?, minutes: 5, objectives: [See],
     questions: [example], facts_as_of: 2026-06}
  - {id: other, file: 02-other.ipynb, title: The other, question: Where?, minutes: 5, objectives: [See],
     questions: [elsewhere], facts_as_of: 2026-06}
  - {id: models, file: 03-models.ipynb, title: All models, question: What?, minutes: 5, objectives: [See],
     facts_as_of: 2026-06}
  - before
"""
HOSTILE = [
    "<script>window.hurt = 1</script>",
    "<img src=x onerror='window.hurt = 1'>",
    '"><svg onload=window.hurt=1>',
    "</form><iframe srcdoc='<script>parent.hurt = 1</script>'></iframe>",
    "<details open ontoggle=window.hurt=1>",
    "javascript:window.hurt=1",
]
ELSEWHERE = """
- id: elsewhere/due
  kind: text
  stem: What came back?
  objective: See
  section: Far below
  claims: [law-detainer-request]
  accept: [this]
  reason: R.
  otherwise: O.
"""


SCORED = "".join(
    ELSEWHERE.replace("elsewhere/due", f"scored/{slug}").replace("Far below", "One row, one agreement")
    for slug in ("first", "second")
)


# All strings in every part of a ledger, and the cells that show it, a chart, a note and an item of a question.
ALL = json.dumps(" ".join(STRINGS))
LEDGER = {
    "claims/hostile.yaml": f"""
- {{id: hostile, text: {ALL}, kind: argument, speaker: {ALL}, cites: [{{source: paper, locator: {ALL}}}]}}
- {{id: against, text: {ALL}, kind: fact, cites: [{{source: paper, locator: a}}], disputes: [hostile]}}
""",
    "sources.yaml": f"""
- {{id: paper, kind: report, author: {ALL}, title: {ALL}, citation: {ALL}, good_for: {ALL}, limits: {ALL}}}
""",
    "glossary.yaml": f"""
- {{word: hostile, meaning: {ALL}, also: [{ALL}], claims: [hostile]}}
""",
}
SHOWN = {
    "claim": 'lesson.claim("hostile")',
    "source": 'from wso_lessons import source\nsource("paper", lesson.course)',
    "word": 'from wso_lessons import term\nterm("hostile", lesson.course)',
    "references": "lesson.sources()",
    "note": f'lesson.note("all/mine", {ALL})',
    "chart": f"""
import pandas as pd
from wso_lessons import charts
frame = pd.DataFrame({{"name": {list(STRINGS)!r}, "count": range({len(STRINGS)})}})
frame.attrs.update(source={ALL}, as_of="2026-05-18")
charts.bars(frame, "name", "count", {ALL}, unit={ALL}, note={ALL})
""",
}


def hostile_items():
    rows = []
    for number, words in enumerate(HOSTILE):
        quoted = json.dumps(words)
        common = f"  stem: {quoted}\n  objective: See\n  section: {quoted}\n  claims: [law-detainer-request]\n"
        choices = f"  hints: [{quoted}]\n  options:\n  - {{text: {quoted}, correct: true, reason: {quoted}}}\n"
        rows.append(f"- id: hostile/i{number}\n  kind: one\n{common}{choices}  - {{text: b, reason: r}}\n")
    options = "".join(f"  - {{text: {json.dumps(words)}, reason: {ALL}}}\n" for words in STRINGS)
    start = f"  stem: {ALL}\n  objective: See\n  section: {ALL}\n  claims: [hostile]\n  hints: [{ALL}]\n  options:\n"
    rows.append(f"- id: hostile/list\n  kind: one\n{start}  - {{text: a, correct: true, reason: r}}\n{options}")
    text = "  accept: [word]\n  reason: r\n  otherwise: o\n"
    return "".join(rows) + f"- id: hostile/text\n  kind: text\n{common}{text}"


OPEN = 'from wso_lessons import open_lesson\nlesson = open_lesson("{}")\nlesson.start()'


def code(number, source):
    return {
        "cell_type": "code",
        "id": f"c{number}",
        "metadata": {},
        "source": source,
        "execution_count": None,
        "outputs": [],
    }


def words(number, source):
    return {"cell_type": "markdown", "id": f"m{number}", "metadata": {}, "source": source}


def notebook(*cells):
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"cells": list(cells), "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


def write_course(folder):
    """Three lessons: one asks every kind, the other is what a review leads to, the last opens every model."""
    (folder / "notebooks").mkdir()
    (folder / "questions").mkdir()
    (folder / "notebooks" / "course.yaml").write_text(MANIFEST)
    items = "\n".join(re.findall(r"```yaml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL))
    (folder / "questions" / "example.yaml").write_text(items, encoding="utf-8")
    (folder / "questions" / "hostile.yaml").write_text(hostile_items(), encoding="utf-8")
    (folder / "questions" / "elsewhere.yaml").write_text(ELSEWHERE)
    (folder / "claims").mkdir()
    for name, text in LEDGER.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "questions" / "scored.yaml").write_text(SCORED)
    filler = "\n\n".join(["A long paragraph."] * 40)
    cited = 'Text. [?](#Sources "claim:hostile against")'
    cells = [words(0, f"# All kinds\n\n## One row, one agreement\n\n{cited}"), words(1, filler)]
    cells += [code(0, OPEN.format("all"))]
    cells += [code(n, f'lesson.ask("{item.id}")') for n, item in enumerate(documented().values(), start=1)]
    cells += [code(90, 'lesson.quiz("hostile")'), code(91, 'lesson.quiz("scored")'), code(92, "lesson.review()")]
    cells += [code(100 + number, source) for number, source in enumerate(SHOWN.values())]
    (folder / "notebooks" / "01-all.ipynb").write_text(notebook(*cells))
    (folder / "notebooks" / "02-other.ipynb").write_text(
        notebook(words(0, "# Other"), words(1, filler), words(2, "## Far below"))
    )
    models = [
        code(0, OPEN.format("models")),
        *(code(n, f'lesson.simulate("{name}")') for n, name in enumerate(MODELS, 1)),
    ]
    (folder / "notebooks" / "03-models.ipynb").write_text(notebook(*models))
    yesterday = (datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(days=3)).isoformat()
    (folder / ".wso-lessons").mkdir()
    log = FileLog(folder / ".wso-lessons" / "progress.sqlite3")
    log.add(Answer(at=yesterday, item_id="elsewhere/due", lesson_id="other",
                            response="x", state="wrong", score=0.0))  # fmt: skip
    log.close()
