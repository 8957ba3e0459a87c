"""What the questions answer, through the public functions."""

import json
from typing import Any

import pytest

import cltool
from cltool.questions.place import each_place

from . import making
from .conftest import run, run_shell, run_terminal

FACTS = cltool.load()


def rows(answer: cltool.Answer, *names: str) -> list[tuple[object, ...]]:
    """Some columns of an answer's rows."""
    return [tuple(row[name] for name in names) for row in answer]


def notes(answer: cltool.Answer, kind: str) -> list[str]:
    """The notes of one kind."""
    return [note.text for note in answer.notes if note.kind == kind]


def test_rank_of_all_counties() -> None:
    """The digitised list ranks all 37 counties, and those that tie share a rank."""
    ranked = rows(cltool.rank(FACTS, series="castro-2023-year1"), "rank", "name", "value")
    assert len(ranked) == 37
    assert ranked[23:26] == [
        (24, "Nottinghamshire", 9),
        (24, "Staffordshire", 9),
        (26, "West Mercia", 8),
    ]
    assert ranked[-1] == (37, "Durham", 0)


def test_top_keeps_ties() -> None:
    """--top N never drops one of two equals, and says so."""
    answer = cltool.rank(FACTS, series="castro-2023-year1", top=24)
    assert len(answer) == 25
    assert notes(answer, "ties") == ["2 share rank 24, so 25 are shown."]


def test_lowest() -> None:
    """Ranking from the lowest up starts at the lowest."""
    answer = cltool.rank(FACTS, series="castro-2023-year1", lowest=True, top=2)
    assert rows(answer, "rank", "name", "value") == [(1, "Durham", 0), (2, "North Yorkshire", 1)]


def test_within() -> None:
    """Only places within a place are ranked, at any depth."""
    assert rows(cltool.rank(FACTS, within="essex"), "name") == [("Southend-on-Sea",), ("Basildon",)]
    within_uk = cltool.rank(FACTS, "towns", within="UK")
    assert rows(within_uk, "name") == [("Southend-on-Sea",), ("Basildon",)]


@pytest.mark.parametrize("kind", ["county", "counties", "COUNTIES", "Coun-ties"])
def test_kind(kind: str) -> None:
    """A kind may be singular or plural, in any case."""
    assert rows(cltool.rank(FACTS, kind), "name")[0] == ("Norfolk",)


@pytest.mark.parametrize(
    "name",
    ["Southend-on-Sea", "southend", "SOUTHEND ON SEA", "southendonsea", "E06000033", "Söuthend"],
)
def test_names(name: str) -> None:
    """A place is found by name, alias, code or id, without regard to case, marks or spaces."""
    assert rows(cltool.place(FACTS, name), "place") == [("southend-on-sea",)]


def test_ambiguous_name(base: dict[str, Any]) -> None:
    """A name of two places lists both, and an id settles it."""
    base["places"][2]["name"] = "North"
    facts = cltool.loads(json.dumps(base).encode())
    with pytest.raises(cltool.UsageError, match=r"north \(county\), ayton \(town\)") as refused:
        cltool.place(facts, "NORTH")
    assert refused.value.status == 2
    assert rows(cltool.place(facts, "north"), "place") == [("north",)]
    assert rows(cltool.place(facts, "North", kind="town"), "place") == [("ayton",)]


def test_compare() -> None:
    """121 against 416: 295 more, 3.44 times, and what 336 would make of it."""
    answer = cltool.compare(FACTS, ["essex", "norfolk"])
    assert rows(answer, "value", "difference", "ratio", "percent_difference") == [
        (121, 0, 1.0, 0.0),
        (416, 295, 416 / 121, 100 * 295 / 121),
    ]
    assert answer.summary.startswith("Norfolk has 416, 295 more than Essex (121), 3.44 times its ")
    assert notes(answer, "disputed") == [
        "Essex: 121 is called “referred”, 336 “links”: they may count different things. "
        "ITV News Anglia and one more source give 336; 1 outlet (3 titles) gives 121. "
        "With 336, Norfolk has 80 more than Essex: 1.24 times, not 3.44."
    ]
    assert notes(answer, "as-worded") == [
        "Echo (Southend and Basildon) calls the figures by different words: “referred” (Essex) "
        "and “links” (Norfolk). They may not count the same."
    ]


def test_compare_each_with_the_first() -> None:
    """Of three places, the second and third are each compared with the first."""
    answer = cltool.compare(FACTS, ["norfolk", "hampshire", "essex"])
    assert rows(answer, "difference") == [(0,), (-47,), (-295,)]
    assert answer.summary == (
        "Hampshire has 369, 47 less than Norfolk (416), 0.89 times its figure. "
        "Essex has 121, 295 less than Norfolk (416), 0.29 times its figure."
    )


