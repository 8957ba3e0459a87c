"""What to write in place of a faulty value, where that can be told."""

import json
import re
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from ..text import shown
from .dates import date_advice
from .fields import ID_PATTERN, URL_PATTERN
from .numerals import number_advice
from .period import DATE_PATTERN

_FIGURE = "value"
_LONGEST = 200
_CHOICES = {
    "percentage": "rate", "percent": "rate", "ratio": "rate",
    "average": "level", "mean": "level", "index": "level", "price": "level", "age": "level",
    "all": "complete", "full": "complete", "whole": "complete",
    "some": "partial", "incomplete": "partial", "highest": "top", "ranking": "top",
    "final": "published", "official": "published", "draft": "provisional",
    "preliminary": "provisional", "estimate": "estimated", "forecast": "projected",
    "projection": "projected", "chart": "digitised", "graph": "digitised",
}  # fmt: skip
_MEANINGS = {
    "flow": "a flow is counted during a period, a stock at a moment; a rate is a ratio or a "
    "percentage, a level an average, an index, a price or an age",
    "complete": '"complete" lists all places of a kind, "top" the highest of all, "partial" some',
}
"""What choices mean, by the first of them."""
_BOOLS = {"true": "true", "yes": "true", "1": "true", "false": "false", "no": "false", "0": "false"}
_NUMBERS = ("int_type", "float_type", "int_from_float", "finite_number")


def advice(error: ErrorDetails, value: Any) -> str:
    """What to write in place of a value; empty if that can't be told.

    Args:
        error: What validation says of it.
        value: The value.
    """
    kind = error["type"]
    context = error.get("ctx", {})
    if kind in _NUMBERS:
        return _number(value, is_figure=error["loc"][-1] == _FIGURE or _FIGURE in error["loc"])
    if kind == "value_error" and error["loc"][-1] in ("period", "published"):
        return date_advice(value, is_period=error["loc"][-1] == "period")
    if kind == "string_pattern_mismatch":
        return _text(value, context["pattern"])
    if kind == "literal_error":
        return _choice(value, re.findall(r"'(\w+)'", context["expected"]))
    if kind == "bool_type":
        written = _BOOLS.get(str(value).strip().casefold())
        return f"write {written}, without quotes" if written else ""
    if kind == "tuple_type":
        return f'write ["{shown(value)}"]' if isinstance(value, str) else ""
    if kind == "string_type" and isinstance(value, int | float):
        return f'write "{json.dumps(value)}", in quotes'
    return ""


def _number(value: Any, *, is_figure: bool) -> str:
    if isinstance(value, str):
        return number_advice(value, quoted=True, is_figure=is_figure)
    return number_advice(json.dumps(value), is_figure=is_figure) if value != value else ""


def _choice(value: Any, choices: list[str]) -> str:
    """The word that another was meant for; the meaning of a number in quotes."""
    if not isinstance(value, str):
        return ""
    if not choices:
        return "write it without quotes" if value.strip().isdigit() else ""
    word = value.strip().casefold()
    near = (
        [_CHOICES[word]]
        if _CHOICES.get(word) in choices
        else get_close_matches(word, choices, 1, 0.7)
    )
    return f'did you mean "{near[0]}"?' if near else _MEANINGS.get(choices[0], "")


def _text(value: str, pattern: str) -> str:
    """A text of which only what can't stand in it is left out or changed."""
    if len(value) > _LONGEST:
        return ""
    written = " ".join(value.split())
    if DATE_PATTERN in pattern:
        return date_advice(value, is_period=False)
    if pattern == ID_PATTERN:
        written = re.sub(r"[^A-Za-z0-9._-]+", "-", written).strip("-")
    if pattern == URL_PATTERN:
        written = f"https://{written}" if re.match(r"[\w-]+(?:\.[\w-]+)+(?:/|$)", written) else ""
    return f'write "{shown(written)}"' if re.search(pattern, written) else ""
