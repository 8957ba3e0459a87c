"""Outlines as they are drawn: flat, of a page's size, and with no more points than show.

Points are snapped to a grid of which two lines are half a pixel apart. So neighbours keep their
common border, which other ways of leaving out points break.
"""

from collections.abc import Iterator, Sequence
from math import cos, radians
from typing import NamedTuple

from .topology import Point, Ring, area, extent

WIDTH = 1200
"""The width of the grid; two of its lines are half a pixel apart where the map is 600 wide."""
TALLEST = 1500
_SMALLEST = 12.0
"""The area, in squares of the grid, below which an island is not drawn, unless it is all."""


class Drawing(NamedTuple):
    """Outlines on a grid.

    Attributes:
        width, height: The size of the grid.
        paths: The outline of each shape, as the `d` of an SVG path.
    """

    width: int
    height: int
    paths: tuple[str, ...]


def drawn(shapes: Sequence[Sequence[Ring]]) -> Drawing:
    """The outlines of some shapes, of which each has a ring.

    Coordinates that can be degrees are taken for such (RFC 7946), and drawn with the scale of
    their middle in both directions; all others lie on a plane already.
    """
    west, south, east, north = extent([ring for shape in shapes for ring in shape])
    squeeze = 1.0
    if -180 <= west <= east <= 180 and -90 <= south <= north <= 90:
        squeeze = max(cos(radians((south + north) / 2)), 0.01)
    wide, tall = (east - west) * squeeze or 1.0, north - south or 1.0
    scale = min(WIDTH / wide, TALLEST / tall)

    def on_grid(point: Point) -> tuple[int, int]:
        x, y = point
        return round((x - west) * squeeze * scale), round((north - y) * scale)

    paths = tuple(_path([[on_grid(point) for point in ring] for ring in shape]) for shape in shapes)
    return Drawing(round(wide * scale), round(tall * scale), paths)


def _path(rings: Sequence[Sequence[tuple[int, int]]]) -> str:
    """The rings of a shape, without islands too small to be seen."""
    kept = [tuple(_thinned(ring)) for ring in rings]
    sized = sorted(((area(ring), at) for at, ring in enumerate(kept) if ring), reverse=True)
    largest = sized[0][1] if sized else 0
    large = {at for size, at in sized if size >= _SMALLEST} | {largest}
    return "".join(_closed(ring) for at, ring in enumerate(kept) if at in large)


def _thinned(ring: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A ring without points that fall together."""
    before = None
    for point in ring[:-1] if ring[0] == ring[-1] and len(ring) > 1 else ring:
        if point != before:
            yield point
        before = point


def _closed(ring: Sequence[tuple[int, int]]) -> str:
    """A ring as a closed path, its points as steps from the one before."""
    (x, y), *rest = ring
    steps = []
    here = (x, y)
    for point in rest:
        steps.append(f"{point[0] - here[0]},{point[1] - here[1]}")
        here = point
    return f"M{x},{y}l{' '.join(steps)}z" if steps else f"M{x},{y}h1v1z"
