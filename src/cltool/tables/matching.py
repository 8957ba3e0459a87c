"""Which place and which value a row of a table gives, or why it can't be taken."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError

from ..arithmetic import Number
from ..dataset.fields import LARGEST_VALUE, Name
from ..dataset.records import Place
from ..errors import UsageError
from ..linked.fact_base import FactBase
from ..linked.finding import places_named, refusal
from ..text import fold, shown
from .reading import Row, is_suppressed, parse_number, without_footnote

TAKEN = "taken"
KEPT_OUT = "kept out"
_LONGEST_SLUG = 80
_MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a row.

    Attributes:
        place: The id of its place, if that is known.
        value: Its value, if that is a number.
        result: `TAKEN`, `KEPT_OUT`, or why it is refused.
    """

    place: str | None
    value: Number | None
    result: str


class Matcher:
    """Takes the rows of one table for one series, in order.

    Attributes:
        new_places: The places that were added, by their folded name.
    """

    def __init__(self, facts: FactBase, taken: set[str], new_kind: str | None) -> None:
        """Begin with the first row.

        Args:
            facts: The fact base.
            taken: The ids of the places that the series has already.
            new_kind: The kind of place that an unknown name becomes; None to refuse it.
        """
        self._facts = facts
        self._taken = set(taken)
        self._new_kind = new_kind
        self._unknown_names = 0
        self._ids = set(facts.place_by_id)
        self._last_numbers: dict[str, int] = {}
        self.new_places: dict[str, Place] = {}

    def take(self, row: Row) -> Outcome:
        """What becomes of the next row."""
        if is_suppressed(row.value):
            return Outcome(None, None, KEPT_OUT)
        value = parse_number(row.value)
        if value is None:
            problem = f"given '{shown(row.value)}', expected a number from 0 to {LARGEST_VALUE:,}"
            return Outcome(self._known(row.place), None, problem)
        place = self._known(row.place)
        if place is None:
            try:
                place = self._new(without_footnote(row.place))
            except UsageError as error:
                return Outcome(None, value, str(error))
        if place in self._taken:
            return Outcome(place, value, "the series has this place already")
        self._taken.add(place)
        return Outcome(place, value, TAKEN)

    def _known(self, cell: str) -> str | None:
        """The id of the one place that a cell names, with or without its footnotes."""
        for name in dict.fromkeys([cell.strip(), without_footnote(cell)]):
            named = places_named(self._facts, name) if name else ()
            for kind in (None, self._new_kind):
                fitting = [place for place in named if kind in (None, place.kind)]
                if len(fitting) == 1:
                    return fitting[0].id
        return None

    def _new(self, name: str) -> str:
        """The id of the place that an unknown name becomes.

        Raises:
            UsageError: If it becomes none.
        """
        if not name:
            raise UsageError("no place is named")
        if self._new_kind is None or places_named(self._facts, name):
            raise self._unknown(name)
        folded = fold(name)
        if folded not in self.new_places:
            if (reason := name_fault(name)) is not None:
                raise UsageError(f"given '{shown(name)}', expected {reason}")
            self.new_places[folded] = Place(id=self._free_id(name), name=name, kind=self._new_kind)
        return self.new_places[folded].id

    def _unknown(self, name: str) -> UsageError:
        """Why a name is not that of one place, with the nearest names for the first few."""
        self._unknown_names += 1
        suggest = self._unknown_names <= _MOST_SUGGESTIONS
        return refusal(self._facts, name, self._new_kind, suggest=suggest)

    def _free_id(self, name: str) -> str:
        """An id made of a name, that no other place has."""
        words = [re.sub("[^a-z0-9]", "", fold(word)) for word in re.split(r"[\s-]+", name)]
        slug = "-".join(filter(None, words))[:_LONGEST_SLUG].rstrip("-") or "place"
        number = self._last_numbers.get(slug, 1)
        id_ = slug if number == 1 else f"{slug}-{number}"
        while id_ in self._ids:
            number += 1
            id_ = f"{slug}-{number}"
        self._last_numbers[slug] = number
        self._ids.add(id_)
        return id_


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