def test_compare_across_sources_of_one_origin() -> None:
    """Like with like: two outlets that relay one report for the same time."""
    answer = cltool.compare(FACTS, ["basildon", "ipswich"])
    assert rows(answer, "value") == [(30,), (65,)]
    assert [citation.series for citation in answer.citations] == ["echo-2019", "eadt-2019"]


def test_compare_across_origins(base: dict[str, Any]) -> None:
    """Different origins are refused with the reason, and answered only if told to."""
    base["sources"].append(
        {"id": "census", "publisher": "The Census", "title": "Other", "published": "2020"}
    )
    base["places"].append({"id": "east", "name": "East", "kind": "county"})
    base["series"].append(
        {
            **base["series"][1],
            "id": "census",
            "source": "census",
            "observations": [{"place": "east", "value": 7}],
        }
    )
    facts = cltool.loads(json.dumps(base).encode())
    reason = (
        "North's figure goes back to The Report (paper) and East's figure goes back to The Census "
        "(census): different origins may count differently."
    )
    with pytest.raises(cltool.NoAnswerError) as refused:
        cltool.compare(facts, ["north", "east"])
    assert str(refused.value) == reason
    assert refused.value.on_command_line() == f"{reason} To compare them anyway, add --anyway."
    assert notes(cltool.compare(facts, ["north", "east"], anyway=True), "unlike") == [reason]


def test_ratio_to_zero() -> None:
    """A ratio to nothing is empty, not infinite."""
    answer = cltool.compare(FACTS, ["durham", "norfolk"], series="castro-2023-year1")
    assert rows(answer, "difference", "ratio", "percent_difference")[1] == (416, None, None)
    assert answer.summary == "Norfolk has 416, 416 more than Durham (0)."


def test_compare_a_part_with_its_whole() -> None:
    """A place that lies in another is said to."""
    answer = cltool.compare(FACTS, ["essex", "southend"])
    assert notes(answer, "within") == ["Southend-on-Sea lies in Essex: its figure is part of it."]


def test_share() -> None:
    """36 of 121, 29.8% of Essex; with 336, 10.7%."""
    answer = cltool.share(FACTS, ["southend"])
    assert rows(answer, "value", "whole", "whole_value", "percent") == [
        (36, "essex", 121, 29.75206611570248)
    ]
    assert answer.summary == "Southend-on-Sea: 36 of 121, 29.8% of Essex."
    assert notes(answer, "disputed") == [
        "Essex: 121 is called “referred”, 336 “links”: they may count different things. "
        "ITV News Anglia and one more source give 336; 1 outlet (3 titles) gives 121. "
        "With 36 of 336, Southend-on-Sea is 10.7% of Essex."
    ]


def test_share_of_several() -> None:
    """Parts of one whole are added together; where people overlap, to what it is at most."""
    answer = cltool.share(FACTS, ["southend", "basildon"])
    names = ("place", "name", "value", "percent", "percent_least", "percent_most")
    assert rows(answer, *names)[-1] == (
        None,
        "together, at most",
        66,
        None,
        100 * 36 / 121,
        100 * 66 / 121,
    )
    assert answer.summary.endswith("Together: at most 66 of 121, at most 54.5% of Essex.")


def test_breakdown() -> None:
    """All parts of a whole; where people overlap, no remainder stands as if it were exact."""
    answer = cltool.share(FACTS, of="essex")
    assert rows(answer, "name", "value") == [("Southend-on-Sea", 36), ("Basildon", 30)]
    assert answer.summary == (
        "2 towns listed in Essex: at most 66 of 121; at least 55 not in a listed town."
    )


def test_breakdown_that_exceeds_its_whole() -> None:
    """Parts that add up to more than the whole leave no remainder, and are told."""
    answer = cltool.share(FACTS, of="essex", all_sources=True)
    assert rows(answer, "value") == [(43,), (36,), (30,), (27,)]
    assert notes(answer, "exceeds") == ["The towns listed: 136, more than Essex (121)."]


def test_all_sources_name_their_series() -> None:
    """With all sources every row names its series, also where one series has all."""
    for answer in (
        cltool.rank(FACTS, all_sources=True, top=1),
        cltool.compare(FACTS, ["essex", "norfolk"], all_sources=True),
        cltool.share(FACTS, ["southend"], all_sources=True),
    ):
        assert answer.printed[-1].name == "series"
    assert cltool.share(FACTS, ["southend"]).printed[-1].name != "series"


def test_share_of_the_listed() -> None:
    """Where the whole has no figure, the whole is what is listed, and that is said."""
    answer = cltool.share(FACTS, ["kent"])
    assert rows(answer, "whole", "whole_value") == [(None, 3227)]
    assert notes(answer, "whole") == [
        "The whole is the 37 counties listed by L. Castro-Gonzalez, British Drug Dynamics, not all "
        "counties."
    ]


