"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from ..linked.record import Place
from ..linked.series import Figure
from .base import Base


class Severity(StrEnum):
    """How serious a finding is, the most serious first."""

    ERROR = "error"
    """A fault of the file, or figures that can't all be true."""
    WARNING = "warning"
    """A disagreement between sources that a reader must know of."""
    NOTE = "note"
    """What else to know before quoting."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule found.

    Attributes:
        rule: The rule that found it.
        severity: How serious it is.
        text: What was found, in one sentence with the figures.
        about: The record of the fact base where it shows.
        place: The place concerned, if there is one.
        series: The ids of the series concerned.
        settled: Whether it needs no one's attention: a claim that holds or can't be checked.
    """

    rule: "Rule"
    severity: Severity
    text: str
    about: object
    place: Place | None = None
    series: tuple[str, ...] = ()
    settled: bool = False

    @property
    def kind(self) -> str:
        """The rule's stable word."""
        return self.rule.kind


Check: TypeAlias = Callable[[Base], Iterable[Finding]]


@dataclass(eq=False)
class Rule:
    """A rule that a fact base is held against. Making one enters it into `RULES`.

    Attributes:
        kind: Its stable word, such as `conflict`.
        severity: How serious what it finds is, unless a finding says otherwise.
        order: When its findings come among others of their severity, from 1.
        meaning: What it finds, in a line for the pages.
    """

    kind: str
    severity: Severity
    order: int
    meaning: str
    _check: Check | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.kind in RULES:
            raise TypeError(f"two rules are called {self.kind}; give one another name")
        RULES[self.kind] = self

    def check(self, function: Check) -> Check:
        """Name the function that finds what the rule is about."""
        self._check = function
        return function

    def findings(self, base: Base) -> Iterable[Finding]:
        """What the rule finds in a fact base.

        Raises:
            TypeError: If no function was named.
        """
        if self._check is None:
            raise TypeError(f"the rule {self.kind} has no function: name one with @RULE.check")
        return self._check(base)

    def found(
        self,
        text: str,
        about: object,
        *,
        place: Place | None = None,
        figures: Iterable[Figure] = (),
        series: Iterable[str] = (),
        severity: Severity | None = None,
        settled: bool = False,
    ) -> Finding:
        """A finding of this rule; see `Finding`.

        Args:
            text: What was found.
            about: The record where it shows.
            place: The place concerned.
            figures: The figures concerned: their series are named.
            series: The ids of more series concerned.
            severity: How serious it is, if not as the rule usually is.
            settled: Whether it needs no one's attention.
        """
        ids = dict.fromkeys([*series, *(figure.series.id for figure in figures)])
        return Finding(
            self, severity or self.severity, text, about, place, tuple(ids), settled=settled
        )


RULES: dict[str, Rule] = {}
"""The rules by their words."""
