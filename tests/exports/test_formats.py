"""Every format: the same bytes each time, nothing of an opinion in it, put where it overwrites nothing else."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.export_samples import DAY, built_in
from wso_lessons.cli.main import main
from wso_lessons.content import ContentError, UnknownId, open_course
from wso_lessons.exports.formats import FORMATS, HOME, check_place, format_of, written_text
from wso_lessons.exports.material import gather

QUESTION_FORMATS = ("gift", "moodle-xml", "qti12", "qti21")
# The tests of these formats read each file of the whole course; a page is one lesson.
EXPORTED_WHOLE_ELSEWHERE = {*QUESTION_FORMATS, "csv", "page", "print", "site"}
DIGESTS = """
import datetime, hashlib, json, sys
from wso_lessons.content import open_course
from wso_lessons.exports.formats import FORMATS
from wso_lessons.exports.material import gather
made = gather(open_course(sys.argv[1]), (sys.argv[2],), datetime.date(2026, 6, 5))
files = {f"{name} {file}": content for name, form in FORMATS.items() for file, content in form.make(made).files.items()}
print(json.dumps({name: hashlib.sha256(content).hexdigest() for name, content in files.items()}))
"""


def said(name, course, *lessons):
    """An export's files as one text, and its notes."""
    made = format_of(name).make(gather(course, lessons, DAY))
    return b"\n".join(made.files.values()).decode(errors="replace"), made.notes


@pytest.fixture(scope="module")
def sample(material):
    """The sample course's own lesson in every format."""
    return {name: form.make(material) for name, form in FORMATS.items()}


@pytest.mark.slow
def test_every_format_gives_the_same_bytes_in_another_process_with_another_hash_seed(course, own_lesson, sample):
    here = {
        f"{name} {file}": hashlib.sha256(content).hexdigest()
        for name, made in sample.items()
        for file, content in made.files.items()
    }
    assert len(here) > len(FORMATS)
    command = [sys.executable, "-c", DIGESTS, str(course.root), own_lesson]
    there = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True, timeout=600
    )
    assert json.loads(there.stdout) == here


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(FORMATS) - EXPORTED_WHOLE_ELSEWHERE))
def test_the_whole_built_in_course_can_be_exported(name):
    made = format_of(name).make(built_in())
    assert made.files
    assert all(made.files.values())


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_one_lesson_is_exported_alone(name, sample):
    assert b"launch/" not in b"".join(sample[name].files.values())
    assert not [note for note in sample[name].notes if "launch" in note]


