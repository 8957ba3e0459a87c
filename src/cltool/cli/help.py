"""How help is drawn: commands in groups, options under headings, examples at the end."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup


class QuestionHelp(TyperCommand):
    """A command whose help has its own options first, shared ones under headings, and examples.

    The lines of its epilog are its examples.
    """

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What stands after the command's name in its usage."""
        arguments = [each for each in self.get_params(ctx) if each.param_type_name == "argument"]
        names = [str(each.metavar) if each.required else f"[{each.metavar}]" for each in arguments]
        return ["[OPTIONS]", *names]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and options, those of one heading together."""
        for heading, rows in _gathered(self.get_params(ctx), ctx):
            with formatter.section(heading):
                formatter.write_dl(rows)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - typer's
        """Write the examples, each as a shell takes it."""
        _write_lines("Examples", self.epilog or "", formatter)


class ProgramHelp(TyperGroup):
    """The program, whose help has its commands in groups, in one column over all of them.

    The lines of its epilog are what to try first.
    """

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, and after them the program's own options."""
        self.format_commands(ctx, formatter)
        for heading, rows in _gathered(self.get_params(ctx), ctx):
            with formatter.section(heading):
                formatter.write_dl(rows)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - typer's
        """Write every command with the first line of its help, under the heading of its group."""
        width = max(map(len, self.commands))
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, command in self.commands.items():
            heading = str(getattr(command, "rich_help_panel", None) or "Commands")
            summary = (command.help or "").partition("\n")[0]
            groups.setdefault(heading, []).append((name.ljust(width), summary))
        for heading, rows in groups.items():
            with formatter.section(heading):
                formatter.write_dl(rows)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - typer's
        """Write what to try first."""
        _write_lines("Try", self.epilog or "", formatter)


def _gathered(
    parameters: Iterable[Any], context: Any
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The parameters' names and help by heading: arguments, own options, then the shared ones."""
    found: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
    for each in parameters:
        record = each.get_help_record(context)
        if record is None:
            continue
        if each.param_type_name == "argument":
            found["Arguments"].append((str(each.metavar), record[1]))
        else:
            found.setdefault(each.rich_help_panel or "Options", []).append(record)
    return ((heading, rows) for heading, rows in found.items() if rows)


def _write_lines(heading: str, text: str, formatter: Any) -> None:
    """Write lines for a shell, each after some spaces."""
    with formatter.section(heading):
        for line in text.splitlines():
            formatter.write(f"  {_folded(line, formatter.width - 2)}\n")


def _folded(line: str, width: int) -> str:
    """A line for a shell: where it is too long, it goes on after a backslash."""
    if len(line) <= width:
        return line
    first, *more = re.split(r" (?=--|<<<)", line)
    rows = [first]
    for piece in more:
        if len(f"{rows[-1]} {piece} \\") <= width:
            rows[-1] += f" {piece}"
        else:
            rows.append(f"    {piece}")
    return " \\\n  ".join(rows)
