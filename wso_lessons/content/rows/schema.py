"""Builds frozen records from YAML rows: the dataclass is the schema.

A record's fields say which keys a row may have, which it must have (those without a default) and what each becomes:
str, int, float, bool, a Literal, another record, a `dict[str, str]`, or a tuple of these.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import math
import re
import types
import typing
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from wso_lessons.content.findings import NOWHERE, ContentError, Where, did_you_mean, with_article
from wso_lessons.content.rows.yamlfile import Placed, Row, Rows

T = TypeVar("T")
# A year, a month or a day: sources are not always dated to the day.
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# Ids stand in links, files and commands: nothing in them needs quoting.
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
# A name in Python too: `load("agencies")`, and a column is an attribute in pandas.
_NAME = re.compile(r"[a-z][a-z0-9_]*")
# Of a question or a note: the set's or the lesson's name, a slash, its own. A note's is its file's name too: nothing in
# it leads out of a folder.
ID_WITHIN = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*")


def check_id(value: str) -> None:
    """Raises ValueError where an id holds anything but small letters, digits, points and hyphens."""
    if not _ID.fullmatch(value):
        raise ValueError(f'The id "{value}" may hold small letters, digits, points and hyphens only')


def check_name(value: str, noun: str) -> None:
    """Raises ValueError where the name of a table or column holds anything but small letters, digits, underscores."""
    if not _NAME.fullmatch(value):
        raise ValueError(f'The {noun} "{value}" may hold small letters, digits and underscores only')


def check_date(value: str, key: str) -> None:
    """Raises ValueError where a date, if there is one, is not a year, a month or a day."""
    if value and not is_date(value):
        raise ValueError(f'{key} "{value}" must be written 2019, 2019-05 or 2019-05-06')


def is_date(value: object) -> bool:
    """Whether a value is a year, a month or a day: 2019, 2019-05 or 2019-05-06."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        # A year or a month stands for its first day here, only to see whether there is such a day.
        datetime.date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


# A key whose lack has a rule of its own, wherever a picture stands.
_MISSING = {"alt": ("alt-missing", "Add `alt:` and say in words what the figure shows.")}


def build(cls: type[T], row: object, where: Where | None = None) -> T:
    """The record of type `cls` that a YAML row describes.

    `cls` is a frozen dataclass; a field named `where` receives the row's place.
    Raises ContentError for an unknown, missing or ill-typed key, or where the record's constructor raises ValueError.
    """
    if not isinstance(row, Row):
        place = row.where if isinstance(row, Rows) else where or NOWHERE
        raise _ill_typed(place, f"{_one(cls)} must be a mapping of keys.", "Write `key: value` lines.")
    shape = _shape(cls)  # type: ignore[arg-type] # a class is hashable, which mypy doubts of type[T]
    for key in row:
        if key not in shape.readers:
            hint = did_you_mean(key, shape.readers, f"Known keys: {', '.join(shape.readers)}.")
            raise ContentError.at(row.at(key), "key-unknown", f'{_one(cls)} has no key "{key}".', hint)
    for key in shape.required:
        if row.get(key) in (None, ""):
            code, remedy = _MISSING.get(key, ("key-missing", f"Add `{key}:`."))
            raise ContentError.at(row.where, code, f'This {noun_of(cls)} lacks "{key}".', remedy)
    values = {key: shape.readers[key](value, row.at(key)) for key, value in row.items() if value is not None}
    if shape.placed:
        values["where"] = row.where
    try:
        return cls(**values)
    except ValueError as error:
        raise ContentError.at(row.where, "value-invalid", f"{_sentence(error)}", f"Mend this {noun_of(cls)}.") from None


def _one(cls: type) -> str:
    """A noun at the beginning of a sentence, with its article: "A claim", "An item"."""
    words = with_article(noun_of(cls))
    return f"{words[0].upper()}{words[1:]}"


def noun_of(cls: type) -> str:
    """What a record of this class is called: its `noun`, else the words of the class's name ("state rule")."""
    # Each capital begins a word.
    return getattr(cls, "noun", "") or re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower()


def _sentence(error: Exception) -> str:
    text = str(error)
    return text if text.endswith(".") else text + "."


def _ill_typed(where: Where, problem: str, remedy: str) -> ContentError:
    return ContentError.at(where, "value-type", problem, remedy)


class _Shape(NamedTuple):
    """A record class as its rows must be; `placed` where the record keeps its own place in a field `where`."""

    readers: dict[str, Callable[[object, Where], object]]
    required: tuple[str, ...]
    placed: bool


@functools.cache
def _shape(cls: Any) -> _Shape:
    hints = typing.get_type_hints(cls)
    placed = hints.get("where") is Where
    fields = [f for f in dataclasses.fields(cls) if f.init and not (placed and f.name == "where")]
    bare = [f for f in fields if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING]
    readers = {f.name: _reader(hints[f.name], f.name) for f in fields}
    return _Shape(readers, tuple(f.name for f in bare), placed)


def _reader(hint: object, key: str) -> Callable[[object, Where], object]:
    """A function from a YAML value to a field's value, chosen once per field."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        hint = next(arg for arg in typing.get_args(hint) if arg is not type(None))
        return _reader(hint, key)
    if origin is tuple:
        return functools.partial(_many, _reader(typing.get_args(hint)[0], key), key)
    if origin is typing.Literal:
        return functools.partial(_one_of, typing.get_args(hint), key)
    if origin is dict:
        return functools.partial(_words, key)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return lambda value, where: build(hint, value, where)
    return functools.partial(_SCALARS[hint], key)


def _many(read: Callable[[object, Where], object], key: str, value: object, where: Where) -> tuple[object, ...]:
    if not isinstance(value, Rows):
        raise _ill_typed(where, f'"{key}" must be a list.', "Write one `- entry` a line.")
    return tuple(read(entry, entry.where if isinstance(entry, Placed) else where) for entry in value)


def _one_of(allowed: tuple[str, ...], key: str, value: object, where: Where) -> str:
    if value in allowed:
        return str(value)
    raise ContentError.at(where, "value-unknown", f'"{key}" is "{value}".', f"It may be: {', '.join(allowed)}.")


def _words(key: str, value: object, where: Where) -> dict[str, str]:
    if isinstance(value, Row) and all(isinstance(word, str) for word in value.values()):
        return dict(value)
    raise _ill_typed(where, f'"{key}" must map words to words.', "Write `name: value` lines under it.")


def _text(key: str, value: Any, where: Where) -> str:
    if isinstance(value, str):
        return value.strip()
    raise _ill_typed(where, f'"{key}" must be text.', "Write it on one line, or in quotation marks.")


def _int(key: str, value: Any, where: Where) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise _ill_typed(where, f'"{key}" is "{value}", not a whole number.', "Write digits only.") from None


def _float(key: str, value: Any, where: Where) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise _ill_typed(where, f'"{key}" is "{value}", not a number.', "Write digits, with a point for decimals.")
    return number


def _bool(key: str, value: object, where: Where) -> bool:
    if value in ("true", "false"):
        return bool(value == "true")
    raise _ill_typed(where, f'"{key}" is "{value}".', "It may be: true, false.")


_SCALARS: dict[object, Callable[[str, object, Where], object]] = {str: _text, int: _int, float: _float, bool: _bool}
