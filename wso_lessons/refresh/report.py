"""The report of a refresh, as an instructor reads it, and the list of what is left to do by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wso_lessons.content import value_in_words
from wso_lessons.ice.history import Record
from wso_lessons.ice.page import fold_findings
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.pages.html import text_table, wrap
from wso_lessons.refresh.changes import AgreementChange
from wso_lessons.refresh.impact import Impact
from wso_lessons.refresh.plan import Refresh
from wso_lessons.refresh.tables import MODEL_CODES

CHANGES_SHOWN = 12


def render_report(refresh: Refresh, shown: int = CHANGES_SHOWN) -> str:
    """The whole report; of each kind of change the first `shown` are listed and the rest counted."""
    parts = [
        _opening(refresh),
        _totals(refresh),
        _checks(refresh),
        _reading(refresh),
        _changes(refresh, shown),
        _lessons(refresh.impact) if refresh.impact else "",
        _closing(refresh),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(refresh: Refresh) -> str:
    names = refresh.read[0] if len(refresh.read) == 1 else f"{len(refresh.read)} lists, the last {refresh.read[-1]}"
    day = date_in_words(refresh.day) if refresh.day else "a day that is not known"
    how = {"given": "as given", "archive stamp": "from the capture stamp in its name", "file name": "from its name"}
    dated = how.get(refresh.workbook.dated_by, "from its properties")
    old = date_in_words(refresh.old_day)
    return wrap(f"{names}: {refresh.workbook.kind} agencies, list of {day} ({dated}).\nThe course's list: {old}.")


def _totals(refresh: Refresh) -> str:
    rows: list[tuple[str, int, int]] = []
    for model in MODEL_CODES:
        rows.append((model, _model(refresh.before, model), _model(refresh.now, model)))
    rows.append(("All agreements", len(refresh.before), len(refresh.now)))
    rows.append(("Agencies", _distinct(refresh.before, "agency_id"), _distinct(refresh.now, "agency_id")))
    rows.append(
        ("States and territories", _distinct(refresh.before, "state_code"), _distinct(refresh.now, "state_code"))
    )
    cells = [(name, f"{a:,}", f"{b:,}", f"{b - a:+,}" if a != b else "0") for name, a, b in rows]
    return text_table(("", refresh.old_day or "Before", refresh.day or "This file", "Change"), cells)


def _model(rows: Sequence[Record], model: str) -> int:
    return sum(row["model"] == model for row in rows)


def _distinct(rows: Sequence[Record], column: str) -> int:
    return len({row[column] for row in rows})


def _checks(refresh: Refresh) -> str:
    lines = [f"- {check.code}: {check.problem} {check.remedy}" for check in refresh.failed]
    lines += [f"- {check.code} (accepted): {check.problem}" for check in refresh.accepted]
    if not lines:
        return "Checks: all passed."
    head = "Checks failed:" if refresh.failed else "Checks:"
    return "\n".join([head, *(wrap(line, "  ") for line in lines)])


def _reading(refresh: Refresh) -> str:
    """What the reader repaired and what it found, one line for each kind."""
    repaired = refresh.workbook.repairs_by_rule()
    lines = []
    if repaired:
        counted = ", ".join(f"{rule} {count:,}" for rule, count in repaired.items())
        lines.append(wrap(f"Cells repaired while reading: {sum(repaired.values()):,} ({counted}).", "  "))
    findings = fold_findings(refresh.workbook.findings)
    if findings:
        lines.append("To look at in the workbook:")
        for code, count, first in findings:
            rest = f" ({count - 1:,} more)" if count > 1 else ""
            lines.append(wrap(f"- {code}: {first}{rest}", "  "))
    if refresh.skipped:
        lines.append("Files left out or misdated:")
        lines += [wrap(f"- {finding.where.file.name}: {finding.problem}", "  ") for finding in refresh.skipped]
    return "\n".join(lines)


def _changes(refresh: Refresh, shown: int) -> str:
    changes = refresh.changes
    groups = (
        ("New agreements", changes.new),
        ("No longer listed (the list does not say why)", changes.gone),
        ("Moved by ICE to another agency or state", changes.moved),
        ("Same agency under another name", changes.renamed),
        ("Dated anew", changes.redated),
        ("Type or county changed", changes.edited),
    )
    parts = [_group(title, entries, shown) for title, entries in groups if entries]
    if changes.perhaps:
        parts.append(
            wrap(
                "Perhaps one agency under two names. Nothing was joined; if a pair is one agency, add it to "
                "data/tables/agency_aliases.csv of your own course (docs/refresh.md shows the line) and run this again:"
            )
            + "\n"
            + _list_changes(changes.perhaps, len(changes.perhaps))
        )
    return "\n\n".join(parts) or "No agreement changed."


def _group(title: str, entries: Sequence[AgreementChange], shown: int) -> str:
    by_model = ", ".join(f"{model} {n:,}" for model in MODEL_CODES if (n := sum(e.model == model for e in entries)))
    return f"{title}: {len(entries):,} ({by_model})\n{_list_changes(entries, shown)}"


def _list_changes(entries: Sequence[AgreementChange], shown: int) -> str:
    lines = [wrap(f"- {entry}", "  ") for entry in entries[:shown]]
    if len(entries) > shown:
        lines.append(f"- and {len(entries) - shown:,} more")
    return "\n".join(lines)


def _lessons(found: Impact) -> str:
    parts = []
    if found.claims:
        rows = [(change.id, value_in_words(change.before), value_in_words(change.after)) for change in found.claims]
        parts.append(f"Claims whose value changes: {len(rows):,}\n{text_table(('Claim', 'Before', 'After'), rows)}")
    if found.dated:
        names = ", ".join(change.id for change in found.dated)
        parts.append(wrap(f"Claims that keep their value, but name the old day: {len(found.dated):,}\n- {names}", "  "))
    if found.sentences:
        moves = {
            change.id: f"{value_in_words(change.before)} -> {value_in_words(change.after)}" for change in found.claims
        }
        lines = [f"- {s.file}, cell {s.cell}: {s.words} [{_moves(s.why, moves)}]" for s in found.sentences]
        parts.append(_lines("Sentences that cite them", lines))
    if found.questions:
        lines = [
            f"- {q.id}: {f'its key, {q.key}' if q.key else 'its wording or reasons'} ({', '.join(q.claims)})"
            for q in found.questions
        ]
        parts.append(_lines("Questions that rest on them", lines))
    if found.entries:
        lines = [f"- {entry.table}, {entry.id} ({', '.join(entry.claims)})" for entry in found.entries]
        parts.append(_lines("Reference entries that rest on them", lines))
    if found.charts:
        lines = [f"- {c.file}, cell {c.cell}: {c.words}" for c in found.charts]
        parts.append(_lines("Charts and cells that show changed tables", lines))
    return "\n\n".join(parts) or "No claim, sentence, question or chart of the lessons changes."


def _moves(claims: Iterable[str], moves: Mapping[str, str]) -> str:
    return ", ".join(f"{claim}: {moves.get(claim, 'cannot be computed')}" for claim in claims)


def _lines(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{title}: {len(lines):,}", *(wrap(line, "  ") for line in lines)])


def _closing(refresh: Refresh) -> str:
    if refresh.failed:
        codes = [check.code for check in refresh.failed if not check.final]
        if len(codes) < len(refresh.failed):
            return "Nothing was written."
        accept = " ".join(f"--accept {code}" for code in codes)
        return wrap(f"Nothing was written. If you have looked and the list is right, add {accept}.")
    return ""


def render_to_do(refresh: Refresh) -> str:
    """What a person must still do, as a Markdown list with boxes to tick."""
    lines = [f"# After the list of {date_in_words(refresh.day)}"]
    for title, tasks in _tasks(refresh).items():
        if tasks:
            lines += ["", f"## {title}", "", *(f"- [ ] {task}" for task in tasks)]
    return "\n".join(lines) + "\n"


def _tasks(refresh: Refresh) -> dict[str, list[str]]:
    found = refresh.impact or Impact()
    files = dict.fromkeys(place.file for place in (*found.sentences, *found.charts))
    return {
        "Claims": list(_claim_tasks(found, date_in_words(refresh.old_day), date_in_words(refresh.day))),
        "Sentences": [f"{s.file}, cell {s.cell}: {s.words} ({', '.join(s.why)})" for s in found.sentences],
        "Questions": [
            f"`{q.id}`: {f'the key changes by itself ({q.key}); ' if q.key else ''}read stem, options and reasons "
            f"({', '.join(q.claims)})"
            for q in found.questions
        ],
        "Reference tables": [f"{e.table}, `{e.id}` ({', '.join(e.claims)})" for e in found.entries],
        "Agencies": [f"Look whether these are one agency: {named}" for named in refresh.changes.perhaps],
        "Lessons": [
            f"{file}: run it again and keep its results with `wso-lessons store`; then read its charts' titles."
            for file in sorted(files)
        ],
        "At the end": [
            "Read the changed cards in `datasets.yaml`: numbers in their limits are a person's words.",
            "Write what changed under Facts changed in CHANGELOG.md, where the course has one.",
            "Set `facts_as_of` of the lessons in course.yaml, and run `wso-lessons check --execute`.",
        ],
    }


def _claim_tasks(found: Impact, old: str, new: str) -> Iterator[str]:
    for change in found.claims:
        went = f"`{change.id}` went from {value_in_words(change.before)} to {value_in_words(change.after)}"
        if change.stale_day:
            yield f"{went}, but says {old}; bring words, `as_of` and source to {new}: {change.text}"
        else:
            yield f"{went}; bring `as_of` and source to {new}: {change.text}"
    if found.dated:
        names = ", ".join(f"`{change.id}`" for change in found.dated)
        yield f"These keep their value, but say {old}; bring words, `as_of` and source to {new}: {names}."
    if found.typed:
        names = ", ".join(f"`{name}`" for name in found.typed)
        yield f"These are as of {old} and hold a number that a person typed; look whether it still holds: {names}."
