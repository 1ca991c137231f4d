"""Opens the course in the browser without showing its token to other people on this computer."""

from __future__ import annotations

import contextlib
import html
import os
import webbrowser
from pathlib import Path

NAME = "open-in-browser.html"


def open_in_browser(folder: Path, address: str) -> None:
    """Opens an address by a page in `folder`, readable by this person alone, that leads to it.

    A browser's command line is in the list of processes that everybody can read, so the address with its token must
    not be part of it. The page lies in the course's own folder: browsers that come as a snap read no hidden folder of
    a home. Raises OSError where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / NAME
    page.unlink(missing_ok=True)  # an earlier one, or a link in its place, is not written through
    target = html.escape(address)
    text = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Opening the course</title>\n'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>\n'
        f'<body><p><a href="{target}">Open the course</a></p></body></html>\n'
    )
    with os.fdopen(os.open(page, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    webbrowser.open(page.as_uri())


def forget_address(folder: Path) -> None:
    """Removes the page that led to the address."""
    with contextlib.suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)
