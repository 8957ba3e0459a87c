"""Which place a row of a table is about. Nothing is guessed: what may be two places is refused."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from ..dataset.fields import Name
from ..dataset.records import Place
from ..errors import Parameter, UsageError
from ..linked.fact_base import FactBase
from ..linked.finding import find, places_named, refusal
from ..linked.record import Place as LinkedPlace
from ..text import fold, shown
from ..wording import listing
from .asked import OUT, SAME
from .cells import without_footnote
from .nearness import Names, words_of
from .rows import Row

_LONGEST_SLUG = 80
_MOST_SUGGESTIONS = 5
_OFFICIAL = re.compile("[A-Z][0-9]{8}|[A-Z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How names of a table become places.

    Attributes:
        kind: The kind of the places, which unknown ones become; None to refuse those.
        other_kind: The kind of those that are of another level.
        others: The names of those, each with its level.
        aliases: `NAME=PLACE`: the place of the fact base that a name means.
        new: Names that are new places, though another is much like them.
    """

    kind: str | None = None
    other_kind: str | None = None
    others: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    def kind_of(self, name: str) -> str | None:
        """The kind that the place of a name is."""
        taken = name in self.others and self.other_kind not in (None, OUT, SAME)
        return self.other_kind if taken else self.kind


class Matcher:
    """Finds the places of the rows of one table.

    Attributes:
        new_places: The places that were added, by their id.
        learnt: What is new of places that were there: their ids with what they are now.
        of_other_kinds: The names that met a place of another kind than was asked for.
    """

    def __init__(self, facts: FactBase, naming: Naming) -> None:
        """Begin with the first row.

        Raises:
            UsageError: If an alias is of no place.
        """
        self._facts = facts
        self._naming = naming
        self._aliases = dict(self._alias(each) for each in naming.aliases)
        self._told_new = set(map(fold, naming.new))
        self._by_code = {place.code: place.id for place in facts.places if place.code}
        self._known: dict[tuple[str, str | None], str] = {}
        self._added: dict[tuple[str, str | None, str | None], str] = {}
        self._ids = set(facts.place_by_id)
        self._last_numbers: dict[str, int] = {}
        self.unknown_names = 0
        self._near: dict[str | None, Names] = {}
        self.new_places: dict[str, Place] = {}
        self.learnt: dict[str, Place] = {}
        self.of_other_kinds: dict[str, str] = {}

    def place_of(self, row: Row) -> str:
        """The id of the place of a row.

        Raises:
            UsageError: If it is none, or can't be told.
        """
        key = (row.place, row.code)
        if key not in self._known:
            self._known[key] = self._find(row.place.strip(), row.code)
        return self._known[key]

    def _find(self, cell: str, code: str | None) -> str:
        name = without_footnote(cell) or cell
        if self._aliases and (told := self._aliases.get(fold(name))) is not None:
            self._learn(told, alias=name)
            return told
        if code is not None and (known := self._by_code.get(code)) is not None:
            if _OFFICIAL.fullmatch(code) or self._is_alike(known, name):
                return known
            code = None  # of another scheme, in which it means another place
        if not name:
            raise UsageError("no place is named")
        found = self._named(cell, name)
        if found is not None:
            return self._checked(found, name, code)
        return self._new(name, code, self._naming.kind_of(cell))

    def _is_alike(self, id_: str, name: str) -> bool:
        """Whether a name may be that of a place."""
        new = self.new_places.get(id_)
        place = new or self._facts.place_by_id[id_]
        return bool(Names([place.name, *place.aliases]).near(name))

    def _named(self, cell: str, name: str) -> LinkedPlace | None:
        """The one place that a cell names, with or without its footnotes."""
        kind = self._naming.kind_of(cell)
        for text in dict.fromkeys([cell, name]) if self._facts.places else ():
            named = places_named(self._facts, text)
            for fitting in (named, [place for place in named if place.kind == kind]):
                if len(fitting) == 1:
                    if kind not in (None, fitting[0].kind):
                        self.of_other_kinds[name] = fitting[0].kind
                    return fitting[0]
        return None

    def _checked(self, place: LinkedPlace, name: str, code: str | None) -> str:
        """The id of a place found by its name, if its code is no other than the table's."""
        if code is not None and place.code is not None and _shape(code) == _shape(place.code):
            raise UsageError(
                f"{shown(name)} has the code {shown(code)} here and {place.code} in the fact base; "
                "if it is the same place, add ",
                Parameter("alias", f"'{shown(name)}={place.id}'"),
                ", and if not, leave it out with ",
                Parameter("leave_out"),
            )
        if code is not None and place.code is None:
            self._learn(place.id, code=code)
        return place.id

    def _learn(self, id_: str, *, alias: str | None = None, code: str | None = None) -> None:
        if id_ not in self.learnt:
            of = {place.id: place for place in self._facts.base.places}
            self.learnt[id_] = of[id_]
        place = self.learnt[id_]
        if alias is not None and fold(alias) not in map(fold, [place.name, *place.aliases]):
            self.learnt[id_] = replace(place, aliases=(*place.aliases, alias))
        if code is not None:
            self.learnt[id_] = replace(place, code=code)
            self._by_code[code] = id_

    def _new(self, name: str, code: str | None, kind: str | None) -> str:
        """The id of the place that an unknown name becomes.

        Raises:
            UsageError: If it becomes none.
        """
        if kind is None or places_named(self._facts, name):
            self.unknown_names += kind is None
            suggest = self.unknown_names <= _MOST_SUGGESTIONS
            raise refusal(self._facts, name, kind, suggest=suggest)
        if (reason := name_fault(name)) is not None:
            raise UsageError(f"given '{shown(name)}', expected {reason}")
        key = (fold(name), code, kind)
        if key not in self._added:
            self._refuse_near(name, kind)
            id_ = self._free_id(name)
            self._added[key] = id_
            usable = code if code and (code.isalnum() or name_fault(code) is None) else None
            self.new_places[id_] = Place(id=id_, name=name, kind=kind, code=usable)
            if usable:
                self._by_code[usable] = id_
        return self._added[key]

    def _refuse_near(self, name: str, kind: str) -> None:
        if kind not in self._facts.kinds or fold(name) in self._told_new:
            return
        if kind not in self._near:
            self._near[kind] = Names(
                text
                for place in self._facts.places
                if place.kind == kind
                for text in (place.name, *place.aliases)
            )
        near = self._near[kind].near(name)
        if near:
            raise UsageError(
                f"'{shown(name)}' may be {listing(near, 3)}; if it is, add ",
                Parameter("alias", f"'{shown(name)}={near[0]}'"),
                ", and if it is another place, ",
                Parameter("new_place", f"'{shown(name)}'"),
            )

    def _alias(self, text: str) -> tuple[str, str]:
        name, sign, place = text.rpartition("=")
        if not sign:
            given = Parameter("alias", f"'{shown(text)}'")
            raise UsageError("given ", given, ", expected NAME=PLACE")
        return fold(name), find(self._facts, place).id

    def _free_id(self, name: str) -> str:
        """An id made of a name, that no other place has."""
        slug = slug_of(name) or "place"
        number = self._last_numbers.get(slug, 1)
        id_ = slug if number == 1 else f"{slug}-{number}"
        while id_ in self._ids:
            number += 1
            id_ = f"{slug}-{number}"
        self._last_numbers[slug] = number
        self._ids.add(id_)
        return id_


