"""Which figures answer a question: choosing among the series, and citing what was chosen."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from .answer import Citation, Note
from .arithmetic import Number, exact_difference, exact_total
from .errors import NoAnswerError, UsageError
from .gazetteer import nearest
from .model import FactBase, Measure, Observation, Place, Series, Source
from .period import date_in_words
from .text import printable
from .wording import listing, number

if TYPE_CHECKING:
    from .arithmetic import Exact

Found = TypeVar("Found", Series, Measure, Source)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with all that belongs to it."""

    place: Place
    observation: Observation
    series: Series

    @property
    def value(self) -> Number:
        """The figure itself, in the measure's unit."""
        return self.observation.value + 0  # so that a minus zero is zero

    @property
    def tolerance(self) -> Number:
        """How far off it may be, in the measure's unit."""
        own = self.observation.tolerance
        return self.series.tolerance if own is None else own

    @property
    def least(self) -> "Exact":
        """The lowest that it may be, exactly."""
        return exact_difference(self.value, self.tolerance)

    @property
    def most(self) -> "Exact":
        """The highest that it may be, exactly."""
        return exact_total([self.value, self.tolerance])

    @property
    def status(self) -> str:
        """Its status: its own, or its series'."""
        return self.observation.status or self.series.status


def figures(facts: FactBase, series: Series) -> list[Figure]:
    """The figures of a series, in its order."""
    places = facts.place_by_id
    return [Figure(places[each.place], each, series) for each in series.observations]


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
        hint = nearest(id_, list(records)) or f"; for a list: cltool {command}"
        raise UsageError(f"unknown {noun} '{printable(id_)}'{hint}")
    return records[id_]


def candidates(facts: FactBase, series: str | None, measure: str | None) -> list[Series]:
    """The series that may answer, in order of preference; all of one measure.

    The series asked for, alone. Otherwise those of the measure asked for, or of the default
    series' measure: the default series first, then the others in file order.

    Raises:
        UsageError: If the series or the measure is unknown, or they do not go together.
        NoAnswerError: If no series is of the measure.
    """
    wanted = find_measure(facts, measure).id if measure is not None else None
    if series is not None:
        chosen = find_series(facts, series)
        if wanted not in (None, chosen.measure):
            raise UsageError(
                f"series {chosen.id} is of the measure {chosen.measure}, not {wanted}; "
                "give one of --series and --measure"
            )
        return [chosen]
    default = facts.series_by_id[facts.default_series]
    wanted = wanted or default.measure
    ordered = [default, *(each for each in facts.series if each is not default)]
    choices = [each for each in ordered if each.measure == wanted]
    if not choices:
        raise NoAnswerError(f"no series is of the measure {wanted}; for a list: cltool series")
    return choices


Holding: TypeAlias = Callable[[FactBase, Series], list[Figure]]
"""What a series holds: its own figures (`figures`), or its kin's too (`evidence.pool`)."""


def pick(
    facts: FactBase,
    choices: Sequence[Series],
    places: Sequence[Place],
    held_by: Holding = figures,
) -> list[Figure]:
    """A figure for each place: from the first series that has them all, or place by place.

    Args:
        facts: The fact base.
        choices: The series, in order of preference.
        places: The places.
        held_by: Which figures a series holds.

    Raises:
        NoAnswerError: If none of the series has a figure for one of the places.
    """
    wanted = {place.id for place in places}
    held: list[dict[str, Figure]] = []
    for series in choices:
        here = {each.place.id: each for each in held_by(facts, series) if each.place.id in wanted}
        if len(here) == len(wanted):
            return [here[place.id] for place in places]
        held.append(here)
    picked = []
    for place in places:
        found = next((here[place.id] for here in held if place.id in here), None)
        if found is None:
            raise NoAnswerError(f"{_lack(choices)} no figure for {place.name}{_held(facts, place)}")
        picked.append(found)
    return picked


def _lack(choices: Sequence[Series]) -> str:
    if len(choices) == 1:
        return f"series {choices[0].id} has"
    return f"the measure {choices[0].measure} has"


def _held(facts: FactBase, place: Place) -> str:
    """Which series do have a figure for a place: what to ask for instead."""
    holders = [
        f"{series.id} ({series.measure})"
        for series in facts.series
        if any(observation.place == place.id for observation in series.observations)
    ]
    return f"; series that have one: {_some(holders)}" if holders else "; no series has one"


def _some(items: Sequence[str], most: int = 6) -> str:
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more


def describe(measure: Measure) -> str:
    """The measure as a title begins, with its unit where the name does not tell it."""
    known = measure.unit.casefold() in measure.name.casefold() or measure.unit == "people"
    return measure.name if known else f"{measure.name} ({measure.unit})"


def span(used: Iterable[Figure]) -> str:
    """The periods of some figures for people, each once."""
    return listing(list(dict.fromkeys(figure.series.period.in_words() for figure in used)))


def choice_notes(facts: FactBase, choices: Sequence[Series], used: Sequence[Figure]) -> list[Note]:
    """Which series answer, where the first choice lacks a figure or several stand together."""
    by_series: dict[str, list[Figure]] = {}
    for figure in used:
        by_series.setdefault(figure.series.id, []).append(figure)
    if list(by_series) == [choices[0].id]:
        return []
    groups = [
        f"{listing(list(dict.fromkeys(each.place.name for each in group)))} from "
        f"{publisher(facts, group[0].series)}"
        for group in by_series.values()
    ]
    first = publisher(facts, choices[0])
    return [Note("choice", f"{first} does not have all these figures: {listing(groups)}.")]


def publisher(facts: FactBase, series: Series) -> str:
    """Who published a series."""
    return facts.source_by_id[series.source].publisher


def cite(facts: FactBase, used: Iterable[Figure]) -> tuple[Citation, ...]:
    """The series of some figures with their sources, each once, in order of first use."""
    by_series: dict[str, list[Figure]] = {}
    for figure in used:
        by_series.setdefault(figure.series.id, []).append(figure)
    return tuple(_citation(facts, group) for group in by_series.values())


def _citation(facts: FactBase, group: Sequence[Figure]) -> Citation:
    series = group[0].series
    source = facts.source_by_id[series.source]
    locators = tuple(
        dict.fromkeys(each.observation.locator for each in group if each.observation.locator)
    )
    return Citation(
        series=series.id,
        measure=series.measure,
        period=str(series.period),
        status=series.status,
        source=source.id,
        publisher=source.publisher,
        title=source.title,
        published=source.published,
        url=source.url,
        origin=facts.origin(source).id,
        period_in_words=series.period.in_words(),
        locators=locators,
        text=f"{source.publisher}: {source.title} ({date_in_words(source.published)})",
    )


def standing_notes(facts: FactBase, used: Collection[Figure]) -> list[Note]:
    """What holds of some figures in any answer: their own notes, their series' and status."""
    notes = []
    for series in {figure.series.id: figure.series for figure in used}.values():
        name = publisher(facts, series)
        if series.status != "published":
            slack = f" and may be off by {number(series.tolerance)}" if series.tolerance else ""
            notes.append(Note("status", f"{name}: the figures are {series.status}{slack}."))
        if series.note:
            notes.append(Note("series", f"{name}: {series.note}"))
    notes += [
        Note("figure", f"{figure.place.name}: {figure.observation.note}")
        for figure in used
        if figure.observation.note
    ]
    return list(dict.fromkeys(notes))
