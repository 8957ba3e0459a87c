"""A Markdown table with its notes and sources, to be pasted into a page."""

import re

from ..answer import Answer
from . import Style

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_BLOCK = re.compile(r"^([#+=:-]|[0-9]+(?=[.)]))")


def write(answer: Answer, style: Style) -> str:
    """The title, the table, and its notes and sources as a list."""
    shown = [index for index, column in enumerate(answer.columns) if column.for_people]
    columns = [answer.columns[index] for index in shown]
    lines = [f"**{_escape(answer.title)}**", ""]
    if style.header is not False:
        lines.append(_line([_escape(column.title) for column in columns]))
        lines.append(_line(["---:" if column.kind.numeric else "---" for column in columns]))
    for row in answer.rows:
        cells = [answer.for_people(row[index], answer.columns[index]) for index in shown]
        lines.append(_line([_escape(cell) for cell in cells]))
    lines += ["", *(f"- {_escape_line(remark)}" for remark in answer.remarks())]
    return "".join(f"{line}\n" for line in lines)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escape_line(text: str) -> str:
    """A line of its own: also what would begin a heading or a list there."""
    found = _BLOCK.match(text)
    if found is None:
        return _escape(text)
    start = found[1]
    return (f"{start}\\" if start.isdigit() else f"\\{start}") + _escape(text[len(start) :])


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
