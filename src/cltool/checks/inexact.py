"""Which figures don't say how far off they may be?"""

from collections.abc import Iterator, Sequence

from ..linked.series import Figure
from ..wording import counted, number
from .base import Base
from .naming import highest_first, named
from .rule import Finding, Rule, Severity

MOST_NAMED = 3
INEXACT = Rule("inexact", Severity.NOTE, 17, "Estimated or digitised figures have no tolerance.")


@INEXACT.check
def inexact(base: Base) -> Iterator[Finding]:
    """Estimates, and readings off a chart, without a tolerance or bounds: one finding a series."""
    for series in base.facts.series:
        if series.tolerance:
            continue
        bare: dict[str, list[Figure]] = {}
        for figure in series.figures:
            if figure.status in ("digitised", "estimated") and not _says_how_far(figure):
                bare.setdefault(figure.status, []).append(figure)
        for status, figures in sorted(bare.items()):
            yield INEXACT.found(
                f"{series.publisher}: {_lacking(status, figures, series.count)}.",
                series.record,
                series=(series.id,),
            )


def _lacking(status: str, figures: Sequence[Figure], count: int) -> str:
    """What is not said, and of which figures, if not of all."""
    if len(figures) == count:
        return f"the figures are {status}, but how far off they may be (tolerance) is not said"
    one = len(figures) == 1
    return (
        f"{number(len(figures))} of {counted(count, 'figure')}, which {'is' if one else 'are'} "
        f"{status}, {'does' if one else 'do'} not say how far off {'it' if one else 'they'} may be "
        f"(tolerance): {named(highest_first(figures), MOST_NAMED)}"
    )


def _says_how_far(figure: Figure) -> bool:
    """Whether a figure has bounds or a tolerance of its own, be it of 0."""
    return not figure.is_exact or figure.observation.tolerance is not None
