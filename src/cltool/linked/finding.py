"""Finding what a person meant by a name they typed. Nothing is ever guessed."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from ..errors import UsageError
from ..text import fold, shown
from ..wording import a, alternatives, listing, plural
from .fact_base import FactBase
from .record import Measure, Place, Source
from .series import Series

MAX_NEAREST = 3
MOST_LISTED = 10
Found = TypeVar("Found", Series, Measure, Source)


def find(facts: FactBase, text: str, kind: str | None = None) -> Place:
    """The place that a text names: by id, or else by name, alias or code.

    Case, accents, spaces, hyphens and apostrophes do not matter. An exact id always names its
    place.

    Args:
        facts: Where to look.
        text: What was typed.
        kind: The kind that the place must have, if any.

    Raises:
        UsageError: If no place, several places, or only a place of another kind has the name.
    """
    fitting = [place for place in places_named(facts, text) if kind in (None, place.kind)]
    if len(fitting) == 1:
        return fitting[0]
    raise refusal(facts, text, kind)


def refusal(
    facts: FactBase, text: str, kind: str | None = None, *, suggest: bool = True
) -> UsageError:
    """Why a text does not name one place; see `find`.

    Args:
        facts: Where to look.
        text: What was typed.
        kind: The kind that the place must have, if any.
        suggest: Whether to look for the nearest names, which takes long.
    """
    typed = shown(text)
    named = places_named(facts, text)
    fitting = [place for place in named if kind in (None, place.kind)]
    if fitting:
        listed = ", ".join(f"{place.id} ({place.kind})" for place in fitting[:MOST_LISTED])
        listed += ", ..." if len(fitting) > MOST_LISTED else ""
        return UsageError(f"'{typed}' names several places; say which by its id: {listed}")
    if named:
        other = named[0]
        return UsageError(
            f"{other.name} is {a(other.kind)}, not {a(str(kind))}",
            hint=f"see: cltool place {other.id}",
        )
    places = [place for place in facts.places if kind in (None, place.kind)] if suggest else []
    near = _nearest_places(fold(text), places)
    hint = "" if near else "for a list: cltool places"
    return UsageError(f"unknown {kind or 'place'} '{typed}'{near}", hint=hint)


def places_named(facts: FactBase, text: str) -> Sequence[Place]:
    """The places that a text names, of whatever kind: the one of that id, or else all by name."""
    exact = facts.place_by_id.get(text)
    return (exact,) if exact else facts.places_named.get(fold(text), ())


def find_all(facts: FactBase, texts: Iterable[str]) -> list[Place]:
    """The places that several texts name; see `find`.

    Raises:
        UsageError: As `find` does, if two texts name one place, or if `texts` is one text.
    """
    if isinstance(texts, str):
        raise UsageError(f"given the text '{shown(texts)}', expected a list of names")
    places: dict[str, Place] = {}
    for text in texts:
        place = find(facts, text)
        if place.id in places:
            raise UsageError(f"{place.name} is named twice; name each place once")
        places[place.id] = place
    return list(places.values())


def find_kind(facts: FactBase, text: str) -> str:
    """The kind of place that a text names, in the singular or the plural.

    Raises:
        UsageError: If no place has such a kind.
    """
    wanted = fold(text)
    for kind in facts.kinds:
        if wanted in (fold(kind), fold(plural(kind))):
            return kind
    kinds = ", ".join(plural(kind) for kind in facts.kinds)
    raise UsageError(f"unknown kind of place '{shown(text)}'; expected one of: {kinds}")


def find_series(facts: FactBase, series_id: str) -> Series:
    """The series of an id.

    Raises:
        UsageError: If there is none; as for the measures and sources below.
    """
    return _find(facts.series_by_id, "series", series_id, "series")


def find_measure(facts: FactBase, measure_id: str) -> Measure:
    """The measure of an id."""
    return _find(facts.measure_by_id, "measure", measure_id, "measures")


def find_source(facts: FactBase, source_id: str) -> Source:
    """The source of an id."""
    return _find(facts.source_by_id, "source", source_id, "sources")


def _find(records: Mapping[str, Found], noun: str, id_: str, command: str) -> Found:
    if id_ not in records:
        near = _nearest(id_, list(records))
        hint = "" if near else f"for a list: cltool {command}"
        raise UsageError(f"unknown {noun} '{shown(id_)}'{near}", hint=hint)
    return records[id_]


def _nearest(text: str, ids: Sequence[str]) -> str:
    """The end of an error about an unknown id: the nearest ones, or all if they are few."""
    near = get_close_matches(text, ids, MAX_NEAREST)
    if near:
        return f"; did you mean {alternatives(near)}?"
    return f"; expected one of: {', '.join(ids)}" if len(ids) <= 10 else ""


def _nearest_places(wanted: str, places: Sequence[Place]) -> str:
    by_name = {name: place.name for place in places for name in place.names()}
    near = get_close_matches(wanted, by_name, 2 * MAX_NEAREST, cutoff=0.4)
    names = list(dict.fromkeys(by_name[name] for name in near))[:MAX_NEAREST]
    if names:
        return f"; the nearest {'name is' if len(names) == 1 else 'names are'} {listing(names)}"
    return ""
