"""How the time of each question grows with its base: `python growth.py`.

For each shape of base it measures the processor's time at four sizes, each twice the last, and
fits the exponent: 1 is linear, 2 quadratic. The base is loaded before the clock starts. It judges
nothing.
"""

import argparse
import gc
import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import process_time
from typing import Any, TypeAlias

import cltool
from cltool import FactFile, Style, render
from cltool.answer import Answer
from cltool.questions.check import check
from cltool.questions.place import each_place

Base: TypeAlias = dict[str, Any]
Question: TypeAlias = Callable[[FactFile], Answer | str]

DOUBLINGS = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """A way for bases to grow, with a question that it makes hard.

    Attributes:
        name: What grows, and what is asked.
        make: A base of a size.
        ask: The question.
        size: The smallest size.
    """

    name: str
    make: Callable[[int], Base]
    ask: Question
    size: int


def base(
    sources: Iterable[Base], places: Iterable[Base], series: Sequence[Base], claims: Sequence[Base]
) -> Base:
    """A base of one measure whose first series answers."""
    measure = {"id": "cases", "name": "Cases", "unit": "cases", "definition": "Cases opened."}
    return {
        "format": 1,
        "title": "Growth",
        "default_series": series[0]["id"],
        "sources": list(sources),
        "measures": [measure | {"type": "flow"}],
        "places": list(places),
        "series": list(series),
        "claims": list(claims),
    }


def source(number: int, relays: int | None = None) -> Base:
    """A source, of which each has its own publisher."""
    given = {"id": f"s{number}", "publisher": f"Paper {number}", "title": "T", "published": "2021"}
    return given | ({} if relays is None else {"relays": f"s{relays}"})


def place(number: int, kind: str = "town", within: int | None = None) -> Base:
    """A place."""
    given = {"id": f"p{number}", "name": f"Place {number}", "kind": kind}
    return given | ({} if within is None else {"within": f"p{within}"})


def series(number: int, by: int, period: str, values: dict[int, int]) -> Base:
    """A series of a source, with the values of places by their numbers."""
    return {
        "id": f"x{number}",
        "source": f"s{by}",
        "measure": "cases",
        "period": period,
        "coverage": "complete",
        "observations": [{"place": f"p{at}", "value": value} for at, value in values.items()],
    }


def years_of_one_place(size: int) -> Base:
    """One source counts in one place, once a year."""
    counts = [series(year, 0, f"{1000 + year}", {0: 100 + year}) for year in range(size)]
    return base([source(0)], [place(0)], counts, [])


def papers_of_one_place(size: int) -> Base:
    """Papers relay one report about one place, no two with one value."""
    sources = [source(0), *(source(number, 0) for number in range(1, size))]
    counts = [series(number, number, "2020", {0: 100 + number}) for number in range(size)]
    return base(sources, [place(0)], counts, [])


def chain_of_relays(size: int) -> Base:
    """Each source relays the one before, and misprints one of two figures."""
    sources = [source(0), *(source(number, number - 1) for number in range(1, size))]
    counts = [series(number, number, "2020", {0: 100, 1: 500 + number}) for number in range(size)]
    return base(sources, [place(0), place(1)], counts, [])


def nested_deep(size: int) -> Base:
    """Each place lies in the one before."""
    places = [place(0, "county"), *(place(number, within=number - 1) for number in range(1, size))]
    counts = series(0, 0, "2020", {number: 2 * size - number for number in range(size)})
    return base([source(0)], places, [counts], [])


def many_claims(size: int) -> Base:
    """A claim for each place."""
    towns = [place(number) for number in range(size)]
    counts = series(0, 0, "2020", {number: 10 * number for number in range(size)})
    claims = [
        {
            "source": "s0",
            "measure": "cases",
            "place": f"p{number}",
            "kind": "town",
            "rank": 1 + number,
            "period": "2020",
            "statement": "It ranks so.",
        }
        for number in range(size)
    ]
    return base([source(0)], towns, [counts], claims)


