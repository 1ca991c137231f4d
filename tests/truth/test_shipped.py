"""What the tests keep of the documents is what the documents give, and finds a word that was changed."""

import hashlib
import json

import pytest

from tests.support.world import SHARED, TESTS
from tests.truth import make
from tests.truth.shipped import FOLDER, REMEDY, passages, read, runs, straight
from wso_lessons.content import builtin_course
from wso_lessons.ice.cells import CellReader
from wso_lessons.ice.xlsx_file import Package
from wso_lessons.simulators.judging.dirty_list import DirtyRules, tidy_rows
from wso_lessons.simulators.rulebook import read_rules

NAMES = ("passages", "runs", "words", "tables", "inventory")


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the documents themselves are not beside this checkout")
def test_the_kept_files_are_what_the_documents_give():
    made = make.made()
    assert tuple(made) == NAMES
    changed = [name for name in NAMES if (FOLDER / f"{name}.json").read_text("utf-8") != make.as_text(made[name])]
    assert changed == [], REMEDY


def test_every_document_is_named_with_its_checksum_and_lends_passages():
    kept = read("passages")
    assert set(kept) == set(make.DOCUMENTS) | set(make.AGREEMENTS)
    for source, document in kept.items():
        assert len(document["sha256"]) == len(hashlib.sha256().hexdigest())
        assert len(passages(source)) > (5 if source in make.DOCUMENTS else 0), source


def test_a_passage_shows_more_than_the_quotation_itself():
    quotes = {straight(cite.quote) for claim in builtin_course().claims.sound_records() for cite in claim.cites}
    bare = [one.text for source in read("passages") for one in passages(source) if one.text in quotes]
    assert len(bare) < 5  # a line of a document that is quoted whole


def test_a_run_of_a_documents_own_words_is_recognized_and_another_is_not():
    passage = max((one.text for one in passages("leitf")), key=len)
    assert set(runs(passage)) & set(read("runs")["leitf"])
    turned = " ".join(reversed(passage.split()))
    assert not set(runs(turned)) & set(read("runs")["leitf"])


def test_the_kept_files_are_json_with_a_line_for_each_passage():
    for name in NAMES:
        text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
        assert text == make.as_text(json.loads(text))


@pytest.mark.slow
def test_the_rows_of_the_dirty_list_stand_so_in_ices_workbook():
    rules = read_rules(builtin_course(), DirtyRules, "dirty-list")
    package = Package(TESTS / "ice" / "lists" / "participatingAgencies05182026am.xlsx")
    rows = {row.number: row.cells for row in CellReader(package).sheet(package.sheets[0]).rows}
    columns = {cell.text: column for column, cell in rows[1].items()}
    names = ("STATE", "LAW ENFORCEMENT AGENCY", "COUNTY", "SUPPORT TYPE", "SIGNED")
    stands = [[rows[row.number][columns[name]].text for name in names] for row in rules.rows]
    assert stands == [list(cells.values()) for cells in tidy_rows(rules, ())]
