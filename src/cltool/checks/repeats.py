"""Which sources confirm nothing?"""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import TypeAlias

from ..arithmetic import Number
from ..linked.fact_base import FactBase
from ..linked.record import Source
from ..linked.topic import TopicKey
from ..wording import counted
from .base import Base
from .rule import Finding, Rule, Severity

REPEATS = Rule(
    "repeats",
    Severity.NOTE,
    15,
    "A source gives only figures that a source that it relays, and that is no origin, gives.",
    "There is nothing to do, unless it read the report itself: then let it relay that.",
)


_Given: TypeAlias = tuple[TopicKey, str, Number]
"""A figure: what it speaks of, its place and its value."""


@REPEATS.check
def repeats(base: Base) -> Iterator[Finding]:
    """Sources all of whose figures a source that they relay gives too.

    What relays an origin is no retelling: whoever read the report confirms what it says.
    """
    retold = {each.origin for each in base.facts.sources if each.relays and each.relays.relays}
    given: dict[str, set[_Given]] = {}
    held: dict[str, list[str]] = {}
    for series in base.facts.series:
        if series.source.origin not in retold:
            continue
        own = given.setdefault(series.source.id, set())
        key = series.topic_key
        own.update(
            (key, id_, each.value)
            for id_, each in series.observations.items()
            if each.value is not None
        )
        held.setdefault(series.source.id, []).append(series.id)
    for source, relayed in _repeated(base.facts, given):
        yield REPEATS.found(
            f"{source.publisher} only retells {relayed.publisher}: all of its "
            f"{counted(len(given[source.id]), 'figure')} are given there, so it confirms none.",
            source.record,
            key="relays",
            series=held[source.id],
        )


def _repeated(
    facts: FactBase, given: Mapping[str, AbstractSet[_Given]]
) -> Iterator[tuple[Source, Source]]:
    """Each source that repeats, with the nearest source that it relays and that gives all of it.

    Only those that give its rarest figure can give all.
    """
    counts = Counter(chain.from_iterable(given.values()))
    rarest = {source: min(own, key=counts.__getitem__) for source, own in given.items() if own}
    givers: dict[_Given, list[str]] = {figure: [] for figure in rarest.values()}
    for source_id, own in given.items():
        for figure in own:
            if figure in givers:
                givers[figure].append(source_id)
    nearest = {figure: facts.relays.nearest_above(ids) for figure, ids in givers.items()}
    for source in facts.sources:
        if source.id not in rarest:
            continue
        mine, above = given[source.id], nearest[rarest[source.id]]
        relayed = above.get(source.id)
        while relayed is not None and not mine <= given[relayed]:
            relayed = above.get(relayed)
        if relayed is not None and facts.source_by_id[relayed].relays is not None:
            yield source, facts.source_by_id[relayed]
