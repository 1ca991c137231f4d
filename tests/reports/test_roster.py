"""Who is missing: names on a roster meet names in receipts in whatever form either is written."""

import pytest

from wso_lessons.content.findings import LessonError
from wso_lessons.reports.roster import attendance, read_roster


def roster(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "class.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


TABLES = {
    "a list": "First Last\nSecond Name\n\n",
    "Canvas": 'Student,ID,SIS User ID\n"Last, First",1,x\n"Name, Second",2,y\n',
    "Moodle": "First name,Surname,Email address\nFirst,Last,a\nSecond,Name,b\n",
    "a German spreadsheet": "ID;Name\n1;First Last\n2;Second Name\n",
}


@pytest.mark.parametrize("form", TABLES)
def test_names_are_read_from_a_list_and_from_the_tables_of_learning_systems(tmp_path, form):
    names = roster(tmp_path, TABLES[form])
    assert len(names) == 2
    assert attendance(names, ["First Last"]).missing == (names[1],)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_roster_of_any_common_encoding_is_read(tmp_path, encoding):
    assert roster(tmp_path, "Név Á\n" if encoding != "cp1252" else "Nom É\n", encoding)[0][-1] in "ÁÉ"


@pytest.mark.parametrize(
    "written", ["first last", "Last, First", "LAST FIRST", "lastfirst", "firstlast", "Fírst Läst", "First"]
)
def test_a_name_meets_itself_in_any_form(written):
    found = attendance(["First Last", "Second Name"], [written])
    assert (found.missing, found.unlisted) == (("Second Name",), ())


def test_a_part_that_two_share_and_a_stranger_are_not_guessed_at():
    found = attendance(["First Last", "First Name"], ["First", "learner-3fa92c"])
    assert (found.missing, found.unlisted) == (("First Last", "First Name"), ("First", "learner-3fa92c"))


@pytest.mark.parametrize("text", ["", "\n\n", "Name,ID\n"])
def test_a_roster_of_nobody_is_refused_in_a_sentence(tmp_path, text):
    with pytest.raises(LessonError, match="names nobody"):
        roster(tmp_path, text)
    with pytest.raises(LessonError, match="cannot be read"):
        read_roster(tmp_path)


@pytest.mark.parametrize(("line", "told"), [("x" * 200_000, "field larger"), ("a," * 500, "more than 200 characters")])
def test_what_is_no_list_of_names_is_told_in_a_sentence(tmp_path, line, told):
    with pytest.raises(LessonError, match=f"holds what is no name: .*{told}"):
        roster(tmp_path, f"{line}\n")
