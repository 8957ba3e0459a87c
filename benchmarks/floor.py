"""The floor: a Typer program with the options of `cltool rank` that does nothing."""

from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def floor(
    kind: Annotated[str | None, typer.Argument(metavar="KIND", help="The kind.")] = None,
    within: Annotated[str | None, typer.Option("--within", help="The whole.")] = None,
    top: Annotated[int | None, typer.Option("--top", help="The ranks to show.")] = None,
    lowest: Annotated[bool, typer.Option("--lowest", help="From the lowest.")] = False,
    all_sources: Annotated[bool, typer.Option("--all-sources", help="Pool.")] = False,
    per: Annotated[str | None, typer.Option("--per", help="Rates.")] = None,
    scale: Annotated[int, typer.Option("--scale", help="The base of rates.")] = 100_000,
    series: Annotated[str | None, typer.Option("--series", help="The series.")] = None,
    measure: Annotated[str | None, typer.Option("--measure", help="The measure.")] = None,
    data: Annotated[str | None, typer.Option("--data", help="The file.")] = None,
    format_: Annotated[str | None, typer.Option("--format", help="The format.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Format JSON.")] = False,
    field: Annotated[str | None, typer.Option("--field", help="The column.")] = None,
    header: Annotated[bool | None, typer.Option("--header/--no-header", help="Names.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes.")] = False,
) -> None:
    """Do nothing."""
