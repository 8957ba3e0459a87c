"""The questions: each a pure function from a fact base to an answer. One file a question."""

from .audit import audit
from .check import check
from .compare import compare
from .listings import facts, measures, places, series, sources
from .place import place
from .rank import rank
from .share import share
from .trend import trend

__all__ = [
    "audit",
    "check",
    "compare",
    "facts",
    "measures",
    "place",
    "places",
    "rank",
    "series",
    "share",
    "sources",
    "trend",
]
