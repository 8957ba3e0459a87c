"""The commands for facts of one's own: new, import, export, schema."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ExitStatus, OutputError
from ..text import printable
from .commands import Loads, command, question
from .options import ForceOption
from .terminal import Terminal

if TYPE_CHECKING:
    from ..answer import Answer
    from ..linked.fact_base import FactBase

GROUP = "Your own facts"


@command("my.json", "my.json --force")
def new(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to write.")],
    force: ForceOption = False,
) -> ExitStatus:
    """Write a small fact base to start from, and its schema.

    The fact base is complete and can be asked at once. The schema, which lies beside it, lets an
    editor check and complete what is typed.
    """
    from ..dataset.starting import start

    terminal: Terminal = context.obj
    written = start(file, force=force)
    names = " and ".join(map(printable, written))
    try:
        terminal.write(f"{names} written. Next: cltool check {printable(file)}\n")
    except OutputError as error:
        raise error.after(written) from None
    return ExitStatus.ANSWERED


@dataclass(eq=False, repr=False, kw_only=True)
class ImportOptions:
    """The table, where its figures go, and how it is read."""

    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE",
            help="A CSV or TSV file; - for standard input; or the folder of an export.",
        ),
    ]
    into: Annotated[str, typer.Option(metavar="FILE", help="The fact base to add to.")]
    source: Annotated[str | None, typer.Option(metavar="ID", help="The source of the figures.")] = (
        None
    )
    measure: Annotated[
        str | None, typer.Option(metavar="ID", help="The measure of the figures.")
    ] = None
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Their period, such as 2018-01/2019-04.")
    ] = None
    place_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The column of places, by its header.")
    ] = None
    value_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The column of values, by its header.")
    ] = None
    series: Annotated[
        str | None, typer.Option(metavar="ID", help="The series to add to, or to make.")
    ] = None
    add_places: Annotated[
        str | None, typer.Option(metavar="KIND", help="Add unknown places, as of this kind.")
    ] = None
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show, but write nothing.")] = False


@question(
    loads=Loads.NOTHING,
    options=ImportOptions,
    example=(
        "- --into first.json --source report --measure cases --period 2026 --dry-run "
        "<<< $'place,value\\nNorthshire,1'",
    ),
    before="cltool new first.json",
)
def import_(options: ImportOptions) -> "Answer":
    """Add the figures of a table to a fact base: all of them, or none."""
    from ..tables.importing import Target, import_package, import_table, is_package
    from ..tables.reading import Columns

    if is_package(options.table):
        return import_package(options.table, options.into, dry_run=options.dry_run)
    return import_table(
        options.table,
        options.into,
        Target.of(options.source, options.measure, options.period, options.series),
        Columns(options.place_column, options.value_column),
        add_places=options.add_places,
        dry_run=options.dry_run,
    )


@question(example=("package", "package --force"))
def export(
    facts: "FactBase",
    directory: Annotated[
        str, typer.Argument(metavar="DIRECTORY", help="The folder to write the package to.")
    ],
    *,
    force: ForceOption = False,
) -> "Answer":
    """Write the facts as a data package: CSV tables with a description.

    It is a Frictionless Data Package, which statistics packages open.
    """
    from ..tables.package import export as write_package

    return write_package(facts, directory, force=force)


@command("", "> facts.schema.json")
def schema(context: typer.Context) -> ExitStatus:
    """Print the JSON Schema of a fact base."""
    from ..dataset.schema import json_schema

    terminal: Terminal = context.obj
    terminal.write(json_schema())
    return ExitStatus.ANSWERED
