"""The formats: each turns an answer into text, or into bytes. One file a format."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..text import printable
from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer

__all__ = ["Format", "Style", "formats", "render", "render_any"]


@cache
def formats() -> Mapping[str, Format]:
    """All the formats by name, in their order: every module of this folder is looked at."""
    for module in iter_modules(__path__):
        if not module.name.startswith(
            "_"
        ):  # such as what draws tables, which takes a large library
            import_module(f".{module.name}", __name__)
    found: dict[str, Format] = {}
    for each in sorted((made() for made in Format.__subclasses__()), key=lambda each: each.order):
        same = [other.name for other in found.values() if other.order == each.order]
        if each.name in found or same:
            what = f"order {each.order}" if same else f"name {each.name}"
            raise TypeError(f"two formats have the {what}; give {type(each).__name__} another")
        found[each.name] = each
    return found


def render(answer: "Answer", format_: str, style: Style | None = None) -> str:
    """The answer as text that ends in a line feed; for formats of text.

    Args:
        answer: The answer.
        format_: The name of the format.
        style: What the page is like.

    Raises:
        UsageError: If there is no such format, it is not text, or it can't hold the answer.
    """
    made = render_any(answer, format_, style)
    if isinstance(made, bytes):
        raise UsageError(f"the format {format_} is not text; use render_any, which gives its bytes")
    return made


def render_any(answer: "Answer", format_: str, style: Style | None = None) -> str | bytes:
    """The answer in a format: as text that ends in a line feed, or as bytes.

    Args:
        answer: The answer.
        format_: The name of the format.
        style: What the page is like.

    Raises:
        UsageError: If there is no such format, or it can't hold the answer.
    """
    if format_ not in formats():
        valid = ", ".join(formats())
        raise UsageError(f"given the format '{printable(format_)}', expected one of: {valid}")
    return formats()[format_].write(answer, style or Style())
