"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias, TypedDict, Unpack

from ..answer import Alternative
from ..linked.record import Measure, Place
from ..linked.series import Figure, Series
from ..linked.topic import Topic
from .base import Base


class Severity(StrEnum):
    """How serious a finding is, the most serious first."""

    ERROR = "error"
    """A fault of the file, or figures that can't all be true."""
    WARNING = "warning"
    """A disagreement between sources that a reader must know of."""
    NOTE = "note"
    """What else to know before quoting."""


class Subject(NamedTuple):
    """What a finding speaks of, as the heading above it says.

    Attributes:
        text: The measure and the time, for people.
        measure: The id of the measure.
        period: The period, as files write it; None where it is about several.
    """

    text: str
    measure: str
    period: str | None = None

    @classmethod
    def of_topic(cls, topic: Topic) -> "Subject":
        """A topic, by the longest period that a series states for it."""
        return cls(topic.title, topic.measure.id, str(topic.period))

    @classmethod
    def of_series(cls, series: Series) -> "Subject":
        """The measure and the period of a series."""
        text = f"{series.measure.name}, {series.period.in_words()}"
        return cls(text, series.measure.id, str(series.period))

    @classmethod
    def of_measure(cls, measure: Measure) -> "Subject":
        """A measure, for more than one time."""
        return cls(measure.name, measure.id)


class Given(NamedTuple):
    """Something that a finding holds up, on a line of its own.

    Attributes:
        what: What it is, such as a figure; empty for no more than `by`.
        by: Who gives it, or what it is of.
        alternative: It as a value with the ids of its sources, if it is one.
    """

    what: str
    by: str
    alternative: Alternative | None = None

    def __str__(self) -> str:
        return f"{self.what}: {self.by}" if self.what else self.by


class Details(TypedDict, total=False):
    """What else a finding may say.

    Attributes:
        subject: What it speaks of; none for what is of no one measure.
        key: The key within the record whose value it is about.
        place: The place concerned.
        figures: The figures concerned: their series are named.
        series: The ids of more series concerned.
        given: What it holds up.
        help: What to do, if not what the rule says.
        severity: How serious it is, if not as the rule usually is.
        settled: Whether it needs no one's attention: a claim that holds or can't be checked.
    """

    subject: Subject | None
    key: str
    place: Place | None
    figures: Iterable[Figure]
    series: Iterable[str]
    given: Iterable[Given]
    help: str
    severity: Severity | None
    settled: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule found.

    Attributes:
        rule: The rule that found it.
        severity: How serious it is.
        message: What was found, in one short sentence that stands below its subject and above
            what is given.
        about: The record of the fact base where it shows.
        key: The key within it whose value the finding is about; empty for the usual one.
        subject, place, series, given, help, settled: See `Details`.
    """

    rule: "Rule"
    severity: Severity
    message: str
    about: object
    key: str
    subject: Subject | None
    place: Place | None
    series: tuple[str, ...]
    given: tuple[Given, ...]
    help: str
    settled: bool

    @property
    def kind(self) -> str:
        """The rule's stable word."""
        return self.rule.kind

    @property
    def text(self) -> str:
        """What was found, so that it stands alone: with the measure, the time and the figures."""
        message = f"{self.subject.text}: {self.message}" if self.subject else self.message
        return " ".join([message, *(f"{each}." for each in self.given)])


Check: TypeAlias = Callable[[Base], Iterable[Finding]]


@dataclass(eq=False)
class Rule:
    """A rule that a fact base is held against. Making one enters it into `RULES`.

    Attributes:
        kind: Its stable word, such as `conflict`.
        severity: How serious what it finds is, unless a finding says otherwise.
        order: When its findings come among others of their severity and place, from 1.
        meaning: What it finds, in a line for the pages.
        help: What to do about what it finds, in a sentence.
    """

    kind: str
    severity: Severity
    order: int
    meaning: str
    help: str
    _check: Check | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.kind in RULES:
            raise TypeError(f"two rules are called {self.kind}; give one another name")
        if not self.help:
            raise TypeError(f"the rule {self.kind} does not say what to do: give it a help")
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

    def found(self, message: str, about: object, **details: Unpack[Details]) -> Finding:
        """A finding of this rule; see `Finding`.

        Args:
            message: What was found, in one short sentence.
            about: The record where it shows.
            details: What else it says.
        """
        figures = details.get("figures", ())
        ids = dict.fromkeys([*details.get("series", ()), *(figure.series.id for figure in figures)])
        return Finding(
            rule=self,
            severity=details.get("severity") or self.severity,
            message=message,
            about=about,
            key=details.get("key", ""),
            subject=details.get("subject"),
            place=details.get("place"),
            series=tuple(ids),
            given=tuple(details.get("given", ())),
            help=details.get("help") or self.help,
            settled=details.get("settled", False),
        )


RULES: dict[str, Rule] = {}
"""The rules by their words."""
