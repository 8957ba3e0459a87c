"""Measures cltool against other tools, and its start against a program that does nothing.

`python benchmarks/run.py`, in the environment where cltool is installed; see README.md.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from base import SMALLEST
from commands import Command, measure_names, measure_whole, show_commands
from costs import Cost, measure_base, show_costs
from peers import QUESTIONS, Tool, cltool, environment, installed_peers
from report import machine
from startup import Case, measure_starts, package_of, python_of, show_starts


def main() -> None:
    """Measure all that was asked for, and print it."""
    options = _options()
    program = options.cltool.resolve()
    if not program.exists():
        raise SystemExit(f"there is no {program}; install cltool, or name it with --cltool")
    peers, absent = installed_peers()
    tools = [cltool(program), *peers]
    about = {**machine(), "tools": _versions(program, tools)}
    print("".join(f"{key}: {value}\n" for key, value in about.items()), end="")
    print("".join(f"{name}: not installed, skipped\n" for name in absent))
    starts = _starts(program, options.starts)
    costs = _costs(tools, options)
    if costs:
        print(show_costs(costs), flush=True)
    names, whole = _commands(program, options)
    if names:
        print(show_commands(names, "names"))
        print(show_commands(whole, "observations"), end="")
    if options.json:
        raw = {
            "about": about,
            "starts": list(map(asdict, starts)),
            "costs": list(map(asdict, costs)),
            "names": list(map(asdict, names)),
            "whole": list(map(asdict, whole)),
        }
        options.json.write_text(json.dumps(raw, indent=2) + "\n", encoding="utf-8")


def _costs(tools: Sequence[Tool], options: argparse.Namespace) -> list[Cost]:
    """What the questions cost of every base; of the largest also with locators and notes."""
    wanted = options.tools
    asked = [tool for tool in tools if not wanted or tool.name in ("cltool", *wanted)]
    costs = []
    for observations in options.sizes:
        for noted in (False, True) if observations == max(options.sizes) else (False,):
            questions = ["rank"] if noted else options.questions
            with tempfile.TemporaryDirectory() as folder:
                costs += measure_base(
                    observations, asked, options.runs, Path(folder), environment(), questions,
                    noted=noted,
                )  # fmt: skip
    return costs


def _commands(program: Path, options: argparse.Namespace) -> tuple[list[Command], list[Command]]:
    """What commands cost by how many names they ask about, and by the size of the base."""
    if not options.sizes:
        return [], []
    runs, environ = options.runs, environment()
    with tempfile.TemporaryDirectory() as folder:
        names = measure_names(
            program, min(max(options.sizes), 100_000), runs, Path(folder), environ
        )
    whole = []
    for size in (each for each in options.sizes if each >= 1000):
        with tempfile.TemporaryDirectory() as folder:
            whole += measure_whole(program, size, runs, Path(folder), environ)
    return names, sorted(whole, key=lambda each: [x.name for x in whole].index(each.name))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Measure cltool against other tools, and its start against an empty program."
    )
    parser.add_argument(
        "--sizes", type=_sizes, default="10,1000,100000,1000000", metavar="N,...",
        help="how many observations the bases have; '' for the starts alone",
    )  # fmt: skip
    parser.add_argument("--runs", type=_count, default=5, metavar="N", help="runs to take, of each")
    parser.add_argument(
        "--tools", type=_words, metavar="NAME,...", help="only these, with cltool; by default all"
    )
    parser.add_argument(
        "--questions", type=_words, default=list(QUESTIONS), metavar="NAME,...",
        help=f"only these of {', '.join(QUESTIONS)}",
    )  # fmt: skip
    parser.add_argument("--starts", type=_count, default=40, metavar="N", help="pairs of starts")
    parser.add_argument(
        "--cltool", type=Path, default=Path(sys.executable).with_name("cltool"), metavar="PATH",
        help="the program to measure; by default the one beside this Python",
    )  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="save every measurement here")
    return parser.parse_args()


def _words(text: str) -> list[str]:
    return text.split(",")


def _sizes(text: str) -> list[int]:
    return [_at_least(SMALLEST, size) for size in text.split(",") if size]


def _count(text: str) -> int:
    return _at_least(1, text)


def _at_least(least: int, text: str) -> int:
    if not text.isdecimal() or int(text) < least:
        raise argparse.ArgumentTypeError(f"given '{text}', expected a number, {least} or more")
    return int(text)


def _versions(program: Path, tools: Sequence[Tool]) -> str:
    """The versions of the tools, and of what cltool is built on."""
    script = (
        "import platform; from importlib.metadata import version; "
        "print(f'Python {platform.python_version()}', "
        "*(f'{name} {version(name)}' for name in ('typer', 'rich', 'pydantic')), sep=', ')"
    )
    command = [python_of(program), "-I", "-c", script]
    built_on = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    ours, *others = (tool.version for tool in tools)
    return "; ".join([f"{ours} ({built_on})", *others])


def _starts(program: Path, pairs: int) -> list[Case]:
    """Measure the starts, and print them."""
    package = package_of(program)
    if "site-packages" not in package.parts:
        print(f"note: {package} is not an installed wheel: its start is not what users see\n")
    with tempfile.TemporaryDirectory() as folder:
        starts = measure_starts(program, pairs, Path(folder), environment())
    print(show_starts(starts), flush=True)
    return starts


if __name__ == "__main__":
    main()
