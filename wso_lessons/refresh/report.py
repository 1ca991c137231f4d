"""The report of a refresh, as an instructor reads it, and the list of what is left to do by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wso_lessons.content import value_in_words
from wso_lessons.content.rows.csvfile import TableRow
from wso_lessons.content.words import MODEL_CODES
from wso_lessons.ice.page import fold_findings
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.pages.html import text_table, wrap
from wso_lessons.refresh.changes import AgreementChange
from wso_lessons.refresh.impact import Impact
from wso_lessons.refresh.plan import Refresh

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
    before, now = _counts(refresh.before), _counts(refresh.now)
    both = [(name, before[name], now[name]) for name in before]
    cells = [(name, f"{a:,}", f"{b:,}", f"{b - a:+,}" if a != b else "0") for name, a, b in both]
    return text_table(("", refresh.old_day or "Before", refresh.day or "This file", "Change"), cells)


def _counts(roster: Sequence[TableRow]) -> dict[str, int]:
    models = Counter(row["model"] for row in roster)
    return {
        **{model: models[model] for model in MODEL_CODES},
        "All agreements": len(roster),
        "Agencies": len({row["agency_id"] for row in roster}),
        "States and territories": len({row["state_code"] for row in roster}),
    }


def _checks(refresh: Refresh) -> str:
    lines = [f"{check.code}: {check.problem} {check.remedy}" for check in refresh.failed]
    lines += [f"{check.code} (accepted): {check.problem}" for check in refresh.accepted]
    return _as_list("Checks failed:" if refresh.failed else "Checks:", lines) or "Checks: all passed."


def _reading(refresh: Refresh) -> str:
    """What the reader repaired and what it found, one line for each kind."""
    repaired = refresh.workbook.repairs_by_rule()
    lines = []
    if repaired:
        counted = ", ".join(f"{rule} {count:,}" for rule, count in repaired.items())
        lines.append(wrap(f"Cells repaired while reading: {sum(repaired.values()):,} ({counted}).", "  "))
    found = [
        f"{code}: {first}{f' ({count - 1:,} more)' if count > 1 else ''}"
        for code, count, first in fold_findings(refresh.workbook.findings)
    ]
    lines.append(_as_list("To look at in the workbook:", found))
    skipped = [f"{finding.where.file.name}: {finding.problem}" for finding in refresh.skipped]
    lines.append(_as_list("Files left out or misdated:", skipped))
    return "\n".join(filter(None, lines))


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
    parts = [_group(title, entries, shown) for title, entries in groups]
    alike = wrap(
        "Perhaps one agency under two names. Nothing was joined; if a pair is one agency, add it to "
        "data/tables/agency_aliases.csv of your own course (docs/refresh.md shows the line) and run this again:"
    )
    parts.append(_as_list(alike, changes.perhaps))
    return "\n\n".join(filter(None, parts)) or "No agreement changed."


def _group(title: str, entries: Sequence[AgreementChange], shown: int) -> str:
    by_model = ", ".join(f"{model} {n:,}" for model in MODEL_CODES if (n := sum(e.model == model for e in entries)))
    more = [f"and {len(entries) - shown:,} more"] if len(entries) > shown else []
    return _as_list(f"{title}: {len(entries):,} ({by_model})", [*entries[:shown], *more])


def _lessons(found: Impact) -> str:
    rows = [(change.id, value_in_words(change.before), value_in_words(change.after)) for change in found.claims]
    dated = [", ".join(change.id for change in found.dated)] if found.dated else []
    moves = {change.id: change.move for change in found.claims}
    parts = [
        f"Claims whose value changes: {len(rows):,}\n{text_table(('Claim', 'Before', 'After'), rows)}" if rows else "",
        _as_list(f"Claims that keep their value, but name the old day: {len(found.dated):,}", dated),
        _as_counted_list("Sentences that cite them", [f"{s} [{_moves(s.why, moves)}]" for s in found.sentences]),
        _as_counted_list(
            "Questions that rest on them",
            [
                f"{q.id}: {f'its key, {q.key}' if q.key else 'its wording or reasons'} ({', '.join(q.claims)})"
                for q in found.questions
            ],
        ),
        _as_counted_list(
            "Reference entries that rest on them", [f"{e.table}, {e.id} ({', '.join(e.claims)})" for e in found.entries]
        ),
        _as_counted_list("Charts and cells that show changed tables", found.charts),
    ]
    return "\n\n".join(filter(None, parts)) or "No claim, sentence, question or chart of the lessons changes."


def _moves(claims: Iterable[str], moves: Mapping[str, str]) -> str:
    return ", ".join(f"{claim}: {moves.get(claim, 'cannot be computed')}" for claim in claims)


def _as_counted_list(title: str, entries: Sequence[object]) -> str:
    return _as_list(f"{title}: {len(entries):,}", entries)


def _as_list(head: str, entries: Sequence[object]) -> str:
    """A head and its entries, one a line; "" where there are none."""
    return "\n".join([head, *(wrap(f"- {entry}", "  ") for entry in entries)]) if entries else ""


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
        "Sentences": [f"{s} ({', '.join(s.why)})" for s in found.sentences],
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
