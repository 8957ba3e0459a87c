"""What places add up to, and what is average among them: exactly, and what can't be said of it."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cltool

from .bases import Base, bases, exact, examples, loaded
from .conftest import run
from .making import columns, facts, measure, notes, series, source, vital

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
    assert "With 336, the total is at most 752, not 537." in notes(answer, "disputed")[0]


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
    assert columns(answer, "name", "value_least", "value_most")[-1] == ("Total", 8, 17)


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
    assert vital(answer) == ["overlapping", "choice", "unlike"]


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
    """A base of one source, and some of the places that it has."""
    made = draw(bases(agreeing=True, least_places=2))
    first = next(each for each in made["series"] if each["id"] == made["default_series"])
    held = [each["place"] for each in first["observations"] if "value" in each]
    assume(len(held) > 1)
    return made, draw(st.lists(st.sampled_from(held), min_size=2, unique=True))


@given(sums())
@examples(60)
def test_totals(asked: tuple[Base, list[str]]) -> None:
    """Every total is the exact sum of its rows, rounded once, and lies within its bounds."""
    made, names = asked
    try:
        answer = cltool.total(loaded(made), names)
    except cltool.CltoolError as refused:
        assert any(word in str(refused) for word in ("lies in", "has no total", "not alike"))
        return
    *parts, whole = (row for row in answer)
    assert [row["place"] for row in parts] == names
    wanted = sum((exact(row["value"]) for row in parts), Fraction(0))
    assert whole["value"] == (int(wanted) if wanted.denominator == 1 else float(wanted))
    if whole["value_least"] is not None:
        assert whole["value_least"] <= whole["value"] <= whole["value_most"]
