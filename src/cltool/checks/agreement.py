"""Whether figures that speak of the same thing agree, and fit together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..arithmetic import Number, exact_total, total
from ..evidence import Reading, dated, kin, name_reading, name_sources, readings
from ..figures import Figure, figures, publisher
from ..gazetteer import plural
from ..model import FactBase, Measure, Place, Series
from ..text import fold
from ..wording import listing, number
from . import Finding, Severity

if TYPE_CHECKING:
    from ..arithmetic import Exact

MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Topic:
    """All that the sources of one origin say by one measure for one time.

    Attributes:
        measure: The measure.
        series: The series, in file order.
        said: The figures of each place, by its id.
    """

    measure: Measure
    series: tuple[Series, ...]
    said: dict[str, list[Figure]]

    @property
    def title(self) -> str:
        """The topic for people."""
        longest = max(self.series, key=lambda each: (each.period.days, str(each.period)))
        return f"{self.measure.name}, {longest.period.in_words()}"


def topics(facts: FactBase) -> list[Topic]:
    """The topics of a fact base: its series in groups of kin, and of kin of kin."""
    found = []
    placed: set[str] = set()
    for first in facts.series:
        if first.id in placed:
            continue
        group, reached = {first.id: first}, [first]
        while reached:
            for series in kin(facts, reached.pop()):
                if series.id not in group:
                    group[series.id] = series
                    reached.append(series)
        placed |= group.keys()
        said: dict[str, list[Figure]] = {}
        for series in group.values():
            for figure in figures(facts, series):
                said.setdefault(figure.place.id, []).append(figure)
        found.append(Topic(facts.measure_by_id[first.measure], tuple(group.values()), said))
    return found


def findings(facts: FactBase) -> Iterator[Finding]:
    """Conflicts, parts that exceed their whole, broken coverage, and differing windows."""
    for topic in topics(facts):
        yield from _conflicts(facts, topic)
        if topic.measure.additive:
            yield from _parts(facts, topic)
        yield from _coverage(facts, topic)
        yield from _windows(facts, topic)


def _conflicts(facts: FactBase, topic: Topic) -> Iterator[Finding]:
    for said in topic.said.values():
        if len({figure.value for figure in said}) == 1:
            continue
        found = readings(facts, said)
        if len(found) > 1:
            place = said[0].place
            values = [name_reading(each) for each in found]
            yield Finding(
                Severity.WARNING,
                "conflict",
                f"{topic.title}: {place.name} is {', but '.join(values)}.",
                about=found[-1].figures[0].observation,
                place=place,
                series=series_of(figure for each in found for figure in each.figures),
            )


def _parts(facts: FactBase, topic: Topic) -> Iterator[Finding]:
    """Places of one kind that add up to more than the place that encloses them.

    By all that is said, or else within one series.
    """
    found = dict(_excesses(facts, topic, topic.said))
    yield from found.values()
    for series in topic.series:
        own = {figure.place.id: [figure] for figure in figures(facts, series)}
        for key, finding in _excesses(facts, topic, own):
            if key not in found:
                yield finding


def _excesses(
    facts: FactBase, topic: Topic, said: dict[str, list[Figure]]
) -> Iterator[tuple[tuple[str, str], Finding]]:
    """The findings by the whole and the kind of its parts."""
    inside: dict[tuple[str, str], list[Place]] = {}
    for own in said.values():
        place = own[0].place
        for around in facts.enclosing(place):
            if around.kind == place.kind and around.id in said:
                break  # a part of a part: counted there
            if around.id in said:
                inside.setdefault((around.id, place.kind), []).append(place)
    for (whole_id, kind), parts in inside.items():
        least = {part.id: min(said[part.id], key=_low) for part in parts}
        together = total(figure.value for figure in least.values())
        sure = exact_total(max(figure.least, 0) for figure in least.values())
        wholes = readings(facts, said[whole_id])
        exceeded = [each for each in wholes if sure > max(figure.most for figure in each.figures)]
        if not exceeded:
            continue
        whole = said[whole_id][0].place
        ordered = sorted(least.values(), key=lambda each: (-each.value, fold(each.place.name)))
        names = _named([f"{each.place.name} {number(each.value)}" for each in ordered])
        text = (
            f"{topic.title}: the {plural(kind)} listed in {whole.name} add up to "
            f"{number(together)} ({names}), more than {_values(whole, exceeded)}"
        )
        kept = [each for each in wholes if each not in exceeded]
        if kept:
            text += f", but not more than {_values(whole, kept)}"
        overlapping = topic.measure.overlapping
        if overlapping:
            text += f"; some {topic.measure.unit} count in more than one place"
        used = [*ordered, *(figure for each in exceeded for figure in each.figures)]
        finding = Finding(
            Severity.WARNING if overlapping else Severity.ERROR,
            "parts",
            f"{text}.",
            about=exceeded[0].figures[0].observation,
            place=whole,
            series=series_of(used),
        )
        yield (whole_id, kind), finding


def _values(place: Place, found: Sequence[Reading]) -> str:
    values = [name_reading(each) for each in found]
    return f"{place.name}'s {listing(values)}"


def _low(figure: Figure) -> "tuple[Exact, Number, str]":
    """What tells the lowest of several figures, whatever their order."""
    return figure.least, figure.value, str(figure.series.period)


def _coverage(facts: FactBase, topic: Topic) -> Iterator[Finding]:
    """Lists that call themselves complete, or the top of one, and lack what others give."""
    for series in topic.series:
        listed = figures(facts, series)
        here = {figure.place.id for figure in listed}
        for kind in dict.fromkeys(figure.place.kind for figure in listed):
            coverage = series.coverage_of(kind)
            if coverage == "partial":
                continue
            lowest = min(
                (each for each in listed if each.place.kind == kind),
                key=lambda each: (each.value, fold(each.place.name)),
            )
            floor = lowest.most if coverage == "top" else -1
            missing = sorted(
                (
                    min(said, key=_low)
                    for place, said in topic.said.items()
                    if place not in here and said[0].place.kind == kind
                ),
                key=lambda each: (-each.value, fold(each.place.name)),
            )
            higher = [each for each in missing if each.least > floor]
            if not higher:
                continue
            names = _named([f"{each.place.name} {number(each.value)}" for each in higher])
            extent = (
                f"the highest {plural(kind)}, down to {lowest.place.name} {number(lowest.value)}"
                if coverage == "top"
                else f"all {plural(kind)}"
            )
            yield Finding(
                Severity.WARNING,
                "coverage",
                f"{topic.title}: {publisher(facts, series)} lists {extent}, but other sources "
                f"also give {names}.",
                about=series,
                place=lowest.place if coverage == "top" else None,
                series=(series.id, *series_of(higher)),
            )


def _windows(facts: FactBase, topic: Topic) -> Iterator[Finding]:
    periods: dict[str, list[Series]] = {}
    for series in sorted(topic.series, key=lambda each: str(each.period)):
        periods.setdefault(series.period.in_words(), []).append(series)
    if len(periods) < 2:
        return
    stated = []
    for period, group in periods.items():
        sources = [facts.source_by_id[series.source] for series in group]
        stated.append(f"{period} ({name_sources(dated(sources))})")
    yield Finding(
        Severity.NOTE,
        "window",
        f"{topic.measure.name}: sources of one origin state different periods: {listing(stated)}.",
        about=min(periods.values(), key=len)[0],
        series=tuple(series.id for series in topic.series),
    )


def series_of(used: Iterable[Figure]) -> tuple[str, ...]:
    """The ids of the series of some figures, each once."""
    return tuple(dict.fromkeys(figure.series.id for figure in used))


def _named(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return listing([*names[:MOST_NAMED], *([f"{number(more)} more"] if more > 0 else [])])
