"""A Markdown table with its notes and sources, to be pasted into a page."""

import re
from typing import TYPE_CHECKING

from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_BLOCK = re.compile(r"^([#+=:-]|[0-9]+(?=[.)]))")


class Markdown(Format):
    """A table of GitHub's Markdown."""

    name = "markdown"
    order = 5
    meaning = "A table with its notes and sources, to be pasted into a page."
    carries_notes = True
    for_people = True

    def write(self, answer: "Answer", style: Style) -> str:
        """The title, the table, and its notes and sources as a list."""
        columns = [column for column in answer.columns if column.for_people]
        lines = [f"**{_escape(answer.title)}**", ""]
        if style.header is not False:
            lines.append(_line([_escape(column.title) for column in columns]))
            lines.append(_line(["---:" if column.kind.numeric else "---" for column in columns]))
        cells = ([answer.for_people(cell, each) for cell in each.cells] for each in columns)
        lines += [_line([_escape(cell) for cell in row]) for row in zip(*cells, strict=True)]
        lines += ["", *(f"- {_escape_line(remark)}" for remark in answer.remarks())]
        return "".join(f"{line}\n" for line in lines)

    def verify(self, text: str) -> None:
        """There is a title, and every row of the table has as many cells."""
        title, empty, *rest = text.split("\n")
        table = [line for line in rest if line.startswith("|")]
        pipes = {len(re.findall(r"(?:\\.|[^\\|])*(\|)", line)) for line in table}
        if not title.startswith("**") or empty or len(pipes) > 1:
            raise ValueError(f"not a title and a table; rows of {sorted(pipes)} pipes")


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
