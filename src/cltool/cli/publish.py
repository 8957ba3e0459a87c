"""The commands that make what is handed on: page."""

from typing import TYPE_CHECKING, Annotated

import typer

from .commands import Loads, question

if TYPE_CHECKING:
    from ..answer import Answer
    from ..linked.files import FactFile

GROUP = "Publish"


@question(loads=Loads.FILE, example=("out.html", 'out.html --title "Where Londoners are linked"'))
def page(
    base: "FactFile",
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="The page to write, such as out.html.")
    ],
    *,
    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TEXT", help="Its title, if not that of the facts."),
    ] = None,
    boundaries: Annotated[
        str | None,
        typer.Option(
            "--boundaries",
            metavar="FILE",
            help="Also draw a map of rates, from GeoJSON or TopoJSON with the places' codes.",
        ),
    ] = None,
    boundaries_credit: Annotated[
        str | None,
        typer.Option(
            "--boundaries-credit",
            metavar="TEXT",
            help="Whose the boundaries are, and their licence, if their file does not say so.",
        ),
    ] = None,
) -> "Answer":
    """Write the facts as one page to hand on: charts, figures, sources.

    It is one HTML file that loads nothing, for a browser, a phone or a printer.
    """
    from ..publishing.page import Terms
    from ..publishing.page import page as make

    return make(base, path, Terms(title, boundaries, boundaries_credit))
