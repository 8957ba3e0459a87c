"""Drawing many rows in columns of known widths. Rich wraps; what fits as it is, is only padded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text

_FIRST_COMBINING = "\u0300"
"""Below this, what is printable takes one column a character."""
_OF_ONE_COLUMN = str.maketrans("", "", "▏▎▍▌▋▊▉█†‡§¶‖“”’–")  # noqa: RUF001 - as they are printed
"""What bars and marks are drawn with, and words are quoted with: one column each, too."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the cells of a column go.

    Attributes:
        width: How wide it is.
        right: Whether its cells align to the right.
        no_wrap: Whether its cells are kept on one line.
        gap: What stands between it and the next.
    """

    width: int
    right: bool = False
    no_wrap: bool = False
    gap: str = ""


class Drawing:
    """Rows of cells, drawn as Rich draws them in a table."""

    def __init__(self, console: Console, slots: Sequence[Slot]) -> None:
        """Keep the columns."""
        self._console = console
        self._slots = slots

    def lines(self, cells: Sequence[str], styles: Sequence[Style]) -> Iterator[str]:
        """The lines of a row: one, unless a cell must wrap.

        Args:
            cells: The texts.
            styles: How each is styled, where there is colour.
        """
        drawn = [self._cell(text, slot) for text, slot in zip(cells, self._slots, strict=True)]
        for number in range(max(map(len, drawn))):
            line = ""
            for lines, slot, style in zip(drawn, self._slots, styles, strict=True):
                if number >= len(lines):
                    line += " " * slot.width
                else:
                    line += self._styled(lines[number], style)
                line += slot.gap
            yield line

    def _styled(self, text: str, style: Style) -> str:
        if not style or not text.strip() or not self._console.color_system:
            return text
        bare = text.strip()
        before, _, after = text.partition(bare)
        return before + style.render(bare, color_system=ColorSystem.STANDARD) + after

    def _cell(self, text: str, slot: Slot) -> list[str]:
        if _fits(text, slot):
            return [text.rjust(slot.width) if slot.right else text.ljust(slot.width)]
        options = self._console.options.update(
            width=slot.width,
            justify="right" if slot.right else "left",
            no_wrap=slot.no_wrap,
            overflow="fold",
        )
        lines = self._console.render_lines(Text(text), options)
        return ["".join(segment.text for segment in line) for line in lines]


def _fits(text: str, slot: Slot) -> bool:
    """Whether a text surely stands on one line as it is."""
    bare = text.translate(_OF_ONE_COLUMN)
    return (
        len(text) <= slot.width
        and (bare.isascii() or max(bare) < _FIRST_COMBINING)
        and text.isprintable()
        and (slot.right or text == text.strip())
    )
