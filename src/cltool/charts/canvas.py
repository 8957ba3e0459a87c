"""What a chart is drawn on: shapes and text, written as SVG (W3C, SVG 1.1 and 2).

Colours stand on the shapes themselves, as attributes: any program shows them, a page's own rules
do not touch them, and what a page forbids of styles takes nothing away. In the dark, one rule for
each colour replaces it, in charts alone.
"""

from collections.abc import Iterable
from html import escape
from typing import Literal, TypeAlias

from .font import FALLBACKS, FAMILY, balanced, face, wrap

PAPER, INK, GREY, LINE = "#ffffff", "#1f1f1f", "#575757", "#8a8a8a"
BAR, SECOND, REST, PALE = "#12436d", "#1f6e68", "#767676", "#c3d3e2"
OTHER, ON_BAR = "#a53a00", "#fffffe"
_DARK = {
    PAPER: "#16181b", INK: "#f2f2f2", GREY: "#b8bcc2", LINE: "#7d838b", BAR: "#6ea8dc",
    SECOND: "#58b8ae", REST: "#8d949c", PALE: "#2c4a66", OTHER: "#ffa45c", ON_BAR: "#0c0d0f",
}  # fmt: skip
"""What each colour is in the dark. Each text has a contrast of 4.5 to its ground, each bar of 3."""

Anchor: TypeAlias = Literal["start", "middle", "end"]


def amount(value: float) -> str:
    """A length in SVG: at most two decimals, the same on every machine."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written


class Canvas:
    """Shapes and text on a plane that has no end downwards."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, name: str, **attributes: float | str) -> None:
        """A shape by its attributes; an underscore in a name stands for a hyphen."""
        told = " ".join(
            f'{key.replace("_", "-")}="{value if isinstance(value, str) else amount(value)}"'
            for key, value in attributes.items()
        )
        self._parts.append(f"<{name} {told}/>")

    def bar(self, left: float, top: float, width: float, height: float, fill: str = BAR) -> None:
        """A filled rectangle; of what is more than nothing, at least a hair."""
        self.add("rect", x=left, y=top, width=max(width, 0.5), height=height, fill=fill)

    def line(self, one: tuple[float, float], two: tuple[float, float], stroke: str) -> None:
        """A thin line."""
        self.add("path", d=path(one, two), stroke=stroke, fill="none")

    def dashed(self, one: tuple[float, float], two: tuple[float, float], stroke: str) -> None:
        """A line of dots."""
        self.add(
            "path", d=path(one, two), stroke=stroke, fill="none", stroke_width=2,
            stroke_dasharray="2 4",
        )  # fmt: skip

    def outline(self, left: float, top: float, width: float, height: float, stroke: str) -> None:
        """A dashed rectangle, open inside."""
        self.add(
            "rect", x=left, y=top, width=width, height=height, fill="none", stroke=stroke,
            stroke_width=1.5, stroke_dasharray="5 3",
        )  # fmt: skip

    def ring(self, x: float, y: float, radius: float) -> None:
        """An open ring: the value that others give."""
        self.add("circle", cx=x, cy=y, r=radius, fill=PAPER, stroke=OTHER, stroke_width=2.5)

    def hatched(self, left: float, top: float, width: float, height: float, stroke: str) -> None:
        """A rectangle of slanting lines, with its edge: what may be there or not."""
        found = []
        step, at = 5.0, 0.0
        while at < width + height:
            start = (left + max(at - height, 0), top + min(at, height))
            end = (left + min(at, width), top + max(at - width, 0))
            found.append(path(start, end))
            at += step
        self.add("path", d="".join(found), stroke=stroke, fill="none")
        self.add("rect", x=left, y=top, width=width, height=height, fill="none", stroke=stroke)

    def text(
        self, text: str, at: tuple[float, float], size: float, fill: str = INK,
        *, bold: bool = False, anchor: Anchor = "start",
    ) -> None:  # fmt: skip
        """A line of text on its base line."""
        weight = ' font-weight="700"' if bold else ""
        where = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._parts.append(
            f'<text x="{amount(at[0])}" y="{amount(at[1])}" font-size="{amount(size)}"'
            f'{weight}{where} fill="{fill}">{escape(text, quote=False)}</text>'
        )

    def lines(
        self, lines: Iterable[str], at: tuple[float, float], size: float, fill: str = INK,
        *, bold: bool = False, leading: float = 1.32, anchor: Anchor = "start",
    ) -> float:  # fmt: skip
        """Lines of text from a top edge down; gives where they end."""
        left, top = at
        for line in lines:
            self.text(line, (left, top + size * 1.02), size, fill, bold=bold, anchor=anchor)
            top += size * leading
        return top

    def paragraph(
        self, text: str, at: tuple[float, float], size: float, room: float, fill: str = INK,
        *, bold: bool = False,
    ) -> float:  # fmt: skip
        """A text that is wrapped to a room; gives where it ends."""
        lines = (balanced if bold else wrap)(text, size, room, bold=bold)
        return self.lines(lines, at, size, fill, bold=bold, leading=1.22 if bold else 1.32)

    def svg(self, width: float, height: float, title: str, description: str) -> str:
        """All of it as one element, with its name and what it shows for those who don't see it."""
        rules = "".join(
            f"[data-cltool-chart] [{name}='{light}']{{{name}:{dark}}}"
            for light, dark in _DARK.items()
            for name in ("fill", "stroke")
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" data-cltool-chart="1" role="img" '
            f'width="{amount(width)}" height="{amount(height)}" '
            f'viewBox="0 0 {amount(width)} {amount(height)}" '
            f'style="max-width:100%;height:auto" font-family="\'{FAMILY}\', {FALLBACKS}">\n'
            f"<title>{escape(title, quote=False)}</title>\n"
            f"<desc>{escape(description, quote=False)}</desc>\n"
            f"<style>@media screen and (prefers-color-scheme:dark){{{rules}}}</style>\n"
            f'<rect width="{amount(width)}" height="{amount(height)}" fill="{PAPER}"/>\n'
            + "\n".join(self._parts)
            + "\n</svg>\n"
        )


def path(*points: tuple[float, float]) -> str:
    """A path through some points."""
    return "M" + "L".join(f"{amount(x)} {amount(y)}" for x, y in points)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is; see `Face.width`."""
    return face(bold=bold).width(text, size)
