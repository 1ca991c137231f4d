"""Makes one row of a list tidy: every change is recorded, and what cannot be read is kept as it is and reported."""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from wso_lessons.content.findings import Finding
from wso_lessons.content.words import is_invisible
from wso_lessons.ice.cells import SheetCell, SheetRow
from wso_lessons.ice.dates import day_of_bare_number, differs_by_year, read_day, with_plausible_year
from wso_lessons.ice.records import Agreement, Repair, note
from wso_lessons.ice.rules import Rules, correct
from wso_lessons.pages.dates_and_names import shorten

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "′": "'", "‛": "'"})
# Cyrillic and Greek letters that a reader cannot tell from a Latin one in the fonts that spreadsheets use.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХҮԌԚԜаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ",
    "ABESIJKMHOPCTYXYGQWaesijopcyxhdqwABEZHIKMNOPTYXovp",
)
_LETTERS = ("Lu", "Ll", "Lt", "Lo")
_LAST_DAY = dt.date(2099, 12, 31)
_PLACES = ("County", "Parish", "Borough", "District", "City", "Municipality", "Census Area", "Island", "Municipio")
LONGEST_SHOWN = 60  # characters of a row, in a finding
FORMULA_STARTS = ("=", "+", "-", "@")
ICE_SITE = ("https://www.ice.gov/", "http://www.ice.gov/")
# What people write beside an agreement that no longer stands; whole words, for "Pendleton" holds "ended" too.
ENDED = re.compile(
    r"\b(terminated|termination|ended|expired|rescinded|withdrawn|withdrew|cancell?ed|revoked|suspended|inactive|void)\b",
    re.IGNORECASE,
)
Links = Mapping[tuple[int, int], str]
_FIX = "Look at this row in the workbook."
_OWN_RULES = (
    "If it is a slip, correct the cell in a copy, or make a course of your own (`wso-lessons new course NAME`), write "
    "`{part}: {line}` into its file data/tables/workbook_rules.yaml, and refresh with --course NAME."
)


@functools.lru_cache(maxsize=16_384)
def even_steps(text: str) -> tuple[tuple[str, str], ...]:
    """The steps that make a text even, as (rule, text after it): quotation marks, characters, spaces.

    The last step's text is the result; no steps means that the text was even.
    """
    quoted = text.translate(_QUOTES)
    # Quotation marks come first, for NFKC would break some of them into a space and an accent.
    visible = quoted if quoted.isprintable() else "".join(c for c in quoted if c.isspace() or not is_invisible(c))
    composed = visible if visible.isascii() else unicodedata.normalize("NFKC", visible)
    spaced = " ".join(composed.split())
    found = zip(("quotes", "characters", "spaces"), (text, quoted, composed), (quoted, composed, spaced), strict=True)
    return tuple((rule, after) for rule, before, after in found if before != after)


def even_text(text: str) -> str:
    """A text with even characters, quotation marks and spaces."""
    steps = even_steps(text)
    return steps[-1][1] if steps else text


def other_letters(text: str) -> str:
    """The letters of a text that are not Latin, each once, in order."""
    if text.isascii():
        return ""
    strange = (c for c in text if unicodedata.category(c) in _LETTERS and "LATIN" not in unicodedata.name(c, ""))
    return "".join(dict.fromkeys(strange))


def latin_form(text: str) -> str:
    """The text with look-alike letters made Latin, in each word that is Latin throughout afterwards.

    A word of another script keeps its letters, for half of it would be changed.
    """
    words = []
    for word in text.split(" "):
        changed = word.translate(_ALIKE)
        words.append(word if other_letters(changed) else changed)
    return " ".join(words)


