"""Finding what a person meant by a name they typed. Nothing is ever guessed."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from .errors import UsageError
from .model import FactBase, Place
from .text import fold, printable
from .wording import listing

MAX_NEAREST = 3


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
    exact = facts.place_by_id.get(text)
    wanted = fold(text)
    named = [exact] if exact else [place for place in facts.places if wanted in _names(place)]
    fitting = [place for place in named if kind in (None, place.kind)]
    if len(fitting) == 1:
        return fitting[0]
    typed = printable(text)
    if fitting:
        listed = ", ".join(f"{place.id} ({place.kind})" for place in fitting)
        raise UsageError(f"'{typed}' names several places; say which by its id: {listed}")
    if named:
        other = named[0]
        hint = f"see: cltool place {other.id}"
        raise UsageError(f"{other.name} is {_a(other.kind)}, not {_a(str(kind))}; {hint}")
    places = [place for place in facts.places if kind in (None, place.kind)]
    raise UsageError(f"unknown {kind or 'place'} '{typed}'{_nearest_places(wanted, places)}")


def find_all(facts: FactBase, texts: Iterable[str]) -> list[Place]:
    """The places that several texts name; see `find`.

    Raises:
        UsageError: As `find` does, or if two texts name one place.
    """
    places = [find(facts, text) for text in texts]
    for place in places:
        if places.count(place) > 1:
            raise UsageError(f"{place.name} is named twice; name each place once")
    return places


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
    raise UsageError(f"unknown kind of place '{printable(text)}'; expected one of: {kinds}")


def plural(noun: str) -> str:
    """The regular English plural of a noun."""
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "i", "o", "u", ""):
        return f"{noun[:-1]}ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    return f"{noun}s"


def nearest(text: str, ids: Sequence[str]) -> str:
    """A hint to end an error about an unknown id: the nearest ones, or all if they are few."""
    near = get_close_matches(text, ids, MAX_NEAREST)
    if near:
        return f"; did you mean {_or(near)}?"
    return f"; expected one of: {', '.join(ids)}" if len(ids) <= 10 else ""


def _names(place: Place) -> Iterator[str]:
    for name in (place.id, place.name, *place.aliases, place.code):
        if name is not None:
            yield fold(name)


def _nearest_places(wanted: str, places: Sequence[Place]) -> str:
    by_name = {name: place.name for place in places for name in _names(place)}
    near = get_close_matches(wanted, by_name, 2 * MAX_NEAREST, cutoff=0.4)
    names = list(dict.fromkeys(by_name[name] for name in near))[:MAX_NEAREST]
    if names:
        return f"; the nearest {'name is' if len(names) == 1 else 'names are'} {listing(names)}"
    return "; for a list: cltool places"


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _or(words: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
