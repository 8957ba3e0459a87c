"""Is the base sound, and do its sources agree?"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from ..answer import Answer, Caveat, Cell, Column, Kind, Shape
from ..checks import Finding, Severity, findings, rules
from ..checks.excerpt import Placed, placed
from ..errors import UsageError
from ..linked.fact_base import FactBase
from ..linked.files import FactFile
from ..linked.finding import find
from ..linked.record import Place
from ..text import fold, shown
from ..wording import alternatives, counted, listing, number, plural


def check(
    file: FactFile,
    *,
    all_claims: bool = False,
    strict: bool = False,
    place: str | None = None,
    kind: str | None = None,
    severity: str | None = None,
) -> Answer:
    """Hold a fact base against the rules.

    Narrowed to one rule about one place, it answers a question and is no list of work: claims that
    hold or can't be checked belong to it, and it gives neither excerpts nor help.

    Args:
        file: The file, already found to be valid.
        all_claims: Also give the claims that hold or can't be checked.
        strict: Let warnings fail the check too, not only errors.
        place: Give only what concerns this place.
        kind: Give only what this rule finds.
        severity: Give only what is as serious as this, or more.

    Returns:
        A row a finding, the most serious first, those of one place together. The answer has passed
        if no error is given.

    Raises:
        UsageError: If there is no such place, rule or severity.
    """
    wanted = _Narrowing.of(file.facts, place, kind, severity)
    found = [
        each
        for each in findings(file.facts)
        if wanted.holds(each) and (all_claims or wanted.is_question or not each.settled)
    ]
    found.sort(key=_order())
    counts = Counter(each.severity for each in found)
    failing = counts[Severity.ERROR] + (counts[Severity.WARNING] if strict else 0)
    return Answer(
        question="check",
        title=f"Findings in {file.name}",
        summary=wanted.summary(counts, file.facts),
        columns=tuple(_columns(placed(file, found), brief=wanted.is_question)),
        notes=(_counted(counts),),
        names={each.place.id: each.place.name for each in found if each.place},
        shape=Shape.FINDINGS,
        passed=failing == 0,
    )


class _Narrowing(NamedTuple):
    """What is asked for.

    Attributes:
        place: The place that it concerns; None for any, and for none.
        kind: The rule that finds it; None for any.
        severities: How serious it is, the most serious first.
    """

    place: Place | None
    kind: str | None
    severities: Sequence[Severity]

    @classmethod
    def of(
        cls, facts: FactBase, place: str | None, kind: str | None, severity: str | None
    ) -> "_Narrowing":
        """What some words ask for."""
        kinds = [rule.kind for rule in rules()]
        if kind is not None and kind not in kinds:
            near = get_close_matches(kind, kinds)
            rest = (
                f"did you mean {alternatives(near)}?" if near else f"expected {alternatives(kinds)}"
            )
            raise UsageError(f"unknown kind of finding '{shown(kind)}'; {rest}")
        known = list(Severity)
        if severity is not None and severity not in known:
            raise UsageError(
                f"unknown severity '{shown(severity)}'; expected {alternatives(known)}"
            )
        severities = known[: known.index(Severity(severity)) + 1] if severity else known
        return cls(None if place is None else find(facts, place), kind, severities)

    @property
    def is_question(self) -> bool:
        """Whether one rule about one place is asked for."""
        return self.place is not None and self.kind is not None

    def holds(self, finding: Finding) -> bool:
        """Whether a finding is asked for."""
        return (
            self.place in (None, finding.place)
            and self.kind in (None, finding.kind)
            and finding.severity in self.severities
        )

    def summary(self, counts: Counter[Severity], facts: FactBase) -> str:
        """What was found, in how much: `8 warnings in 248 figures; no errors`."""
        found = [counted(counts[each], each) for each in self.severities if counts[each]]
        none = [plural(each) for each in self.severities if not counts[each]]
        if not found:
            return f"No {alternatives(none)} {self._where(facts)}."
        rest = f"; no {alternatives(none)}" if none else ""
        return f"{listing(found)} {self._where(facts)}{rest}."

    def _where(self, facts: FactBase) -> str:
        """Where it was looked for."""
        where = [f"about {self.place.name}"] if self.place else []
        if self.kind is not None:
            where.append(f"by the rule {self.kind}")
        if where:
            return " ".join(where)
        figures = counted(sum(each.count for each in facts.series), "figure")
        series = f"{number(len(facts.series))} series"
        return f"in {figures}, {series}, {counted(len(facts.sources), 'source')}"


def _order() -> Callable[[Finding], tuple[object, ...]]:
    """The most serious first, then by place and by what they speak of, those without last."""
    severities, order = list(Severity), list(rules())
    return lambda each: (
        severities.index(each.severity),
        each.place is None,
        fold(each.place.name) if each.place else "",
        each.place.id if each.place else "",
        each.subject is None,
        each.subject.text if each.subject else "",
        order.index(each.rule),
        each.text,
    )


_FOR_PEOPLE = ("severity", "kind", "place", "finding")
_QUOTING = ("help", "excerpt", "mark", "mark_length")
"""What shows an author the file, and so is of no use to who only asks."""
_DRAWN = ("subject", "message", "given", "given_by", *_QUOTING)
"""What a page draws the finding from; it says the same again."""
_COLUMNS: tuple[tuple[str, str, Kind, Callable[[Placed], Cell]], ...] = (
    ("severity", "error, warning or note", Kind.TEXT, lambda x: str(x.finding.severity)),
    ("kind", "the rule that found it", Kind.TEXT, lambda x: x.finding.kind),
    (
        "place",
        "the id of the place concerned",
        Kind.PLACE,
        lambda x: x.finding.place.id if x.finding.place else None,
    ),
    ("finding", "what was found", Kind.TEXT, lambda x: x.finding.text),
    ("series", "the ids of the series concerned", Kind.LIST, lambda x: x.finding.series),
    ("file", "the file", Kind.TEXT, lambda x: x.file),
    ("line", "the line where it shows, from 1", Kind.NUMBER, lambda x: x.line),
    ("column", "the character within the line, from 1", Kind.NUMBER, lambda x: x.column),
    (
        "measure",
        "the id of the measure",
        Kind.TEXT,
        lambda x: x.finding.subject.measure if x.finding.subject else None,
    ),
    (
        "period",
        "the period that it is about",
        Kind.TEXT,
        lambda x: x.finding.subject.period if x.finding.subject else None,
    ),
    (
        "alternatives",
        "the values that it holds up, with their sources",
        Kind.LIST,
        lambda x: tuple(each.alternative for each in x.finding.given if each.alternative),
    ),
    (
        "subject",
        "the measure and the period in words",
        Kind.TEXT,
        lambda x: x.finding.subject.text if x.finding.subject else None,
    ),
    ("message", "what was found, without what it holds up", Kind.TEXT, lambda x: x.finding.message),
    (
        "given",
        "what it holds up",
        Kind.LIST,
        lambda x: tuple(each.what for each in x.finding.given),
    ),
    (
        "given_by",
        "who gives each of those",
        Kind.LIST,
        lambda x: tuple(each.by for each in x.finding.given),
    ),
    ("help", "what to do", Kind.TEXT, lambda x: x.finding.help),
    ("excerpt", "what stands in the line", Kind.TEXT, lambda x: x.excerpt.text),
    ("mark", "the character of the excerpt, from 1", Kind.NUMBER, lambda x: x.excerpt.mark),
    (
        "mark_length",
        "how many characters of the excerpt it is about",
        Kind.NUMBER,
        lambda x: x.excerpt.length,
    ),
)


def _columns(found: Sequence[Placed], *, brief: bool) -> Iterator[Column]:
    for name, meaning, kind, cell in _COLUMNS:
        left_out = brief and name in _QUOTING
        yield Column(
            name,
            meaning,
            tuple(None if left_out else cell(each) for each in found),
            kind,
            for_people=name in _FOR_PEOPLE,
            on_request=name in _DRAWN,
        )


def _counted(counts: Counter[Severity]) -> Caveat:
    words = [counted(counts[severity], severity) for severity in Severity]
    numbers = {str(severity): counts[severity] for severity in Severity}
    return Caveat("count", f"{listing(words)}.", numbers=numbers)
