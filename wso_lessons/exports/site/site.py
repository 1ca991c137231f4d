"""The browser edition: a folder of pages that any static host, a school's drive or a memory stick can hold.

Everything is readable without a script, nothing is loaded from elsewhere, and no page holds a question's key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from wso_lessons.content.words import count_with_noun
from wso_lessons.exports.material import Export, Material
from wso_lessons.exports.print.safehtml import clean_html
from wso_lessons.exports.site.frame import Site, plan
from wso_lessons.exports.site.lesson import LessonSheet, SiteText, has_review, lacks_results, term_place
from wso_lessons.exports.site.live import MEMORY_FILE, Boxes, live_files
from wso_lessons.exports.site.offline import offline_files
from wso_lessons.exports.site.record import record_page
from wso_lessons.exports.site.search import search_page
from wso_lessons.pages.dates_and_names import day_of_facts, minutes_in_words
from wso_lessons.pages.figure import show_figure
from wso_lessons.pages.html import Markup, join, tag
from wso_lessons.pages.ledger import show_source, show_term

ABOUT_NUMBERS = "A small number leads to a claim: what is said, by whom, where, as of when, and who disagrees."
ABOUT_QUESTIONS = (
    "Answer them for yourself or on paper; their key is not in these pages. The running course (wso-lessons start) "
    "marks answers, explains them and lets you change its models."
)
ABOUT_LIVE = (
    "Questions are marked and models run on the page, by the course's own code, which comes with the site and runs in "
    "your browser; who looks into the site's files can find the key. Opened from a folder, they stay as they are "
    "printed. After one visit the course works without a network where your browser allows it."
)
ABOUT_KEPT = (
    "The pages keep nothing.",
    "Your answers and notes are kept in this browser alone; opinions and notes never leave it. The page “Your record” "
    "saves them as a file, and erases them.",
)
ABOUT_PRIVACY = (
    "The pages set no cookie and send nothing. They load nothing from any other place, and tell your browser to refuse "
    "it. A link to a source opens its publisher's own site. Whoever hosts the pages may log visits, as any host can."
)
PRINTED = "Questions and models are printed. To have them run, add --runtime and the folder of the npm package pyodide."
UNPREPARED = "Node is not here or could not prepare Python's start: a first question is live some seconds later."
FAULTS = "The course's files have faults: run `wso-lessons check`, mend them, and export again."
# Shown on the home page of a course that has them: one before the lessons, one after.
FIRST_FIGURE, LAST_FIGURE = "door-strip", "four-questions"
PROMISE = "Nothing to install and no account. What you answer stays in this browser."


def export(material: Material) -> Export:
    """The site's pages and pictures by name. What a still page cannot show is left out and told."""
    site = plan(material)
    notes, texts = [], []
    for entry in (chapter.entry for chapter in material.chapters if chapter.entry.id in site.files):
        text = SiteText(site, material.bank, entry)
        if has_review(text.cells) and not site.is_live:
            notes.append(f"Left out: {entry.id}, which shows what the reader's own record asks for.")
            continue
        if lacks_results(text.cells):
            notes.append(f"The lesson {entry.id} has no stored results; run `wso-lessons store --lesson {entry.id}`.")
        texts.append(text)
    course = material.course
    if any(one.problems for one in (course.sources, course.claims, course.terms, course.figures)):
        notes.append(FAULTS)  # what rests on them is missing in the site
    site = site.narrow_to([text.entry.id for text in texts])
    files: dict[str, bytes] = {}
    for text in texts:
        text.site = site
        boxes = Boxes(material, text.entry) if site.is_live else None
        main = LessonSheet(site, text, boxes).main()
        live = boxes.file() if boxes else {}
        files |= live | site.page(site.files[text.entry.id], text.entry.title, main, boxes=next(iter(live), ""))
    files |= _home(site, texts) | _glossary(site) | _references(site) | _about(site) | search_page(site, texts)
    if material.runtime:
        files |= record_page(site) | live_files(material, material.runtime)
        files |= offline_files(site.title, files)
        if MEMORY_FILE not in files:
            notes.append(UNPREPARED)
    else:
        notes.append(PRINTED)
    return Export(files, tuple(notes))


