"""How the work of a question grows with its base: counted in calls, so that no clock decides."""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

import cltool
from cltool import FactFile, Style, render
from cltool.answer import Answer
from cltool.questions.check import check
from cltool.questions.place import each_place

from .bases import Base, encoded

SMALL = 40
TIMES = 4
"""How much larger the larger base is."""
MOST = 5.5
"""How much more work that may take: 4 is linear, 16 quadratic."""
MOST_CALLS_A_ROW = 600
"""Drawing each cell through Rich takes thousands."""


def calls(ask: Callable[[], object]) -> int:
    """How many functions a question calls, written in Python or not."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        ask()
    finally:
        sys.setprofile(None)
    return count


def opened(base: Base) -> FactFile:
    """A base as a file that has just been loaded: nothing is looked up yet."""
    data = encoded(base)
    return FactFile("base.json", data.decode(), cltool.loads(data))


def base(**records: list[Any]) -> Base:
    """A base of one measure, whose first series answers."""
    measure = {"id": "m", "name": "Cases", "unit": "cases", "definition": "D.", "type": "flow"}
    head = {"format": 1, "title": "Growth", "default_series": "x0", "measures": [measure]}
    return head | {"sources": [source(0)], "places": [place(0)]} | records


def source(number: int, relays: int | None = None) -> Base:
    """A source with a publisher of its own."""
    given = {"id": f"s{number}", "publisher": f"P{number}", "title": "T", "published": "2021"}
    return given if relays is None else given | {"relays": f"s{relays}"}


def place(number: int, kind: str = "town", within: int | None = None) -> Base:
    """A place."""
    given = {"id": f"p{number}", "name": f"Place {number}", "kind": kind}
    return given if within is None else given | {"within": f"p{within}"}


def series(number: int, period: str, values: list[int], by: int | None = None) -> Base:
    """A series with the values of the first places."""
    return {
        "id": f"x{number}",
        "source": f"s{number if by is None else by}",
        "measure": "m",
        "period": period,
        "coverage": "complete",
        "observations": [{"place": f"p{at}", "value": value} for at, value in enumerate(values)],
    }


def years(size: int) -> Base:
    """One source counts in one place, once a year."""
    return base(series=[series(at, f"{1000 + at}", [100 + at], by=0) for at in range(size)])


def papers(size: int) -> Base:
    """Papers relay one report about one place, no two with one value."""
    sources = [source(0), *(source(at, relays=0) for at in range(1, size))]
    return base(sources=sources, series=[series(at, "2020", [100 + at]) for at in range(size)])


def relays(size: int) -> Base:
    """Each source relays the one before, and misprints one of two figures."""
    sources = [source(0), *(source(at, relays=at - 1) for at in range(1, size))]
    counts = [series(at, "2020", [100, 500 + at]) for at in range(size)]
    return base(sources=sources, places=[place(0), place(1)], series=counts)


def editions(size: int) -> Base:
    """Each source is a later edition of the one before, and gives other figures."""
    sources = [source(at) | ({"supersedes": f"s{at - 1}"} if at else {}) for at in range(size)]
    counts = [series(at, "2020", [100 + at, 500]) for at in range(size)]
    return base(sources=sources, places=[place(0), place(1)], series=counts)


def choir(size: int) -> Base:
    """Papers relay one report, each with the text of the one before, and agree."""
    papers = [source(at, relays=0) | {"shares_text_with": [f"s{at - 1}"]} for at in range(1, size)]
    counts = [series(at, "2020", [100, 500]) for at in range(size)]
    return base(sources=[source(0), *papers], places=[place(0), place(1)], series=counts)


def nested(size: int) -> Base:
    """Each place lies in the one before; only the outermost and the innermost differ in kind."""
    places = [place(at, "region", at - 1 if at else None) for at in range(size)]
    places = [place(0, "county"), *places[1:-1], place(size - 1, "town", size - 2)]
    return base(places=places, series=[series(0, "2020", [2 * size - at for at in range(size)])])


def crowded(size: int) -> Base:
    """Regions lie in each other, and as many towns in the innermost."""
    regions = [place(at, "region", at - 1 if at else None) for at in range(size)]
    towns = [place(size + at, "town", size - 1) for at in range(size)]
    values = [10 * size] * size + [1] * size
    return base(places=regions + towns, series=[series(0, "2020", values)])


def claims(size: int) -> Base:
    """A claim about each place."""
    claimed = [
        {
            "source": "s0",
            "measure": "m",
            "place": f"p{at}",
            "kind": "town",
            "rank": 1 + at,
            "period": "2020",
            "statement": "It ranks so.",
        }
        for at in range(size)
    ]
    counts = series(0, "2020", [10 * at for at in range(size)])
    return base(places=[place(at) for at in range(size)], series=[counts], claims=claimed)


def towns(size: int) -> Base:
    """Towns in a county, counted in three years by a report that a paper relays."""
    counts = [
        series(2 * year + by, f"{2020 - year}", [10**6, *(at + by for at in range(size))], by=by)
        for year in range(3)
        for by in range(2)
    ]
    places = [place(0, "county"), *(place(1 + at, within=0) for at in range(size))]
    return base(sources=[source(0), source(1, relays=0)], places=places, series=counts)


def trend(file: FactFile) -> Answer:
    """The trend of the first place."""
    return cltool.trend(file.facts, ["p0"])


def rank(file: FactFile, **options: Any) -> Answer:
    """The ranking."""
    return cltool.rank(file.facts, **options)


def share(file: FactFile) -> Answer:
    """The parts of the first place."""
    return cltool.share(file.facts, of="p0")


@pytest.mark.parametrize(
    ("shape", "ask"),
    [
        (years, trend),
        (years, check),
        (papers, trend),
        (papers, check),
        (relays, rank),
        (relays, check),
        (editions, rank),
        (editions, trend),
        (editions, check),
        (choir, rank),
        (choir, check),
        (nested, partial(rank, within="p0")),
        (nested, share),
        (nested, check),
        (crowded, check),
        (claims, check),
        (towns, partial(rank, all_sources=True)),
        (towns, check),
    ],
)
def test_work_grows_with_the_base(
    shape: Callable[[int], Base], ask: Callable[[FactFile], Answer]
) -> None:
    """A base four times as large takes some four times the work."""
    ask(opened(shape(3)))  # what is imported or compiled once is no part of it
    small, large = (opened(shape(size)) for size in (SMALL, TIMES * SMALL))
    assert calls(partial(ask, large)) < MOST * calls(partial(ask, small))


@pytest.mark.parametrize("ask", [cltool.trend, cltool.compare, cltool.share, each_place])
def test_work_grows_with_the_names(ask: Callable[[cltool.FactBase, list[str]], Answer]) -> None:
    """Twenty times the names take at most twenty-five times the work."""
    names = [f"p{at}" for at in range(1, 101)]
    ask(opened(towns(100)).facts, names[:2])
    few, many = (opened(towns(100)).facts for _ in range(2))
    assert calls(partial(ask, many, names)) < 25 * calls(partial(ask, few, names[:5]))


def test_a_name_more_costs_no_ranking_more() -> None:
    """The work for one more name does not depend on how many places are ranked."""

    def one_more(size: int) -> int:
        few, many = (opened(towns(size)).facts for _ in range(2))
        return calls(partial(each_place, many, ["p1", "p2", "p3"])) - calls(
            partial(each_place, few, ["p1", "p2"])
        )

    one_more(3)
    assert one_more(200) < 1.5 * one_more(50)


@pytest.mark.parametrize("width", [100, 40])
def test_rows_are_cheap_to_draw(width: int) -> None:
    """A row of a table, or of a list where there is little room, takes no pass through Rich."""
    answer = cltool.facts(opened(towns(300)).facts)
    render(answer, "table", Style(width=width))
    drawn = calls(partial(render, answer, "table", Style(width=width)))
    assert drawn < MOST_CALLS_A_ROW * len(answer)


def test_what_a_name_costs_does_not_depend_on_the_base() -> None:
    """A question about a name, asked of a base that was asked before, takes what it answers."""
    asked: list[Callable[[cltool.FactBase, str], Answer]] = [
        cltool.place,
        lambda facts, name: cltool.trend(facts, [name]),
        lambda facts, name: cltool.compare(facts, [name, "p9"]),
    ]

    def once_more(size: int) -> int:
        facts = opened(towns(size)).facts
        for each in asked:
            each(facts, "p1")
        return sum(calls(partial(each, facts, "p2")) for each in asked)

    once_more(10)
    assert once_more(400) < 1.2 * once_more(40)


@pytest.mark.parametrize("choice", [{}, {"all_sources": True}, {"within": "p0"}])
@pytest.mark.parametrize(
    "ask", [partial(cltool.rank, top=3), partial(cltool.rank, top=3, lowest=True), cltool.average]
)
def test_what_is_asked_of_a_list_again_does_not_depend_on_the_base(
    ask: Callable[..., Answer], choice: dict[str, Any]
) -> None:
    """The first few of a list, or its mean, take what they answer once it was looked at."""

    def once_more(size: int) -> int:
        facts = opened(towns(size)).facts
        ask(facts, "town", **choice)
        return calls(partial(ask, facts, "town", **choice))

    once_more(10)
    assert once_more(400) < 1.2 * once_more(40)


def test_shares_of_many_wholes_grow_with_the_names() -> None:
    """What another value would make of a share is looked up, not looked for among all shares."""

    def asked(size: int) -> int:
        counties = [place(at, "county") for at in range(size)]
        inside = [place(size + at, within=at) for at in range(size)]
        counts = [series(by, "2020", [100 + by] * size + [5 + by] * size) for by in range(2)]
        facts = opened(
            base(sources=[source(0), source(1)], places=counties + inside, series=counts)
        ).facts
        names = [each["id"] for each in inside]
        return calls(partial(cltool.share, facts, names))

    asked(3)
    assert asked(TIMES * SMALL) < MOST * asked(SMALL)


def test_rows_of_json_are_written_together() -> None:
    """A row more takes a call or two, not a pass through an encoder."""
    few, many = (cltool.facts(opened(towns(size)).facts) for size in (50, 150))
    render(few, "json")
    more = calls(partial(render, many, "json")) - calls(partial(render, few, "json"))
    assert more < 10 * (len(many) - len(few))
