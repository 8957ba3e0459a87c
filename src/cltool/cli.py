"""The commands: each parses its words and asks one question."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from . import __version__, completion
from .commands import asks
from .errors import CltoolError, ExitStatus, OutputError, UsageError
from .terminal import Terminal
from .text import printable
from .topics import TOPICS, describe

if TYPE_CHECKING:
    from .answer import Answer
    from .linked.fact_base import FactBase
    from .linked.files import FactFile

Command: TypeAlias = Callable[..., Any]
COMMANDS: dict[str, Callable[[], Command]] = {}
"""What makes each command, by its name. A run makes the one that it is asked for."""


def command(function: Command) -> Command:
    """Name a function as a command; a `_` at the end of its name is left off."""
    COMMANDS[function.__name__.rstrip("_")] = lambda: function
    return function


def question(function: Command) -> Command:
    """Name a function as a command that gives an answer; see `asks`."""
    COMMANDS[function.__name__.rstrip("_")] = lambda: asks(function)
    return function


def program(names: Iterable[str]) -> typer.Typer:
    """The command line with some of the commands."""
    app = typer.Typer(
        name="cltool",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(cltool)
    for name in names:
        app.command(name)(COMMANDS[name]())
    return app


PlacesArgument: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="PLACE...",
        help="Names of places, ids, aliases or codes.",
        autocompletion=completion.places,
    ),
]
OptionalPlaces: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PLACE...",
        help="Names of places, ids, aliases or codes.",
        autocompletion=completion.places,
    ),
]
NamesArgument: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME...",
        help="Names of places, ids, aliases or codes; - reads one a line from standard input.",
        autocompletion=completion.places,
    ),
]
OptionalPlace: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="PLACE",
        help="Only the figures about this place.",
        autocompletion=completion.places,
    ),
]
KindArgument: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="KIND",
        help="The kind of place, such as towns; by default that of the first figure.",
        autocompletion=completion.kinds,
    ),
]
OnlyKind: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="KIND", help="Only places of this kind.", autocompletion=completion.kinds
    ),
]
SeriesOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--series",
        metavar="ID",
        help="Answer from this series.",
        autocompletion=completion.series,
    ),
]
MeasureOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--measure",
        metavar="ID",
        help="Answer from series of this measure.",
        autocompletion=completion.measures,
    ),
]
PerOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--per",
        metavar="MEASURE",
        help="Go by rates per this measure: population.",
        autocompletion=completion.measures,
    ),
]
ScaleOption: TypeAlias = Annotated[
    int | None,
    typer.Option("--scale", metavar="N", help="The base of the rates, if not 100,000."),
]
ForceOption: TypeAlias = Annotated[
    bool, typer.Option("--force", help="Write over files that are there.")
]
FileArgument: TypeAlias = Annotated[
    str | None,
    typer.Argument(metavar="FILE", help="The fact base to check, if not that of --data."),
]
AllSourcesOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--all-sources",
        help="Answer from all that the origin is reported to say, the figures of --series first; "
        "each row names its series.",
    ),
]


def _version(context: typer.Context, wanted: bool) -> None:
    if wanted:
        context.obj.write(f"cltool {__version__}\n")
        raise typer.Exit


def cltool(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback prints it
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Ask published figures about places: who is highest, by how much, and what share of the whole.

    Every answer says where its figures come from and what they can't tell.
    """
    if context.invoked_subcommand is None:
        context.obj.write(f"{context.get_help()}\n")


@question
def rank(
    facts: "FactBase",
    kind: KindArgument = None,
    *,
    within: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE",
            help="Rank only places in this one.",
            autocompletion=completion.places,
        ),
    ] = None,
    top: Annotated[
        int | None, typer.Option(metavar="N", help="Show ranks 1 to N, ties included.")
    ] = None,
    lowest: Annotated[bool, typer.Option("--lowest", help="Rank from the lowest up.")] = False,
    all_sources: AllSourcesOption = False,
    per: PerOption = None,
    scale: ScaleOption = None,
    series: SeriesOption = None,
    measure: MeasureOption = None,
) -> "Answer":
    """Rank the places of one kind: who is highest?"""
    from .questions.rank import rank as ask

    return ask(
        facts,
        kind,
        within=within,
        top=top,
        lowest=lowest,
        all_sources=all_sources,
        per=per,
        scale=scale,
        series=series,
        measure=measure,
    )


