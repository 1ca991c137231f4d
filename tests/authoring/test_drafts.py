"""Questions from elsewhere become drafts; ours come back with all that their format can hold."""

import dataclasses
import functools

import pytest
import yaml
from click.testing import CliRunner

from tests.support.export_samples import built_in
from wso_lessons.authoring.drafts.gift import gift_drafts
from wso_lessons.authoring.drafts.moodle import moodle_drafts
from wso_lessons.authoring.drafts.table import table_drafts
from wso_lessons.cli.main import main
from wso_lessons.exports.lms import bank_csv, gift, moodle
from wso_lessons.exports.lms.plain import plain_sets

KINDS = {"single": "one", "several": "many", "number": "number", "text": "text", "pairs": "match", "order": "order"}


@functools.cache
def material():
    return dataclasses.replace(built_in(), tests=True)


@functools.cache
def plains():
    return {one.id: one for _, questions in plain_sets(material(), []) for one in questions}


def written(form):
    [content] = form.export(material()).files.values()
    return content


def lines(text):
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["gift", "moodle"])
def test_our_own_questions_come_back_with_all_that_the_format_holds(form, tmp_path):
    content = written({"gift": gift, "moodle": moodle}[form])
    drafts = list(gift_drafts(content.decode()) if form == "gift" else moodle_drafts(content, tmp_path))
    assert [one for one in drafts if isinstance(one, str)] == []
    assert len(drafts) > 150
    for draft in drafts:
        plain = plains()[draft.name]
        # Every answer to a guess gets full marks in these files, which have no other way to say that it is one.
        assert plain.guess or draft.kind == KINDS[plain.shape], draft.name
        shown = plain.shown.lines if plain.shown else []
        assert lines(draft.stem) == lines("\n".join([plain.stem, *shown])), draft.name
        assert dict(draft.told).get("chart", "") == (plain.picture.alt if plain.picture else ""), draft.name
        if plain.shape in ("pairs", "order"):
            expected = [(pair.text, pair.answer) for pair in plain.pairs]
            assert [tuple(map(" ".join, map(str.split, pair))) for pair in draft.pairs] == [
                tuple(map(" ".join, map(str.split, pair))) for pair in expected]  # fmt: skip
            assert plain.shape == "order" or set(draft.targets) == set(plain.targets), draft.name
        else:
            found = [(one.text, one.right, one.reason, one.tolerance) for one in draft.choices]
            assert [(lines(a), b, lines(c), d) for a, b, c, d in found] == [
                (lines(one.text.replace("->", "→")), one.right or plain.guess, lines(one.reason), one.tolerance)
                for one in plain.choices]  # fmt: skip
        assert lines(draft.otherwise) == lines(plain.otherwise), draft.name
        if form == "moodle":
            assert tuple(map(lines, draft.hints)) == tuple(map(lines, plain.hints))


@pytest.mark.slow
def test_our_own_table_comes_back_with_kinds_keys_reasons_and_claims(tmp_path):
    found = list(table_drafts(written(bank_csv).decode(), tmp_path))
    drafts = [one for one in found if not isinstance(one, str)]
    assert all("opinion" in one for one in found if isinstance(one, str))
    bank = material().bank
    checked = 0
    for draft in drafts:
        item = bank.item(draft.name)
        assert draft.kind == item.kind, draft.name
        assert draft.stem == item.stem
        assert dict(draft.told)["objective"] == item.objective
        assert dict(draft.told)["claims"].split() == list(item.all_claims())
        if item.kind in ("one", "many"):
            assert {(one.text, one.right, one.reason) for one in draft.choices} == {
                (one.text, one.correct, one.reason) for one in item.options}  # fmt: skip
            checked += 1
    assert checked > 80


FOREIGN = """// from a colleague
$CATEGORY: anything

::Capital::Where is the *seat*\\: of the county? {
  =Dover#Yes.
  ~%50%Near it
  ~Elsewhere
}

Two plus two {#4:0.1}

::T::The sky is blue. {TRUE#No, look up.#Yes.}

Which {=a -> 1 =b -> 2}

Write an essay. {}
"""


