"""One HTML file that needs nothing else: its style is inside, and it loads nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from wso_lessons.pages import figure
from wso_lessons.pages.html import Markup, join, tag

STATIC = Path(__file__).with_name("static")
PAGE_STYLE = STATIC / "page.css"
# Even if something slipped in, the page may load nothing and run only what it brings, told by its hash.
POLICY = (
    "default-src 'none'; img-src {pictures}; style-src {styles}; script-src {scripts}; "
    "base-uri 'none'; form-action 'none'"
)
# With 'self', a hash would add nothing.
LIVE_SCRIPTS = "'self'; worker-src 'self'; connect-src 'self'; manifest-src 'self'"


def html_file(
    title: str,
    body: Markup,
    styles: Sequence[Path] = (PAGE_STYLE,),
    scripts: Sequence[Path | str] = (),
    *,
    in_site: bool = False,
    follows_theme: bool = False,
    live: bool = False,
    head: Sequence[Markup] = (),
) -> bytes:
    """A page with its style sheets and scripts inside.

    A script is a file or its text. `in_site` says that pictures may lie in files beside the page, and that it follows
    the reader's light or dark theme, which `follows_theme` says alone;
    `live`, that scripts beside the page run too, and may load files that lie there. `head` are further elements of it.
    """
    # The figures' style comes first: the page's own has the last word on sizes.
    sheets = [_figure_style(in_site or follows_theme)] if "wso-figure" in body else []
    sheets += [_without_indents(path) for path in styles]
    codes = [one if isinstance(one, str) else one.read_text(encoding="utf-8") for one in scripts]
    policy = POLICY.format(
        pictures="'self' data:" if in_site else "data:",
        styles=("'self' " if live else "") + _hashes(sheets),
        scripts=LIVE_SCRIPTS if live else _hashes(codes),
    )
    inside = [
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        tag("title", title),
        *head,
        *(tag("style", Markup(sheet)) for sheet in sheets),
    ]
    code = [tag("script", Markup(one)) for one in codes]
    page = join([tag("head", join(inside, Markup("\n"))), tag("body", body, *code)], Markup("\n"))
    return f'<!doctype html>\n<html lang="en">\n{page}\n</html>\n'.encode()


def data_script(tree: object, name: str) -> Markup:
    """Data for a page's script, as JSON in the page itself, under an id."""
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    # Within a script element only the letter that could end it has to be written otherwise.
    return tag("script", Markup(text.replace("<", "\\u003c")), type="application/json", id=name)


def _without_indents(path: Path) -> str:
    # Each page of a site has its style inside, so that spaces count.
    return "\n".join(line.strip() for line in path.read_text(encoding="utf-8").splitlines())


def _hashes(texts: Sequence[str]) -> str:
    hashed = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{one}'" for one in hashed) or "'none'"


def _figure_style(follows_theme: bool) -> str:
    # A drawing that is opened alone follows the reader's theme, as the outermost element; in a page it has to be told.
    return figure.style().replace(".wf:root", ".wf") if follows_theme else figure.style()
