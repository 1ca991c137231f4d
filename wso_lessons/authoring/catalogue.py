"""Every rule of `check` by its code: how grave a finding is, and what the rule asks for.

docs/check-rules.md explains each with its remedy; tests/broken_course breaks each once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial

from wso_lessons.content import Finding, UnknownId, Where


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A rule: its level ("error" or "warning") and what it asks for, in one sentence."""

    level: str
    asks: str


def finding(code: str, where: Where, problem: str, remedy: str) -> Finding:
    """A finding of a known rule, at the rule's level. Raises KeyError for a code that is not in the catalogue."""
    return Finding(code, where, problem, remedy, RULES[code].level)


def check_known(
    code: str, where: Where, noun: str, name: str, known: Collection[str], remedy: str
) -> Iterator[Finding]:
    """A finding of a known rule where nothing is called `name`; it tells the nearest of what is known."""
    if name not in known:
        yield finding(code, where, str(UnknownId(noun, name, known)), remedy)


def _rules(level: str, **asks: str) -> dict[str, CheckRule]:
    return {code.replace("_", "-"): CheckRule(level, text) for code, text in asks.items()}


_errors, _warnings = partial(_rules, "error"), partial(_rules, "warning")


FILES = _errors(
    yaml_syntax="Every YAML file can be read.",
    yaml_alias="YAML files use no anchors and aliases.",
    yaml_tag="YAML files use no tags.",
    yaml_key="Every key is a word.",
    yaml_depth="YAML files nest at most 40 levels deep.",
    yaml_documents="A YAML file holds one document.",
    key_duplicate="A key stands once in a record.",
    key_missing="A record has every key that it needs.",
    key_unknown="A record has only keys that are known.",
    value_type="A value has the type that its key asks for.",
    value_unknown="A value from a closed list is one of the list.",
    value_invalid="A record does not contradict itself.",
    id_duplicate="An id is used once.",
    file_too_large="A YAML file is at most 4 MB.",
    file_unreadable="A file can be opened and is UTF-8 text.",
    notebook_unreadable="A lesson's notebook exists and is a notebook.",
    path_outside="A course's files lie in its folder, and none is a link that leads out of it.",
)
LEDGER = _errors(
    claim_unknown="Every claim that is named exists.",
    source_unknown="Every source that is named exists.",
    item_unknown="Every question, question set, term or table that is named exists.",
    lesson_unknown="Every lesson that is named exists.",
    section_unknown="Every section that a manifest leaves out is one of a lesson that the extended course brings.",
    measure_fails="Every measure can be computed from its table.",
    dispute_cycle="Disputes are written once, from one side.",
    review_past="No claim is past its review_by.",
    row_number="Numbers in reference rows agree with the claims they name.",
    law_undated="A law gives both its dates, signed and in force, and says what it reaches.",
    law_date_swapped="The date signed and the date in force of a law do not stand for each other.",
    ground_unmarked="An alternative ground of a ruling is told as one.",
    open_missing="A claim that is not fully verified says what is open, and where to look next.",
) | _warnings(
    claim_unused="Every claim is used somewhere.",
    source_unused="Every source is cited by a claim.",
    source_unlocated="Every source has an address, a full legal citation, or says where an address was looked for.",
    disagreement_untaught="Every disagreement is taught in some lesson.",
)
TABLE_RULES = _errors(
    table_no_card="Every table has a card.",
    table_missing="Every card has a table.",
    table_unreadable="A table is a CSV file in UTF-8.",
    table_columns="A table has the columns of its card, in order.",
    table_ragged="Every row of a table has as many cells as columns.",
    table_key="No two rows of a table have the same key.",
    table_value="Every cell is of its column's type.",
    table_balance="Sums that tables share agree.",
)
PROSE = _errors(
    citation_malformed="A citation is a Markdown link whose title names the claim.",
    citation_number="A citation's label is the claim's number in order of first citation.",
    citation_address="A citation's address is #Sources, a term's #Words.",
    number_uncited="Every number and date in a lesson's prose is covered by a claim.",
    number_differs="Numbers and dates agree with the claims that cover them.",
    quote_long="A quotation has fewer than 15 words.",
    quote_uncited="A quotation is in a cited claim's quotations.",
    unattributed="Arguments, characterizations and predictions name who says so.",
    unverified_unmarked="What is not verified is said to be so.",
    loaded_word="Loaded words stand only in quotation marks.",
    framing_share="At most three tenths of a lesson's words are exempt from citation.",
) | _warnings(
    statement_uncited="A paragraph that states something cites a claim.",
    word_further="No word of a cited sentence goes further than its claims: only, no, every, the first, must ...",
    framing_fact="Numbers, dates and names of real places, bodies and people in framing text stand on a claim.",
    spelling="Words are spelled the American way, outside names and quotation marks.",
    sides_uneven="Corrections, wrong options, harms, rulings and the order of speakers lean to no side.",
    balance_one_sided="A lesson that lets one side speak lets the other speak too.",
)
NOTEBOOKS = _errors(
    code_long="A code cell has at most 6 lines (15 in a cell tagged lesson-code).",
    code_helper="A code cell defines no functions or classes.",
    tag_unknown="A cell's tags come from the closed list.",
    output_missing="Every code cell has been run and keeps its result.",
    output_error="No stored result is an error.",
    output_order="Code cells were run once, in order, from 1.",
    widget_state="A committed notebook holds no widget state.",
    alt_missing="Every figure has alternative text.",
    chart_sourceless="Every chart names its source.",
    heading_order="A lesson has one top heading, and headings skip no level.",
    wrap_up_missing="A lesson ends with Key points and Sources.",
    start_missing="A lesson's notebook opens its own lesson and shows its start.",
    minutes_missing="A lesson takes between 1 and 600 minutes.",
    html_active="Text and results hold no HTML that acts: no script, frame, form, event handler or script address.",
    money_formula="Two amounts in dollars are money, not a formula.",
    deeper_misplaced="The tag deeper stands at the heading of a section.",
    deeper_unfolded="A section that goes deeper is folded.",
    fiction_unsaid="A section that tells fiction says so to its reader.",
) | _warnings(
    output_huge="No cell stores a result of more than a megabyte.",
    lesson_left_out="A lesson that another one speaks of, as lesson 03 or by a link, is in the course.",
    notebook_unlisted="Every notebook in the folder is a lesson of the manifest.",
    core_long="The core of a lesson takes at most 45 minutes.",
    core_tall="The core of a lesson fills at most 20 screens.",
    asked_ahead="The core of a lesson asks what the core teaches.",
    minutes_differ="The manifest's minutes are those that the lesson's words, questions and models take.",
    markers_many="A lesson has at most 2.5 citations per 100 words.",
)
FIGURES = _errors(
    figure_missing="Every figure that is named exists, and so does every picture's file.",
    figure_unreadable="A figure's file is a drawing of known parts that loads nothing.",
    figure_number="Every number in a figure is held by its claims or listed as structural.",
) | _warnings(figure_unused="Every figure is shown in some lesson.")
QUESTION_RULES = _errors(
    kind_unknown="A question is of a known kind.",
    set_mismatch="A question's id begins with its file's name.",
    claim_valueless="A claim whose value a question uses has a value.",
    claim_unlisted="A claim whose value a question uses stands under its claims.",
    claim_unverified="No quiz key rests on an unverified claim.",
    misconception_unknown="Every misconception that is named exists.",
    key_differs="A quiz key's numbers agree with the question's claims.",
    prediction_marked="A question asked in a cell tagged predict is a guess that can be skipped.",
    prediction_open="A prediction is asked in a cell tagged predict.",
    prediction_unasked="Every prediction is asked in a lesson.",
    twin_alone="A twin is one question of the test before and one of the test after.",
    twin_uneven="The two questions of a pair have the same form, level and objective.",
    twin_same="The two questions of a pair ask after the same rule with other facts.",
    twin_recall="Half of the pairs of the two tests ask for a rule in a new case.",
    key_told="No question of a test tells the right answer of another.",
    step_claimless="Every simulator step that states something names its claims.",
) | _warnings(
    objective_unknown="A question serves an objective of a lesson that asks it.",
    key_pattern="No question set gives its keys away by the look of the options.",
    slip_missing="Every wrong choice of a question of the kind match has a reason of its own.",
)
EXECUTION = _errors(
    cell_fails="Every code cell runs.",
    output_differs="A code cell gives the stored result again.",
)
RULES: dict[str, CheckRule] = FILES | LEDGER | TABLE_RULES | PROSE | NOTEBOOKS | FIGURES | QUESTION_RULES | EXECUTION
