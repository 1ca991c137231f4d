"""Items to test with: those of docs/quiz-items.md, by id, and small ones made from YAML."""

import functools
import re
from pathlib import Path

from tests.support.world import ROOT
from wso_lessons.content import parse_yaml
from wso_lessons.quiz import build_item

DOC = ROOT / "docs" / "quiz-items.md"
COMMON = {"objective": "See", "section": "Here", "claims": "[c]"}


@functools.cache
def documented():
    """The items of the documentation, their values filled in, by slug."""
    found = {}
    for block in re.findall(r"```yaml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL):
        for row in parse_yaml(block, DOC):
            item = build_item(row).with_values(lambda _claim: "1549")
            found[item.id.split("/")[1]] = item
    return found


def made(text, **keys):
    """One item from YAML lines; id, stem, objective, section and claims are filled in where they are left out."""
    row = parse_yaml(text, Path("set.yaml"))
    lines = "".join(f"{key}: {value}\n" for key, value in ({"id": "set/x", "stem": "S?"} | COMMON | keys).items()
                    if key not in row)  # fmt: skip
    return build_item(parse_yaml(f"{text.strip()}\n{lines}", Path("set.yaml")))


def keys(item):
    """The keys of an item's choices by their texts."""
    return {text: key for key, text in item.choices()}
