"""Behaviour that a mutation of the code changed, and that no other test held."""

from collections.abc import Callable
from typing import Any

import pytest

import cltool
from cltool.questions.place import each_place
from cltool.questions.proof import Result

from .bases import loaded

FACTS = cltool.load()
ARTICLE = "North had {}.\n\nSouth had 10, Ayton 25 and Bee-ton 5."


def notes(answer: cltool.Answer, kind: str) -> list[cltool.Caveat]:
    """The notes of one kind."""
    return [note for note in answer.notes if note.kind == kind]


def of_another_year(base: dict[str, Any], value: int) -> None:
    """Let the paper tell of North in 2020 too."""
    observations = [{"place": "north", "value": value}]
    later = {"id": "paper-2020", "period": "2020", "observations": observations}
    base["series"].append({**base["series"][0], **later})


def with_people(base: dict[str, Any], **people: int) -> None:
    """Let the base hold how many people live in some places."""
    base["measures"].append({**base["measures"][0], "id": "people", "unit": "people"})
    observations = [{"place": place, "value": value} for place, value in people.items()]
    census = {"id": "census", "measure": "people", "observations": observations}
    base["series"].append({**base["series"][0], **census})


@pytest.mark.parametrize(
    ("values", "moved"),
    [((0, 5), "up 5"), ((40, 40), "unchanged"), ((40, 50), "up 25.0%")],
)
def test_how_a_figure_moved(values: tuple[int, int], moved: str, base: dict[str, Any]) -> None:
    """A trend says also of what began at nothing, and of what stayed, that it did."""
    base["series"][0]["observations"][0]["value"] = values[0]
    of_another_year(base, values[1])
    summary = cltool.trend(loaded(base), ["north"]).summary
    assert f"North: {values[0]} to {values[1]}; {moved}, by" in summary


def test_parts_of_two_wholes(base: dict[str, Any]) -> None:
    """Parts of different wholes stand each with its own, and are not added together."""
    base["places"].append({"id": "ceeton", "name": "Ceeton", "kind": "town", "within": "south"})
    base["series"][0]["observations"].append({"place": "ceeton", "value": 4})
    answer = cltool.share(loaded(base), ["ayton", "ceeton"])
    assert [(row["place"], row["whole"], row["whole_value"]) for row in answer] == [
        ("ayton", "north", 40),
        ("ceeton", "south", 10),
    ]
    assert answer.names == {"north": "North", "south": "South"}
    (note,) = notes(answer, "wholes")
    assert note.text == "Not added together: they are parts of different wholes."


def test_whose_figure_is_lacking(base: dict[str, Any]) -> None:
    """An error names the series that was asked for, or the measure where there are several."""
    base["places"].append({"id": "east", "name": "East", "kind": "county"})
    facts = loaded(base)
    with pytest.raises(cltool.NoAnswerError) as refused:
        cltool.place(facts, "east")
    assert str(refused.value) == (
        "the measure cases has no figure for East, only for Ayton, Bee-ton, North and South; "
        "no series has one"
    )
    with pytest.raises(cltool.NoAnswerError) as refused:
        cltool.place(facts, "ayton", series="radio")
    assert str(refused.value) == (
        "series radio has no figure for Ayton, only for North and South; "
        "series that have one: paper (cases)"
    )


@pytest.mark.parametrize(("count", "more"), [(6, ""), (7, " and 1 more")])
def test_series_that_have_a_figure(count: int, more: str, base: dict[str, Any]) -> None:
    """An error names up to six series that have a figure, and counts the rest."""
    base["series"][0]["observations"] = base["series"][0]["observations"][:2]
    ids = [f"s{number}" for number in range(count)]
    observations = [{"place": "ayton", "value": 25}]
    base["series"] += [
        {**base["series"][0], "id": id_, "observations": observations} for id_ in ids
    ]
    with pytest.raises(cltool.NoAnswerError) as refused:
        cltool.place(loaded(base), "ayton", series="radio")
    named = ", ".join(f"{id_} (cases)" for id_ in ids[:6])
    assert str(refused.value).endswith(f"series that have one: {named}{more}")


