"""A received folder's ways to run code of its own when the course is opened; each would leave a mark."""

from __future__ import annotations

from pathlib import Path


def spring(folder: Path, marks: Path) -> int:
    """Lays every trap that we know of into a folder, each to write a file named after itself; gives their number."""

    def act(name: str) -> str:
        return f"from pathlib import Path\nPath({str(marks / name)!r}).write_text('ran')\n"

    jupyter = folder / ".wso-lessons" / "jupyter"
    traps = {
        jupyter / "config" / "jupyter_server_config.py": act("config"),
        jupyter / "ipython" / "profile_default" / "startup" / "00.py": act("startup"),
        jupyter / "ipython" / "profile_default" / "ipython_kernel_config.py": act("kernel-config"),
        folder / "jupyter_server_config.py": act("config-here"),
        folder / "ipython_kernel_config.py": act("kernel-config-here"),
        **{folder / f"{name}.py": act(name) for name in ("types", "ipykernel", "sitecustomize", "ipywidgets", "json")},
    }
    for path, text in traps.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(traps)
