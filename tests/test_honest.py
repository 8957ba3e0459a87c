"""What an answer may say, and what it must: cases in which a true sum would mislead."""

from collections.abc import Callable
from typing import Any

import pytest

import cltool

from .conftest import run
from .making import base, claim, columns, facts, loaded, measure, notes, series, source, vital

PACKAGED = cltool.load()
OUTLETS = [source(f"paper{n}", relays="office") for n in (1, 2, 3)]


def told_by(*papers: dict[str, Any], value: int = 40) -> list[dict[str, Any]]:
    """A series by each of some outlets, which all give the same figure for A."""
    return [series(f"s-{each['id']}", {"a": value}, source=each["id"]) for each in papers]


# Counting who agrees


@pytest.mark.parametrize(
    ("changes", "words", "reports"),
    [
        ({}, "3 outlets", 3),
        ({"group": "One Group"}, "1 outlet (3 titles)", 1),
        ({"publisher": "One Paper"}, "1 outlet (3 titles)", 1),
        ({"shares_text_with": ["paper2"]}, "1 outlet (3 titles)", 1),
    ],
)
def test_a_group_counts_once(changes: dict[str, Any], words: str, reports: int) -> None:
    """Titles of one group or publisher, or that share their text, are one report."""
    papers = [{**each, **changes} for each in OUTLETS]
    answer = cltool.rank(facts(*told_by(*papers), sources=papers))
    assert columns(answer, "reported_by", "reports", "origins") == [(words, reports, 1)]


def test_two_that_share_text_are_one_and_a_third_is_another() -> None:
    """Sharing text joins only those that share it."""
    papers = [{**OUTLETS[0], "shares_text_with": ["paper2"]}, *OUTLETS[1:]]
    answer = cltool.rank(facts(*told_by(*papers), sources=papers))
    assert columns(answer, "reported_by") == [("2 outlets (3 titles)",)]


def test_the_report_itself_never_weakens_an_answer() -> None:
    """With the origin's own series the count rises, and a relay that differs is told so."""
    outlets = told_by(*OUTLETS)
    before = cltool.rank(facts(*outlets, sources=OUTLETS))
    agreeing = cltool.rank(facts(*outlets, series("own", {"a": 40}), sources=OUTLETS))
    assert columns(before, "reports") == [(3,)]
    assert columns(agreeing, "reports", "reported_by") == [(4, "the report itself and 3 outlets")]
    assert notes(agreeing, "repeats") == []
    differing = cltool.rank(facts(*outlets, series("own", {"a": 50}), sources=OUTLETS))
    assert columns(differing, "reports") == [(3,)]
    assert notes(differing, "disputed") == [
        "A: Office gives 50; 3 outlets give 40. Paper1 relays Office, and contradicts it."
    ]


def test_independent_offices_are_counted() -> None:
    """Three offices that agree are three origins; of one group they are one."""
    others = [source("survey"), source("police")]
    three = [series("s", {"a": 9}), *(series(x["id"], {"a": 9}, source=x["id"]) for x in others)]
    answer = cltool.rank(facts(*three, sources=others))
    assert columns(answer, "origins", "reported_by") == [(3, "3 offices")]
    grouped = [{**each, "group": "The State"} for each in others]
    assert columns(cltool.rank(facts(*three, sources=grouped)), "origins") == [(2,)]


def test_another_office_is_told_and_reverses_only_what_it_reverses() -> None:
    """Another origin's value stands elsewhere: vital where the order would be another."""
    for other, weight in ((8, "useful"), (30, "vital")):
        answer = cltool.rank(
            facts(
                series("s", {"a": 10, "b": 9}),
                series("t", {"b": other}, source="survey"),
                sources=[source("survey")],
            )
        )
        (note,) = [each for each in answer.notes if each.kind == "elsewhere"]
        assert note.weight == weight
        assert note.text.startswith(f"B: Survey gives {other} for the same time; another origin")
        assert ("With 30, B would be first, not second." in note.text) is (other == 30)
        assert columns(answer, "disputed") == [((),), ((),)]


