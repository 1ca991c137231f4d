"""A folder from somebody else: nothing in it runs or is trusted, nothing outside it is read, until it is allowed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import sys
import webbrowser

import nbformat
import pytest
from click.testing import CliRunner
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager
from nbformat.sign import NotebookNotary

from tests.support.started import wait_for_kernel
from tests.support.traps import spring
from tests.support.world import TOY
from wso_lessons.cli.main import main
from wso_lessons.content import Course, open_course
from wso_lessons.workspace import browser
from wso_lessons.workspace import start as starting
from wso_lessons.workspace.folder import prepare
from wso_lessons.workspace.problem import StartError
from wso_lessons.workspace.server import SETTINGS
from wso_lessons.workspace.start import Manner
from wso_lessons.workspace.state import UserState, private_files
from wso_lessons.workspace.trust import Trust, allow_course, allowance_kept

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files.")
EVIL = "<script>document.title = 'ran'</script>"


@pytest.fixture
def user(tmp_path, monkeypatch):
    """A person's own folder, empty at first."""
    monkeypatch.setenv("WSO_LESSONS_STATE", str(tmp_path / "state"))
    return UserState(tmp_path / "state")


@pytest.fixture
def received(toy):
    """A course that somebody sent."""
    return toy


@pytest.fixture
def asked(monkeypatch):
    """The questions that `start` asks; every answer is yes until `answer` is False."""

    class Asked(list):
        answer = True

        def __call__(self, question):
            self.append(question)
            return self.answer

    monkeypatch.setattr(starting, "_serve", lambda *_: None)
    return Asked()


def opened(folder, asked, course=None):
    starting.start(folder, Manner("1.0", lambda _: None, asked, browser=False), course)


def trusted(path, user):
    notary = NotebookNotary(data_dir=str(user.data))
    try:
        return notary.check_signature(nbformat.read(path, as_version=4))
    finally:
        notary.store.close()


def with_output(path, html=EVIL):
    notebook = nbformat.read(path, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cell.outputs = [nbformat.v4.new_output("display_data", {"text/html": html})]
    nbformat.write(notebook, path)


@pytest.mark.slow
def test_a_course_of_somebody_else_is_asked_about_once_and_again_when_it_changed(received, user, asked):
    opened(received, asked)
    assert asked == [
        f'The course "A tiny course, whole enough for the tests" in {received} was made by somebody else, '
        "and names no maker; it can run code on this computer. Open it?"
    ]
    opened(received, asked)
    shutil.copytree(received, received.with_name("moved"))
    opened(received.with_name("moved"), asked)
    assert len(asked) == 1, "It is known by its content"
    (received / "notebooks" / "helper.py").write_text("print('new')", encoding="utf-8")
    opened(received, asked)
    with_output(received / "notebooks" / "01-toy.ipynb")
    opened(received, asked)
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("The history teachers of Larkin", '"The history teachers of Larkin"'),
        ('ICE", and is safe.\n\x1b[2J\u202eTrust', '"ICE\', and is safe. \ufffd[2J\ufffdTrust"'),
        ("x" * 3_000, f'"{"x" * 79}…"'),
    ],
    ids=["a name", "a name that acts", "a name that is long"],
)
def test_a_course_that_names_its_maker_is_asked_about_by_that_name_which_cannot_act(
    received, user, asked, author, told
):
    manifest = received / "course.yaml"
    manifest.write_text(f"author: {json.dumps(author)}\n{manifest.read_text(encoding='utf-8')}", encoding="utf-8")
    opened(received, asked)
    assert asked == [
        f'The course "A tiny course, whole enough for the tests" in {received} was made by {told}, as it says itself; '
        "it can run code on this computer. Open it?"
    ]


def test_a_no_opens_and_changes_nothing(received, user, asked, tmp_path):
    asked.answer = False
    for folder, course in ((received, None), (tmp_path / "mine", str(received))):
        with pytest.raises(StartError, match="Nothing was opened"):
            opened(folder, asked, course)
    assert not (received / ".wso-lessons").exists()
    assert not (tmp_path / "mine").exists()
    assert not trusted(received / "notebooks" / "01-toy.ipynb", user)


