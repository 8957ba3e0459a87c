"""Who else gives a figure, who gives another, and who only repeats.

Two figures speak of the same thing if they are about the same place, by the same measure, from
the same origin, for the same time. Such figures should agree. Others are different facts.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .answer import Alternative, Note
from .arithmetic import Number, difference
from .figures import Figure, figures, publisher
from .model import FactBase, Series, Source
from .period import last_day
from .wording import listing, number

MOST_DISPUTES_NOTED = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a figure, with the sources that give it.

    Attributes:
        value: The value, as the first of its figures gives it.
        figures: The figures that give it, or that differ by no more than their tolerances.
        independent: The sources that give it and relay no other source that reports the figure,
            the first published first.
        repeating: The sources that give it, but relay one that reports the figure.
    """

    value: Number
    figures: tuple[Figure, ...]
    independent: tuple[Source, ...]
    repeating: tuple[Source, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """All the sources that give it, the independent ones first."""
        return self.independent + self.repeating


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sources of one origin say of one figure.

    Attributes:
        chosen: The reading that holds the figure asked about.
        others: The other readings, the one with most independent sources first.
    """

    chosen: Reading
    others: tuple[Reading, ...]

    @property
    def agreeing(self) -> int:
        """How many independent sources give the value: 1 if its source stands alone."""
        return max(1, len(self.chosen.independent))

    @property
    def disputed(self) -> tuple[Alternative, ...]:
        """The other values."""
        return tuple(
            Alternative(other.value, tuple(source.id for source in other.sources))
            for other in self.others
        )


def kin(facts: FactBase, series: Series) -> Iterator[Series]:
    """The series of the same measure, origin and time, itself included, in file order."""
    origin = facts.origin(facts.source_by_id[series.source])
    return (
        other
        for other in facts.series
        if other.measure == series.measure
        and facts.origin(facts.source_by_id[other.source]) is origin
        and other.period.same_time(series.period)
    )


def pool(facts: FactBase, series: Series) -> list[Figure]:
    """All that a series' origin is reported to say of its measure and time.

    The series' own figures first, then, for places that it lacks, those of the first of its kin
    that has one.
    """
    pooled: dict[str, Figure] = {}
    for each in (series, *kin(facts, series)):
        for figure in figures(facts, each):
            pooled.setdefault(figure.place.id, figure)
    return list(pooled.values())


def weigh(facts: FactBase, chosen: Collection[Figure]) -> Mapping[str, Evidence]:
    """The evidence for each of some figures, by the id of its place.

    Takes one pass over the series that are kin to those of the figures.
    """
    weighed = {}
    for series in {figure.series.id: figure.series for figure in chosen}.values():
        mine = {figure.place.id: figure for figure in chosen if figure.series is series}
        said: dict[str, list[Figure]] = {place: [] for place in mine}
        for other in kin(facts, series):
            for observation in other.observations:
                if observation.place in said:
                    place = mine[observation.place].place
                    said[observation.place].append(Figure(place, observation, other))
        for place_id, figure in mine.items():
            weighed[place_id] = _evidence(facts, figure, said[place_id])
    return weighed


def readings(facts: FactBase, said: Sequence[Figure]) -> list[Reading]:
    """Figures that speak of the same thing, grouped by value: most independent sources first.

    A figure with a tolerance joins the nearest value within its reach, unless it differs from
    another figure that joined it before. The result does not depend on the order of the figures.
    """
    groups: dict[Number, list[Figure]] = {}
    for figure in sorted(said, key=lambda each: (each.tolerance, each.value)):
        reach = [
            (abs(difference(figure.value, value)), value)
            for value, group in groups.items()
            if all(_agree(figure, each) for each in group)
        ]
        groups.setdefault(min(reach)[1] if reach else figure.value, []).append(figure)
    found = [_reading(facts, value, group, said) for value, group in groups.items()]
    return sorted(found, key=lambda each: (-len(each.independent), each.value))


def _evidence(facts: FactBase, figure: Figure, said: Sequence[Figure]) -> Evidence:
    agreeing = [each for each in said if _agree(each, figure)]
    rest = [each for each in said if not _agree(each, figure)]
    others = [_reading(facts, other.value, other.figures, said) for other in readings(facts, rest)]
    return Evidence(_reading(facts, figure.value, agreeing, said), tuple(others))


def _agree(one: Figure, other: Figure) -> bool:
    return one.least <= other.most and other.least <= one.most


def _reading(
    facts: FactBase, value: Number, group: Sequence[Figure], said: Sequence[Figure]
) -> Reading:
    """A reading of `group`, where `said` tells which sources report the figure at all."""
    reporting = {figure.series.source for figure in said}
    sources = {figure.series.source: facts.source_by_id[figure.series.source] for figure in group}
    independent: list[Source] = []
    repeating: list[Source] = []
    for source in dated(sources.values()):
        repeats = any(relayed.id in reporting for relayed in facts.relayed_by(source))
        (repeating if repeats else independent).append(source)
    return Reading(value, tuple(group), tuple(independent), tuple(repeating))


def dispute_notes(
    chosen: Sequence[Figure],
    weighed: Mapping[str, Evidence],
    consequences: Mapping[tuple[str, Number], Sequence[str]],
) -> list[Note]:
    """A note for each disputed figure: who gives which other value, and what that would change.

    Args:
        chosen: The figures of an answer.
        weighed: The evidence for them.
        consequences: What an answer would be with another value, by place and value.
    """
    disputed = [figure for figure in chosen if weighed[figure.place.id].others]
    notes = []
    for figure in disputed[:MOST_DISPUTES_NOTED]:
        place = figure.place
        said = []
        effects: list[str] = []
        for other in weighed[place.id].others:
            said.append(f"{_publishers(other)} {number(other.value)}")
            effects += consequences.get((place.id, other.value), ())
        text = f"{place.name}: {'; '.join(said)}."
        notes.append(Note("disputed", " ".join([text, *(f"{effect}." for effect in effects)])))
    if len(disputed) > MOST_DISPUTES_NOTED:
        more = number(len(disputed) - MOST_DISPUTES_NOTED)
        notes.append(Note("disputed", f"{more} more figures are disputed."))
    return notes


def _publishers(reading: Reading) -> str:
    """The voices for a value, with the verb: `ITV News Anglia and one more give`."""
    first, *rest = dict.fromkeys(
        source.publisher for source in reading.independent or reading.repeating
    )
    if not rest:
        return f"{first} gives"
    return f"{first} and {'one' if len(rest) == 1 else number(len(rest))} more give"


def name_reading(reading: Reading) -> str:
    """A value with the publishers that give it: `121 (A; B; repeated by C)`."""
    names = [name_sources(reading.independent)] if reading.independent else []
    if reading.repeating:
        names.append(f"repeated by {name_sources(reading.repeating)}")
    return f"{number(reading.value)} ({'; '.join(names)})"


def name_sources(sources: Sequence[Source]) -> str:
    """Some sources for people: their publishers, in the order given."""
    return "; ".join(dict.fromkeys(source.publisher for source in sources))


def dated(sources: Collection[Source]) -> list[Source]:
    """Sources by date of publication, those with no day or month last in their month or year."""
    return sorted(sources, key=lambda each: (last_day(each.published), each.publisher, each.title))


def source_notes(facts: FactBase, used: Collection[Figure]) -> list[Note]:
    """What the sources of some figures do not confirm: retellings, and windows that differ."""
    notes = []
    chosen = list({figure.series.id: figure.series for figure in used}.values())
    for series in chosen:
        reporting = {other.source for other in kin(facts, series)}
        source = facts.source_by_id[series.source]
        for relayed in facts.relayed_by(source):
            if relayed.id in reporting:
                text = f"{source.publisher} only relays {relayed.publisher}: it confirms nothing."
                notes.append(Note("repeats", text))
                break
    periods: dict[str, list[str]] = {}
    for series in chosen:
        names = periods.setdefault(series.period.in_words(), [])
        if publisher(facts, series) not in names:
            names.append(publisher(facts, series))
    if len(periods) > 1:
        stated = [f"{period} ({listing(names)})" for period, names in periods.items()]
        notes.append(Note("window", f"The sources state different periods: {listing(stated)}."))
    return list(dict.fromkeys(notes))
