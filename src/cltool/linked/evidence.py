"""Who else gives a figure, who gives another, and who only repeats.

Two figures speak of the same thing if they are about the same place, by the same measure, from
the same origin, for the same time. Such figures should agree. Others are different facts.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..answer import Alternative
from ..arithmetic import Number, difference
from ..dataset.period import last_day

if TYPE_CHECKING:
    from ..arithmetic import Exact
    from .record import Source
    from .series import Figure


class Reading(NamedTuple):
    """One value of a figure, with the sources that give it.

    Attributes:
        value: The value, as the first of its figures gives it.
        figures: The figures that give it, or that differ by no more than their tolerances.
        independent: The sources that give it and relay no other source that reports the figure,
            the first published first.
        repeating: The sources that give it, but relay one that reports the figure.
    """

    value: Number
    figures: tuple["Figure", ...]
    independent: tuple["Source", ...]
    repeating: tuple["Source", ...]

    @property
    def sources(self) -> tuple["Source", ...]:
        """All the sources that give it, the independent ones first."""
        return self.independent + self.repeating

    @property
    def alternative(self) -> Alternative:
        """The value with the ids of its sources, as answers hold it."""
        return Alternative(self.value, tuple(source.id for source in self.sources))


class Evidence(NamedTuple):
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
        return tuple(other.alternative for other in self.others)


def weigh(figure: "Figure") -> Evidence:
    """The evidence for a figure: all that its origin is reported to say of the same thing."""
    comparable = figure.series.comparable
    if len(comparable) == 1:
        return Evidence(Reading(figure.value, (figure,), (figure.series.source,), ()), ())
    place = figure.place.id
    said = [found for each in comparable if (found := each.figure(place)) is not None]
    voices = _Voices(said)
    agreeing = [each for each in said if _agree(each, figure)]
    rest = [each for each in said if not _agree(each, figure)]
    return Evidence(voices.reading(figure.value, agreeing), tuple(_grouped(rest, voices)))


def readings(said: Sequence["Figure"]) -> list[Reading]:
    """Figures that speak of the same thing, grouped by value: most independent sources first.

    A figure with a tolerance joins the nearest value within its reach, unless it differs from
    another figure that joined it before. The result does not depend on the order of the figures.
    """
    return _grouped(said, _Voices(said))


def _grouped(said: Sequence["Figure"], voices: "_Voices") -> list[Reading]:
    groups: dict[Number, _Group] = {}
    for figure in sorted(said, key=lambda each: (each.tolerance, each.value)):
        _joined(groups, figure).add(figure)
    found = [voices.reading(value, group.figures) for value, group in groups.items()]
    return sorted(found, key=lambda each: (-len(each.independent), each.value))


class _Group:
    """Figures that agree, each with each."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._least: Exact = 0
        self._most: Exact = 0

    def add(self, figure: "Figure") -> None:
        least, most = figure.least, figure.most
        self._least = max(self._least, least) if self.figures else least
        self._most = min(self._most, most) if self.figures else most
        self.figures.append(figure)

    def takes(self, figure: "Figure") -> bool:
        return figure.least <= self._most and self._least <= figure.most


def _joined(groups: dict[Number, _Group], figure: "Figure") -> _Group:
    """The group that a figure joins: the nearest that it agrees with, or a new one."""
    if not figure.tolerance:  # those without one come first, so only its own value can be near
        return groups.setdefault(figure.value, _Group())
    reach = [
        (abs(difference(figure.value, value)), value)
        for value, group in groups.items()
        if group.takes(figure)
    ]
    return groups.setdefault(min(reach)[1] if reach else figure.value, _Group())


def _agree(one: "Figure", other: "Figure") -> bool:
    return one.least <= other.most and other.least <= one.most


class _Voices:
    """Which sources report a figure at all, and which of them only repeat another."""

    def __init__(self, said: Iterable["Figure"]) -> None:
        self._reporting = {figure.series.source.id for figure in said}
        self._repeats: dict[str, bool] = {}

    def reading(self, value: Number, group: Sequence["Figure"]) -> Reading:
        sources = {figure.series.source.id: figure.series.source for figure in group}
        ordered = dated(sources.values())
        return Reading(
            value,
            tuple(group),
            tuple(source for source in ordered if not self.repeats(source)),
            tuple(source for source in ordered if self.repeats(source)),
        )

    def repeats(self, source: "Source") -> bool:
        """Whether a source relays one that reports the figure; each link is followed once."""
        chain = []
        here: Source | None = source
        while here is not None and here.id not in self._repeats:
            chain.append(here)
            here = here.relays
        found = here is not None and (self._repeats[here.id] or here.id in self._reporting)
        for each in reversed(chain):
            self._repeats[each.id] = found
            found = found or each.id in self._reporting
        return self._repeats[source.id]


def dated(sources: Collection["Source"]) -> list["Source"]:
    """Sources by date of publication, those with no day or month last in their month or year."""
    if len(sources) == 1:
        return list(sources)
    return sorted(sources, key=lambda each: (last_day(each.published), each.publisher, each.title))