def test_words_that_differ_are_said_first() -> None:
    """Where the sources call the figures differently, they may count different things."""
    answer = cltool.rank(
        facts(
            series("s", {"a": {"value": 121, "as_worded": "referred"}}, source="paper1"),
            series("t", {"a": {"value": 336, "as_worded": "links"}}, source="paper2"),
            sources=OUTLETS,
        )
    )
    assert notes(answer, "disputed") == [
        "A: 121 is called “referred”, 336 “links”: they may count different things. "
        "Paper2 gives 336; 1 outlet gives 121."
    ]


# What speaks of what


@pytest.mark.parametrize(
    "periods",
    [
        ("2018-01/2018-12", "2018-02/2019-01", "2018-03/2019-02"),
        ("2018-01/2018-10", "2018-01/2018-11", "2018-01/2018-12"),
    ],
    ids=["rolling years", "year to date"],
)
def test_windows_of_one_source_are_facts_of_their_own(periods: tuple[str, ...]) -> None:
    """Rolling years, or a year to date, of one source neither agree nor disagree."""
    base_ = facts(*(series(f"s{n}", {"a": 100 + n, "b": 90}, p) for n, p in enumerate(periods)))
    answer = cltool.rank(base_)
    assert columns(answer, "reports", "disputed") == [(1, ()), (1, ())]
    assert vital(answer) == []
    with pytest.raises(cltool.NoAnswerError, match="overlap, so no change between them"):
        cltool.trend(base_, ["a"])


def test_a_later_edition_answers() -> None:
    """What is superseded, or provisional beside final, is the earlier figure and no dispute."""
    for old, new in (
        ({"source": "first"}, {"source": "second"}),
        ({"source": "first", "status": "provisional"}, {"source": "first"}),
    ):
        sources = [source("first"), source("second", supersedes="first")]
        base_ = facts(
            series("old", {"a": 10, "b": 1}, **old),
            series("new", {"a": 12, "b": 1}, **new),
            sources=sources,
        )
        assert columns(cltool.rank(base_), "value", "disputed") == [(12, ()), (1, ())]
        asked = cltool.rank(base_, series="old")
        assert columns(asked, "value", "disputed") == [(10, ()), (1, ())]
        publisher = "Second" if new["source"] == "second" else "First"
        assert notes(asked, "replaced") == [
            f"A: 10 is the earlier figure; {publisher} gives 12 in its place. "
            "With 12, A is 11 ahead of B, not 9."
        ]


# Choosing figures: one source, one story


def test_a_comparison_from_another_source_says_so_first() -> None:
    """Essex and Kent: not the Echo's figures, for it has none for Kent."""
    answer = cltool.compare(PACKAGED, ["essex", "kent"])
    assert columns(answer, "value") == [(336,), (232,)]
    assert answer.notes[0].text == (
        "Not the figures of Echo (Southend and Basildon), which gives none for Kent, but of "
        "L. Castro-Gonzalez, British Drug Dynamics."
    )
    assert answer.notes[0].weight == "vital"


def test_essex_over_time_is_one_story() -> None:
    """One source has both years of Essex, and says down; the Echo's 121 is a caveat."""
    answer = cltool.trend(PACKAGED, ["essex"])
    assert answer.summary == (
        "Sources differ on whether the monthly figure rose or fell. Essex: 336 to 185; the monthly "
        "figure is down 31.0% to 31.4%, by one source throughout."
    )
    assert columns(answer, "value", "series") == [
        (336, "castro-2023-year1"),
        (185, "castro-2023-year2"),
    ]
    assert (
        "With 121, the monthly figure is up 103.9%, not down 31.2%." in notes(answer, "disputed")[0]
    )


def test_windows_of_one_edition_give_a_range() -> None:
    """The press gives Norfolk's year 16 months and the report 15: down 36.5% to 40.5%."""
    answer = cltool.trend(PACKAGED, ["norfolk"])
    assert answer.summary == (
        "Norfolk: 416 to 198; the monthly figure is down 36.5% to 40.5%, by one source throughout."
    )


