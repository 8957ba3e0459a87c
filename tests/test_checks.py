"""The rules of `check`: for each a base that has what it finds, and some that only look like it."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import partial
from random import Random
from typing import Any, NamedTuple, TypeAlias

import pytest

import cltool
from cltool.checks import Severity, findings, rules

from .bases import loaded
from .conftest import BASE
from .test_growth import MOST, SMALL, TIMES, calls, opened, place, source
from .test_growth import base as grown

Base: TypeAlias = dict[str, Any]
Number: TypeAlias = int | float
Plant: TypeAlias = Callable[[Base], object]
"""A change of the small base."""


def observations(values: Mapping[str, Number], **keys: Any) -> list[Base]:
    """Observations of places, each with some more keys."""
    return [{"place": id_, "value": value, **keys} for id_, value in values.items()]


def by(source_id: str, values: Mapping[str, Number], **keys: Any) -> Base:
    """A series of cases in 2019 by a source, with other keys or more."""
    plain = {"measure": "cases", "period": "2019", "coverage": "partial"}
    given = plain | {"source": source_id, "observations": observations(values)} | keys
    return {"id": f"{source_id}-{given['measure']}-{given['period'].replace('/', '-')}"} | given


def only(base: Base, *series: Base) -> None:
    """Leave no series but these, of which the first answers."""
    base["series"] = [each | {"id": f"x{at}"} for at, each in enumerate(series)]
    base["default_series"] = "x0"


def counties(count: int) -> dict[str, Number]:
    """Values of a number of counties that `more` adds: no two the same, and no sum one of them."""
    return {f"c{at}": 31 + 7 * at for at in range(count)}


def more(base: Base, count: int) -> None:
    """Add counties."""
    base["places"] += [
        {"id": f"c{at}", "name": f"County {at}", "kind": "county"} for at in range(count)
    ]


def measure(base: Base, **keys: Any) -> None:
    """Change what is counted."""
    base["measures"][0].update(keys)


def an_edition(base: Base) -> None:
    """A later edition of the report, which a source of its own relays."""
    base["sources"] += [
        {
            "id": "report-2",
            "publisher": "The Report",
            "title": "All of it, revised",
            "published": "2021",
            "supersedes": "report",
        },
        {
            "id": "paper-2",
            "publisher": "The Later Paper",
            "title": "Revised",
            "published": "2021-05",
            "relays": "report-2",
            "url": "https://example.org/",
        },
    ]


def retelling(base: Base) -> None:
    """The radio relays the paper, and gives its figures."""
    base["sources"][2]["relays"] = "paper"
    base["series"][1]["observations"] = observations({"north": 40, "south": 10})


def an_origin(base: Base) -> None:
    """The radio is an origin of its own."""
    del base["sources"][2]["relays"]


def claims(*claimed: Base) -> Plant:
    """Claims about South among the counties in 2019, by the paper unless they say otherwise."""
    plain = {
        "source": "paper",
        "measure": "cases",
        "place": "south",
        "kind": "county",
        "period": "2019",
        "statement": "So it is said.",
    }
    return lambda base: base.update(claims=[plain | each for each in claimed])


def then(*plants: Plant) -> Plant:
    """Several changes, one after the other."""

    def plant(base: Base) -> None:
        for each in plants:
            each(base)

    return plant


def leaving(*series: Base) -> Plant:
    """No series but these."""
    return lambda base: only(base, *series)


def first(**keys: Any) -> Plant:
    """A change of the paper's series."""
    return lambda base: base["series"][0].update(keys)


def second(**keys: Any) -> Plant:
    """A change of the radio's series."""
    return lambda base: base["series"][1].update(keys)


def on(number: int, **keys: Any) -> Plant:
    """A change of an observation of the paper."""
    return lambda base: base["series"][0]["observations"][number].update(keys)


def of(**keys: Any) -> Plant:
    """A change of what is counted."""
    return partial(measure, **keys)


def more_counties(count: int) -> Plant:
    """More counties."""
    return partial(more, count=count)


