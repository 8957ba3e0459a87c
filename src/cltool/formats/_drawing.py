"""Drawing many rows in columns of known widths. Rich wraps; what fits as it is, is only padded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text

_FIRST_COMBINING = "\u0300"
"""Below this, what is printable takes one column a character."""
_BLOCKS = "▏▎▍▌▋▊▉█"
"""What bars are drawn with: one column each, too."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the cells of a column go.

    Attributes:
        width: How wide it is.
        right: Whether its cells align to the right.
        no_wrap: Whether its cells are kept on one line.
        gap: What stands between it and the next.
        style: How its cells are styled, where there is colour.
    """

    width: int
    right: bool = False
    no_wrap: bool = False
    gap: str = ""
    style: str = ""


class Drawing:
    """Rows of cells, drawn as Rich draws them in a table."""

    def __init__(self, console: Console, slots: Sequence[Slot]) -> None:
        """Keep the columns."""
        self._console = console
        self._slots = slots
        self._styles = [
            Style.parse(slot.style) if slot.style and console.color_system else None
            for slot in slots
        ]

    def lines(self, cells: Sequence[str]) -> Iterator[str]:
        """The lines of a row: one, unless a cell must wrap."""
        drawn = [self._cell(text, slot) for text, slot in zip(cells, self._slots, strict=True)]
        for number in range(max(map(len, drawn))):
            line = ""
            for lines, slot, style in zip(drawn, self._slots, self._styles, strict=True):
                if number >= len(lines):
                    line += " " * slot.width
                elif style is None:
                    line += lines[number]
                else:
                    line += style.render(lines[number], color_system=ColorSystem.STANDARD)
                line += slot.gap
            yield line

    def _cell(self, text: str, slot: Slot) -> list[str]:
        if _fits(text, slot.width):
            return [text.rjust(slot.width) if slot.right else text.ljust(slot.width)]
        options = self._console.options.update(
            width=slot.width,
            justify="right" if slot.right else "left",
            no_wrap=slot.no_wrap,
            overflow="fold",
        )
        lines = self._console.render_lines(Text(text), options)
        return ["".join(segment.text for segment in line) for line in lines]


def _fits(text: str, width: int) -> bool:
    """Whether a text surely stands on one line as it is."""
    return (
        len(text) <= width
        and (text.isascii() or max(text) < _FIRST_COMBINING or not text.strip(_BLOCKS))
        and text.isprintable()
        and text == text.strip()
    )