def test_a_splice_is_marked() -> None:
    """Where no source has both periods, the first caveat and the row say whose each figure is."""
    answer = cltool.trend(PACKAGED, ["ipswich"])
    assert columns(answer, "publisher") == [
        ("East Anglian Daily Times",),
        ("Eastern Daily Press",),
    ]
    assert answer.notes[0].kind == "splice"
    assert "by one source" not in answer.summary
    shown = {column.name for column in answer.columns if column.for_people}
    assert "publisher" in shown


def test_origins_are_not_joined_over_time() -> None:
    """The police's 100 and a survey's 900 make no rise, unless one insists."""
    base_ = facts(
        series("s", {"a": 100}, "2018", source="police"),
        series("t", {"a": 900}, "2019", source="survey"),
        sources=[source("police"), source("survey")],
    )
    with pytest.raises(cltool.NoAnswerError, match="2018 goes back to Police and 2019 goes back"):
        cltool.trend(base_, ["a"])
    answer = cltool.trend(base_, ["a"], anyway=True)
    assert columns(answer, "value") == [(100,), (900,)]
    assert vital(answer)[:2] == ["splice", "other-origin"]


def test_a_second_origin_is_left_out_of_a_story() -> None:
    """Where one office has two years, another's third year is told, and not joined."""
    answer = cltool.trend(
        facts(
            series("s", {"a": 100}, "2018"),
            series("t", {"a": 110}, "2019"),
            series("u", {"a": 900}, "2020", source="survey"),
            sources=[source("survey")],
        ),
        ["a"],
    )
    assert answer.summary == "A: 100 to 110; up 10.0%, by one source throughout."
    assert notes(answer, "other-origin") == [
        "A: not joined, because another origin may count differently: 900, 2020, from Survey."
    ]


def test_a_trend_takes_the_options_of_the_others() -> None:
    """Another series, all sources, and rates."""
    asked = cltool.trend(PACKAGED, ["norfolk"], series="castro-2023-year1")
    assert {row["series"] for row in asked} == {"castro-2023-year1", "castro-2023-year2"}
    pooled = cltool.trend(PACKAGED, ["essex"], all_sources=True)
    assert columns(pooled, "value", "publisher")[0] == (121, "Echo (Southend and Basildon)")
    assert pooled.notes[0].kind == "splice"
    rated = cltool.trend(PACKAGED, ["norfolk"], per="population")
    assert columns(rated, "per_value") == [(903680,), (907760,)]
    assert "per 100,000 people over 16 months" in rated.summary


# Saying no more than is known


def years(values: list[int], **more: Any) -> list[dict[str, Any]]:
    """A series a year about A, from 2018."""
    return [series(f"y{n}", {"a": v}, f"{2018 + n}", **more) for n, v in enumerate(values)]


def test_a_trend_tells_first_to_last() -> None:
    """100, 50, 100 is unchanged, whatever the last step did; a year without a figure is told."""
    three = years([100, 50, 100])
    three[2]["period"] = "2022"
    answer = cltool.trend(facts(*three), ["a"])
    assert answer.summary == (
        "A: 100 to 100 from 2018 to 2022; unchanged, by one source throughout."
    )
    assert columns(answer, "percent_change", "percent_change_from_first") == [
        (None, None),
        (-50.0, -50.0),
        (100.0, 0.0),
    ]
    assert notes(answer, "gap") == ["A: no figure for 2020 to 2021."]


def test_overlapping_periods_are_followed_only_if_told_to() -> None:
    """Half of one year is in the next: no change, or a caveat."""
    two = years([100, 110])
    two[1]["period"] = "2018-07/2019-06"
    base_ = facts(*two)
    with pytest.raises(cltool.NoAnswerError) as refused:
        cltool.trend(base_, ["a"])
    assert refused.value.hint == "To follow them anyway, add --anyway."
    assert "overlap" in vital(cltool.trend(base_, ["a"], anyway=True))


