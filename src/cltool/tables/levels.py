"""Which places of a table are of another level than the rest: totals, nations, regions, unions."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..arithmetic import Number
from .codes import COUNTRIES, level_of_gss
from .sums import sums_among

_TOTAL = re.compile(
    r"(grand |sub-?)?totals?\b.*|.*\btotals?|all|all [a-z -]+|overall|sum|whole|world|global|earth"
    r"|total(e|es|en|t)|totaal|gesamt|insgesamt|ensemble|summe|somme|toplam|average|mean|median"
)
_AGGREGATE = re.compile(
    r"africa|asia|europe|oceania|americas?|(north|south|latin|central) america\b.*"
    r"|european union\b.*|eu\W?(\d\d)?|euro ?(area|zone)\b.*|.*\bincome\b.*|oecd\b.*|arab world"
    r"|g7|g20|sub-saharan africa\b.*|middle east\b.*|id[ab]\b.*|ibrd\b.*|.*\bsmall states"
    r"|heavily indebted\b.*|least developed\b.*|.*demographic dividend|fragile and conflict\b.*"
    r"|(east|south|central) asia\b.*|europe & central asia\b.*|central europe and the baltics"
)
_UNIONS = {"united kingdom", "great britain", "uk", "gb", "england and wales", "england & wales"}
_NATIONS = {"england", "wales", "scotland", "northern ireland"}
_REGIONS = {
    "north east", "north west", "yorkshire and the humber", "yorkshire & the humber",
    "yorkshire and humber", "east midlands", "west midlands", "east of england", "east",
    "south east", "south west", "london",
}  # fmt: skip
_STATES = {"alabama", "alaska", "arizona", "california", "florida", "texas", "wyoming"}
_ABOVE_STATES = {"united states", "united states of america", "usa", "us", "u.s."}
_MOSTLY = 0.6
_MAIN = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A place of a table, as its level can be seen.

    Attributes:
        name: Its name.
        code: Its code.
        indent: How far its name is indented.
        figures: Its figures, by period.
    """

    name: str
    code: str | None
    indent: int
    figures: Mapping[str | None, Number]


def other_levels(places: Sequence[Seen]) -> dict[str, str]:
    """The names of the places that are of another level than the rest, each with that level.

    Told by official codes, or else by what names and indents say; and by sums: what is as much as
    all the others together is their total.

    Args:
        places: The places of a table, in its order.
    """
    found = _by_code(places)
    if not any(found):
        found = [a or b for a, b in zip(_by_indent(places), _by_name(places), strict=True)]
    found = [
        level or ("total" if _TOTAL.fullmatch(place.name.casefold()) else _MAIN)
        for place, level in zip(places, found, strict=True)
    ]
    if not any(found):
        found = _by_sum(places)
    counts = Counter(found)
    main = _MAIN if counts[_MAIN] else max(counts, key=lambda level: counts[level], default=_MAIN)
    return {
        place.name: level or "other"
        for place, level in zip(places, found, strict=True)
        if level != main
    }


def _by_code(places: Sequence[Seen]) -> list[str]:
    codes = [place.code for place in places if place.code]
    gss = [code for code in codes if re.fullmatch("[EWSNK][0-9]{8}", code)]
    if codes and len(gss) >= _MOSTLY * len(codes):
        prefixes = frozenset(code[:3] for code in gss)
        return [level_of_gss(place.code or "", prefixes) or _MAIN for place in places]
    named = codes or [place.name for place in places]
    for countries in COUNTRIES.values():
        if len(named) > 2 and sum(code in countries for code in named) >= _MOSTLY * len(places):
            known = [(place.code if codes else place.name) in countries for place in places]
            return [_MAIN if each else "aggregate" for each in known]
    return [_MAIN] * len(places)


def _by_indent(places: Sequence[Seen]) -> list[str]:
    """A place is above those that follow it further in; so is what stands out before them."""
    deepest = 0
    found = []
    for place in reversed(places):
        found.append("above" if place.indent < deepest else _MAIN)
        deepest = max(deepest, place.indent)
    return found[::-1]


def _by_name(places: Sequence[Seen]) -> list[str]:
    names = [place.name.casefold().strip() for place in places]
    present = set(names)
    british = bool(present & _NATIONS)
    regions = len(present & _REGIONS) >= 4
    states = len(present & _STATES) >= 4
    levels = []
    for name in names:
        level = _MAIN
        if british and name in _UNIONS:
            level = "union"
        elif british and name in _NATIONS:
            level = "nation"
        elif regions and name in _REGIONS:
            level = "region"
        elif states and name in _ABOVE_STATES:
            level = "nation"
        elif _AGGREGATE.fullmatch(name):
            level = "aggregate"
        levels.append(level)
    return levels


def _by_sum(places: Sequence[Seen]) -> list[str]:
    """The places whose figures are sums of others', in each period."""
    found: set[int] | None = None
    for period in {period: None for place in places for period in place.figures}:
        values = [place.figures.get(period) for place in places]
        sums = sums_among(values, gaps=None in values)
        found = sums if found is None else found & sums
    return ["total" if found and at in found else _MAIN for at in range(len(places))]