def published(**dates: str) -> Plant:
    """Other dates of publication of sources."""

    def plant(base: Base) -> None:
        for each in base["sources"]:
            each["published"] = dates.get(each["id"], each["published"])

    return plant


def inside(inner: str, outer: str) -> Plant:
    """A place lies in another."""

    def plant(base: Base) -> None:
        next(each for each in base["places"] if each["id"] == inner)["within"] = outer

    return plant


class Case(NamedTuple):
    """What a rule is for.

    Attributes:
        kind: The rule.
        severity: How serious its finding is.
        text: The finding.
        has: A change that makes a base have it.
        alike: Changes that make a base only look like it.
    """

    kind: str
    severity: Severity
    text: str
    has: Plant
    alike: dict[str, Plant]


TOTAL = counties(4) | {"north": sum(counties(4).values())}
SAME = counties(6)
OTHER = {id_: value + 1 for id_, value in SAME.items()}
CASES = {
    "the same thing with two values": Case(
        "conflict",
        Severity.WARNING,
        "Cases, 2019: North is 40, but also 50. 40: The Paper. 50: The Radio.",
        then(),
        {
            "a rounded word": second(
                observations=[{"place": "north", "value": 40, "said": "about 40"}]
            ),
            "a rounded word for another number": then(
                on(0, value=38),
                second(observations=[{"place": "north", "value": 40, "said": "about 40"}]),
            ),
            "ranges that meet": second(
                observations=[{"place": "north", "value": 50, "least": 40, "most": 60}]
            ),
            "the year to date": second(period="2019-01/2019-11"),
            "rolling years": second(period="2018-07/2019-06"),
            "provisional beside final": second(status="provisional"),
            "a provisional figure beside a final one": second(
                observations=[{"place": "north", "value": 50, "status": "provisional"}]
            ),
            "a later edition": then(an_edition, second(source="paper-2")),
            "another origin": an_origin,
            "withheld": second(observations=[{"place": "north", "withheld": "Too few."}]),
        },
    ),
    "parts that exceed their whole": Case(
        "parts",
        Severity.ERROR,
        "Cases, 2019: The 2 towns listed in North add up to 55: more than its 40, but not its "
        "60. 55: Ayton 50 and Bee-ton 5. 40: The Paper. 60: The Radio.",
        then(
            on(2, value=50),
            second(observations=observations({"north": 60})),
        ),
        {
            "a rounded whole": then(on(0, said="about 40"), on(2, value=39)),
            "a rounded part": on(2, value=40, said="around 40"),
            "signed": then(of(signed=True), on(2, value=50)),
            "a level": then(of(type="level"), on(2, value=50)),
            "provisional parts of a final whole": lambda base: only(
                base,
                by("paper", {"north": 40}),
                by("radio", {"ayton": 50}, status="provisional"),
            ),
            "parts of an earlier edition": then(
                an_edition, leaving(by("paper-2", {"north": 40}), by("paper", {"ayton": 50}))
            ),
            "replaced as a whole": then(
                an_edition,
                leaving(
                    by("paper-2", {"north": 60, "ayton": 50}),
                    by("paper", {"north": 40, "ayton": 50}),
                ),
            ),
        },
    ),
    "a complete list that adds up to less": Case(
        "shortfall",
        Severity.ERROR,
        "Cases, 2019: The Paper should list all towns, but those in North add up to 30, 10 "
        "less than the place itself. 40: North, by The Paper. 30: Ayton 25 and Bee-ton 5.",
        first(coverage={"town": "complete"}),
        {
            "a partial list": then(),
            "the whole": then(first(coverage="complete"), on(2, value=35)),
            "a rounded part": then(first(coverage="complete"), on(3, said="a handful")),
            "a rounded whole": then(first(coverage="complete"), on(0, said="about 40")),
            "a part withheld": then(
                first(coverage="complete"), on(3, value=None, withheld="Too few.")
            ),
            "ranges that meet": then(first(coverage="complete", tolerance=5), on(0, value=39)),
            "overlapping": then(of(overlapping=True), first(coverage="complete")),
            "signed": then(of(signed=True), first(coverage="complete")),
            "a rate": then(of(type="rate"), first(coverage="complete")),
            "parts of another kind": then(
                first(coverage="complete"),
                lambda base: base["places"].append(
                    {"id": "moor", "name": "Moor", "kind": "parish", "within": "north"}
                ),
            ),
            "the whole by another source": then(
                first(coverage="complete"), lambda base: base["series"][0]["observations"].pop(0)
            ),
            "an earlier edition": then(
                an_edition,
                first(coverage="complete"),
                lambda base: base["series"].append(by("paper-2", {"north": 30})),
            ),
        },
    ),
    "a total beside its parts": Case(
        "total",
        Severity.WARNING,
        "Cases, 2019: North equals the sum of the 4 other counties, and so may be no county. "
        "166: North, by The Paper.",
        then(more_counties(4), leaving(by("paper", TOTAL))),
        {
            "no sum": then(more_counties(4), leaving(by("paper", TOTAL | {"north": 165}))),
            "two others": then(
                more_counties(2), leaving(by("paper", {"north": 69, "c0": 31, "c1": 38}))
            ),
            "zeros": then(
                more_counties(3),
                leaving(by("paper", {"north": 69, "c0": 31, "c1": 38, "c2": 0, "south": 0})),
            ),
            "small counts": then(
                more_counties(3), leaving(by("paper", {"north": 6, "c0": 1, "c1": 2, "c2": 3}))
            ),
            "another kind": then(
                more_counties(4),
                leaving(by("paper", TOTAL)),
                inside("c0", "north"),
                lambda base: base["places"][0].update(kind="country"),
            ),
            "a level": then(of(type="level"), more_counties(4), leaving(by("paper", TOTAL))),
        },
    ),
    "a slipped decimal point": Case(
        "slip",
        Severity.WARNING,
        "Cases, 2019: North is 410, about ten times the 40 that others give: a decimal point "
        "may have slipped. 410: The Radio. 40: The Paper.",
        second(observations=observations({"north": 410})),
        {
            "eleven times": second(observations=observations({"north": 440})),
            "small counts": second(observations=observations({"beeton": 50})),
            "signed": then(of(signed=True), second(observations=observations({"north": 400}))),
            "withheld": second(observations=[{"place": "north", "withheld": "Too few."}]),
            "ranges that meet": second(
                observations=[{"place": "north", "value": 400, "least": 40}]
            ),
            "replaced": second(observations=observations({"north": 400}), status="provisional"),
            "other places": second(observations=observations({"south": 9, "north": 100})),
        },
    ),
    "thousands by another origin": Case(
        "slip",
        Severity.WARNING,
        "Cases, 2019: South is 41,000, a thousand times the 41 that others give: one may be "
        "in thousands. 41,000: The Paper. 41: The Radio.",
        then(
            an_origin,
            leaving(by("paper", {"south": 41000}), by("radio", {"south": 41, "north": 10**6})),
        ),
        {
            "another time": then(
                an_origin,
                leaving(by("paper", {"south": 41000}), by("radio", {"south": 41}, period="2018")),
            ),
            "replaced by what the other gives": then(
                an_origin,
                leaving(
                    by("paper", {"south": 41}, status="provisional"),
                    by("paper", {"south": 41000}),
                    by("radio", {"south": 41000}),
                ),
            ),
            "another measure": then(
                an_origin,
                lambda base: base["measures"].append({**base["measures"][0], "id": "arrests"}),
                leaving(
                    by("paper", {"south": 41000}), by("radio", {"south": 41}, measure="arrests")
                ),
            ),
        },
    ),
    "a step of ten and back": Case(
        "slip",
        Severity.WARNING,
        "Cases: North is 400 for 2018, about ten times the 41 for 2017 and the 40 for 2019: a "
        "decimal point may have slipped. 41: The Paper, 2017. 400: The Radio, 2018. 40: The "
        "Paper, 2019.",
        leaving(
            by("paper", {"north": 41}, period="2017"),
            by("radio", {"north": 400}, period="2018"),
            by("paper", {"north": 40}),
        ),
        {
            "a year and a month": leaving(
                by("paper", {"north": 400}), by("paper", {"north": 40}, period="2019-01")
            ),
            "far apart": leaving(
                by("paper", {"north": 400}), by("paper", {"north": 40}, period="1991")
            ),
            "by steps": leaving(
                by("paper", {"north": 40}, period="2017"),
                by("paper", {"north": 130}, period="2018"),
                by("paper", {"north": 400}),
            ),
            "another office": then(
                an_origin,
                leaving(by("paper", {"north": 40}, period="2018"), by("radio", {"north": 400})),
            ),
            "small counts": leaving(
                by("paper", {"north": 4}, period="2018"), by("paper", {"north": 40})
            ),
        },
    ),
    "a hundredth of its neighbours": Case(
        "slip",
        Severity.WARNING,
        "Cases: North is 0.4 for 2018, a hundredth of the 40 for 2017 and the 40 for 2019: a "
        "decimal point may have slipped. 40: The Paper, 2017. 0.4: The Paper, 2018. 40: The "
        "Paper, 2019.",
        leaving(
            by("paper", {"north": 40}, period="2017"),
            by("paper", {"north": 0.4}, period="2018"),
            by("paper", {"north": 40}),
        ),
        {
            "by two powers": leaving(
                by("paper", {"north": 40}, period="2017"),
                by("paper", {"north": 4}, period="2018"),
                by("paper", {"north": 400}),
            ),
        },
    ),
    "last year's column": Case(
        "copy",
        Severity.WARNING,
        "Cases, 2019: The Paper has the very figures of Cases, 2018 (The Paper) for all 6 "
        "places that both give.",
        then(
            more_counties(6),
            leaving(by("paper", SAME | {"north": 9}, period="2018"), by("paper", SAME)),
        ),
        {
            "one differs": then(
                more_counties(6),
                leaving(by("paper", SAME, period="2018"), by("paper", SAME | {"c5": 1})),
            ),
            "four places": then(
                more_counties(4),
                leaving(by("paper", counties(4), period="2018"), by("paper", counties(4))),
            ),
            "two values": then(
                more_counties(6),
                leaving(
                    by("paper", dict.fromkeys(SAME, 3) | {"c0": 4}, period="2018"),
                    by("paper", dict.fromkeys(SAME, 3) | {"c0": 4}),
                ),
            ),
            "a report of the same": then(
                more_counties(6), leaving(by("paper", SAME), by("radio", SAME))
            ),
            "one edition": then(
                more_counties(6),
                leaving(
                    by("paper", SAME, edition="tables"),
                    by("radio", SAME, edition="tables", period="2018-12/2019-11"),
                ),
            ),
            "another origin": then(
                an_origin, more_counties(6), leaving(by("paper", SAME), by("radio", SAME))
            ),
        },
    ),
    "one column for two measures": Case(
        "copy",
        Severity.WARNING,
        "Cases, 2019: The Paper has the very figures of Arrests, 2019 (The Paper) for all 6 "
        "places that both give.",
        then(
            more_counties(6),
            lambda base: base["measures"].append(
                {**base["measures"][0], "id": "arrests", "name": "Arrests"}
            ),
            leaving(by("paper", SAME), by("paper", SAME, measure="arrests")),
        ),
        {
            "two columns": then(
                more_counties(6),
                lambda base: base["measures"].append(
                    {**base["measures"][0], "id": "arrests", "name": "Arrests"}
                ),
                leaving(by("paper", SAME), by("paper", OTHER, measure="arrests")),
            ),
        },
    ),
    "two ranks": Case(
        "rival-claims",
        Severity.WARNING,
        "Cases, 2019: Among counties South can't be second (The Paper) and third (The Radio) "
        "at once.",
        claims({"rank": 2}, {"rank": 3, "source": "radio"}),
        {
            "one rank": claims({"rank": 2}, {"rank": 2, "source": "radio"}),
            "a tie": claims({"rank": 2}, {"rank": 2, "place": "north"}),
            "both ends": claims({"rank": 1}, {"rank": 1, "lowest": True}),
            "two kinds": then(
                claims({"rank": 1, "place": "ayton"}, {"rank": 2, "place": "ayton", "kind": "town"})
            ),
            "two times": claims({"rank": 2}, {"rank": 3, "period": "2018"}),
            "two origins": then(an_origin, claims({"rank": 2}, {"rank": 3, "source": "radio"})),
            "a later edition": then(
                an_edition, claims({"rank": 2}, {"rank": 3, "source": "paper-2"})
            ),
        },
    ),
    "a rank beyond the first so many": Case(
        "rival-claims",
        Severity.WARNING,
        "Cases, 2019: Among counties South can't be third from the lowest (The Paper) and "
        "among the 2 lowest (The Radio) at once.",
        claims(
            {"rank": 3, "lowest": True},
            {"among": 2, "lowest": True, "source": "radio"},
            {"among": 4, "lowest": True},
        ),
        {
            "within them": claims({"rank": 3}, {"among": 3, "source": "radio"}),
            "from the other end": claims({"rank": 3, "lowest": True}, {"among": 2}),
            "no rank": claims({"among": 2}, {"among": 3}),
        },
    ),
    "a complete list that lacks a place": Case(
        "coverage",
        Severity.WARNING,
        "Cases, 2019: The Radio should list all counties, but lacks 1 that others give. The "
        "Paper: South 10.",
        second(coverage="complete", observations=observations({"north": 40})),
        {
            "a partial list": second(observations=observations({"north": 40})),
            "withheld": second(
                coverage="complete",
                observations=[
                    *observations({"north": 40}),
                    {"place": "south", "withheld": "Too few."},
                ],
            ),
            "an earlier edition": then(
                an_edition,
                first(source="paper-2"),
                second(coverage="complete", observations=observations({"north": 40})),
            ),
            "what only an earlier edition gives": then(
                an_edition,
                second(
                    source="paper-2", coverage="complete", observations=observations({"north": 40})
                ),
            ),
            "a rounded figure at the end": then(
                second(
                    coverage="top",
                    observations=[{"place": "north", "value": 40, "said": "about 40"}],
                ),
                on(1, value=44),
            ),
        },
    ),
    "a negative figure that a complete list lacks": Case(
        "coverage",
        Severity.WARNING,
        "Cases, 2019: The Radio should list all counties, but lacks 1 that others give. The "
        "Paper: South -7.",
        then(
            of(signed=True),
            on(1, value=-7),
            second(coverage="complete", observations=observations({"north": 40})),
        ),
        {},
    ),
    "a percentage over 100": Case(
        "percentage",
        Severity.WARNING,
        "Cases, 2019: The Paper gives 1 figure over 100 percent, which no share of a whole "
        "can be. North 140.",
        then(of(type="rate", unit="percent"), on(0, value=140)),
        {
            "of another year": then(of(type="rate", unit="percent of 2015"), on(0, value=140)),
            "signed": then(of(type="rate", unit="percent", signed=True), on(0, value=140)),
            "all of it": then(of(type="rate", unit="%"), on(0, value=100)),
            "perhaps all of it": then(of(type="rate", unit="%"), on(0, value=101, tolerance=1)),
            "a level": then(of(type="level", unit="percent"), on(0, value=140)),
        },
    ),
    "a time that is not over": Case(
        "future",
        Severity.WARNING,
        "Cases, 2020: The Radio was published on 3 February 2020, before that time was over, but 2 "
        "figures are not said to be projected.",
        second(period="2020"),
        {
            "projected": second(period="2020", status="projected"),
            "each projected": second(
                period="2020", observations=observations({"north": 50}, status="projected")
            ),
            "over on that day": second(period="2019-02/2020-02-03"),
            "over in that month": first(period="2020-02"),
            "over in that year": lambda base: base["series"].append(
                by("report", {"north": 45}, period="2020")
            ),
            "filed under its year": second(period="2020", period_stated=False),
        },
    ),
    "a relay before its origin": Case(
        "early-relay",
        Severity.WARNING,
        "The Radio, published on 3 February 2020, relays The Report, which was published later, in "
        "March 2020.",
        published(report="2020-03", paper="2020-04"),
        {
            "perhaps in time": published(report="2020-02", paper="2020"),
            "that day": published(report="2020-02-03"),
            "in time": published(report="2019"),
        },
    ),
    "a default that retells": Case(
        "default-series",
        Severity.NOTE,
        "Cases, 2019: The default series, by The Radio, only retells The Paper, which gives "
        "all its figures.",
        then(retelling, lambda base: base.update(default_series="radio")),
        {
            "the one retold": retelling,
            "another figure": then(
                retelling,
                second(observations=observations({"north": 41})),
                lambda base: base.update(default_series="radio"),
            ),
            "a report of the origin": lambda base: base["series"].append(
                by("report", {"north": 40, "south": 10, "ayton": 25, "beeton": 5})
            ),
        },
    ),
    "a default that an edition replaces": Case(
        "default-series",
        Severity.NOTE,
        "Cases, 2019: The default series, by The Paper, is of an earlier edition: The Later "
        "Paper gives newer figures.",
        then(an_edition, second(source="paper-2")),
        {"the later edition": then(an_edition, first(source="paper-2"))},
    ),
    "a default that is provisional": Case(
        "default-series",
        Severity.NOTE,
        "Cases, 2019: The default series, by The Paper, is provisional: The Radio gives newer "
        "figures.",
        first(status="provisional"),
        {
            "all provisional": then(first(status="provisional"), second(status="provisional")),
            "final": second(status="provisional"),
        },
    ),
    "a default that is not the latest": Case(
        "default-series",
        Severity.NOTE,
        "Cases, 2019: The default series, by The Paper, is not its latest: it also gives "
        "January 2020.",
        lambda base: base["series"].append(by("paper", {"north": 9}, period="2020-01")),
        {
            "an earlier one": lambda base: base["series"].append(
                by("paper", {"north": 39}, period="2018")
            ),
            "a projection": lambda base: base["series"].append(
                by("paper", {"north": 9}, period="2030", status="projected")
            ),
            "by another": lambda base: base["series"].append(
                by("radio", {"north": 9}, period="2020-01")
            ),
            "of another place": then(
                more_counties(1),
                lambda base: base["series"].append(by("paper", {"c0": 9}, period="2020-01")),
            ),
        },
    ),
    "a place within one of its kind": Case(
        "nested",
        Severity.NOTE,
        "Cases: A sum of the counties counts 1 place twice: South in North.",
        then(inside("south", "north"), lambda base: base["series"].pop(1)),
        {
            "of another kind": then(),
            "one of them": then(
                inside("south", "north"), leaving(by("paper", {"south": 10, "ayton": 5}))
            ),
            "a rate": then(of(type="rate"), inside("south", "north")),
            "in two series": then(
                inside("south", "north"),
                leaving(by("paper", {"south": 1}), by("radio", {"north": 2})),
            ),
            "a total, which another rule finds": then(
                more_counties(4),
                leaving(by("paper", TOTAL)),
                *(inside(f"c{at}", "north") for at in range(4)),
            ),
        },
    ),
    "a source that only retells": Case(
        "repeats",
        Severity.NOTE,
        "The Radio only retells The Paper: all of its 2 figures are given there, so it confirms "
        "none.",
        retelling,
        {
            "a report of the origin": lambda base: base["series"].append(
                by("report", {"north": 40, "south": 10, "ayton": 25, "beeton": 5})
            ),
            "another figure": then(
                retelling, second(observations=observations({"north": 41, "south": 10}))
            ),
            "another time": then(retelling, second(period="2018")),
        },
    ),
    "one edition, two periods": Case(
        "window",
        Severity.NOTE,
        "Cases, tables: Sources of one edition have 2 different periods. 2019: The Paper. "
        "January 2019 to January 2020: The Radio, which states none.",
        then(
            first(edition="tables"),
            second(edition="tables", period="2019-01/2020-01", period_stated=False),
        ),
        {
            "no edition": second(period="2019-01/2020-01"),
            "two editions": then(
                first(edition="tables"), second(edition="charts", period="2019-01/2020-01")
            ),
            "the same days": then(
                first(edition="tables"), second(edition="tables", period="2019-01/2019-12")
            ),
        },
    ),
    "estimates of unknown precision": Case(
        "inexact",
        Severity.NOTE,
        "Cases, 2019: The Paper does not say how far off its 2 estimated figures may be. "
        "South 10 and Bee-ton 5.",
        then(first(status="estimated"), on(0, tolerance=2), on(2, least=20, most=30)),
        {
            "a tolerance for all": first(status="estimated", tolerance=1),
            "one for each": then(
                first(status="digitised"), *(on(at, tolerance=at) for at in range(4))
            ),
            "published": then(),
        },
    ),
    "an estimate among published figures": Case(
        "inexact",
        Severity.NOTE,
        "Cases, 2019: The Paper does not say how far off its 1 estimated figure may be. South 10.",
        on(1, status="estimated"),
        {
            "with a tolerance": on(1, status="estimated", tolerance=3),
            "with a bound": on(1, status="estimated", most=12),
        },
    ),
    "a source that nothing cites": Case(
        "uncited-source",
        Severity.NOTE,
        "Nothing cites this publication by The Blog. 2021: A post.",
        lambda base: base["sources"].append(
            {"id": "blog", "publisher": "The Blog", "title": "A post", "published": "2021"}
        ),
        {
            "a later edition": lambda base: base["sources"].append(
                {
                    "id": "report-2",
                    "publisher": "The Report",
                    "title": "Revised",
                    "published": "2021",
                    "supersedes": "report",
                }
            ),
            "an earlier edition": lambda base: (
                base["sources"].append(
                    {
                        "id": "old",
                        "publisher": "The Report",
                        "title": "A draft",
                        "published": "2019",
                    }
                ),
                base["sources"][0].update(supersedes="old"),
            ),
        },
    ),
    "a place with no denominator": Case(
        "no-rate",
        Severity.NOTE,
        "People: 1 county has figures but none of this measure, and so no rate: South.",
        lambda base: (
            base["measures"].append(
                {**base["measures"][0], "id": "people", "name": "People", "denominator": True}
            ),
            base["series"].append(
                by("report", {"north": 900, "ayton": 90, "beeton": 70}, measure="people")
            ),
            base["series"][-1]["observations"].append({"place": "south", "withheld": "Not known."}),
        ),
        {},
    ),
}
ALIKE = [(name, alike) for name, case in CASES.items() for alike in case.alike]


