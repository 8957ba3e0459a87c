"""How an answer is printed: the options of every question."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from ..errors import UsageError
from ..formats import Format, formats, render_any
from ..text import printable
from ..wording import alternatives
from . import completion
from .terminal import Terminal

if TYPE_CHECKING:
    from ..answer import Answer

AUTO = "auto"
FORMATS = (AUTO, *formats())
_OF_LINES = frozenset(("jsonl", "jsonlines", "ndjson"))
"""What other programs call JSON with a row a line."""
NOTES = ("none", "vital", "all")
"""How much is told of what there is to know of an answer."""

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
    list[str] | None,
    typer.Option(
        "--field",
        metavar="NAME",
        help="Print this column alone, one value a line (TSV); given twice, two columns.",
    ),
]
ColumnsOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="NAMES",
        help="Print these columns, in this order: name,value,source,url.",
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
OutputOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file, whole or not at all; its ending says the format.",
    ),
]
SizeOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--size",
        metavar="SIZE",
        help="Draw a chart this large: wide, square, phone, or a width and height as 640x400.",
    ),
]
TitleOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--title", metavar="TEXT", help="Write this above a chart."),
]
VerboseOption: TypeAlias = Annotated[
    bool,
    typer.Option("--verbose", "-v", help="Tell every note and source. [env var: CLTOOL_NOTES=all]"),
]
QuietOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--quiet", "-q", help="Tell no notes on standard error. [env var: CLTOOL_NOTES=none]"
    ),
]


@dataclass(eq=False, repr=False)
class Output:
    """The options of every command that asks a question: its fields are those options."""

    data: DataOption = None
    format: FormatOption = None
    json: JsonOption = False
    field: FieldOption = None
    columns: ColumnsOption = None
    header: HeaderOption = None
    output: OutputOption = None
    size: SizeOption = None
    title: TitleOption = None
    verbose: VerboseOption = False
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
        elif wanted is None and self.output is not None:
            return self._by_ending(self.output).name
        elif wanted is None and not self.field:
            wanted, name = terminal.environ.get("CLTOOL_FORMAT") or AUTO, "CLTOOL_FORMAT"
        elif wanted is None:
            wanted = "tsv"
        if wanted == AUTO:
            return "table" if terminal.interactive and self.output is None else "tsv"
        found = _named(wanted)
        if found is None:
            valid = ", ".join(FORMATS)
            raise UsageError(
                f"given {name} '{printable(wanted)}', expected one of: {valid}",
                hint="for a row a line: --json | jq -c '.rows[]'" if wanted in _OF_LINES else "",
            )
        return found.name

    def _by_ending(self, path: str) -> Format:
        """The format that the ending of a file's name says."""
        name = PurePath(path).name.lstrip(".")
        found = [each for each in formats().values() if name.endswith(f".{each.ending}")]
        if found:
            return max(found, key=lambda each: len(each.ending))  # of .csl.json and .json the first
        valid = ", ".join(f".{each.ending}" for each in formats().values())
        raise UsageError(
            f"given --output '{printable(path)}', expected a name that ends in one of: {valid}; "
            "or say the format with --format"
        )

    def keep(self, given: Iterable[object]) -> None:
        """Refuse to write over a file that the command is given to read.

        Args:
            given: The values of its arguments and options, of which some may name files.

        Raises:
            UsageError: If one of them names the file to be written.
        """
        from pathlib import Path

        if self.output is None:
            return
        for path in given:
            with suppress(OSError, ValueError):  # it names no file
                if isinstance(path, str) and Path(path).samefile(self.output):
                    raise UsageError(
                        f"given --output '{printable(self.output)}', a file that this command "
                        "reads; name another"
                    )

    def notes(self, terminal: Terminal) -> str:
        """How much is to be told: one of `NOTES`.

        Raises:
            UsageError: If the environment asks for something else.
        """
        if self.verbose or self.quiet:
            return "all" if self.verbose else "none"
        asked = terminal.environ.get("CLTOOL_NOTES") or "vital"
        if asked not in NOTES:
            raise UsageError(
                f"given CLTOOL_NOTES '{printable(asked)}', expected one of: {', '.join(NOTES)}"
            )
        return asked

    def _refuse_bytes(self, format_: Format, terminal: Terminal) -> None:
        """Refuse to print on a terminal what is no text.

        Raises:
            UsageError: If the format is binary, and neither a file nor a pipe takes it.
        """
        if format_.binary and self.output is None and terminal.interactive:
            raise UsageError(
                f"the format {format_.name} is no text, so a terminal can't show it; "
                f"write it to a file: -o FILE.{format_.ending}"
            )

    def deliver(self, answer: "Answer", format_: str, terminal: Terminal) -> None:
        """Print an answer, or write it to a file; what to know of it within, or on standard error.

        Of a file it is told on standard error in any case: its format may hold it out of sight.

        Raises:
            UsageError: If it lacks a column that was asked for, or a terminal can't show it.
            OutputError: If it could not be printed or written.
        """
        notes, names = self.notes(terminal), self._names()
        shown = answer.only(*names) if names else answer
        is_file = self.output is not None
        style = terminal.style(self.header, is_file=is_file)._replace(
            all_notes=notes == "all", size=self.size, title=self.title
        )
        format_is = formats()[format_]
        self._refuse_untaken(format_is)
        self._refuse_bytes(format_is, terminal)
        written = render_any(shown, format_, style)
        if self.output is not None:
            _write(self.output, written)
            if terminal.interactive and notes != "none":
                said = "." if names else f": {answer.summary}"
                terminal.report(f"{printable(self.output)} written{said}")
            elif not answer.passed:
                terminal.report(answer.summary)
        else:
            terminal.write(written, terminal.encoding if format_is.for_people else "utf-8")
        for failure in answer.failures:
            terminal.report(failure.on_command_line())
        if is_file or not format_is.carries_notes:
            for line in _told(shown, notes):
                terminal.report(line)

    def _refuse_untaken(self, asked: Format) -> None:
        """Refuse an option that the format does not take."""
        for name, given in (("size", self.size), ("title", self.title)):
            if given is not None and name not in asked.takes:
                takers = alternatives([x.name for x in formats().values() if name in x.takes])
                raise UsageError(
                    f"given --{name}, which the format {asked.name} does not take; add --format "
                    f"{takers}, or -o with such an ending"
                )

    def _names(self) -> Sequence[str]:
        """The columns that were asked for, in order."""
        asked = [*(self.field or ()), *([] if self.columns is None else [self.columns])]
        return [name.strip() for each in asked for name in each.split(",")]


def _named(name: str) -> Format | None:
    """The format of a name, or of that ending."""
    found = formats().get(name)
    return found or next((each for each in formats().values() if each.ending == name), None)


def _told(answer: "Answer", notes: str) -> list[str]:
    """What is told of an answer on standard error, a line each."""
    if notes == "none":
        return []
    if notes == "vital":
        from ..answer import Weight

        return [f"note: {x.with_hint()}" for x in answer.notes if x.weight is Weight.VITAL]
    return [
        *(f"note: {note.with_hint()}" for note in answer.notes),
        *(f"source: {source}" for source in answer.sources()),
    ]


def _write(path: str, written: str | bytes) -> None:
    from pathlib import Path

    from ..dataset.saving import save

    save(Path(path), written)
