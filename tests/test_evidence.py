"""Who agrees, who differs, who only repeats; and what a check finds."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

import cltool
from cltool.checks import findings

from . import making
from .conftest import BASE, ROOT, run

FACTS = cltool.load()


def evidence(answer: cltool.Answer) -> dict[object, tuple[object, object]]:
    """The independent reports and the other values by place."""
    return {row["place"]: (row["reports"], row["disputed"]) for row in answer}


def loaded(base: dict[str, Any]) -> cltool.FactBase:
    """A fact base from a dictionary."""
    return cltool.loads(json.dumps(base).encode())


def test_reports_and_disputed() -> None:
    """Three titles of one group give 121 for Essex and count once; two outlets give 336."""
    found = json.loads(run("rank", "--json").out)["rows"]
    assert [(row["place"], row["reports"], row["reported_by"]) for row in found] == [
        ("norfolk", 4, "4 outlets"),
        ("hampshire", 2, "2 outlets"),
        ("essex", 1, "1 outlet (3 titles)"),
    ]
    assert [row["disputed"] for row in found] == [
        [],
        [],
        [{"value": 336, "sources": ["itv-anglia-2019", "castro-2023-year1"]}],
    ]


def test_a_retelling_is_no_voice() -> None:
    """The Monthly Mosquito relays the Echo: it adds nothing, and says so when it answers."""
    answer = cltool.rank(FACTS, series="mosquito-2019")
    assert evidence(answer)["essex"][0] == 1
    assert [note.text for note in answer.notes if note.kind == "repeats"] == [
        "The Monthly Mosquito only retells Echo (Southend and Basildon): it confirms nothing."
    ]


def test_a_retelling_with_another_value(base: dict[str, Any]) -> None:
    """A retelling that gets the figure wrong is a dispute, is told so, and is no report."""
    base["sources"].append(
        {**base["sources"][2], "id": "echo", "publisher": "The Echo", "relays": "paper"}
    )
    base["series"].append(
        {**base["series"][1], "id": "echo", "source": "echo"},
    )
    facts = loaded(base)
    assert evidence(cltool.rank(facts, series="radio"))["north"][0] == 1
    told = cltool.rank(facts, series="echo")
    assert evidence(told)["north"][0] == 1
    assert [(note.text, note.weight) for note in told.notes if note.kind == "repeats"] == [
        ("The Echo retells The Paper, and contradicts it: North.", "vital")
    ]


def test_tolerance(base: dict[str, Any]) -> None:
    """A digitised figure within its tolerance agrees, and is no dispute."""
    base["series"][1]["observations"][0]["value"] = 41
    assert evidence(cltool.rank(loaded(base)))["north"] == (
        1,
        (cltool.Alternative(41, ("radio",)),),
    )
    base["series"][1]["tolerance"] = 1
    assert evidence(cltool.rank(loaded(base)))["north"] == (2, ())
    base["series"][1]["observations"][0]["tolerance"] = 0
    assert evidence(cltool.rank(loaded(base)))["north"][0] == 1


@pytest.mark.parametrize(
    ("period", "edition", "same"),
    [
        ("2019-01/2019-12", None, True),
        ("2019-01/2019-11", None, False),
        ("2019-01/2020-03", None, False),
        ("2020", None, False),
        ("2019-01/2019-11", "tables", True),
    ],
)
def test_same_thing(base: dict[str, Any], period: str, edition: str | None, same: bool) -> None:
    """Figures of one origin speak of the same thing for just the same days, or of one edition."""
    base["series"][1]["period"] = period
    if edition:
        for series in base["series"]:
            series["edition"] = edition
    answer = cltool.rank(loaded(base))
    assert bool(evidence(answer)["north"][1]) is same
    south = next(row for row in answer if row["place"] == "south")
    assert south["reports"] == (2 if same else 1)
    windows = [note.text for note in answer.notes if note.kind == "window"]
    assert windows == (
        [
            "The sources give different periods: 2019 (The Paper) and January 2019 to November "
            "2019 (The Radio)."
        ]
        if edition
        else []
    )


def test_other_origins_are_other_facts(base: dict[str, Any]) -> None:
    """Sources of different origins do not dispute each other: they stand elsewhere."""
    del base["sources"][2]["relays"]
    answer = cltool.rank(loaded(base))
    assert evidence(answer)["north"] == (1, ())
    rows = {row["place"]: (row["origins"], row["elsewhere"]) for row in answer}
    assert rows["north"] == (1, (cltool.Alternative(50, ("radio",)),))
    assert rows["south"] == (2, (cltool.Alternative(10, ("radio",)),))
    assert "North: The Radio gives 50 for the same time" in str(answer)


def test_all_sources() -> None:
    """All that the origin is reported to say, each row with its series."""
    towns = run("rank", "towns", "--all-sources", "--field", "name").out.splitlines()
    assert towns == [
        "Norwich",
        "Ipswich",
        "Colchester",
        "Southend-on-Sea",
        "Great Yarmouth",
        "Basildon",
        "Clacton-on-Sea",
    ]
    answer = cltool.rank(FACTS, all_sources=True)
    essex = next(row for row in answer if row["place"] == "essex")
    assert (essex["rank"], essex["value"], essex["series"]) == (9, 121, "echo-2019")
    assert "With 336, Essex would be third, not ninth." in str(answer)


FINDING = re.compile(
    r"^(?P<file>.+):(?P<line>\d+):(?P<column>\d+): (?P<severity>\w+): (?P<text>.+)$"
)


def test_check_of_the_packaged_base() -> None:
    """Without a rule for Essex: the conflict, the sum and the claim that 121 can't hold."""
    done = run("check", "--json")
    assert done.status == 0
    found = json.loads(done.out)["rows"]
    essex = {row["kind"]: row["finding"] for row in found if row["place"] == "essex"}
    assert "Essex is 336, but also 121. 336: ITV News Anglia; L. Castro-G" in essex["conflict"]
    assert ". 121: Echo (Southend and Basildon); " in essex["conflict"]
    assert "listed in Essex add up to 136: more than its 121, but not its 336." in essex["parts"]
    assert (
        ". 136: Colchester 43, Southend-on-Sea 36, Basildon 30 and Clacton-on-Sea 27. 121: Echo"
        in essex["parts"]
    )
    claims = [row["finding"] for row in found if row["kind"] == "claim"]
    assert (
        "People from London linked to county lines, January 2018 to April 2019: Echo (Southend "
        "and Basildon) ranks Essex third; contradicted by its own 121, which 8 counties "
        "exceed; 336 would allow it." in claims
    )
    assert [row["place"] for row in found if row["kind"] == "conflict"] == ["essex"]


