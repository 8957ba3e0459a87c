"""How the audit reads drafts: what a text leaves out, what it compares, and what stays in doubt."""

from typing import Any

import pytest

import cltool

from .test_audit import verdicts
from .test_evidence import loaded

PLACES = {
    "fenshire": ("Fenshire", "county"),
    "millbrook": ("Millbrook", "town"),
    "ashby": ("Ashby Vale", "town"),
    "stoke": ("Stoke Harbour", "town"),
    "orton": ("Orton", "town"),
}
FIGURES = {
    ("loans", "loans", "flow", "2022"): (629, 237, 152, 188, 52),
    ("loans", "loans", "flow", "2023"): (631, 221, 158, 203, 49),
    ("visits", "visits", "flow", "2022"): (3661, 1315, 883, 1196, 267),
    ("visits", "visits", "flow", "2023"): (3915, 1382, 974, 1267, 292),
    ("return-rate", "per cent", "rate", "2022"): (81.2, 80.4, 83.1, 79.9, 85.0),
    ("return-rate", "per cent", "rate", "2023"): (82.5, 82.6, 84.3, 79.2, 86.4),
    ("grants", "million pounds", "flow", "2023"): (4.8, 1.6, 1.1, 1.4, 0.7),
    ("population", "people", "stock", "2023-06-30"): (222000, 81200, 54600, 67900, 18300),
}
NAMES = {
    "loans": "Library loans",
    "visits": "Library visits",
    "return-rate": "Books returned in time",
    "grants": "Grants to libraries",
    "population": "Population",
}


def town_base() -> dict[str, Any]:
    """A base of five measures, of a county and its four towns."""
    source = {"id": "report", "publisher": "County", "title": "Report", "published": "2024-02-01"}
    measures = {id_: (unit, type_) for id_, unit, type_, _ in FIGURES}
    return {
        "format": 1,
        "title": "Libraries",
        "default_series": "loans-2023",
        "sources": [{**source, "kind": "report", "url": "https://example.org/report"}],
        "measures": [
            {"id": id_, "name": NAMES[id_], "definition": NAMES[id_], "unit": unit, "type": type_}
            | ({"denominator": True} if id_ == "population" else {})
            for id_, (unit, type_) in measures.items()
        ],
        "places": [
            {"id": id_, "name": name, "kind": kind}
            | ({"within": "fenshire"} if kind == "town" else {})
            for id_, (name, kind) in PLACES.items()
        ],
        "series": [
            {
                "id": f"{id_}-{period[:4]}",
                "source": "report",
                "measure": id_,
                "period": period,
                "coverage": "complete",
                "observations": [
                    {"place": place, "value": value}
                    for place, value in zip(PLACES, values, strict=True)
                ],
            }
            for (id_, _, _, period), values in FIGURES.items()
        ],
    }


