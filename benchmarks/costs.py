"""What questions cost of a base of some size, with each tool."""

import math
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

from measure import own_peak, run
from peers import BASE, QUESTIONS, Tool
from report import plot, table

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Cost:
    """What the runs of one tool cost, for one question of one base.

    Attributes:
        observations: The size of the base.
        question: The question; `noted` is said where each observation has a locator and a note.
        tool: The name of the tool.
        seconds: The time of each run.
        peaks: The peak memory of each run, in bytes.
    """

    observations: int
    question: str
    tool: str
    seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)


def measure_base(
    observations: int,
    tools: Sequence[Tool],
    runs: int,
    where: Path,
    environ: Mapping[str, str],
    questions: Sequence[str] = tuple(QUESTIONS),
    *,
    noted: bool = False,
) -> list[Cost]:
    """Generate a base and ask every question of it with every tool, taking turns.

    Args:
        observations: The size of the base.
        tools: The tools, cltool first.
        runs: How many times to ask, after the once that checks the answers.
        where: A folder for the base.
        environ: The environment for the tools.
        questions: What to ask.
        noted: Whether each observation has a locator and a note.

    Raises:
        SystemExit: If a tool fails, or answers another thing than cltool.
    """
    # In a process of its own: what is measured later starts with the peak of its parent.
    writer = Path(__file__).with_name("base.py")
    command = [sys.executable, str(writer), str(observations), BASE, *(["noted"] if noted else [])]
    subprocess.run(command, cwd=where, check=True)
    costs = []
    for question in questions:
        called = f"{question}, noted" if noted else question
        print(f"{observations:,} observations: {called}", file=sys.stderr)
        able = [tool for tool in tools if question in tool.questions]
        _check_answers(question, able, where, environ)
        asked = [Cost(observations, called, tool.name) for tool in able]
        pairs = list(zip(able, asked, strict=True))
        for number in range(runs):
            for tool, cost in pairs if number % 2 else pairs[::-1]:
                ran = run(tool.command(question), where, environ)
                cost.seconds.append(ran.seconds)
                cost.peaks.append(ran.peak)
        costs += asked
    return costs


def _check_answers(
    question: str, tools: Sequence[Tool], where: Path, environ: Mapping[str, str]
) -> None:
    """Refuse to go on if a tool's answer differs from that of the first."""
    first, *others = (
        tool.read(question, run(tool.command(question), where, environ).output) for tool in tools
    )
    for tool, answer in zip(tools[1:], others, strict=True):
        if not same_answer(first, answer):
            raise SystemExit(
                f"the answers to {question} differ:\n{tools[0].name} {first}\n{tool.name} {answer}"
            )


def same_answer(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> bool:
    """Whether two tables hold the same words, and numbers that differ by rounding at most."""
    return len(one) == len(other) and all(
        len(ours) == len(theirs) and all(map(_same_cell, ours, theirs))
        for ours, theirs in zip(one, other, strict=True)
    )


def _same_cell(one: str, other: str) -> bool:
    try:
        return math.isclose(float(one), float(other), rel_tol=1e-9)
    except ValueError:
        return one == other


def show_costs(costs: Sequence[Cost]) -> str:
    """Tables of times and of peak memory, and a plot of each against the size."""
    times = {_key(cost): cost.seconds for cost in costs}
    peaks = {_key(cost): [peak / MIB for peak in cost.peaks] for cost in costs}
    return "\n".join(
        [
            "Median seconds (the least to the most)",
            _cost_table(times, "{:.2f}", spread=True),
            "Median peak memory in MiB",
            _cost_table(peaks, "{:.0f}")
            + f"A peak below {own_peak() / MIB:.0f} MiB, that of the measuring, can't be seen.\n",
            plot("Seconds against observations, mean of the questions", _curves(times)),
            plot("Peak MiB against observations, mean of the questions", _curves(peaks)),
        ]
    )


_Key = tuple[int, str, str]


def _key(cost: Cost) -> _Key:
    return cost.observations, cost.question, cost.tool


def _cost_table(costs: Mapping[_Key, Sequence[float]], form: str, *, spread: bool = False) -> str:
    """A row a size and question, and a column a tool: empty where it can't be asked."""
    tools = list(dict.fromkeys(tool for _, _, tool in costs))
    rows = [["observations", "question", *tools]]
    for size, question in dict.fromkeys((size, question) for size, question, _ in costs):
        row = [f"{size:,}", question]
        for tool in tools:
            found = costs.get((size, question, tool), ())
            cell = form.format(median(found)) if found else ""
            if found and spread:
                cell += f" ({form.format(min(found))}-{form.format(max(found))})"
            row.append(cell)
        rows.append(row)
    return table(rows, words=2)


def _curves(costs: Mapping[_Key, Sequence[float]]) -> dict[str, list[tuple[float, float]]]:
    """For each tool, the mean over the questions of the medians, by size; of bare bases."""
    found: dict[str, dict[int, list[float]]] = {}
    for (size, question, tool), values in costs.items():
        if question in QUESTIONS:
            found.setdefault(tool, {}).setdefault(size, []).append(median(values))
    return {
        tool: [(size, mean(medians)) for size, medians in sorted(by_size.items())]
        for tool, by_size in found.items()
    }
