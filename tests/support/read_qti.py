"""Reads a QTI package with pyslet, which others wrote, and tells what it found as JSON. Run in a process of its own.

`python read_qti.py 2.1 FILE` gives, for each item, its title, the score of the right answer and of no answer;
`python read_qti.py 1.2 FILE` gives, for each quiz, the titles of its items.
"""

from __future__ import annotations

import json
import sys
import warnings
import zipfile

warnings.simplefilter("ignore")


def scores(packed: zipfile.ZipFile) -> list[list[object]]:
    from pyslet.qtiv2 import variables
    from pyslet.qtiv2.xml import QTIDocument

    found = []
    for name in sorted(name for name in packed.namelist() if name.startswith("items/")):
        document = QTIDocument()
        document.read(src=packed.open(name))
        got = []
        for source in ("RESPONSE.CORRECT", "RESPONSE.DEFAULT"):
            session = variables.ItemSessionState(document.root)
            session.begin_session()
            session.map["RESPONSE"] = variables.Value.copy_value(session.map[source])
            session.end_attempt()
            got.append(round(float(session["SCORE"].value or 0), 3))
        found.append([document.root.title, *got])
    return found


def quizzes(packed: zipfile.ZipFile) -> list[list[str]]:
    from pyslet.qtiv1.xml import QTIDocument

    found = []
    for name in sorted(packed.namelist()):
        if name.endswith(".xml") and "/" in name and not name.endswith("assessment_meta.xml"):
            document = QTIDocument()
            document.read(src=packed.open(name))
            items = document.root.Assessment.SectionMixin[0].SectionItemMixin
            found.append([item.title for item in items if item.Presentation and item.ResProcessing])
    return found


if __name__ == "__main__":
    with zipfile.ZipFile(sys.argv[2]) as packed:
        print(json.dumps({"2.1": scores, "1.2": quizzes}[sys.argv[1]](packed)))
