"""The commands for facts of one's own: new, import, export, schema."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ExitStatus, OutputError
from ..text import printable
from .commands import Loads, command, question
from .importing import ImportOptions, answer
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
    """Add the figures of a table to a fact base: all of them, or none.

    Without --into it looks at the table, and says what to type.
    """
    return answer(options)


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
