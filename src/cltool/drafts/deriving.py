"""What the facts make of a question: each result with how it comes about, and from which figures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product

from ..linked.record import Measure, Place
from ..linked.series import Figure
from ..verdicts.standing import Field
from ..wording import number as written
from ..wording import ordinal, plural
from .bound import Bound, Question
from .grounds import Grounds, Time, Value
from .numerals import Form
from .times import Order, TimeMention

_MOST_WAYS = 24
"""How many combinations of values of several places are looked at."""
_MOST_SHOWN = 5
_DAYS = {"days": 1.0, "weeks": 7.0}
_MONTHS = {"months": 1, "years": 12, "quarters": 3}


@dataclass(frozen=True, slots=True)
class Result:
    """One result that the facts allow.

    Attributes:
        least, most: How low and how high it may be.
        how: How it comes about, for people: `416 - 121`.
        figures: The figures that it rests on.
    """

    least: Fraction
    most: Fraction
    how: str
    figures: Sequence[Figure]

    @property
    def middle(self) -> Fraction:
        """The middle of what it may be."""
        return (self.least + self.most) / 2


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a number may say: all the results that the facts allow for it.

    Attributes:
        results: The results, one for each value that sources give.
        measure: The measure.
        time: The time, for people.
        main: Whether it is what the text says, and not only what it may mean.
    """

    results: Sequence[Result]
    measure: Measure
    time: str
    main: bool = True
    is_count: bool = False


