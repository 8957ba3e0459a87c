"""The page of a fact base: what it is, what it shows, every figure, and what to know of it."""

from pathlib import Path, PurePath
from typing import NamedTuple

from .. import __version__
from ..answer import Answer, Column, Kind
from ..dataset.saving import save
from ..errors import Parameter, UsageError
from ..linked.fact_base import FactBase
from ..linked.files import FactFile
from ..questions.check import check
from ..text import printable, shown
from ..wording import counted, number
from .appendix import measures_list, places_list, sources_list
from .boundaries import load_boundaries
from .charting import chart_figures
from .document import Section, document
from .findings import findings_list
from .leading import leading
from .map import map_figure, mapped
from .markup import data_block, link, paragraph, text
from .rows import INEXACT, WITHHELD, Table, figures_table
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


def page(file: FactFile, path: str, terms: Terms) -> Answer:
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


def html_of(file: FactFile, terms: Terms) -> str:
    """The page of a fact base, without writing it; raises what `page` does of boundaries."""
    return _made(file, terms).html


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


def _same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False  # one of them is no file


class _Made(NamedTuple):
    """A page with what it holds."""

    title: str
    html: str
    parts: dict[str, int]


def _made(file: FactFile, terms: Terms) -> _Made:
    facts = file.facts
    title = terms.title or facts.title
    figures, charts, checked = figures_table(facts), chart_figures(leading(facts)), check(file)
    sections = [
        Section("charts", "In charts", _charts(charts)),
        Section("map", "On a map", _map(facts, terms)),
        Section("figures", "Every figure", _figures(figures)),
        Section("findings", "What a check of the figures found", findings_list(facts, checked)),
        Section("measures", "What is counted", measures_list(facts)),
        Section("places", "Places to know more of", places_list(facts)),
        Section("sources", "Sources", sources_list(facts)),
    ]
    data = data_block(described(facts, title))
    html = document(title, _head(facts, figures), sections, _foot(facts), data)
    return _Made(
        title,
        html,
        {
            "figures": figures.length,
            "charts": len(charts),
            "maps": int(terms.boundaries is not None),
            "findings": len(checked),
            "sources": len(facts.sources),
        },
    )


def _charts(charts: list[str]) -> str:
    return '<div class="charts">\n' + "\n".join(charts) + "\n</div>" if charts else ""


def _map(facts: FactBase, terms: Terms) -> str:
    if terms.boundaries is None:
        return ""
    codes = {each.code for each in facts.places if each.code is not None}
    boundaries = load_boundaries(terms.boundaries, codes, terms.credit)
    return map_figure(mapped(facts, boundaries), boundaries)


def _figures(figures: Table) -> str:
    words = (
        "A place's name links to its row. “Disputed” is another value for the same thing, from the "
        "same origin; “elsewhere” is what another origin gives, which may count differently."
    )
    return f"{paragraph(words)}\n{figures.html}"


def _head(facts: FactBase, figures: Table) -> str:
    """What the base is: its description, how much it holds, and how much of that is contested."""
    held = ", ".join(
        [
            counted(figures.length, "figure"),
            counted(len(facts.places), "place"),
            f"{number(len(facts.series))} series",
        ]
    )
    told = [f"{held} from {counted(len(facts.sources), 'source')}."]
    words = {
        DISPUTED: "disputed between sources",
        REVISED: "revised since",
        ELSEWHERE: "contradicted by another origin",
        WITHHELD: "withheld",
        INEXACT: "not exact",
    }
    marked = [f"{number(figures.marked[x])} {words[x]}" for x in words if figures.marked.get(x)]
    if marked:
        told.append(f"Of the figures: {', '.join(marked)}.")
    return paragraph(text(facts.base.description or "")) + paragraph(" ".join(told), "facts")


def _foot(facts: FactBase) -> str:
    name = facts.base.license
    licence = ""
    if name is not None:
        licence = f"Licence of the collection: {link(name, name)}. "
    return paragraph(
        f"{licence}This file loads nothing from anywhere and sends nothing. "
        f"Made by cltool {__version__}."
    )