def test_where_nobody_can_be_asked_the_sentence_says_how_to_allow_it(received, user):
    result = CliRunner().invoke(main, ["start", str(received), "--no-browser"])
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "it can run code on this computer. To open it all the same, add --allow." in result.output


@pytest.mark.slow
@pytest.mark.parametrize("change", [{"outputs": None}, {"source": [1]}, {"source": None}, {"cell_type": None}])
def test_a_notebook_of_any_shape_is_asked_about_and_not_signed(received, user, asked, change):
    path = received / "notebooks" / "01-toy.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
    book["cells"][1].update(change)
    path.write_text(json.dumps(book), encoding="utf-8")
    opened(received, asked)
    assert len(asked) == 1


@pytest.mark.slow
def test_the_built_in_course_and_ones_own_are_not_asked_about(user, asked, tmp_path, received):
    opened(tmp_path / "mine", asked)
    allow_course(open_course(received))
    opened(received, asked)
    assert asked == []


def test_what_a_command_rewrites_stays_allowed_and_what_was_unknown_stays_unknown(received, user):
    course = open_course(received)
    allow_course(course)
    with allowance_kept(course):
        with_output(received / "notebooks" / "01-toy.ipynb", "<p>Fresh</p>")
        (received / "notebooks" / "new.py").write_text("", encoding="utf-8")
    assert Trust(user).unknown_files(course) == []
    with_output(received / "notebooks" / "02-toy.ipynb")
    with allowance_kept(course):
        with_output(received / "notebooks" / "02-toy.ipynb", "<p>Other</p>")
    assert Trust(user).unknown_files(course) == [received / "notebooks" / "02-toy.ipynb"]


def test_only_bytes_as_delivered_are_signed(user, asked, tmp_path):
    mine = tmp_path / "mine"
    prepare(Course(TOY), mine, "1.0")
    first, second = (mine / entry.file for entry in Course(TOY).lessons)
    with_output(first)
    opened(mine, asked, str(TOY))
    assert not trusted(first, user), "Its cells are the lesson's, its result is somebody else's"
    assert trusted(second, user)


def test_a_folder_brings_neither_key_nor_signatures(user, asked, tmp_path):
    mine = tmp_path / "mine"
    prepare(Course(TOY), mine, "1.0")
    lesson = mine / Course(TOY).lessons[0].file
    with_output(lesson)
    data = mine / ".wso-lessons" / "jupyter" / "data"
    data.mkdir(parents=True)
    notary = NotebookNotary(data_dir=str(data))
    notary.sign(nbformat.read(lesson, as_version=4))
    notary.store.close()
    opened(mine, asked, str(TOY))
    assert not trusted(lesson, user)