class Cleaner:
    """Cleans the rows of one list; `repairs` and `findings` grow as it goes."""

    def __init__(
        self, path: Path, rules: Rules, columns: Mapping[str, int], day: dt.date | None, epoch: dt.date
    ) -> None:
        self.path, self.rules, self.columns, self.day, self.epoch = path, rules, columns, day, epoch
        self.repairs: list[Repair] = []
        self.findings: list[Finding] = []
        self.published: dict[int, dt.date] = {}

    def agreement(self, row: SheetRow, links: Links) -> Agreement:
        """The tidy form of a row; `links` are the sheet's hyperlinks."""
        cells = {column: row.cells.get(index) for column, index in self.columns.items()}
        number = row.number
        self._formulas(number, cells)
        self._note_standing(row)
        state, code = self._state(number, self._text(number, "state", cells.get("state")))
        agency = self._agency(number, code, self._text(number, "agency", cells.get("agency")))
        model = self._model(number, self._text(number, "model", cells.get("model")))
        has_moa_link, has_addendum = self._links(number, cells, links)
        target = links.get((number, self.columns.get("moa", 0)), "")
        return Agreement(
            state=state,
            state_code=code,
            agency=agency,
            agency_type=self._type(number, self._text(number, "agency_type", cells.get("agency_type"))),
            county=self._county(number, code, self._text(number, "county", cells.get("county"))),
            model=model,
            signed=self._read_signed(number, cells.get("signed"), (code, agency, model), target),
            has_moa_link=has_moa_link,
            has_addendum=has_addendum,
            hidden=row.hidden,
            source_row=number,
        )

    def note(self, code: str, row: int, problem: str, remedy: str = _FIX, level: str = "warning") -> None:
        """Adds a finding about a row."""
        self.findings.append(note(self.path, code, problem, row, remedy, level))

    def _repair(self, row: int, column: str, before: str, after: str, rule: str) -> str:
        if after != before:
            self.repairs.append(Repair(row, column, before, after, rule))
        return after

    def _note_standing(self, row: SheetRow) -> None:
        """Findings about a row that may no longer stand: crossed out, flattened, or said to have ended."""
        if any(cell.struck for cell in row.cells.values()):
            self.note("row-struck", row.number, "A line goes through this row or a part of it; it was read and counts.")
        if row.flat:
            self.note("row-flat", row.number, "This row has no height, so that nobody sees it; it was read and counts.")
        for cell in row.cells.values():
            if match := ENDED.search(cell.text):
                problem = f'This row says "{match[0]}" ("{shorten(cell.text, LONGEST_SHOWN)}"); it was read and counts.'
                self.note("row-ended", row.number, problem)

    def _text(self, row: int, column: str, cell: SheetCell | None) -> str:
        """The cell's text with even characters, quotation marks and spaces; "" where ICE gives nothing."""
        if cell is None:
            return ""
        now = cell.text
        for rule, after in even_steps(now):
            now = self._repair(row, column, now, after, rule)
        if now.casefold() in self.rules.nothings:
            return self._repair(row, column, now, "", "nothing-given")
        if strange := other_letters(now):
            problem = f'The {spoken_column(column)} "{now}" has letters that are not Latin ({strange}).'
            self.note("letter-not-latin", row, problem)
            now = self._repair(row, column, now, latin_form(now), "letters-alike")
        if cell.kind == "error":
            self.note("cell-error", row, f"The {spoken_column(column)} is the spreadsheet error {now}.", level="error")
        elif cell.kind in ("number", "flag", "date"):
            self.note("cell-type", row, f'The {spoken_column(column)} is "{now}", which is no text.')
        if now.startswith(FORMULA_STARTS):
            problem = f'The {spoken_column(column)} "{now}" begins like a formula.'
            remedy = "Correct the cell in a copy of the workbook."
            self.note("cell-like-formula", row, problem, remedy, "error")
        return now

    def _formulas(self, row: int, cells: Mapping[str, SheetCell | None]) -> None:
        for column, cell in cells.items():
            if cell and cell.formula:
                problem = (
                    f"The {spoken_column(column)} is a formula; its stored value was read and nothing was computed."
                )
                remedy = "Paste the sheet's values into a copy of the workbook."
                self.note("cell-formula", row, problem, remedy, "error")

    def _state(self, row: int, text: str) -> tuple[str, str]:
        if not text:
            self.note("state-missing", row, "There is no state.", level="error")
            return "", ""
        name, rule = self.rules.read_state(text)
        if not name:
            remedy = _OWN_RULES.format(line=f'{{"{text}": Texas}}', part="state_spellings")
            self.note("state-unknown", row, f'"{text}" is no state or territory.', remedy, "error")
            return text, ""
        if rule == "state-case":
            self._repair(row, "state", text, name.upper(), rule)
        elif rule:
            self._repair(row, "state", text, name, rule)
        return name, self.rules.states[name]

    def _agency(self, row: int, code: str, text: str) -> str:
        if not text:
            self.note("agency-missing", row, "There is no agency.", level="error")
        return self._repair(row, "agency", text, correct(self.rules.agencies, code, text), "agency-correction")

    def _model(self, row: int, text: str) -> str:
        model, rule = self.rules.read_model(text)
        if model is None:
            problem = f'"{text}" is no model.' if text else "There is no model."
            line = f'[{{code: TFM, name: Task Force Model, begins: ["{text.casefold()}"]}}]'
            remedy = _OWN_RULES.format(line=line, part="models") if text else _FIX
            self.note("model-unknown" if text else "model-missing", row, problem, remedy, "error")
            return text
        self._repair(row, "model", text, model.name, rule)
        return model.code

    def _type(self, row: int, text: str) -> str:
        if "agency_type" not in self.columns:
            return ""
        name = self.rules.type_of.get(text.casefold(), "")
        if not name:
            problem = f'"{text}" is no type of agency.' if text else "There is no type of agency."
            remedy = (
                _OWN_RULES.format(line=f'[{{name: County, also: ["{text}"]}}]', part="agency_types") if text else _FIX
            )
            level = "error" if text else "warning"
            self.note("type-unknown" if text else "type-missing", row, problem, remedy, level)
            return text
        return self._repair(row, "agency_type", text, name, "type-spelling")

    def _county(self, row: int, code: str, text: str) -> str:
        now = self._repair(row, "county", text, correct(self.rules.counties, code, text), "county-correction")
        if now and not now.endswith(_PLACES):
            line = f'[{{state: {code}, was: "{now}", now: "{now} County"}}]'
            remedy = _OWN_RULES.format(line=line, part="counties")
            self.note("county-unusual", row, f'The county "{now}" does not end in a word such as County.', remedy)
        return now

    def _read_signed(self, row: int, cell: SheetCell | None, who: tuple[str, str, str], link: str) -> dt.date | None:
        if "signed" not in self.columns or (day := self._day(row, cell)) is None:
            return None
        self.published[row] = day
        if fix := self.rules.date_correction(*who, day.isoformat()):
            self._repair(row, "signed", fix.was, fix.now, "date-correction")
            return dt.date.fromisoformat(fix.now)
        latest = self.day or _LAST_DAY
        if not dt.date(2002, 1, 1) <= day <= latest:
            problem = f"The date of signing, {day}, does not fit a list of {latest}."
            self.note("signed-unlikely", row, problem)
        elif other := differs_by_year(day, link):
            self.note("signed-year", row, f"The date of signing is {day}; the agreement's file name says {other}.")
        return day

    def _day(self, row: int, cell: SheetCell | None) -> dt.date | None:
        """The day a cell gives, with a missing slash or a mistyped year mended; None where it cannot be read."""
        text = cell.text if cell else ""
        day = day_of_bare_number(text, self.epoch) if cell and cell.kind == "number" else None
        rule = "date-number"
        if day is None:
            for even_rule, after in even_steps(text):
                text = self._repair(row, "signed", text, after, even_rule)
            if text.casefold() in self.rules.nothings or not text:
                self._repair(row, "signed", text, "", "nothing-given")
                self.note("signed-missing", row, "There is no date of signing.")
                return None
            day, rule = read_day(text)
        if day is None:
            self.note("signed-unreadable", row, f'The date of signing, "{text}", cannot be read.')
            return None
        self._repair(row, "signed", text, day.isoformat() if rule else text, rule)
        if moved := with_plausible_year(day, self.day or _LAST_DAY):
            self._repair(row, "signed", day.isoformat(), moved.isoformat(), "date-year")
            return moved
        return day

    def _links(self, row: int, cells: Mapping[str, SheetCell | None], links: Links) -> tuple[bool, bool]:
        """Whether the row links to its agreement, and whether it has an addendum.

        Before there was a column for addenda, three Texas rows named theirs in the MOA cell.
        """
        moa, addendum = (_words(cells.get(column)) for column in ("moa", "addendum"))
        target = links.get((row, self.columns.get("moa", 0)))
        if target is None and moa.startswith("link") and moa != "link pending":
            self.note("link-lost", row, "The MOA cell says link, but nothing is linked.")
        elif target is None and moa not in ("", "link pending") and not moa.startswith("http"):
            self.note("moa-unusual", row, f'The MOA cell says "{moa}".')
        elif target is not None and not target.startswith(ICE_SITE):
            self.note("link-elsewhere", row, "The link to the agreement does not go straight to ICE's site.")
        linked = (row, self.columns.get("addendum", 0)) in links
        if addendum and not linked:
            self.note("link-lost", row, f'The addendum cell says "{addendum}", but nothing is linked.')
        return target is not None, linked or "addendum" in moa


def _words(cell: SheetCell | None) -> str:
    if cell is None:
        return ""
    return even_text(cell.text).casefold()


_SPOKEN = {"agency_type": "type of agency", "signed": "date of signing", "moa": "MOA", "model": "support type"}


def spoken_column(column: str) -> str:
    """A column's name in a sentence."""
    return _SPOKEN.get(column, column)
