"""What the facts make of a question: each result, how it comes about, and from which figures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product

from ..linked.record import Measure, Place
from ..linked.series import Figure
from ..linked.topic import Topic
from ..verdicts.standing import Field
from ..wording import number as written
from ..wording import ordinal
from .bound import Bound, Question
from .grounds import Grounds, Time, Value
from .results import (
    Hypothesis,
    Result,
    apart,
    directed,
    figure_text,
    hundredth,
    over,
    plain,
    ranked,
    reach,
    relative,
    total_of,
)
from .timing import pairs, times
from .written import Form

_MOST_RANKS = 6
_MOST_WAYS = 24
"""How many combinations of values of several places are looked at."""
_DAYS = {"days": 1.0, "weeks": 7.0}
_MONTHS = {"months": 1, "years": 12, "quarters": 3}


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
        }[bound.question]
        for measure in bound.measures:
            yield from (each for each in derive(bound, measure) if each.results)

    # ---- questions

    def _value(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        if bound.number.form is Form.MULTIPLE or (
            bound.number.form in (Form.PART, Form.PERCENT) and not measure.in_percent
        ):
            if bound.direction:
                yield from self._change(bound, measure)
            yield from self._share(bound, measure)
            return
        for place in bound.places:
            parts = self._grounds.parts(measure, place)
            for time, main in times(self._grounds, bound, measure):
                values = self._grounds.values(measure, place, time)
                results = [plain(each) for each in values]
                results = results or list(self._ways(parts, measure, time))
                if bound.number.form is Form.PART:
                    results = [hundredth(each) for each in results]
                yield Hypothesis(results, measure, time.text, main)

    def _rate(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        for place in bound.places:
            for time, main in times(self._grounds, bound, measure):
                values = self._grounds.values(measure, place, time)
                if not measure.adds_up:
                    yield Hypothesis([plain(each) for each in values], measure, time.text, main)
                    continue
                ways: dict[str, list[Result]] = {}
                for each in values:
                    for key, result in self._rates(bound, each, place):
                        ways.setdefault(key, []).append(result)
                for results in ways.values():
                    yield Hypothesis(results, measure, time.text, main)
                results = [plain(each) for each in values]
                yield Hypothesis(results, measure, time.text, main=False)

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
                    least, most = reach(value)
                    how = f"{figure_text(figure)} over {written(period.months)} months"
                    yield str(months), Result(least * share, most * share, how, [figure])
            return
        for people in self._people(place, value.time):
            least, most = reach(value)
            share = Fraction(bound.base) / Fraction(people.value)
            heads = f"{written(people.value)} {people.series.measure.unit}"
            how = f"{figure_text(value.figure)} / {heads}"
            result = Result(least * share, most * share, how, [value.figure, people])
            yield people.series.measure.id, result

    def _people(self, place: Place, time: Time) -> Iterator[Figure]:
        """The figure of each denominator that is nearest to the middle of a time."""
        middle = time.period.first + (time.period.last - time.period.first) / 2
        for measure in self._grounds.facts.measures:
            if not measure.denominator:
                continue
            every = self._grounds.times(measure)
            values = [x for t in every for x in self._grounds.values(measure, place, t)]
            held = [figure for each in values for figure in each.figures if figure.value]
            if held:
                yield min(held, key=lambda x: abs((x.series.period.last - middle).days))

    def _sum(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        if not measure.adds_up or len(bound.group) < 2:
            return
        for time, main in times(self._grounds, bound, measure):
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
            yield total_of([plain(each) for each in way])

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
        for time, main in times(self._grounds, bound, measure):
            ones = self._sides(bound, group, measure, time)
            wholes = self._sides(bound, others, measure, time)
            both = islice(product(ones, wholes), _MOST_WAYS)
            results = [x for one, other in both if (x := combine(one, other)) is not None]
            if combine is not over:
                results = [directed(each, bound.direction) for each in results]
            yield Hypothesis(results, measure, time.text, main)

    def _sides(
        self, bound: Bound, places: Sequence[Place], measure: Measure, time: Time
    ) -> Sequence[Result]:
        """What is compared of places: their totals or their rates."""
        if not (bound.is_rated and measure.adds_up) or len(places) > 1:
            return list(self._ways(places, measure, time))
        values = self._grounds.values(measure, places[0], time)
        head = replace(bound, base=1)
        return [x for each in values for _, x in self._rates(head, each, places[0])]

    def _more(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        if bound.number.form in (Form.AMOUNT, Form.POINTS):
            yield from self._two(bound, measure, apart)
            if not bound.others:
                yield from self._change(bound, measure)
        else:
            yield from self._two(bound, measure, relative)

    def _ratio(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        if not bound.others:
            yield from self._change(bound, measure)
            return
        yield from self._two(bound, measure, over)

    def _share(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        if bound.others:
            yield from self._two(bound, measure, over)
            return
        group = bound.group or bound.places[:1]
        for whole in group[0].enclosing() if group else ():
            if self._grounds.has(measure, whole):
                bound.others = (whole,)
                yield from self._two(bound, measure, over)
                bound.others = ()
                return

    def _change(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        combine = apart if bound.question in (Question.CHANGE, Question.MORE) else relative
        if bound.number.form is Form.MULTIPLE or bound.question is Question.RATIO:
            combine = over
        for places in [bound.group] if bound.group else [[place] for place in bound.places]:
            for one, other, main in pairs(self._grounds, bound, measure):
                results = []
                before, after = (list(self._ways(places, measure, x)) for x in (one, other))
                for low, high in islice(product(before, after), _MOST_WAYS):
                    found = combine(high, low)
                    if found is not None:
                        signed = found if combine is over else directed(found, bound.direction)
                        results.append(signed)
                text = f"{one.text}, then {other.text}"
                yield Hypothesis(results, measure, text, main)

    # ---- ranks

    def _rank(self, bound: Bound, measure: Measure) -> Iterator[Hypothesis]:
        for place in bound.places:
            for time, main in times(self._grounds, bound, measure):
                results = list(self._ranks_of_rates(bound, place, measure, time)) or [
                    result
                    for topic in self._grounds.topics(time)
                    for result in self._ranks(bound, place, self._field(topic, place, bound))
                ]
                whole = [each for each in results if not each.is_open]
                yield Hypothesis(whole or results, measure, time.text, main)

    def _ranks_of_rates(
        self, bound: Bound, place: Place, measure: Measure, time: Time
    ) -> Iterator[Result]:
        """The ranks that the rates of a place give it, where rates are ranked."""
        if not (bound.is_rated and measure.adds_up):
            return
        alike = [each for each in self._grounds.facts.places if each.kind == place.kind]
        rates = {each.id: self._sides(bound, [each], measure, time) for each in alike}
        sign = -1 if bound.lowest else 1
        held = [found[0].middle * sign for found in rates.values() if found]
        for each in rates[place.id]:
            rank = Fraction(1 + sum(other > each.middle * sign for other in held))
            yield Result(rank, rank, f"{ordinal(int(rank))} by rate", each.figures)

    def _field(self, topic: Topic, place: Place, bound: Bound) -> Field:
        key = id(topic), place.kind, bound.lowest
        if key not in self._fields:
            self._fields[key] = Field(topic, place.kind, lowest=bound.lowest)
        return self._fields[key]

    def _ranks(self, bound: Bound, place: Place, field: Field) -> Iterator[Result]:
        """The ranks that the values of a place give it, among all or among those within another."""
        known = sum(each.kind == place.kind for each in self._grounds.facts.places)
        listed = sum(field.topic.said[x][0].place.kind == place.kind for x in field.topic.said)
        for each in field.standings(place):
            above = each.highest(len(field.topic.said))
            most = len(above) + 1 + each.perhaps
            if bound.within is not None:
                above = [x for x in above if x.place.lies_in(bound.within)]
                most = len(above) + 1
            is_open = not field.complete and listed < known
            for rank in range(len(above) + 1, min(most, len(above) + _MOST_RANKS) + 1):
                yield ranked(rank, each.reading.figures[0], above, is_open=is_open)