def test_a_colleagues_file_becomes_drafts_and_check_walks_through_what_is_missing(toy, tmp_path):
    source = tmp_path / "Unit 3 quiz.gift"
    source.write_text(FOREIGN, encoding="utf-8")
    run = CliRunner().invoke
    done = run(main, ["new", "questions", str(source), "--course", str(toy)])
    assert done.exit_code == 0, done.output
    assert "4 drafts; 4 without objective; 4 without section; 4 without claims" in done.output
    assert "Left out: “Write an essay.”" in done.output
    path = toy / "questions" / "unit-3-quiz.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("# missing: objective:") == 4
    items = yaml.safe_load(text)
    assert [(item["id"], item["kind"]) for item in items] == [
        ("unit-3-quiz/capital", "many"), ("unit-3-quiz/question-2", "number"),
        ("unit-3-quiz/t", "one"), ("unit-3-quiz/question-4", "match"),
    ]  # fmt: skip
    assert items[0]["stem"] == "Where is the *seat*: of the county?"
    assert items[2]["options"] == [{"text": "True", "correct": True, "reason": "Yes."},
                                   {"text": "False", "reason": "No, look up."}]  # fmt: skip
    checked = run(main, ["check", str(toy)])
    assert checked.exit_code == 1
    assert checked.output.count("unit-3-quiz.yaml") >= 4
    again = run(main, ["new", "questions", str(source), "--course", str(toy)])
    assert (again.exit_code, "is there already" in again.output) == (2, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("q.docx", b"x", "Questions are read from"),
        ("q.gift", b"nothing", "No question was found"),
        ("q.gift", b"\xff\xfe\x00", "not UTF-8"),
        ("q.gift", "Where? {=Here ~There}".encode("utf-16-le"), "not UTF-8"),
        ("q.xml", b"<quiz>", "no XML that can be read"),
        ("q.xml", b"<?xml version='1.0' encoding='nowhere'?><quiz/>", "unknown encoding"),
        ("q.xml", b"<?xml version='1.0' encoding='utf-7'?><quiz/>", "multi-byte encodings are not supported"),
        ("q.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><quiz/>', "defines entities"),
        ("q.csv", b"a,b\n1,2\n", "no columns for questions"),
        ("q.csv", b"", "no columns for questions"),
    ],
)
def test_a_file_that_holds_no_questions_is_refused_in_a_sentence(toy, tmp_path, name, content, part):
    (tmp_path / name).write_bytes(content)
    done = CliRunner().invoke(main, ["new", "questions", str(tmp_path / name), "--course", str(toy)])
    assert (done.exit_code, part in done.output) == (2, True), done.output
    assert not list((toy / "questions").glob("q*.yaml"))


@pytest.mark.parametrize(
    ("keyed", "text", "far"),
    [
        ("1234.567:0.001", "1234.567", 0.001),
        ("12345678", "12345678", 0),
        ("0.1..0.5", "0.3", 0.2),
        ("1..5", "3", 2),
        (".5:.1", "0.5", 0.1),
        ("5:.", "5", 0),
        ("1.2.3", "1.2", 0),
    ],
)
def test_a_number_keeps_every_digit_of_its_key(keyed, text, far):
    [draft] = gift_drafts(f"How many? {{#{keyed}}}")
    assert [(one.text, one.tolerance) for one in draft.choices] == [(text, pytest.approx(far))]


NUMERICAL = "<quiz><question type='numerical'><name><text>n</text></name><questiontext><text>How many?</text>" \
    "</questiontext>{}</question></quiz>"  # fmt: skip


@pytest.mark.parametrize(
    ("ending", "text", "told"),
    [
        ("xml", NUMERICAL.format("<answer fraction='100'><text>five</text></answer>"), "No question was found"),
        ("xml", NUMERICAL.format("<answer fraction='x'><text>5</text><tolerance>y</tolerance></answer>"), "1 draft;"),
        ("gift", "How many? {#..}\n\nWhere? {=Here ~There}", "1 draft;"),
        ("csv", f"stem,key\nHow many?,{'5' * 200_000}\n", "no table that can be read: field larger"),
    ],
)
def test_what_is_no_number_or_no_table_is_told_in_a_sentence(toy, tmp_path, ending, text, told):
    source = tmp_path / f"drafts.{ending}"
    source.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["new", "questions", str(source), "--course", str(toy)])
    assert told in result.output
    assert isinstance(result.exception, SystemExit | None)
