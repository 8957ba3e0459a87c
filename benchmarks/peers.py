"""The tools, each with the command that asks it each question of `base.json`.

A peer's program reads the same file, takes the figures of the default series and computes the
answer. It checks nothing, and prints the columns in `QUESTIONS` as TSV without a header.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

QUESTIONS = {
    "rank": ("rank", "place", "value", "percent"),
    "compare": ("place", "value", "difference", "ratio", "percent_difference"),
    "share": ("place", "value", "whole", "whole_value", "percent"),
    "town": ("place", "within", "value", "percent_of_within", "rank", "ranked"),
}
"""The columns of each answer that are compared."""

BASE = "base.json"
WORDS = {
    "rank": ("rank", "--top", "10"),
    "compare": ("compare", "Town 3", "Town 7"),
    "share": ("share", "Town 3"),
    "town": ("town", "Town 3"),
}
"""How cltool is asked each question."""

JQ_FIGURES = """
INDEX(.places[]; .id) as $place | .default_series as $default
| [.series[] | select(.id == $default) | .observations[] | $place[.place] + {value}] as $figures
"""
JQ = {
    "rank": """
| [$figures[] | select(.kind == "town")] | (map(.value) | add) as $total
| sort_by(-.value) | .[:10] | to_entries[]
| [.key + 1, .value.id, .value.value, 100 * .value.value / $total] | @tsv
""",
    "compare": """
| INDEX($figures[]; .name) | [.["Town 3", "Town 7"]] | .[0].value as $base | .[]
| [.id, .value, .value - $base, .value / $base, 100 * (.value - $base) / $base] | @tsv
""",
    "share": """
| ($figures[] | select(.name == "Town 3")) as $town
| ($figures[] | select(.id == $town.within)) as $whole
| [$town.id, $town.value, $whole.id, $whole.value, 100 * $town.value / $whole.value] | @tsv
""",
    "town": """
| ($figures[] | select(.name == "Town 3")) as $town
| ($figures[] | select(.id == $town.within)) as $whole
| [$figures[] | select(.kind == "town") | .value] as $values
| [$town.id, $town.within, $town.value, 100 * $town.value / $whole.value,
  1 + ([$values[] | select(. > $town.value)] | length), ($values | length)] | @tsv
""",
}

MILLER_FIGURES = """
map places = {};
map figures = {};
map named = {};
for (place in $places) { places[place["id"]] = place }
for (series in $series) {
  if (series["id"] == $default_series) {
    for (each in series["observations"]) {
      figure = mapsum(places[each["place"]], {"value": each["value"]});
      figures[each["place"]] = figure;
      named[figure["name"]] = figure;
    }
  }
}
town = named["Town 3"];
"""
MILLER = {
    "rank": """
for (_, each in figures) { if (each["kind"] == "town") { emit1 each } }
""",
    "compare": """
base = town["value"];
for (name in ["Town 3", "Town 7"]) {
  each = named[name];
  gap = each["value"] - base;
  emit1 {"a": each["id"], "b": each["value"], "c": gap, "d": each["value"] / base,
    "e": 100 * gap / base};
}
""",
    "share": """
whole = figures[town["within"]];
emit1 {"a": town["id"], "b": town["value"], "c": whole["id"], "d": whole["value"],
  "e": 100 * town["value"] / whole["value"]};
""",
    "town": """
whole = figures[town["within"]];
rank = 1;
count = 0;
for (_, each in figures) {
  if (each["kind"] == "town") {
    count += 1;
    if (each["value"] > town["value"]) { rank += 1 }
  }
}
emit1 {"a": town["id"], "b": town["within"], "c": town["value"],
  "d": 100 * town["value"] / whole["value"], "e": rank, "f": count};
""",
}
MILLER_THEN = {
    "rank": [
        *("then", "fraction", "-f", "value", "-p"),
        *("then", "sort", "-nr", "value", "then", "head", "-n", "10", "then", "cat", "-n"),
        *("then", "cut", "-o", "-f", "n,id,value,value_percent"),
    ],
}
"""What follows a program, where verbs do the rest."""

SQL_FIGURES = """
with base as materialized (
  select * from read_json('base.json', maximum_object_size = 1000000000, columns = {
    default_series: 'VARCHAR',
    places: 'STRUCT(id VARCHAR, "name" VARCHAR, kind VARCHAR, within VARCHAR)[]',
    series: 'STRUCT(id VARCHAR, observations STRUCT(place VARCHAR, "value" DOUBLE)[])[]'
  })
),
place as (select unnest(places, max_depth := 2) from base),
each as (select default_series, unnest(series) as series from base),
observation as (
  select unnest(series.observations, max_depth := 2) from each where series.id = default_series
),
figure as materialized (
  select place.*, value from observation join place on place.id = observation.place
)
"""
SQL = {
    "rank": """