def _home(site: Site, texts: Sequence[SiteText]) -> dict[str, bytes]:
    lessons = [text for text in texts if text.entry.questions] or list(texts)
    beside = [text for text in texts if text not in lessons]
    days = {day_of_facts(text.entry) for text in texts}
    day = days.pop() if len(days) == 1 else ""
    main = [
        tag("h1", site.title),
        tag("p", site.material.course.manifest.lead, class_="lead"),
        _begin(site, lessons[:1]),
        _home_figure(site, FIRST_FIGURE),
        tag("h2", "The lessons"),
        tag("ol", *(_row(site, text, day) for text in lessons), class_="lessons"),
        tag("h2", "Before and after") if beside else "",
        tag("ul", *(_row(site, text, day) for text in beside), class_="lessons") if beside else "",
        tag("p", day, class_="small"),
        _home_figure(site, LAST_FIGURE),
    ]
    return site.page("index.html", site.title, join(main))


def _begin(site: Site, first: Iterable[SiteText]) -> Markup:
    """A link to the first lesson; where lessons run, the page puts the one at which the reader stopped in its place."""
    links = (tag("a", f"Begin: {one.entry.title}", href=site.files[one.entry.id], class_="button") for one in first)
    told = tag("span", PROMISE, class_="small") if site.is_live else ""
    return tag("p", *links, " ", told, id="begin", class_="begin")


def _home_figure(site: Site, name: str) -> Markup:
    course = site.material.course
    return clean_html(show_figure(course, name).html) if course.figures.find(name) else Markup("")


def _row(site: Site, text: SiteText, day: str) -> Markup:
    """A lesson; the day of its facts only where it is not everyone's."""
    entry = text.entry
    title = tag("a", entry.title, href=site.files[entry.id])
    told = " ".join((minutes_in_words(entry), *([] if day else [day_of_facts(entry)])))
    # The number by which teachers and papers name the lesson stands first in its id.
    number = re.match(r"\d+", entry.id)
    return tag("li", title, tag("p", entry.question), tag("p", told, class_="small"),
               data_lesson=entry.id if site.is_live else None,
               data_number=int(number[0]) if number else None)  # fmt: skip


def _glossary(site: Site) -> dict[str, bytes]:
    course = site.material.course
    terms = sorted(course.terms.sound_records(), key=lambda term: term.id)
    shown = [tag("div", clean_html(show_term(course, term.word).html), id=term_place(term.id)) for term in terms]
    main = [tag("h1", "Glossary"), tag("p", f"{count_with_noun(len(terms), 'word')} and what each rests on."), *shown]
    return site.page("glossary.html", "Glossary", join(main))


def _references(site: Site) -> dict[str, bytes]:
    course = site.material.course
    sources = sorted(
        course.sources.sound_records(), key=lambda source: (source.author.casefold(), source.date, source.id)
    )
    shown = [tag("div", clean_html(show_source(course, one.id).html), id=f"source-{one.id}") for one in sources]
    told = (
        f"{count_with_noun(len(sources), 'document')} that claims cite. Good for and limits are this course's judgment."
    )
    return site.page("references.html", "References", join([tag("h1", "References"), tag("p", told), *shown]))


def _about(site: Site) -> dict[str, bytes]:
    lessons = count_with_noun(len(site.files), "lesson")
    main = [
        tag("h1", "About"),
        tag("p", f"These pages hold {lessons} of the course “{site.title}”. {ABOUT_NUMBERS}"),
        tag("h2", "Questions"),
        tag("p", ABOUT_LIVE if site.is_live else ABOUT_QUESTIONS),
        tag("h2", "Privacy"),
        tag("p", f"{ABOUT_KEPT[site.is_live]} {ABOUT_PRIVACY}"),
    ]
    return site.page("about.html", "About and privacy", join(main))