@pytest.fixture(scope="module")
def towns() -> cltool.FactBase:
    """The base of the towns."""
    return loaded(town_base())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Footfall at Millbrook reached 1,382, and at Ashby Vale 974. Orton counted 229.",
            ["supported", "supported", "contradicted"],
            id="the text's own word for a measure is learned from its numbers",
        ),
        pytest.param(
            "Footfall at Millbrook reached 1,382.",
            ["unknown"],
            id="one number may fit by chance",
        ),
        pytest.param(
            "Millbrook had 1,382 visits. Bus fares in Orton are 305 pence.",
            ["supported", "unknown"],
            id="a sentence of its own subject is left alone",
        ),
        pytest.param(
            "Library loans\n\n- Millbrook: 221\n- Orton: 94\n- Harlow: 48\n",
            ["supported", "contradicted", "unknown"],
            id="items of a list, and one of a place that the base lacks",
        ),
        pytest.param(
            "Library visits\n\n| Town | 2022 | 2023 | Change |\n|---|---|---|---|\n"
            "| Millbrook | 1,315 | 1,382 | 5.1% |\n| Orton | 292 | 267 | 9.4% |\n",
            ["supported"] * 3 + ["contradicted"] * 2 + ["supported"],
            id="columns of a table have their own times",
        ),
    ],
)
def test_topics(text: str, expected: list[str], towns: cltool.FactBase) -> None:
    """What a number is of is told by its words, by the text's numbers, and by its table."""
    assert [verdict for _, verdict in verdicts(text, towns)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Loans in Orton: 49 to 52.", ["contradicted"] * 2, id="before and after, exchanged"
        ),
        pytest.param(
            "In 2023 Millbrook had 221 library loans. Orton had 52.",
            ["supported", "contradicted"],
            id="another year's figure, where the text says the year",
        ),
        pytest.param(
            "In 2023 Millbrook had 221 library loans. Not long ago Orton had 52 and Stoke Harbour "
            "had 188.",
            ["supported", "unknown", "unknown"],
            id="several figures of another year are of that year",
        ),
        pytest.param(
            "Library loans in Ashby Vale were 152, then 158. Those in Orton were 49, then 52.",
            ["supported", "supported", "contradicted", "contradicted"],
            id="first one, then another",
        ),
        pytest.param(
            "Ashby Vale's loans, which in 2022 were 152, rose by six to 158.",
            ["supported", "supported", "supported"],
            id="the time of a clause beside",
        ),
        pytest.param(
            "Stoke Harbour's loans rose by 8 per cent. Orton lost 13.",
            ["supported", "contradicted"],
            id="a loss is a change",
        ),
        pytest.param(
            "Millbrook had 221 library loans, Ashby Vale had 158. The latter gained six.",
            ["supported", "supported", "supported"],
            id="the latter",
        ),
        pytest.param(
            "Library loans in Ashby Vale were up. There they rose by 3.9 per cent.",
            ["supported"],
            id="there",
        ),
        pytest.param(
            "Library loans: Millbrook had 221 and Orton 49. The two together had 280.",
            ["supported", "supported", "contradicted"],
            id="the two together",
        ),
        pytest.param(
            "Ashby Vale's library had 974 visits, more than three times as many as Orton. "
            "Stoke Harbour had twice as many as Ashby Vale.",
            ["supported", "supported", "contradicted"],
            id="multiples of places that are named",
        ),
        pytest.param(
            "Library loans in Millbrook fell by 16 and ended with 237.",
            ["supported", "contradicted"],
            id="what a change ends with is of the later time",
        ),
        pytest.param(
            "Millbrook had 237 library loans, 16 fewer than in 2022.",
            ["contradicted", "supported"],
            id="no figure of the time that it is compared with",
        ),
        pytest.param(
            "Library loans in Stoke Harbour went from 188 to 203, which is 8%, and in Orton 52 "
            "became 45.",
            ["supported", "supported", "supported", "supported", "contradicted"],
            id="a change told as a part, and what became of a figure",
        ),
        pytest.param(
            "Between them Millbrook and Orton had 270 library loans in 2023, against 298 in 2022.",
            ["supported", "contradicted"],
            id="a sum against that of another time",
        ),
        pytest.param(
            "Ashby Vale's share of Fenshire's library loans grew from 24% to 30%.",
            ["supported", "contradicted"],
            id="shares at two times",
        ),
        pytest.param(
            "Millbrook had 221 library loans and Orton 49, which is 4.5 times as many.",
            ["supported", "supported", "contradicted"],
            id="so many times as many as the place before",
        ),
        pytest.param(
            "Orton had 49 library loans, triple Millbrook's.",
            ["supported", "contradicted"],
            id="a multiple of another place's",
        ),
    ],
)
def test_changes_and_comparisons(text: str, expected: list[str], towns: cltool.FactBase) -> None:
    """Which times and places are compared is told by the words, also those before."""
    assert [verdict for _, verdict in verdicts(text, towns)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Books returned in time: Millbrook had 82.6 per cent, a gain of 2.2 points, and Orton "
            "84.6.",
            ["supported", "supported", "contradicted"],
            id="percentages and points without their unit",
        ),
        pytest.param(
            "In Ashby Vale the share of books returned in time was up 1.2 points on 83.1%.",
            ["supported", "supported"],
            id="the level that points are on",
        ),
        pytest.param(
            "Books returned in time: in Orton the rate rose to 86.4 per cent, or by 1.4 per cent.",
            ["supported", "contradicted"],
            id="per cent for points",
        ),
        pytest.param(
            "Millbrook has 17 library visits for every 1,000 people. Orton has 16 and Ashby Vale "
            "25.",
            ["supported", "supported", "contradicted"],
            id="a list of rates",
        ),
        pytest.param(
            "Library visits: 17 per 1,000 people in Millbrook, 25 per 1,000 in Ashby Vale.",
            ["supported", "contradicted"],
            id="each rate before its place",
        ),
        pytest.param(
            "Millbrook has 17 library visits for every 1,000 people. Orton had 292 and Ashby Vale "
            "794.",
            ["supported", "supported", "contradicted"],
            id="counts after rates, told by their size",
        ),
        pytest.param(
            "Orton had one library visit for every 63 residents, Millbrook one for every 95.",
            ["supported", "contradicted"],
            id="rates turned about",
        ),
        pytest.param(
            "Millbrook has the most library visits. Its rate, 17 per 1,000 people, is third.",
            ["supported", "supported"],
            id="ranks of rates",
        ),
        pytest.param(
            "Library loans in Orton, home to 18,300 people, were 49; Ashby Vale has a population "
            "of 45,600.",
            ["supported", "supported", "contradicted"],
            id="how many live somewhere",
        ),
        pytest.param(
            "Libraries in Millbrook had grants of £1.6m, Ashby Vale £1.3m.",
            ["supported", "contradicted"],
            id="units in millions",
        ),
        pytest.param(
            "By books returned in time, Ashby Vale ranked second and Millbrook fourth in 2023.",
            ["supported", "contradicted"],
            id="ranks of decimals",
        ),
    ],
)
def test_rates_and_units(text: str, expected: list[str], towns: cltool.FactBase) -> None:
    """Percentages, points, rates and units in millions are held against what they are of."""
    assert [verdict for _, verdict in verdicts(text, towns)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Millbrook had 221 library loans, and Ashby Vale 63 fewer, or 51 more than the others.",
        "Library loans: we are third, behind Millbrook and Stoke Harbour.",
        "The longest queue for library loans is three times the shortest.",
        "Devon had 348 library loans. It also had 6,300 visits.",
        "Library loans rose by 0.3 per cent, the second biggest rise in Fenshire.",
        "I had 12 library loans last year.",
        "In Orton there were 49 library loans. That is 22 fewer every month.",
        "In three towns library loans more than doubled.",
        "Library visits to Millbrook rose. The Wolds are busier. In the west they are now 1,267.",
        "Library loans: Orton is twice the size of Ashby Vale.",
        "Orton had 49 library loans. (Millbrook had 221.) It took one in thirteen of all.",
        "Library loans outside Millbrook were 12. The rest of Fenshire had 31.",
        "Rethink Orton says that there were 71 library loans.",
        "Millbrook grew. Fenshire's second smallest town had 71 library loans.",
        "Thrillers make up a third of the 221 library loans in Millbrook.",
        "Library loans: Orton had 49, Ashby Vale 158. With Millbrook's, these make up a quarter of "
        "Fenshire's.",
    ],
)
def test_what_is_told_vaguely_is_not_contradicted(text: str, towns: cltool.FactBase) -> None:
    """Where it is not plain whose a number is, nothing is called wrong."""
    assert "contradicted" not in {verdict for _, verdict in verdicts(text, towns)}
