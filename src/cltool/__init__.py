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
    from .questions import (
        audit,
        check,
        compare,
        facts,
        measures,
        place,
        places,
        rank,
        series,
        share,
        sources,
        trend,
    )
    from .writing import dumps

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
    "writing": ("dumps",),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = next((module for module, names in _HOMES.items() if name in names), "questions")
    return getattr(import_module(f".{home}", __name__), name)
