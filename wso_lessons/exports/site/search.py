"""The search page: what a reader may look for, in the page itself, so that it works from a folder too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wso_lessons.exports.print.htmlfile import data_script
from wso_lessons.exports.print.lessonpage import LEFT_OUT
from wso_lessons.exports.site.frame import SITE_STATIC, Site
from wso_lessons.exports.site.lesson import SiteText, term_place
from wso_lessons.notebook.sections import Section
from wso_lessons.pages.html import join, tag
from wso_lessons.widgets.modules import bundle, page_script

SEARCH_MODULES = ("search.js", "search_page.js")
SearchEntry = tuple[str, str, str, str]  # kind, title, text, address


def search_page(site: Site, texts: Iterable[SiteText]) -> dict[str, bytes]:
    """The page with its index."""
    data = data_script([*_lessons(site, texts), *_terms(site)], "index")
    instead = tag("p", "The search needs JavaScript. Without it, your browser can find words on each page.")
    main = [
        tag("h1", "Search"),
        tag("noscript", instead),
        tag("p", tag("label", "Words in lessons, claims and the glossary", for_="wanted")),
        tag("p", tag("input", id="wanted", type="search", autocomplete="off")),
        tag("p", "", id="count", role="status"),
        tag("ol", id="found"),
    ]
    return site.page("search.html", "Search", join(main), scripts=[_script()], after=data)


def _script() -> str:
    return page_script(bundle("dom.js"), *((SITE_STATIC / name).read_text(encoding="utf-8") for name in SEARCH_MODULES))


def _lessons(site: Site, texts: Iterable[SiteText]) -> Iterator[SearchEntry]:
    told: set[str] = set()
    for text in texts:
        file, title = site.files[text.entry.id], text.entry.title
        for section in text.sections:
            words = _words(section)
            place = section.heading.replace(" ", "-")
            if words and section.level == 1:
                yield "lesson", title, words, file
            elif words and place:
                yield "lesson", f"{title}: {section.heading}", words, f"{file}#{place}"
        for claim_id in text.claims:
            claim = site.material.course.claims.find(claim_id)
            if claim and claim_id not in told:
                told.add(claim_id)
                yield "claim", title, claim.text, f"{file}#claim-{claim_id}"


def _words(section: Section) -> str:
    cells = (cell for cell in section.cells if not LEFT_OUT & set(cell.tags))
    return " ".join(block.text for cell in cells for block in cell.prose.blocks)


def _terms(site: Site) -> Iterator[SearchEntry]:
    for term in site.material.course.terms.sound_records():
        words = "; ".join([term.meaning, *term.also])
        yield "word", term.word, words, f"glossary.html#{term_place(term.id)}"