def found(base: Base, kind: str) -> list[cltool.checks.Finding]:
    """What one rule finds in a base."""
    return [each for each in findings(loaded(base)) if each.kind == kind]


@pytest.mark.parametrize("name", CASES)
def test_what_a_rule_is_for(name: str, base: Base) -> None:
    """Each rule finds what it is for, once, and says it with its figures."""
    case = CASES[name]
    case.has(base)
    assert [(each.severity, each.text) for each in found(base, case.kind)] == [
        (case.severity, case.text)
    ]


@pytest.mark.parametrize(("name", "alike"), ALIKE)
def test_what_only_looks_like_it(name: str, alike: str, base: Base) -> None:
    """A rule raises no alarm at what only looks like what it is for."""
    case = CASES[name]
    case.alike[alike](base)
    assert [each.text for each in found(base, case.kind)] == []


@pytest.mark.parametrize("name", CASES)
def test_neither_order_nor_ids_matter(name: str, base: Base) -> None:
    """The records in any order are found to say the same, with no id of any."""
    case = CASES[name]
    case.has(base)
    random = Random(name)
    expected = sorted(each.text for each in findings(loaded(base)))
    for _ in range(5):
        other = deepcopy(base)
        for key in ("sources", "measures", "places", "series", "claims"):
            random.shuffle(other.get(key, []))
        for series in other["series"]:
            random.shuffle(series["observations"])
        assert sorted(each.text for each in findings(loaded(other))) == expected