def test_check_shows_settled_claims_if_asked() -> None:
    """Claims that hold, or can't be checked, are shown with --all."""
    shown = run("check", "--all", "--field", "finding").out
    assert (
        "Basingstoke Gazette and Eastern Daily Press rank Norfolk first, and Greater London "
        "Authority among the 5 highest counties; can't be checked: no known figure is higher."
        in shown
    )
    assert (
        "ranks Colchester tenth; can't be checked: by the figures known it is third or "
        "lower." in shown
    )
    assert "can't be checked" not in run("check", "--field", "finding").out


def test_lines_jump_to_the_place() -> None:
    """Each line names the file, and the line and column of the value that it is about."""
    text = (ROOT / "data" / "referrals.json").read_text(encoding="utf-8").splitlines()
    done = run("check", "data/referrals.json", "--format", "lines", "-q")
    found = [FINDING.match(line) for line in done.out.splitlines()]
    assert len(found) > 10
    for match in found:
        assert match is not None
        assert match["file"] == "data/referrals.json"
        assert text[int(match["line"]) - 1][: int(match["column"]) - 1].endswith('": ')
    conflict = next(match for match in found if match and "Essex is 336, but" in match["text"])
    assert text[int(conflict["line"]) - 1][int(conflict["column"]) - 1 :].startswith("121,")


def test_strict() -> None:
    """Warnings fail the check only if asked; errors always do."""
    assert run("check", "-q").status == 0
    assert run("check", "--strict", "-q").status == 1


def change(key: str, value: Any, **where: int) -> Callable[[dict[str, Any]], None]:
    """A change of one record of a base."""
    ((collection, index),) = where.items()
    return lambda base: base[collection][index].update({key: value})


