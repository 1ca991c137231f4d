"""How a workbook shows itself in a notebook: its totals, what was repaired and by which rule, and what to look at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wso_lessons.pages import html as p

if TYPE_CHECKING:
    from wso_lessons.ice.workbook import Workbook

RULES = {
    "spaces": "Spaces at the ends were removed, double ones made single.",
    "quotes": "Curly quotation marks were made straight.",
    "characters": "Invisible or special characters were removed or made plain.",
    "nothing-given": "#N/A, #NA and N/A were read as nothing.",
    "state-case": "The state was put into capitals, as in the other rows.",
    "state-spelling": "A known misspelling of a state was corrected.",
    "model-spelling": "Another spelling of a model was read as that model.",
    "type-spelling": "Another spelling of a type was read as that type.",
    "county-correction": "A county was corrected as reviewed by hand.",
    "agency-correction": "An agency's name was corrected as reviewed by hand.",
    "date-number": "A number was read as the day it stands for.",
    "date-text": "A date typed as text was read as a date.",
    "date-slash": "A missing slash was put into a date.",
    "date-year": "A year such as 5025 was read as 2025.",
    "date-correction": "A date was corrected as reviewed by hand.",
}


def workbook_page(workbook: Workbook) -> p.Page:
    """The page of a workbook; the same for the same file, whatever folder it lies in."""
    facts = _facts(workbook)
    rules = [(rule, count, RULES.get(rule, "")) for rule, count in workbook.repairs_by_rule().items()]
    findings = folded(workbook)
    html = p.tag(
        "section",
        p.tag("p", p.tag("strong", workbook.path.name)),
        p.pairs(facts),
        p.table("Cells repaired", ("Rule", "Cells", "What it does"), rules) if rules else "",
        p.table("To look at", ("Finding", "Rows", "First of them"), findings) if findings else "",
        class_="wso-workbook",
    )
    lines = [workbook.path.name, *(f"{name}: {value}" for name, value in facts.items())]
    if rules:
        lines += ["", "Cells repaired:", p.text_table(("Rule", "Cells", "What it does"), rules)]
    if findings:
        lines += ["", "To look at:"]
        lines += [p.wrap(f"- {code} ({count}): {first}", "  ") for code, count, first in findings]
    return p.Page("\n".join(lines), html)


def _facts(workbook: Workbook) -> dict[str, str]:
    totals = ", ".join(f"{model} {count:,}" for model, count in workbook.totals.items())
    hidden = f", {workbook.hidden_rows:,} of them hidden" if workbook.hidden_rows else ""
    return {
        "Kind of list": workbook.kind,
        "Day": str(workbook.snapshot_date or "not known"),
        "Rows": f"{len(workbook.agreements):,}{hidden}",
        "By model": totals,
    }


def folded(workbook: Workbook) -> list[tuple[str, int, str]]:
    """Findings of one code as one entry: how many, and the first with its row."""
    counts = Counter(finding.code for finding in workbook.findings)
    first = {finding.code: finding for finding in reversed(workbook.findings)}
    shown = []
    for code, count in counts.items():
        line = first[code].where.line
        shown.append((code, count, f"{f'Row {line}: ' if line else ''}{first[code].problem}"))
    return shown
