"""A chart of an answer as a picture, for where no SVG is taken."""

from typing import TYPE_CHECKING

from ..errors import UsageError
from ._extra import extra
from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer

_START = b"\x89PNG\r\n\x1a\n"
_PIXELS = 2
"""The pixels for each unit of a chart's size: as sharp screens and print need them."""


class Png(Format):
    """A chart in PNG (W3C), drawn by resvg with fonts that come along."""

    name = "png"
    ending = "png"
    order = 8
    meaning = (
        "The same chart as a picture, two pixels for each unit of its size; for -o FILE or a "
        "pipe. It needs the extra `png`."
    )
    carries_notes = True
    for_people = False
    binary = True
    takes = frozenset({"size", "title"})

    def write(self, answer: "Answer", style: Style) -> bytes:
        """The picture: the same bytes on every machine, whichever fonts it has.

        Raises:
            UsageError: If the answer can't be drawn, or the fonts lack a letter of the chart: it
                would be dropped in silence.
            OutputError: If what draws it is not installed.
        """
        from ..charts.font import FAMILY, FOLDER, missing
        from .svg import Svg

        resvg_py = extra("resvg_py", "png", "resvg-py")
        drawing = Svg().write(answer, style)
        _refuse(missing(_texts(drawing)))
        drawn: bytes = resvg_py.svg_to_bytes(
            svg_string=drawing,
            skip_system_fonts=True,
            font_files=[str(FOLDER / name) for name in ("Regular.ttf", "Bold.ttf")],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
            zoom=_PIXELS,
        )
        return drawn

    def verify(self, text: str | bytes) -> None:
        """It begins and ends as pictures in PNG do."""
        if isinstance(text, str) or not text.startswith(_START) or b"IEND" not in text[-12:]:
            raise ValueError("not a PNG")


def _texts(drawing: str) -> str:
    """What a chart has for text to be seen."""
    from xml.etree import ElementTree

    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own text
    return "".join(each.text or "" for each in root.iter() if each.tag.endswith("}text"))


def _refuse(lacking: str) -> None:
    if lacking:
        more = f" and {len(lacking) - 5} more" if len(lacking) > 5 else ""
        told = " ".join(f"{char} (U+{ord(char):04X})" for char in lacking[:5])
        raise UsageError(
            f"the fonts for png lack {told}{more}, which this chart needs; an svg shows all "
            "letters: --format svg"
        )
