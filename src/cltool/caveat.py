"""What a reader should know of an answer, as records: with the numbers as fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import NamedTuple


class Alternative(NamedTuple):
    """Another value that sources give for a figure.

    Attributes:
        value: The value, in the measure's unit.
        sources: The ids of the sources that give it.
    """

    value: int | float
    sources: tuple[str, ...]


class Weight(StrEnum):
    """How much a caveat matters, the most important first."""

    VITAL = "vital"
    """It changes what may be said."""
    USEFUL = "useful"
    """It helps to read the answer."""
    BACKGROUND = "background"
    """It is there for whoever asks."""


class Effect(NamedTuple):
    """What a result would be with another value of a figure.

    Attributes:
        other: The other value of the figure.
        place: The id of the place whose result it is.
        result: The column that holds the result.
        value: What the result would be.
        instead_of: What it is.
        text: The effect for people, without a full stop.
    """

    other: int | float
    place: str
    result: str
    value: int | float | None
    instead_of: int | float | None
    text: str

    @property
    def reverses(self) -> bool:
        """Whether the answer would be another, and not only its size: another order or direction.

        A rank is another rank; a ratio is on the other side of 1, a change on that of 0.
        """
        middle = {"ratio": 1, "percent_change": 0, "per_month_change": 0}.get(self.result)
        if self.value is None or self.instead_of is None or self.value == self.instead_of:
            return False
        if self.result == "rank":
            return True
        if middle is None:
            return False
        return (self.value - middle) * (self.instead_of - middle) <= 0


@dataclass(frozen=True, slots=True)
class Caveat:
    """Something that the reader of an answer should know.

    Attributes:
        kind: What sort it is, for scripts, such as `coverage`.
        text: One or two sentences for people, fit to print.
        weight: How much it matters.
        hint: What to type to learn more, for the command line only; empty for nothing.
        column: The column of the cells that it is about; empty for the whole answer.
        places: The ids of the places whose rows it is about.
        series: The ids of the series that it is about.
        alternatives: The other values that it tells of, with the sources of each.
        given_by: Who gives each of those values, in words.
        effects: What those values would make of the results.
        numbers: The other numbers that its text gives, each with its name.
        stem: The text without its effects, where it tells of some; empty otherwise.
    """

    kind: str
    text: str
    weight: Weight = Weight.USEFUL
    hint: str = ""
    column: str = ""
    places: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    given_by: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    numbers: Mapping[str, int | float | None] = field(default_factory=dict, hash=False)
    stem: str = ""

    def with_effects(self, effects: Iterable[Effect]) -> "Caveat":
        """The caveat with more effects, which its text tells after its stem."""
        found = tuple(dict.fromkeys([*self.effects, *effects]))
        stem = self.stem or self.text
        text = " ".join([stem, *(f"{each.text}." for each in found)])
        return replace(self, text=text, stem=stem, effects=found)

    def to_dict(self) -> dict[str, object]:
        """The caveat as dictionaries and lists, as the JSON format prints it."""
        found = {x.name: getattr(self, x.name) for x in fields(self) if x.name != "stem"}
        records = ("alternatives", "effects")
        return found | {key: [each._asdict() for each in found[key]] for key in records}

    def with_hint(self) -> str:
        """The text for the command line: with what to type, where there is something."""
        return f"{self.text} {self.hint}" if self.hint else self.text


def by_weight(caveats: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """Some caveats, each text once, the most important first; otherwise in their order."""
    weights = list(Weight)
    return tuple(sorted(once(caveats), key=lambda each: weights.index(each.weight)))


def once(caveats: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """Some caveats in their order, each text once, with all its effects."""
    found: dict[tuple[str, str], Caveat] = {}
    for caveat in caveats:
        key = caveat.kind, caveat.stem or caveat.text
        if key not in found:
            found[key] = caveat
        elif caveat.effects != found[key].effects:
            found[key] = found[key].with_effects(caveat.effects)
    return tuple(found.values())
