"""Writes a fact base of a given size: `python base.py OBSERVATIONS FILE [noted]`.

Invented counties, each with its towns, over up to ten years. In each year a report and a bureau
count for themselves, two newspapers relay the report and one the bureau. A newspaper misprints a
figure in a hundred. The newest report is the default series. The same size gives the same bytes.
With `noted` each observation has a locator and a note.
"""

import json
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

MOST_SERIES = 50
SMALLEST = 10
NEWEST = 2024
PLACES_A_COUNTY = 20
MISPRINTS = 0.01
RELAYS = {
    "report": None,
    "gazette": "report",
    "herald": "report",
    "bureau": None,
    "courier": "bureau",
}
"""Who publishes in each year, and whose figures they relay."""
MEASURE = {
    "id": "residents",
    "name": "Residents",
    "unit": "people",
    "definition": "Usual residents.",
    "type": "stock",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """What one publisher prints in one year: a source with a series of the same id."""

    publisher: str
    year: int

    @property
    def id(self) -> str:
        """The id of the source and of its series."""
        return f"{self.publisher}-{self.year}"

    @property
    def relayed(self) -> "Issue | None":
        """The issue whose figures it relays; None if it counts for itself."""
        relayed = RELAYS[self.publisher]
        return Issue(relayed, self.year) if relayed else None


def write_base(observations: int, path: Path, *, noted: bool = False) -> None:
    """Write a base of so many observations, laid out as `cltool.dumps` does."""
    count = MOST_SERIES if observations >= MOST_SERIES * SMALLEST else 1
    issues = list(islice(_issues(), count))
    wholes = _wholes(observations // count)
    with path.open("w", encoding="utf-8") as file:
        file.write('{\n  "format": 1,\n  "title": "Residents of invented places",\n')
        file.write(f'  "default_series": "{issues[0].id}",\n')
        _write_list(file.write, "sources", map(_source, issues))
        file.write(",\n")
        _write_list(file.write, "measures", [_spread(MEASURE)])
        file.write(",\n")
        _write_list(file.write, "places", _places(wholes))
        file.write(",\n")
        _write_list(file.write, "series", _series(issues, wholes, noted=noted))
        file.write("\n}\n")


def _issues() -> Iterator[Issue]:
    """Every issue, the newest first."""
    for year in range(NEWEST, 0, -1):
        for publisher in RELAYS:
            yield Issue(publisher, year)


def _wholes(places: int) -> dict[str, str]:
    """The towns among so many places, each with its county."""
    counties = max(2, places // PLACES_A_COUNTY)
    return {f"t{town}": f"c{1 + town % counties}" for town in range(1, 1 + places - counties)}


def _source(issue: Issue) -> str:
    source = {
        "id": issue.id,
        "publisher": f"The {issue.publisher.capitalize()}",
        "title": f"Residents in {issue.year}",
        "published": str(issue.year + 1),
    }
    return _spread(source | ({"relays": issue.relayed.id} if issue.relayed else {}))


def _places(wholes: Mapping[str, str]) -> Iterator[str]:
    """A line a place: the counties, then the towns."""
    for county in dict.fromkeys(wholes.values()):
        yield _line({"id": county, "name": f"County {county[1:]}", "kind": "county"})
    for town, county in wholes.items():
        yield _line({"id": town, "name": f"Town {town[1:]}", "kind": "town", "within": county})


def _series(issues: Iterable[Issue], wholes: Mapping[str, str], *, noted: bool) -> Iterator[str]:
    """Every issue's series."""
    printed: dict[Issue, dict[str, int]] = {}
    for issue in issues:
        chance = random.Random(issue.id)
        if issue.relayed:
            figures = _misprint(chance, printed[issue.relayed])
        else:
            figures = printed[issue] = _count(chance, wholes)
        head = {
            "id": issue.id,
            "source": issue.id,
            "measure": MEASURE["id"],
            "period": str(issue.year),
            "coverage": "complete",
        }
        members = "".join(f'\n      "{key}": "{value}",' for key, value in head.items())
        lines = ",\n".join(
            f'        {{"place": "{place}", "value": {value}{_noted(at) if noted else ""}}}'
            for at, (place, value) in enumerate(figures.items())
        )
        yield f'{{{members}\n      "observations": [\n{lines}\n      ]\n    }}'


def _noted(at: int) -> str:
    """A locator and a note, as members of an observation."""
    table, row = divmod(at, 100)
    return f', "locator": "table {table}, row {row}", "note": "Rounded by hand in draft {table}."'


def _count(chance: random.Random, wholes: Mapping[str, str]) -> dict[str, int]:
    """Figures of one's own: no two towns alike, and each county above the sum of its towns."""
    values = chance.sample(range(1_000, 100_000 + len(wholes)), len(wholes))
    towns = dict(zip(wholes, values, strict=True))
    counties = {county: chance.randrange(1_000, 10_000) for county in wholes.values()}
    for town, county in wholes.items():
        counties[county] += towns[town]
    return towns | counties


def _misprint(chance: random.Random, figures: Mapping[str, int]) -> dict[str, int]:
    """Someone else's figures, a few of them wrong."""
    return {
        place: value + (chance.randrange(1, 100) if chance.random() < MISPRINTS else 0)
        for place, value in figures.items()
    }


def _write_list(write: Callable[[str], object], key: str, records: Iterable[str]) -> None:
    write(f'  "{key}": [')
    for number, record in enumerate(records):
        write(f"{',' if number else ''}\n    {record}")
    write("\n  ]")


def _line(record: Mapping[str, object]) -> str:
    return json.dumps(record)


def _spread(record: Mapping[str, object]) -> str:
    """A record with a key a line."""
    members = ",\n".join(f'      "{key}": {json.dumps(value)}' for key, value in record.items())
    return f"{{\n{members}\n    }}"


if __name__ == "__main__":
    write_base(int(sys.argv[1]), Path(sys.argv[2]), noted="noted" in sys.argv[3:])
