"""One HTML file that needs nothing else: its style is inside, and it loads nothing."""

from __future__ import annotations

from pathlib import Path

from wso_lessons.pages import figure
from wso_lessons.pages.html import Markup, join, tag

STATIC = Path(__file__).with_name("static")
# Even if something slipped in, the page may load nothing and run only what it brings.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {script}"


def html_file(title: str, body: Markup, style: str = "page.css", script: str = "") -> bytes:
    """A page with a style sheet and, where named, a script from `static/`."""
    head = [
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">'),
        tag("title", title),
        # Before the page's own style, which has the last word on sizes.
        tag("style", Markup(figure.style())) if "wso-figure" in body else Markup(""),
        tag("style", Markup(_static(style))),
    ]
    scripts = [tag("script", Markup(_static(script)))] if script else []
    page = join([tag("head", join(filter(None, head), Markup("\n"))), tag("body", body, *scripts)], Markup("\n"))
    return f'<!doctype html>\n<html lang="en">\n{page}\n</html>\n'.encode()


def _policy(script: str) -> str:
    return POLICY.format(script="'unsafe-inline'" if script else "'none'")


def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")
