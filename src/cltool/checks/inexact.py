"""Which figures don't say how far off they may be?"""

from collections.abc import Iterator

from ..linked.series import Figure
from ..wording import counted
from .base import Base
from .naming import named
from .rule import Finding, Given, Rule, Severity, Subject

MOST_NAMED = 3
INEXACT = Rule(
    "inexact",
    Severity.NOTE,
    17,
    "Estimated or digitised figures have no tolerance.",
    "Give them a tolerance, or say the least and the most that each may be.",
)


@INEXACT.check
def inexact(base: Base) -> Iterator[Finding]:
    """Estimates, and readings off a chart, without a tolerance or bounds: one finding a series."""
    for series in base.facts.series:
        if series.tolerance:
            continue
        bare: dict[str, list[Figure]] = {}
        for place, each in series.observations.items():
            status: str = each.status or series.status
            figure = series.figure(place) if status in ("digitised", "estimated") else None
            if figure is not None and not _says_how_far(figure):
                bare.setdefault(status, []).append(figure)
        for status, figures in sorted(bare.items()):
            whole = len(figures) == series.count
            own = next((each for each in figures if each.observation.status), None)
            yield INEXACT.found(
                f"{series.publisher} does not say how far off its "
                f"{counted(len(figures), f'{status} figure')} may be.",
                own.observation if own else series.record,
                key="status",
                subject=Subject.of_series(series),
                series=(series.id,),
                given=() if whole else [Given("", named(figures, MOST_NAMED))],
            )


def _says_how_far(figure: Figure) -> bool:
    """Whether a figure has bounds or a tolerance of its own, be it of 0."""
    return not figure.is_exact or figure.observation.tolerance is not None