@pytest.mark.parametrize("type_", ["stock", "rate", "level"])
def test_only_flows_are_told_by_the_month(type_: str) -> None:
    """A population of a half-year is no more a month than one of a year."""
    two = years([1000, 1000])
    two[1]["period"] = "2019-01/2019-06"
    answer = cltool.trend(facts(*two, measures=[measure(type_=type_)]), ["a"])
    assert columns(answer, "per_month", "per_month_change") == [(None, None), (None, None)]
    assert answer.summary == "A: 1,000 to 1,000; unchanged, by one source throughout."
    assert not any(each.for_people for each in answer.columns if "month" in each.name)


def test_percentages_change_in_points() -> None:
    """From 8% to 12% is up 4 points, not 50%."""
    percent = measure(type_="rate", unit="percent")
    base_ = facts(*years([8, 12]), series("b", {"a": 8, "b": 12}, "2021"), measures=[percent])
    answer = cltool.trend(base_, ["a"], series="y0")
    assert answer.summary.startswith("A: 8% to 8% from 2018 to 2021; unchanged")
    assert columns(answer, "difference", "percent_change")[1] == (4, None)
    two = cltool.trend(facts(*years([8, 12]), measures=[percent]), ["a"])
    assert two.summary == "A: 8% to 12%; up 4 percentage points, by one source throughout."
    compared = cltool.compare(base_, ["a", "b"], series="b")
    assert compared.summary == "B has 12%, 4 percentage points more than A (8%)."


def test_overlapping_parts_have_no_remainder() -> None:
    """Who may count twice adds up to at most so many, and leaves at least the rest."""
    base_ = facts(series("s", {"e": 100, "a": 60, "b": 30}), measures=[measure(overlapping=True)])
    whole = cltool.share(base_, of="e")
    assert columns(whole, "name", "percent") == [("A", 60.0), ("B", 30.0)]
    assert whole.summary == (
        "2 counties listed in E: at most 90 of 100; at least 10 not in a listed county."
    )
    both = cltool.share(base_, ["a", "b"])
    names = ("name", "value", "percent", "percent_least", "percent_most")
    assert columns(both, *names)[-1] == ("together, at most", 90, None, 60.0, 90.0)
    ranked = cltool.rank(base_, "counties")
    assert not any(each.name == "percent" and each.for_people for each in ranked.columns)


def test_a_share_of_figures_that_may_be_off_is_a_range() -> None:
    """20 of 100, each give or take 10, is between 9.1% and 33.3%."""
    base_ = facts(series("s", {"e": 100, "a": 20}, tolerance=10))
    answer = cltool.share(base_, ["a"])
    assert answer.summary == "A: 20 of 100, 20.0% (between 9.1% and 33.3%) of E."
    assert notes(answer, "status") == ["Office: the figures may be off by 10."]
    assert "Office: the figures may be off by 10." in str(cltool.compare(base_, ["a", "e"]))


def test_a_change_of_figures_that_may_be_off_is_a_range() -> None:
    """20 to 22, each give or take 10, may be up or down."""
    answer = cltool.trend(facts(*years([20, 22], tolerance=10)), ["a"])
    (note,) = [each for each in answer.notes if each.kind == "precision"]
    assert note.weight == "vital"
    assert note.text == "A: as figures may be off, it is between down 60.0% and up 220.0%."


def test_ranges_that_meet_cannot_be_told_apart() -> None:
    """101 and 100, each give or take 50: the order is not known."""
    base_ = facts(series("s", {"a": 101, "b": 100, "c": 60, "d": 500}, tolerance=50))
    answer = cltool.rank(base_)
    assert notes(answer, "precision") == [
        "Can't be told apart, because each may be off: A, B and C."
    ]
    assert "precision" in vital(answer)
    assert "; second to fourth of the 4 counties listed, as figures may be off." in (
        cltool.place(base_, "b").summary
    )
    assert notes(cltool.compare(base_, ["a", "b"]), "precision") == [
        "Can't be told apart: A may be 51 to 151 and B may be 50 to 150."
    ]
    assert notes(cltool.compare(base_, ["a", "d"]), "precision") == []


