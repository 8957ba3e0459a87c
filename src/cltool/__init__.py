"""Published figures about places: who is highest, how they compare, and who says so.

    >>> import cltool
    >>> facts = cltool.load()
    >>> print(cltool.compare(facts, ["essex", "norfolk"]).summary)
    Norfolk has 416, 295 more than Essex (121), 3.44 times its figure.

`load` gives a fact base; the questions `rank`, `compare`, `share`, `place`, `trend`, `total`,
`average`, `claims`, `facts`, `places`, `measures`, `series` and `sources` give an `Answer`, which
`render` turns into text. The names are imported on first use, so that the command line starts
quickly, and ends quickly at Ctrl-C.
"""

TYPE_CHECKING = False  # type checkers take the name for that of `typing`, which is slow to import
__version__ = "0.1.0"

if TYPE_CHECKING:
    from .api import *  # noqa: F403 - `__all__` says which
    from .api import __all__ as __all__
else:

    def __getattr__(name: str) -> object:
        from importlib import import_module

        api = import_module(".api", __name__)
        if name not in (*api.__all__, "__all__"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(api, name)

    def __dir__() -> list[str]:
        from importlib import import_module

        return sorted([*globals(), *import_module(".api", __name__).__all__])
