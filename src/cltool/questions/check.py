"""Is the base sound, and do its sources agree?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..answer import Answer, Column, Kind, Note
from ..checks import KINDS, Finding, Severity, findings
from ..loading import FactFile
from ..model import FactBase
from ..positions import Lines, Path, spots
from ..text import fold, printable
from ..wording import listing, number

_SEVERITIES = list(Severity)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A finding with where it stands in the file."""

    finding: Finding
    offset: int


def check(file: FactFile, *, all_claims: bool = False, strict: bool = False) -> Answer:
    """Hold a fact base against the rules.

    Args:
        file: The file, already found to be valid.
        all_claims: Also give the claims that hold or can't be checked.
        strict: Let warnings fail the check too, not only errors.

    Returns:
        A row a finding, the most serious first: severity, kind, place, finding, series, file,
        line, column. The answer has passed if there is no error.
    """
    found = [finding for finding in findings(file.facts) if all_claims or not finding.settled]
    placed = sorted(
        _placed(file, found),
        key=lambda each: (
            _SEVERITIES.index(each.finding.severity),
            KINDS.index(each.finding.kind),
            fold(each.finding.place.name) if each.finding.place else "",
            each.finding.text,
        ),
    )
    lines = Lines(file.text)
    counts = Counter(each.finding.severity for each in placed)
    failing = counts[Severity.ERROR] + (counts[Severity.WARNING] if strict else 0)
    places = {each.finding.place.id: each.finding.place for each in placed if each.finding.place}
    return Answer(
        question="check",
        title=f"Findings in {file.name}",
        summary=_size(file.facts),
        columns=(
            Column("severity"),
            Column("kind"),
            Column("place", Kind.PLACE),
            Column("finding"),
            Column("series", Kind.LIST, for_people=False),
            Column("file", for_people=False),
            Column("line", Kind.NUMBER, for_people=False),
            Column("column", Kind.NUMBER, for_people=False),
        ),
        rows=tuple(
            (
                str(each.finding.severity),
                each.finding.kind,
                each.finding.place.id if each.finding.place else None,
                each.finding.text,
                each.finding.series,
                file.name,
                *lines.position(each.offset),
            )
            for each in placed
        ),
        notes=(Note("count", _counted(counts)),),
        names={id_: place.name for id_, place in places.items()},
        passed=failing == 0,
    )


def _placed(file: FactFile, found: Sequence[Finding]) -> list[_Placed]:
    """The findings, and the keys that stand twice, each with its offset in the file."""
    paths = _paths(file.facts)
    about: dict[Path, list[Finding]] = {}
    for finding in found:
        about.setdefault(paths[id(finding.about)], []).append(finding)
    offsets: dict[Path, int] = {}
    repeated = []
    for spot in spots(file.text):
        if spot.path in about:
            offsets[spot.path] = spot.offset  # of a key that stands twice the last one counts
        if spot.repeated:
            repeated.append(_Placed(_repeated(str(spot.path[-1])), spot.key_offset))
    return repeated + [
        _Placed(finding, offsets[path]) for path, findings in about.items() for finding in findings
    ]


def _repeated(key: str) -> Finding:
    """A key that stands twice in one object: JSON lets the last one win in silence."""
    text = f'the key "{printable(key)}" stands twice in one object; the last one wins.'
    return Finding(Severity.ERROR, "duplicate-key", text, about=None)


def _paths(facts: FactBase) -> dict[int, Path]:
    """The path of each record in the file, by the record's identity."""
    paths: dict[int, Path] = {}
    for collection in ("sources", "places", "series", "claims"):
        for index, record in enumerate(getattr(facts, collection)):
            paths[id(record)] = (collection, index)
    for index, series in enumerate(facts.series):
        for number_, observation in enumerate(series.observations):
            paths[id(observation)] = ("series", index, "observations", number_)
    return paths


def _size(facts: FactBase) -> str:
    count = sum(len(series.observations) for series in facts.series)
    return (
        f"{number(count)} figures in {number(len(facts.series))} series from "
        f"{number(len(facts.sources))} sources."
    )


def _counted(counts: Counter[Severity]) -> str:
    words = [
        f"{number(counts[severity])} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
    ]
    return f"{listing(words)}."
