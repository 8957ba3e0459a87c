"""Every arithmetic question and every finding of evidence, against an independent oracle.

The oracle knows nothing of the program: SQLite chooses, ranks and sorts the figures of random
bases, and fractions give the exact quotients.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cltool
from cltool.checks import Severity, findings

from .bases import (
    LARGEST,
    NAMES,
    VALUES,
    Base,
    Number,
    bases,
    exact,
    examples,
    fold,
    loaded,
    observations,
    origin,
    rounded,
)

SCHEMA = """
CREATE TABLE sources (id PRIMARY KEY, relays);
CREATE TABLE places (id PRIMARY KEY, name, kind, within);
CREATE TABLE series (number, id PRIMARY KEY, source, measure, first, last, preference);
CREATE TABLE observations (series, number, place, value, PRIMARY KEY (series, place));

CREATE VIEW inside (place, whole, depth) AS
WITH RECURSIVE chain (place, whole, depth) AS (
    SELECT id, within, 1 FROM places WHERE within IS NOT NULL
    UNION ALL
    SELECT chain.place, places.within, depth + 1
    FROM chain JOIN places ON places.id = chain.whole WHERE places.within IS NOT NULL
) SELECT * FROM chain;

CREATE VIEW retells (source, relayed) AS
WITH RECURSIVE chain (source, relayed) AS (
    SELECT id, relays FROM sources WHERE relays IS NOT NULL
    UNION
    SELECT chain.source, sources.relays
    FROM chain JOIN sources ON sources.id = chain.relayed WHERE sources.relays IS NOT NULL
) SELECT * FROM chain;

CREATE VIEW origins (source, origin) AS
SELECT id, id FROM sources WHERE relays IS NULL
UNION
SELECT source, relayed FROM retells JOIN sources ON sources.id = relayed WHERE relays IS NULL;

CREATE VIEW kin (series, other) AS
SELECT one.id, two.id
FROM series AS one
JOIN series AS two USING (measure)
JOIN origins AS mine ON mine.source = one.source
JOIN origins AS theirs ON theirs.source = two.source AND theirs.origin = mine.origin
WHERE 5 * (julianday(min(one.last, two.last)) - julianday(max(one.first, two.first)) + 1) >=
      4 * (julianday(max(one.last, two.last)) - julianday(min(one.first, two.first)) + 1);
"""

INSERT = """
INSERT INTO series VALUES (
    :number, :id, :source, :measure,
    date(:start || CASE length(:start) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END),
    CASE length(:end)
        WHEN 4 THEN date(:end || '-12-31')
        WHEN 7 THEN date(:end || '-01', '+1 month', '-1 day')
        ELSE date(:end)
    END,
    CASE WHEN :id = :default THEN -1 ELSE :number END
)
"""

HELD = """
WITH held AS (
    SELECT observations.*, series.number AS turn, ROW_NUMBER() OVER (
        PARTITION BY place ORDER BY observations.series <> :series, series.number
    ) AS choice
    FROM kin
    JOIN series ON series.id = kin.other
    JOIN observations ON observations.series = kin.other
    WHERE kin.series = :series AND (:pooled OR kin.other = :series)
)
SELECT places.id, places.name, places.kind, held.value, held.series
FROM held JOIN places ON places.id = held.place
WHERE choice = 1 ORDER BY held.series <> :series, turn, held.number
"""


@dataclass(frozen=True)
class Held:
    """A figure as the oracle knows it."""

    place: str
    name: str
    kind: str
    value: Number
    series: str


class Oracle:
    """A base in SQLite, and what follows from it."""

    def __init__(self, base: Base) -> None:
        """Fill the tables."""
        self.base = base
        self.sql = sqlite3.connect(":memory:")
        self.sql.create_function("fold", 1, fold, deterministic=True)
        self.sql.executescript(SCHEMA)
        keys = ("id", "name", "kind", "within")
        self.sql.executemany(
            "INSERT INTO places VALUES (?, ?, ?, ?)",
            [[place.get(key) for key in keys] for place in base["places"]],
        )
        self.sql.executemany(
            "INSERT INTO sources VALUES (?, ?)",
            [[source["id"], source.get("relays")] for source in base["sources"]],
        )
        for number, series in enumerate(base["series"]):
            start, _, end = series["period"].partition("/")
            self.sql.execute(
                INSERT,
                {
                    **{key: series[key] for key in ("id", "source", "measure")},
                    "number": number,
                    "start": start,
                    "end": end or start,
                    "default": base["default_series"],
                },
            )
            self.sql.executemany(
                "INSERT INTO observations VALUES (?, ?, ?, ?)",
                [
                    [series["id"], count, each["place"], each["value"]]
                    for count, each in enumerate(series["observations"])
                ],
            )

    def all(self, query: str, **given: Any) -> list[Any]:
        """The rows of a query."""
        return self.sql.execute(query, given).fetchall()

    def column(self, query: str, **given: Any) -> list[Any]:
        """The first column of a query."""
        return [row[0] for row in self.all(query, **given)]

    def choices(self, series: str | None, measure: str | None) -> list[str]:
        """The series that may answer, in order of preference."""
        if series is not None:
            return [series]
        return self.column(
            "SELECT id FROM series WHERE measure = coalesce(:measure, "
            "(SELECT measure FROM series WHERE preference = -1)) ORDER BY preference",
            measure=measure,
        )

    def held(self, series: str, *, pooled: bool = False) -> list[Held]:
        """The figures of a series, and of its kin for the places that it lacks if pooled."""
        return [Held(*row) for row in self.all(HELD, series=series, pooled=pooled)]

    def enclosing(self, place: str) -> list[str]:
        """The places that enclose a place, nearest first."""
        return self.column(
            "SELECT whole FROM inside WHERE place = :place ORDER BY depth", place=place
        )

    def additive(self, series: str) -> bool:
        """Whether the measure of a series is additive."""
        measure = next(each["measure"] for each in self.base["series"] if each["id"] == series)
        return bool(
            next(each["additive"] for each in self.base["measures"] if each["id"] == measure)
        )

    def ranked(self, listed: Sequence[Held], *, lowest: bool = False) -> list[tuple[int, Held]]:
        """Figures with their ranks, by value and then by name."""
        by_place = {each.place: each for each in listed}
        self.sql.execute("CREATE TEMP TABLE listed (place, name, value)")
        self.sql.executemany(
            "INSERT INTO listed VALUES (?, ?, ?)", [(x.place, x.name, x.value) for x in listed]
        )
        order = "ASC" if lowest else "DESC"
        rows = self.all(
            f"SELECT RANK() OVER (ORDER BY value {order}), place FROM listed "  # noqa: S608
            f"ORDER BY value {order}, fold(name)"
        )
        self.sql.execute("DROP TABLE listed")
        return [(rank, by_place[place]) for rank, place in rows]


@contextmanager
def oracle(base: Base) -> Iterator[Oracle]:
    """An oracle that is closed at the end."""
    opened = Oracle(base)
    try:
        yield opened
    finally:
        opened.sql.close()


def quotient(factor: int, part: Fraction, whole: Fraction) -> float | None:
    """An exact quotient, rounded once; None if there is none."""
    return float(factor * part / whole) if whole else None


def summed(figures: Sequence[Held]) -> Fraction:
    """The exact sum of some figures."""
    return sum((exact(each.value) for each in figures), start=Fraction(0))


def rows(answer: cltool.Answer, *columns: str) -> list[tuple[object, ...]]:
    """Some columns of an answer's rows."""
    return [tuple(row[column] for column in columns) for row in answer]


