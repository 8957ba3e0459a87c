"""What places add up to, and what is average among them: exactly, and what can't be said of it."""

import statistics
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cltool

from .bases import Base, bases, exact, examples, loaded, rounded
from .conftest import run
from .making import base, columns, facts, measure, notes, series, source, vital
from .making import loaded as load

PACKAGED = cltool.load()


def test_total() -> None:
    """The places, and in the last row their sum; its answer comes first."""
    answer = cltool.total(facts(series("s", {"a": 3, "b": 4.5, "c": 9})), ["a", "b"])
    assert answer.summary == "7.5 crimes together: A 3 and B 4.5."
    assert columns(answer, "place", "name", "value", "value_least", "value_most") == [
        ("a", "A", 3, None, None),
        ("b", "B", 4.5, None, None),
        (None, "Total", 7.5, None, None),
    ]
    assert columns(answer, "reported_by", "disputed", "url")[-1] == (None, (), None)


def test_a_total_is_exact() -> None:
    """Decimals are added as they are written."""
    answer = cltool.total(facts(series("s", {"a": 0.1, "b": 0.2})), ["a", "b"])
    assert columns(answer, "value")[-1] == (0.3,)


def test_a_total_where_people_count_twice_is_at_most_that() -> None:
    """What 121 and 416 people in overlapping lists are together is said to be a limit, first."""
    answer = cltool.total(PACKAGED, ["essex", "norfolk"])
    assert answer.summary == "At most 537 people together: Essex 121 and Norfolk 416."
    assert columns(answer, "name", "value", "value_least", "value_most")[-1] == (
        "Total, at most", 537, 416, 537,
    )  # fmt: skip
    assert notes(answer, "overlapping") == [
        "In this measure some people count in more than one place: together they are at most 537, "
        "and at least 416."
    ]
    assert "With 336, the total is at most 753, not 537." in notes(answer, "disputed")[0]


def test_a_total_is_a_range_where_figures_may_be_off() -> None:
    """Tolerances and bounds add up."""
    made = facts(series("s", {"a": {"value": 10, "tolerance": 2}, "b": {"value": 5, "most": 9}}))
    answer = cltool.total(made, ["a", "b"])
    assert answer.summary == "15 crimes together (between 13 and 21): A 10 and B 5."
    assert columns(answer, "value_least", "value_most") == [(8, 12), (5, 9), (13, 21)]
    twice = facts(
        series("s", {"a": {"value": 10, "tolerance": 2}, "b": 5}),
        measures=[measure(overlapping=True)],
    )
    answer = cltool.total(twice, ["a", "b"])
    assert answer.summary == "At most 17 crimes together: A 10 and B 5."
    assert columns(answer, "name", "value_least", "value_most")[-1] == ("Total, at most", 8, 17)


def test_a_total_below_zero() -> None:
    """What may be negative adds up, and its range is not cut at zero."""
    made = facts(
        series("s", {"a": {"value": -10, "tolerance": 2}, "b": 5}),
        measures=[measure(signed=True)],
    )
    answer = cltool.total(made, ["a", "b"])
    assert columns(answer, "value", "value_least", "value_most")[-1] == (-5, -7, -3)


def test_a_disputed_figure_changes_the_total() -> None:
    """Every other value is told with the sum that it makes, also to a script that reads the sum."""
    made = facts(
        series("s", {"a": 10, "b": 5}, source="paper"),
        series("t", {"a": 12}, source="radio"),
        sources=[source("paper", relays="office"), source("radio", relays="office")],
    )
    answer = cltool.total(made, ["a", "b"])
    (note,) = [each for each in answer.only("value").notes if each.kind == "disputed"]
    (effect,) = note.effects
    assert (effect.result, effect.place, effect.value, effect.instead_of) == ("value", "", 17, 15)
    assert "With 12, the total is 17, not 15." in note.text


@pytest.mark.parametrize("type_", ["rate", "level"])
def test_no_total_of_what_does_not_add_up(type_: str) -> None:
    """Rates and levels are refused in words."""
    made = facts(series("s", {"a": 1, "b": 2}), measures=[measure("crimes", type_)])
    with pytest.raises(cltool.NoAnswerError, match=f"Crimes has no total: it is a {type_}, so"):
        cltool.total(made, ["a", "b"])
    with pytest.raises(cltool.UsageError, match="totals are of figures, not of rates"):
        cltool.total(PACKAGED, ["essex", "norfolk"], per="population")


def test_no_total_of_what_says_nothing() -> None:
    """Where units may count twice and below zero, a sum is no limit either way."""
    made = facts(series("s", {"a": 1, "b": 2}), measures=[measure(signed=True, overlapping=True)])
    with pytest.raises(cltool.NoAnswerError, match="so a sum says nothing"):
        cltool.total(made, ["a", "b"])


