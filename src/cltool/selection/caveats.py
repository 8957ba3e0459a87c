"""What holds of figures in any answer: who differs, what they can't confirm, what they say."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeAlias

from ..answer import Caveat, Effect, Weight
from ..linked.evidence import Reading
from ..linked.series import Figure
from ..wording import listing, number
from .citing import by_series

MOST_DISPUTES_NOTED = 20
Effects: TypeAlias = Callable[[Figure, Reading], Iterable[Effect]]
"""What another value of a figure would make of an answer's results."""


def disputes(
    used: Sequence[Figure], effects: Effects, *, with_period: bool = False
) -> list[Caveat]:
    """A caveat for each disputed figure: who gives which other value, and what that would change.

    Args:
        used: The figures of an answer.
        effects: What another value would change.
        with_period: Whether to begin with the figure's period.
    """
    disputed = [figure for figure in used if figure.evidence.others]
    caveats = [
        _dispute(figure, effects, with_period=with_period)
        for figure in disputed[:MOST_DISPUTES_NOTED]
    ]
    rest = disputed[MOST_DISPUTES_NOTED:]
    if rest:
        text = f"{number(len(rest))} more figures are disputed."
        places = tuple(figure.place.id for figure in rest)
        caveats.append(Caveat("disputed", text, Weight.VITAL, column="value", places=places))
    return caveats


def _dispute(figure: Figure, effects: Effects, *, with_period: bool) -> Caveat:
    others = figure.evidence.others
    changes = [effect for other in others for effect in effects(figure, other)]
    said = "; ".join(f"{_givers(other)} {number(other.value)}" for other in others)
    start = f"{figure.series.period.in_words()}, " if with_period else ""
    text = " ".join(
        [f"{start}{figure.place.name}: {said}.", *(f"{each.text}." for each in changes)]
    )
    return Caveat(
        "disputed",
        text,
        Weight.VITAL,
        column="value",
        places=(figure.place.id,),
        series=(figure.series.id,),
        alternatives=tuple(other.alternative for other in others),
        effects=tuple(changes),
    )


def _givers(reading: Reading) -> str:
    """The publishers that give a value, with the verb: `ITV News Anglia and one more give`."""
    first, *rest = dict.fromkeys(
        source.publisher for source in reading.independent or reading.repeating
    )
    if not rest:
        return f"{first} gives"
    return f"{first} and {'one' if len(rest) == 1 else number(len(rest))} more give"


def confirmations(used: Collection[Figure]) -> list[Caveat]:
    """What the sources of some figures do not confirm: retellings, and windows that differ."""
    return [*retellings(used), *_windows(used)]


def retellings(used: Collection[Figure]) -> list[Caveat]:
    """The sources of some figures that only pass on another that reports them."""
    caveats = []
    for group in by_series(used).values():
        series = group[0].series
        reporting = {other.source.id for other in series.comparable}
        for relayed in series.source.relayed():
            if relayed.id in reporting:
                text = f"{series.publisher} only relays {relayed.publisher}: it confirms nothing."
                caveats.append(Caveat("repeats", text, series=(series.id,)))
                break
    return caveats


def _windows(used: Collection[Figure]) -> list[Caveat]:
    periods: dict[str, list[str]] = {}
    groups = by_series(used)
    for group in groups.values():
        series = group[0].series
        names = periods.setdefault(series.period.in_words(), [])
        if series.publisher not in names:
            names.append(series.publisher)
    if len(periods) < 2:
        return []
    stated = [f"{period} ({listing(names)})" for period, names in periods.items()]
    text = f"The sources state different periods: {listing(stated)}."
    return [Caveat("window", text, series=tuple(groups))]


def standing(used: Collection[Figure]) -> list[Caveat]:
    """What the file says of some figures: their series' status and note, and their own notes."""
    caveats = []
    for id_, group in by_series(used).items():
        series = group[0].series
        if series.status != "published":
            off = f" and may be off by {number(series.tolerance)}" if series.tolerance else ""
            text = f"{series.publisher}: the figures are {series.status}{off}."
            numbers = {"tolerance": series.tolerance} if series.tolerance else {}
            caveats.append(Caveat("status", text, series=(id_,), numbers=numbers))
        if series.note:
            text = f"{series.publisher}: {series.note}"
            caveats.append(Caveat("series", text, Weight.BACKGROUND, series=(id_,)))
    caveats += [
        Caveat(
            "figure",
            f"{figure.place.name}: {figure.note}",
            Weight.BACKGROUND,
            column="value",
            places=(figure.place.id,),
            series=(figure.series.id,),
        )
        for figure in used
        if figure.note
    ]
    return caveats