@st.composite
def scopes(draw: st.DrawFn, base: Base) -> dict[str, str]:
    """Which series or measure to ask, if any."""
    choice = draw(st.sampled_from(["series", "measure", ""]))
    if choice == "series":
        return {choice: draw(st.sampled_from(base["series"]))["id"]}
    return {choice: draw(st.sampled_from(base["measures"]))["id"]} if choice else {}


@st.composite
def ranks_asked(draw: st.DrawFn) -> tuple[Base, dict[str, Any]]:
    """A base, and the options of a question for a rank in it."""
    base = draw(bases())
    asked: dict[str, Any] = dict(draw(scopes(base)))
    if base["places"]:
        asked["kind"] = draw(st.none() | st.sampled_from([x["kind"] for x in base["places"]]))
        asked["within"] = draw(st.none() | st.sampled_from([x["id"] for x in base["places"]]))
    asked["top"] = draw(st.none() | st.integers(1, 9))
    asked["lowest"] = draw(st.booleans())
    asked["all_sources"] = draw(st.booleans())
    return base, asked


def expected_rank(
    known: Oracle, asked: dict[str, Any]
) -> tuple[str, list[Held], list[tuple[int, Held]]] | None:
    """The series that answers, all that it ranks, and the rows that are shown."""
    for series in known.choices(asked.get("series"), asked.get("measure")):
        within = asked.get("within")
        found = [
            each
            for each in known.held(series, pooled=asked["all_sources"])
            if within is None or within in known.enclosing(each.place)
        ]
        kind = asked.get("kind") or (found[0].kind if found else None)
        listed = [each for each in found if each.kind == kind]
        if listed:
            ranked = known.ranked(listed, lowest=asked["lowest"])
            top = asked["top"] or len(ranked)
            return series, listed, [(rank, each) for rank, each in ranked if rank <= top]
    return None


@given(ranks_asked())
@examples(90)
def test_rank(asked: tuple[Base, dict[str, Any]]) -> None:
    """Ranks, ties (1, 2, 2, 4) and order are those of SQL's RANK(), whatever the options.

    Equal values tie whether whole or decimal; rows go by value, then by name.
    """
    base, options = asked
    with oracle(base) as known:
        expected = expected_rank(known, options)
        if expected is None:
            with pytest.raises(cltool.NoAnswerError):
                cltool.rank(loaded(base), **options)
            return
        answer = cltool.rank(loaded(base), **options)
        shown = [(rank, each.place, each.name, each.value) for rank, each in expected[2]]
        assert rows(answer, "rank", "place", "name", "value") == shown
        if options["all_sources"]:
            assert rows(answer, "series") == [(each.series,) for _, each in expected[2]]


@given(ranks_asked())
@examples(50)
def test_rank_percents(asked: tuple[Base, dict[str, Any]]) -> None:
    """Each percent is the exact one of the listed total, rounded once; none if it means nothing."""
    base, options = asked
    with oracle(base) as known:
        expected = expected_rank(known, options)
        assume(expected is not None)
        assert expected is not None
        series, listed, shown = expected
        whole = summed(listed) if known.additive(series) else Fraction(0)
        answer = cltool.rank(loaded(base), **options)
        assert rows(answer, "place", "percent") == [
            (each.place, quotient(100, exact(each.value), whole)) for _, each in shown
        ]


@given(st.permutations([36, 36.0, 12, 12.5, 2**53, 2.0**53, 2**53 + 1]))
@examples(20)
def test_equal_values_share_a_rank(figures: list[Number]) -> None:
    """36 and 36.0 tie, and so do values that only look alike as floats not."""
    base = one_series(figures)
    ranks = {(type(row["value"]), row["value"]): row["rank"] for row in cltool.rank(loaded(base))}
    assert ranks == {
        (int, 2**53 + 1): 1,
        (int, 2**53): 2,
        (float, 2.0**53): 2,
        (int, 36): 4,
        (float, 36.0): 4,
        (float, 12.5): 6,
        (int, 12): 7,
    }


