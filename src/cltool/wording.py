"""How numbers and lists are written for people."""

from collections.abc import Sequence

from .arithmetic import Number

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth",
    "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip


def number(value: Number) -> str:
    """A figure in full, its digits grouped: `4,013`. Never rounded; 36.0 is written `36`."""
    if isinstance(value, int):
        return f"{value:,}"
    from decimal import Decimal

    return f"{Decimal(repr(value)):,f}".removesuffix(".0")


def percent(value: float) -> str:
    """A percentage to one decimal: `29.8%`.

    What is not 0 never shows as 0.0%, and what is less than 100 never as 100.0%.
    """
    written = f"{value:,.1f}"
    if written in ("0.0", "-0.0") and value != 0:
        return "<0.1%" if value > 0 else ">-0.1%"
    if written == "100.0" and value < 100:
        return ">99.9%"
    return f"{written}%".replace("-0.0", "0.0")


def ratio(value: float) -> str:
    """A ratio to two decimals, or to two significant digits if that would show less: `3.44`."""
    return f"{value:,.2f}" if value >= 0.1 or value == 0 else f"{value:.2g}"


def rate(value: Number) -> str:
    """A rate to one decimal, or to two significant digits if that would show less: `46.0`."""
    if isinstance(value, int):
        return number(value)
    return f"{value:,.1f}" if value >= 1 or value == 0 else f"{value:.2g}"


def listing(words: Sequence[str]) -> str:
    """Words as English lists them: `a, b and c`."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def ordinal(rank: int) -> str:
    """A rank for people: `first` to `tenth`, then `11th`."""
    if rank <= len(_ORDINALS):
        return _ORDINALS[rank - 1]
    suffix = (
        "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    )
    return f"{rank:,}{suffix}"
