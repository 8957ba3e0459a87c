"""The machine, the tables and the plots, as plain text."""

import math
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

PLOT_WIDTH = 60
PLOT_HEIGHT = 16

Curve = Sequence[tuple[float, float]]
"""Points of positive coordinates, from left to right."""


def machine() -> dict[str, str]:
    """The date, the machine, its system and this Python."""
    pages, page = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{pages * page / 2**30:.1f} GiB",
        "system": f"{_system()}, {platform.system()} {platform.release()}, {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or "unknown processor"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.platform(terse=True)


def table(rows: Sequence[Sequence[str]], words: int) -> str:
    """Rows under their header: the first columns hold words, the others numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if at < words else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "".join(f"{line}\n" for line in lines)


def plot(title: str, curves: Mapping[str, Curve]) -> str:
    """Curves on logarithmic axes, each marked by a letter of its name; `*` where two meet.

    Args:
        title: What the height stands for.
        curves: The points of each curve, by its name.
    """
    points = [(math.log10(x), math.log10(y)) for curve in curves.values() for x, y in curve]
    xs, ys = zip(*points, strict=True)
    left, right = min(xs), max(max(xs), min(xs) + 1)
    bottom, top = math.floor(min(ys)), math.ceil(max(ys))
    top = max(top, bottom + 1)
    page = [[" "] * PLOT_WIDTH for _ in range(PLOT_HEIGHT)]

    def spot(x: float, y: float) -> tuple[int, int]:
        across = (math.log10(x) - left) / (right - left)
        up = (math.log10(y) - bottom) / (top - bottom)
        return round((1 - up) * (PLOT_HEIGHT - 1)), round(across * (PLOT_WIDTH - 1))

    for curve in curves.values():
        for start, end in pairwise(curve):
            for row, column in _between(spot(*start), spot(*end)):
                page[row][column] = "·"
    marks = _marks(curves)
    for name, curve in curves.items():
        for point in curve:
            row, column = spot(*point)
            page[row][column] = marks[name] if page[row][column] in " ·" else "*"
    labels = {
        spot(10**left, 10.0**power)[0]: f"{10.0**power:g}" for power in range(bottom, top + 1)
    }
    lines = [f"{labels.get(at, ''):>8} │{''.join(row).rstrip()}" for at, row in enumerate(page)]
    sizes = sorted({x for curve in curves.values() for x, _ in curve})
    axis = [" "] * (PLOT_WIDTH + 10)
    for size in sizes:
        label = f"{size:,.0f}"
        at = max(0, spot(size, 10.0**bottom)[1] - len(label) + 1)
        axis[at : at + len(label)] = label
    legend = ", ".join(f"{marks[name]} {name}" for name in curves)
    foot = [f"{'':8} └{'─' * PLOT_WIDTH}", f"{'':10}{''.join(axis).rstrip()}"]
    return "".join(f"{line}\n" for line in [f"{title} ({legend})", *lines, *foot])


def _marks(names: Iterable[str]) -> dict[str, str]:
    """For each name the first of its letters that no name before it has."""
    marks: dict[str, str] = {}
    for name in names:
        free = (each for each in name if each.isalpha() and each not in marks.values())
        marks[name] = next(free, "+")
    return marks


def _between(start: tuple[int, int], end: tuple[int, int]) -> list[tuple[int, int]]:
    """The spots on the line between two spots."""
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
    return [
        (
            round(start[0] + (end[0] - start[0]) * step / steps),
            round(start[1] + (end[1] - start[1]) * step / steps),
        )
        for step in range(1, steps)
    ]
