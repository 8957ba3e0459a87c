"""What all commands share: the options that choose the facts and the output."""

import inspect
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, get_args

import typer

from . import completion
from .errors import CltoolError, ExitStatus, OutputError, UsageError
from .formats import formats, render
from .terminal import Terminal
from .text import printable

if TYPE_CHECKING:
    from .answer import Answer

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
        autocompletion=completion.formats,
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


@dataclass(frozen=True, slots=True)
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


def asks(question: "Callable[..., Answer]") -> Callable[..., ExitStatus]:
    """Make a command of a function that takes facts and options, and returns an answer.

    The command takes the function's own parameters but the first, and the options of `Output`.
    The first is a `FactBase`, or a `FactFile` where the question is about the file itself. A
    function with neither brings its own facts, and its command has no `--data`.
    """
    own = list(inspect.signature(question).parameters.values())
    shared = list(inspect.signature(Output).parameters.values())
    brought = own[0].annotation
    if brought not in ("FactBase", "FactFile"):
        shared = [each for each in shared if each.name != "data"]
    else:
        own = own[1:]
    if brought == "FactBase":
        shared = [_with_fields(each, question) if each.name == "field" else each for each in shared]

    def command(context: typer.Context, **given: Any) -> ExitStatus:
        terminal: Terminal = context.obj
        output = Output(**{each.name: given.pop(each.name) for each in shared})
        if "file" in given:
            output = replace(output, data=given.pop("file") or output.data)
        try:
            _refuse_empty(context)
            format_ = output.chosen(terminal)
            answer = question(*_facts(brought, output.source(terminal)), **given)
            try:
                output.deliver(answer, format_, terminal)
            except OutputError as error:
                raise error.after(answer.written) from None
        except CltoolError as error:
            if not output.quiet:
                raise
            return error.status
        if answer.failures:
            return max(failure.status for failure in answer.failures)
        return ExitStatus.ANSWERED if answer.passed else ExitStatus.NO_ANSWER

    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    parameters = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in [*own, *shared]]
    command.__name__ = question.__name__
    command.__doc__ = question.__doc__
    command.__signature__ = inspect.Signature([context, *parameters])  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in [context, *parameters]}
    return command


def _refuse_empty(context: typer.Context) -> None:
    """Refuse an empty text, as an unset variable gives: it is not the same as none."""
    for parameter in context.command.params:
        if context.params.get(str(parameter.name)) == "":
            is_option = parameter.param_type_name == "option"
            name = parameter.opts[0] if is_option else str(parameter.metavar)
            without = "" if parameter.required else f", or leave {name} out"
            raise UsageError(f"given {name} '', expected a value; give one{without}")


def _facts(brought: object, source: str | None) -> tuple[Any, ...]:
    """What a question takes first, loaded."""
    from .linked.files import load, load_file

    if brought == "FactBase":
        return (load(source),)
    return (load_file(source),) if brought == "FactFile" else ()


def _with_fields(
    parameter: inspect.Parameter, question: "Callable[..., Answer]"
) -> inspect.Parameter:
    """The option --field, completing the columns of one question."""
    option = copy(get_args(FieldOption)[1])
    option.autocompletion = completion.fields_of(question)
    return parameter.replace(annotation=Annotated[str | None, option])
