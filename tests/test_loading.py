"""What loading accepts and refuses, and how it tells of every problem at once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cltool

from .conftest import ROOT

Change = Callable[[dict[str, Any]], object]

CLAIM = {
    "source": "paper",
    "measure": "cases",
    "place": "north",
    "kind": "county",
    "period": "2019",
    "statement": "So it is said.",
}


def first(base: dict[str, Any]) -> Any:
    """The first observation of a base."""
    return base["series"][0]["observations"][0]


REFUSED: dict[str, tuple[Change, str]] = {
    "a misspelt key": (
        lambda base: base["series"][0]["observations"][0].update(valu=1),
        'series paper, observation north, valu: unknown key "valu"; did you mean "value"?',
    ),
    "an unknown key": (
        lambda base: base.update(zzz=1),
        'zzz: unknown key "zzz"; expected one of: format, title, default_series, sources, '
        "measures, places, series, description, license, claims",
    ),
    "a missing key": (
        lambda base: base["series"][0]["observations"][0].pop("place"),
        'series paper, observation no. 1: missing key "place", such as "essex"',
    ),
    "a number in quotes": (
        lambda base: base["series"][0]["observations"][0].update(value="36"),
        'series paper, observation north, value: given "36", expected a number from 0 to '
        "1,000,000,000,000,000,000, without quotes",
    ),
    "true as a number": (
        lambda base: base["series"][0]["observations"][0].update(value=True),
        "series paper, observation north, value: given true, expected a number from 0 to",
    ),
    "not a number": (
        lambda base: base["series"][0]["observations"][0].update(value=float("nan")),
        "series paper, observation north, value: given NaN, expected a number from 0 to",
    ),
    "a number of 400 digits": (
        lambda base: base["series"][0]["observations"][0].update(value=10**399),
        "series paper, observation north, value: given 1000000000000000000000000000000000000000000"
        "00000000000000..., expected a number from 0 to",
    ),
    "one for true": (
        lambda base: base["measures"][0].update(overlapping=1),
        "measure cases, overlapping: given 1, expected true or false",
    ),
    "the old word for a type": (
        lambda base: base["measures"][0].update(additive=True),
        'measure cases, additive: unknown key "additive"; expected one of: id, name, unit, '
        "definition, type, overlapping, denominator, signed, caveat",
    ),
    "an unknown type": (
        lambda base: base["measures"][0].update(type="ratio"),
        "measure cases, type: given \"ratio\", expected 'flow', 'stock', 'rate' or 'level'",
    ),
    "no type": (
        lambda base: base["measures"][0].pop("type"),
        'measure cases: missing key "type", such as "flow"',
    ),
    "an unknown place": (
        lambda base: base["series"][0]["observations"][0].update(place="nroth"),
        'series paper, observation nroth, place: given "nroth", expected the id of one of the '
        "places (did you mean north?)",
    ),
    "an unknown source": (
        lambda base: base["series"][0].update(source="television"),
        'series paper, source: given "television", expected the id of one of the sources',
    ),
    "an unknown measure": (
        lambda base: base["series"][0].update(measure="crimes"),
        'series paper, measure: given "crimes", expected the id of one of the measures',
    ),
    "an unknown default": (
        lambda base: base.update(default_series="tv"),
        'default_series: given "tv", expected the id of one of the series',
    ),
    "an unknown whole": (
        lambda base: base["places"][2].update(within="west"),
        'place ayton, within: given "west", expected the id of one of the places',
    ),
    "an unknown relay": (
        lambda base: base["sources"][1].update(relays="tv"),
        'source paper, relays: given "tv", expected the id of one of the sources',
    ),
    "an id used twice": (
        lambda base: base["places"].append({"id": "north", "name": "East", "kind": "county"}),
        'place north, id: given "north", expected an id used once among places',
    ),
    "a name used twice within a kind": (
        lambda base: base["places"][3].update(name="ÁYTON"),
        'place beeton, name: given "ÁYTON", expected a name that no other town has; ayton has '
        "this one",
    ),
    "an alias that is another's name": (
        lambda base: base["places"][3].update(aliases=["Ay ton"]),
        'place beeton, alias no. 1: given "Ay ton", expected a name that no other town '
        "has; ayton has this one",
    ),
    "a circle of places": (
        lambda base: base["places"][0].update(within="ayton"),
        'place north, within: given "ayton", expected no circle: it leads back to itself',
    ),
    "a circle of sources": (
        lambda base: base["sources"][0].update(relays="paper"),
        'source report, relays: given "paper", expected no circle: it leads back to itself',
    ),
    "a place observed twice": (
        lambda base: base["series"][0]["observations"][1].update(place="north"),
        'series paper, observation north, place: given "north", expected each place once in '
        "series paper",
    ),
    "a period that runs backwards": (
        lambda base: base["series"][0].update(period="2019-04/2018-01"),
        'series paper, period: given "2019-04/2018-01", expected a period that ends after it '
        "starts",
    ),
    "a period of another form": (
        lambda base: base["series"][0].update(period="2019 to 2020"),
        'series paper, period: given "2019 to 2020", expected a period such as 2018-01/2019-04, '
        "2019 or 2018-06-30",
    ),
    "a month that does not exist": (
        lambda base: base["series"][0].update(period="2019-13"),
        'series paper, period: given "2019-13", expected a period of days that exist',
    ),
    "a date that does not exist": (
        lambda base: base["sources"][0].update(published="2019-02-30"),
        'source report, published: given "2019-02-30", expected a year, month or day that exists',
    ),
    "a date of another form": (
        lambda base: base["sources"][0].update(published="yesterday"),
        'source report, published: given "yesterday", expected a date such as 2019, 2019-09 or '
        "2019-09-19",
    ),
    "an escape of a terminal": (
        lambda base: base["places"][0].update(name="N\x1b[31morth"),
        'place north, name: given "N\\u001b[31morth", expected text with no control characters',
    ),
    "an override of direction": (
        lambda base: base["places"][0].update(name="N\u202eorth"),
        'place north, name: given "N\\u202eorth", expected text with no control characters',
    ),
    "a tab": (
        lambda base: base["series"][0]["observations"][0].update(note="a\tb"),
        'series paper, observation north, note: given "a\\tb", expected text with no control',
    ),
    "a name too long": (
        lambda base: base["places"][0].update(name="N" * 201),
        'place north, name: given "' + "N" * 56 + "..., expected at most 200 characters",
    ),
    "an id with a space": (
        lambda base: base["measures"].append({**base["measures"][0], "id": "my cases"}),
        'measure my cases, id: given "my cases", expected an id of letters, digits',
    ),
    "an unknown coverage": (
        lambda base: base["series"][0].update(coverage="all"),
        "series paper, coverage: given \"all\", expected 'complete', 'top' or 'partial' or an "
        "object in braces",
    ),
    "an unknown coverage of a kind": (
        lambda base: base["series"][0].update(coverage={"town": "all"}),
        "series paper, coverage, town: given \"all\", expected 'complete', 'top' or 'partial'",
    ),
    "coverage of an unknown kind": (
        lambda base: base["series"][0].update(coverage={"city": "top"}),
        'series paper, coverage, city: given "city", expected a kind that one of the places has',
    ),
    "a record that is none": (
        lambda base: base["places"].append("east"),
        'place no. 5: given "east", expected an object in braces',
    ),
    "a list that is none": (
        lambda base: base.update(sources={}),
        "sources: given an empty object, expected a list in brackets",
    ),
    "another format": (lambda base: base.update(format=2), "format: given 2, expected 1"),
    "a claim of rank 0": (
        lambda base: base.update(claims=[{**CLAIM, "rank": 0}]),
        "claim north, rank: given 0, expected a whole number of 1 or more",
    ),
    "a claim to be among none": (
        lambda base: base.update(claims=[{**CLAIM, "among": 0}]),
        "claim north, among: given 0, expected a whole number of 1 or more",
    ),
    "a claim about an unknown kind": (
        lambda base: base.update(claims=[{**CLAIM, "kind": "city", "rank": 1}]),
        'claim north, kind: given "city", expected a kind that one of the places has',
    ),
    "a claim to no rank": (
        lambda base: base.update(claims=[CLAIM]),
        'claim north: missing key "rank", such as 3; or "among" for one of the first so many',
    ),
    "a claim to two ranks": (
        lambda base: base.update(claims=[{**CLAIM, "rank": 1, "among": 3}]),
        "claim north, among: given 3, expected a rank or among, not both: leave one out",
    ),
    "a reason beside a value": (
        lambda base: first(base).update(withheld="Too few."),
        'series paper, observation north, withheld: given "Too few.", expected no reason beside a '
        "value: the source gives the figure or withholds it",
    ),
    "neither a value nor a reason": (
        lambda base: first(base).pop("value"),
        'series paper, observation north: missing key "value", such as 121; or "withheld" with '
        "the reason why there is none",
    ),
    "at least more than the value": (
        lambda base: first(base).update(least=40.5),
        "series paper, observation north, least: given 40.5, expected at most the value, 40",
    ),
    "a reason with bounds that cross": (
        lambda base: (
            first(base).update(withheld="Too few.", least=5, most=4),
            first(base).pop("value"),
        ),
        "series paper, observation north, most: given 4, expected at least",
    ),
    "at most less than the value": (
        lambda base: first(base).update(most=39),
        "series paper, observation north, most: given 39, expected at least the value, 40",
    ),
    "a tolerance beside a bound": (
        lambda base: first(base).update(least=30, tolerance=5),
        "series paper, observation north, least: given 30, expected no bound beside a tolerance: "
        "one of the two says how far off it may be",
    ),
    "a negative tolerance": (
        lambda base: first(base).update(tolerance=-1),
        "series paper, observation north, tolerance: given -1, expected a number from 0 to",
    ),
    "a negative number of what is not signed": (
        lambda base: first(base).update(value=-1),
        "series paper, observation north, value: given -1, expected 0 or more; or "
        '"signed": true on the measure, if it can be negative',
    ),
    "a negative bound of what is not signed": (
        lambda base: first(base).update(least=-1),
        "series paper, observation north, least: given -1, expected 0 or more; or "
        '"signed": true on the measure, if it can be negative',
    ),
    "an unknown status": (
        lambda base: base["series"][0].update(status="final"),
        "series paper, status: given \"final\", expected 'published', 'provisional', "
        "'estimated', 'projected' or 'digitised'",
    ),
    "an unknown source of shared text": (
        lambda base: base["sources"][1].update(shares_text_with=["report", "rdio"]),
        'source paper, shares_text_with no. 2: given "rdio", expected the id of one of the '
        "sources (did you mean radio?)",
    ),
    "a text that is no list": (
        lambda base: base["sources"][1].update(shares_text_with="radio"),
        'source paper, shares_text_with: given "radio", expected a list in brackets',
    ),
    "an unknown earlier edition": (
        lambda base: base["sources"][1].update(supersedes="tv"),
        'source paper, supersedes: given "tv", expected the id of one of the sources',
    ),
    "a circle of editions": (
        lambda base: (
            base["sources"][0].update(supersedes="paper"),
            base["sources"][1].update(supersedes="report"),
        ),
        'source report, supersedes: given "paper", expected no circle: it leads back to itself',
    ),
    "an edition that replaces itself": (
        lambda base: base["sources"][0].update(supersedes="report"),
        'source report, supersedes: given "report", expected no circle: it leads back to itself',
    ),
    "two editions that replace one": (
        lambda base: [source.update(supersedes="report") for source in base["sources"][1:]],
        'source radio, supersedes: given "report", expected a source that no other supersedes',
    ),
}


def problems(content: Any) -> list[str]:
    """The problems of a fact base that is refused."""
    with pytest.raises(cltool.InvalidFactsError) as refused:
        cltool.loads(json.dumps(content, indent=1, ensure_ascii=False).encode(), "base.json")
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, base: dict[str, Any]) -> None:
    """A fault is one problem: its position, its place in words, what was given and expected."""
    change, message = REFUSED[name]
    change(base)
    (found,) = problems(base)
    position, _, text = found.partition(": ")
    assert text.startswith(message)
    file, line, column = position.split(":")
    assert file == "base.json"
    lines = json.dumps(base, indent=1, ensure_ascii=False).splitlines()
    assert 1 <= int(column) <= len(lines[int(line) - 1])


def test_text_shared_with_what_is_no_id(base: dict[str, Any]) -> None:
    """A faulty item of a list of ids is one problem, as a faulty alias is."""
    base["sources"][1]["shares_text_with"] = ["report", 5]
    (found,) = problems(base)
    assert "source paper, shares_text_with no. 2: given 5, expected text in quotes" in found


def test_position() -> None:
    """The line and column are those of the faulty value, counted in characters."""
    text = '{"title": "é",\n "format": 2}'
    with pytest.raises(cltool.InvalidFactsError) as refused:
        cltool.loads(text.encode(), "x.json")
    found = [str(problem) for problem in refused.value.problems]
    assert "x.json:2:12: format: given 2, expected 1" in found


def test_all_problems_at_once(base: dict[str, Any]) -> None:
    """A wrong type does not hide a wrong reference, nor one record another's faults."""
    base["series"][0]["observations"][0]["value"] = "40"
    base["series"][0]["period"] = "soon"
    base["series"][0]["observations"][3]["place"] = "cton"
    base["places"][3]["name"] = "Ayton"
    base["places"][1]["within"] = "west"
    base["default_series"] = "tv"
    found = problems(base)
    told = ["default_series", "south, within", "name", "period", "value", "observation cton, place"]
    assert [word in line for word, line in zip(told, found, strict=True)] == [True] * 6


