"""How numbers and lists are written for people."""

from collections.abc import Sequence

from .arithmetic import Number

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth",
    "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_SIZES = (
    (10**18, "quintillion"), (10**15, "quadrillion"), (10**12, "trillion"), (10**9, "billion"),
    (10**6, "million"), (1000, "thousand"), (100, "hundred"),
)  # fmt: skip


def number(value: Number) -> str:
    """A figure in full, its digits grouped: `4,013`. Never rounded; 36.0 is written `36`."""
    if isinstance(value, int):
        return f"{value:,}"
    from decimal import Decimal

    return f"{Decimal(repr(value)):,f}".removesuffix(".0")


def in_words(value: int) -> list[str]:
    """A whole number in English words, without "and": `one hundred twenty one`.

    Args:
        value: The number, from 0 to below 10 ** 21.
    """
    if value < len(_SMALL):
        return [_SMALL[value]]
    if value < 100:
        tens, ones = divmod(value, 10)
        return [_TENS[tens], *(in_words(ones) if ones else [])]
    size, name = next(each for each in _SIZES if value >= each[0])
    count, rest = divmod(value, size)
    return [*in_words(count), name, *(in_words(rest) if rest else [])]


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


def points(written: str) -> str:
    """A difference of percentages: `4 percentage points`."""
    return f"{written} percentage point{'' if written == '1' else 's'}"


def ratio(value: float) -> str:
    """A ratio to two decimals, or to two significant digits if that would show less: `3.44`."""
    return f"{value:,.2f}" if abs(value) >= 0.1 or value == 0 else f"{value:.2g}"


def rate(value: Number) -> str:
    """A rate to one decimal, or to two significant digits if that would show less: `46.0`."""
    if isinstance(value, int):
        return number(value)
    return f"{value:,.1f}" if abs(value) >= 1 or value == 0 else f"{value:.2g}"


def aligned(rates: Sequence[str]) -> list[str]:
    """Some rates of a column with as many decimals each, where the longest has two."""
    decimals = max((len(each.partition(".")[2]) for each in rates), default=0)
    if decimals != 2:
        return list(rates)
    return [f"{each}0" if len(each.partition(".")[2]) == 1 else each for each in rates]


def listing(words: Sequence[str], most: int | None = None, *, of: int | None = None) -> str:
    """Words as English lists them: `a, b and c`, or `a, b and 3 more`.

    Args:
        words: The words.
        most: How many to show; all by default.
        of: How many there are, if these are only the first.
    """
    shown = list(words[:most])
    count = len(words) if of is None else of
    if count > len(shown):
        shown.append(f"{number(count - len(shown))} more")
    return _series(shown, "and")


def short_months(text: str) -> str:
    """A text with its months in short: `Jan 2018 to Apr 2019`."""
    import re

    return re.sub(rf"\b({'|'.join(MONTHS)})\b", lambda month: month[0][:3], text)


def locators_in_words(locators: Sequence[str], most: int | None = None) -> str:
    """Where in a source several figures stand: `paragraphs 2 and 3`.

    Args:
        locators: The places in the source.
        most: How many of them to name; all by default.
    """
    longer = tuple(locators)
    locators = [x for x in longer if not any(each.startswith(f"{x}, ") for each in longer)]
    nouns = [locator.rpartition(" ") for locator in locators]
    if len(locators) > 1 and all(noun.isalpha() and at.isdecimal() for noun, _, at in nouns):
        (noun, *others) = dict.fromkeys(noun for noun, _, _ in nouns)
        if not others:
            return f"{plural(noun)} {listing([at for _, _, at in nouns], most)}"
    if most is not None and len(locators) > most:
        return listing(locators, most)
    return ", ".join(locators)


def alternatives(words: Sequence[str]) -> str:
    """Words as English offers a choice of them: `a, b or c`."""
    return _series(words, "or")


def _series(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def plural(noun: str) -> str:
    """The regular English plural of a noun."""
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "i", "o", "u", ""):
        return f"{noun[:-1]}ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    return f"{noun}s"


def counted(count: int, noun: str) -> str:
    """A noun with its number: `1 county`, `37 counties`."""
    return f"{number(count)} {noun if count == 1 else plural(noun)}"


def a(noun: str) -> str:
    """A noun with its article: `a town`, `an area`."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def ordinal(rank: int) -> str:
    """A rank for people: `first` to `tenth`, then `11th`."""
    if rank <= len(_ORDINALS):
        return _ORDINALS[rank - 1]
    suffix = (
        "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    )
    return f"{rank:,}{suffix}"
