"""A chart of an answer, to be published."""

from typing import TYPE_CHECKING

from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer


class Svg(Format):
    """A chart in SVG (W3C)."""

    name = "svg"
    ending = "svg"
    order = 7
    meaning = (
        "A chart of rank, compare, share, trend or place, with its notes and sources, for pages "
        "and print."
    )
    carries_notes = True
    for_people = False
    takes = frozenset({"size", "title"})

    def write(self, answer: "Answer", style: Style) -> str:
        """The chart; see `charts.draw`."""
        from ..charts import WIDE, Size, draw  # drawn only when asked for

        size = Size.of(style.size) if style.size is not None else WIDE
        return draw(answer, size=size, title=style.title)

    def verify(self, text: str) -> None:
        """It is one well-formed `<svg>` with a title, a description and text."""
        from xml.etree import ElementTree

        try:
            root = ElementTree.fromstring(text)  # noqa: S314 - our own text
        except ElementTree.ParseError as error:
            raise ValueError(f"not XML: {error}") from None
        names = {each.tag.rpartition("}")[2] for each in root.iter()}
        if not root.tag.endswith("}svg") or not names >= {"title", "desc", "text"}:
            raise ValueError(f"not a chart; it holds {sorted(names)}")