def many_places(size: int) -> Base:
    """Towns in a county, over ten years, with a paper that relays each."""
    sources = [source(0), source(1, 0)]
    places = [place(0, "county"), *(place(number, within=0) for number in range(1, size + 1))]
    counts = [
        series(
            2 * year + paper,
            paper,
            f"{2020 - year}",
            {0: 99 * size * size} | {number: number + paper for number in range(1, size + 1)},
        )
        for year in range(10)
        for paper in range(2)
    ]
    return base(sources, places, counts, [])


def towns(file: FactFile) -> list[str]:
    """The names of all towns of a base."""
    return [each.id for each in file.facts.places if each.kind == "town"]


def drawn(file: FactFile) -> str:
    """All figures as a table of 100 columns."""
    return render(cltool.facts(file.facts), "table", Style(width=100))


def trend(file: FactFile) -> Answer:
    """The trend of the first place."""
    return cltool.trend(file.facts, ["p0"])


def compare_ends(file: FactFile) -> Answer:
    """The outermost place beside the innermost."""
    return cltool.compare(file.facts, ["p0", file.facts.places[-1].id])


SHAPES = (
    Shape("years of a place: trend", years_of_one_place, trend, 400),
    Shape("years of a place: check", years_of_one_place, check, 400),
    Shape("papers of a place: trend", papers_of_one_place, trend, 200),
    Shape("papers of a place: check", papers_of_one_place, check, 200),
    Shape("chain of relays: check", chain_of_relays, check, 250),
    Shape("chain of relays: rank", chain_of_relays, lambda file: cltool.rank(file.facts), 250),
    Shape("nested: rank --within", nested_deep, lambda f: cltool.rank(f.facts, within="p0"), 500),
    Shape("nested: share --of", nested_deep, lambda file: cltool.share(file.facts, of="p0"), 500),
    Shape("nested: compare", nested_deep, compare_ends, 500),
    Shape("nested: check", nested_deep, check, 500),
    Shape("claims: check", many_claims, check, 500),
    Shape("names: trend", many_places, lambda f: cltool.trend(f.facts, towns(f)), 100),
    Shape("names: place -", many_places, lambda file: each_place(file.facts, towns(file)), 100),
    Shape("names: compare", many_places, lambda f: cltool.compare(f.facts, towns(f)), 100),
    Shape("names: share", many_places, lambda file: cltool.share(file.facts, towns(file)), 100),
    Shape("rows of a table", many_places, drawn, 100),
)


def main() -> None:
    """Measure the shapes that are asked for, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shape", default="", help="only shapes whose names hold this text")
    parser.add_argument("--doublings", type=int, default=DOUBLINGS, help="sizes after the first")
    parser.add_argument("--factor", type=int, default=1, help="multiply all sizes by this")
    asked = parser.parse_args()
    for shape in SHAPES:
        if asked.shape in shape.name:
            sizes = [shape.size * asked.factor * 2**step for step in range(asked.doublings + 1)]
            seconds = [measure(shape, size) for size in sizes]
            cells = [
                f"{size:>7,} {taken:7.3f} s" for size, taken in zip(sizes, seconds, strict=True)
            ]
            print(f"{shape.name:26}{''.join(cells)}   exponent {exponent(sizes, seconds):.2f}")


def measure(shape: Shape, size: int) -> float:
    """The processor's seconds for a question, the base being loaded; the best of three."""
    data = json.dumps(shape.make(size)).encode()
    return min(_once(shape.ask, data) for _ in range(3))


def _once(ask: Question, data: bytes) -> float:
    file = FactFile("base.json", data.decode(), cltool.loads(data))
    gc.collect()
    start = process_time()
    ask(file)
    return process_time() - start


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of the line through the logarithms, by least squares."""
    across = [math.log(size) for size in sizes]
    up = [math.log(max(taken, 1e-6)) for taken in seconds]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    moments = [(x - middle, y - height) for x, y in zip(across, up, strict=True)]
    return sum(x * y for x, y in moments) / sum(x * x for x, _ in moments)


if __name__ == "__main__":
    main()