def test_no_share_of_a_mere_list() -> None:
    """A place whose own parts are known is not offered as a share of the counties listed."""
    with pytest.raises(cltool.NoAnswerError, match="Essex's share is not known") as refused:
        cltool.share(FACTS, ["essex"])
    assert refused.value.hint == (
        "for its parts: cltool share --of essex; for its rank: cltool place essex"
    )


def test_kinds_are_not_added_together(base: dict[str, Any]) -> None:
    """A breakdown holds one kind, and never a part of a part."""
    base["places"] += [
        {"id": "ward", "name": "Ward", "kind": "ward", "within": "ayton"},
        {"id": "cton", "name": "Cton", "kind": "town", "within": "ayton"},
    ]
    base["series"][0]["observations"] += [
        {"place": "ward", "value": 2},
        {"place": "cton", "value": 3},
    ]
    answer = cltool.share(cltool.loads(json.dumps(base).encode()), of="north")
    assert rows(answer, "name", "value") == [
        ("Ayton", 25),
        ("Bee-ton", 5),
        ("not in a listed town", 10),
    ]
    assert notes(answer, "kinds") == ["Left out, because kinds are not added together: wards."]


def test_place() -> None:
    """A town's figure, county, share, rank among those listed, source and paragraph."""
    answer = cltool.place(FACTS, "southend", kind="town")
    names = ("value", "within", "percent_of_within", "rank", "ranked", "reported_by", "disputed")
    assert rows(answer, *names) == [
        (36, "essex", 29.75206611570248, 1, 2, "1 outlet (2 titles)", ())
    ]
    assert "Source: Echo (Southend and Basildon): South Essex's high rate" in str(answer)
    assert str(answer).endswith(
        "(October 2019), relaying Rescue and Response (Mayor of London), paragraphs 2 and 4"
    )


def test_another_series_where_the_default_lacks_the_place() -> None:
    """The first series in file order that has the place answers, and is cited."""
    answer = cltool.place(FACTS, "norwich")
    assert rows(answer, "value") == [(167,)]
    assert [citation.series for citation in answer.citations] == ["itv-anglia-2019"]


def test_coverage_notes() -> None:
    """A partial or top list says what its ranks mean; a complete one has nothing to say."""
    assert notes(cltool.rank(FACTS), "coverage") == [
        "Echo (Southend and Basildon) lists only the top of a longer list of counties: "
        "by its account, those not listed are lower."
    ]
    assert notes(cltool.rank(FACTS, "towns"), "coverage") == [
        "Echo (Southend and Basildon) does not list every town: "
        "a rank here is a rank among the 2 listed, not among all."
    ]
    assert notes(cltool.rank(FACTS, series="castro-2023-year1"), "coverage") == [
        "L. Castro-Gonzalez, British Drug Dynamics does not list every county: "
        "a rank here is a rank among the 37 listed, not among all."
    ]


def test_top_list_that_others_break() -> None:
    """A list of the highest that other sources contradict says so."""
    assert notes(cltool.rank(FACTS), "left-out") == [
        "Incomplete: above 121, other sources also list Sussex 332, Thames Valley 251, "
        "Suffolk 238 and 3 more."
    ]


def test_what_a_partial_list_leaves_out() -> None:
    """Places that other sources put higher are told with a rank, a place and a breakdown."""
    assert "other sources also list Norwich 167, Ipswich 65, Colchester 43 and 1 more" in str(
        cltool.rank(FACTS, "towns")
    )
    assert "other sources also list Norwich 167, Ipswich 65 and Colchester 43." in str(
        cltool.place(FACTS, "southend")
    )
    assert "other sources also list Suffolk 31.4, Sussex 19.5, Dorset 17.4 and 7 more" in str(
        cltool.rank(FACTS, per="population")
    )
    assert "Other sources also list, in Essex: Colchester 43 and Clacton-on-Sea 27." in str(
        cltool.share(FACTS, of="essex")
    )
    assert notes(cltool.rank(FACTS, all_sources=True), "left-out") == []


def test_a_whole_of_all_sources_names_them_all() -> None:
    """A total of what several sources list cites each, with its time and its dispute."""
    answer = cltool.share(FACTS, ["kent"], series="echo-2019", all_sources=True)
    series = [citation.series for citation in answer.citations]
    assert sorted(series) == ["castro-2023-year1", "echo-2019", "itv-anglia-2019"]
    assert notes(answer, "whole") == [
        "The whole is the 37 counties listed by all sources, not all counties."
    ]
    assert "With 232 of 3,227, Kent is 7.2% of the 37 counties listed." in str(answer)
    assert "January 2018 to April 2019" in answer.title