def one_series(figures: Sequence[Number], **keys: Any) -> Base:
    """A base of one series: a whole, if there is one, then its parts."""
    return {
        "format": 1,
        "title": "One series",
        "default_series": "t",
        "sources": [{"id": "s", "publisher": "S", "title": "T", "published": "2020"}],
        "measures": [
            {"id": "m", "name": "M", "unit": "people", "definition": "D", "additive": True}
        ],
        "places": [
            {"id": f"p{number}", "name": f"Place {number}", "kind": "town"}
            for number in range(len(figures))
        ],
        "series": [
            {
                "id": "t",
                "source": "s",
                "measure": "m",
                "period": "2019",
                "coverage": "partial",
                "observations": [
                    {"place": f"p{number}", "value": value} for number, value in enumerate(figures)
                ],
                **keys,
            }
        ],
    }


def whole_and_parts(whole: Number, parts: Sequence[Number], **keys: Any) -> Base:
    """A base of one series with a county and its towns."""
    base = one_series([whole, *parts], **keys)
    base["places"][0]["kind"] = "county"
    for place in base["places"][1:]:
        place["within"] = "p0"
    return base


@given(st.lists(VALUES, min_size=1, max_size=8))
@examples(150)
def test_percents_of_any_values(figures: list[Number]) -> None:
    """The percents of the listed total are exact for any values, rounded once."""
    whole = sum((exact(value) for value in figures), start=Fraction(0))
    answer = cltool.rank(loaded(one_series(figures)))
    assert {row["place"]: row["percent"] for row in answer} == {
        f"p{number}": quotient(100, exact(value), whole) for number, value in enumerate(figures)
    }


@given(VALUES, VALUES)
@examples(150)
def test_compare_any_two_values(base: Number, value: Number) -> None:
    """Difference, ratio and change are exact for any two values, rounded once."""
    first, second = exact(base), exact(value)
    answer = cltool.compare(loaded(one_series([base, value])), ["p0", "p1"])
    assert rows(answer, "difference", "ratio", "percent_change")[1] == (
        rounded(second - first),
        quotient(1, second, first),
        quotient(100, second - first, first),
    )


@st.composite
def comparisons(draw: st.DrawFn) -> tuple[Base, list[str], dict[str, Any]]:
    """A base, two places or more, and the options of a comparison."""
    base = draw(bases(least_places=2))
    ids = [place["id"] for place in base["places"]]
    places = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=4, unique=True))
    return base, places, {**draw(scopes(base)), "all_sources": draw(st.booleans())}


@given(comparisons())
@examples(80)
def test_compare(asked: tuple[Base, list[str], dict[str, Any]]) -> None:
    """Differences, ratios and changes are exact, rounded once, and to nothing there are none.

    The figures come from the first series that has them all, or else each from the first that
    has it.
    """
    base, places, options = asked
    with oracle(base) as known:
        picked = picked_figures(known, places, options)
        if picked is None:
            with pytest.raises(cltool.NoAnswerError):
                cltool.compare(loaded(base), places, anyway=True, **options)
            return
        first = exact(picked[0].value)
        answer = cltool.compare(loaded(base), places, anyway=True, **options)
        assert rows(answer, "place", "value", "difference", "ratio", "percent_change") == [
            (
                each.place,
                each.value,
                rounded(exact(each.value) - first),
                quotient(1, exact(each.value), first),
                quotient(100, exact(each.value) - first, first),
            )
            for each in picked
        ]


def picked_figures(
    known: Oracle, places: Sequence[str], options: dict[str, Any]
) -> list[Held] | None:
    """The figure of each place, in their order; None if one has none."""
    held = [
        {each.place: each for each in known.held(series, pooled=options["all_sources"])}
        for series in known.choices(options.get("series"), options.get("measure"))
    ]
    for here in held:
        if set(places) <= here.keys():
            return [here[place] for place in places]
    found = [next((here[place] for here in held if place in here), None) for place in places]
    return [each for each in found if each is not None] if None not in found else None


@given(st.sampled_from([5e-324, 1e-320, 1e-300]), VALUES)
@examples(20)
def test_quotients_beyond_a_float(tiny: float, value: Number) -> None:
    """A quotient too large for a float breaks no question."""
    facts = loaded(whole_and_parts(tiny, [value]))
    for answer in (
        cltool.compare(facts, ["p0", "p1"]),
        cltool.share(facts, ["p1"]),
        cltool.place(facts, "p1"),
    ):
        numbers = [cell for row in answer for cell in row.values() if isinstance(cell, float)]
        assert all(math.isfinite(each) for each in numbers)


@st.composite
def breakdowns(draw: st.DrawFn) -> tuple[Base, str, dict[str, Any]]:
    """A base, a whole in it, and the options of a breakdown."""
    base = draw(bases(least_places=2))
    around = [place["within"] for place in base["places"] if "within" in place]
    whole = draw(st.sampled_from(around or ["p0"]))
    return base, whole, {**draw(scopes(base)), "all_sources": draw(st.booleans())}


