"""Prints the lowest version of each package that pyproject.toml allows, as constraints for pip."""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

for line in PROJECT["dependencies"]:
    name, lowest = re.fullmatch(r"([\w-]+)>=([\w.]+)", line).groups()
    print(f"{name}=={lowest}.*" if lowest.count(".") < 2 else f"{name}=={lowest}")