def test_figures_of_several_series_are_told() -> None:
    """Where the first series lacks a figure, the answer says whose each one is."""
    assert notes(cltool.compare(FACTS, ["southend", "essex"]), "choice") == []
    answer = cltool.compare(FACTS, ["basildon", "norwich"])
    assert notes(answer, "choice") == [
        "No one source has all these figures: Basildon from Echo (Southend and Basildon) and "
        "Norwich from ITV News Anglia."
    ]


def test_facts_of_a_place() -> None:
    """Every figure published for Essex stands in one table."""
    answer = cltool.facts(FACTS, "essex", measure="linked")
    assert rows(answer, "value", "source") == [
        (121, "echo-2019"),
        (121, "mosquito-2019"),
        (121, "colchester-2019"),
        (121, "epping-2019"),
        (336, "itv-anglia-2019"),
        (336, "castro-2023-year1"),
        (185, "castro-2023-year2"),
    ]


def test_answers_are_data() -> None:
    """An answer iterates as dictionaries, has a length, and turns into JSON."""
    answer = cltool.rank(FACTS)
    assert len(answer) == 3
    assert next(iter(answer))["name"] == "Norfolk"
    assert json.loads(json.dumps(answer.to_dict())) == json.loads(cltool.render(answer, "json"))


def test_unknown_attribute() -> None:
    """The package has its public names and no others."""
    assert all(callable(getattr(cltool, name)) for name in cltool.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(cltool, "nothing")  # noqa: B009


def test_several_places_keep_their_title() -> None:
    """What a table of several places shows is told, however many they are."""
    title = "People from London linked to county lines, January 2018 to April 2019"
    for names in (["essex", "norfolk"], ["essex", "norfolk", "hampshire", "essex"]):
        answer = each_place(FACTS, names)
        assert answer.title == title
        assert len(answer) == len(names)
        assert answer.shape is cltool.Shape.TABLE


@pytest.mark.parametrize("format_", ["table", "markdown"])
@pytest.mark.parametrize("columns", [40, 80])
def test_a_field_that_people_are_not_shown_otherwise(format_: str, columns: int) -> None:
    """A column that is asked for by its name is shown, also one that tables leave out."""
    for words, shown in (
        (("trend", "essex", "--field", "series"), "castro-2023-year2"),
        (("check", "--field", "series"), "echo-2019"),
        (("town", "southend", "--field", "place"), "southend-on-sea"),
        (("town", "southend", "--field", "disputed"), ""),
    ):
        done = run_terminal(*words, "--format", format_, columns=columns)
        assert "Traceback" not in done.err
        assert shown in done.out.replace("\n", "")


def test_rank_says_by_how_much() -> None:
    """The summary tells the gap to the next place; a column has all the gaps, when asked."""
    answer = cltool.rank(FACTS)
    assert answer.summary == (
        "Norfolk has the highest figure of the 3 counties listed: 416, 47 more than Hampshire."
    )
    assert rows(answer, "name", "gap") == [("Norfolk", 47), ("Hampshire", 248), ("Essex", None)]
    assert "gap" not in [column.name for column in answer.printed]
    cut = cltool.rank(FACTS, top=1)
    assert rows(cut, "gap") == [(47,)]
    rated = cltool.rank(FACTS, per="population")
    assert rated.summary == (
        "Norfolk has the highest rate of the 3 counties listed with a rate: 46.0 per 100,000 "
        "people over 16 months, 27.5 more than Hampshire."
    )
    only = cltool.rank(FACTS, "towns", within="norfolk", all_sources=True, top=1)
    assert only.summary.startswith("Norwich has the highest figure of the 2 towns listed in")


def test_rank_of_the_lowest_says_by_how_much() -> None:
    """From the lowest up, the gap is how much less the first has."""
    made = making.facts(making.series("s", {"a": 3, "b": 10, "c": 10}))
    answer = cltool.rank(made, lowest=True)
    assert answer.summary == (
        "A has the lowest figure of the 3 counties listed: 3, 7 less than B and C."
    )
    assert rows(answer, "gap") == [(7,), (0,), (None,)]


def test_rank_of_one_place_has_no_gap() -> None:
    """Of one place alone there is nothing to be ahead of."""
    answer = cltool.rank(making.facts(making.series("s", {"a": 3})))
    assert answer.summary == "A is the only county listed: 3."
    assert rows(answer, "gap") == [(None,)]


def test_rank_of_percentages_has_gaps_in_points() -> None:
    """A gap of percentages is in points, not in percent."""
    level = making.measure("crimes", "rate") | {"unit": "percent"}
    made = making.facts(making.series("s", {"a": 12, "b": 8}), measures=[level])
    assert cltool.rank(made).summary == (
        "A has the highest figure of the 2 counties listed: 12%, 4 percentage points more than B."
    )


def test_rank_gives_no_gap_where_places_cannot_be_told_apart() -> None:
    """Where figures may be off by more than they differ, no gap is claimed."""
    off = {"value": 10, "tolerance": 2}
    made = making.facts(making.series("s", {"a": off, "b": {"value": 9, "tolerance": 1}, "c": 5}))
    answer = cltool.rank(made)
    assert answer.summary == (
        "A has the highest figure of the 3 counties listed: 10; it can't be told apart from "
        "B (9), as figures may be off."
    )
    assert rows(answer, "gap") == [(None,), (4,), (None,)]


def test_a_disputed_figure_changes_the_gap(base: dict[str, Any]) -> None:
    """With another value of the first, its distance is another; a script that asks is told."""
    answer = cltool.rank(cltool.loads(json.dumps(base).encode())).only("gap")
    assert rows(answer, "gap") == [(30,), (None,)]
    (disputed,) = [note for note in answer.notes if note.kind == "disputed"]
    (effect,) = disputed.effects
    assert (effect.result, effect.place, effect.value, effect.instead_of) == (
        "gap",
        "north",
        40,
        30,
    )
    assert "With 50, North is 40 ahead of South, not 30." in disputed.text


def test_kinds_that_are_ranked_apart_are_named() -> None:
    """The other kinds of a list are told in plain words, with what to type for them."""
    (note,) = [note for note in cltool.rank(FACTS).notes if note.kind == "kinds"]
    assert note.with_hint() == (
        "2 towns are listed too, and ranked apart. For those: cltool rank towns."
    )


def test_claims() -> None:
    """Every claim stands in a row with its verdict, those that fail first."""
    answer = cltool.claims(FACTS)
    assert len(answer) == len(FACTS.claims) == 21
    verdicts = [verdict for (verdict,) in rows(answer, "verdict")]
    assert verdicts == ["contradicted", *["depends"] * 2, *["can't be checked"] * 18]
    assert answer.summary == (
        "21 claims: 1 is contradicted, 2 depend on which figure is right and 18 can't be checked."
    )


def test_a_claim_that_holds() -> None:
    """By a complete list a claim can hold."""
    made = making.facts(
        making.series("s", {"a": 3, "b": 2}, coverage="complete"),
        claims=[making.claim("a", rank=1), making.claim("b", rank=2), making.claim("b", rank=1)],
    )
    answer = cltool.claims(made)
    assert answer.summary == "3 claims: 1 is contradicted and 2 hold."
    assert rows(answer, "claim", "verdict", "reason")[1:] == [
        ("ranks A first among counties", "holds", "holds with 3"),
        ("ranks B second among counties", "holds", "holds with 2"),
    ]


def test_claims_about_a_place() -> None:
    """That Essex is third is contradicted by the very number of the paper that says so."""
    answer = cltool.claims(FACTS, "Essex")
    assert answer.summary == (
        "3 claims about Essex: 1 is contradicted and 2 depend on which figure is right."
    )
    asked = "source", "place", "claim", "measure", "period", "verdict", "reason"
    assert rows(answer, *asked)[0] == (
        "echo-2019",
        "essex",
        "ranks Essex third among counties",
        "linked",
        "2018-01/2019-04",
        "contradicted",
        "contradicted by its own 121, which 8 counties exceed; 336 would allow it",
    )
    assert "echo-2019" in str(rows(answer, "series")[0])


def test_claims_of_a_source() -> None:
    """A source's claims alone; where there are none, that is said."""
    answer = cltool.claims(FACTS, source="echo-2019")
    assert {source for (source,) in rows(answer, "source")} == {"echo-2019"}
    assert "by Echo (Southend and Basildon)" in answer.summary
    with pytest.raises(cltool.NoAnswerError, match="there are no such claims"):
        cltool.claims(FACTS, "essex", source="bbc-2019")
    with pytest.raises(cltool.UsageError, match="unknown source 'nobody'"):
        cltool.claims(FACTS, source="nobody")


def test_sources_by_name() -> None:
    """A source is told of with what it relays, who relays it, and what it gives."""
    answer = cltool.sources(FACTS, "echo-2019")
    assert answer.summary == (
        "Echo (Southend and Basildon): South Essex's high rate of London drug dealers, October "
        "2019. It relays Rescue and Response (Mayor of London). It is relayed by The Monthly "
        "Mosquito. It gives 8 figures here, in the series echo-2019, echo-2019-extra-funding, "
        "echo-2019-new-officers and echo-2019-youngest-age. https://www.echo-news.co.uk/news/"
        "17948144.south-essexs-high-rate-london-drug-dealers/"
    )
    assert rows(answer, "relays", "relayed_by", "figures") == [
        ("assessment-2019", ("mosquito-2019",), 8)
    ]
    both = cltool.sources(FACTS, "GREATER London Authority")
    assert rows(both, "source") == [("cityhall-2019",), ("cityhall-2020",)]
    assert len(both.cited()) == 2
    chain = cltool.sources(FACTS, "mosquito-2019")
    assert "relays Echo (Southend and Basildon), which goes back to Rescue" in chain.summary
    with pytest.raises(cltool.UsageError, match="unknown source 'nobody'"):
        cltool.sources(FACTS, "nobody")


def test_titles_of_sources_open_them() -> None:
    """In a terminal, the title of a source is its link."""
    (title,) = [each for each in cltool.sources(FACTS).columns if each.name == "title"]
    assert title.links == tuple(source.url for source in FACTS.sources)


def test_facts_of_a_source() -> None:
    """Only the figures that a source gives."""
    answer = cltool.facts(FACTS, source="echo-2019")
    assert len(answer) == 8
    assert set(rows(answer, "source")) == {("echo-2019",)}
    with pytest.raises(cltool.NoAnswerError, match="the base has no figure for Norwich"):
        cltool.facts(FACTS, "norwich", source="echo-2019")


@pytest.mark.parametrize("question", ["places", "measures", "series", "sources", "facts"])
def test_a_listing_fits_a_terminal(question: str) -> None:
    """At 80 columns every listing is a table that keeps its names."""
    shown = run_terminal(question, columns=80)
    lines = shown.out.splitlines()
    assert shown.status == 0
    assert max(map(len, lines)) <= 80
    kept = {
        "places": ("Name", "Figures"),
        "measures": ("Measure", "Name", "Definition"),
        "series": ("Series", "Measure", "Period"),
        "sources": ("Source", "Publisher", "Title"),
        "facts": ("Place", "Measure", "Value", "Source"),
    }[question]
    assert [title for title in kept if title not in lines[3]] == []


NAMES_IN_STEP = "town", "southend", "nowhere", "basildon"


def test_a_line_for_each_name() -> None:
    """A name without an answer has an empty line in its place, so that `paste` keeps step."""
    done = run(*NAMES_IN_STEP, "--field", "value", "-q")
    assert (done.status, done.out) == (2, "36\n\n30\n")
    assert done.err.startswith("cltool: unknown town 'nowhere'")
    two = run(*NAMES_IN_STEP, "--columns", "name,value", "-q")
    assert (two.status, two.out) == (2, "Southend-on-Sea\t36\n\t\nBasildon\t30\n")
    csv = run(*NAMES_IN_STEP, "--field", "value", "--format", "csv", "-q")
    assert csv.out.splitlines()[0] == "value"
    assert len(csv.out.splitlines()) == 4
    whole = run(*NAMES_IN_STEP, "-q")
    assert len(whole.out.splitlines()) == 2


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ("southend\nnowhere\nbasildon\n", "36\n\n30\n"),
        ("nowhere\n\nnowhere else\nbasildon\n", "\n\n\n30\n"),
        ("basildon\nnowhere\n", "30\n\n"),
    ],
)
def test_a_line_for_each_line(names: str, wanted: str) -> None:
    """So it is with names from standard input, wherever those without an answer stand."""
    done = run("town", "-", "--field", "value", "-q", stdin=names)
    assert (done.status, done.out) == (2, wanted)
    assert "line " in done.err