def expected_breakdown(
    known: Oracle, whole: str, options: dict[str, Any]
) -> tuple[Held, list[Held]] | None:
    """The figure of a whole and its outermost parts of one kind; None without an answer."""
    choices = known.choices(options.get("series"), options.get("measure"))
    if not choices or not known.additive(choices[0]):
        return None
    for series in choices:
        here = known.held(series, pooled=options["all_sources"])
        own = [each for each in here if each.place == whole]
        inside = [each for each in here if whole in known.enclosing(each.place)]
        if own and inside:
            alike = {each.place: each for each in inside if each.kind == inside[0].kind}
            outermost = [
                each
                for each in alike.values()
                if not alike.keys() & set(known.enclosing(each.place))
            ]
            return own[0], [each for _, each in known.ranked(outermost)]
    return None


@given(breakdowns())
@examples(90)
def test_breakdown(asked: tuple[Base, str, dict[str, Any]]) -> None:
    """A whole's parts, the highest first, and what remains, with the exact percent of each."""
    base, place, options = asked
    with oracle(base) as known:
        expected = expected_breakdown(known, place, options)
        if expected is None:
            with pytest.raises(cltool.NoAnswerError):
                cltool.share(loaded(base), of=place, **options)
            return
        whole, parts = expected
        rest = exact(whole.value) - summed(parts)
        wanted: list[tuple[object, ...]] = [
            (each.place, each.value, quotient(100, exact(each.value), exact(whole.value)))
            for each in parts
        ]
        if rest >= 0:
            wanted.append((None, rounded(rest), quotient(100, rest, exact(whole.value))))
        answer = cltool.share(loaded(base), of=place, **options)
        assert rows(answer, "place", "value", "percent") == wanted
        assert any(note.kind == "exceeds" for note in answer.notes) is (rest < 0)


@given(st.lists(VALUES, min_size=1, max_size=8), VALUES)
@examples(120)
def test_percents_of_a_breakdown_add_up(parts: list[Number], rest: Number) -> None:
    """The percents of all parts and the remainder add up to 100, to within half an ulp each."""
    whole = rounded(sum((exact(part) for part in parts), start=exact(rest)))
    assume(0 < whole <= LARGEST)
    answer = cltool.share(loaded(whole_and_parts(whole, parts)), of="p0")
    percents = [row["percent"] for row in answer]
    numbers = [each for each in percents if isinstance(each, float)]
    assert len(numbers) == len(percents)
    complete = not any(note.kind == "exceeds" for note in answer.notes)
    assert complete is (exact(whole) >= sum(exact(part) for part in parts))
    if complete:
        assert len(answer) == len(parts) + 1
        assert abs(math.fsum(numbers) - 100) <= len(numbers) * math.ulp(100) / 2


@st.composite
def parts_named(draw: st.DrawFn) -> tuple[Base, list[str], str, dict[str, Any]]:
    """A base, parts of a whole none of which lies in another, the whole, and the options."""
    base = draw(bases(least_places=3))
    within = {place["id"]: place.get("within") for place in base["places"]}
    wholes = sorted({around for around in within.values() if around is not None})
    assume(wholes)
    whole = draw(st.sampled_from(wholes))
    inside = [place for place, around in within.items() if around == whole]
    parts = draw(st.lists(st.sampled_from(inside), min_size=1, max_size=4, unique=True))
    return base, parts, whole, {**draw(scopes(base)), "all_sources": draw(st.booleans())}


@given(parts_named())
@examples(70)
def test_share_of_a_named_whole(asked: tuple[Base, list[str], str, dict[str, Any]]) -> None:
    """Parts of a named whole have exact percents, and several are followed by their sum."""
    base, parts, whole, options = asked
    with oracle(base) as known:
        choices = known.choices(options.get("series"), options.get("measure"))
        figures = None
        if choices and known.additive(choices[0]):
            for series in choices:
                here = {x.place: x for x in known.held(series, pooled=options["all_sources"])}
                if {*parts, whole} <= here.keys():
                    figures = [here[part] for part in parts]
                    break
        if figures is None:
            with pytest.raises(cltool.NoAnswerError):
                cltool.share(loaded(base), parts, of=whole, **options)
            return
        total = exact(here[whole].value)
        wanted: list[tuple[object, ...]] = [
            (each.place, each.value, quotient(100, exact(each.value), total)) for each in figures
        ]
        if len(parts) > 1:
            together = summed(figures)
            wanted.append((None, rounded(together), quotient(100, together, total)))
        answer = cltool.share(loaded(base), parts, of=whole, **options)
        assert rows(answer, "place", "value", "percent") == wanted


@st.composite
def places_asked(draw: st.DrawFn) -> tuple[Base, str, dict[str, Any]]:
    """A base, a place in it, and which series or measure to ask."""
    base = draw(bases(least_places=1))
    return base, draw(st.sampled_from(base["places"]))["id"], draw(scopes(base))


@given(places_asked())
@examples(70)
def test_share_of_the_enclosing_place(asked: tuple[Base, str, dict[str, Any]]) -> None:
    """A place is a part of the one that encloses it, or else of all of its kind that are listed."""
    base, place, options = asked
    with oracle(base) as known:
        choices = known.choices(options.get("series"), options.get("measure"))
        around = [*known.enclosing(place), None][0]
        held = [{each.place: each for each in known.held(series)} for series in choices]
        with_both = [here for here in held if place in here and around in here]
        here = [*with_both, *(each for each in held if place in each), {}][0]
        alike = [each for each in here.values() if each.kind == here[place].kind]
        enough = with_both or len(alike) > 1
        if not enough or not known.additive(choices[0]):
            with pytest.raises(cltool.NoAnswerError):
                cltool.share(loaded(base), [place], **options)
            return
        whole = here[str(around)].value if with_both else rounded(summed(alike))
        total = exact(whole) if with_both else summed(alike)
        answer = cltool.share(loaded(base), [place], **options)
        assert rows(answer, "whole", "whole_value", "percent") == [
            (
                around if with_both else None,
                whole,
                quotient(100, exact(here[place].value), total),
            )
        ]


