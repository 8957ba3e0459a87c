"""The tools, each with the command that asks it each question of `base.json`.

A peer's program reads the same file, takes the figures of the default series and computes the
answer. It checks nothing, and prints the columns in `QUESTIONS` as TSV without a header.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from programs import (
    JQ,
    JQ_FIGURES,
    MILLER,
    MILLER_FIGURES,
    MILLER_THEN,
    SQL,
    SQL_CHECKED,
    SQL_FIGURES,
)

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


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that is installed.

    Attributes:
        name: Its name in the tables; its mark in the plots is a letter of it.
        version: Its version.
        command: The command for a question.
        header: Whether its answers begin with the names of their columns.
        questions: The questions that it can be asked.
    """

    name: str
    version: str
    command: Callable[[str], list[str]]
    header: bool = False
    questions: Collection[str] = tuple(QUESTIONS)

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
    found = {
        "script": _script("script", "json", "Python's own json"),
        "duckdb": _duckdb("duckdb", SQL_FIGURES),
        "duckdb checked": _duckdb("duckdb checked", SQL_CHECKED),
        "jq": _jq(),
        "libjq": _script("libjq", "jq", "jq", tuple(QUESTIONS)),
        "miller": _miller(),
        "pandas": _script("pandas", "pandas", "pandas", tuple(QUESTIONS)),
        "polars": _script("polars", "polars", "polars"),
    }
    return [tool for tool in found.values() if tool], [name for name in found if not found[name]]


def _cltool(program: Path, question: str) -> list[str]:
    options = ["--data", BASE, "--format", "tsv", "--header", "--quiet"]
    return [str(program), *WORDS[question], *options]


def _duckdb(name: str, figures: str) -> Tool | None:
    program = _duckdb_program()
    if program is None:
        return None
    options = [program, "-list", "-separator", "\t", "-noheader", "-c"]
    return Tool(
        name,
        f"{name} {_said([program, '--version']).split()[0].removeprefix('v')}",
        lambda question: [*options, figures + SQL[question]],
    )


def _duckdb_program() -> str | None:
    """DuckDB's own program: what its package installs on the path is a script that starts it."""
    package = find_spec("duckdb_cli")
    inside = Path(package.origin).with_name("duckdb") if package and package.origin else None
    return str(inside) if inside and inside.exists() else _which("duckdb")


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


def _script(
    name: str, package: str, called: str, questions: Collection[str] = ("rank",)
) -> Tool | None:
    """A Python program beside this one, `NAME_peer.py`, that needs a package."""
    if find_spec(package) is None:
        return None
    try:
        release = f"{called} {version(package)}"
    except PackageNotFoundError:
        release = called
    program = [sys.executable, str(Path(__file__).with_name(f"{name}_peer.py"))]
    return Tool(name, release, lambda asked: [*program, asked, BASE], questions=questions)


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