def test_a_line_for_each_name_beside_the_lines() -> None:
    """Names on the command line and lines of standard input count as one list."""
    done = run("town", "nowhere", "-", "essex", "--field", "name", "-q", stdin="southend\nx\n")
    assert (done.status, done.out) == (2, "\nSouthend-on-Sea\n\n\n")
    pasted = run_shell(
        "printf 'southend\nnowhere\nbasildon\n' > /dev/shm/names-$$; "
        "cltool town - --field value -q < /dev/shm/names-$$ 2> /dev/null "
        "| paste /dev/shm/names-$$ -; rm /dev/shm/names-$$"
    )
    assert pasted.out == "southend\t36\nnowhere\t\nbasildon\t30\n"


def test_who_is_kept_out_of_the_first_by_a_disputed_figure() -> None:
    """Essex is not among the first five with 121, and is with 336: that is said of a cut list."""
    answer = cltool.rank(FACTS, top=5, all_sources=True)
    assert "essex" not in {row["place"] for row in answer}
    (note,) = [each for each in answer.notes if each.kind == "disputed"]
    assert note.text == (
        "Not shown: Essex, ninth with 121; with 336 (ITV News Anglia and one more source) it would "
        "be third."
    )
    assert (note.weight, note.places) == ("vital", ("essex",))
    assert [(each.value, each.instead_of) for each in note.effects] == [(3, 9)]
    assert not notes(cltool.rank(FACTS, top=2, all_sources=True), "disputed")