def test_no_echo_of_a_fault(base: dict[str, Any]) -> None:
    """A record that is faulty is still known to those that refer to it."""
    base["places"][0]["name"] = 5
    base["measures"][0]["unit"] = None
    assert len(problems(base)) == 2
    del base["places"]
    assert len(problems(base)) == 2


def test_first_twenty(base: dict[str, Any]) -> None:
    """Of many problems the first 20 are shown, and then how many there are."""
    base["series"][0]["observations"] = [{"place": f"p{n}", "value": 1} for n in range(30)]
    with pytest.raises(cltool.InvalidFactsError) as refused:
        cltool.loads(json.dumps(base).encode(), "base.json")
    lines = str(refused.value).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "base.json: these are the first 20 of 30 problems"


def test_accepted(base: dict[str, Any]) -> None:
    """A name may serve two kinds, and a place may have no code, alias or whole."""
    base["places"][2]["name"] = "North"
    base["$schema"] = "schema.json"
    facts = cltool.loads(json.dumps(base).encode())
    assert [place.name for place in facts.places] == ["North", "South", "North", "Bee-ton"]


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the stated limit is refused before it is parsed."""
    monkeypatch.setattr("cltool.dataset.loading.LARGEST_FILE", 1024**2)
    with pytest.raises(cltool.InvalidFactsError, match="is larger than 1 MiB"):
        cltool.load("/dev/zero")


def test_packaged_file() -> None:
    """The packaged file holds the dossier's counts and is written as `dumps` writes it."""
    path = ROOT / "data" / "referrals.json"
    text = path.read_text(encoding="utf-8")
    facts = cltool.load(path)
    assert cltool.dumps(facts) == text
    assert facts == cltool.load()
    counts = [len(facts.sources), len(facts.claims), len(facts.places), len(facts.series)]
    assert counts == [28, 21, 58, 32]
    populations = [each for each in facts.series if each.measure.id == "population"]
    assert [str(each.period) for each in populations] == ["2018-06-30", "2019-06-30"]
    assert [len(each.observations) for each in populations] == [58, 58]
    figures = sum(len(each.observations) for each in facts.series) - 116
    assert figures == 132
    observed = [line for line in text.splitlines() if '{"place":' in line]
    assert len(observed) == 248


