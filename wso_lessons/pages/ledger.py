"""The ledger as a notebook shows it: a claim, a source, a term, and a lesson's numbered references."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence

from wso_lessons.content import Cite, Claim, Course, Source, Term, UnknownId
from wso_lessons.pages.dates_and_names import date_in_words, label
from wso_lessons.pages.html import Markup, Page, escape, join, link, listing, pairs, tag, wrap

CONFIDENCE = {"verified": "", "part": "Verified in part", "unverified": "Not verified: not taught as fact"}


def show_claim(course: Course, claim_id: str) -> Page:
    """A claim: who says so, where, as of when, and who disagrees. Raises UnknownId, which names the nearest."""
    claim = course.claims[claim_id]
    facts = _facts(claim)
    cites = [cite_line(course, cite) for cite in claim.cites]
    against = who_disagrees(course, claim_id)
    text = [f"Claim {claim.id}", claim.text, *(f"{name}: {value}" for name, value in facts.items() if value)]
    text += [f"Source: {line}" for line in cites] + [f"Disagrees: {line}" for line in against]
    html = tag(
        "section",
        tag("p", tag("strong", claim.text)),
        pairs(facts),
        listing(cite_markup(course, cite) for cite in claim.cites),
        join((tag("p", "Who disagrees:"), listing(against))) if against else "",
        class_="wso wso-claim",
        aria_label=f"Claim {claim.id}",
    )
    return Page(_wrap_lines(text), html)


def _facts(claim: Claim) -> dict[str, str]:
    counted = f"{claim.value} {claim.unit}".strip() if claim.unit not in ("", "date") else ""
    return {
        "Kind": claim.kind,
        "Says": claim.speaker,
        "Value": f"{counted}, computed from the table {claim.measure.table}" if claim.measure and counted else counted,
        "As of": date_in_words(claim.as_of) if claim.as_of else "",
        "Confidence": CONFIDENCE[claim.confidence],
        "Note": claim.note,
    }


def cite_line(course: Course, cite: Cite) -> str:
    """One cite as text: author, title, date, locator, and the quotation where there is one."""
    source = course.sources.find(cite.source)
    if source is None:
        return f"{cite.source} (not in the list of sources), {cite.locator}"
    dated = _date_note(source)
    quoted = f": “{cite.quote}”" if cite.quote else ""
    return f"{source.author}, {source.title}{dated}, {cite.locator}{quoted}"


def _date_note(source: Source) -> str:
    """The source's date in parentheses, unless its title tells it already."""
    words = date_in_words(source.date) if source.date else ""
    return f" ({words})" if words and words not in source.title else ""


def cite_markup(course: Course, cite: Cite) -> Markup:
    """One cite as HTML; the title is a link where the source has a public address."""
    source = course.sources.find(cite.source)
    if source is None:
        return escape(cite_line(course, cite))
    dated = _date_note(source)
    quoted = join((": ", tag("q", cite.quote))) if cite.quote else ""
    title = link(source.address, tag("cite", source.title))
    return join((f"{source.author}, ", title, f"{dated}, {cite.locator}", quoted))


def who_disagrees(course: Course, claim_id: str) -> tuple[str, ...]:
    """Who disagrees with a claim: claims it disputes or is disputed by, and questions on which it is one side."""
    return _opposition(course).get(claim_id, ())


@functools.lru_cache(maxsize=8)
def _opposition(course: Course) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in course.claims.sound_records():
        for other_id in claim.disputes:
            other = course.claims.find(other_id)
            if other is not None:
                found[claim.id][_voice(course, other)] = None
                found[other_id][_voice(course, claim)] = None
    for disagreement in course.disagreements.sound_records():
        for side in disagreement.sides:
            others = [other.who for other in disagreement.sides if other is not side]
            for claim_id in side.claims:
                found[claim_id][f"{disagreement.question} On another side: {'; '.join(others)}."] = None
    return {claim_id: tuple(lines) for claim_id, lines in found.items()}


def _voice(course: Course, claim: Claim) -> str:
    source = course.sources.find(claim.cites[0].source)
    who = claim.speaker or (label(source) if source else claim.cites[0].source)
    return f"{who}: {claim.text}"


