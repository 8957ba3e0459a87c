"""The rules that a fact base is held against, beyond what loading refuses.

An error is a fault of the file, or figures that can't all be true; a warning is a disagreement
between sources that a reader must know of; a note is what else to know before quoting.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..model import FactBase, Place

KINDS = (
    "duplicate-key", "conflict", "parts", "claim", "coverage", "repeats", "window", "inexact",
    "unsourced", "no-population", "unused-place", "uncited-source",
)  # fmt: skip
"""The rules, the most serious first."""


class Severity(StrEnum):
    """How serious a finding is, the most serious first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule found.

    Attributes:
        severity: How serious it is.
        kind: The rule that found it: a stable word, one of `KINDS`.
        text: What was found, in one sentence with the figures.
        about: The record of the fact base where it shows.
        place: The place concerned, if there is one.
        series: The ids of the series concerned.
        settled: Whether it needs no one's attention: a claim that holds or can't be checked.
    """

    severity: Severity
    kind: str
    text: str
    about: object
    place: Place | None = None
    series: tuple[str, ...] = ()
    settled: bool = False


def findings(facts: FactBase) -> Iterator[Finding]:
    """All that the rules find in a fact base, in no particular order."""
    from . import agreement, claims, upkeep

    for rules in (agreement, claims, upkeep):
        yield from rules.findings(facts)
