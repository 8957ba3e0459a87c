"""The page of a fact base: what it is, what it shows, every figure, and what to know of it."""

from pathlib import Path, PurePath
from typing import NamedTuple

from .. import __version__
from ..answer import Answer, Caveat, Column, Kind
from ..dataset.saving import save
from ..errors import CltoolError, Parameter, UsageError
from ..linked.fact_base import FactBase
from ..linked.files import FactFile
from ..questions.check import check
from ..text import is_web_address, printable, shown
from ..wording import counted, number
from .appendix import measures_list, places_list, sources_list
from .boundaries import load_boundaries
from .document import Section, document
from .findings import findings_list
from .leading import leading
from .map import map_figure, mapped
from .markup import data_block, link, paragraph, text
from .rows import Table, figures_table
from .said import DISPUTED, ELSEWHERE, REVISED
from .structured import described

ENDINGS = (".html", ".htm")


class Terms(NamedTuple):
    """How a page is to be.

    Attributes:
        title: What it is called, if not as the fact base.
        boundaries: A file of boundaries for a map; None for no map.
        credit: Whose those are, if the file does not say so.
    """

    title: str | None = None
    boundaries: str | None = None
    credit: str | None = None


def page(file: FactFile, path: str, terms: Terms = Terms()) -> Answer:
    """Write a fact base as one page that needs nothing else: whole, or not at all.

    Args:
        file: The fact base.
        path: The file to write; one that is there is written over.
        terms: How it is to be.

    Returns:
        A row a part of the page: part, count.

    Raises:
        UsageError: If the name is no page's, or the boundaries can't be drawn.
        NoAnswerError: If there is no rate for a map.
        OutputError: If it can't be written.
    """
    _refuse(file, path, terms)
    made = _made(file, terms)
    save(Path(path), made.html)
    parts = made.parts
    size = f"{number(-(-len(made.html.encode()) // 1000))} kB"
    told = ", ".join([counted(parts["figures"], "figure"), counted(parts["charts"], "chart")])
    return Answer(
        question="page",
        title=made.title,
        summary=f"{printable(path)}: written, {told}, {size}. Open it in a browser.",
        columns=(
            Column("part", "the part of the page", tuple(parts)),
            Column("count", "how many it has", tuple(parts.values()), Kind.NUMBER),
        ),
        written=(path,),
    )


def _refuse(file: FactFile, path: str, terms: Terms) -> None:
    """Refuse a file that is no page: what would be written over may be someone's facts."""
    if PurePath(path).suffix.lower() not in ENDINGS:
        raise UsageError(
            f"given FILE '{shown(path)}', expected a name that ends in .html: the page to write"
        )
    if terms.credit is not None and terms.boundaries is None:
        raise UsageError(
            "given ", Parameter("boundaries_credit"), " without ", Parameter("boundaries"),
            "; give both, or neither",
        )  # fmt: skip
    for read in (terms.boundaries, file.name):
        if read is not None and _same(read, path):
            raise UsageError(f"{shown(path)} is a file that this command reads; name another")