def show_source(course: Course, source_id: str) -> Page:
    """A source: author, date, where it is found, what it is good for, its limits, and the claims that cite it.

    Raises UnknownId, which names the nearest.
    """
    source = course.sources[source_id]
    facts = {
        "Author": source.author,
        "Kind": source.kind,
        "Date": date_in_words(source.date) if source.date else "",
        "Citation": source.citation,
        "Stance": source.stance,
        "Good for": source.good_for,
        "Limits": source.limits,
        "Confidence": CONFIDENCE[source.confidence],
        "Read": source.read,
        "Claims that cite it": str(course.claims_by_source[source_id]),
    }
    text = [source.title, *(f"{name}: {value}" for name, value in facts.items() if value), source.address]
    title = link(source.address, tag("cite", source.title))
    html = tag(
        "section",
        tag("p", tag("strong", title)),
        pairs(facts),
        class_="wso wso-source",
        aria_label=f"Source {source.id}",
    )
    return Page(_wrap_lines(text), html)


def show_term(course: Course, word: str) -> Page:
    """A term's plain meaning and where it comes from. Raises UnknownId, which names the nearest."""
    term = find_term(course, word)
    if term is None:
        raise UnknownId("term", word, course.terms)
    claims = filter(None, map(course.claims.find, term.claims))
    cites = list(dict.fromkeys(cite for claim in claims for cite in claim.cites))
    also = f"Also: {', '.join(term.also)}" if term.also else ""
    text = [f"{term.word}: {term.meaning}", also, *(f"Source: {cite_line(course, cite)}" for cite in cites)]
    html = tag(
        "section",
        tag("p", tag("dfn", term.word), f": {term.meaning}"),
        tag("p", also) if also else "",
        listing(cite_markup(course, cite) for cite in cites),
        class_="wso wso-term",
        aria_label=f"Term {term.word}",
    )
    return Page(_wrap_lines(text), html)


def find_term(course: Course, word: str) -> Term | None:
    """The term under a word or another form of it, whatever its case; None where there is none."""
    wanted = word.strip().lower()
    forms = (term for term in course.terms.sound_records() if wanted in {form.lower() for form in term.also})
    return course.terms.find(wanted) or next(forms, None)


def terms(course: Course, words: Sequence[str]) -> Page:
    """The terms under the given words, as one list of words and plain meanings, each once."""
    found = dict.fromkeys(term for word in words if (term := find_term(course, word)))
    if not found:
        return Page("This lesson links to no words yet.", tag("p", "This lesson links to no words yet.", class_="wso"))
    meanings: dict[str, object] = {term.word: term.meaning for term in found}
    html = tag("section", pairs(meanings, class_="wso-words"), class_="wso", aria_label="Words")
    return Page(_wrap_lines([f"{word}: {meaning}" for word, meaning in meanings.items()]), html)


def references(course: Course, claim_ids: Sequence[str]) -> Page:
    """A lesson's references, numbered in the order given: the claim, its sources, its date and who disagrees."""
    if not claim_ids:
        words = "This page cites no claims of its own."
        return Page(words, tag("p", words, class_="wso"))
    text, entries = [], []
    for number, claim_id in enumerate(claim_ids, start=1):
        claim = course.claims.find(claim_id)
        if claim is None:
            text.append(f"{number}. The claim {claim_id} is not in the ledger.")
            entries.append(tag("li", f"The claim {claim_id} is not in the ledger."))
            continue
        lines = [f"{number}. {claim.text} ({_status(claim)})", *(cite_line(course, cite) for cite in claim.cites)]
        lines += [f"Disagrees: {one}" for one in who_disagrees(course, claim_id)]
        text.append("\n   ".join(lines))
        entries.append(_reference(course, claim))
    html = tag("section", tag("ol", *entries, class_="wso-references"), class_="wso", aria_label="Sources")
    return Page(_wrap_lines(text, "   "), html)


def _reference(course: Course, claim: Claim) -> Markup:
    cites = listing(cite_markup(course, cite) for cite in claim.cites)
    against = who_disagrees(course, claim.id)
    more = tag("details", tag("summary", "Who disagrees"), listing(against)) if against else ""
    return tag("li", f"{claim.text} ({_status(claim)})", cites, more, id=f"claim-{claim.id}")


def _status(claim: Claim) -> str:
    parts = [claim.kind, claim.speaker, f"as of {date_in_words(claim.as_of)}" if claim.as_of else ""]
    return "; ".join([part for part in (*parts, CONFIDENCE[claim.confidence].lower()) if part])


def _wrap_lines(lines: Sequence[str], indent: str = "  ") -> str:
    return "\n".join(wrap(line, indent) for line in lines if line)
