"""What else is to be known of a list: what it withholds, other kinds, places in each other."""

from collections import Counter
from collections.abc import Sequence
from shlex import quote

from ..answer import Caveat, Weight
from ..linked.series import Figure, Series
from ..wording import counted, listing, plural

MOST_NAMED = 3


def withheld(series: Series, kind: str) -> list[Caveat]:
    """The places of a kind whose figures a series withholds."""
    places = series.facts.place_by_id
    found = [
        (places[id_], reason) for id_, reason in series.withheld.items() if places[id_].kind == kind
    ]
    if not found:
        return []
    names = listing([f"{place.name} ({reason})" for place, reason in found], MOST_NAMED)
    text = f"{series.publisher} withholds the figures for: {names}."
    return [Caveat("withheld", text, Weight.VITAL, places=tuple(place.id for place, _ in found))]


def nested(figures: Sequence[Figure], done: str) -> list[Caveat]:
    """That a place lies in another of some that are of one kind.

    Args:
        figures: Their figures.
        done: What is done with them: `ranked`.
    """
    facts = figures[0].place.facts
    if figures[0].place.kind not in facts.nested_kinds:
        return []
    places = {figure.place.id: figure.place for figure in figures}
    above = facts.nesting.nearest_above(places)
    if not above:
        return []
    pairs = [f"{places[id_].name} in {places[whole].name}" for id_, whole in above.items()]
    text = f"Places that lie in others {done} here, and count there too: {listing(pairs, 4)}."
    return [Caveat("within", text, Weight.VITAL, places=tuple(above))]


def other_kinds(others: Sequence[Figure], end: str, question: str) -> list[Caveat]:
    """That a list has figures for other kinds, too.

    Args:
        others: Those figures.
        end: What is done with them instead: `and ranked apart`.
        question: The command that asks about them.
    """
    if not others:
        return []
    counts = Counter(figure.place.kind for figure in others)
    kinds = listing([counted(count, kind) for kind, count in counts.items()])
    commands = listing([f"cltool {question} {quote(plural(kind))}" for kind in counts])
    verb = "is" if len(others) == 1 else "are"
    return [
        Caveat(
            "kinds",
            f"{kinds} {verb} listed too, {end}.",
            hint=f"For those: {commands}.",
            numbers=dict(counts),
        )
    ]
