"""What a change may be: by each value, and each length of a period, that sources give."""

from itertools import product

from ..arithmetic import Number, rounded
from ..linked.series import Figure
from .steps import Change


def every_change(change: Change) -> list[float | None]:
    """A change by each value and length that sources give for its two ends, its own first."""
    ends = [_readings(change.figure), _readings(change.base)]
    if not change.by_the_month:
        return [change.percent(value, base) for (value, _), (base, _) in product(*ends)]
    return [
        change.monthly(months, base_months, value, base)
        for (value, months), (base, base_months) in product(*ends)
    ]


def _readings(figure: Figure) -> list[tuple[Number, Number]]:
    """Each value that is given for a figure with the length of its period, its own first."""
    evidence = figure.evidence
    found = [*evidence.others, *evidence.differing_elsewhere, *filter(None, [evidence.later])]
    told = [(x.value, each.series.period.months) for x in found for each in x.figures]
    return list(dict.fromkeys([*own_readings(figure), *told]))


def own_readings(figure: Figure) -> list[tuple[Number, Number]]:
    """A figure's own value by each length of its period, then the ends of what it may be."""
    lengths = _lengths(figure)
    off = [] if figure.is_exact else [rounded(figure.least), rounded(figure.most)]
    return [*((figure.value, each) for each in lengths), *((value, lengths[0]) for value in off)]


def _lengths(figure: Figure) -> list[Number]:
    """The lengths of a figure's period in months, its own first, then those others give it."""
    own = figure.series.period.months
    others = [each.series.period.months for each in figure.evidence.chosen.figures]
    return list(dict.fromkeys([own, *others]))
