"""What it costs to start cltool, against the floor: a program that does nothing."""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from measure import run
from report import table


@dataclass(frozen=True, slots=True)
class Case:
    """A command line of cltool that is held against the floor.

    Attributes:
        name: What it is called in the table.
        words: The words after the program's name.
        terminal: Whether both programs write to a pseudo-terminal.
        target: How many times the floor's time it may take.
        floor: The seconds of each run of the floor.
        cltool: The seconds of the run of cltool beside it.
    """

    name: str
    words: tuple[str, ...]
    terminal: bool
    target: float
    floor: list[float] = field(default_factory=list)
    cltool: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The median of the pairs' ratios."""
        return median(ours / floor for ours, floor in zip(self.cltool, self.floor, strict=True))


def measure_starts(
    program: Path, pairs: int, where: Path, environ: Mapping[str, str]
) -> list[Case]:
    """Time each case so many times, each run beside one of the floor, which goes first in half.

    Args:
        program: The cltool program.
        pairs: How many pairs of runs to time.
        where: A folder for the floor.
        environ: The environment for both programs.
    """
    floor = _prepare(program, where)
    cases = [
        Case("cltool rank, in a pipe", ("rank",), False, 1.10),
        Case("cltool rank, on a terminal", ("rank",), True, 1.45),
        Case("cltool --version", ("--version",), False, 1.00),
        Case("cltool --help", ("--help",), False, 1.00),
    ]
    for number in range(-1, pairs):
        for case in cases:
            ours = (case.cltool, [str(program), *case.words])
            both = [(case.floor, [str(floor)]), ours]
            for seconds, command in both if number % 2 else both[::-1]:
                took = run(command, where, environ, terminal=case.terminal, quiet=True).seconds
                if number >= 0:  # the run before the first only warms up
                    seconds.append(took)
    return cases


def show_starts(cases: Sequence[Case]) -> str:
    """A table of the cases."""
    rows = [["start", "floor ms", "cltool ms", "ratio", "target", ""]]
    for case in cases:
        floor, ours = (f"{1000 * median(each):.1f}" for each in (case.floor, case.cltool))
        verdict = "met" if case.ratio <= case.target else "missed"
        rows.append([case.name, floor, ours, f"{case.ratio:.3f}", f"{case.target:.2f}", verdict])
    return table(rows, words=1)


def python_of(program: Path) -> str:
    """The Python that a program is installed in."""
    beside = program.with_name("python")
    return str(beside) if beside.exists() else sys.executable


def package_of(program: Path) -> Path:
    """The folder of the package that a program runs."""
    script = "import cltool; print(cltool.__path__[0])"
    command = [python_of(program), "-I", "-c", script]
    return Path(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())


def _prepare(program: Path, where: Path) -> Path:
    """Install the floor as cltool is installed: a script that imports a module.

    The first run of each writes the compiled bytecode that the runs measured read.
    """
    shutil.copy(Path(__file__).with_name("floor.py"), where)
    script = where / "floor"
    script.write_text(
        f"#!{python_of(program)}\nimport sys\nfrom floor import app\n"
        "if __name__ == '__main__':\n    sys.exit(app())\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    return script
