"""What commands cost that ask about many names, or about a whole fact base: cltool alone."""

import math
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from measure import run
from peers import BASE
from report import plot, table

MIB = 2**20
NAMES = (1, 5, 20, 100, 400, 1600)
NAMED = ("trend", "place", "compare", "share", "import")
TABLE, COPY, FAULTY = "table.csv", "copy.json", "faulty.json"
IMPORT = (
    *("import", TABLE, "--into", COPY, "--series", "new", "--publisher", "Office", "--title", "T"),
    *("--published", "2025", "--measure", "residents", "--period", "2031", "--kind", "town"),
    *("--other-levels", "same"),
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, measured.

    Attributes:
        name: What it is called in the table.
        size: How many names it asks about, or how many observations the base has.
        words: The words after the program's name.
        status: The exit status that it should have.
        environ: What is added to the environment.
        work: The processors' seconds of each run.
        peaks: The peak memory of each run, in bytes.
    """

    name: str
    size: int
    words: Sequence[str]
    status: int = 0
    environ: Mapping[str, str] = field(default_factory=dict)
    work: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)


def measure_names(
    program: Path, observations: int, runs: int, where: Path, environ: Mapping[str, str]
) -> list[Command]:
    """Ask about more and more names of one base.

    Args:
        program: The cltool program.
        observations: The size of the base.
        runs: How many times to run each command.
        where: A folder for the base.
        environ: The environment.
    """
    _write(observations, where)
    found = []
    for count in (each for each in NAMES if each < observations / 60):  # as many towns there are
        names = [f"Town {number}" for number in range(1, count + 1)]
        rows = "".join(f"{name},{1000 + at}\n" for at, name in enumerate(names))
        (where / TABLE).write_text(f"Area,Value\n{rows}", encoding="utf-8")
        for name in NAMED:
            words = IMPORT if name == "import" else (name, *names, "--data", BASE)
            if name != "compare" or count > 1:
                found.append(Command(name, count, words))
                _measure(found[-1], program, runs, where, environ)
    return found


def measure_whole(
    program: Path, observations: int, runs: int, where: Path, environ: Mapping[str, str]
) -> list[Command]:
    """Run the commands that read, write or check all of a base; see `measure_names`."""
    _write(observations, where)
    shutil.copy(where / BASE, where / FAULTY)
    with (where / FAULTY).open("r+b") as file:
        file.seek(-1000, os.SEEK_END)
        end = file.read()
        file.seek(-1000, os.SEEK_END)
        file.write(b'"valeu": '.join(end.rsplit(b'"value": ', 1)))
    (where / TABLE).write_text("Area,Value\nTown 1,5\nTown 2,6\n", encoding="utf-8")
    typed = {"_CLTOOL_COMPLETE": "complete_bash", "COMP_WORDS": "cltool place t1"}
    data = ("--data", BASE)
    found = [
        Command("rank --top 10", observations, ("rank", "--top", "10", *data)),
        Command("trend, one name", observations, ("trend", "Town 3", *data)),
        Command("facts", observations, ("facts", *data)),
        Command("facts --json", observations, ("facts", "--json", *data)),
        Command("check", observations, ("check", *data), status=1),
        Command("import of a table", observations, IMPORT),
        Command("a refusal", observations, ("rank", "--data", FAULTY), status=3),
        Command("TAB", observations, (), environ={**typed, "COMP_CWORD": "2", "CLTOOL_DATA": BASE}),
    ]
    for command in found:
        _measure(command, program, runs, where, environ)
    return found


def _write(observations: int, where: Path) -> None:
    writer = Path(__file__).with_name("base.py")
    subprocess.run([sys.executable, str(writer), str(observations), BASE], cwd=where, check=True)


def _measure(
    command: Command, program: Path, runs: int, where: Path, environ: Mapping[str, str]
) -> None:
    print(f"{command.name}: {command.size:,}", file=sys.stderr)
    for _ in range(runs):
        shutil.copy(where / BASE, where / COPY)
        ran = run(
            [str(program), *command.words],
            where,
            {**environ, **command.environ},
            quiet=True,
            status=command.status,
            keep=False,
        )
        command.work.append(ran.work)
        command.peaks.append(ran.peak)


def show_commands(commands: Sequence[Command], what: str) -> str:
    """A table and a plot of the processors' seconds, with how they grow, and the peak memory.

    Args:
        commands: The commands.
        what: What their sizes count.
    """
    rows = [[what, *(f"{size:,}" for size in _sizes(commands)), "growth", "MiB"]]
    for name, own in _by_name(commands):
        cells = {
            each.size: f"{median(each.work):.2f} ({min(each.work):.2f}-{max(each.work):.2f})"
            for each in own
        }
        peak = max(median(each.peaks) for each in own) / MIB
        shown = [cells.get(size, "") for size in _sizes(commands)]
        rows.append([name, *shown, _growth(own), f"{peak:.0f}"])
    curves = {
        name: [(each.size, median(each.work)) for each in own] for name, own in _by_name(commands)
    }
    return "\n".join(
        [
            f"Median processors' seconds (the least to the most), by {what}. Growth: the exponent "
            "of\nwhat is more than at the smallest, in the last step: 1 is linear, 2 quadratic",
            table(rows, words=1),
            plot(f"Processors' seconds against {what}", curves),
        ]
    )


def _sizes(commands: Sequence[Command]) -> list[int]:
    return sorted({each.size for each in commands})


def _by_name(commands: Sequence[Command]) -> Iterator[tuple[str, list[Command]]]:
    for name in dict.fromkeys(each.name for each in commands):
        yield name, [each for each in commands if each.name == name]


def _growth(own: Sequence[Command]) -> str:
    """The exponent by which the time above that of the smallest size grew in the last step."""
    if len(own) < 3:
        return ""
    first, before, last = (min(each.work) for each in (own[0], *own[-2:]))
    if not first < before < last:
        return ""
    return (
        f"{math.log((last - first) / (before - first)) / math.log(own[-1].size / own[-2].size):.2f}"
    )