@pytest.mark.parametrize("name", QUESTION_FORMATS)
def test_opinions_and_withdrawn_questions_are_left_out_aloud(name, hostile):
    text, notes = said(name, hostile)
    assert "Do you like pears" not in text
    assert "What is it?" not in text
    assert [note for note in notes if note.startswith("Left out: toy/opinion, an opinion")]
    assert [note for note in notes if note.startswith("Left out: toy/old, withdrawn")]


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTION_FORMATS)
def test_kinds_that_change_their_shape_are_named(name, sample):
    assert len([note for note in sample[name].notes if note.startswith("Changed: ")]) == 2


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTION_FORMATS)
def test_a_set_that_no_lesson_asks_is_left_out_aloud_where_the_whole_course_is_exported(name, hostile):
    path = hostile.root / "questions" / "spare.yaml"
    text = (hostile.root / "questions" / "toy.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("toy/", "spare/"), encoding="utf-8")
    _, notes = said(name, open_course(hostile.root))
    assert "Left out: the set spare, which no lesson lists under `questions`." in notes
    assert not [note for note in said(name, open_course(hostile.root), "01-toy")[1] if "spare" in note]


def test_a_claim_that_is_due_for_review_withdraws_its_questions(hostile):
    later = gather(hostile, ("01-toy",), DAY.replace(year=2041))
    notes = format_of("gift").make(later).notes
    assert [note for note in notes if note.startswith("Left out: toy/pears, withdrawn for now: it rests on a fact")]


@pytest.mark.parametrize(
    ("name", "place"),
    [("gift", "x.pdf"), ("gift", "folder.gift"), ("csv", "x"), ("slides", "letter.txt"), ("print", "toy")],
)
def test_a_place_that_would_harm_something_else_is_refused(name, place, hostile):
    base = hostile.root.parent
    (base / "folder.gift").mkdir()
    (base / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        check_place(name, base / place)
    assert caught.value.finding.code == "export-place"


def test_a_format_that_there_is_not_names_the_nearest():
    with pytest.raises(UnknownId, match='Did you mean "gift"'):
        format_of("gif")


@pytest.mark.parametrize(
    ("name", "out", "taken"), [("csv", "rows.csv", "rows.csv"), ("slides", "talk", "talk/01-toy.html")]
)
def test_the_command_overwrites_nothing_unless_told_to(name, out, taken, hostile, tmp_path):
    path = tmp_path / taken
    path.parent.mkdir(exist_ok=True)
    path.write_text("my own work", encoding="utf-8")
    command = ["export", name, str(tmp_path / out), str(hostile.root), "--lesson", "01-toy"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2
    assert done.output == f"{path}: export-place: There is a file here already. Name another place, or add --replace.\n"
    assert path.read_text(encoding="utf-8") == "my own work"
    assert CliRunner().invoke(main, [*command, "--replace"]).exit_code == 0
    assert path.read_text(encoding="utf-8") != "my own work"


@pytest.mark.parametrize(
    ("file", "more", "code"),
    [
        ("questions/toy.yaml", "- [", "yaml-syntax"),
        ("sources.yaml", '- !!python/object/apply:os.mkdir ["made-by-yaml"]\n', "yaml-tag"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_rather_than_what_it_lacks(file, more, code, hostile, tmp_path):
    with (hostile.root / file).open("a", encoding="utf-8") as opened:
        opened.write(more)
    out = tmp_path / "key.html"
    done = CliRunner().invoke(main, ["export", "answer-key", str(out), str(hostile.root), "--lesson", "01-toy"])
    assert done.exit_code == 2
    assert f"{file}:" in done.output
    assert code in done.output
    assert not out.exists()
    assert not Path("made-by-yaml").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"print"}))
def test_the_command_writes_the_file_and_says_what_it_left_out(name, hostile, tmp_path):
    ending = (FORMATS[name].endings or ("",))[0]
    out = tmp_path / f"out{ending}"
    result = CliRunner().invoke(main, ["export", name, str(out), str(hostile.root), "--as-of", "2026-06-05"])
    assert result.exit_code == 0, result.output
    last = result.output.splitlines()[-1]
    assert last.startswith("Wrote ")
    assert last.endswith(f"{out}. {FORMATS[name].next_step}")
    assert ("toy/opinion" in result.stderr) == (name in QUESTION_FORMATS)


def test_few_files_are_listed_and_many_are_counted_and_each_format_says_what_to_do_with_them(tmp_path):
    few = [tmp_path / f"{number}.html" for number in range(12)]
    assert written_text(few, tmp_path, "Open 0.html.").splitlines() == [
        *map(str, few), f"Wrote 12 files to {tmp_path}. Open 0.html.",
    ]  # fmt: skip
    many = [*few, tmp_path / "12.html"]
    assert written_text(many, tmp_path, "Open 0.html.") == f"Wrote 13 files to {tmp_path}. Open 0.html."
    assert written_text(few[:1], few[0], "") == f"Wrote {few[0]}."
    assert [name for name, form in FORMATS.items() if not form.next_step.endswith(".")] == []
    assert HOME in FORMATS["site"].next_step


@pytest.mark.parametrize(
    "arguments",
    [
        ["gif", "x.gift"],
        ["gift", "x.gift", "nowhere"],
        ["gift", "x.gift", "--lesson", "01-lunch"],
        ["gift", "x.gift", "--as-of", "yesterday"],
        ["gift", "x.doc"],
    ],
)
def test_the_command_ends_with_2_where_it_is_used_wrongly(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["export", *arguments])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["print", "site", "slides"])
def test_half_a_character_and_results_without_text_end_no_export_in_a_traceback(toy, name):
    path = toy / "notebooks" / "01-toy.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
    text = next(cell for cell in book["cells"] if cell["cell_type"] == "markdown" and "slide" in str(cell["metadata"]))
    text["source"] = ["## A heading\n", "\n", "Half of one: \ud83d, and a whole one: \U0001f350"]
    code = {"cell_type": "code", "id": "odd", "metadata": {}, "execution_count": None, "source": ["x"]}
    book["cells"].insert(2, code | {"outputs": [{"output_type": "stream", "name": "stdout", "text": None}]})
    path.write_text(json.dumps(book), encoding="utf-8")
    told, _ = said(name, open_course(toy))
    assert "Half of one: ?, and a whole one: \U0001f350" in told
