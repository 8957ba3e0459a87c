"""What is passed over at a glance, by the lowest and the highest value, would change nothing.

What looks at every figure must find the same.
"""

from collections.abc import Iterable
from copy import deepcopy
from math import inf
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cltool
from cltool.checks import base as checked
from cltool.checks import findings, parts, shortfall, slip
from cltool.errors import CltoolError
from cltool.linked.series import Series
from cltool.selection import headlines

from .bases import bases, examples, loaded
from .conftest import BASE
from .test_checks import CASES
from .test_growth import base as grown
from .test_growth import place, series, source

Base = dict[str, Any]


def widest(all_series: Iterable[Series]) -> dict[str, tuple[float, float]]:
    """Spans that clear no place."""
    given = (figure for series in all_series for figure in series.figures)
    return {figure.place.id: (-inf, inf) for figure in given}


def found(base: Base) -> list[str]:
    """All that the rules find."""
    return [each.text for each in findings(loaded(base))]


def hold_spans(base: Base) -> None:
    """The rules find what they find without a glance first."""
    quickly = found(base)
    with (
        patch.object(checked, "spans_of", widest),
        patch.object(slip, "spans_of", widest),
        patch.object(parts, "may_exceed", lambda *_: True),
        patch.object(shortfall, "may_exceed", lambda *_: True),
    ):
        assert found(base) == quickly


@pytest.mark.parametrize("name", CASES)
def test_what_a_rule_is_for_is_not_passed_over(name: str) -> None:
    """In a small base with what a rule finds."""
    base = deepcopy(BASE)
    CASES[name].has(base)
    hold_spans(base)


@given(bases(claims=True))
@examples(150)
def test_nothing_is_passed_over(base: Base) -> None:
    """In random bases, with other editions, bounds, values in words and places in each other."""
    hold_spans(base)


@pytest.mark.parametrize("seed", range(12))
def test_faults_among_many_figures_are_not_passed_over(seed: int) -> None:
    """In towns of counties that just make up their wholes, with a fault in a hundred figures."""
    random = Random(seed)
    tenths = seed % 2 == 1
    places = [place(0, "nation"), *(place(at, "county", 0) for at in range(1, 6))]
    places += [place(at, "town", 1 + at % 5) for at in range(6, 106)]
    sources = [source(at, relays=at - 1 if at else None) for at in range(3)]
    columns: list[Base] = []
    for year in range(3):
        towns = [random.randrange(5, 5000) for _ in range(100)]
        counties = [sum(towns[at] for at in range(100) if (at + 6) % 5 == mod) for mod in range(5)]
        sums = [sum(towns), *counties, *towns]
        for by in range(3):
            values = [
                each * random.choice([10, 1000] if random.random() < 0.01 else [1]) for each in sums
            ]
            values = [each + (random.random() < 0.02) for each in values]
            column = series(len(columns), f"{2018 + year}", values, by=by)
            for each in column["observations"]:
                each["value"] = each["value"] / 10 if tenths else each["value"]
                if random.random() < 0.02:
                    each |= random.choice(
                        [{"tolerance": 1}, {"status": "provisional"}, {"said": "so"}]
                    )
            columns.append(column)
    base = grown(sources=sources, places=places, series=columns)
    assert {each.kind for each in findings(loaded(base))} >= {"conflict", "parts", "slip"}
    hold_spans(base)


@given(bases(), st.booleans(), st.booleans())
@examples(200)
def test_no_rival_is_passed_over(base: Base, by_rate: bool, lowest: bool) -> None:
    """A headline names whoever may be first by the value of any source, or of its denominator."""
    per = base["measures"][-1]["id"] if by_rate else None

    def asked() -> str:
        return cltool.rank(loaded(base), lowest=lowest, per=per).headline

    try:
        headline = asked()
    except CltoolError:
        return
    with patch.object(headlines, "_near", lambda known, *_, **__: known):
        assert asked() == headline