def test_every_new_rule_has_a_case() -> None:
    """Each rule has a case, here or among the findings of `test_evidence`."""
    elsewhere = {"claim", "unsourced", "unused-place"}
    assert {case.kind for case in CASES.values()} == {rule.kind for rule in rules()} - elsewhere


def test_small_base_has_only_its_conflict() -> None:
    """The small base that the cases change has nothing else that a rule finds."""
    assert {each.kind for each in findings(loaded(BASE))} == {"conflict"}


def test_packaged_base_has_no_error() -> None:
    """No figures of the packaged base are found that can't all be true."""
    packaged = list(findings(cltool.load()))
    assert [each.text for each in packaged if each.severity is Severity.ERROR] == []
    new = {
        "shortfall", "total", "slip", "copy", "percentage", "future", "early-relay",
        "rival-claims", "default-series", "nested",
    }  # fmt: skip
    assert [each.text for each in packaged if each.kind in new] == []


def series(number: int, period: str, values: Sequence[int]) -> Base:
    """A series of the source of its number, with the values of the first places."""
    return {
        "id": f"x{number}",
        "source": f"s{number}",
        "measure": "m",
        "period": period,
        "coverage": "complete",
        "observations": [{"place": f"p{at}", "value": value} for at, value in enumerate(values)],
    }