def test_no_total_of_a_place_and_its_part() -> None:
    """A place in another would count twice; one place has no total; names are known names."""
    with pytest.raises(cltool.UsageError, match="Southend-on-Sea lies in Essex: together they"):
        cltool.total(PACKAGED, ["essex", "southend"])
    with pytest.raises(cltool.UsageError, match="given one place, expected two or more"):
        cltool.total(PACKAGED, ["essex"])
    with pytest.raises(cltool.UsageError, match="unknown place 'atlantis'"):
        cltool.total(PACKAGED, ["essex", "atlantis"])


def test_a_total_of_like_with_like() -> None:
    """Figures of different times are not added up, unless asked for; then it is said first."""
    done = run("total", "southend", "southampton")
    assert (done.status, done.out) == (1, "")
    assert "different times are not alike. To add them up anyway, add --anyway." in done.err
    answer = cltool.total(PACKAGED, ["southend", "southampton"], anyway=True)
    assert vital(answer) == ["overlapping", "choice", "unlike", "as-worded"]


def test_a_total_is_of_one_source_where_one_has_all() -> None:
    """The first source that has every place answers, and that it is another is said."""
    made = facts(
        series("s", {"a": 1}),
        series("t", {"a": 2, "b": 3}, source="other"),
        sources=[source("other", relays="office")],
    )
    answer = cltool.total(made, ["a", "b"])
    assert columns(answer, "value")[-1] == (5,)
    assert notes(answer, "choice") == [
        "Not the figures of Office, which gives none for B, but of Other."
    ]


@st.composite
def sums(draw: st.DrawFn) -> tuple[Base, list[str]]:
    """A base, and some places of its default series, none within another, that add up."""
    made = draw(bases(agreeing=True, least_places=2))
    for each in made["measures"]:
        each.update(type=draw(st.sampled_from(["flow", "stock"])))
        each["overlapping"] = each["overlapping"] and not each.get("signed")
    first = next(each for each in made["series"] if each["id"] == made["default_series"])
    held = [each["place"] for each in first["observations"] if "value" in each]
    assume(len(held) > 1)
    for place in made["places"]:
        place.pop("within", None)
    return made, draw(st.lists(st.sampled_from(held), min_size=2, unique=True))


@given(sums())
@examples(40)
def test_totals(asked: tuple[Base, list[str]]) -> None:
    """Every total is the exact sum of its rows, rounded once; the most, where units overlap."""
    made, names = asked
    answer = cltool.total(loaded(made), names, anyway=True)
    *parts, whole = list(answer)
    assert [row["place"] for row in parts] == names
    rows_: list[Any] = [row["value"] for row in parts]
    added = rounded(sum(map(exact, rows_), Fraction(0)))
    twice = any(x["overlapping"] for x in made["measures"] if x["id"] == whole["measure"])
    assert whole["value"] == (whole["value_most"] or added if twice else added)
    least, most = columns(answer, "value_least", "value_most")[-1]
    if least is not None:
        bounds: Any = (least, most)
        assert bounds[0] <= added <= bounds[1]


def test_average() -> None:
    """The mean and the median of the three that are listed, and that they are not all."""
    answer = cltool.average(PACKAGED, "counties")
    assert answer.summary == "The 3 counties listed have a mean of 302 and a median of 369."
    asked = "kind", "listed", "total", "mean", "median", "lowest", "highest"
    assert columns(answer, *asked) == [("county", 3, None, 302, 369, 121, 416)]
    (note,) = [each for each in answer.notes if each.kind == "coverage"]
    assert note.with_hint() == (
        "Echo (Southend and Basildon) lists only the top of a longer list of counties, so the mean "
        "of all is lower. Of the 37 that sources list, the mean is 81.4 (between 81.4 and 81.5), "
        "the median 18. See: cltool average counties --all-sources."
    )
    (pooled,) = columns(cltool.average(PACKAGED, "counties", all_sources=True), "mean", "median")
    told = {"listed": 3, "known": 37, "mean_of_known": pooled[0], "median_of_known": pooled[1]}
    assert (note.weight, note.numbers) == ("vital", told)
    assert "With 336, the mean is 373.7, not 302." in notes(answer, "disputed")[0]


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        (
            "partial",
            ["Office does not list every county: these are of the 2 listed, not of all."],
        ),
        (
            "top",
            [
                "Office lists only the top of a longer list of counties, so the mean of all is "
                "lower."
            ],
        ),
        ({"county": "complete"}, []),
    ],
)
def test_what_a_mean_is_of(coverage: Any, said: list[str]) -> None:
    """The mean of a list is that of all only where the list is complete."""
    made = facts(series("s", {"a": 1, "b": 4}, coverage=coverage))
    answer = cltool.average(made)
    assert notes(answer, "coverage") == said
    assert columns(answer, "total", "mean", "median") == [(5, 2.5, 2.5)]
    for field in ("mean", "median", "total"):
        assert notes(answer.only(field), "coverage") == said


