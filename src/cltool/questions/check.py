"""Is the base sound, and do its sources agree?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..answer import Answer, Caveat, Column, Kind, Shape
from ..checks import Finding, Severity, findings, rules
from ..dataset.positions import Lines, Path, locate
from ..dataset.records import Dataset
from ..linked.fact_base import FactBase
from ..linked.files import FactFile
from ..text import fold
from ..wording import counted, listing, number


@dataclass(frozen=True, slots=True)
class _Placed:
    """A finding with the line and column where it stands in the file."""

    finding: Finding
    line: int
    column: int


def check(file: FactFile, *, all_claims: bool = False, strict: bool = False) -> Answer:
    """Hold a fact base against the rules.

    Args:
        file: The file, already found to be valid.
        all_claims: Also give the claims that hold or can't be checked.
        strict: Let warnings fail the check too, not only errors.

    Returns:
        A row a finding, the most serious first. The answer has passed if there is no error.
    """
    severities, order = list(Severity), list(rules())
    found = sorted(
        (finding for finding in findings(file.facts) if all_claims or not finding.settled),
        key=lambda each: (
            severities.index(each.severity),
            order.index(each.rule),
            fold(each.place.name) if each.place else "",
            each.text,
        ),
    )
    counts = Counter(each.severity for each in found)
    failing = counts[Severity.ERROR] + (counts[Severity.WARNING] if strict else 0)
    return Answer(
        question="check",
        title=f"Findings in {file.name}",
        summary=_size(file.facts),
        columns=tuple(_columns(file, _placed(file, found))),
        notes=(_counted(counts),),
        names={each.place.id: each.place.name for each in found if each.place},
        shape=Shape.FINDINGS,
        passed=failing == 0,
    )


def _columns(file: FactFile, placed: Sequence[_Placed]) -> list[Column]:
    found = [each.finding for each in placed]
    return [
        Column("severity", "error, warning or note", tuple(str(each.severity) for each in found)),
        Column("kind", "the rule that found it", tuple(each.kind for each in found)),
        Column(
            "place",
            "the id of the place concerned",
            tuple(each.place.id if each.place else None for each in found),
            Kind.PLACE,
        ),
        Column("finding", "what was found", tuple(each.text for each in found)),
        Column(
            "series",
            "the ids of the series concerned",
            tuple(each.series for each in found),
            Kind.LIST,
            for_people=False,
        ),
        Column("file", "the file", tuple(file.name for _ in found), for_people=False),
        Column(
            "line",
            "the line where it shows, from 1",
            tuple(each.line for each in placed),
            Kind.NUMBER,
            for_people=False,
        ),
        Column(
            "column",
            "the character within the line, from 1",
            tuple(each.column for each in placed),
            Kind.NUMBER,
            for_people=False,
        ),
    ]


def _placed(file: FactFile, found: Sequence[Finding]) -> list[_Placed]:
    """The findings, each with where it stands in the file."""
    if not found:
        return []
    paths = _paths(file.facts.base)
    wanted = {paths[id(finding.about)] for finding in found}
    offsets = locate(file.text, wanted)
    lines = Lines(file.text)
    return [
        _Placed(finding, *lines.position(offsets[paths[id(finding.about)]])) for finding in found
    ]


def _paths(base: Dataset) -> dict[int, Path]:
    """The path of each record in the file, by the record's identity."""
    paths: dict[int, Path] = {}
    for collection in ("sources", "places", "series", "claims"):
        for index, record in enumerate(getattr(base, collection)):
            paths[id(record)] = (collection, index)
    for index, series in enumerate(base.series):
        for at, observation in enumerate(series.observations):
            paths[id(observation)] = ("series", index, "observations", at)
    return paths


def _size(facts: FactBase) -> str:
    count = sum(each.count for each in facts.series)
    return (
        f"{counted(count, 'figure')} in {number(len(facts.series))} series from "
        f"{counted(len(facts.sources), 'source')}."
    )


def _counted(counts: Counter[Severity]) -> Caveat:
    words = [counted(counts[severity], severity) for severity in Severity]
    numbers = {str(severity): counts[severity] for severity in Severity}
    return Caveat("count", f"{listing(words)}.", numbers=numbers)
