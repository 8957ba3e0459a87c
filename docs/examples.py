"""Runs the examples of the pages, as a reader at a terminal would, for cog to print them.

`cog -r` writes the outputs into the pages; `cog --check` fails if a page does not show what the
program prints.
"""

import ast
import dataclasses
import fcntl
import io
import json
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import cog
import typer.main
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from cltool import InvalidFactsError, checks, cli, loads
from cltool.cli import output, topics
from cltool.cli.terminal import Terminal
from cltool.dataset import records

ROOT = Path(__file__).parents[1]
COLUMNS = 80
_FIRST = "first.json"
_SVG = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
"""Rich's picture of a terminal, but in a font of the reader's own: nothing is fetched."""


@cache
def _folder(page: str) -> tempfile.TemporaryDirectory[str]:
    """The folder where the commands of a page run: each page starts anew."""
    del page
    made = tempfile.TemporaryDirectory()
    facts = (ROOT / "data" / "referrals.json").read_bytes()
    (Path(made.name) / "referrals.json").write_bytes(facts)
    return made


def _work() -> Path:
    return Path(_folder(cog.inFile).name)


def _terminal(script: str, *, colour: bool = False) -> str:
    """What a terminal shows of a shell script; with its colours, if they are wanted."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    process = subprocess.Popen(
        ["bash", "-c", script],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=slave,
        cwd=_work(),
        env={
            "PATH": path,
            "LANG": "C.UTF-8",
            "TERM": "xterm",
            **({} if colour else {"NO_COLOR": "1"}),
        },
    )
    os.close(slave)
    chunks = []
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break  # Linux's way to say that the other end is closed
        if not chunk:
            break
        chunks.append(chunk)
    os.close(master)
    process.wait()
    text = b"".join(chunks).decode().replace("\r\n", "\n")
    return text if colour else re.sub(r"\x1b\[[0-9;]*m", "", text)  # jq colours all the same


def run(*scripts: str) -> None:
    """Show commands with what they print."""
    cog.outl("```console")
    for script in scripts:
        cog.outl(f"$ {script}")
        cog.out(_terminal(script))
    cog.outl("```")


def picture(name: str, command: str) -> None:
    """Show a picture of a terminal after a command, kept beside the pages.

    CI sees by the difference if it is not the one that the program draws now.
    """
    console = Console(width=COLUMNS, record=True, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(f"$ {command}"))
    console.print(Text.from_ansi(_terminal(command, colour=True).rstrip("\n")))
    drawn = console.export_svg(title=command, code_format=_SVG, unique_id=name)
    (ROOT / "docs" / f"{name}.svg").write_text(f"{drawn}\n", encoding="utf-8")
    cog.outl(f"![{command}, on a terminal](docs/{name}.svg)")


def chart(command: str, name: str) -> None:
    """The chart that a command writes, as `docs/NAME.svg`, under the command."""
    file = _work() / f"{name}.svg"
    subprocess.run(
        [Path(sys.executable).parent / command.split()[0], *command.split()[1:], "-o", file, "-q"],
        check=True,
    )
    (ROOT / "docs" / file.name).write_bytes(file.read_bytes())
    cog.outl(f"    {command} -o {file.name}\n")
    cog.outl(f"![The chart of {command}]({file.name})")


def file(name: str, text: str) -> None:
    """Show a file, and give it to the commands that follow."""
    (_work() / name).write_text(text, encoding="utf-8")
    language = {".py": "python"}.get(Path(name).suffix, Path(name).suffix.removeprefix("."))
    cog.outl(f"```{language}")
    cog.out(text)
    cog.outl("```")


def _help(*command: str) -> str:
    """The help of the program, or of a command, on a terminal."""
    page = io.BytesIO()
    terminal = Terminal(page, page, {"NO_COLOR": "1"}, interactive=True, columns=COLUMNS)
    cli.main([*command, "--help"], terminal)
    return page.getvalue().decode()


def reference() -> None:
    """Show every command's help."""
    program: Any = typer.main.get_command(cli.program(cli.COMMANDS))
    names = list(program.commands)
    for command in ["", *names]:
        cog.outl(f"## {f'cltool {command}'.strip()}\n")
        cog.outl("```text")
        cog.out(_help(*command.split()))
        cog.outl("```\n")


def _answers(format_: str) -> Iterator[tuple[str, str]]:
    """What each command that answers prints in a format, asked as its example says."""
    _terminal(f"cltool new --force {_FIRST}; rm -rf package")
    for name, command in cli.COMMANDS.items():
        if command.loads is not None:
            yield name, _terminal(f"cltool {name} --format {format_} -q {command.example}")


def columns() -> None:
    """Show the columns of every command that answers, in their order."""
    named: dict[str, list[str]] = {}
    for name, answer in _answers("csv"):
        named.setdefault(answer.partition("\n")[0], []).append(name)
    cog.outl("| command | columns |")
    cog.outl("| --- | --- |")
    for header, names in named.items():
        cog.outl(f"| {', '.join(names)} | {header.replace(',', ', ')} |")


