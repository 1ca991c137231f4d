"""What all pages of a site share: addresses, head and foot, pictures in files of their own, tables that scroll."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content import LessonEntry
from wso_lessons.exports.material import SITE_MARK, Material
from wso_lessons.exports.print.handout import CAUTION
from wso_lessons.exports.print.htmlfile import PAGE_STYLE, html_file
from wso_lessons.pages.html import Markup, join, tag, words_of

SITE_STATIC = Path(__file__).with_name("static")
# The pages that every site has, with their names in the head.
OWN_PAGES = {
    "index.html": "Lessons",
    "glossary.html": "Glossary",
    "references.html": "References",
    "search.html": "Search",
    "about.html": "About",
}
RECORD_PAGE = "record.html"  # of a site whose lessons run
PICTURE_FOLDER = "pictures"
MANIFEST, ICON = "manifest.webmanifest", "icon.svg"
LIVE = "live"  # the folder of what runs
LIVE_STYLE = "live.css"  # the style of what runs, which its script brings
INLINE_PICTURE = 4000  # characters of an address that holds its picture; a longer one becomes a file
# The forms of a table and a picture's address that the cleaner and `pages.html` write.
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>|<table[^>]* aria-label=\"([^\"]*)\"", re.DOTALL)
_PICTURE = re.compile(r'src="data:image/(svg\+xml|png|jpeg|gif|webp);base64,([A-Za-z0-9+/=]+)"')


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of a site: its material, and each lesson's file by the lesson's id and by its notebook's name."""

    material: Material
    files: Mapping[str, str]
    notebooks: Mapping[str, str]

    @property
    def is_live(self) -> bool:
        """Whether questions are marked on the page."""
        return self.material.runtime is not None

    @property
    def title(self) -> str:
        """The course's title."""
        return self.material.course.manifest.title

    def narrow_to(self, lesson_ids: Collection[str]) -> Site:
        """The site with these lessons alone: links to another are its words."""
        files = {name: file for name, file in self.files.items() if name in lesson_ids}
        gone = set(self.files.values()) - set(files.values())
        notebooks = {name: file for name, file in self.notebooks.items() if file not in gone}
        return Site(self.material, files, notebooks)

    def page(
        self,
        name: str,
        title: str,
        main: Markup,
        *,
        scripts: Sequence[str] = (),
        after: Markup | None = None,
        boxes: str = "",
    ) -> dict[str, bytes]:
        """A page's file and those of its pictures, by name.

        `after` stands below the foot; `boxes` names the file of what is live on the page.
        """
        shown, pictures = _pictures_apart(scrolling_tables(main))
        live = self.is_live and not scripts
        projector = tag("button", "For a projector", type="button", id="projector", hidden=True) if live else ""
        body = [
            tag("a", "To the text", href="#text", class_="skip"),
            # Where a note that is closed leads: it is always in view, so that the page stays where it is.
            tag("span", "", id="here"),
            self._head(name),
            tag("main", shown, id="text", data_course=self.material.course.manifest.id, data_boxes=boxes or None),
            tag("footer", tag("p", CAUTION, " ", tag("a", "About and privacy", href="about.html"), " ", projector)),
            after or Markup(""),
        ]
        told = title if title == self.title else f"{title} · {self.title}"
        styles = [PAGE_STYLE, SITE_STATIC / "site.css"]
        # The search brings its script inside and asks nothing.
        if live:
            body.append(tag("script", type="module", src=f"{LIVE}/live.js"))
        head = [Markup(SITE_MARK)]
        head += [tag("link", rel="manifest", href=MANIFEST), tag("link", rel="icon", href=ICON)] if live else []
        return {name: html_file(told, join(body), styles, scripts, in_site=True, live=live, head=head), **pictures}

    def _head(self, name: str) -> Markup:
        pages = OWN_PAGES | ({RECORD_PAGE: "Your record"} if self.is_live else {})
        links = [
            tag("a", words, href=file, aria_current="page" if file == name else None) for file, words in pages.items()
        ]
        # The home page has the title as its heading.
        title = tag("p", tag("a", self.title, href="index.html")) if name != "index.html" else Markup("")
        return tag("header", title, tag("nav", *links, aria_label="Site"))

    def turn(self, entry: LessonEntry) -> Markup:
        """Links to the lessons before and after one."""
        entries = [chapter.entry for chapter in self.material.chapters if chapter.entry.id in self.files]
        place = entries.index(entry)
        before, after = entries[:place][-1:], entries[place + 1 :][:1]  # of one lesson each, or none
        links = [tag("a", f"← {one.title}", href=self.files[one.id], rel="prev") for one in before]
        links += [tag("a", f"{one.title} →", href=self.files[one.id], rel="next") for one in after]
        return tag("nav", *links, class_="turn", aria_label="Previous and next lesson")


def plan(material: Material) -> Site:
    """The addresses of a site's pages; a lesson named as the site's glossary or references is that page."""
    files, notebooks = {}, {}
    for entry in (chapter.entry for chapter in material.chapters):
        name = f"{entry.id}.html"
        if name in ("glossary.html", "references.html"):
            notebooks[entry.file] = name
            continue
        # A lesson may be called "search" or "about"; the site's own pages keep their names.
        taken = name in OWN_PAGES or name == RECORD_PAGE
        files[entry.id] = notebooks[entry.file] = f"{entry.id}-lesson.html" if taken else name
    return Site(material, files, notebooks)


def scrolling_tables(page: Markup) -> Markup:
    """Each table in a part that scrolls by itself on a narrow page, and that a keyboard reaches."""

    def in_scroll(found: re.Match[str]) -> str:
        caption = _CAPTION.search(found[0])
        named = words_of(caption[1] or caption[2] or "") if caption else ""
        return tag("div", Markup(found[0]), class_="scroll", role="group", tabindex="0", aria_label=named or "Table")

    return Markup(_TABLE.sub(in_scroll, page))


def _pictures_apart(page: Markup) -> tuple[Markup, dict[str, bytes]]:
    """The page with its large pictures as files, which a browser loads when they come into view."""
    files: dict[str, bytes] = {}

    def apart(found: re.Match[str]) -> str:
        if len(found[2]) < INLINE_PICTURE:
            return found[0]
        content = base64.b64decode(found[2])
        ending = found[1].removesuffix("+xml")
        name = f"{PICTURE_FOLDER}/{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
        files[name] = content
        return f'src="{name}" loading="lazy"'

    return Markup(_PICTURE.sub(apart, page)), files