def origins(size: int) -> Base:
    """Origins that give two places for one time, each a thousand times what another gives."""
    values = [[20 + at, 1000 * (20 + at)] for at in range(size)]
    return grown(
        sources=[source(at) for at in range(size)],
        places=[place(0), place(1)],
        series=[series(at, "2020", values[at]) for at in range(size)],
    )


def windows(size: int) -> Base:
    """One edition, told by as many windows, each with a place of its own that others give."""
    years = [f"{1000 + at}" for at in range(size)]
    told = [series(at, year, [40]) for at, year in enumerate(years)]
    told = [each | {"source": "s0", "edition": "e"} for each in told]
    others = [series(size + at, year, [400]) for at, year in enumerate(years)]
    others = [each | {"source": "s1"} for each in others]
    for at, each in enumerate((*told, *others)):
        each["coverage"] = "partial"
        each["observations"][0]["place"] = f"p{at % size}"
    places = [place(at) for at in range(size)]
    return grown(sources=[source(0), source(1)], places=places, series=told + others)


def columns(size: int) -> Base:
    """One column of figures for all of some years."""
    return grown(
        sources=[source(at) for at in range(size)],
        places=[place(at) for at in range(7)],
        series=[series(at, f"{1000 + at}", range(7)) for at in range(size)],
    )