def test_what_a_source_says_of_its_precision_is_quoted() -> None:
    """Bounds are bounds; "about 300" gets none, and is quoted."""
    answer = cltool.rank(
        facts(
            series(
                "s",
                {
                    "a": {"value": 300, "said": "about 300"},
                    "b": {"value": 100, "least": 90, "most": 320},
                    "c": {"value": 50, "said": "more than 50", "least": 50},
                },
            )
        )
    )
    assert notes(answer, "precision") == [
        "Can't be told apart, because each may be off: A and B.",
        "A, 300: its source says “about 300”.",
        "B, 100: it may be 90 to 320.",
        "C, 50: its source says “more than 50” and it is at least 50.",
    ]


def test_about_240_agrees_with_238() -> None:
    """A figure said to be about so much is no dispute with one that rounds to it."""
    for value, disputed in ((238, False), (251, True)):
        base_ = facts(
            series("s", {"a": {"value": 240, "said": "about 240"}}, source="paper1"),
            series("t", {"a": value}, source="paper2"),
            sources=OUTLETS,
        )
        assert bool(columns(cltool.rank(base_), "disputed")[0][0]) is disputed


def test_what_is_withheld_is_told() -> None:
    """A withheld figure is neither nothing nor unknown: its reason stands with the answer."""
    base_ = facts(series("s", {"a": 9, "b": {"withheld": "fewer than 5"}}))
    answer = cltool.rank(base_)
    assert columns(answer, "place") == [("a",)]
    assert notes(answer, "withheld") == ["Office withholds the figures for: B (fewer than 5)."]
    with pytest.raises(cltool.NoAnswerError, match="Office withholds the figure for B: fewer"):
        cltool.place(base_, "b")
    listed = cltool.facts(base_)
    assert columns(listed, "place", "value", "withheld") == [
        ("a", 9, None),
        ("b", None, "fewer than 5"),
    ]


def test_the_lowest_of_the_top_is_refused() -> None:
    """The Echo lists only the highest counties; all sources know lower ones."""
    done = run("rank", "--lowest")
    assert (done.status, done.out) == (1, "")
    assert "lists only the highest counties" in done.err
    assert "cltool rank counties --lowest --all-sources" in done.err
    assert run("rank", "counties", "--lowest", "--all-sources", "--top", "1").status == 0


def test_ties_are_named_whole_or_counted() -> None:
    """Four boroughs share first, and all four are named; six are counted."""
    answer = cltool.rank(PACKAGED, "boroughs", measure="referred", all_sources=True)
    assert answer.summary == (
        "Brent, Croydon, Lambeth and Newham share the highest figure of the 6 boroughs listed: 37, "
        "2 more than Southwark."
    )
    more = [{"id": f"p{n}", "name": f"P{n}", "kind": "ward"} for n in range(6)]
    many = facts(series("s", {each["id"]: 3 for each in more}), places=more)
    assert cltool.rank(many).summary == "All 6 wards listed have the same figure: 3."


def test_a_town_in_a_town_counts_once() -> None:
    """The sum of those listed does not count a place twice, and the nesting is told."""
    towns = [
        {"id": "s", "name": "Southend", "kind": "town"},
        {"id": "l", "name": "Leigh", "kind": "town", "within": "s"},
        {"id": "t", "name": "Basildon", "kind": "town"},
    ]
    answer = cltool.rank(facts(series("x", {"s": 100, "t": 100, "l": 40}), places=towns))
    assert columns(answer, "name", "percent") == [
        ("Basildon", 50.0),
        ("Southend", 50.0),
        ("Leigh", 20.0),
    ]
    assert notes(answer, "within") == [
        "Places that lie in others ranked here, and count there too: Leigh in Southend."
    ]


# Rates


POPULATION = measure("population", "stock", unit="people", denominator=True)


def people(values: dict[str, Any], period: str = "2020", **more: Any) -> dict[str, Any]:
    """A series of populations."""
    return {**series(f"people-{period}", values, period, **more), "measure": "population"}


@pytest.mark.parametrize("type_", ["rate", "level"])
def test_rates_are_of_counts(type_: str) -> None:
    """An average price per person means nothing; nor does population over itself."""
    base_ = facts(
        series("s", {"a": 200}),
        people({"a": 100}),
        measures=[measure(type_=type_), POPULATION],
    )
    with pytest.raises(cltool.NoAnswerError, match=f"Crimes is a {type_}, not a count"):
        cltool.rank(base_, per="population")
    with pytest.raises(cltool.UsageError, match="of the measure population themselves"):
        cltool.rank(base_, measure="population", per="population")