@question
def compare(
    facts: "FactBase",
    places: PlacesArgument,
    *,
    all_sources: AllSourcesOption = False,
    per: PerOption = None,
    scale: ScaleOption = None,
    series: SeriesOption = None,
    measure: MeasureOption = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Compare figures that are not alike, with a note.")
    ] = False,
) -> "Answer":
    """Compare places with the first: how much more, how many times?"""
    from .questions.compare import compare as ask

    return ask(
        facts,
        places,
        all_sources=all_sources,
        per=per,
        scale=scale,
        series=series,
        measure=measure,
        anyway=anyway,
    )


@question
def share(
    facts: "FactBase",
    places: OptionalPlaces = None,
    *,
    of: Annotated[
        str | None,
        typer.Option(
            metavar="WHOLE",
            help="The whole, if not the enclosing place.",
            autocompletion=completion.places,
        ),
    ] = None,
    all_sources: AllSourcesOption = False,
    series: SeriesOption = None,
    measure: MeasureOption = None,
) -> "Answer":
    """Give places as parts of a whole. With --of alone: every part, and the remainder."""
    from .questions.share import share as ask

    return ask(facts, places or (), of=of, all_sources=all_sources, series=series, measure=measure)


@question
def place(
    facts: "FactBase",
    names: NamesArgument,
    *,
    per: PerOption = None,
    scale: ScaleOption = None,
    series: SeriesOption = None,
    measure: MeasureOption = None,
) -> "Answer":
    """Tell what is known of places: figure, share and rank."""
    from .questions.place import each_place

    return each_place(facts, names, per=per, scale=scale, series=series, measure=measure)


@question
def town(
    facts: "FactBase",
    names: NamesArgument,
    *,
    per: PerOption = None,
    scale: ScaleOption = None,
    series: SeriesOption = None,
    measure: MeasureOption = None,
) -> "Answer":
    """Tell what is known of towns."""
    from .questions.place import each_place

    return each_place(
        facts, names, kind="town", per=per, scale=scale, series=series, measure=measure
    )


@question
def county(
    facts: "FactBase",
    names: NamesArgument,
    *,
    per: PerOption = None,
    scale: ScaleOption = None,
    series: SeriesOption = None,
    measure: MeasureOption = None,
) -> "Answer":
    """Tell what is known of counties."""
    from .questions.place import each_place

    return each_place(
        facts, names, kind="county", per=per, scale=scale, series=series, measure=measure
    )


@question
def trend(facts: "FactBase", places: PlacesArgument, *, measure: MeasureOption = None) -> "Answer":
    """Follow places over the periods that there are: as printed, and a month."""
    from .questions.trend import trend as ask

    return ask(facts, places, measure=measure)


@question
def facts_(
    facts: "FactBase",
    place: OptionalPlace = None,
    *,
    series: SeriesOption = None,
    measure: MeasureOption = None,
) -> "Answer":
    """List every figure, one a row."""
    from .questions.listings import facts as ask

    return ask(facts, place, series=series, measure=measure)


@question
def places(facts: "FactBase", kind: OnlyKind = None) -> "Answer":
    """List the places."""
    from .questions.listings import places as ask

    return ask(facts, kind)


@question
def measures(facts: "FactBase") -> "Answer":
    """List the measures: what exactly each one counts."""
    from .questions.listings import measures as ask

    return ask(facts)


@question
def series(facts: "FactBase") -> "Answer":
    """List the series, and what each one covers."""
    from .questions.listings import series as ask

    return ask(facts)


@question
def sources(facts: "FactBase") -> "Answer":
    """List the sources, and which other source each one relays."""
    from .questions.listings import sources as ask

    return ask(facts)


@question
def check(
    base: "FactFile",
    file: FileArgument = None,  # noqa: ARG001 - the file that `base` was loaded from
    *,
    all_claims: Annotated[
        bool, typer.Option("--all", help="Also show claims that hold or can't be checked.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Let warnings fail the check, not only errors.")
    ] = False,
) -> "Answer":
    """Check a fact base: do its sources agree, and do its claims hold?"""
    from .questions.check import check as ask

    return ask(base, all_claims=all_claims, strict=strict)


@question
def audit(
    facts: "FactBase",
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            help="The source's text, a file; - for standard input. Blank lines separate its "
            "paragraphs, which count from 1.",
        ),
    ],
    *,
    source: Annotated[
        str,
        typer.Option(
            metavar="ID", help="The source whose text it is.", autocompletion=completion.sources
        ),
    ],
) -> "Answer":
    """Hold a source's figures against its own text: is each where its locator says?"""
    from .dataset.loading import load_text
    from .questions.audit import audit as ask

    return ask(facts, load_text(text), source=source)


