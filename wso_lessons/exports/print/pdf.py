"""PDF files of pages, printed by a Chromium that is on this computer.

What changes with the clock is taken out. The layout is Chromium's: now and then a letter stands half a pixel off.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
SECONDS = 120
# The names of table cells, for readers of the screen, hold numbers that differ from run to run.
_CELL = re.compile(rb"\(node(\d{8})\)")
# The moment at which Chromium printed, in a fixed number of digits.
_CLOCK = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")
LONG_AGO = b"19800101000000"


def find_browser() -> str | None:
    """A Chromium, Chrome or Edge on the path, or None."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def with_pdfs(files: Mapping[str, bytes], browser: str) -> tuple[dict[str, bytes], list[str]]:
    """The files and a PDF of each HTML file among them, and a line for each that could not be printed."""
    made, failed = dict(files), []
    for name, content in files.items():
        if name.endswith(".html"):
            printed = pdf(content, browser)
            if printed is None:
                failed.append(f"Left out: the PDF of {name}, which the browser did not print.")
            else:
                made[f"{name.removesuffix('.html')}.pdf"] = printed
    return made, failed


def pdf(page: bytes, browser: str) -> bytes | None:
    """A page as a PDF, without the browser's header and footer; None where the browser fails."""
    with tempfile.TemporaryDirectory(prefix="wso-lessons-print-", ignore_cleanup_errors=True) as folder:
        source, out = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_bytes(page)
        command = [
            browser, "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--no-first-run", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={out}", source.as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium refuses to run as root otherwise, as in a container
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired):
            return None
        return steady_pdf(out.read_bytes()) if out.is_file() else None


def steady_pdf(printed: bytes) -> bytes:
    """A PDF without the clock, its cells numbered from 1 in their order; each byte stays where it was."""
    numbers = {number: place for place, number in enumerate(sorted(set(_CELL.findall(printed))), start=1)}
    printed = _CELL.sub(lambda found: b"(node%08d)" % numbers[found[1]], printed)
    return _CLOCK.sub(rb"/\1 (D:" + LONG_AGO, printed)
