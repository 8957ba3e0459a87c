"""The command that takes a table, with all that is left to say of it."""

import shlex
from dataclasses import dataclass, fields

from ..errors import UsageError
from .asked import Asked
from .importing import Adding
from .layout import Layout
from .rows import Plan
from .sheet import Book
from .table import Table
from .target import Target


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How a table may be taken.

    Attributes:
        book: The file.
        layout: The table that was looked at.
        asked: How it is read, with all that it needs.
        target, adding: Where its figures go.
        plan: Which cells are meant, if that could be told.
        table: Its figures likewise.
        guessed: What the user has to make sure of, in words.
        trouble: Why it can't be taken yet, if it can't.
    """

    book: Book
    layout: Layout
    asked: Asked
    target: Target
    adding: Adding
    plan: Plan | None
    table: Table | None
    guessed: tuple[str, ...]
    trouble: UsageError | None = None

    def command(self, path: str, into: str) -> str:
        """The command that takes the table."""
        words = ["cltool", "import", path, "--into", into]
        for options in (self.asked, self.target, self.adding):
            for each in fields(options):
                words += _words(each.name, getattr(options, each.name))
        return shlex.join(words)


_NAMES = {"aliases": "alias", "new_places": "new-place"}


def _words(name: str, value: object) -> list[str]:
    option = f"--{_NAMES.get(name, name).replace('_', '-')}"
    if value is True:
        return [option]
    if isinstance(value, str):
        return [f"{option}={value}"] if value.startswith("-") else [option, value]
    return [word for each in value for word in (option, each)] if isinstance(value, tuple) else []
