"""The formats: each turns an answer into text. One file a format."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..answer import Answer


class Format(StrEnum):
    """The formats that an answer can be printed in."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"
    LINES = "lines"

    @property
    def carries_notes(self) -> bool:
        """Whether the text holds the notes and sources, or they go to standard error."""
        return self in (Format.TABLE, Format.JSON, Format.MARKDOWN)


@dataclass(frozen=True, slots=True)
class Style:
    """What a format may be told about the page it writes for.

    Attributes:
        header: Whether to print the names of the columns; None for the format's own habit.
        width: The columns of the terminal; None for as wide as it needs to be.
        colour: Whether to use colour.
        ascii_only: Whether to draw with ASCII marks alone.
    """

    header: bool | None = None
    width: int | None = None
    colour: bool = False
    ascii_only: bool = False


def render(answer: "Answer", format_: Format | str, style: Style | None = None) -> str:
    """The answer as text that ends in a line feed.

    A format's module is imported only when it is used: drawing tables takes a large library.

    Args:
        answer: The answer.
        format_: The format, or its name.
        style: What the page is like.
    """
    module = import_module(f".{Format(format_).value}", __name__)
    write: Callable[[Answer, Style], str] = module.write
    return write(answer, style or Style())
