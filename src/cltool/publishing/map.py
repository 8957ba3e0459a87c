"""A map of rates, never of totals: a large place is not shown as much only because it is large."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..answer import Answer, Weight
from ..errors import NoAnswerError
from ..linked.fact_base import FactBase
from ..wording import counted, listing, rate
from .boundaries import Boundaries
from .leading import by_rate, longest_lists
from .markup import link, on_request, paragraph, text
from .outline import drawn

CLASSES = 5
_MOST_NAMED = 10


class Rates(NamedTuple):
    """What a map shows.

    Attributes:
        answer: The ranking by a rate.
        rates: The rate of each place by its code.
        disputed: The codes of the places on whose figures sources differ.
        names: The name of each place by its code.
        uncoded: The names of the places that have a rate and no code.
    """

    answer: Answer
    rates: Mapping[str, float]
    disputed: frozenset[str]
    names: Mapping[str, str]
    uncoded: tuple[str, ...]


def mapped(facts: FactBase, boundaries: Boundaries) -> Rates:
    """The rates of the kind of place of which the boundaries have most.

    Raises:
        NoAnswerError: If there are none.
    """
    there = {each.code for each in boundaries.shapes if each.code}
    found: list[Rates] = []
    for kind, series in longest_lists(facts).items():
        answer = by_rate(facts, kind, series)
        if answer is not None:
            found.append(_rates(facts, answer))
    best = max(found, key=lambda each: len(there & {*each.rates}), default=None)
    if best is None or not there & {*best.rates}:
        raise NoAnswerError(
            "a map shows rates, never totals, and the base has none for these places: mark a "
            'measure such as population with "denominator": true, and give its figures'
        )
    return best


def _rates(facts: FactBase, answer: Answer) -> Rates:
    columns = {each.name for each in answer.columns}
    column = "rate" if "rate" in columns else "value"
    rates, disputed, uncoded = {}, set(), []
    for row in answer:
        place, value = facts.place_by_id[str(row["place"])], row[column]
        if not isinstance(value, int | float):
            continue
        if place.code is None:
            uncoded.append(place.name)
            continue
        rates[place.code] = value
        if row["disputed"]:
            disputed.add(place.code)
    names = {each.code: each.name for each in facts.places if each.code is not None}
    return Rates(answer, rates, frozenset(disputed), names, tuple(uncoded))


def map_figure(shown: Rates, boundaries: Boundaries) -> str:
    """The map with its legend, what is to know of it, its sources and its credit."""
    there = {each.code for each in boundaries.shapes}
    bins = _bins(sorted(value for code, value in shown.rates.items() if code in there))
    answer = shown.answer
    notes = [each.text for each in answer.notes if each.weight is Weight.VITAL]
    sources = [
        f"{link(each.text, each.url)}{text(f', {each.where(3)}' if each.locators else '')}"
        for each in answer.cited()
    ]
    return (
        f'<figure class="map">\n<h3>{text(answer.summary)}</h3>\n'
        f'<p class="under">{text(answer.title)}</p>\n'
        f"{_legend(bins, shown, boundaries)}\n{_svg(bins, shown, boundaries)}\n"
        f"<figcaption>{paragraph(text(_missing(shown, boundaries)))}"
        f"{''.join(paragraph(text(each)) for each in notes)}"
        f"<p>Source: {'; '.join(sources)}.</p>"
        f"<p>Boundaries: {text(boundaries.credit)}</p>{_table(shown)}</figcaption>\n</figure>"
    )


class _Bin(NamedTuple):
    """A class of rates: the lowest and the highest in it."""

    least: float
    most: float

    def __str__(self) -> str:
        least, most = rate(self.least), rate(self.most)
        return least if least == most else f"{least} to {most}"


def _bins(rates: Sequence[float]) -> list[_Bin]:
    """Classes with about as many places in each; equal rates are never parted."""
    distinct = sorted(set(rates))
    count = min(CLASSES, len(distinct))
    ends: list[float] = []
    for at in range(1, count + 1):
        end = rates[max(round(at * len(rates) / count) - 1, 0)]
        if not ends or end > ends[-1]:
            ends.append(end)
    found, start = [], 0
    for end in ends:
        stop = bisect_left(distinct, end) + 1
        found.append(_Bin(distinct[start], distinct[stop - 1]))
        start = stop
    return found


def _shade(bins: Sequence[_Bin], value: float) -> int:
    """Which of the five shades a rate has: fewer classes leave out those in between."""
    at = next(at for at, each in enumerate(bins) if value <= each.most)
    return round(at * (CLASSES - 1) / max(len(bins) - 1, 1)) if len(bins) > 1 else CLASSES - 1


def _svg(bins: Sequence[_Bin], shown: Rates, boundaries: Boundaries) -> str:
    drawing = drawn([each.rings for each in boundaries.shapes])
    below, above = [], []
    for shape, path in zip(boundaries.shapes, drawing.paths, strict=True):
        value = shown.rates.get(shape.code)
        kind = "unknown" if value is None else f"shade{_shade(bins, value)}"
        name = shown.names.get(shape.code, "")
        told = "not known" if value is None else rate(value)
        if shape.code in shown.disputed:
            told += ", disputed"
        title = f"<title>{text(name)}: {told}</title>" if name else ""
        below.append(f'<path class="{kind}" d="{path}">{title}</path>')
        if shape.code in shown.disputed:
            above.append(f'<path class="outlined" d="{path}"/>')
    return (
        f'<svg viewBox="-4 -4 {drawing.width + 8} {drawing.height + 8}" role="img" '
        f'aria-label="Map: {text(shown.answer.summary)} The rates are listed below it."'
        f' preserveAspectRatio="xMidYMid meet">'
        '<defs><pattern id="hatch" width="14" height="14" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="ground" width="14" height="14"/>'
        '<rect class="stroke" width="4" height="14"/></pattern></defs>\n'
        + "\n".join([*below, *above])
        + "\n</svg>"
    )


def _legend(bins: Sequence[_Bin], shown: Rates, boundaries: Boundaries) -> str:
    keys = [(f"shade{_shade(bins, each.most)}", str(each)) for each in bins]
    codes = {each.code for each in boundaries.shapes}
    if codes - {*shown.rates}:
        keys.append(("unknown", "not known"))
    if codes & shown.disputed:
        keys.append(("outlined", "sources differ"))
    items = "".join(
        f'<li><svg viewBox="0 0 28 18" aria-hidden="true"><rect class="{kind}" x="2" y="2" '
        f'width="24" height="14"/></svg> {text(words)}</li>'
        for kind, words in keys
    )
    return f'<ul class="legend">{items}</ul>'


def _missing(shown: Rates, boundaries: Boundaries) -> str:
    """Which rates the map does not show."""
    there = {each.code for each in boundaries.shapes}
    absent = [shown.names[each] for each in shown.rates if each not in there]
    absent += shown.uncoded
    if not absent:
        return ""
    verb = "is" if len(absent) == 1 else "are"
    return f"{counted(len(absent), 'place')} with a rate {verb} not on the map: " + (
        f"{listing(absent, _MOST_NAMED)}."
    )


def _table(shown: Rates) -> str:
    """The rates as a list, for whoever can't see the map."""
    rows = "".join(
        f"<li>{text(shown.names[code])}: {rate(value)}"
        f"{' (disputed)' if code in shown.disputed else ''}</li>"
        for code, value in shown.rates.items()
    )
    return on_request("The rates as a list", [f"<ol>{rows}</ol>"])
