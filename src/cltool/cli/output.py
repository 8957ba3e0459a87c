"""How an answer is printed: the options of every question."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from ..errors import UsageError
from ..formats import formats, render
from ..text import printable
from . import completion
from .terminal import Terminal

if TYPE_CHECKING:
    from ..answer import Answer

AUTO = "auto"
FORMATS = (AUTO, *formats())

DataOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="FILE",
        help="Ask the facts in this JSON file; - for standard input. [env var: CLTOOL_DATA]",
    ),
]
FormatOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        autocompletion=completion.format_names,
        help="Print in this format; auto is a table on a terminal and TSV elsewhere. "
        "[env var: CLTOOL_FORMAT]",
    ),
]
JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
FieldOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--field", metavar="NAME", help="Print this column alone, one value a line (TSV)."
    ),
]
HeaderOption: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--header/--no-header",
        help="Print the names of the columns, or not. TSV leaves them out unless asked.",
        show_default=False,
    ),
]
QuietOption: TypeAlias = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print nothing on standard error.")
]


@dataclass(eq=False, repr=False)
class Output:
    """The options of every command that asks a question: its fields are those options."""

    data: DataOption = None
    format: FormatOption = None
    json: JsonOption = False
    field: FieldOption = None
    header: HeaderOption = None
    quiet: QuietOption = False

    def source(self, terminal: Terminal) -> str | None:
        """The file of facts that was asked for; None for the packaged one."""
        return self.data or terminal.environ.get("CLTOOL_DATA") or None

    def chosen(self, terminal: Terminal) -> str:
        """The format that was asked for.

        Raises:
            UsageError: If there is no such format, or two were asked for.
        """
        if self.json and self.format not in (None, "json"):
            asked = printable(str(self.format))
            raise UsageError(f"given --json and --format {asked}; give one of them")
        wanted, name = self.format, "--format"
        if self.json:
            wanted = "json"
        elif wanted is None and self.field is None:
            wanted, name = terminal.environ.get("CLTOOL_FORMAT") or AUTO, "CLTOOL_FORMAT"
        elif wanted is None:
            wanted = "tsv"
        if wanted not in FORMATS:
            valid = ", ".join(FORMATS)
            raise UsageError(f"given {name} '{printable(wanted)}', expected one of: {valid}")
        if wanted == AUTO:
            return "table" if terminal.interactive else "tsv"
        return wanted

    def deliver(self, answer: "Answer", format_: str, terminal: Terminal) -> None:
        """Print an answer: its notes and sources within it, or else on standard error.

        Raises:
            UsageError: If it lacks the column that was asked for.
            OutputError: If it could not be printed.
        """
        text = render(
            answer.only(self.field) if self.field is not None else answer,
            format_,
            terminal.style(self.header),
        )
        format_is = formats()[format_]
        terminal.write(text, terminal.encoding if format_is.for_people else "utf-8")
        if not self.quiet:
            for failure in answer.failures:
                terminal.report(failure.on_command_line())
        if not format_is.carries_notes and not self.quiet:
            for note in answer.notes:
                terminal.report(f"note: {note.with_hint()}")
            for source in answer.sources():
                terminal.report(f"source: {source}")
