"""A table for people."""

from typing import TYPE_CHECKING

from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer


class Table(Format):
    """A table with bars, notes and sources."""

    name = "table"
    ending = "txt"
    order = 1
    meaning = (
        "For people: grouped digits, rounded shares, bars, notes and sources. Fitted to a "
        "terminal; in a pipe as wide as it needs to be."
    )
    carries_notes = True
    for_people = True

    def write(self, answer: "Answer", style: Style) -> str:
        """The answer for a terminal, or for a page that is as wide as it needs to be."""
        from ._page import draw  # a large library: loaded when a table is drawn

        return draw(answer, style)

    def verify(self, text: str) -> None:
        """It begins with a title."""
        if not text.split("\n")[0].strip():
            raise ValueError("no title")
