"""What each column of a table holds, and which one a person means."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ..errors import Parameter, UsageError
from ..text import shown
from .cells import Cell, is_filled, missing, text_of
from .figures import is_number
from .layout import Layout, clean, is_place_header
from .periods import read_periods
from .sheet import letter

MOST_NAMED = 20
_CODE = re.compile(r"\b(code|codes|cod|codice|id|iso\w*|fips|gss|nuts\w*)\b|code$|fips$", re.I)
_TIME = re.compile(
    r"\b(years?|dates?|periods?|periodo|quarters?|months?|time|days?|weeks?|anno|año|jahr|season)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(r"\b(sort|order|rank|lat|lon|long|latitude|longitude|objectid)\b", re.I)
_OFFICIAL = re.compile(r"[A-Z][0-9]{8}|[A-Z]{3}|[A-Z]{2}[0-9]{1,3}|[0-9]{2}[A-Z]{2}|OWID_\w+")
_LIKE_CODE = re.compile(r"[A-Z0-9._:/-]{1,30}")
_LONGEST_NAME = 100
_LONG_CODE = 12


class Role(StrEnum):
    """What a column holds."""

    PLACE = "places"
    CODE = "codes"
    PERIOD = "periods"
    FIGURES = "figures"
    GROUP = "groups"
    CONSTANT = "one text throughout"
    EMPTY = "nothing"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a column.

    Attributes:
        at: Which one it is, from 0.
        title: Its header.
        role: What it holds.
        period: The period that its header names.
        values: Different cells, in order, of a sample of the rows.
        filled: How many cells of the sample are filled.
    """

    at: int
    title: str
    role: Role
    period: str | None
    values: tuple[str, ...]
    filled: int

    @property
    def name(self) -> str:
        """What to call it: its header, or its letter where it has none."""
        return self.title or letter(self.at)

    @property
    def is_order(self) -> bool:
        """Whether its numbers only say in which order rows stand."""
        return _ORDER.search(self.title.replace("_", " ")) is not None


@lru_cache(maxsize=4)
def survey(layout: Layout) -> tuple[Seen, ...]:
    """What each column holds, from left to right."""
    periods = header_periods(layout)
    lines = layout.sample()
    found = []
    for at in range(layout.width):
        cells = [line.cell(at) for line in lines if is_filled(line.cell(at))]
        values = tuple(dict.fromkeys(map(text_of, cells)))
        title = layout.title(at)
        role = _role(cells, values, title)
        found.append(Seen(at, title, role, periods[at], values, len(cells)))
    return tuple(_with_place(found))


@lru_cache(maxsize=4)
def header_periods(layout: Layout) -> Sequence[str | None]:
    """The period that each column's header names, if any; its lowest part that names one."""
    flat = [(at, part) for at, parts in enumerate(layout.names) for part in reversed(parts)]
    read = read_periods([part for _, part in flat])
    found: list[str | None] = [None] * layout.width
    for (at, _), period in zip(flat, read, strict=True):
        found[at] = found[at] or period
    return found


def _role(cells: Sequence[Cell], values: Sequence[str], title: str) -> Role:
    if not cells:
        return Role.EMPTY
    words = title.replace("_", " ")
    coded = sum(1 for value in values if _OFFICIAL.fullmatch(value))
    sizes = {len(value) if value.isdecimal() else 0 for value in values}
    long = len(sizes) == 1 and max(sizes) >= _LONG_CODE
    called = _CODE.search(words) is not None and 2 * sum(
        _LIKE_CODE.fullmatch(value) is not None for value in values
    ) > len(values)
    if len(values) > 1 and (2 * coded > len(values) or long or called):
        return Role.CODE
    if _TIME.search(words) and None not in read_periods(
        [cell for cell in cells if missing(text_of(cell)) is None]
    ):
        return Role.PERIOD
    numbers = sum(1 for cell in cells if is_number(cell))
    gaps = sum(1 for cell in cells if missing(text_of(cell)) is not None)
    if numbers and 5 * (numbers + gaps) >= 4 * len(cells):
        return Role.FIGURES
    if gaps == len(cells) and len(cells) > 1:
        return Role.EMPTY
    return Role.CONSTANT if len(values) == 1 and len(cells) > 1 else Role.GROUP


def _with_place(found: list[Seen]) -> list[Seen]:
    """The columns, with the one of places as such: that of most names, or the only one called so.

    Of several that are alike, the one whose header speaks of places; then the first.
    """
    texts = [each for each in found if each.role is Role.GROUP]
    texts = [each for each in texts if _middle_length(each.values) <= _LONGEST_NAME]
    if not texts:
        texts = [each for each in found if each.role is Role.CONSTANT and _may_be_place(each)]
    if not texts:
        texts = [each for each in found if each.role is Role.CODE][:1]
    if not texts:
        return found
    most = max(len(each.values) for each in texts)
    alike = [each for each in texts if 10 * len(each.values) >= 9 * most]
    named = [each for each in texts if is_place_header(each.title)]
    chosen = next((each for each in alike if each in named), alike[0])
    return [
        Seen(each.at, each.title, Role.PLACE, each.period, each.values, each.filled)
        if each is chosen
        else each
        for each in found
    ]


def _may_be_place(each: Seen) -> bool:
    return each.at == 0 or is_place_header(each.title)


def _middle_length(values: Sequence[str]) -> int:
    return sorted(map(len, values))[(len(values) - 1) // 2]


def find_column(layout: Layout, asked: str, option: str, name: str) -> int:
    """The column that a text means: by its header, by the period in it, by letter or by number.

    Args:
        layout: The table.
        asked: What was typed. Case, footnote marks and line breaks don't matter.
        option: The option that it was typed for.
        name: What messages call the file.

    Raises:
        UsageError: If there is no such column, or several.
    """
    wanted = clean(asked).casefold()
    titles = [layout.title(at).casefold() for at in range(layout.width)]
    ways = [
        [at for at, title in enumerate(titles) if title == wanted],
        [at for at, parts in enumerate(layout.names) if wanted in map(str.casefold, parts)],
        _by_period(layout, asked),
        _by_position(layout, asked.strip()),
    ]
    found = next((way for way in ways if way), [])
    if len(found) == 1:
        return found[0]
    line = layout.header[-1].line if layout.header else 1
    if found:
        letters = ", ".join(
            f"{letter(at)} ({shown(layout.title(at))})" for at in found[:MOST_NAMED]
        )
        raise UsageError(
            f"{name}:{line}: several columns are '{shown(asked)}'; say which by its letter: ",
            Parameter(option),
            f" with one of {letters}",
        )
    titles = [shown(layout.title(at) or letter(at)) for at in range(layout.width)]
    raise UsageError(
        f"{name}:{line}: no column '{shown(asked)}'; expected one of: {listed(titles)}"
    )


def _by_period(layout: Layout, asked: str) -> list[int]:
    wanted = read_periods([asked])[0]
    periods = header_periods(layout) if wanted else []
    return [at for at, period in enumerate(periods) if period == wanted]


def _by_position(layout: Layout, asked: str) -> list[int]:
    if re.fullmatch("[0-9]{1,5}", asked):
        at = int(asked) - 1
    elif re.fullmatch("[A-Za-z]{1,3}", asked):
        at = 0
        for char in asked.upper():
            at = at * 26 + ord(char) - 64
        at -= 1
    else:
        return []
    return [at] if 0 <= at < layout.width else []


def listed(names: Iterable[str]) -> str:
    """The first names of many."""
    some = list(names)
    return ", ".join(some[:MOST_NAMED] + (["..."] if len(some) > MOST_NAMED else []))