def test_a_denominator_of_nothing_is_not_unknown() -> None:
    """C's population is known, and 0; D's is not known."""
    answer = cltool.rank(
        facts(
            series("s", {"a": 10, "c": 10, "d": 10}),
            people({"a": 100, "c": 0}),
            measures=[POPULATION],
        ),
        per="population",
    )
    assert notes(answer, "no-rate") == [
        "No rate, because Population is not known: D.",
        "No rate, because Population is 0: C.",
    ]
    assert columns(answer, "percent") == [(100.0,), (None,), (None,)]


@pytest.mark.parametrize(("year", "far"), [("2015", False), ("2014", True), ("1981", True)])
def test_a_denominator_of_another_time_is_vital(year: str, far: bool) -> None:
    """More than five years away, a denominator may spoil the rate."""
    base_ = facts(series("s", {"a": 10}), people({"a": 100}, year), measures=[POPULATION])
    assert ("far-denominator" in vital(cltool.rank(base_, per="population"))) is far


def test_a_denominator_brings_its_caveat_and_its_dispute() -> None:
    """What has to be said of a population is said of a rate by it, and so is who differs."""
    sources = [source("census"), source("almanac", relays="census")]
    base_ = facts(
        series("s", {"a": 10, "b": 5}),
        people({"a": {"value": 100, "caveat": "It is that of the district."}, "b": 100},
               source="census"),
        {**people({"a": 200}, source="almanac"), "id": "other"},
        sources=sources,
        measures=[POPULATION],
    )  # fmt: skip
    answer = cltool.rank(base_, per="population")
    assert "A: It is that of the district." in notes(answer, "figure-caveat")
    assert notes(answer, "disputed") == [
        "2020, A: Almanac gives 200; the report itself gives 100. "
        "By 200 people its rate is 5,000.0 per 100,000 people."
    ]
    assert "per 100,000 people over 12 months" in answer.summary


# Claims beside answers


def test_a_claim_that_the_answer_belies_stands_with_it() -> None:
    """Colchester is shown third, and its only source says tenth."""
    answer = cltool.rank(PACKAGED, "towns", all_sources=True)
    (note,) = [each for each in answer.notes if each.kind == "claim" and each.weight == "vital"]
    assert note.text == (
        "Harwich and Manningtree Standard ranks Colchester tenth among towns; here it is third. "
        "The claim can't be checked: by the figures known it is third or lower."
    )
    assert note.numbers == {"claimed": 10, "shown": 3}
    ninth = cltool.rank(PACKAGED, all_sources=True)
    said = [text for text in notes(ninth, "claim") if "Essex third" in text]
    assert any(text.startswith("Echo") for text in said)
    assert any(text.startswith("Basingstoke Gazette") for text in said)


def test_a_claim_from_the_bottom_or_among_the_first() -> None:
    """Claims may count from the lowest, or only place somewhere among the first."""
    base_ = facts(
        series("s", {"a": 4, "b": 3, "c": 2, "d": 1}, coverage="complete"),
        claims=[
            claim("d", rank=1, lowest=True),
            claim("c", rank=1, lowest=True),
            claim("b", among=2),
            claim("c", among=2),
        ],
    )
    found = {str(row["finding"]) for row in cltool.check(file_of(base_), all_claims=True)}
    start = "Crimes, 2020: Office "
    assert {each for each in found if each.startswith(start)} >= {
        f"{start}ranks D first from the lowest; holds with 1.",
        f"{start}ranks C first from the lowest; contradicted by its own 2, which D 1 falls below.",
        f"{start}ranks B among the 2 highest counties; holds with 3.",
        f"{start}ranks C among the 2 highest counties; contradicted by its own 2, which A 4 and "
        "B 3 exceed.",
    }


