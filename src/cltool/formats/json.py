"""One JSON object: rows, notes and sources together."""

from dataclasses import replace
from typing import TYPE_CHECKING

from .format import Format, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..answer import Answer, Cell

_ROWS = '\n  "rows": ['
_ROWS_AT_ONCE = 10_000


class Json(Format):
    """JSON (RFC 8259)."""

    name = "json"
    ending = "json"
    order = 4
    meaning = "One object: rows, notes and sources together."
    carries_notes = True
    for_people = False

    def write(self, answer: "Answer", style: Style) -> str:  # noqa: ARG002 - JSON has one style
        """The whole answer; see `Answer.to_dict`. A number that is not finite is null."""
        empty = tuple(replace(column, cells=()) for column in answer.columns)
        head, start, tail = _dumps(replace(answer, columns=empty).to_dict()).partition(_ROWS)
        if not len(answer):
            return head + start + tail
        text = head + start
        for number, rows in enumerate(_rows(answer)):
            text += f"{',' if number else ''}\n{rows}"  # grows in place: no second copy is held
        return f"{text}\n  {tail}"

    def verify(self, text: str) -> None:
        """It is an object, with no number that JSON doesn't have."""
        import json

        def refuse(constant: str) -> None:
            raise ValueError(f"the constant {constant}")

        if not isinstance(json.loads(text, parse_constant=refuse), dict):
            raise ValueError("not an object")


def _rows(answer: "Answer") -> "Iterator[str]":
    """The rows as JSON, some at a time: each column's cells at once, since that takes least."""
    columns = {column.name: column.cells for column in answer.columns}
    names = (_encoded(name).replace("%", "%%") for name in columns)
    row = "    {\n" + ",\n".join(f"      {name}: %s" for name in names) + "\n    }"
    for start in range(0, len(answer), _ROWS_AT_ONCE):
        cells = [_cells(each[start : start + _ROWS_AT_ONCE]) for each in columns.values()]
        yield ",\n".join([row % each for each in zip(*cells, strict=True)])


def _cells(cells: "Sequence[Cell]") -> list[str]:
    """Some cells as JSON."""
    from ..answer import plain_cell

    if tuple in set(map(type, cells)):
        return [_encoded(plain_cell(each), 2).replace("\n", "\n      ") for each in cells]
    return _encoded(list(cells))[1:-1].split("\n")


def _dumps(page: object) -> str:
    return _encoded(page, 2) + "\n"


def _encoded(value: object, indent: int | None = None) -> str:
    """A value as JSON: without an indent, items are parted by line ends, which no item holds."""
    import json

    separators = (",", ": ") if indent else ("\n", ": ")
    write = json.JSONEncoder(
        ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    ).encode
    try:
        return write(value)
    except ValueError:
        return write(_finite(value))


def _finite(value: object) -> object:
    """A value of JSON, with null for each number that JSON can't write."""
    from math import isfinite

    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not isfinite(value) else value