@pytest.mark.parametrize(
    ("lowest", "other", "told"), [(False, 8, True), (False, 2, False), (True, 2, True)]
)
def test_who_would_be_among_the_first(lowest: bool, other: int, told: bool) -> None:
    """Only another value that is better than the last one shown brings a place in."""
    shown = {"a": 7, "b": 6, "c": 5, "d": 4}
    values = {place: 10 - value for place, value in shown.items()} if lowest else shown
    made = making.facts(
        making.series("one", values),
        making.series("two", {"d": other}, source="second"),
        sources=[making.source("second", relays="office")],
    )
    said = notes(cltool.rank(made, top=2, lowest=lowest), "disputed")
    assert bool(said) is told
    assert all(text.startswith("Not shown: D, fourth with ") for text in said)


def test_the_lowest_of_a_top_list_is_refused_with_the_same_question_of_all() -> None:
    """The line to type keeps what was asked for."""
    refused = run("rank", "--lowest", "--top", "5", "--within", "united-kingdom")
    assert (refused.status, refused.out) == (1, "")
    (line,) = refused.err.rstrip().split("for all that are known: cltool ")[1:]
    assert line == "rank counties --within united-kingdom --top 5 --lowest --all-sources"
    assert len(run(*line.split(), "-q").out.splitlines()) >= 5


