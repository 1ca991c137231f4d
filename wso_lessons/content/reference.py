"""Reference tables: cases, rules, states, the three models, the agreement's sections, perspectives, timeline.

Each row names the claims it rests on; `KINDS` maps a table's file name in data/reference/ to its record class.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from wso_lessons.content.findings import Where
from wso_lessons.content.records import MAX_QUOTE_WORDS, NOWHERE, Confidence, Stance, check_date, check_id

Question = Literal["seizure", "cause", "power", "liability"]
Model = Literal["WSO", "JEM", "TFM"]
Listed = Literal["yes", "no", "not listed"]
Track = Literal["law", "court", "ice", "state", "program"]
RuleKind = Literal["constitution", "statute", "regulation", "form", "policy", "order", "agreement"]
StateKind = Literal["ban", "limit", "mandate", "mixed", "pending", "not known"]
SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """What every row of a reference table has: a plain id, and the claims it rests on."""

    noun: ClassVar[str] = "reference row"
    id: str
    claims: tuple[str, ...]
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        check_id(self.id)
        if not self.claims:
            raise ValueError(f'The {self.noun} "{self.id}" names no claims')
        check_date(getattr(self, "date", ""), "date")
        self.check_row()

    def check_row(self) -> None:
        """Raises ValueError where what this table alone asks for is not so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(ReferenceRow):
    """A court's decision: which of the four questions it bears on, what it held and what it did not decide.

    `binds` lists where courts must follow it: "us", a circuit's id ("9th", see Circuit) or a state's code ("ma");
    it is empty where the ruling binds nobody but its parties. `binding` says so in a word, `weight` in a sentence.
    """

    noun: ClassVar[str] = "case"
    name: str
    citation: str
    court: str
    date: str
    status: str
    questions: tuple[Question, ...] = ()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit(ReferenceRow):
    """A federal appeals circuit and the codes of its states: where its court's rulings on federal law bind."""

    noun: ClassVar[str] = "circuit"
    name: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(ReferenceRow):
    """A statute's paragraph, a regulation, a form or a policy: what it says, and what people read into it."""

    noun: ClassVar[str] = "rule"
    name: str
    citation: str
    kind: RuleKind
    date: str = ""
    says: str
    not_said: str = ""
    confidence: Confidence = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRule(ReferenceRow):
    """What one state's law says about agreements and holds. The id is the state's two-letter code in small letters."""

    noun: ClassVar[str] = "state rule"
    name: str
    kind: StateKind
    rule: str
    date: str
    note: str = ""
    confidence: Confidence = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one source tells an event; `claims` record it."""

    noun: ClassVar[str] = "telling"
    source: str
    says: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(ReferenceRow):
    """A dated event. A date may be a year, a month or a day; `tellings` compares the sources that tell it."""

    noun: ClassVar[str] = "event"
    date: str
    text: str
    track: Track
    tellings: tuple[Telling, ...] = ()
    confidence: Confidence = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One reason a party gives, and the claims it rests on."""

    noun: ClassVar[str] = "argument"
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Perspective(ReferenceRow):
    """A party at its best: its arguments, and the question an informed opponent would put to it."""

    noun: ClassVar[str] = "perspective"
    who: str
    side: Stance
    arguments: tuple[Argument, ...]
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Misconception(ReferenceRow):
    """A plausible mistake and its correction; `lean` says whom the mistake would flatter."""

    noun: ClassVar[str] = "misconception"
    text: str
    correction: str
    lean: Literal["pro", "con", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCell:
    """What is said of one model on one aspect, and whether documents about it, signed agreements or both say so."""

    noun: ClassVar[str] = "model cell"
    model: Model
    says: str
    per: Literal["documents", "agreements", "both"]
    claims: tuple[str, ...]
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAspect(ReferenceRow):
    """One row of the comparison of the three models; `difference` tells where documents and agreements part."""

    noun: ClassVar[str] = "model aspect"
    aspect: str
    cells: tuple[ModelCell, ...]
    difference: str = ""

    def of(self, model: str) -> tuple[ModelCell, ...]:
        """The cells of one model ("WSO", "JEM" or "TFM"): one, or one per kind of source."""
        return tuple(cell for cell in self.cells if cell.model == model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Power(ReferenceRow):
    """One power of an immigration officer, and whether each model's agreement lists it."""

    noun: ClassVar[str] = "power"
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

    noun: ClassVar[str] = "agreement section"
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
        if len(self.quote.split()) > MAX_QUOTE_WORDS:
            raise ValueError(f"The quotation has {len(self.quote.split())} words; {MAX_QUOTE_WORDS} are allowed")
        if self.v1 == SAME:
            raise ValueError(f'The agreement section "{self.id}" begins with "same"; version 1 has nothing before it')
        if self.changed == all(text == SAME for text in (self.v1b, self.v2, self.v3)):
            raise ValueError(f'The agreement section "{self.id}" is `changed` where a version differs, and only then')

    def said(self, version: str) -> str:
        """The text of a version ("v1", "v1b", "v2" or "v3"), with "same" resolved."""
        words: str = getattr(self, version)
        return self.said({"v1b": "v1", "v2": "v1b", "v3": "v2"}[version]) if words == SAME else words


KINDS: dict[str, type[Any]] = {
    "cases": Case,
    "circuits": Circuit,
    "rules": Rule,
    "states": StateRule,
    "timeline": Event,
    "perspectives": Perspective,
    "misconceptions": Misconception,
    "models": ModelAspect,
    "powers": Power,
    "agreement_sections": AgreementSection,
}
