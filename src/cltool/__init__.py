"""Published figures about places: who is highest, how they compare, and who says so.

    >>> import cltool
    >>> facts = cltool.load()
    >>> print(cltool.compare(facts, ["essex", "norfolk"]).summary)
    Norfolk has 416, 295 more than Essex (121), 3.44 times its figure.

`load` gives a fact base; the questions `rank`, `compare`, `share`, `place`, `facts`, `places`,
`measures`, `series` and `sources` give an `Answer`, which `render` turns into text. Everything is
imported on first use, so that the command line starts quickly.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .answer import Alternative, Answer
    from .errors import (
        CltoolError,
        InvalidFactsError,
        NoAnswerError,
        Problem,
        UsageError,
    )
    from .formats import Format, Style, render
    from .loading import FactFile, load, load_file, loads
    from .model import FactBase
    from .questions.audit import audit
    from .questions.check import check
    from .questions.compare import compare
    from .questions.listings import facts, measures, places, series, sources
    from .questions.place import place
    from .questions.rank import rank
    from .questions.share import share
    from .questions.trend import trend
    from .writing import dumps

__version__ = "0.1.0"
__all__ = [
    "Alternative",
    "Answer",
    "CltoolError",
    "FactBase",
    "FactFile",
    "Format",
    "InvalidFactsError",
    "NoAnswerError",
    "Problem",
    "Style",
    "UsageError",
    "audit",
    "check",
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
    "series",
    "share",
    "sources",
    "trend",
]

_HOMES = {
    "answer": ("Alternative", "Answer"),
    "errors": ("CltoolError", "InvalidFactsError", "NoAnswerError", "Problem", "UsageError"),
    "formats": ("Format", "Style", "render"),
    "loading": ("FactFile", "load", "load_file", "loads"),
    "model": ("FactBase",),
    "questions.audit": ("audit",),
    "questions.check": ("check",),
    "questions.compare": ("compare",),
    "questions.listings": ("facts", "measures", "places", "series", "sources"),
    "questions.place": ("place",),
    "questions.rank": ("rank",),
    "questions.share": ("share",),
    "questions.trend": ("trend",),
    "writing": ("dumps",),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f".{module}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
