"""Do parts fit into their whole?"""

from collections.abc import Iterator, Mapping, Sequence

from ..arithmetic import Number, total
from ..linked.evidence import Reading, readings
from ..linked.fact_base import FactBase
from ..linked.series import Figure, Series
from ..linked.topic import Topic
from ..wording import counted, listing, number
from .base import Base, Said, Span, by_staleness
from .bounds import lowest, may_exceed, most
from .enclosed import Enclosed
from .naming import given, highest_first, sum_of
from .rule import Finding, Rule, Severity, Subject

MOST_NAMED = 6
PARTS = Rule(
    "parts",
    Severity.ERROR,
    2,
    "The places of one kind in a place add up to more than it. A warning where the measure may "
    "count one unit in several places.",
    "Correct the figure that is wrong. If one unit may count in several places, call the measure "
    "overlapping.",
)


@PARTS.check
def parts(base: Base) -> Iterator[Finding]:
    """Places of one kind that add up to more than the place that encloses them.

    By all that is said and nothing newer replaces, of one edition, or else within one series.
    """
    for topic, spans in base.spans.items():
        if not topic.measure.adds_up or topic.measure.record.signed:
            continue
        if not _may_exceed(base.facts, spans):
            continue
        current = base.current(topic)
        found = {
            key: finding
            for said in by_staleness(current).values()
            for key, finding in _excesses(base.facts, topic, said)
        }
        yield from found.values()
        for series in topic.series:
            for key, finding in _excesses(base.facts, topic, _own(series, current)):
                if key not in found:
                    yield finding


def _may_exceed(facts: FactBase, spans: Mapping[str, Span]) -> bool:
    """Whether the highest that places of one kind are said to be is more than a whole's lowest.

    Whichever of the figures are taken, they add up to no more.
    """
    above = facts.nesting.nearest_above(spans)
    sums: dict[str, dict[str, Number]] = {}
    for place in reversed(above):
        inner = sums.get(place, {})
        kind = facts.place_by_id[place].kind
        inner[kind] = inner.get(kind, 0) + spans[place][1]
        outer = sums.setdefault(above[place], {})
        for kind, sum_ in inner.items():
            outer[kind] = outer.get(kind, 0) + sum_
    return any(
        kind != facts.place_by_id[whole].kind and may_exceed(sum_, spans[whole][0])
        for whole, inner in sums.items()
        for kind, sum_ in inner.items()
    )


def _own(series: Series, current: Said) -> Said:
    """The figures of a series that nothing newer replaces."""
    return {
        figure.place.id: [figure]
        for figure in series.figures
        if figure.staleness == current[figure.place.id][0].staleness
    }


def _excesses(
    facts: FactBase, topic: Topic, said: Said
) -> Iterator[tuple[tuple[str, str], Finding]]:
    """The findings by the whole and the kind of its parts."""
    parts = Enclosed(facts, {place_id: lowest(own) for place_id, own in said.items()})
    for whole_id, kind, sure in parts.sums():
        if sure <= min(map(most, said[whole_id])):
            continue
        wholes = readings(said[whole_id])
        exceeded = [each for each in wholes if sure > max(map(most, each.figures))]
        if exceeded:
            kept = [each for each in wholes if each not in exceeded]
            inside = highest_first(parts.inside(whole_id, kind))
            yield (whole_id, kind), _finding(topic, kind, inside, exceeded, kept)


def _finding(
    topic: Topic,
    kind: str,
    listed: Sequence[Figure],
    exceeded: Sequence[Reading],
    kept: Sequence[Reading],
) -> Finding:
    whole = exceeded[0].figures[0].place
    sum_ = total(figure.value for figure in listed)
    those = f"The {counted(len(listed), kind)} listed in {whole.name}"
    verb = "adds" if len(listed) == 1 else "add"
    but = f", but not its {_values(kept)}" if kept else ""
    overlapping = topic.measure.overlapping
    return PARTS.found(
        f"{those} {verb} up to {number(sum_)}: more than its {_values(exceeded)}{but}.",
        exceeded[0].figures[0].observation,
        subject=Subject.of_topic(topic),
        place=whole,
        figures=[*listed, *(figure for each in exceeded for figure in each.figures)],
        given=[sum_of(sum_, listed, MOST_NAMED), *map(given, [*exceeded, *kept])],
        help=f"Some {topic.measure.unit} count in more than one place. If those can't explain it, "
        "correct the figure that is wrong."
        if overlapping
        else "",
        severity=Severity.WARNING if overlapping else Severity.ERROR,
    )


def _values(found: Sequence[Reading]) -> str:
    return listing([number(each.value) for each in found])
