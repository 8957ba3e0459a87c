"""How wide text is, by the font that pictures are drawn with.

The font's own tables tell it (OpenType: `cmap` format 4, `hmtx`, `hhea`, `head`), so that what is
laid out is what is drawn. A page that lacks the font shows another, which may be wider.
"""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Cltool Sans"
"""The font's own name: that of a subset must not be the name of the whole font."""
FALLBACKS = "Inter, Arial, Helvetica, 'Liberation Sans', sans-serif"
_SLACK, _BOLD_SLACK = 1.07, 1.17
"""How much wider another font may be, and a bold one: DejaVu Sans is, by so much."""
_UNKNOWN, _WIDE = 0.75, 1.0
"""The width of a character that the font lacks, by the size; and of those of East Asia."""


class Face:
    """One weight of the font."""

    def __init__(self, name: str) -> None:
        """Read its tables."""
        self._slack = _BOLD_SLACK if name == "Bold" else _SLACK
        data = (FOLDER / f"{name}.ttf").read_bytes()
        (count,) = struct.unpack_from(">H", data, 4)
        tables = {}
        for at in range(12, 12 + 16 * count, 16):
            tag, _, start, length = struct.unpack_from(">4sIII", data, at)
            tables[tag.decode()] = data[start : start + length]
        (self._em,) = struct.unpack_from(">H", tables["head"], 18)
        (metrics,) = struct.unpack_from(">H", tables["hhea"], 34)
        advances = [
            struct.unpack_from(">H", tables["hmtx"], 4 * min(glyph, metrics - 1))[0]
            for glyph in range(struct.unpack_from(">H", tables["maxp"], 4)[0])
        ]
        self._advances: dict[int, float] = {
            code: advances[glyph] / self._em for code, glyph in _glyphs(tables["cmap"]).items()
        }

    def holds(self, char: str) -> bool:
        """Whether it can draw a character."""
        return ord(char) in self._advances

    def width(self, text: str, size: float) -> float:
        """How wide a text is at a size, with room for another font."""
        return size * self._slack * sum(map(self._advance, text))

    def _advance(self, char: str) -> float:
        found: float | None = self._advances.get(ord(char))
        if found is not None:
            return found
        if unicodedata.combining(char):
            return 0
        return _WIDE if unicodedata.east_asian_width(char) in "WF" else _UNKNOWN


def _glyphs(table: bytes) -> dict[int, int]:
    """The glyphs of characters, by the subtable of format 4."""
    (count,) = struct.unpack_from(">H", table, 2)
    starts = [struct.unpack_from(">I", table, 8 + 8 * at)[0] for at in range(count)]
    start = next(at for at in starts if struct.unpack_from(">H", table, at)[0] == 4)
    (double,) = struct.unpack_from(">H", table, start + 6)
    size, at = double // 2, start + 14
    ends = struct.unpack_from(f">{size}H", table, at)
    firsts = struct.unpack_from(f">{size}H", table, at + double + 2)
    deltas = struct.unpack_from(f">{size}h", table, at + 2 * double + 2)
    ranges_at = at + 3 * double + 2
    offsets = struct.unpack_from(f">{size}H", table, ranges_at)
    found = {}
    for segment in range(size):
        for code in range(firsts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = code
            if offsets[segment]:
                place = ranges_at + 2 * segment + offsets[segment] + 2 * (code - firsts[segment])
                (glyph,) = struct.unpack_from(">H", table, place)
            if glyph or not offsets[segment]:
                found[code] = (glyph + deltas[segment]) % 0x10000
    return {code: glyph for code, glyph in found.items() if glyph}


@cache
def face(*, bold: bool = False) -> Face:
    """The font, regular or bold."""
    return Face("Bold" if bold else "Regular")


def missing(text: str) -> str:
    """The characters of a text that the font lacks, each once, in their order."""
    both = face(), face(bold=True)
    return "".join(
        dict.fromkeys(
            char for char in text if char != "\n" and not all(each.holds(char) for each in both)
        )
    )


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """A text in lines that fit a room; a word that is too long for one is cut into several."""
    measure = face(bold=bold).width
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if measure(longer, size) <= room:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if lines[-1] and measure(lines[-1] + char, size) > room:
                lines.append("")
            lines[-1] += char
    return [line for line in lines if line]


def balanced(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """A text in as few lines as fit, of about one length: as headlines are set."""
    lines = wrap(text, size, room, bold=bold)
    if len(lines) < 2 or len(lines) > 4:
        return lines
    for percent in range(55, 100, 3):
        narrower = wrap(text, size, room * percent / 100, bold=bold)
        if len(narrower) == len(lines):
            return narrower
    return lines