def split_names(rows: Sequence[Row], new: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of names of a table that may be of one place: alike, and never in the same period."""
    if len({row.period for row in rows}) == 1:
        return []
    periods: dict[str, set[str | None]] = defaultdict(set)
    codes: dict[str, str | None] = {}
    for row in rows:
        periods[row.place].add(row.period)
        codes[row.place] = row.code
    alike: dict[frozenset[str], list[str]] = defaultdict(list)
    told = set(map(fold, new))
    for name in periods:
        if fold(name) not in told:
            alike[words_of(name)].append(name)
    return [
        (names[0], other)
        for names in alike.values()
        for other in names[1:]
        if fold(other) != fold(names[0])
        and not periods[names[0]] & periods[other]
        and not (codes[names[0]] and codes[other])
    ]


def slug_of(text: str) -> str:
    """An id made of a text; empty if none can be."""
    words = [re.sub("[^a-z0-9]", "", fold(word)) for word in re.split(r"[\s_/-]+", text)]
    return "-".join(filter(None, words))[:_LONGEST_SLUG].rstrip("-")


def _shape(code: str) -> str:
    """Of what scheme a code is: letters and digits by their number."""
    return re.sub("[0-9]", "0", re.sub("[A-Z]", "A", code))


@cache
def _names() -> TypeAdapter[Name]:
    return TypeAdapter(Name)


def name_fault(text: str) -> str | None:
    """What the name of a place or a kind should be; None if the text can be one."""
    try:
        _names().validate_python(text)
    except ValidationError as error:
        from ..dataset.expectations import expected

        return expected(error.errors(include_url=False)[0])
    return None