CLAIM = {
    "source": "paper",
    "measure": "cases",
    "place": "south",
    "kind": "county",
    "rank": 1,
    "period": "2019",
    "statement": "South is first.",
}
FINDINGS: dict[str, tuple[Callable[[dict[str, Any]], object], tuple[str, str, str]]] = {
    "a conflict": (
        lambda base: base,
        (
            "warning",
            "conflict",
            "Cases, 2019: North is 40, but also 50. 40: The Paper. 50: The Radio.",
        ),
    ),
    "parts that exceed their whole": (
        lambda base: base["series"][0]["observations"][2].update(value=36),
        (
            "error",
            "parts",
            "Cases, 2019: The 2 towns listed in North add up to 41: more than its 40, but not "
            "its 50. 41: Ayton 36 and Bee-ton 5. 40: The Paper. 50: The Radio.",
        ),
    ),
    "parts of a measure that overlaps": (
        lambda base: (
            base["measures"][0].update(overlapping=True),
            base["series"][0]["observations"][2].update(value=36),
        ),
        (
            "warning",
            "parts",
            "Cases, 2019: The 2 towns listed in North add up to 41: more than its 40, but not "
            "its 50. 41: Ayton 36 and Bee-ton 5. 40: The Paper. 50: The Radio.",
        ),
    ),
    "a claim that figures contradict": (
        lambda base: base.update(claims=[CLAIM]),
        (
            "warning",
            "claim",
            "Cases, 2019: The Paper ranks South first; contradicted by its own 10, which "
            "North 40 exceeds.",
        ),
    ),
    "a claim that depends": (
        lambda base: (
            base["series"][0].update(coverage={"county": "complete"}),
            base["series"][0]["observations"][1].update(value=45),
            base["series"][1]["observations"].pop(1),
            base.update(claims=[CLAIM]),
        ),
        (
            "warning",
            "claim",
            "Cases, 2019: The Paper ranks South first; depends on North, whose figures may be "
            "as high: it is between first and second.",
        ),
    ),
    "a top list that lacks a place": (
        lambda base: (
            base["places"].append({"id": "east", "name": "East", "kind": "county"}),
            base["series"][0].update(coverage="top"),
            base["series"][1]["observations"].append({"place": "east", "value": 30}),
        ),
        (
            "warning",
            "coverage",
            "Cases, 2019: The Paper should list the highest counties down to South 10, but "
            "lacks 1 that others give. The Radio: East 30.",
        ),
    ),
    "a complete list that lacks a place": (
        lambda base: (
            base["places"].append({"id": "east", "name": "East", "kind": "county"}),
            base["series"][0].update(coverage={"county": "complete"}),
            base["series"][1]["observations"].append({"place": "east", "value": 3}),
        ),
        (
            "warning",
            "coverage",
            "Cases, 2019: The Paper should list all counties, but lacks 1 that others give. "
            "The Radio: East 3.",
        ),
    ),
    "a source that only relays": (
        lambda base: (
            base["sources"][2].update(relays="paper"),
            base["series"][1]["observations"][0].update(value=40),
        ),
        (
            "note",
            "repeats",
            "The Radio only retells The Paper: all of its 2 figures are given there, so it "
            "confirms none.",
        ),
    ),
    "windows that differ": (
        lambda base: (
            base["series"][0].update(edition="tables"),
            base["series"][1].update(edition="tables", period="2019-01/2019-11"),
        ),
        (
            "note",
            "window",
            "Cases, tables: Sources of one edition have 2 different periods. January 2019 to "
            "November 2019: The Radio. 2019: The Paper.",
        ),
    ),
    "a digitised series with no tolerance": (
        change("status", "digitised", series=1),
        (
            "note",
            "inexact",
            "Cases, 2019: The Radio does not say how far off its 2 digitised figures may be.",
        ),
    ),
    "a figure that no one can find": (
        lambda base: base["sources"][2].pop("url"),
        (
            "note",
            "unsourced",
            "Cases, 2019: The Radio has 2 figures with neither a locator nor a link. North 50 "
            "and South 10.",
        ),
    ),
    "a place with no denominator": (
        lambda base: (
            base["measures"].append({**BASE["measures"][0], "id": "people", "denominator": True}),
            base["series"].append(
                {
                    **base["series"][1],
                    "id": "people",
                    "measure": "people",
                    "observations": [
                        {"place": place, "value": value}
                        for place, value in [("north", 100), ("ayton", 20), ("beeton", 30)]
                    ],
                }
            ),
        ),
        (
            "note",
            "no-rate",
            "Cases: 1 county has figures but none of this measure, and so no rate: South.",
        ),
    ),
    "a place that nothing uses": (
        lambda base: base["places"].append({"id": "east", "name": "East", "kind": "county"}),
        (
            "note",
            "unused-place",
            "No figure or claim is about East, and it encloses no other place.",
        ),
    ),
    "a source that nothing cites": (
        lambda base: base["sources"].append(
            {"id": "tv", "publisher": "TV", "title": "None of it", "published": "2020"}
        ),
        ("note", "uncited-source", "Nothing cites this publication by TV. 2020: None of it."),
    ),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_finding(name: str, base: dict[str, Any], write: Callable[[Any], str]) -> None:
    """Each rule finds what it is for, and only that is new."""
    plant, finding = FINDINGS[name]
    plain = {("warning", "conflict", FINDINGS["a conflict"][1][2])}
    plant(base)
    answer = cltool.check(cltool.load_file(write(base)), all_claims=False)
    found = {(row["severity"], row["kind"], row["finding"]) for row in answer}
    assert finding in found
    assert answer.passed is (finding[0] != "error")
    rules = {kind for _, kind, _ in found} - {kind for _, kind, _ in plain}
    assert rules <= {finding[1]}


def test_a_claim_beside_an_empty_series(base: dict[str, Any]) -> None:
    """A series without figures that comes first hides no figure of the same time from a claim."""
    base["series"].insert(0, {**base["series"][0], "id": "empty", "observations": []})
    base["claims"] = [
        {
            "source": "paper",
            "measure": "cases",
            "place": "north",
            "kind": "county",
            "rank": 1,
            "period": "2019",
            "statement": "North is first.",
        }
    ]
    found = [each for each in findings(loaded(base)) if each.kind == "claim"]
    assert ["no figure" in each.text for each in found] == [False]


ARTICLE = """\
A headline

North saw 40 cases, 1.5m and four hundred
and sixteen more.

In Ayton there were twenty-five; in Bee-ton 6.

5 and 10, the South says.
"""


def test_audit(base: dict[str, Any], write: Callable[[Any], str], tmp_path: Any) -> None:
    """Each figure is found where its locator says, elsewhere, or not at all."""
    observations = base["series"][0]["observations"]
    observations[0]["locator"] = "paragraph 2"
    observations[2]["locator"] = "para. 3"
    observations[3]["locator"] = "paragraph 3"
    path = write(base)
    text = tmp_path / "article.txt"
    text.write_text(ARTICLE, encoding="utf-8")
    done = run("audit", "--data", path, "--source", "paper", str(text))
    assert done.status == 1
    assert [line.split("\t")[1:] for line in done.out.splitlines()] == [
        ["North", "cases", "40", "paragraph 2", "found", "2"],
        ["South", "cases", "10", "", "found", "4"],
        ["Ayton", "cases", "25", "para. 3", "found", "3"],
        ["Bee-ton", "cases", "5", "paragraph 3", "elsewhere", "4"],
        ["North", "", "1500000", "", "not in the base", "2"],
        ["North", "", "416", "", "not in the base", "2"],
        ["Bee-ton", "", "6", "", "not in the base", "3"],
    ]
    assert ARTICLE.split("\n")[2] not in done.out + done.err
    observations[3].update(value=416, locator="paragraph 2")
    observations[0].update(value=1_500_000)
    again = run("audit", "--data", write(base), "--source", "paper", "-", stdin=ARTICLE)
    results = [line.split("\t")[5] for line in again.out.splitlines()]
    assert results[:4] == ["found", "found", "found", "another place's"]
    observations[3].update(value=2)
    missing = run("audit", "--data", write(base), "--source", "paper", "-", stdin=ARTICLE)
    assert missing.out.splitlines()[3].split("\t")[5:] == ["missing", ""]
    observations[3].update(value=6)
    del observations[3]["locator"]
    observations[0].update(value=40)
    assert run("audit", "--data", write(base), "--source", "paper", str(text)).status == 0


def test_an_origin_that_gives_another_figure(base: dict[str, Any]) -> None:
    """The origin's own report never weakens an answer; a relay that differs contradicts it."""
    base["series"].append(
        {**base["series"][1], "id": "report", "source": "report", "period": "2021"}
    )
    before = cltool.rank(loaded(base))
    assert "confirms nothing" not in str(before)
    base["series"][2]["period"] = "2019"
    after = cltool.rank(loaded(base))
    assert "confirms nothing" not in str(after)
    assert "The Paper relays The Report, and contradicts it." in str(after)
    assert (evidence(before)["south"][0], evidence(after)["south"][0]) == (2, 3)


def test_who_gives_a_figure_is_named() -> None:
    """Who is counted is told by name: outlets, titles that are one, and who repeats."""
    packaged = cltool.load()
    (said,) = making.notes(cltool.rank(packaged), "reporters")
    assert said.startswith("Given: Norfolk 416 by ITV News Anglia, Eastern Daily Press, Echo (")
    assert said.endswith(
        "Essex 121 by Echo (Southend and Basildon), Epping Forest Guardian and Harwich and "
        "Manningtree Standard (1 outlet), repeated by The Monthly Mosquito. Titles of one owner, "
        "or with one text, are one outlet."
    )
    alone = cltool.rank(packaged, "county", measure="population")
    assert not making.notes(alone, "reporters")


def test_whose_report_is_relayed() -> None:
    """A source is named with the report that it relays, for the figures that are that report's."""
    packaged = cltool.load()
    (linked,) = cltool.rank(packaged).cited()
    assert linked.short.endswith(", October 2019, relaying Rescue and Response (Mayor of London)")
    assert ", relaying Rescue and Response (Mayor of London)" in linked.text
    funding = cltool.facts(packaged, measure="funding").cited()
    assert [each.short for each in funding] == [
        "Echo (Southend and Basildon), October 2019",
        "Harwich and Manningtree Standard, 2019",
    ]
