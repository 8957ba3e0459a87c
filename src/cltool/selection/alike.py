"""Whether figures are like with like: of one time and origin."""

from collections.abc import Sequence

from ..dataset.period import Period
from ..linked.series import Figure
from ..wording import listing
from .citing import told_apart


def why_unlike(picked: Sequence[Figure]) -> str:
    """Why the figures are not like with like; empty if they are."""
    first = picked[0]
    for figure in picked[1:]:
        if figure.series in first.series.comparable:
            continue
        periods = {(each.series.period.first, each.series.period.last) for each in (first, figure)}
        if len(periods) > 1:
            spans = [
                f"{each.place.name}'s figure covers {_span(each.series.period)} ({each.series.id})"
                for each in (first, figure)
            ]
            return f"{listing(spans)}: different times are not alike."
        if figure.series.source.origin.latest is not first.series.source.origin.latest:
            names = told_apart(each.series.source.origin for each in (first, figure))
            origins = [
                f"{each.place.name}'s figure goes back to {names[each.series.source.origin.id]} "
                f"({each.series.id})"
                for each in (first, figure)
            ]
            return f"{listing(origins)}: different origins may count differently."
    return ""


def _span(period: Period) -> str:
    months = f"{period.months:.3g}"
    return f"{months} month{'' if months == '1' else 's'}, {period.in_words()}"
