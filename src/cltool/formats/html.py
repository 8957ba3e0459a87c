"""A figure of HTML with its notes and sources, to be pasted into a page."""

from typing import TYPE_CHECKING

from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer


class Html(Format):
    """A fragment of HTML (the WHATWG's living standard) that is well-formed XML, too."""

    name = "html"
    ending = "html"
    order = 9
    meaning = (
        "One figure of HTML: a table with its notes and sources, to be pasted into a page. No "
        "script, no class and no colour."
    )
    carries_notes = True
    for_people = True

    def write(self, answer: "Answer", style: Style) -> str:
        """The answer as the caption, the table, then its notes by their marks, and its sources.

        A mark in a cell is a link to its note. The names of these notes are made of what the answer
        holds: equal in every run, and of another answer's others.
        """
        from ._figure import draw

        return draw(answer, header=style.header is not False)

    def verify(self, text: str) -> None:
        """It is one figure of known elements, and its links lead to notes in it or to the web."""
        from ._figure import hold

        hold(text)