def test_a_mean_of_rates_is_called_unweighted() -> None:
    """A rate's mean over places is not the rate of them together, and has no total."""
    made = facts(
        series("s", {"a": 10, "b": 20}), measures=[measure("crimes", "rate", unit="percent")]
    )
    answer = cltool.average(made)
    assert answer.summary == (
        "The 2 counties listed have an unweighted mean of 15% and a median of 15%."
    )
    assert columns(answer, "total") == [(None,)]
    assert notes(answer, "unweighted") == [
        "Each county counts once, whatever its size: the mean of their rates is not the rate of "
        "them together."
    ]
    rated = cltool.average(PACKAGED, per="population")
    assert rated.summary == (
        "The 3 counties listed with a rate have an unweighted mean of 23.7 and a median of 18.6 "
        "per 100,000 people over 16 months."
    )
    assert vital(rated)[:2] == ["coverage", "unweighted"]


def test_an_average_of_one() -> None:
    """One place has no average but itself, which is said as it is."""
    answer = cltool.average(facts(series("s", {"a": 3, "e": 9})), "counties")
    assert answer.summary == "Only one county is listed, A: 3."


def test_an_average_is_a_range_where_figures_may_be_off() -> None:
    """Bounds give the least and the most that mean and median may be; none is below zero."""
    off = {"a": {"value": 1, "tolerance": 3}, "b": 5, "c": {"value": 9, "most": 12}}
    answer = cltool.average(facts(series("s", off)))
    assert answer.summary == (
        "The 3 counties listed have a mean of 5 (between 4.7 and 7) and a median of 5."
    )
    names = ("mean_least", "mean_most", "median_least", "median_most")
    assert columns(answer, *names) == [(14 / 3, 7, None, None)]


def test_places_in_each_other_have_no_total() -> None:
    """A place within another of the list counts there too, which is said of the mean."""
    inner = [{"id": "f", "name": "F", "kind": "county", "within": "a"}]
    answer = cltool.average(facts(series("s", {"a": 3, "f": 1}), places=inner))
    assert columns(answer, "total", "mean") == [(None, 2)]
    assert notes(answer, "within") == [
        "Places that lie in others counted here, and count there too: F in A."
    ]


def test_average_within() -> None:
    """Only places within a place count, and the command that is offered keeps to them."""
    answer = cltool.average(PACKAGED, "towns", within="essex")
    assert answer.summary == "The 2 towns listed in Essex have a mean of 33 and a median of 33."
    (note,) = [each for each in answer.notes if each.kind == "coverage"]
    assert note.hint == "See: cltool average towns --within essex --all-sources."
    done = run("average", "towns", "--within", "essex", "--all-sources", "--field", "mean", "-q")
    assert (done.status, done.out) == (0, "34\n")


@given(bases(), st.data())
@examples(60)
def test_averages(made: Base, data: st.DataObject) -> None:
    """Mean, median, lowest and highest are those that Python's statistics finds, exactly."""
    base_series = data.draw(st.sampled_from(made["series"]))
    held = {each["place"]: each for each in base_series["observations"] if "value" in each}
    kinds = sorted({each["kind"] for each in made["places"] if each["id"] in held})
    assume(kinds)
    kind = data.draw(st.sampled_from(kinds))
    values = [
        exact(held[each["id"]]["value"])
        for each in made["places"]
        if each["id"] in held and each["kind"] == kind
    ]
    answer = cltool.average(loaded(made), kind, series=base_series["id"])
    ((mean, median),) = columns(answer, "mean", "median")
    assert mean == rounded(statistics.mean(values))
    assert median == rounded(statistics.median(values))
    ends: list[Any] = [cell for row in columns(answer, "lowest", "highest") for cell in row]
    assert list(map(exact, ends)) == [min(values), max(values)]
    assert columns(answer, "kind", "listed") == [(kind, len(values))]
    ((total,),) = columns(answer, "total")
    assert total in (None, rounded(sum(values, Fraction(0))))
    for note in answer.notes:
        for effect in note.effects:
            others = _with_another(made, base_series, kind, note.places[0], effect.other)
            found = (
                statistics.mean(others) if effect.result == "mean" else statistics.median(others)
            )
            assert effect.value == rounded(found)


def _with_another(
    made: Base, base_series: Base, kind: str, place: str, other: float
) -> list[Fraction]:
    """The values of one kind in a series, with another for one place."""
    kinds = {each["id"]: each["kind"] for each in made["places"]}
    return [
        exact(other if each["place"] == place else each["value"])
        for each in base_series["observations"]
        if "value" in each and kinds[each["place"]] == kind
    ]


@pytest.mark.parametrize("population", [[1000, 300], [7, 3], [13, 999_983]])
def test_averages_of_rates_are_exact(population: list[int]) -> None:
    """A mean of rates is rounded once, and not once for every rate."""
    made = base(
        series("s", {"a": 1, "b": 10}),
        series("p", dict(zip("ab", population, strict=True)), measure="people"),
        measures=[measure("people", "stock", denominator=True)],
    )
    answer = cltool.average(load(made), per="people", scale=1000)
    rates = [Fraction(1000 * 1, population[0]), Fraction(1000 * 10, population[1])]
    assert columns(answer, "mean") == [(rounded(statistics.mean(rates)),)]