@unix
def test_files_of_a_learner_are_for_the_learner_alone(user, asked, tmp_path, received):
    opened(tmp_path / "mine", asked, str(TOY))
    modes = {p: stat.S_IMODE(p.stat().st_mode) for root in ("mine", "state") for p in (tmp_path / root).rglob("*")}
    assert {path.name for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == set()
    (received / ".wso-lessons").mkdir(mode=0o755)
    opened(received, asked)
    assert stat.S_IMODE((received / ".wso-lessons").stat().st_mode) == 0o700


def test_the_mask_is_as_before_afterwards():
    before = os.umask(0o022)
    with private_files():
        pass
    assert os.umask(before) == 0o022


def test_the_browser_is_given_a_private_page_and_not_the_token(tmp_path, monkeypatch):
    given = []
    monkeypatch.setattr(webbrowser, "open", given.append)
    page = tmp_path / browser.NAME
    if sys.platform != "win32":
        (tmp_path / "outside").write_text("kept", encoding="utf-8")
        page.symlink_to(tmp_path / "outside")
    browser.open_in_browser(tmp_path, "http://127.0.0.1:8888/lab/tree/a.ipynb?token=secret&x")
    assert given == [page.as_uri()]
    assert 'url=http://127.0.0.1:8888/lab/tree/a.ipynb?token=secret&amp;x"' in page.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
        assert (tmp_path / "outside").read_text(encoding="utf-8") == "kept"
    browser.forget_address(tmp_path)
    assert not page.exists()


@pytest.fixture
def soon():
    """Ends a test that waits for a pipe."""

    def hang(*_):
        raise TimeoutError("This waits for a pipe.")

    before = signal.signal(signal.SIGALRM, hang)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@unix
@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("name", ["claims/pipe.yaml", "notebooks/picture.png", "tables/table.csv", "glossary.yaml"])
@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_pipes_and_links_out_in_a_course_are_named_and_not_read(received, user, asked, tmp_path, name, kind):
    path = received / name
    path.unlink(missing_ok=True)
    os.mkfifo(path) if kind == "pipe" else path.symlink_to("/etc/passwd")
    for folder, course in ((received, None), (tmp_path / "mine", str(received))):
        with pytest.raises(StartError, match=f"{path.name} is (neither a file|a link that leads out)"):
            opened(folder, asked, course)
    assert (asked, (tmp_path / "mine").exists()) == ([], False)


@unix
@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("name", ["01-toy.ipynb", ".wso-lessons/course.json", ".wso-lessons/progress.sqlite3"])
def test_pipes_in_a_learners_folder_are_named_and_not_read(user, asked, tmp_path, name):
    prepare(Course(TOY), tmp_path / "mine", "1.0")
    (tmp_path / "mine" / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / "mine" / name)
    with pytest.raises(StartError, match="is neither a file nor a folder"):
        opened(tmp_path / "mine", asked, str(TOY))


@unix
def test_links_in_the_folders_of_other_tools_are_no_obstacle(received, user, asked):
    for folder, sign in ((".git", None), ("venv", "pyvenv.cfg"), ("node_modules", None)):
        (received / folder / "bin").mkdir(parents=True)
        (received / folder / "bin" / "python").symlink_to(sys.executable)
        if sign:
            (received / folder / sign).write_text("", encoding="utf-8")
    opened(received, asked)
    assert len(asked) == 1


@pytest.mark.slow
def test_a_lessons_modules_are_the_installed_ones_and_a_folders_own_can_be_imported(tmp_path, user):
    (tmp_path / "marks").mkdir()
    (tmp_path / "mine").mkdir()
    spring(tmp_path / "mine", tmp_path / "marks")
    (tmp_path / "mine" / "my_helper.py").write_text("word = 'mine'", encoding="utf-8")
    spec = json.loads((SETTINGS / "kernels" / "python3" / "kernel.json").read_text(encoding="utf-8"))
    manager = KernelManager()
    manager._kernel_spec = KernelSpec(**spec)
    manager.start_kernel(cwd=str(tmp_path / "mine"))
    client = manager.client()
    try:
        client.start_channels()
        wait_for_kernel(client)
        said = []
        imported = "import ipywidgets, types, json, my_helper; print(my_helper.word)"
        ready = "import sys; print('wso_lessons.widgets.quiz_widget' in sys.modules)"
        cells = (ready, imported, 'lesson.ask("x")', "other")
        for cell in cells:
            client.execute_interactive(cell, timeout=300, output_hook=said.append)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert [path.name for path in (tmp_path / "marks").iterdir()] == []
    printed = [one["content"]["text"].strip() for one in said if one["msg_type"] == "stream"]
    assert printed == ["True", "mine"], "What shows a question is there before the first cell asks for it"
    alone, bare = (one["content"]["traceback"] for one in said if one["msg_type"] == "error")
    assert alone == ["This cell needs the ones before it. Press “Run all cells” above the lesson."]
    assert "name 'other' is not defined" in bare[-1], "Other mistakes are told as Python tells them"