class Deriver:
    """Derives what a bound number should be."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._fields: dict[tuple[int, str, bool], Field] = {}

    def hypotheses(self, bound: Bound) -> Iterator[Hypothesis]:
        """What a number may say, the likeliest first."""
        derive = {
            Question.VALUE: self._value,
            Question.RATE: self._rate,
            Question.SUM: self._sum,
            Question.MORE: self._more,
            Question.RATIO: self._ratio,
            Question.SHARE: self._share,
            Question.GROWTH: self._change,
            Question.CHANGE: self._change,
            Question.RANK: self._rank,
            Question.COUNT: self._count,
        }[bound.question]
        for measure in bound.measures:
            yield from (each for each in derive(bound, measure) if each.results)

    # ---- times

    def _times(self, bound: Bound, measure: Measure) -> list[tuple[Time, bool]]:
        """The times that a number may be of, each with whether the text says so."""
        every = list(self._grounds.times(measure))
        if not every:
            return []
        if bound.time is not None and bound.time.first_day is not None:
            named = self._named(bound.time, measure)
            return [(named, True)] if named else []
        carried = self._named(bound.carried, measure) if bound.carried else None
        order = bound.order or (bound.time.order if bound.time else None)
        if order is not None and len(every) > 1:
            return _by_order(every, order, carried)
        first = carried or every[-1]
        rest = [(each, carried is None) for each in reversed(every) if each is not first]
        return [(first, True), *rest]

    def _named(self, told: TimeMention, measure: Measure) -> Time | None:
        if told.first_day is not None and told.last_day is not None:
            return self._grounds.at(measure, told.first_day, told.last_day)
        every = self._grounds.times(measure)
        if len(every) < 2:
            return None
        return every[0] if told.order is Order.EARLIER else every[-1]

    def _pairs(self, bound: Bound, measure: Measure) -> list[tuple[Time, Time, bool]]:
        """The pairs of times that a change may be between."""
        every = list(self._grounds.times(measure))
        steps = list(zip(every, every[1:], strict=False))
        ends = [(every[0], every[-1])] if len(every) > 2 else []
        named = self._named(bound.time, measure) if bound.time else None
        second = self._named(bound.second, measure) if bound.second else None
        if bound.time and bound.time.first_day and named is None:
            return []
        if named and second and named is not second:
            pair = sorted((named, second), key=lambda each: each.period.last)
            return [(pair[0], pair[1], True)]
        carried = self._named(bound.carried, measure) if bound.carried else None
        at = named or carried
        if at is None:
            return [(one, other, True) for one, other in reversed([*ends, *steps])]
        touching = [(one, other, at is not carried or True) for one, other in steps if other is at]
        leaving = [(at, every[-1], True)] if at is not every[-1] else []
        told = [*leaving, *touching] if bound.since else [*touching, *leaving]
        if named is not None:
            return told
        rest = [(one, other, False) for one, other in [*steps, *ends] if at not in (one, other)]
        return [*told, *rest]

    # ---- questions

    def _value(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        if bound.number.form in (Form.PART, Form.MULTIPLE) or (
            bound.number.form is Form.PERCENT and not measure.in_percent
        ):
            if bound.direction:
                yield from self._change(bound, measure)
            yield from self._share(bound, measure)
            return
        for place in bound.places:
            parts = self._grounds.parts(measure, place)
            for time, main in self._times(bound, measure):
                values = self._grounds.values(measure, place, time)
                results = [_plain(each) for each in values]
                results = results or list(self._ways(parts, measure, time))
                yield Hypothesis(results, measure, time.text, main)

    def _rate(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        for place in bound.places:
            for time, main in self._times(bound, measure):
                values = self._grounds.values(measure, place, time)
                if not measure.adds_up:
                    yield Hypothesis([_plain(each) for each in values], measure, time.text, main)
                    continue
                ways: dict[str, list[Result]] = {}
                for each in values:
                    for key, result in self._rates(bound, each, place):
                        ways.setdefault(key, []).append(result)
                for results in ways.values():
                    yield Hypothesis(results, measure, time.text, main)

    def _rates(self, bound: Bound, value: Value, place: Place) -> Iterator[tuple[str, Result]]:
        """The rates of a value, each with what it is divided by."""
        if isinstance(bound.base, str):
            for figure in {str(x.series.period): x for x in value.figures}.values():
                period = figure.series.period
                months = Fraction(period.months)
                size = _MONTHS.get(bound.base)
                share = Fraction(size) / months if size else None
                if bound.base in _DAYS:
                    share = Fraction(_DAYS[bound.base]) / period.days
                if share:
                    least, most = _reach(value)
                    how = f"{_figure(figure)} over {written(period.months)} months"
                    yield str(months), Result(least * share, most * share, how, [figure])
            return
        for people in self._people(place, value.time):
            least, most = _reach(value)
            share = Fraction(bound.base) / Fraction(people.value)
            how = f"{_figure(value.figure)} / {written(people.value)} {people.series.measure.unit}"
            result = Result(least * share, most * share, how, [value.figure, people])
            yield people.series.measure.id, result

    def _people(self, place: Place, time: Time) -> Iterator[Figure]:
        """The figure of each denominator that is nearest to the middle of a time."""
        middle = time.period.first + (time.period.last - time.period.first) / 2
        for measure in self._grounds.facts.measures:
            if not measure.denominator:
                continue
            held = [x for t in self._grounds.times(measure)
                    for v in self._grounds.values(measure, place, t) for x in v.figures if x.value]  # fmt: skip
            if held:
                yield min(held, key=lambda x: abs((x.series.period.last - middle).days))

    def _sum(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        if not measure.adds_up or len(bound.group) < 2:
            return
        for time, main in self._times(bound, measure):
            yield Hypothesis(list(self._ways(bound.group, measure, time)), measure, time.text, main)

    def _ways(self, places: Sequence[Place], measure: Measure, time: Time) -> Iterator[Result]:
        """The sums of some places, one for each combination of their values."""
        if not places:
            return
        if len(places) == 1:
            places = self._grounds.parts(measure, places[0]) or places
        held = [
            [x for x in self._grounds.values(measure, p, time) if not x.replaced] for p in places
        ]
        if not all(held):
            return
        for way in islice(product(*held), _MOST_WAYS):
            ends = [_reach(each) for each in way]
            how = _added([_figure(each.figure) for each in way])
            yield Result(sum((x for x, _ in ends), Fraction(0)), sum((x for _, x in ends), Fraction(0)),
                         how, [each.figure for each in way])  # fmt: skip

    def _two(
        self,
        bound: Bound,
        measure: Measure,
        combine: Callable[[Result, Result], Result | None],
    ) -> Iterator[Hypothesis]:
        """What becomes of two places' values, the one bound to and the one compared with."""
        group = bound.group or bound.places[:1]
        others = bound.others[:1]
        if not group or not others or set(group) & set(others):
            return
        for time, main in self._times(bound, measure):
            ones = list(self._ways(group, measure, time))
            wholes = list(self._ways(others, measure, time))
            pairs = islice(product(ones, wholes), _MOST_WAYS)
            results = [x for one, other in pairs if (x := combine(one, other)) is not None]
            yield Hypothesis(results, measure, time.text, main)

    def _more(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        if bound.number.form in (Form.AMOUNT, Form.POINTS):
            yield from self._two(bound, measure, _apart)
            if not bound.others:
                yield from self._change(bound, measure)
        else:
            yield from self._two(bound, measure, _relative)

    def _ratio(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        if not bound.others:
            yield from self._change(bound, measure)
            return
        yield from self._two(bound, measure, _over)

    def _share(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        if bound.others:
            yield from self._two(bound, measure, _over)
            return
        group = bound.group or bound.places[:1]
        for whole in group[0].enclosing() if group else ():
            if self._grounds.has(measure, whole):
                bound.others = (whole,)
                yield from self._two(bound, measure, _over)
                bound.others = ()
                return

    def _change(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        combine = _apart if bound.question in (Question.CHANGE, Question.MORE) else _relative
        if bound.number.form is Form.MULTIPLE:
            combine = _over
        for place in bound.places:
            for one, other, main in self._pairs(bound, measure):
                results = []
                before = [x for x in self._grounds.values(measure, place, one) if not x.replaced]
                after = [x for x in self._grounds.values(measure, place, other) if not x.replaced]
                for low, high in islice(product(before, after), _MOST_WAYS):
                    found = combine(_plain(high), _plain(low))
                    if found is not None:
                        results.append(_directed(found, bound, combine))
                text = f"{one.text}, then {other.text}"
                yield Hypothesis(results, measure, text, main)

    # ---- ranks

    def _rank(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        for place in bound.places:
            if bound.kind and place.kind != bound.kind:
                continue
            for time, main in self._times(bound, measure):
                results = []
                for topic in self._grounds.topics(time):
                    key = id(topic), place.kind, bound.lowest
                    if key not in self._fields:
                        self._fields[key] = Field(topic, place.kind, lowest=bound.lowest)
                    field = self._fields[key]
                    for each in field.standings(place):
                        above = list(field.above(-each.value if bound.lowest else each.value))
                        if bound.within is not None:
                            above = [x for x in above if x.place.lies_in(bound.within)]
                        rank = len(above) + 1
                        most = rank + (each.perhaps if bound.within is None else 0)
                        results.append(_ranked(rank, most, each.reading.figures[0], above))
                kept = [x for x in results if x.figures]
                yield Hypothesis(kept, measure, time.text, main)

    def _count(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        """How many places of a kind there are, in the base or with a figure."""
        kinds = {place.kind for place in bound.places}
        places = [each for each in self._grounds.facts.places if each.kind in kinds]
        counts = {len(places): "in the base"}
        for time, _ in self._times(bound, measure):
            ids = {id_ for series in time.series for id_ in series.observations}
            counts.setdefault(sum(each.id in ids for each in places), f"listed, {time.text}")
        for count, where in counts.items():
            kind = plural(next(iter(kinds), "place"))
            result = Result(Fraction(count), Fraction(count), f"{count} {kind} {where}", ())
            yield Hypothesis([result], measure, "", main=False, is_count=True)


def _by_order(every: Sequence[Time], order: Order, carried: Time | None) -> list[tuple[Time, bool]]:
    """The times that the earlier or the later of two may be."""
    at = every.index(carried) if carried is not None else len(every) - 1
    if order is Order.LATER:
        near = every[at + 1 :] or every[-1:]
        found = [*near, *([carried] if carried and carried not in near else [])]
    else:
        near = list(reversed(every[:at])) or list(every[:1])
        found = near
    rest = [each for each in every if each not in found]
    rest = rest[:-1] if order is Order.EARLIER else rest[1:]
    main = [(each, True) for each in found]
    return [*main, *((each, False) for each in rest)]


def _reach(value: Value) -> tuple[Fraction, Fraction]:
    least = min(_exact(each.least) for each in value.figures)
    return least, max(_exact(each.most) for each in value.figures)


def _exact(value: object) -> Fraction:
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)  # type: ignore[arg-type]


def _figure(figure: Figure) -> str:
    return written(figure.value)


def _added(values: Sequence[str]) -> str:
    if len(values) > _MOST_SHOWN:
        return f"{' + '.join(values[: _MOST_SHOWN - 1])} + {len(values) - _MOST_SHOWN + 1} more"
    return " + ".join(values)


def _plain(value: Value) -> Result:
    least, most = _reach(value)
    figure = value.figure
    return Result(least, most, _figure(figure), [figure])


def _apart(one: Result, other: Result) -> Result:
    high, low = (one, other) if one.middle >= other.middle else (other, one)
    least, most = high.least - low.most, high.most - low.least
    return Result(least, most, f"{high.how} − {low.how}", [*one.figures, *other.figures])  # noqa: RUF001


def _over(one: Result, other: Result) -> Result | None:
    if other.least <= 0 or one.least < 0:
        return None
    how = f"{one.how} / {other.how}"
    how = f"({one.how}) / {other.how}" if "+" in one.how else how
    return Result(
        one.least / other.most, one.most / other.least, how, [*one.figures, *other.figures]
    )


def _relative(one: Result, other: Result) -> Result | None:
    """By which part the one exceeds the other; negative where it is less."""
    ratio = _over(one, other)
    if ratio is None:
        return None
    how = f"({one.how} − {other.how}) / {other.how}"  # noqa: RUF001 - the sign
    return Result(ratio.least - 1, ratio.most - 1, how, ratio.figures)


def _directed(
    found: Result, bound: Bound, combine: Callable[[Result, Result], Result | None]
) -> Result:
    """A change as it is told: a fall as a positive number."""
    if combine is not _relative or (bound.direction >= 0 and found.middle >= 0):
        return found
    if bound.direction > 0:
        return found
    return Result(-found.most, -found.least, found.how, found.figures)


def _ranked(rank: int, most: int, figure: Figure, above: Sequence[Figure]) -> Result:
    names = ", ".join(f"{each.place.name} {_figure(each)}" for each in above[:3])
    rest = f" and {len(above) - 3} more" if len(above) > 3 else ""
    behind = f", behind {names}{rest}" if names else ""
    how = f"{ordinal(rank)} with {_figure(figure)}{behind}"
    return Result(Fraction(rank), Fraction(most), how, [figure])