def test_a_whole_of_one_place(base: dict[str, Any]) -> None:
    """What is the only one of its kind, without a whole, has no share, and the error says why."""
    observations = base["series"][0]["observations"]
    base["series"][0]["observations"] = [observations[1], observations[2]]
    base["series"].pop()
    with pytest.raises(cltool.NoAnswerError) as refused:
        cltool.share(loaded(base), ["ayton"])
    assert str(refused.value) == (
        "series paper has a figure for Ayton, but none for North, which encloses it"
    )
    with pytest.raises(cltool.NoAnswerError) as refused:
        cltool.share(loaded(base), ["south"])
    assert str(refused.value) == (
        "series paper has a figure for South, but none for another county"
    )


def test_a_whole_without_parts(base: dict[str, Any]) -> None:
    """A breakdown that fails names the series, if one alone was asked."""
    facts = loaded(base)
    with pytest.raises(cltool.NoAnswerError) as refused:
        cltool.share(facts, of="south")
    assert str(refused.value) == "no series has figures for South and for parts of it"
    with pytest.raises(cltool.NoAnswerError) as refused:
        cltool.share(facts, of="south", series="radio")
    assert str(refused.value) == "series radio has no figures for South and for parts of it"
    assert refused.value.on_command_line().endswith(" for what there is: cltool facts south")


def test_the_series_of_a_note(base: dict[str, Any]) -> None:
    """A series' own note names the series in a field."""
    base["series"][0]["note"] = "Counted by hand."
    (note,) = notes(cltool.rank(loaded(base)), "series")
    assert (note.weight, note.series) == ("background", ("paper",))


def test_a_place_by_its_rate() -> None:
    """With a rate asked for, a place's sentence has it, and another value gives another rate."""
    answer = cltool.place(FACTS, "essex", per="population")
    (row,) = answer
    assert isinstance(row["rate"], float)
    assert f", {row['rate']:.1f} per 100,000 people over 16 months; third" in answer.summary
    (note,) = notes(answer, "disputed")
    (effect,) = [each for each in note.effects if each.result == "rate"]
    assert effect.value == pytest.approx(row["rate"] * 336 / 121)
    assert effect.instead_of == row["rate"]
    assert effect.text == f"With 336, it is {effect.value:.1f} per 100,000 people"


@pytest.mark.parametrize(
    "written",
    ["5,000,000,000", "5bn", "5 billion", "5000m", "5,000 million", "5000000k", "5000000 thousand"],
)
def test_audit_reads_scales(written: str, base: dict[str, Any]) -> None:
    """A number is found however its thousands, millions and billions are written."""
    base["series"][0]["observations"][0].update(value=5 * 10**9, locator="paragraph 1")
    answer = cltool.audit(loaded(base), ARTICLE.format(written), source="paper")
    assert [row["result"] for row in answer] == [Result.FOUND] * 4


def test_the_headings_of_an_audit(base: dict[str, Any]) -> None:
    """What people read above the columns of an audit."""
    answer = cltool.audit(loaded(base), ARTICLE.format(40), source="paper")
    titles = [column.title for column in answer.columns if column.for_people]
    assert titles == ["Place", "Measure", "Value", "Locator", "Result", "In paragraph"]


def test_another_rank_from_the_lowest_up(base: dict[str, Any]) -> None:
    """Ranked from the lowest up, another value is placed from the lowest up too."""
    base["series"][1]["observations"][0]["value"] = 5
    (note,) = notes(cltool.rank(loaded(base), lowest=True), "disputed")
    assert [(each.place, each.value, each.instead_of) for each in note.effects] == [("north", 1, 2)]


def test_what_fails_keeps_its_words() -> None:
    """A name that fails among others is told as it would be alone."""
    with pytest.raises(cltool.UsageError) as alone:
        cltool.place(FACTS, "nowhere")
    (failure,) = each_place(FACTS, ["essex", "nowhere"]).failures
    assert str(failure) == str(alone.value)


def test_strict_of_an_error_and_a_warning(
    base: dict[str, Any], write: Callable[[Any], str]
) -> None:
    """Warnings never make up for errors: a base with as many of both fails, strict or not."""
    base["series"][0]["observations"][3]["value"] = 20
    file = cltool.load_file(write(base))
    severities = [row["severity"] for row in cltool.check(file)]
    assert severities == ["error", "warning"]
    assert not cltool.check(file).passed
    assert not cltool.check(file, strict=True).passed


