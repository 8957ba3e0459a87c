"""The public names, all in one place. `import cltool` gives them on first use."""

from functools import partial

from .answer import Alternative, Answer, Caveat, Citation, Column, Effect, Kind, Shape, Weight
from .errors import CltoolError, InvalidFactsError, NoAnswerError, Problem, UsageError
from .formats import Style, render, render_any
from .linked.fact_base import FactBase
from .linked.files import FactFile, dumps, load, load_file, loads
from .linked.record import Claim, Measure, Place, Source
from .linked.series import Figure, Series
from .questions.audit import audit
from .questions.average import average
from .questions.check import check
from .questions.claims import claims
from .questions.compare import compare
from .questions.facts import facts
from .questions.listings import measures, places, series
from .questions.place import place
from .questions.rank import rank
from .questions.share import share
from .questions.sources import sources
from .questions.total import total
from .questions.trend import trend
from .selection.choice import Choice

Answer.shown_by(
    html=partial(render, format_="html"),
    markdown=partial(render, format_="markdown"),  # for books: Quarto makes PDF and Word of it
)

__all__ = [
    "Alternative",
    "Answer",
    "Caveat",
    "Choice",
    "Citation",
    "Claim",
    "CltoolError",
    "Column",
    "Effect",
    "FactBase",
    "FactFile",
    "Figure",
    "InvalidFactsError",
    "Kind",
    "Measure",
    "NoAnswerError",
    "Place",
    "Problem",
    "Series",
    "Shape",
    "Source",
    "Style",
    "UsageError",
    "Weight",
    "audit",
    "average",
    "check",
    "claims",
    "compare",
    "dumps",
    "facts",
    "load",
    "load_file",
    "loads",
    "measures",
    "place",
    "places",
    "rank",
    "render",
    "render_any",
    "series",
    "share",
    "sources",
    "total",
    "trend",
]
