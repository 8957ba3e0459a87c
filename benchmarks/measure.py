"""Runs programs, and says what each run cost."""

import os
import pty
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
"""The bytes in the unit of `ru_maxrss`."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program.

    Attributes:
        seconds: The time from its start to its end, by the clock on the wall.
        work: The time that processors worked for it.
        peak: The most memory that it held, in bytes.
        output: What it wrote on standard output.
    """

    seconds: float
    work: float
    peak: int
    output: bytes


def run(
    command: Sequence[str],
    where: Path,
    environ: Mapping[str, str],
    *,
    terminal: bool = False,
    quiet: bool = False,
    status: int = 0,
    keep: bool = True,
) -> Run:
    """Run a program to its end.

    Args:
        command: The program and its words.
        where: The folder to run it in.
        environ: Its environment.
        terminal: Give it a pseudo-terminal for its standard output, not a pipe.
        quiet: Throw away its standard error.
        status: The exit status that it should have.
        keep: Keep what it writes, which raises this process's peak, and so what later runs show.

    Raises:
        SystemExit: If it has another status: what does not answer has no speed.
    """
    reader, writer = pty.openpty() if terminal else os.pipe()
    start = perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.DEVNULL if quiet else None,
        cwd=where,
        env=environ,
    )
    os.close(writer)
    output = _read(reader, keep=keep)
    _, ended, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    os.close(reader)
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != status:
        raise SystemExit(f"{command[0]} failed with status {process.returncode}: {command[1:5]}")
    work = usage.ru_utime + usage.ru_stime
    return Run(seconds, work, usage.ru_maxrss * PEAK_UNIT, output)


def own_peak() -> int:
    """The peak memory of this process, in bytes: a program that it runs never shows less."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT


def _read(reader: int, *, keep: bool) -> bytes:
    """All that is written at the other end, until it is closed; nothing unless it is to be kept."""
    chunks = []
    while True:
        try:
            chunk = os.read(reader, 65536)
        except OSError:
            break  # how Linux says that a pseudo-terminal's other end is closed
        if not chunk:
            break
        if keep:
            chunks.append(chunk)
    return b"".join(chunks)
