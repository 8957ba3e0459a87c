"""The boundaries of places in a file: GeoJSON (RFC 7946) or TopoJSON, keyed by official codes.

TopoJSON is described at https://github.com/topojson/topojson-specification.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from ..dataset.loading import load_bytes, name_of
from ..errors import Parameter, UsageError
from ..text import UNPRINTABLE, shown
from .topology import Arcs, BrokenError, Ring, rings_of

CREDITS = ("license", "licence", "attribution", "credit", "credits", "copyright")
"""The keys by which a file says whose its boundaries are."""
_Json: TypeAlias = Mapping[str, Any]


class Shape(NamedTuple):
    """One place's outline.

    Attributes:
        code: Its official code; empty where the base has no such place.
        rings: Its rings of points, islands and holes alike.
    """

    code: str
    rings: tuple[Ring, ...]


class Boundaries(NamedTuple):
    """The outlines of places.

    Attributes:
        shapes: The shapes, in the file's order.
        credit: Whose they are, and on what terms.
    """

    shapes: tuple[Shape, ...]
    credit: str


def load_boundaries(path: str, codes: Collection[str], credit: str | None = None) -> Boundaries:
    """Read the outlines of places from a file.

    Args:
        path: A GeoJSON or TopoJSON file, or `-` for standard input.
        codes: The codes of the places to be found.
        credit: Whose the boundaries are and on what terms, if the file does not say so.

    Returns:
        All its shapes, of the layer and by the property that match most of the codes.

    Raises:
        UsageError: If the file can't be read, is no such file, has none of the places, or nothing
            says whose it is.
    """
    name = name_of(path)
    tree = _parsed(load_bytes(path), name)
    try:
        layers = _layers(tree)
        shapes = _best(layers, codes)
        if not shapes:
            raise BrokenError(
                "has no outline with the code of a place of the base; expected codes such as "
                f"{', '.join(sorted(codes)[:2]) or 'E10000012'}, the GSS codes of the places"
            )
        return Boundaries(shapes, _credit(tree, credit, name))
    except BrokenError as error:
        raise UsageError(f"{name} {error}") from None
    except (RecursionError, OverflowError):
        raise UsageError(f"{name} is nested too deeply, or has numbers that no map has") from None


def _parsed(data: bytes, name: str) -> _Json:
    expected = "expected GeoJSON or TopoJSON"
    try:
        tree = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"{name} is not text in UTF-8; {expected}") from None
    except json.JSONDecodeError as error:
        raise UsageError(f"{name}:{error.lineno}:{error.colno} is not JSON; {expected}") from None
    except (RecursionError, ValueError):
        raise UsageError(f"{name} is nested too deeply for a map; {expected}") from None
    kind = tree.get("type") if isinstance(tree, dict) else None
    if kind not in ("FeatureCollection", "Feature", "Topology"):
        given = f" (its type is '{shown(str(kind))}')" if kind is not None else ""
        raise UsageError(f"{name} holds no boundaries{given}; {expected}")
    found: _Json = tree
    return found


class _Feature(NamedTuple):
    """A shape with all that its file says of it."""

    names: Mapping[str, str]
    rings: tuple[Ring, ...]


def _layers(tree: _Json) -> list[list[_Feature]]:
    """The features of a file, by layer: a GeoJSON file has one."""
    if tree["type"] == "Topology":
        arcs = Arcs.of(tree)
        objects = tree.get("objects")
        if not isinstance(objects, dict):
            raise BrokenError("has no objects, as TopoJSON has")
        return [_features(_flat(each, "geometries"), arcs) for each in objects.values()]
    listed = tree.get("features") if tree["type"] == "FeatureCollection" else [tree]
    if not isinstance(listed, list):
        raise BrokenError("has no list of features, as GeoJSON has")
    return [_features(listed, None)]


def _flat(thing: Any, inside: str) -> list[Any]:
    """What a collection holds; else the thing itself."""
    held = thing.get(inside) if isinstance(thing, dict) else None
    return held if isinstance(held, list) else [thing]


def _features(listed: Sequence[Any], arcs: Arcs | None) -> list[_Feature]:
    found = []
    for each in listed:
        if not isinstance(each, dict):
            raise BrokenError("has a feature that is no object")
        geometry = each if arcs is not None else each.get("geometry")
        rings = rings_of(geometry, arcs)
        if rings:
            found.append(_Feature(_names(each), rings))
    return found


def _names(feature: _Json) -> dict[str, str]:
    """What may be a feature's code: its id, and each of its properties that is text."""
    properties = feature.get("properties")
    said = {"": feature.get("id"), **(properties if isinstance(properties, dict) else {})}
    return {key: value for key, value in said.items() if isinstance(value, str)}


def _best(layers: Sequence[Sequence[_Feature]], codes: Collection[str]) -> tuple[Shape, ...]:
    """The shapes of the layer that matches most codes, by the property that does."""
    most = 0
    best: tuple[Shape, ...] = ()
    for layer in layers:
        for key in dict.fromkeys(key for each in layer for key in each.names):
            named = [each.names.get(key, "") for each in layer]
            matched = len({*named} & {*codes})
            if matched > most:
                most = matched
                best = tuple(
                    Shape(code if code in codes else "", each.rings)
                    for code, each in zip(named, layer, strict=True)
                )
    return best


def _credit(tree: _Json, given: str | None, name: str) -> str:
    if given is not None:
        return given
    for part in (tree, tree.get("properties"), tree.get("metadata")):
        for key, value in part.items() if isinstance(part, dict) else ():
            if str(key).casefold() in CREDITS and isinstance(value, str) and value.strip():
                return _printable(value.strip())
    raise UsageError(
        f"{name} does not say whose the boundaries are; give their licence and owner with ",
        Parameter("boundaries_credit"),
    )


def _printable(words: str) -> str:
    """Words of a file of which nobody has looked at the characters."""
    return re.sub(f"[{UNPRINTABLE}\ud800-\udfff]+", " ", words)
