"""Which vital caveat is about which cell, told by marks, as the footnotes of a table are."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from ..answer import Answer, Caveat, Column, Shape, Weight

GENERAL = "!"
"""The mark of what is about the whole answer."""
COMMAND = "command"
"""The kind of a caveat that is a command to type."""
_MARKS = "†‡§¶‖"
_ASCII_MARKS = "*+^~="


class Marked(NamedTuple):
    """The vital caveats of an answer with their marks.

    Attributes:
        caveats: Each vital caveat with its mark: those about the whole answer first.
        cells: The marks of the cells that they are about, by row and the column's name.
    """

    caveats: list[tuple[str, Caveat]]
    cells: dict[tuple[int, str], str]


def drawn_columns(answer: Answer) -> list[Column]:
    """The columns that people read in a table: those for them that hold something."""
    if answer.shape is Shape.RECORD:
        return []
    return [
        column
        for column in answer.columns
        if column.for_people and any(cell not in (None, (), "") for cell in column.cells)
    ]


def marked(answer: Answer, shown: Sequence[Column], *, ascii_only: bool = False) -> Marked:
    """Mark the cells that vital caveats are about: a mark a kind of caveat.

    What is about every row, or about none that is shown, has the general mark.

    Args:
        answer: The answer.
        shown: The columns that are shown.
        ascii_only: Whether to mark with ASCII alone.
    """
    free = iter(_ASCII_MARKS if ascii_only else _MARKS)
    names = {column.name for column in shown}
    by_kind: dict[str, str] = {}
    cells: dict[tuple[int, str], str] = {}
    told: list[tuple[str, Caveat]] = []
    for caveat in answer.notes:
        if caveat.weight is not Weight.VITAL:
            continue
        rows = rows_about(answer, caveat) if caveat.column in names else []
        if not rows or (len(rows) == len(answer) > 1):
            told.append((GENERAL, caveat))
            continue
        if caveat.kind not in by_kind:
            by_kind[caveat.kind] = next(free, GENERAL)
        mark = by_kind[caveat.kind]
        told.append((mark, caveat))
        for row in rows:
            before = cells.get((row, caveat.column), "")
            cells[row, caveat.column] = before if mark in before else before + mark
    return Marked(sorted(told, key=lambda each: each[0] != GENERAL), cells)


def rows_about(answer: Answer, caveat: Caveat) -> list[int]:
    """The rows that a caveat is about: by its places, and by its series where rows name them."""
    of_places = _holding(answer, "place", caveat.places, range(len(answer)))
    return _holding(answer, "series", caveat.series, of_places) or of_places


def _holding(
    answer: Answer, name: str, wanted: Collection[str], among: Collection[int]
) -> list[int]:
    cells = next((each.cells for each in answer.columns if each.name == name), None)
    return [row for row in among if cells[row] in wanted] if cells and wanted else []


def remarks(answer: Answer, marks: Marked) -> list[tuple[str, str]]:
    """What is told below a table: the text of each caveat after its mark, the vital ones first.

    The mark is empty where a text is about no cell. A command to type is not for print.
    """
    told = [("" if mark == GENERAL else mark, caveat) for mark, caveat in marks.caveats]
    told += [("", caveat) for caveat in others(answer)]
    return [(mark, caveat.text) for mark, caveat in told if caveat.kind != COMMAND]


def others(answer: Answer) -> Iterator[Caveat]:
    """The caveats that are not vital, in their order."""
    return (each for each in answer.notes if each.weight is not Weight.VITAL)
