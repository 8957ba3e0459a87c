"""A Markdown table with its notes and sources, to be pasted into a page."""

import re
from typing import TYPE_CHECKING

from ..text import is_web_address
from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer, Cited, Column
    from ._marks import Marked

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_BLOCK = re.compile(r"^([#+=:-]|[0-9]+(?=[.)]))")
_NOT_IN_LINKS = re.compile(r"[^A-Za-z0-9:/?#@!$&+,;=._~%-]")
"""What an address in a link must not hold as it is."""


class Markdown(Format):
    """A table of GitHub's Markdown."""

    name = "markdown"
    ending = "md"
    order = 5
    meaning = "A table with its notes and sources, to be pasted into a page."
    carries_notes = True
    for_people = True

    def write(self, answer: "Answer", style: Style) -> str:
        """The answer, the title and the table, then its notes by their marks, and its sources."""
        from ._marks import drawn_columns, marked, remarks

        columns = drawn_columns(answer)
        marks = marked(answer, columns)
        lines = [f"**{_escape(answer.summary)}**", "", _escape_line(answer.title), ""]
        if style.header is not False and columns:
            lines.append(_line([_escape(column.title) for column in columns]))
            lines.append(_line(["---:" if column.kind.numeric else "---" for column in columns]))
        cells = (_cells(answer, column, marks) for column in columns)
        lines += [_line(list(row)) for row in zip(*cells, strict=True)]
        if columns:
            lines.append("")
        lines += [_note(mark, text) for mark, text in remarks(answer, marks)]
        lines += [_source(source) for source in answer.cited()]
        return "".join(f"{line}\n" for line in lines)

    def verify(self, text: str) -> None:
        """There is a title, and every row of the table has as many cells."""
        title, empty, *rest = text.split("\n")
        table = [line for line in rest if line.startswith("|")]
        pipes = {len(re.findall(r"(?:\\.|[^\\|])*(\|)", line)) for line in table}
        if not title.startswith("**") or empty or len(pipes) > 1:
            raise ValueError(f"not a title and a table; rows of {sorted(pipes)} pipes")


def _cells(answer: "Answer", column: "Column", marks: "Marked") -> list[str]:
    """The cells of a column with their marks and links."""
    texts = [
        _escape(text + marks.cells.get((row, column.name), ""))
        for row, text in enumerate(answer.cells_for_people(column))
    ]
    if not column.links:
        return texts
    return [_link(text, url) for text, url in zip(texts, column.links, strict=True)]


def _link(text: str, url: str | None) -> str:
    """A text that leads to an address, where that is one of the web."""
    from urllib.parse import quote

    if not is_web_address(url):
        return text
    address = _NOT_IN_LINKS.sub(lambda found: quote(found[0]), str(url))
    return f"[{text}]({address})"


def _note(mark: str, text: str) -> str:
    """A point of the list; the mark of its cells, if it has one, comes first."""
    return f"- {_escape_line(f'{mark} {text}' if mark else text)}"


def _source(source: "Cited") -> str:
    where = f", {source.where()}" if source.locators else ""
    return f"- Source: {_link(_escape(source.text), source.url)}{_escape(where)}"


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
