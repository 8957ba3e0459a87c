"""Who else gives a figure, who gives another, and who only repeats.

Two figures speak of the same thing if they are about the same place, by the same measure, from
the same origin, and of the same edition, or, where no edition is named, for the same period. Such
figures should agree. A figure that a later edition replaces is no part of that, nor is another
origin's: those are told apart.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..answer import Alternative
from ..arithmetic import Number, difference, exact_difference, exact_total
from ..dataset.period import last_day

if TYPE_CHECKING:
    from ..arithmetic import Exact
    from .record import Source
    from .series import Figure


class Reading(NamedTuple):
    """One value of a figure, with the sources that give it.

    Attributes:
        value: The value, as the first of its figures gives it.
        figures: The figures that give it, or that differ by no more than they may be off.
        independent: The sources that give it and retell no other source that reports the figure,
            the first published first.
        repeating: The sources that give it, but only retell one that reports the figure.
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
    def reports(self) -> int:
        """How many independent reports there are of it: one group, or shared text, counts once."""
        return count_voices(self.independent)

    @property
    def alternative(self) -> Alternative:
        """The value with the ids of its sources, as answers hold it."""
        return Alternative(self.value, tuple(source.id for source in self.sources))


class Evidence(NamedTuple):
    """What is said of one figure.

    Attributes:
        chosen: The reading that holds the figure asked about.
        others: The other values that sources of its origin give, most independent reports first.
        elsewhere: What other origins give for the place, measure and period, by value.
        later: The value that replaces the figure's, where it is of an earlier edition, or
            provisional; None otherwise.
        origins: How many independent origins give its value.
    """

    chosen: Reading
    others: tuple[Reading, ...] = ()
    elsewhere: tuple[Reading, ...] = ()
    later: Reading | None = None
    origins: int = 1

    @property
    def disputed(self) -> tuple[Alternative, ...]:
        """The other values of its origin."""
        return tuple(other.alternative for other in self.others)

    @property
    def differing_elsewhere(self) -> tuple[Reading, ...]:
        """The values of other origins that are not its own."""
        return tuple(each for each in self.elsewhere if each.value != self.chosen.value)

    @property
    def other_values(self) -> tuple[Number, ...]:
        """Every other value that an answer tells of: disputed, of other origins, or later."""
        found = [*self.others, *self.differing_elsewhere, *([self.later] if self.later else [])]
        return tuple(dict.fromkeys(x.value for x in found if x.value != self.chosen.value))


def weigh(figure: "Figure") -> Evidence:
    """The evidence for a figure: all that its origin is reported to say of the same thing."""
    series = figure.series
    there = figure.place.facts.topics.at(series.measure, series.period)
    comparable = series.comparable
    if len(comparable) == len(there) == 1:
        return Evidence(Reading(figure.value, (figure,), (series.source,), ()))
    place = figure.place.id
    said = [found for each in comparable if (found := each.figure(place)) is not None]
    newest = min(each.staleness for each in said)
    like = [each for each in said if each.staleness == figure.staleness]
    voices = _Voices(like)
    agreeing = [each for each in like if agree(each, figure)]
    rest = [each for each in like if not agree(each, figure)]
    later = [each for each in said if each.staleness == newest]
    chosen = voices.reading(figure.value, agreeing)
    others = tuple(_grouped(rest, voices))
    origin = series.source.origin.latest
    elsewhere = [
        found
        for each in there
        if each.source.origin.latest is not origin and (found := each.figure(place)) is not None
    ]
    confirming = [each.series.source.origin for each in elsewhere if agree(each, figure)]
    return Evidence(
        chosen,
        others,
        tuple(_by_value(elsewhere, figure)),
        _grouped(later, _Voices(later))[0] if figure.staleness > newest else None,
        count_voices([series.source.origin, *confirming]),
    )


def span(figure: "Figure") -> tuple[Number, Number]:
    """The lowest and the highest value that anyone gives for a figure's place, measure and time.

    None of its evidence lies beyond, and it takes a tenth of the time to tell.
    """
    series, place = figure.series, figure.place.id
    there = figure.place.facts.topics.at(series.measure, series.period)
    held = (each.observations.get(place) for each in (*series.comparable, *there))
    values = [each.value for each in held if each is not None and each.value is not None]
    return min(values), max(values)


def _by_value(elsewhere: Sequence["Figure"], figure: "Figure") -> list[Reading]:
    """The readings of other origins: what agrees with a figure has its value."""
    agreeing = [each for each in elsewhere if agree(each, figure)]
    rest = [each for each in elsewhere if not agree(each, figure)]
    found = [_Voices(agreeing).reading(figure.value, agreeing)] if agreeing else []
    return found + readings(rest)