@command
def new(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to write.")],
    force: ForceOption = False,
) -> ExitStatus:
    """Write a small, complete fact base to start from, and its schema beside it."""
    from .dataset.starting import start

    terminal: Terminal = context.obj
    written = start(file, force=force)
    names = " and ".join(map(printable, written))
    try:
        terminal.write(f"{names} written. Next: cltool check {printable(file)}\n")
    except OutputError as error:
        raise error.after(written) from None
    return ExitStatus.ANSWERED


@question
def import_(
    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE",
            help="A CSV or TSV file; - for standard input; or the folder of an export.",
        ),
    ],
    *,
    into: Annotated[str, typer.Option(metavar="FILE", help="The fact base to add to.")],
    source: Annotated[
        str | None, typer.Option(metavar="ID", help="The source of the figures.")
    ] = None,
    measure: Annotated[
        str | None, typer.Option(metavar="ID", help="The measure of the figures.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Their period, such as 2018-01/2019-04.")
    ] = None,
    place_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The column of places, by its header.")
    ] = None,
    value_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The column of values, by its header.")
    ] = None,
    series: Annotated[
        str | None, typer.Option(metavar="ID", help="The series to add to, or to make.")
    ] = None,
    add_places: Annotated[
        str | None, typer.Option(metavar="KIND", help="Add unknown places, as of this kind.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show, but write nothing.")] = False,
) -> "Answer":
    """Add the figures of a table to a fact base: all of them, or none."""
    from .importing import Columns, Target, import_package, import_table, is_package

    if is_package(table):
        return import_package(table, into, dry_run=dry_run)
    return import_table(
        table,
        into,
        Target.of(source, measure, period, series),
        Columns(place_column, value_column),
        add_places=add_places,
        dry_run=dry_run,
    )


@question
def export(
    facts: "FactBase",
    directory: Annotated[
        str, typer.Argument(metavar="DIRECTORY", help="The folder to write the package to.")
    ],
    *,
    force: ForceOption = False,
) -> "Answer":
    """Write the facts as a Frictionless Data Package: CSV tables with a description."""
    from .package import export as write_package

    return write_package(facts, directory, force=force)


@command
def help_(
    context: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(
            metavar="TOPIC",
            help=f"One of: {', '.join(TOPICS)}; or a command.",
            autocompletion=lambda: list(TOPICS),
        ),
    ] = None,
) -> ExitStatus:
    """Explain a topic: environment, exit-codes, formats; or a command."""
    terminal: Terminal = context.obj
    if topic in TOPICS:
        terminal.write(describe(topic))
        return ExitStatus.ANSWERED
    if topic is not None and topic not in COMMANDS:
        raise UsageError(
            f"unknown topic '{printable(topic)}'; expected one of: {', '.join(TOPICS)}; "
            "or a command"
        )
    return main([*([topic] if topic else []), "--help"], terminal)


@command
def schema(context: typer.Context) -> ExitStatus:
    """Print the JSON Schema of a fact base."""
    from .dataset.schema import json_schema

    terminal: Terminal = context.obj
    terminal.write(json_schema())
    return ExitStatus.ANSWERED


def main(arguments: Sequence[str] | None = None, terminal: Terminal | None = None) -> ExitStatus:
    """Run a command line, and turn whatever happens into an exit status.

    Args:
        arguments: The words after the program's name; by default those of the process.
        terminal: Where to print; by default the process's streams.
    """
    terminal = terminal or Terminal.of_process()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        app = program(words[:1] if words and words[0] in COMMANDS else COMMANDS)
        with _printing_to(terminal):
            return ExitStatus(
                app(words, prog_name="cltool", standalone_mode=False, obj=terminal) or 0
            )
    except CltoolError as error:
        terminal.report(error.on_command_line())
        return error.status
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "cltool"
        message = " ".join(printable(error.format_message()).split())
        terminal.report(f"{message.removesuffix('.')}. See: {command} --help")
        return ExitStatus.USAGE


@contextmanager
def _printing_to(terminal: Terminal) -> Iterator[None]:
    """Print on a terminal what typer prints itself, such as help.

    Where standard output is closed, typer would take it for printed.
    """
    printed = StringIO()
    try:
        with redirect_stdout(printed):
            yield
    finally:  # typer may end by SystemExit
        if printed.getvalue():
            terminal.write(printed.getvalue(), terminal.encoding)