def file_of(made: cltool.FactBase) -> cltool.FactFile:
    """A fact base as the file that it would be."""
    text = cltool.dumps(made)
    return cltool.FactFile("base.json", text, cltool.loads(text.encode()))


def test_a_claim_by_figures_that_may_be_off() -> None:
    """Where only bounds leave it open, no figure is said to differ."""
    base_ = facts(
        series("s", {"a": 101, "b": 100}, tolerance=50, coverage="complete"),
        claims=[claim("a", rank=1)],
    )
    (text,) = [str(r["finding"]) for r in cltool.check(file_of(base_)) if r["kind"] == "claim"]
    assert text.endswith(
        "depends on B, whose figures may be as high: it is between first and second."
    )


def test_a_claim_of_which_only_another_origin_has_the_figure() -> None:
    """That its own origin gives no figure is said, and what another gives."""
    base_ = facts(
        series("s", {"a": 100, "b": 90}),
        sources=[source("paper")],
        claims=[claim("b", source="paper", rank=1)],
    )
    answer = cltool.check(file_of(base_), all_claims=True)
    (text,) = [str(row["finding"]) for row in answer if row["kind"] == "claim"]
    assert text == (
        "Crimes, 2020: Paper ranks B first; can't be checked: its origin gives no figure for B; "
        "Office gives 90, which A 100 exceeds."
    )


# Caveats of the authors, wherever what they belong to is used


