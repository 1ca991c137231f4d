"""Reference tables: cases, rules, states, the three models, the agreement's sections, perspectives, timeline.

Each row names the claims it rests on; `REFERENCE_TABLES` maps a file's name in data/reference/ to its record class.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wso_lessons.content.findings import NOWHERE, Where
from wso_lessons.content.records import Confidence, Stance, check_quote
from wso_lessons.content.rows.schema import check_date, check_id, noun_of
from wso_lessons.content.words import Model

Question = Literal["seizure", "cause", "power", "liability"]
Listed = Literal["yes", "no", "not listed"]
Track = Literal["law", "court", "ice", "state", "program"]
LawKind = Literal["constitution", "statute", "regulation", "form", "policy", "order", "agreement"]
StateKind = Literal["ban", "limit", "mandate", "detainers", "mixed", "pending", "not known"]
Reach = Literal["agreements", "holds", "both", "state agencies only", "federal officers only"]
Duty = Literal["apply", "try", "seek", "enter into", "request and enter into", "have"]
CaseStage = Literal["filed", "pleading", "temporary order", "trial", "appeal", "settled"]
LawStatus = Literal["coming", "in force", "not known"]
# Kinds of a state's row that say what a law does, and so need the law's dates.
DATED_KINDS = ("ban", "limit", "mandate", "detainers", "mixed")
NOT_FOUND = "not found"
SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """What every row of a reference table has: a plain id, and the claims it rests on."""

    id: str
    claims: tuple[str, ...]
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        check_id(self.id)
        if not self.claims:
            raise ValueError(f'The {noun_of(type(self))} "{self.id}" names no claims')
        check_date(getattr(self, "date", ""), "date")
        self.check_row()

    def check_row(self) -> None:
        """Raises ValueError where what this table alone asks for is not so."""


def law_status(in_force: str, day: str) -> LawStatus:
    """Whether a law with this date in force binds on a day (written 2026-06-05).

    The date may be a year, a month or a day; where only the year or month is known and the day lies in it, or the date
    is "not found" or empty, the answer is "not known".
    """
    if not in_force or in_force == NOT_FOUND:
        return "not known"
    if in_force > day[: len(in_force)]:
        return "coming"
    return "in force" if in_force < day[: len(in_force)] or in_force == day else "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLaw(ReferenceRow):
    """A rule with the two dates of a law, the day it was signed and the day from which it is in force, and its reach.

    For a ruling or an opinion `signed` is the day it was given. A date may be "not found"; `searched` says where, and
    may say of a date that was found what it rests on. `reaches` tells what the law bears on.
    """

    signed: str = ""
    in_force: str = ""
    searched: str = ""
    reaches: Reach | None = None

    def check_row(self) -> None:
        """Dates can be read, come in their order, and where one was not found it says where it was looked for."""
        check_date("" if self.signed == NOT_FOUND else self.signed, "signed")
        check_date("" if self.in_force == NOT_FOUND else self.in_force, "in_force")
        if NOT_FOUND in (self.signed, self.in_force):
            if not self.searched:
                raise ValueError(
                    f'A date of "{self.id}" was not found; the {noun_of(type(self))} must say where it was `searched`'
                )
            return
        # Dates of different length are compared as far as both go: signed in 2019, in force on 2019-06-21.
        shorter = min(len(self.signed), len(self.in_force))
        if self.in_force[:shorter] < self.signed[:shorter]:
            raise ValueError(f'The {noun_of(type(self))} "{self.id}" is in force before it was signed')


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason a court gave: which question it answers, and whether the ruling rests on it or would without it."""

    rank: Literal["main", "alternative"]
    question: Literal["seizure", "cause", "power", "liability", "none of the four"]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(ReferenceRow):
    """A court's decision: which of the four questions it bears on, what it held and what it did not decide.

    `stage` is how far the case had come when the court ruled, "filed" where it has not ruled. A ground is "alternative"
    where the court said that it would decide the same even if its main ground fell. `later` tells what came after, or
    that nothing was found.
    `binds` lists where courts must follow it: "us", a circuit's id ("9th", see Circuit) or a state's code ("ma");
    it is empty where the ruling binds nobody but its parties. `binding` says so in a word, `weight` in a sentence.
    """

    name: str
    citation: str
    court: str
    date: str
    status: str
    stage: CaseStage
    questions: tuple[Question, ...] = ()
    grounds: tuple[Ground, ...] = ()
    later: str
    facts: str
    holding: str
    not_decided: str
    helps: Literal["limits", "supports", "mixed", "neither"]
    binds: tuple[str, ...] = ()
    binding: Literal["binding", "persuasive", "preliminary", "pending"]
    weight: str
    confidence: Confidence = "verified"

    def check_row(self) -> None:
        """A ruling is binding exactly where it says where."""
        if (self.binding == "binding") != bool(self.binds):
            raise ValueError(f'The case "{self.id}" must list where it binds if, and only if, it is binding')
        if (self.binding == "pending") == any(ground.rank == "main" for ground in self.grounds):
            raise ValueError(f'The case "{self.id}" must give its main grounds if, and only if, the court has ruled')


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit(ReferenceRow):
    """A federal appeals circuit and the codes of its states: where its court's rulings on federal law bind."""

    name: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(DatedLaw):
    """A statute's paragraph, a regulation, a form or a policy: what it says, and what people read into it."""

    name: str
    citation: str
    kind: LawKind
    says: str
    not_said: str = ""
    confidence: Confidence = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRule(DatedLaw):
    """What one state's law says about agreements and holds. The id is the state's two-letter code in small letters.

    `duty` says what a mandate asks: to apply for an agreement, to try, to have one.
    """

    name: str
    kind: StateKind
    duty: Duty | None = None
    rule: str
    note: str = ""
    confidence: Confidence = "verified"

    def check_row(self) -> None:
        """Beside the dates: a mandate, and only a mandate, says its duty; a rule that is known says what it reaches."""
        DatedLaw.check_row(self)
        if (self.kind == "mandate") != bool(self.duty):
            raise ValueError(f'The state rule "{self.id}" must say its `duty` if, and only if, it is a mandate')
        if self.kind in DATED_KINDS and not self.reaches:
            raise ValueError(f'The state rule "{self.id}" must say what it `reaches`')


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one source tells an event; `claims` record it."""

    source: str
    says: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(ReferenceRow):
    """A dated event. A date may be a year, a month or a day; `tellings` compares the sources that tell it."""

    date: str
    text: str
    track: Track
    tellings: tuple[Telling, ...] = ()
    confidence: Confidence = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One reason a party gives, and the claims it rests on."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Perspective(ReferenceRow):
    """A party at its best: its arguments, and the question an informed opponent would put to it."""

    who: str
    side: Stance
    arguments: tuple[Argument, ...]
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Misconception(ReferenceRow):
    """A plausible mistake and its correction; `lean` says whom the mistake would flatter."""

    text: str
    correction: str
    lean: Literal["pro", "con", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCell:
    """What is said of one model on one aspect, and whether documents about it, signed agreements or both say so."""

    model: Model
    says: str
    per: Literal["documents", "agreements", "both"]
    claims: tuple[str, ...]
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAspect(ReferenceRow):
    """One row of the comparison of the three models; `difference` tells where documents and agreements part."""

    aspect: str
    cells: tuple[ModelCell, ...]
    difference: str = ""

    def of(self, model: str) -> tuple[ModelCell, ...]:
        """The cells of one model ("WSO", "JEM" or "TFM"): one, or one per kind of source."""
        return tuple(cell for cell in self.cells if cell.model == model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Power(ReferenceRow):
    """One power of an immigration officer, and whether each model's agreement lists it."""

    power: str
    clause: str
    wso: Listed
    jem: Listed
    tfm: Listed
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSection(ReferenceRow):
    """One topic of the WSO agreement through its four versions; "same" repeats the version before.

    `v1` is April 2019, `v1b` early 2020, `v2` July to December 2020, `v3` 2025. `quote` may be empty where the
    agreement is silent; `quote_version` says which version it is taken from.
    """

    number: int
    topic: str
    v1: str
    v1b: str
    v2: str
    v3: str
    quote: str = ""
    quote_version: Literal["v1", "v1b", "v2", "v3"] = "v1"
    locator: str
    changed: bool

    def check_row(self) -> None:
        """A short quotation, a first version, and `changed` as the versions say."""
        check_quote(self.quote)
        if self.v1 == SAME:
            raise ValueError(f'The agreement section "{self.id}" begins with "same"; version 1 has nothing before it')
        if self.changed == all(text == SAME for text in (self.v1b, self.v2, self.v3)):
            raise ValueError(f'The agreement section "{self.id}" is `changed` where a version differs, and only then')

    def text_in(self, version: str) -> str:
        """The text of a version ("v1", "v1b", "v2" or "v3"), with "same" resolved."""
        words: str = getattr(self, version)
        return self.text_in({"v1b": "v1", "v2": "v1b", "v3": "v2"}[version]) if words == SAME else words


REFERENCE_TABLES: dict[str, type[object]] = {
    "cases": Case,
    "circuits": Circuit,
    "laws": Law,
    "states": StateRule,
    "timeline": Event,
    "perspectives": Perspective,
    "misconceptions": Misconception,
    "models": ModelAspect,
    "powers": Power,
    "agreement_sections": AgreementSection,
}
