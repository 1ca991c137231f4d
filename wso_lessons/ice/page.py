"""How a workbook shows itself in a notebook: its totals, what was repaired and by which rule, and what to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from wso_lessons.content.findings import Finding
from wso_lessons.pages import html as p

REPAIR_RULES = {
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
    "state-near": "A state that is within two letters of one state alone was read as that state.",
    "model-near": "A model that is within two letters of one model alone was read as that model.",
    "letters-alike": "Letters of another script that look like Latin ones were made Latin.",
    "date-number": "A number was read as the day it stands for.",
    "date-text": "A date typed as text was read as a date.",
    "date-slash": "A missing slash was put into a date.",
    "date-year": "A year such as 5025 was read as 2025.",
    "date-correction": "A date was corrected as reviewed by hand.",
}


def render_workbook(
    name: str, facts: Mapping[str, str], repairs: Mapping[str, int], findings: Sequence[Finding]
) -> p.Page:
    """The page of a workbook: its file's name, facts, cells repaired by rule, and findings.

    The same for the same file, whatever folder it lies in.
    """
    rules = [(rule, count, REPAIR_RULES.get(rule, "")) for rule, count in repairs.items()]
    entries = fold_findings(findings)
    html = p.tag(
        "section",
        p.tag("p", p.tag("strong", name)),
        p.pairs(facts),
        p.table("Cells repaired", ("Rule", "Cells", "What it does"), rules) if rules else "",
        p.table("To look at", ("Finding", "Rows", "First of them"), entries) if entries else "",
        class_="wso-workbook",
    )
    lines = [name, *(f"{fact}: {value}" for fact, value in facts.items())]
    if rules:
        lines += ["", "Cells repaired:", p.text_table(("Rule", "Cells", "What it does"), rules)]
    if entries:
        lines += ["", "To look at:"]
        lines += [p.wrap(f"- {code} ({count}): {first}", "  ") for code, count, first in entries]
    return p.Page("\n".join(lines), html)


def fold_findings(findings: Sequence[Finding]) -> list[tuple[str, int, str]]:
    """Findings of one code as one entry: the code, how many, and the first with its row."""
    counts = Counter(finding.code for finding in findings)
    first = {finding.code: finding for finding in reversed(findings)}
    entries = []
    for code, count in counts.items():
        line = first[code].where.line
        entries.append((code, count, f"{f'Row {line}: ' if line else ''}{first[code].problem}"))
    return entries