QUESTIONS: dict[str, Callable[[cltool.FactBase], cltool.Answer]] = {
    "rank": lambda x: cltool.rank(x, "counties"),
    "compare": lambda x: cltool.compare(x, ["a", "b"]),
    "share": lambda x: cltool.share(x, of="e"),
    "place": lambda x: cltool.place(x, "a"),
    "trend": lambda x: cltool.trend(x, ["a"]),
    "facts": lambda x: cltool.facts(x),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_authors_caveats_are_in_every_answer(question: str) -> None:
    """A caveat on a measure, a source, what it relays, a series, a place or a figure is shown."""
    made = base(
        series(
            "s",
            {"e": 100, "a": {"value": 40, "caveat": "Of the figure."}, "b": 30},
            source="paper",
            caveat="Of the series.",
        ),
        sources=[
            source("office", caveat="Of the origin."),
            source("paper", relays="office", caveat="Of the source."),
        ],
        measures=[measure(caveat="Of the measure.")],
    )
    made["places"][1]["caveat"] = "Of the place."
    shown = str(QUESTIONS[question](loaded(made)))
    for what in ("figure", "series", "origin", "source", "measure", "place"):
        assert f": Of the {what}." in shown


# Other wording


def test_reports_of_one_publisher_are_told_apart() -> None:
    """Two reports of one office are named by their dates."""
    done = run("compare", "lambeth", "havering", "--measure", "residents-linked", "--anyway", "-v")
    assert "Rescue and Response (Mayor of London), August 2019: A county was" in done.err
    assert "Rescue and Response (Mayor of London), September 2020: The report" in done.err


def test_a_tie_would_be_joint() -> None:
    """With a value that equals the first, a place would be joint first."""
    answer = cltool.rank(
        facts(
            series("s", {"a": 10, "b": 9}, source="paper1"),
            series("t", {"b": 10}, source="paper2"),
            sources=OUTLETS,
        )
    )
    assert "With 10, B would be joint first, not second." in notes(answer, "disputed")[0]
    tied = facts(series("s", {"a": 10, "b": 10}))
    assert "; joint first of the 2 counties listed." in cltool.place(tied, "b").summary


def test_an_audit_tells_figures_of_swapped_places() -> None:
    """A number that the text gives to another place is not found."""
    told = (
        "Norfolk had 369 links and Hampshire 416.\n\nIn Essex there were 121.\n\n"
        "30 came from Southend and 36 from Basildon.\n"
    )
    done = run("audit", "-", "--source", "mosquito-2019", stdin=told.replace("links", "people"))
    assert done.status == 1
    results = {line.split("\t")[1]: line.split("\t")[5] for line in done.out.splitlines()}
    assert results["Norfolk"] == results["Hampshire"] == results["Basildon"] == "elsewhere"
    text = f"30 came from Southend and 36 from Basildon, 121 in Essex.\n\n{told}"
    done = run("audit", "-", "--source", "mosquito-2019", stdin=text)
    results = {line.split("\t")[1]: line.split("\t")[5] for line in done.out.splitlines()}
    assert results["Norfolk"] == results["Hampshire"] == "another place's"


def test_a_later_report_that_forbids_a_comparison_is_heard() -> None:
    """A change over time says first what the later report warns of, and that the words differ."""
    answer = cltool.trend(PACKAGED, ["norfolk"])
    told = {note.kind: note.text for note in answer.notes if note.weight == "vital"}
    assert "figures do not compare directly with those of the first year" in told["source-caveat"]
    assert told["source-caveat"].startswith("Rescue and Response (Mayor of London), September 2020")
    assert "“linked” (Norfolk, January 2018 to April 2019) and “exploited”" in told["as-worded"]
    for field in ("per_month_change", "percent_change"):
        assert "do not compare directly" in run("trend", "norfolk", "--field", field).err


def test_which_of_several_places_others_turn_round() -> None:
    """The sentence names them, as it stands after all of them."""
    said = cltool.trend(PACKAGED, ["essex", "norfolk"]).summary
    assert said.endswith("By figures of other sources it is the other way round for Essex.")


# One list an answer


def test_places_of_all_sources_are_ranked_in_one_list() -> None:
    """Several places that are asked of all sources have the ranks that a ranking gives them."""
    names = ["suffolk", "sussex", "essex", "kent"]
    ranks = {row["place"]: row["rank"] for row in cltool.rank(PACKAGED, all_sources=True)}
    for name in names:
        (row,) = cltool.place(PACKAGED, name, all_sources=True)
        assert row["rank"] == ranks[name]
    told = notes(cltool.place(PACKAGED, "suffolk", all_sources=True), "disputed")
    assert told == [
        "Essex: ITV News Anglia and one more source give 336, not 121. With 336 for Essex, "
        "Suffolk would be sixth, not fifth."
    ]
    assert not notes(cltool.place(PACKAGED, "norfolk", all_sources=True), "disputed")


def test_the_lowest_of_a_part_of_a_list() -> None:
    """A list that isn't whole says who is lower and not listed, as it says who is higher."""
    (said,) = notes(cltool.rank(PACKAGED, "towns", lowest=True), "left-out")
    assert said.startswith("Incomplete: below 36, other sources also list Clacton-on-Sea 27 and")
    assert not notes(cltool.rank(PACKAGED, top=1), "left-out")
    assert run("rank", "--top", "1", "--field", "value").err == ""


def test_a_rank_among_one_says_so_first() -> None:
    """Of a list of one place, it is vital that there are others."""
    told = cltool.rank(PACKAGED, "boroughs", measure="referred")
    assert "a rank among one says nothing" in notes(told, "coverage")[0]
    assert "coverage" in vital(told)


def test_a_warning_is_heard_whoever_else_is_asked() -> None:
    """That a place has the second year alone takes no warning from another's change."""
    answer = cltool.trend(PACKAGED, ["essex", "portsmouth"])
    assert "source-caveat" in vital(answer)


def test_a_sentence_and_its_finding_give_one_range() -> None:
    """What a change may be, as figures may be off, is in both."""
    answer = cltool.trend(PACKAGED, ["kent"])
    assert "up 12.1% to 14.2%" in answer.summary
    both = cltool.trend(PACKAGED, ["hampshire"])
    assert "39.2% to 49.6%" in both.summary
    assert "39.2% to 49.6%" in both.headline
    assert "12.1% to 14.2%" in answer.headline


def test_other_values_without_a_ratio_tell_the_difference() -> None:
    """Where no ratio changes, another value still makes another difference."""
    (said,) = notes(cltool.compare(PACKAGED, ["durham", "essex"]), "disputed")
    assert said.endswith("With 121, Essex has 121 more than Durham.")
    assert "by other sources" not in cltool.compare(PACKAGED, ["essex", "durham"]).summary