def test_the_article() -> None:
    """The default series is the article's, as printed, each figure with its paragraph."""
    facts = cltool.load()
    assert facts.default_series.id == "echo-2019"
    printed = {
        (each.measure.id, figure.place.id): (figure.value, figure.locator)
        for each in facts.series
        if each.source.id == "echo-2019"
        for figure in each.figures
    }
    assert printed == {
        ("linked", "norfolk"): (416, "paragraph 3"),
        ("linked", "hampshire"): (369, "paragraph 3"),
        ("linked", "essex"): (121, "paragraph 2"),
        ("linked", "southend-on-sea"): (36, "paragraph 4"),
        ("linked", "basildon"): (30, "paragraph 4"),
        ("youngest-age", "united-kingdom"): (11, "paragraph 5"),
        ("extra-funding", "essex-county-council"): (500_000, "paragraph 14"),
        ("new-officers", "united-kingdom"): (20_000, "paragraph 23"),
    }


def test_written_and_read_again(base: dict[str, Any], tmp_path: Path) -> None:
    """A fact base that is written and loaded is the same fact base."""
    base["series"][0]["coverage"] = {"county": "top"}
    base["series"][1]["tolerance"] = 0.5
    base["places"][0]["aliases"] = ["The “North”", "Nord"]
    base["$schema"] = "schema.json"
    facts = cltool.loads(json.dumps(base).encode())
    path = tmp_path / "again.json"
    path.write_text(cltool.dumps(facts), encoding="utf-8")
    assert cltool.load(path) == facts