def jumps(size: int) -> Base:
    """Years of one office, each ten times or a tenth of the one before."""
    years = [series(at, f"{1000 + at}", [40 if at % 2 else 400]) for at in range(size)]
    return grown(series=[each | {"source": "s0"} for each in years])


def totals(size: int) -> Base:
    """Places in places of their kind, which they add up to."""
    places = [place(0), *(place(at, within=0) for at in range(1, size))]
    values = [sum(range(1, size)), *range(1, size)]
    return grown(places=places, series=[series(0, "2020", values)])


def rivals(size: int) -> Base:
    """Claims that give one place as many ranks."""
    claimed = [
        {
            "source": "s0",
            "measure": "m",
            "place": "p0",
            "kind": "town",
            "rank": 1 + at,
            "period": "2020",
            "statement": "It ranks so.",
        }
        for at in range(size)
    ]
    return grown(series=[series(0, "2020", [5])], claims=claimed)


@pytest.mark.parametrize("shape", [origins, windows, columns, jumps, totals, rivals])
def test_work_of_the_rules_grows_with_the_base(shape: Callable[[int], Base]) -> None:
    """A base four times as large takes some four times the work, also where much is found."""

    def asked(size: int) -> Callable[[], object]:
        facts = opened(shape(size)).facts
        return lambda: list(findings(facts))

    asked(5)()  # what is imported or compiled once is no part of it
    assert calls(asked(TIMES * SMALL)) < MOST * calls(asked(SMALL))