@given(places_asked())
@examples(70)
def test_place(asked: tuple[Base, str, dict[str, Any]]) -> None:
    """A place's figure, exact share of the enclosing place, and rank are the oracle's."""
    base, place, options = asked
    with oracle(base) as known:
        picked = picked_figures(known, [place], {**options, "all_sources": False})
        if picked is None:
            with pytest.raises(cltool.NoAnswerError):
                cltool.place(loaded(base), place, **options)
            return
        here = known.held(picked[0].series)
        alike = [each for each in here if each.kind == picked[0].kind]
        ranks = {each.place: rank for rank, each in known.ranked(alike)}
        around = known.enclosing(place)[:1]
        whole = [exact(each.value) for each in here if [each.place] == around]
        share = (
            quotient(100, exact(picked[0].value), whole[0])
            if whole and known.additive(picked[0].series)
            else None
        )
        answer = cltool.place(loaded(base), place, **options)
        assert rows(answer, "place", "value", "percent_of_within", "rank", "ranked") == [
            (place, picked[0].value, share, ranks[place], len(alike))
        ]


@st.composite
def rated(draw: st.DrawFn) -> tuple[Base, int]:
    """A base of one series and one of population, for some of its places, and a scale."""
    base = one_series(draw(st.lists(VALUES, min_size=2, max_size=7)))
    base["measures"].append({**base["measures"][0], "id": "population", "name": "Population"})
    people = [draw(st.none() | VALUES) for _ in base["places"]]
    assume(any(each is not None for each in people))
    base["series"].append(
        {
            **base["series"][0],
            "id": "people",
            "measure": "population",
            "observations": [
                {"place": f"p{number}", "value": value}
                for number, value in enumerate(people)
                if value is not None
            ],
        }
    )
    return base, draw(st.sampled_from([1, 1000, 100_000, 10**9]))


@given(rated(), st.booleans(), st.none() | st.integers(1, 6))
@examples(80)
def test_rank_by_rate(asked: tuple[Base, int], lowest: bool, top: int | None) -> None:
    """Rates are exact, rounded once, and ranked as values are; places without one come last."""
    base, scale = asked
    with oracle(base) as known:
        people = {each.place: each.value for each in known.held("people")}
        rates = {
            each.place: quotient(scale, exact(each.value), exact(people.get(each.place, 0)))
            for each in known.held("t")
        }
        held = known.held("t")
        scored = [replace(x, value=rate) for x in held if (rate := rates[x.place]) is not None]
        unknown = sorted((x for x in held if rates[x.place] is None), key=lambda x: fold(x.name))
        wanted: list[tuple[object, ...]] = [
            (rank, each.place, people[each.place], each.value)
            for rank, each in known.ranked(scored, lowest=lowest)
            if top is None or rank <= top
        ]
        if top is None:
            wanted += [(None, each.place, people.get(each.place), None) for each in unknown]
        if not scored:
            return
        options: dict[str, Any] = {"per": "population", "scale": scale, "lowest": lowest}
        answer = cltool.rank(loaded(base), top=top, **options)
        assert rows(answer, "rank", "place", "per_value", "rate") == wanted


@given(rated())
@examples(60)
def test_compare_by_rate(asked: tuple[Base, int]) -> None:
    """Rates differ by what their exact values do, to within a few ulps of the larger."""
    base, scale = asked
    people = {x["place"]: exact(x["value"]) for x in base["series"][1]["observations"]}
    rates = [
        scale * exact(each["value"]) / people[each["place"]] if people.get(each["place"]) else None
        for each in base["series"][0]["observations"]
    ]
    places = [place["id"] for place in base["places"]]
    answer = cltool.compare(loaded(base), places, per="population", scale=scale)
    for row, rate in zip(answer, rates, strict=True):
        first = rates[0]
        if rate is None or first is None:
            assert (row["rate"] is None) is (rate is None)
            assert row["difference"] is row["ratio"] is row["percent_change"] is None
            continue
        assert row["rate"] == float(rate)
        assert row["difference"] == pytest.approx(
            float(rate - first), rel=0, abs=2 * math.ulp(max(rate, first))
        )
        assert (row["ratio"] is None) is (row["percent_change"] is None) is (first == 0)
        if first:
            near = pytest.approx(float(rate / first), rel=1e-15)
            assert row["ratio"] == near
            change = row["percent_change"]
            assert isinstance(change, float)
            assert change / 100 + 1 == pytest.approx(row["ratio"], rel=1e-14)


@given(
    st.lists(st.tuples(st.sampled_from(["", "-03", "-03-09"]), VALUES), min_size=1, max_size=5),
    st.booleans(),
)
@examples(70)
def test_trend(times: list[tuple[str, Number]], additive: bool) -> None:
    """Each time's figure, a month of it, and its exact change from the time before."""
    base = one_series([0])
    base["measures"][0]["additive"] = additive
    base["series"] = [
        {
            **base["series"][0],
            "id": f"t{number}",
            "period": f"{2000 + number}{tail}",
            "observations": [{"place": "p0", "value": value}],
        }
        for number, (tail, value) in enumerate(times)
    ]
    base["series"].sort(key=lambda each: each["id"][::-1])
    base["default_series"] = "t0"
    base["series"].reverse()
    months = [{"": 12, "-03": 1}.get(tail) for tail, _ in times]
    figures = [exact(value) for _, value in times]
    answer = cltool.trend(loaded(base), ["p0"])
    assert rows(answer, "series", "value", "percent_change") == [
        (
            f"t{number}",
            value,
            quotient(100, figures[number] - figures[number - 1], figures[number - 1])
            if number
            else None,
        )
        for number, (_, value) in enumerate(times)
    ]
    assert rows(answer, "per_month") == [
        (quotient(1, value, Fraction(span)) if span and additive else None,)
        for value, span in zip(figures, months, strict=True)
    ]