def test_a_column_is_no_option_where_words_are_left() -> None:
    """No line is suggested that fails: a word after an unknown option may be its value."""
    told = run("places", "towns", "--code", "E07000066").err
    assert "try:" not in told
    assert "--field code" in run("places", "towns", "--code").err


def test_places_within() -> None:
    """The places of a kind in another one; what has none says so."""
    answer = cltool.places(FACTS, "towns", within="essex")
    assert answer.summary == "4 towns in Essex."
    assert {within for (within,) in rows(answer, "within")} == {"essex"}
    with pytest.raises(cltool.NoAnswerError, match="the base has no counties in Essex"):
        cltool.places(FACTS, "county", within="essex")


def test_no_such_figures_says_which_there_are() -> None:
    """A measure of another place is told with that place; else what the place has."""
    refused = run("facts", "essex", "--measure", "funding").err
    assert refused == (
        "cltool: the base has no figure for Essex (measure extra-funding), only for Essex County "
        "Council; see: cltool facts --measure extra-funding\n"
    )
    assert run("facts", "norwich", "--source", "echo-2019").err.endswith(
        "(source echo-2019); for all it has: cltool facts norwich\n"
    )


def test_facts_say_where_they_can_be_read() -> None:
    """Each figure with the address of its source, for whoever asks."""
    urls = {source.id: source.url for source in FACTS.sources}
    assert all(row["url"] == urls[str(row["source"])] for row in cltool.facts(FACTS))
    assert run("facts", "essex", "--columns", "value,url", "-q").out.startswith("121\thttps://")
    for words in (["facts", "essex"], ["rank"], ["place", "essex"], ["trend", "essex"]):
        told = run(*words, "--field", "publisher", "-q").out.splitlines()
        assert "Echo (Southend and Basildon)" in told or words[0] == "trend"


def test_a_column_that_is_asked_for_is_shown_however_narrow_the_page() -> None:
    """Nothing that was named is left out for want of room."""
    shown = run_terminal("facts", "essex", "--columns", "name,value,url", columns=60)
    assert shown.out.count("https://") >= 9
    assert "A wider page" not in shown.out


def test_an_answer_that_other_figures_turn_round_says_so_first() -> None:
    """The sentence that is read first does not rest on one side of a dispute in silence."""
    said = "By figures of other sources it is the other way round"
    assert cltool.compare(FACTS, ["essex", "kent"]).summary.startswith(
        "Sources differ on whether Essex or Kent has the higher figure. Kent has 232, "
    )
    three = cltool.compare(FACTS, ["kent", "essex", "dorset"])
    assert three.summary.endswith(f"{said} for Essex.")
    assert said not in cltool.compare(FACTS, ["essex", "norfolk"]).summary


def test_places_of_several_times_share_a_title() -> None:
    """What both show is said once, and each time that they speak of."""
    answer = each_place(FACTS, ["essex", "norwich"])
    assert answer.title == (
        "People from London linked to county lines, January 2018 to April 2019 and January 2018 "
        "to March 2019"
    )
    (itv,) = [each for each in answer.cited() if each.short.startswith("ITV")]
    assert itv.where() == "paragraph 3, and the list after paragraph 4"


def test_a_place_among_all_that_sources_list() -> None:
    """A place can be asked for as a ranking can: by all that its origin is reported to say."""
    answer = cltool.place(FACTS, "essex", all_sources=True)
    assert rows(answer, "value", "rank", "ranked") == [(121, 9, 37)]
    assert not notes(answer, "left-out")
    assert "third, not ninth" in notes(answer, "disputed")[0]


