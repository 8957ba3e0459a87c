"""Which figures don't say how far off they may be?"""

from collections.abc import Iterator

from .base import Base
from .rule import Finding, Rule, Severity

INEXACT = Rule("inexact", Severity.NOTE, 7, "Estimated or digitised figures have no tolerance.")


@INEXACT.check
def inexact(base: Base) -> Iterator[Finding]:
    """Series of estimates or readings off a chart without a tolerance."""
    for series in base.facts.series:
        if series.status in ("digitised", "estimated") and not series.tolerance:
            yield INEXACT.found(
                f"{series.publisher}: the figures are {series.status}, but how far off they may "
                "be (tolerance) is not said.",
                series.record,
                series=(series.id,),
            )