@given(st.lists(st.text("\u0300\u0301\u0308'- ", min_size=1, max_size=3), max_size=4))
@examples(40)
def test_names_of_marks_alone(marks: list[str]) -> None:
    """A name of nothing that counts, such as a combining mark, is itself: two of them differ."""
    marks = list(dict.fromkeys(mark.strip() for mark in marks if mark.strip()))
    base = one_series(range(len(marks)))
    for place, name in zip(base["places"], marks, strict=True):
        place["name"] = name
    facts = loaded(base)
    for place in base["places"]:
        assert rows(cltool.place(facts, place["name"]), "place") == [(place["id"],)]


@given(
    st.lists(st.integers(0, 5), min_size=1, max_size=6),
    st.integers(0, 5),
    st.integers(1, 7),
    st.sampled_from(["complete", "partial", "top"]),
)
@examples(80)
def test_claims(figures: list[Number], which: int, claimed: int, coverage: str) -> None:
    """A claim of rank holds if it is the rank by RANK() of a complete list, ties included.

    It is contradicted if more places are higher than it allows, and in a list that is not
    complete nothing more can be said.
    """
    base = one_series(figures, coverage=coverage)
    place = f"p{which % len(figures)}"
    base["claims"] = [
        {
            "source": "s",
            "measure": "m",
            "place": place,
            "among": "town",
            "rank": claimed,
            "period": "2019",
            "statement": "So it is said.",
        }
    ]
    with oracle(base) as known:
        rank = next(rank for rank, each in known.ranked(known.held("t")) if each.place == place)
    holds = coverage == "complete" and claimed == rank
    broken = claimed < rank or (coverage == "complete" and claimed != rank)
    verdict = "holds" if holds else "contradicted" if broken else "can't be checked"
    (found,) = [each for each in findings(loaded(base)) if each.kind == "claim"]
    assert f"; {verdict}" in found.text
    assert found.severity is (Severity.WARNING if broken else Severity.NOTE)


# Evidence: who agrees, who differs, and what a check finds.


@dataclass(frozen=True)
class Said:
    """An observation with what its series says of it."""

    series: str
    source: str
    value: Fraction
    tolerance: Fraction

    def agrees(self, other: "Said") -> bool:
        """Whether two figures differ by no more than they may both be off."""
        return abs(self.value - other.value) <= self.tolerance + other.tolerance


def all_said(base: Base) -> dict[str, list[Said]]:
    """All that is said of each place."""
    found: dict[str, list[Said]] = {}
    for series, each in observations(base):
        tolerance = {"tolerance": 0, **series, **each}["tolerance"]
        said = Said(series["id"], series["source"], exact(each["value"]), exact(tolerance))
        found.setdefault(each["place"], []).append(said)
    return found


def conflicting(base: Base, linked: set[tuple[str, str]]) -> set[tuple[str, str, str]]:
    """The places with two figures that disagree, and the series of those, of some pairs."""
    return {
        (place, one.series, two.series)
        for place, said in all_said(base).items()
        for one, two in combinations(said, 2)
        if (one.series, two.series) in linked and not one.agrees(two)
    }


@given(bases())
@examples(120)
def test_conflicts(base: Base) -> None:
    """Every two figures of one origin, measure, time and place that disagree are found; no others.

    Series whose times are the same only by way of a third may be held against each other.
    """
    with oracle(base) as known:
        near = set(known.all("SELECT series, other FROM kin"))
        joined = set(
            known.all(
                "WITH RECURSIVE joined (series, other) AS (SELECT series, other FROM kin UNION "
                "SELECT joined.series, kin.other FROM joined JOIN kin ON kin.series = joined.other)"
                "SELECT series, other FROM joined"
            )
        )
    found = [each for each in findings(loaded(base)) if each.kind == "conflict"]
    assert all(each.severity is Severity.WARNING for each in found)
    for place, one, two in conflicting(base, near):
        assert any(
            each.place is not None and each.place.id == place and {one, two} <= set(each.series)
            for each in found
        )
    may_be = conflicting(base, joined)
    for each in found:
        assert each.place is not None
        within = {(place, one, two) for place, one, two in may_be if {one, two} <= set(each.series)}
        assert each.place.id in {place for place, _, _ in within}


@given(bases(agreeing=True))
@examples(60)
def test_no_conflict_where_all_agree(base: Base) -> None:
    """Where all sources of one origin give one value for a figure, no conflict is found."""
    assert [each.text for each in findings(loaded(base)) if each.kind == "conflict"] == []


@st.composite
def planted(draw: st.DrawFn) -> tuple[Base, str]:
    """A base whose sources agree but for one figure, and the place that it is about."""
    base = draw(bases(agreeing=True, least_places=1))
    series: Base = draw(st.sampled_from(base["series"]))
    assume(series["observations"])
    observation: Base = draw(st.sampled_from(series["observations"]))
    slack = exact(series.get("tolerance", 0)), exact(observation.get("tolerance", 0))
    value = rounded(exact(observation["value"]) + max(slack) + draw(st.sampled_from([1, 7, 10**6])))
    assume(value <= LARGEST and exact(value) - exact(observation["value"]) > max(slack))
    base["sources"].append(
        {
            "id": "liar",
            "publisher": "The Liar",
            "title": "Other figures",
            "published": "2021",
            "relays": origin(base, series["source"]),
        }
    )
    base["series"].insert(
        draw(st.integers(0, len(base["series"]))),
        {
            "id": "lie",
            "source": "liar",
            "measure": series["measure"],
            "period": series["period"],
            "coverage": "partial",
            "observations": [{"place": observation["place"], "value": value}],
        },
    )
    return base, observation["place"]