def test_rounded_shares_of_the_listed(base: dict[str, Any]) -> None:
    """Shares of thirds are told to add up to 99.9%, with what they are shares of."""
    base["places"].append({"id": "east", "name": "East", "kind": "county"})
    counties = ("north", "south", "east")
    base["series"][0]["observations"] = [{"place": place, "value": 10} for place in counties]
    base["series"].pop()
    (note,) = notes(cltool.rank(loaded(base)), "rounding")
    assert note.text == "Rounded, the shares of the listed add up to 99.9%, not 100%."
    assert note.numbers == {"sum": 99.9}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("North.\n\n40 in all.", Result.FOUND),
        ("North.\n\nElsewhere.\n\n40 in all.", Result.UNNAMED),
        ("40 in all.\n\nNorth.", Result.UNNAMED),
        ("North had 41.", Result.MISSING),
    ],
)
def test_audit_looks_for_the_name_just_before(
    text: str, result: Result, base: dict[str, Any]
) -> None:
    """A place is named in the paragraph of its figure or in the one before, not farther off."""
    base["series"][0]["observations"] = base["series"][0]["observations"][:1]
    del base["series"][0]["observations"][0]["locator"]
    answer = cltool.audit(loaded(base), text, source="paper")
    assert [row["result"] for row in answer][:1] == [result]


def test_the_middle_counts_not_the_length(base: dict[str, Any]) -> None:
    """A denominator of half a year in time answers before one of a whole year long ago."""
    with_people(base, north=400)
    base["series"][-1]["period"] = "2010"
    near = [{"place": "north", "value": 200}]
    base["series"].append(
        {**base["series"][-1], "id": "near", "period": "2019-01/2019-06", "observations": near}
    )
    (row,) = cltool.place(loaded(base), "north", per="people")
    assert row["rate"] == 20_000


@pytest.mark.parametrize(("type_", "told"), [("flow", True), ("stock", False), ("level", False)])
def test_no_window_where_nothing_is_by_the_month(
    type_: str, told: bool, base: dict[str, Any]
) -> None:
    """Another length of a period matters only to what adds up over time."""
    base["measures"][0]["type"] = type_
    of_another_year(base, 60)
    for series in base["series"][:2]:
        series["edition"] = "tables"
    base["series"][1].update(period="2019-01/2019-11")
    base["series"][1]["observations"][0]["value"] = 40
    found = notes(cltool.trend(loaded(base), ["north"]), "window")
    assert any(note.column == "per_month_change" for note in found) is told


def test_the_summary_of_an_audit(base: dict[str, Any]) -> None:
    """An audit sums up how many figures were found, and how many were not."""
    answer = cltool.audit(loaded(base), ARTICLE.format(41), source="paper")
    assert answer.summary == (
        "4 figures: 3 found, 1 not where expected. 1 more in the text, not in the base."
    )


def test_one_part_that_exceeds_its_whole(base: dict[str, Any]) -> None:
    """A single part that is larger than its whole is told."""
    base["series"][0]["observations"][2]["value"] = 45
    (note,) = notes(cltool.share(loaded(base), ["ayton"]), "exceeds")
    assert note.text == "Ayton: 45, more than North (40)."


def test_overlapping_parts_are_refused(base: dict[str, Any]) -> None:
    """Parts of which one holds another are refused in these words."""
    base["places"].append({"id": "ward", "name": "Ward", "kind": "ward", "within": "ayton"})
    with pytest.raises(cltool.UsageError) as refused:
        cltool.share(loaded(base), ["ayton", "ward"])
    assert str(refused.value) == (
        "Ward lies in Ayton: together they would count twice; name one of them"
    )


def test_a_trend_of_another_measure(base: dict[str, Any]) -> None:
    """A trend follows the measure that was asked for."""
    with_people(base, north=400)
    answer = cltool.trend(loaded(base), ["north"], measure="people")
    assert [row["value"] for row in answer] == [400]


def test_a_whole_that_is_a_total_names_its_column() -> None:
    """The note that a whole is a total says in a field which column it is about."""
    (note,) = notes(cltool.share(FACTS, ["kent"]), "whole")
    assert note.column == "whole_value"


def test_a_series_of_another_measure(base: dict[str, Any]) -> None:
    """A series and a measure that do not go together are refused, in words for either reader."""
    with_people(base, north=400)
    with pytest.raises(cltool.UsageError) as refused:
        cltool.rank(loaded(base), series="radio", measure="people")
    start = "series radio is of the measure cases, not people; give one of"
    assert str(refused.value) == f"{start} series and measure"
    assert refused.value.on_command_line() == f"{start} --series and --measure"
