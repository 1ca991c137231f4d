"""Builds what JupyterLab loads of the course, with Jupyter's own builder: `python -m tests.support.labextension`.

The sources are in `labextension/`, beside the one module that they share with the widgets; the built files are in the
package, so that an installation needs no node. A list of them all, by which a test sees without node that none was
changed alone, is in `labextension/built.sha256`.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from jupyter_builder.federated_extensions import build_labextension

from tests.support import provide
from tests.support.world import ROOT

SOURCES = ROOT / "labextension"
SHARED = Path("wso_lessons", "widgets", "static", "dom.js")
BUILT = Path("wso_lessons", "workspace", "labextensions", "wso-lessons")
LIST = SOURCES / "built.sha256"


def files_of(folder: Path) -> dict[str, bytes]:
    """The bytes of each file below a folder, by its place there."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "node_modules" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def list_files() -> str:
    """Each source and each built file with its digest, as `sha256sum` writes and checks them from the checkout."""
    lines = [f"{hashlib.sha256((ROOT / SHARED).read_bytes()).hexdigest()}  {SHARED.as_posix()}\n"]
    for folder in (SOURCES, ROOT / BUILT):
        place = folder.relative_to(ROOT).as_posix()
        digests = {
            name: hashlib.sha256(text).hexdigest() for name, text in files_of(folder).items() if name != LIST.name
        }
        lines += [f"{digest}  {place}/{name}\n" for name, digest in digests.items()]
    return "".join(lines)


def build() -> Path:
    """The folder of newly built files, in `.test-parts/`, where the builder is."""
    work = provide.PARTS / "labextension" / SOURCES.name
    shutil.rmtree(work.parent, ignore_errors=True)
    shutil.copytree(SOURCES, work, ignore=shutil.ignore_patterns("node_modules"))
    (work.parent / SHARED).parent.mkdir(parents=True)
    shutil.copy(ROOT / SHARED, work.parent / SHARED)
    (work / "node_modules").mkdir()  # without one the builder would get its packages anew; it looks further up then
    build_labextension(work)
    return work.parent / BUILT


def main() -> None:
    """Builds, and puts the files and their list in place."""
    provide.make_known()
    provide.provide_readers(print)
    built = build()
    shutil.rmtree(ROOT / BUILT, ignore_errors=True)
    shutil.copytree(built, ROOT / BUILT)
    LIST.write_text(list_files(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