@given(planted())
@examples(70)
def test_a_planted_conflict_is_found(case: tuple[Base, str]) -> None:
    """One false figure among sources that agree is one conflict, about its place, and named."""
    base, place = case
    found = [each for each in findings(loaded(base)) if each.kind == "conflict"]
    assert [each.place.id for each in found if each.place] == [place]
    assert "lie" in found[0].series
    assert "The Liar" in found[0].text


@given(ranks_asked())
@examples(80)
def test_agreeing_and_disputed(asked: tuple[Base, dict[str, Any]]) -> None:
    """Each row counts the sources that give its value and relay none that reports the figure.

    Its other values name exactly the sources that give one.
    """
    base, options = asked
    said = all_said(base)
    with oracle(base) as known:
        expected = expected_rank(known, options)
        assume(expected is not None)
        assert expected is not None
        answer = cltool.rank(loaded(base), **options)
        for row, (_, held) in zip(answer, expected[2], strict=True):
            kin = set(known.column("SELECT other FROM kin WHERE series = :s", s=held.series))
            about = [each for each in said[held.place] if each.series in kin]
            own = next(each for each in about if each.series == held.series)
            reporting = {each.source for each in about}
            independent = {
                each.source
                for each in about
                if each.agrees(own)
                and not reporting.intersection(
                    known.column("SELECT relayed FROM retells WHERE source = :s", s=each.source)
                )
            }
            assert row["agreeing"] == max(1, len(independent))
            others = row["disputed"]
            assert isinstance(others, tuple)
            assert {
                source
                for other in others
                if isinstance(other, cltool.Alternative)
                for source in other.sources
            } == {each.source for each in about if not each.agrees(own)}


@st.composite
def retold(draw: st.DrawFn) -> tuple[Base, Base, str]:
    """A base, the same with a source that retells one of its series, and that series."""
    base = draw(bases(least_places=1))
    series = draw(st.sampled_from(base["series"]))
    assume(series["observations"])
    after = deepcopy(base)
    after["sources"].append(
        {
            "id": "parrot",
            "publisher": "The Parrot",
            "title": "As told",
            "published": "2018",
            "relays": series["source"],
        }
    )
    told = draw(st.lists(st.sampled_from(series["observations"]), min_size=1, unique_by=id))
    after["series"].insert(
        draw(st.integers(0, len(base["series"]))),
        {
            **{key: series[key] for key in ("measure", "period")},
            "id": "retelling",
            "source": "parrot",
            "coverage": "partial",
            "tolerance": draw(st.sampled_from([0, 1, 10**17])),
            "observations": [
                {"place": x["place"], "value": draw(st.just(x["value"]) | VALUES)} for x in told
            ],
        },
    )
    return base, after, series["id"]


@given(retold())
@examples(70)
def test_a_retelling_never_adds_a_voice(case: tuple[Base, Base, str]) -> None:
    """A source that relays one that reports the figure never adds to those that agree."""
    before, after, series = case

    def voices(base: Base) -> dict[object, object]:
        facts = loaded(base)
        return {
            row["place"]: row["agreeing"]
            for kind in {each["kind"] for each in base["places"]}
            for row in answered(facts, kind)
        }

    def answered(facts: cltool.FactBase, kind: str) -> Iterator[dict[str, Any]]:
        try:
            yield from cltool.rank(facts, kind, series=series)
        except cltool.NoAnswerError:
            return

    assert voices(before)
    assert voices(after) == voices(before)


def signature(base: Base) -> Counter[tuple[str, str, str]]:
    """What is found in a base, without ids and positions."""
    return Counter((each.severity, each.kind, each.text) for each in findings(loaded(base)))


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Base, Base]:
    """A base, and the same with its records in another order."""
    base = draw(bases(claims=True))
    other = deepcopy(base)
    for key in ("sources", "measures", "places", "series", "claims"):
        if key in other:
            other[key] = draw(st.permutations(other[key]))
    for series in other["series"]:
        series["observations"] = draw(st.permutations(series["observations"]))
    return base, other


@given(shuffled())
@examples(120)
def test_order_changes_no_finding(pair: tuple[Base, Base]) -> None:
    """The order of the records in the file changes nothing that is found."""
    assert signature(pair[1]) == signature(pair[0])


def told(*series: dict[str, Any], claims: Sequence[dict[str, Any]] = ()) -> Base:
    """A base of one report, told by a source for each of some series about a county and towns.

    Each series is given by its figures by place, and any other keys.
    """
    base = whole_and_parts(0, [0, 0])
    base["series"] = []
    for number, keys in enumerate(series):
        base["sources"].append(
            {
                "id": f"s{number}",
                "publisher": f"Paper {number}",
                "title": "Retold",
                "published": "2021",
                "relays": "s",
            }
        )
        given = {"period": "2019", "coverage": "complete", **keys}
        figures = given.pop("figures")
        base["series"].append(
            {
                **given,
                "id": f"t{number}",
                "source": f"s{number}",
                "measure": "m",
                "observations": [
                    {"place": place, "value": value} for place, value in figures.items()
                ],
            }
        )
    base["default_series"] = "t0"
    base["claims"] = [
        {
            "source": "s0",
            "measure": "m",
            "place": "p1",
            "among": "town",
            "period": "2019",
            "statement": "So it is said.",
            **claim,
        }
        for claim in claims
    ]
    return base


