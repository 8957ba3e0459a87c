"""What loading accepts and refuses, and how it tells of every problem at once."""

import codecs
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import from_json

import cltool
from cltool.dataset.expectations import OTHER, RECORDS
from cltool.dataset.records import Dataset
from cltool.dataset.syntax import first_stop

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
        'series paper, observation north, valu: unknown key "valu"; "value" is there already',
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
        'series paper, observation north, value: given "36", expected a number; write '
        "36 without quotes",
    ),
    "true as a number": (
        lambda base: base["series"][0]["observations"][0].update(value=True),
        "series paper, observation north, value: given true, expected a number",
    ),
    "not a number": (
        lambda base: base["series"][0]["observations"][0].update(value=float("nan")),
        "series paper, observation north, value: given NaN, expected a number; if "
        'there is none, write "withheld" with the reason in place of "value"',
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
        'measure cases, type: given "ratio", expected "flow", "stock", "rate" or '
        '"level"; did you mean "rate"?',
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
        'series paper, period: given "2019-13", expected a period of months and days that exist',
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
        'series paper, coverage: given "all", expected "complete", "top" or '
        '"partial"; did you mean "complete"?',
    ),
    "an unknown coverage of a kind": (
        lambda base: base["series"][0].update(coverage={"town": "all"}),
        'series paper, coverage, town: given "all", expected "complete", "top" or '
        '"partial"; did you mean "complete"?',
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
        'series paper, status: given "final", expected "published", '
        '"provisional", "estimated", "projected" or "digitised"; did you mean "published"?',
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
        'source report, supersedes: given "report", expected another source than itself',
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


TEMPLATE = (ROOT / "src" / "cltool" / "template.json").read_text(encoding="utf-8")
VALUE = '"value": 1200'


def told(content: str | bytes) -> str:
    """All that is said of a file that is refused."""
    data = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(cltool.InvalidFactsError) as refused:
        cltool.loads(data, "f.json")
    return str(refused.value)


SLIPS: dict[str, tuple[str, str, str]] = {
    "digits with a comma": (VALUE, '"value": 1,204', "59:42: 1,204 has a comma: write 1204"),
    "digits with two": (VALUE, '"value": 1,204,000', "59:42: 1,204,000 has a comma: write 1204000"),
    "a decimal comma": (VALUE, '"value": 1204,5', "59:42: 1204,5 has a comma: write 1204.5"),
    "a per cent sign": (
        VALUE,
        '"value": 36%',
        "59:42: given 36%, expected a number; write 36: the unit stands in its measure",
    ),
    "a currency": (
        VALUE,
        '"value": £36',
        "59:42: given £36, expected a number; write 36: the unit stands in its measure",
    ),
    "millions": (VALUE, '"value": 1.2m', "59:42: given 1.2m, expected a number; write 1200000"),
    "a zero in front": (VALUE, '"value": 036', "59:42: given 036, expected a number; write 36"),
    "a point in front": (VALUE, '"value": .5', "59:42: given .5, expected a number; write 0.5"),
    "a plus sign": (VALUE, '"value": +36', "59:42: given +36, expected a number; write 36"),
    "digits with a space": (
        VALUE,
        '"value": 1 204',
        "59:42: given 1 204, expected a number; write 1204",
    ),
    "a range": (
        VALUE,
        '"value": 30-40',
        '59:42: given 30-40, expected a number; for a range write "withheld": "30-40", '
        '"least": 30, "most": 40 in place of "value"',
    ),
    "a dash for no figure": (
        VALUE,
        '"value": -',
        '59:42: given -, expected a number; if there is none, write "withheld" with the reason in '
        'place of "value"',
    ),
    "nothing": (
        VALUE,
        '"value":',
        "59:40: nothing after this colon; write a value, or leave the key out",
    ),
    "curly quotes": (
        '"Northshire"',
        "“Northshire”",
        '47:34: curly quotes; write straight ones: "Northshire"',
    ),
    "a curly quote at the end": (
        '"Northshire"',
        '"Northshire”',
        '47:45: a curly quote; write a straight one: "Northshire"',
    ),
    "curly quotes at a key": (
        VALUE,
        "“value”: 1",
        '59:33: curly quotes; write straight ones: "value"',
    ),
    "single quotes": (VALUE, "'value': 1", '59:33: single quotes; write double ones: "value"'),
    "a key without quotes": (VALUE, "value: 1", '59:33: given value without quotes; write "value"'),
    "a text without quotes": (
        '"within": "northshire"',
        '"within": northshire',
        '49:78: given northshire without quotes; write "northshire"',
    ),
    "a comma after the last key": (
        '"kind": "county"}',
        '"kind": "county",}',
        "47:64: a comma with nothing after it; delete it",
    ),
    "a comma after the last of a list": (
        '["Souths"]',
        '["Souths",]',
        "48:86: a comma with nothing after it; delete it",
    ),
    "a comment of slashes": (
        '"claims"',
        '// ours\n"claims"',
        '75:3: JSON has no comments: delete it, or make it the "note" of a record',
    ),
    "a comment of a hash": (
        '"claims"',
        '# ours\n"claims"',
        '75:3: JSON has no comments: delete it, or make it the "note" of a record',
    ),
    "no comma between records": (
        '"kind": "county"},\n',
        '"kind": "county"}\n',
        "47:65: expected a comma before the next object",
    ),
    "no comma between keys": (
        '"id": "northshire", ',
        '"id": "northshire" ',
        '47:24: expected a comma before "name"',
    ),
    "no colon": ('"id": "northshire"', '"id" "a"', '47:11: expected a colon after the key "id"'),
    "an equals sign": (
        '"id": "northshire"',
        '"id" = "a"',
        '47:11: given =, expected a colon after the key "id"',
    ),
    "no quote at the end of a line": (
        "counties, 2025",
        'counties, 2025\n"',
        "4:12: this text has no quote at its end, in its own line",
    ),
    "no quote before a comma": (
        '"northshire", "name"',
        '"northshire, "name"',
        '47:12: this text runs on too far: "northshire, "; a quote is missing',
    ),
    "quotes within a text": (
        "says about 300",
        'says "about" 300',
        r"61:101: this quote ends the text; one within a text is written \"",
    ),
    "a backslash": (
        "The article says",
        r"C:\data",
        r"61:86: \d stands for no character; a backslash is written \\",
    ),
    "a tab in a text": ("The article", "The\tarticle", "61:87: a tab within a text; write a space"),
    "Python's True": (
        '"type": "flow"',
        '"type": "flow", "overlapping": True',
        "43:38: given True; write true, in small letters",
    ),
    "Python's None": (
        '"within": "northshire"',
        '"within": None',
        "49:78: given None; leave the key out",
    ),
    "a list that is not closed": (
        '  ],\n  "measures"',
        '  "measures"',
        '36:3: expected ] before "measures": the list that begins in line 7 is not closed',
    ),
    "the wrong bracket": (
        '["Souths"]',
        '["Souths"}',
        "48:86: given }, expected ]: the list that begins in line 48 is not closed",
    ),
    "an odd space": (
        '"id": "northshire"',
        '"id":\u00a0"northshire"',
        "47:11: a space of an odd kind (U+00A0); write a plain one",
    ),
    "dots for what is left out": (
        '"claims": [',
        '"claims": [...',
        "75:14: given ..., expected a value; delete it",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_the_text(name: str) -> None:
    """A slip that keeps a file from being JSON is named, where it stands, with what to write."""
    old, new, message = SLIPS[name]
    assert old in TEMPLATE
    assert told(TEMPLATE.replace(old, new, 1)) == f"f.json:{message}"


def test_the_end_of_a_text() -> None:
    """A file that ends too soon, or goes on after its end, says so."""
    assert told(TEMPLATE.rstrip()[:-1]) == (
        "f.json:78:1: the file ends too soon: the object that begins in line 1 is not closed"
    )
    assert told(TEMPLATE + "}") == "f.json:79:1: given } after the end of the facts; delete it"
    assert told('{"a": 1}\n{"a": 2}') == (
        "f.json:2:1: a second object begins here; a fact base is one object in braces"
    )


def zipped() -> bytes:
    """A spreadsheet, as far as its first bytes go."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return file.getvalue()


FOREIGN: dict[str, tuple[bytes, str]] = {
    "CSV": (b"place,value\nNorth,36\n", "looks like a table, expected a JSON file of facts; to add "
            "its figures to a fact base: cltool import TABLE --into FILE"),
    "CSV in quotes": (b'"place";"value"\n"North";"36"\n', "looks like a table, expected"),
    "TSV": (b"place\tvalue\nNorth\t36\n", "looks like a table, expected"),
    "HTML": (b"<!DOCTYPE html>\n<html></html>", "is a web page (HTML), expected a JSON file of "
             "facts; for an example: cltool new FILE"),
    "XML": (b"<?xml version='1.0'?><a/>", "is XML, expected a JSON file of facts"),
    "YAML": (b"format: 1\ntitle: x\n", "looks like YAML, expected a JSON file of facts"),
    "a spreadsheet": (zipped(), "is a ZIP archive or a spreadsheet, expected a JSON file of facts; "
                      "save its sheet as CSV; then, to add its figures to a fact base: cltool "),
    "a PDF": (b"%PDF-1.4\n%\xe2\xe3", "is a PDF, expected a JSON file of facts"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "is a picture, expected a JSON file of facts"),
    "UTF-16": (TEMPLATE.encode("utf-16"), "is text in UTF-16, expected UTF-8; save the file in "
               "that encoding"),
    "UTF-16 without a mark": (TEMPLATE.encode("utf-16-le"), "is text in UTF-16, expected UTF-8"),
    "nothing": (b"", "is empty; expected a JSON object"),
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_another_kind_of_file(name: str) -> None:
    """A file of another kind is told by what it is, with what to do."""
    content, message = FOREIGN[name]
    assert told(content).startswith(f"f.json: {message}")
    assert "\n" not in told(content)


def test_a_byte_order_mark() -> None:
    """A mark at the beginning moves no position."""
    assert cltool.loads(codecs.BOM_UTF8 + TEMPLATE.encode()) == cltool.loads(TEMPLATE.encode())
    slip = TEMPLATE.replace(VALUE, '"value": 1,204').encode()
    assert told(codecs.BOM_UTF8 + slip) == told(slip)


MISNAMED: list[tuple[str, str, str]] = [
    ('"within": "northshire"', "in", "within"),
    ('"within": "northshire"', "part of", "within"),
    ('"within": "northshire"', "county", "within"),
    ('"published": "2026-02-10"', "date", "published"),
    ('"period": "2025"', "date", "period"),
    ('"url": "https://example.org/report"', "Link", "url"),
    ('"url": "https://example.org/report"', "website", "url"),
    (VALUE, "count", "value"),
    (VALUE, "figure", "value"),
    (VALUE, "Value", "value"),
    (VALUE, "vlaue", "value"),
    ('"unit": "cases"', "unit_of", "unit"),
    ('"aliases": ["Souths"]', "alias", "aliases"),
    ('"locator": "paragraph 2"', "paragraph", "locator"),
    ('"statement": "N', "claim", "statement"),
    ('"title": "Cases in 2025"', "headline", "title"),
]


@pytest.mark.parametrize(("pair", "word", "key"), MISNAMED)
def test_a_key_by_another_name(pair: str, word: str, key: str) -> None:
    """A word that people use for a key is one problem, and the key is offered."""
    assert pair in TEMPLATE
    (found,) = told(TEMPLATE.replace(pair, pair.replace(f'"{key}"', f'"{word}"', 1), 1)).split("\n")
    assert found.endswith(f'{word}: unknown key "{word}"; did you mean "{key}"?')


def test_a_key_that_is_there_already() -> None:
    """No word is taken for a key that its record has."""
    again = TEMPLATE.replace('"within"', '"in": "southshire", "within"', 1)
    assert told(again) == (
        'f.json:49:68: place ayton-on-sea, in: unknown key "in"; "within" is there already'
    )


ADVISED: list[tuple[str, str, str]] = [
    (VALUE, '"value": "c. 36"', 'write 36, and "said": "c. 36" beside it'),
    (VALUE, '"value": "36%"', "write 36: the unit stands in its measure"),
    (VALUE, '"value": "£1.2m"', "write 1200000: the unit stands in its measure"),
    (
        VALUE,
        '"value": "n/a"',
        'if there is none, write "withheld" with the reason in place of "value"',
    ),
    (
        VALUE,
        '"value": "<5"',
        'if there is none, write "withheld" with the reason in place of "value"',
    ),
    (VALUE, '"value": "36*"', 'write 36, and "note" beside it for the *'),
    ('"period": "2025"', '"period": "Jan 2018 - Apr 2019"', 'write "2018-01/2019-04"'),
    ('"period": "2025"', '"period": "1 May 2018 to 30 June 2018"', 'write "2018-05-01/2018-06-30"'),
    ('"period": "2025"', '"period": "Jan-Apr 2018"', 'write "2018-01/2018-04"'),
    ('"period": "2025"', '"period": "Q3 2018"', 'write "2018-07/2018-09"'),
    ('"period": "2025"', '"period": "2018-2019"', 'write "2018/2019"'),
    (
        '"period": "2025"',
        '"period": "2018/19"',
        'write "2018/2019" for two whole years, or the months of a financial one, '
        '"2018-04/2019-03"',
    ),
    ('"period": "2025"', '"period": "2019-04/2018-01"', 'write "2018-01/2019-04"'),
    ('"period": "2025"', '"period": ["2018-01", "2019-04"]', 'write "2018-01/2019-04"'),
    ('"period": "2025"', '"period": 2025', 'write "2025", in quotes'),
    ('"2026-02-10"', '"10 February 2026"', 'write "2026-02-10"'),
    (
        '"2026-02-10"',
        '"10/02/2026"',
        'write "2026-02-10" for 10 February 2026 or "2026-10-02" for 2 October 2026',
    ),
    ('"2026-02-10"', '"31/12/2025"', 'write "2025-12-31" for 31 December 2025'),
    ('"type": "flow"', '"type": "flows"', 'did you mean "flow"?'),
    ('"type": "flow"', '"type": "percentage"', 'did you mean "rate"?'),
    (
        '"type": "flow"',
        '"type": "counts"',
        "a flow is counted during a period, a stock at a moment; a rate is a ratio or a "
        "percentage, a level an average, an index, a price or an age",
    ),
    ('"coverage": "partial"', '"coverage": "complet"', 'did you mean "complete"?'),
    ('"https://example.org/report"', '"www.example.org"', 'write "https://www.example.org"'),
    ('["Souths"]', '"Souths"', 'write ["Souths"]'),
    ('"type": "flow"', '"type": "flow", "overlapping": "yes"', "write true, without quotes"),
    ('"id": "southshire"', '"id": "south shire"', 'write "south-shire"'),
    ('"name": "Northshire"', '"name": "Northshire "', 'write "Northshire"'),
    ('"rank": 1', '"rank": "1"', "write 1 without quotes"),
    ('"format": 1', '"format": "1"', "write it without quotes"),
    ('"place": "northshire"', '"place": "wales"', 'if it is new, add it to "places" too'),
]


@pytest.mark.parametrize(("old", "new", "message"), ADVISED)
def test_what_to_write_instead(old: str, new: str, message: str) -> None:
    """A value that people write is one problem, which ends with what to write in its place."""
    assert old in TEMPLATE
    (found,) = told(TEMPLATE.replace(old, new, 1)).split("\n")
    given, _, advice = found.partition("; ")
    assert ", expected " in given
    assert advice == message


@pytest.mark.parametrize(
    ("text", "id_"),
    [("Northshire", "northshire"), ("souths", "southshire"), ("ayton", "ayton-on-sea")],
)
def test_a_place_by_its_name(text: str, id_: str) -> None:
    """A name or an alias in the place of an id is answered with the id."""
    found = told(TEMPLATE.replace('{"place": "northshire"', f'{{"place": "{text}"', 1))
    assert found.endswith(f"expected the id of one of the places (did you mean {id_}?)")


def test_kinds_that_there_are() -> None:
    """A coverage of no kind is answered with the kind that is near, or all; never a place."""
    kind = '"county": "complete"'
    assert told(TEMPLATE.replace(kind, '"counties": "top"')).endswith("(did you mean county?)")
    assert told(TEMPLATE.replace(kind, '"ayton": "top"')).endswith(
        "expected a kind that one of the places has: county or town"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"id": "northshire", ', ""),
        ('"id": "northshire"', '"id": 5'),
        ('"id": "south', '"id": "north'),
    ],
)
def test_no_echo_of_an_id(old: str, new: str) -> None:
    """Where an id is missing, faulty or used twice, who refers to it is not blamed."""
    assert told(TEMPLATE.replace(old, new, 1)).count("\n") == 0


LIBRARY = (
    "Input should", "Field required", "Extra inputs", "unable to parse", "Expecting", "Value error",
    "valid integer", "expected ident", "EOF", "recursion", "trailing", "must be a string",
    "keyword argument", "Invalid JSON", "finite", "should have", "should match", "[type=",
    "pydantic", "\\u0000",
)  # fmt: skip
"""Words of the libraries that read the file: none may reach the person who wrote it."""
BROKEN_VALUES: list[Any] = [
    None, True, -1, 0, 5, 1.5, 10**18 + 1, 10**30, -(10**30), float("inf"), float("nan"), "", " ",
    "x", " x ", "36", "2018-13", "2019/2018", "a\nb", "n" * 3000, [], [1], ["x"], [{}], [None],
    ["x"] * 1001, {}, {"x": 1}, {"town": "all"},
]  # fmt: skip


@pytest.mark.parametrize("collection", ["", *RECORDS])
def test_no_word_of_a_library(collection: str, base: dict[str, Any]) -> None:
    """Whatever stands at whatever key: what is said of it is said in the author's words."""
    base["claims"] = [{**CLAIM, "rank": 1}]
    lists = {**base, "observations": base["series"][0]["observations"]}
    record: Any = lists[collection][0] if collection else base
    refused = 0
    for field in fields(RECORDS.get(collection, Dataset)):
        key = "$schema" if field.name == "schema_uri" else field.name
        before = dict(record)
        for value in BROKEN_VALUES:
            record[key] = value
            try:
                cltool.loads(json.dumps(base).encode(), "f.json")
            except cltool.InvalidFactsError as error:
                messages = [problem.message for problem in error.problems]
                assert not [word for word in (*LIBRARY, OTHER) if word in " ".join(messages)]
                refused += 1
        record.clear()
        record.update(before)
    assert refused > 10 * len(fields(RECORDS.get(collection, Dataset)))


def test_no_word_of_a_parser() -> None:
    """A character too much or too few, anywhere: what JSON refuses is told in plain words."""
    text = '{"a": [1, -2.5e3, "b\\n\\u00e9", true, null, {"c": {}, "d": []}],\n "e": ""}'
    broken = {text[:at] + text[at + 1 :] for at in range(len(text))}
    broken |= {
        text[:at] + more + text[at:] for at in range(len(text)) for more in ",:\"'}]{[1-.t\\“#"
    }
    for each in broken:
        try:
            from_json(each)
        except ValueError:
            (line,) = told(each).split("\n")
            assert not [word for word in (*LIBRARY, "can't be read") if word in line], each
            assert first_stop(each) is not None
        else:
            assert first_stop(each) is None