def meanings() -> None:
    """Show what every column means, in its own words, and in which answers it does."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, answer in _answers("json"):
        for column, meaning in json.loads(answer)["columns"].items():
            found.setdefault((column, meaning), []).append(name)
    cog.outl("| column | meaning | answers of |")
    cog.outl("| --- | --- | --- |")
    for (column, meaning), names in sorted(found.items()):
        cog.outl(f"| `{column}` | {meaning} | {', '.join(names)} |")


def keys() -> None:
    """Show every key of the format: what it must be, its meaning, a good and a bad example.

    What it must be is the program's own word on refusing the bad example.
    """
    template = json.loads(_terminal(f"cltool new --force {_FIRST} >/dev/null; cat {_FIRST}"))
    shown: dict[str, tuple[type, list[str | int]]] = {
        "The file": (records.Dataset, []),
        "Sources": (records.Source, ["sources", 0]),
        "Measures": (records.Measure, ["measures", 0]),
        "Places": (records.Place, ["places", 0]),
        "Series": (records.Series, ["series", 0]),
        "Observations": (records.Observation, ["series", 0, "observations", 0]),
        "Claims": (records.Claim, ["claims", 0]),
    }
    for title, (record, path) in shown.items():
        cog.outl(f"## {title}\n")
        cog.outl("| key | needed | it must be | meaning | good | bad |")
        cog.outl("| --- | --- | --- | --- | --- | --- |")
        for field in dataclasses.fields(record):
            info = record.__pydantic_fields__[field.name]  # type: ignore[attr-defined]
            key, good = info.alias or field.name, info.examples[0]
            bad = _bad(good)
            expected = _expected(template, [*path, key], bad)
            if _expected(template, [*path, key], good) not in ("", *_REFERENCES):
                raise ValueError(f"{title}, {key}: {good!r} is no good example")
            needed = "yes" if info.is_required() else "no"
            examples = [f"`{json.dumps(value, ensure_ascii=False)}`" for value in (good, bad)]
            cells = [f"`{key}`", needed, expected, info.description, *examples]
            cog.outl(f"| {' | '.join(cells)} |")
        cog.outl("")


_REFERENCES = (
    "the id of one of the sources",
    "the id of one of the measures",
    "the id of one of the places",
    "the id of one of the series",
    "a kind that one of the places has",
)
"""What a good example may lack in another fact base than its own."""


_INSTEAD = {"withheld": "value", "among": "rank"}
"""Keys that stand in place of others."""


def _bad(good: object) -> object:
    """A mistake that is easily made with a value of this kind."""
    if isinstance(good, bool):
        return "yes"
    if isinstance(good, int | float):
        return str(good)
    return " x" if isinstance(good, str) else "x"


def _expected(template: object, path: list[str | int], value: object) -> str:
    """What loading expects where a value is put into the template; empty if it takes it."""
    tree = json.loads(json.dumps(template))
    node = tree
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    node.pop(_INSTEAD.get(str(path[-1])), None)
    try:
        loads(json.dumps(tree).encode())
    except InvalidFactsError as error:
        expected: str = error.problems[0].message.partition(", expected ")[2]
        return re.split(r" \(did you mean|; (?:write|did you mean|if it is new)", expected)[0]
    return ""


def topic(name: str) -> None:
    """Show a topic of `cltool help` as a table."""
    cog.outl("| | |")
    cog.outl("| --- | --- |")
    for term, meaning in topics.TOPICS[name].terms:
        cog.outl(f"| `{term}` | {meaning} |")


def manual() -> None:
    """Write the manual page: every command with its options, and the topics."""
    program: Any = typer.main.get_command(cli.program(cli.COMMANDS))
    cog.outl('.TH CLTOOL 1 "" "cltool" "User Commands"')
    cog.outl(".SH NAME")
    cog.outl("cltool \\- ask figures that were published about places")
    cog.outl(".SH SYNOPSIS")
    cog.outl(".B cltool\n.I COMMAND\n.RI [ OPTIONS ]\n.RI [ ARGUMENTS ]")
    cog.outl(".SH DESCRIPTION")
    cog.outl(_roff(" ".join(program.help.split())))
    cog.outl(".SH COMMANDS")
    shared = {field.name for field in dataclasses.fields(output.Output)}
    for name, command in program.commands.items():
        metavars = [each.metavar for each in command.params if each.param_type_name == "argument"]
        cog.outl(f".SS {_roff(' '.join(['cltool', name, *metavars]))}")
        cog.outl(_roff(command.help))
        for option in command.params:
            if option.param_type_name == "option" and option.name not in {*shared, "help"}:
                _option(option)
    cog.outl(".SH OPTIONS OF EVERY QUESTION")
    for option in program.commands["rank"].params:
        if option.name in shared:
            _option(option)
    for title, name in (
        ("FORMATS", "formats"),
        ("ENVIRONMENT", "environment"),
        ("EXIT STATUS", "exit-codes"),
    ):
        cog.outl(f".SH {title}")
        for term, meaning in topics.TOPICS[name].terms:
            cog.outl(f".TP\n.B {_roff(term)}\n{_roff(meaning)}")
    cog.outl(".SH EXAMPLES")
    for example in ("cltool rank", "cltool compare essex norfolk", "cltool share --of essex"):
        cog.outl(f".PP\n.B {_roff(example)}")


def _option(option: Any) -> None:
    names = ", ".join([*option.opts, *option.secondary_opts])
    metavar = f" {option.metavar}" if option.metavar else ""
    cog.outl(f".TP\n.B {_roff(names + metavar)}\n{_roff(option.help)}")


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def rooms() -> None:
    """Show every module of the package under its folder, with the first line of its docstring."""
    package = ROOT / "src" / "cltool"
    cog.outl("```")
    for path in sorted(package.rglob("*.py"), key=lambda each: (each.parent != package, each)):
        name = path.relative_to(package)
        first = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()[
            0
        ]
        shown = f"{name.parent}/" if name.name == "__init__.py" else f"  {name.name}"
        if name.parent == Path():
            shown = str(name)
        cog.outl(f"{shown:24} {first}")
    cog.outl("```")


def rules() -> None:
    """Show every rule of `check`."""
    cog.outl("| rule | severity | finds |")
    cog.outl("| --- | --- | --- |")
    severities = list(checks.Severity)
    for rule in sorted(checks.rules(), key=lambda each: severities.index(each.severity)):
        cog.outl(f"| {rule.kind} | {rule.severity} | {rule.meaning} |")