def test_a_conflict_between_figures_that_a_third_would_join() -> None:
    """7 give or take 2 and 13 give or take 2 differ, though each agrees with 10 give or take 1."""
    base = told(
        {"figures": {"p0": 10}, "tolerance": 1},
        {"figures": {"p0": 7}, "tolerance": 2},
        {"figures": {"p0": 13}, "tolerance": 2},
    )
    assert [each.kind for each in findings(loaded(base)) if each.kind == "conflict"] == ["conflict"]


@pytest.mark.parametrize(
    ("base", "kind"),
    [
        (whole_and_parts(0.6, [0.8], tolerance=0.1), "parts"),
        (whole_and_parts(6.714612000120552e17, [6.714612000120552e17]), "parts"),
        (
            told(
                {"figures": {"p0": 1.0}, "tolerance": 0.7},
                {"figures": {"p0": 1.8}, "tolerance": 0.1},
            ),
            "conflict",
        ),
        (
            told(
                {"figures": {"p1": 0.7}, "tolerance": 0.1, "coverage": "top"},
                {"figures": {"p2": 0.9}, "tolerance": 0.1, "coverage": "partial"},
            ),
            "coverage",
        ),
    ],
    ids=["parts", "parts as large", "conflict", "coverage"],
)
def test_tolerances_are_exact(base: Base, kind: str) -> None:
    """Figures as far apart as they may be off, and no further, are no finding: 0.8 is 0.7 + 0.1."""
    assert [each.text for each in findings(loaded(base)) if each.kind == kind] == []


def test_tolerances_of_claims_are_exact() -> None:
    """0.7 and 0.9, each off by up to 0.1, can tie: a claim that the first leads is not broken."""
    base = told({"figures": {"p1": 0.7, "p2": 0.9}, "tolerance": 0.1}, claims=[{"rank": 1}])
    (found,) = [each for each in findings(loaded(base)) if each.kind == "claim"]
    assert "; depends" in found.text


def test_a_claim_that_two_values_allow_and_one_proves() -> None:
    """A claim that is sure by one value of a place and only possible by another is judged."""
    base = told(
        {"figures": {"p1": 5, "p2": 5}},
        {"figures": {"p1": 5, "p2": 0}},
        {"figures": {"p1": 4, "p2": 0}},
        claims=[{"rank": 1}],
    )
    texts = [each.text for each in findings(loaded(base)) if each.kind == "claim"]
    assert len(texts) == 1
    assert "; depends" in texts[0]


@pytest.mark.parametrize(
    "base",
    [
        told(
            {"figures": {"p0": 0, "p1": 5}},
            {"figures": {"p0": 0, "p1": 0}},
            {"figures": {"p0": 0, "p1": 5}},
        ),
        told(
            {"figures": {"p0": 1, "p1": 10}, "tolerance": 2},
            {"figures": {"p1": 9}, "tolerance": 1},
        ),
        told({"figures": {"p0": 36}}, {"figures": {"p0": 36.0}}, {"figures": {"p0": 40}}),
        told(
            {"figures": {"p1": 5}},
            {"figures": {"p2": 6}, "period": "2019-03/2020-03"},
            claims=[{"rank": 1, "period": "2019-01/2020-02"}],
        ),
    ],
    ids=["parts told twice", "parts as low", "36 and 36.0", "a claim between two times"],
)
def test_order_of_the_series_changes_no_finding(base: Base) -> None:
    """Neither does the order of the series where two of them give the same or nearly the same."""
    before = signature(base)
    assert before
    for order in permutations(base["series"]):
        assert signature({**base, "series": list(order)}) == before


def renamed(base: Base) -> Base:
    """A base with other ids, but for the measure of population, which rates ask for by its id."""

    def other(collection: str, id_: str) -> str:
        return id_ if id_ == "population" else f"zqx.{id_[::-1]}.{collection}"

    links = {"source": "sources", "measure": "measures", "place": "places"}
    links |= {"relays": "sources", "within": "places"}
    changed = deepcopy(base)
    changed["default_series"] = other("series", base["default_series"])
    for collection in ("sources", "measures", "places", "series", "claims"):
        for record in changed.get(collection, []):
            for each in [record, *record.get("observations", [])]:
                if "id" in each:
                    each["id"] = other(collection, each["id"])
                for key in links.keys() & each.keys():
                    each[key] = other(links[key], each[key])
    return changed


@given(bases(claims=True))
@examples(70)
def test_ids_change_no_finding(base: Base) -> None:
    """Other ids change nothing that is found, and no finding shows one."""
    after = signature(renamed(base))
    assert after == signature(base)
    assert not any("zqx." in text for _, _, text in after)


@given(
    VALUES,
    st.lists(VALUES, min_size=1, max_size=4),
    st.sampled_from([0, 0.1, 0.7, 1, 2]),
    NAMES,
)
@examples(100)
def test_parts_that_exceed_their_whole(
    whole: Number, parts: list[Number], tolerance: Number, name: str
) -> None:
    """Parts exceed a whole if even their least sum is more than the most that it may be."""
    base = whole_and_parts(whole, parts, tolerance=tolerance)
    base["places"][0]["name"] = name
    least = sum(max(exact(part) - exact(tolerance), Fraction(0)) for part in parts)
    found = [each for each in findings(loaded(base)) if each.kind == "parts"]
    assert len(found) == (least > exact(whole) + exact(tolerance))
    assert all(each.severity is Severity.ERROR and name in each.text for each in found)
