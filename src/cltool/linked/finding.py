"""Finding what a person meant by a name they typed. Nothing is ever guessed."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from shlex import quote
from typing import TypeVar

from ..errors import Parameter, UsageError
from ..text import fold, shown
from ..wording import a, alternatives, counted, listing, plural
from .fact_base import FactBase
from .record import Measure, Place, Source
from .series import Series

MAX_NEAREST = 3
MOST_LISTED = 10
MOST_KINDS = 4
SHORTEST_WORD = 4
LEAST_LIKENESS = 0.75
"""How alike a name must be to what was typed to be offered: a slip or two of the hand."""
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
        suggest: Whether to look for the nearest names and count the places, which takes long.
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
    if kind is None and (of_kind := _kind_named(facts, text)) is not None:
        return UsageError(
            f"'{typed}' is a kind of place; name the places themselves",
            hint=f"for all of them: $(cltool places {quote(plural(of_kind))} --field place); "
            f"ranked: cltool rank {quote(plural(of_kind))}",
        )
    unknown = f"unknown {kind or 'place'} '{typed}'"
    if not suggest:
        return UsageError(unknown, hint=_listed(kind))
    if near := _nearest_places(facts, text, kind):
        return UsageError(f"{unknown}; {near}")
    held, said = _places_held(facts, kind), _spoken_of(facts, text)
    return UsageError(f"{unknown}; the base has {held}{said}", hint=_listed(kind))


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
    if (named := _kind_named(facts, text)) is not None:
        return named
    wanted = fold(text)
    unknown = f"unknown kind of place '{shown(text)}'; "
    by_word = {fold(word): plural(kind) for kind in facts.kinds for word in (kind, plural(kind))}
    if near := _alike(wanted, by_word):
        raise UsageError(f"{unknown}did you mean {alternatives(near)}?")
    raise UsageError(f"{unknown}the base has {_places_held(facts)}", hint=_listed())


def _kind_named(facts: FactBase, text: str) -> str | None:
    wanted = fold(text)
    named = (kind for kind in facts.kinds if wanted in (fold(kind), fold(plural(kind))))
    return next(named, None)


def find_series(facts: FactBase, text: str) -> Series:
    """The series that a text names: by its id, a beginning or a word of it, or its publisher.

    Args:
        facts: Where to look.
        text: What was typed.

    Raises:
        UsageError: If it names none or several; as for the measures and sources below.
    """
    names = ((each.source.publisher, each) for each in facts.series)
    return _find(facts.series_by_id, names, "series", text)


def find_measure(facts: FactBase, text: str) -> Measure:
    """The measure that a text names: by its id, a beginning or a word of it, or its name."""
    names = ((each.name, each) for each in facts.measures)
    return _find(facts.measure_by_id, names, "measures", text)


def find_denominator(facts: FactBase, text: str) -> Measure:
    """The measure that a text names, to divide by it.

    Raises:
        UsageError: If it names none or several; says which measures there are to divide by.
    """
    try:
        return find_measure(facts, text)
    except UsageError:
        ids = [measure.id for measure in facts.measures if measure.denominator]
        if not ids:
            raise
        raise UsageError(
            f"unknown measure '{shown(text)}'; to divide by there is: "
            f"{listing(ids[:MOST_LISTED], of=len(ids))}; try: ",
            Parameter("per", ids[0]),
        ) from None


def find_source(facts: FactBase, text: str) -> Source:
    """The source that a text names: by its id, a beginning or a word of it, or its publisher."""
    names = ((name, each) for each in facts.sources for name in (each.publisher, each.title))
    return _find(facts.source_by_id, names, "sources", text)


def _find(
    records: Mapping[str, Found], names: Iterable[tuple[str, Found]], command: str, text: str
) -> Found:
    """The record of an id; else the only one of which that is a beginning, a name, or a word."""
    if text in records:
        return records[text]
    wanted = fold(text)
    fitting = [id_ for id_ in records if wanted and fold(id_).startswith(wanted)]
    fitting = fitting or [record.id for name, record in names if fold(name) == wanted]
    if not fitting and wanted.isalpha():
        fitting = [id_ for id_ in records if wanted in map(fold, id_.split("-"))]
    if len(fitting) == 1:
        return records[fitting[0]]
    if fitting:
        listed = listing(fitting[:MOST_LISTED], of=len(fitting))
        raise UsageError(f"'{shown(text)}' fits several {command}: {listed}; give one of them")
    near = _nearest(text, list(records))
    hint = "" if near else f"for a list: cltool {command}"
    noun = command if command == "series" else command.removesuffix("s")
    raise UsageError(f"unknown {noun} '{shown(text)}'{near}", hint=hint)


def _nearest(text: str, ids: Sequence[str]) -> str:
    """The end of an error about an unknown id: the nearest ones, or all if they are few."""
    near = get_close_matches(text, ids, MAX_NEAREST)
    if near:
        return f"; did you mean {alternatives(near)}?"
    return f"; expected one of: {', '.join(ids)}" if len(ids) <= 10 else ""


def _nearest_places(facts: FactBase, text: str, kind: str | None) -> str:
    """The names that are near a text: of a kind, or else of any, with what kind they are."""
    places = [place for place in facts.places if kind in (None, place.kind)]
    names = [place.name for place in _near(places, fold(text))]
    if kind and not names:
        names = [f"{each.name} ({a(each.kind)})" for each in _near(facts.places, fold(text))]
    return f"did you mean {alternatives(names)}?" if names else ""


def _spoken_of(facts: FactBase, text: str) -> str:
    """What the base's own words say of a name that none of its places has; empty for nothing.

    What is missing from the figures is often told there.
    """
    if len(text) < SHORTEST_WORD:
        return ""
    name = re.compile(rf"(?<!^)\b{re.escape(text[0].upper())}(?i:{re.escape(text[1:])})\b")
    for noun, records in (("series", facts.series), ("source", facts.sources)):
        for each in records:
            for sentence in re.split(r"(?<=[.!?]) ", each.caveat or ""):
                if name.search(sentence):
                    return f"; a caveat of the {noun} {each.id} names it: “{sentence}”"
    return ""


def _near(places: Sequence[Place], wanted: str) -> list[Place]:
    """The places of a name that is nearly the one wanted, or has it for one of its words."""
    by_name = {name: place for place in places for name in place.names()}
    near = _alike(wanted, by_name)
    if len(wanted) >= SHORTEST_WORD:
        near += [each for each in places if wanted in map(fold, each.name.split())]
    return list(dict.fromkeys(near))[:MAX_NEAREST]


Meant = TypeVar("Meant")


def _alike(wanted: str, by_name: Mapping[str, Meant]) -> list[Meant]:
    """What has a folded name that is near another, the nearest first, each once."""
    near = get_close_matches(wanted, by_name, 2 * MAX_NEAREST, cutoff=LEAST_LIKENESS)
    return list(dict.fromkeys(by_name[name] for name in near))[:MAX_NEAREST]


def _places_held(facts: FactBase, kind: str | None = None) -> str:
    """How many places there are: of a kind, or of each of the commonest kinds."""
    counts = Counter(place.kind for place in facts.places if kind in (None, place.kind))
    words = [counted(count, kind) for kind, count in counts.most_common(MOST_KINDS)]
    others = len(facts.places) - sum(count for _, count in counts.most_common(MOST_KINDS))
    if others and kind is None:
        words.append(f"{others:,} of other kinds")
    return listing(words) if words else f"no {plural(kind or 'place')}"


def _listed(kind: str | None = None) -> str:
    return f"for a list: cltool places{f' {kind}' if kind and kind.isalnum() else ''}"
