"""Makes what the tests keep of the documents: `python -m tests.truth.make`, where they lie beside the checkout."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.support.world import SHARED
from tests.truth.shipped import FOLDER, digest, file_digest, grouping, rows_digest, runs, straight
from wso_lessons.content import open_course

AROUND = 60  # letters kept on each side of a quotation
DOCUMENTS = {
    "leitf": "sources/000_84d37d4a58094295.txt",
    "ice-release": "sources/001_07ed7abc2f5eec4a.txt",
    "ilrc": "sources/002_5577fb4f21158c52.txt",
    "fair": "sources/003_e64b3f15ad72dec7.txt",
    "watch": "sources/004_d69611ad76ea6480.txt",
}
AGREEMENTS = {
    "pinellas-agreement": "facts/moa/txt/WSO_2019-04-24_Pinellas-FL.txt",
    "wso-agreement-v1b": "facts/moa/txt/WSO_2020-03-17_Finney-KS.txt",
    "wso-agreement-v2": "facts/moa/txt/WSO_2020-11-20_Power-ID.txt",
    "wso-agreement-v3": "facts/moa/txt/WSO_2025-04-16_Terrell-TX.txt",
    "wso-addendum-loudoun": "facts/moa/txt/WSO_2025-03-26_Loudoun-VA_with-addendum.txt",
    "jem-agreement-2025": "facts/moa/txt/JEM_2025-03-03_Hamilton-IN.txt",
    "jem-agreement-2020": "facts/moa/txt/JEM_2020-06-09_Whitfield-GA_with-addendum.txt",
    "tfm-agreement-2025": "facts/moa/txt/TFM_2025-02-26_Pinellas-FL.txt",
}
VERSIONS = {"v1": "pinellas-agreement", "v1b": "wso-agreement-v1b", "v2": "wso-agreement-v2", "v3": "wso-agreement-v3"}
TABLES = {  # the tidy files that the course's tables were taken from, and the columns that only they have
    "monthly_counts.csv": (),
    "reconstruction_2019_2020.csv": (),
    "agreements_latest.csv": (),
    "agreements_history.csv": ("agency_key", "relabelled_to"),
    "signed_by_month_survivors.csv": (),
}
_PAGE_MARK = re.compile(r"=== PAGE.*?===")  # stands between the pages of an agreement's text, and in no agreement
_KEY_DATES = re.compile(r"\| (\d{4}-\d\d-\d\d)[^|]*\| \d+ \| \d+ \| [\d,]+ \| ([\d,]+) \| ([\d,]+) \| (\d+) \|")


def made() -> dict[str, Any]:
    """What each kept file holds, from the documents as they are."""
    return {"passages": _passages(), "runs": _runs(), "words": _words(), "tables": _tables(), "inventory": _inventory()}


def write_all() -> None:
    """Writes the kept files anew: one passage a line, so that a change is seen as a change of lines."""
    for name, content in made().items():
        (FOLDER / f"{name}.json").write_text(as_text(content), encoding="utf-8")


def as_text(content: Any) -> str:
    return json.dumps(content, indent=0, ensure_ascii=False) + "\n"


def _passages() -> dict[str, Any]:
    quotes = sorted(set(_quotes()))
    found = {}
    for source, file in (DOCUMENTS | AGREEMENTS).items():
        lines = _lines(file, by_line=source in DOCUMENTS)
        kept = {
            (number, _around(text, quote))
            for wanted, quote in quotes
            for number, text in lines
            if wanted == source and quote in text
        }
        shown = [f"{number}: {text}" for number, text in sorted(kept)]
        found[source] = {"file": file, "sha256": file_digest(SHARED / file), "passages": shown}
    return found


def _quotes() -> Iterator[tuple[str, str]]:
    course = open_course()
    for claim in course.claims.sound_records():
        yield from ((cite.source, straight(cite.quote)) for cite in claim.cites if cite.quote)
    for section in course.reference("agreement_sections").sound_records():
        if section.quote:
            yield VERSIONS[section.quote_version], straight(section.quote)


def _lines(file: str, *, by_line: bool) -> list[tuple[int, str]]:
    text = (SHARED / file).read_text(encoding="utf-8")
    if by_line:
        return [(number, straight(line)) for number, line in enumerate(text.splitlines(), start=1)]
    return [(0, straight(_PAGE_MARK.sub(" ", text)))]


def _around(text: str, quote: str) -> str:
    at = text.index(quote)
    return text[max(0, at - AROUND) : at + len(quote) + AROUND].strip()


def _runs() -> dict[str, list[str]]:
    texts = {source: (SHARED / file).read_text(encoding="utf-8") for source, file in DOCUMENTS.items()}
    return {source: sorted(set(runs(text))) for source, text in texts.items()}


def _words() -> dict[str, Any]:
    """Every word of the WSO agreements at hand, without the head that each text was given when it was read."""
    files = sorted((SHARED / "facts" / "moa" / "txt").glob("WSO_*.txt"))
    bodies = [_PAGE_MARK.sub(" ", path.read_text(encoding="utf-8").split("===", 1)[1]) for path in files]
    words = {word for body in bodies for word in re.findall(r"[a-z]+", body.lower())}
    return {"files": {path.name: file_digest(path) for path in files}, "words": sorted(words)}


def _tables() -> dict[str, Any]:
    folder = SHARED / "data"
    digests = {}
    for name, only_there in TABLES.items():
        with (folder / name).open(encoding="utf-8", newline="") as lines:
            rows = [{key: cell for key, cell in row.items() if key not in only_there} for row in csv.DictReader(lines)]
        digests[name] = {
            "sha256": file_digest(folder / name),
            "rows": len(rows),
            "rows_sha256": rows_digest(rows),
            "cells_sha256": digest([list(row.values()) for row in rows]),  # for a table whose columns were renamed
        }
    report = (folder / "REPORT.md").read_text(encoding="utf-8").splitlines()
    days = {
        line[1]: [int(line[n].replace(",", "")) for n in (2, 3, 4)] for line in map(_KEY_DATES.match, report) if line
    }
    return {"files": digests, "agencies_sha256": _agencies(folder), "key_dates": days}


def _agencies(folder: Path) -> str:
    """How the history's rows fall to agencies, by state and key."""
    with (folder / "agreements_history.csv").open(encoding="utf-8", newline="") as lines:
        return digest(grouping((row["state_code"], row["agency_key"]) for row in csv.DictReader(lines)))


def _inventory() -> dict[str, str]:
    """The statements found in the five documents when they were read, each with its document."""
    numbers = {file.removeprefix("sources/")[:3]: source for source, file in DOCUMENTS.items()}
    with (SHARED / "facts" / "claims_from_seeds.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: numbers[row["source_file"][:3]] for row in csv.DictReader(lines)}


if __name__ == "__main__":
    write_all()