def test_a_period_chooses_among_the_series() -> None:
    """A year is that in which a period ends; the default series goes first, then the longest."""
    made = making.facts(
        making.series("main", {"a": 1}, "2019"),
        making.series("short", {"a": 2}, "2019-07/2020-06"),
        making.series("long", {"a": 3, "b": 4}, "2019-07/2020-06", "second"),
        making.series("late", {"a": 5}, "2020-06"),
        sources=[making.source("second")],
    )
    for period, wanted in {
        "2019": [("a", 1)],
        "2020": [("b", 4), ("a", 3)],
        "2019-07/2020-06": [("b", 4), ("a", 3)],
        "2020-06": [("a", 5)],
    }.items():
        assert rows(cltool.rank(made, period=period), "place", "value") == wanted
    assert rows(cltool.place(made, "a", period="2020", series="late"), "value") == [(5,)]
    for none in ("2018", "2020-07", "20", "last year"):
        with pytest.raises(cltool.NoAnswerError, match=r"^the measure crimes has no figures for"):
            cltool.rank(made, period=none)
    with pytest.raises(cltool.NoAnswerError, match=r"^series main has no figures for 2020, only"):
        cltool.rank(made, series="main", period="2020")


def test_a_line_for_more_asks_the_same_series() -> None:
    """What is suggested for all that sources list stays with the series that was asked for."""
    told = run("rank", "--series", "portsmouth-2020", "towns").err
    (line,) = {
        x.split("All of them: cltool ")[1].rstrip(".") for x in told.splitlines() if "All" in x
    }
    assert line == "rank towns --series portsmouth-2020 --all-sources"
    assert "brighton" in run(*line.split(), "-q").out
    told = run("average", "--series", "portsmouth-2020").err
    assert "the mean is 73.8 (between 73.6 and 73.9)" in told
    assert "See: cltool average counties --series portsmouth-2020 --all-sources." in told
    shown = cltool.average(FACTS, series="portsmouth-2020", all_sources=True).summary
    assert "a mean of 73.8" in shown


def test_what_a_source_that_answers_is_warned_of_comes_first() -> None:
    """The caveat of the very source that answers is vital; that of the report behind it is told."""
    notes_of = cltool.rank(FACTS, period="2020").notes
    told = {x.text.split(": ")[0]: x.weight for x in notes_of if x.kind == "source-caveat"}
    assert told["L. Castro-Gonzalez, British Drug Dynamics"] == "vital"
    assert told["Rescue and Response (Mayor of London)"] == "useful"


def test_no_share_of_a_sum_of_people_who_may_count_twice() -> None:
    """The figures of an overlapping measure have no sum, and so no share of it."""
    assert {percent for (percent,) in rows(cltool.rank(FACTS), "percent")} == {None}


def test_the_figures_of_a_place_say_where_they_contradict_each_other() -> None:
    """A list of figures tells of the dispute that it shows; of one thing once."""
    (note,) = [each for each in cltool.facts(FACTS, "essex").notes if each.weight == "vital"]
    assert note.kind == "disputed"
    assert "121 is called “referred”, 336 “links”" in note.text
    assert not [each for each in cltool.facts(FACTS, "norfolk").notes if each.kind == "disputed"]


def test_what_others_make_of_a_comparison_stands_in_its_sentence() -> None:
    """How many times by other sources is said in the same breath, for two places."""
    assert cltool.compare(FACTS, ["essex", "norfolk"]).summary == (
        "Norfolk has 416, 295 more than Essex (121), 3.44 times its figure; by other sources 1.24 "
        "times."
    )
    assert "by other sources" not in cltool.compare(FACTS, ["norfolk", "hampshire"]).summary


def test_differences_of_several_places_keep_step() -> None:
    """Of two places a difference is one number; of more, a line each, so that names fit them."""
    assert run("compare", "essex", "norfolk", "--field", "difference", "-q").out == "295\n"
    words = "compare", "norfolk", "hampshire", "essex", "-q", "--field"
    assert run(*words, "difference").out == "0\n-47\n-295\n"
    assert run(*words, "name").out.count("\n") == 3


def test_rates_of_a_column_have_their_points_below_each_other() -> None:
    """Where one needs two decimals, all have two."""
    shown = run_terminal("rank", "--per", "population", "--all-sources", columns=100).out
    lines = [line for line in shown.splitlines() if "outlet" in line and "█" in line]
    points = {line.index(".") for line in lines}
    assert len(points) == 1


def test_a_time_without_such_figures_is_named() -> None:
    """Not that there are none: that there are none of that time."""
    with pytest.raises(cltool.NoAnswerError, match="the measure linked of 2019-05/2020-04 has no"):
        cltool.rank(FACTS, "towns", within="essex", period="2020")