def count_voices(sources: Sequence["Source"]) -> int:
    """How many of some sources are independent of each other.

    Those of one publisher or one group count once; so do those that share text, and two that
    share it with a third of these. A publisher without a group may be named as another's.
    """
    if len(sources) < 2:
        return len(sources)
    there = {source.id for source in sources}
    near: dict[str, list[str]] = {}
    for source in sources:
        shared = [each for each in source.record.shares_text_with if each in there]
        owners = {f"owner {source.publisher}", f"owner {source.group or source.publisher}"}
        for other in (*owners, *shared):  # no id holds a space
            near.setdefault(source.id, []).append(other)
            near.setdefault(other, []).append(source.id)
    count = 0
    reached: set[str] = set()
    for id_ in there:
        count += id_ not in reached
        waiting = [id_]
        while waiting:
            here = waiting.pop()
            if here not in reached:
                reached.add(here)
                waiting += near[here]
    return count


def readings(said: Sequence["Figure"]) -> list[Reading]:
    """Figures that speak of the same thing, grouped by value: most independent sources first.

    A figure with a tolerance joins the nearest value within its reach, unless it differs from
    another figure that joined it before. The result does not depend on the order of the figures.
    """
    return _grouped(said, _Voices(said))


def _grouped(said: Sequence["Figure"], voices: "_Voices") -> list[Reading]:
    groups: dict[Number, _Group] = {}
    for figure in sorted(said, key=lambda each: (_width(each), each.value)):
        _joined(groups, figure).add(figure)
    found = [voices.reading(value, group.figures) for value, group in groups.items()]
    return sorted(found, key=lambda each: (-each.reports, each.value))


class _Group:
    """Figures that agree, each with each."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._least: Exact = 0
        self._most: Exact = 0

    def add(self, figure: "Figure") -> None:
        least, most = reach(figure)
        self._least = max(self._least, least) if self.figures else least
        self._most = min(self._most, most) if self.figures else most
        self.figures.append(figure)

    def takes(self, figure: "Figure") -> bool:
        least, most = reach(figure)
        return least <= self._most and self._least <= most


def _joined(groups: dict[Number, _Group], figure: "Figure") -> _Group:
    """The group that a figure joins: the nearest that it agrees with, or a new one."""
    if not _width(figure):  # those without one come first, so only its own value can be near
        return groups.setdefault(figure.value, _Group())
    reach = [
        (abs(difference(figure.value, value)), value)
        for value, group in groups.items()
        if group.takes(figure)
    ]
    return groups.setdefault(min(reach)[1] if reach else figure.value, _Group())


def agree(one: "Figure", other: "Figure") -> bool:
    """Whether two figures differ by no more than both may be off."""
    if one is other:
        return True
    (least, most), (lowest, highest) = reach(one), reach(other)
    return least <= highest and lowest <= most


def reach(figure: "Figure") -> "tuple[Exact, Exact]":
    """The lowest and the highest value that a figure agrees with.

    Where its source gives it in words (`said`) and no bounds, all that rounds to it as it is
    written: "about 240" agrees with 238. Such a figure still gets no bounds of its own.
    """
    if not figure.is_exact:
        return figure.least, figure.most
    if figure.observation.said is None or not figure.value:
        value = figure.value
        exact = value if isinstance(value, int) else exact_total([value])
        return exact, exact
    from decimal import Decimal

    exponent = Decimal(repr(figure.value)).normalize().as_tuple().exponent
    half = float(Decimal(5).scaleb(int(exponent) - 1))
    return exact_difference(figure.value, half), exact_total([figure.value, half])


def _width(figure: "Figure") -> "Exact":
    least, most = reach(figure)
    return 0 if least is most else most - least


class _Voices:
    """Which sources report a figure at all, and which of them only retell another that does.

    What relays the origin itself is no retelling, also where the base holds the origin's own
    report: whoever read the report confirms what it says.
    """

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
        found = here is not None and (self._repeats[here.id] or self._is_retold(here))
        for each in reversed(chain):
            self._repeats[each.id] = found
            found = found or self._is_retold(each)
        return self._repeats[source.id]

    def _is_retold(self, source: "Source") -> bool:
        return source.id in self._reporting and source.relays is not None


def dated(sources: Collection["Source"]) -> list["Source"]:
    """Sources by date of publication, those with no day or month last in their month or year."""
    if len(sources) == 1:
        return list(sources)
    return sorted(sources, key=lambda each: (last_day(each.published), each.publisher, each.title))
