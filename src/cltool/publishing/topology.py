"""The rings of points of a geometry, whether it lists them or names arcs shared with others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]
_FEWEST_POINTS = 4
_DEEPEST = 50


class BrokenError(ValueError):
    """A file of boundaries is not what it should be. Its text follows the file's name."""


@dataclass(frozen=True, slots=True)
class Arcs:
    """The lines that the shapes of a topology share.

    Attributes:
        lines: The points of each line.
    """

    lines: tuple[Ring, ...]

    @classmethod
    def of(cls, topology: Mapping[str, Any]) -> "Arcs":
        """The arcs of a topology, with the differences that it may hold added up.

        Raises:
            BrokenError: If they are none.
        """
        listed, transform = topology.get("arcs"), topology.get("transform")
        if not isinstance(listed, list):
            raise BrokenError("has no arcs, as TopoJSON has")
        lines = [tuple(map(_point, _list(each))) for each in listed]
        if transform is None:
            return cls(tuple(lines))
        if not isinstance(transform, dict):
            raise BrokenError("has a transform that is no object")
        scale, shift = _point(transform.get("scale")), _point(transform.get("translate"))
        return cls(tuple(tuple(_placed(each, scale, shift)) for each in lines))

    def ring(self, indexes: Any) -> Ring:
        """The ring of some arcs, one after the other; `~i` is arc i turned round."""
        points: list[Point] = []
        for at in _list(indexes):
            if not isinstance(at, int) or not -len(self.lines) <= at < len(self.lines):
                raise BrokenError("has a shape with an arc that is not there")
            line = self.lines[at] if at >= 0 else self.lines[~at][::-1]
            points += line[1:] if points else line
        return tuple(points)


def rings_of(geometry: Any, arcs: Arcs | None, depth: int = 0) -> tuple[Ring, ...]:
    """The rings of the polygons of a geometry; none of points and lines.

    Args:
        geometry: A geometry of GeoJSON, or of TopoJSON with its arcs.
        arcs: The arcs that it names; None for a geometry that lists its points.
        depth: How deep it lies in other geometries.

    Raises:
        BrokenError: If it is no geometry.
    """
    if geometry is None:
        return ()
    if not isinstance(geometry, dict) or depth > _DEEPEST:
        raise BrokenError("has a geometry that is none")
    held = geometry.get("coordinates" if arcs is None else "arcs")
    match geometry.get("type"):
        case "Polygon":
            polygons = [held]
        case "MultiPolygon":
            polygons = _list(held)
        case "GeometryCollection":
            inner = _list(geometry.get("geometries"))
            return tuple(ring for each in inner for ring in rings_of(each, arcs, depth + 1))
        case _:
            return ()
    found = [_ring(ring, arcs) for polygon in polygons for ring in _list(polygon)]
    return tuple(ring for ring in found if len(ring) >= _FEWEST_POINTS)


def _ring(ring: Any, arcs: Arcs | None) -> Ring:
    return tuple(map(_point, _list(ring))) if arcs is None else arcs.ring(ring)


def _placed(line: Sequence[Point], scale: Point, shift: Point) -> Iterator[Point]:
    """The points of a line that is given as whole differences."""
    x = y = 0.0
    for dx, dy in line:
        x, y = x + dx, y + dy
        yield x * scale[0] + shift[0], y * scale[1] + shift[1]


def _list(thing: Any) -> list[Any]:
    if not isinstance(thing, list):
        raise BrokenError("has something else where a list of points should be")
    return thing


def _point(thing: Any) -> Point:
    match thing:
        case [int() | float() as x, int() | float() as y, *_] if isfinite(x) and isfinite(y):
            return float(x), float(y)
    raise BrokenError("has something else where a point should be")


def extent(rings: Sequence[Ring]) -> tuple[float, float, float, float]:
    """The smallest and the largest x and y of some rings."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def area(ring: Ring) -> float:
    """How much a ring encloses, by the shoelace formula."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise([*ring, ring[0]]))) / 2