select rank() over (order by value desc), id, value, 100 * value / sum(value) over ()
from figure where kind = 'town' order by value desc limit 10
""",
    "compare": """
select b.id, b.value, b.value - a.value, b.value / a.value, 100 * (b.value - a.value) / a.value
from figure a, figure b where a.name = 'Town 3' and b.name in ('Town 3', 'Town 7') order by b.name
""",
    "share": """
select town.id, town.value, whole.id, whole.value, 100 * town.value / whole.value
from figure town join figure whole on whole.id = town.within where town.name = 'Town 3'
""",
    "town": """
select town.id, town.within, town.value, 100 * town.value / whole.value,
  (select 1 + count(*) from figure where kind = 'town' and value > town.value),
  (select count(*) from figure where kind = 'town')
from figure town join figure whole on whole.id = town.within where town.name = 'Town 3'
""",
}


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that is installed.

    Attributes:
        name: Its name in the tables; the first letter is its mark in the plots.
        version: Its version.
        command: The command for a question.
        header: Whether its answers begin with the names of their columns.
    """

    name: str
    version: str
    command: Callable[[str], list[str]]
    header: bool = False

    def read(self, question: str, output: bytes) -> list[list[str]]:
        """The cells of an answer that are compared."""
        columns = QUESTIONS[question]
        rows = list(csv.reader(output.decode().splitlines(), delimiter="\t"))
        if not self.header:
            return rows
        at = [rows[0].index(column) for column in columns]
        return [[row[index] for index in at] for row in rows[1:]]


def cltool(program: Path) -> Tool:
    """The program that the others are measured against."""
    return Tool("cltool", _said([str(program), "--version"]), partial(_cltool, program), True)


def installed_peers() -> tuple[list[Tool], list[str]]:
    """The peers that are installed, and the names of those that are not."""
    found = {"duckdb": _duckdb(), "jq": _jq(), "miller": _miller(), "pandas": _pandas()}
    return [tool for tool in found.values() if tool], [name for name in found if not found[name]]


def _cltool(program: Path, question: str) -> list[str]:
    options = ["--data", BASE, "--format", "tsv", "--header", "--quiet"]
    return [str(program), *WORDS[question], *options]


def _duckdb() -> Tool | None:
    program = _which("duckdb")
    if program is None:
        return None
    options = [program, "-list", "-separator", "\t", "-noheader", "-c"]
    return Tool(
        "duckdb",
        f"duckdb {_said([program, '--version']).split()[0].removeprefix('v')}",
        lambda question: [*options, SQL_FIGURES + SQL[question]],
    )


def _jq() -> Tool | None:
    program = _which("jq")
    if program is None:
        return None
    return Tool(
        "jq",
        _said([program, "--version"]),
        lambda question: [program, "--raw-output", JQ_FIGURES + JQ[question], BASE],
    )


def _miller() -> Tool | None:
    program = _which("mlr")
    if program is None:
        return None
    options = [program, "--ijson", "--otsv", "--headerless-csv-output", "--from", BASE, "put", "-q"]
    return Tool(
        "miller",
        _said([program, "--version"]),
        lambda question: [
            *options,
            MILLER_FIGURES + MILLER[question],
            *MILLER_THEN.get(question, ()),
        ],
    )


def _pandas() -> Tool | None:
    try:
        release = version("pandas")
    except PackageNotFoundError:
        return None
    program = [sys.executable, str(Path(__file__).with_name("pandas_peer.py"))]
    return Tool("pandas", f"pandas {release}", lambda question: [*program, question, BASE])


def _which(name: str) -> str | None:
    """A program beside this Python, or else on the path."""
    beside = str(Path(sys.executable).parent)
    return shutil.which(name, path=os.pathsep.join([beside, os.environ.get("PATH", "")]))


def _said(command: list[str]) -> str:
    """What a program says of its version."""
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def environment() -> Mapping[str, str]:
    """The environment for every program: that of this one, without what changes the work."""
    ignored = ("CLTOOL_", "PYTHON", "NO_COLOR", "FORCE_COLOR", "COLUMNS")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ignored)}
    return {**kept, "TERM": "xterm"}
