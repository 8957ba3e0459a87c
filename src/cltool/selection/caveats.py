"""What holds of figures in any answer: who differs, what they can't confirm, what they say."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeAlias

from ..answer import Caveat, Effect, Weight
from ..linked.evidence import Reading, agree, count_voices
from ..linked.record import Source
from ..linked.series import Figure, Series
from ..linked.topic import TopicKey
from ..wording import counted, listing, number
from .citing import by_series, publishers
from .reporting import outlets

MOST_DISPUTES_NOTED = 20
MOST_NAMED = 2
Effects: TypeAlias = Callable[[Figure, Reading], Iterable[Effect]]
"""What another value of a figure would make of an answer's results."""


def disputes(
    used: Sequence[Figure], effects: Effects, *, with_period: bool = False
) -> list[Caveat]:
    """A caveat for each figure that others contradict: who gives what, and what that would change.

    Args:
        used: The figures of an answer.
        effects: What another value would change.
        with_period: Whether to begin with the figure's period.
    """
    return [
        *_most_disputed(used, effects, with_period=with_period),
        *(
            _replaced(figure, later, effects)
            for figure in used
            if (later := figure.evidence.later) and later.value != figure.value
        ),
        *(_elsewhere(figure, effects) for figure in used if figure.evidence.differing_elsewhere),
    ]


def _most_disputed(used: Sequence[Figure], effects: Effects, *, with_period: bool) -> list[Caveat]:
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
    start = f"{figure.series.period.in_words()}, " if with_period else ""
    said = "; ".join(f"{' '.join(givers(other))} {number(other.value)}" for other in others)
    sentences = [
        *other_words(figure),
        f"{said}; {outlets(figure.evidence.chosen)} {number(figure.value)}.",
        *_against_its_origin(figure),
    ]
    return _about(
        figure, "disputed", f"{start}{figure.place.name}: {' '.join(sentences)}", others, changes
    )


def _about(
    figure: Figure,
    kind: str,
    text: str,
    others: Sequence[Reading],
    changes: Sequence[Effect],
    weight: Weight = Weight.VITAL,
) -> Caveat:
    """A caveat on other values of a figure."""
    return Caveat(
        kind,
        text,
        weight,
        column="value",
        places=(figure.place.id,),
        series=(figure.series.id,),
        alternatives=tuple(other.alternative for other in others),
        given_by=tuple(givers(other)[0] for other in others),
    ).with_effects(changes)


def other_words(figure: Figure) -> list[str]:
    """That the sources' own words differ with the values, where they do."""
    own = figure.observation.as_worded
    said = [
        f"{number(other.value)} “{word}”"
        for other in figure.evidence.others
        if (word := _word_for(other)) not in (None, own)
    ]
    if own is None or not said:
        return []
    called = f"{number(figure.value)} is called “{own}”, {listing(said)}"
    return [f"{called}: they may count different things."]


def _word_for(reading: Reading) -> str | None:
    """What the first source of a value that has a word for it calls it."""
    words = {
        figure.series.source.id: figure.observation.as_worded
        for figure in reading.figures
        if figure.observation.as_worded is not None
    }
    return next((words[each.id] for each in reading.sources if each.id in words), None)


def _against_its_origin(figure: Figure) -> list[str]:
    """That a figure's source differs from the very report that it passes on."""
    source = figure.series.source
    return [
        f"{source.publisher} relays {relayed.publisher}, and contradicts it."
        for other in figure.evidence.others
        for relayed in source.relayed()
        if relayed in other.sources
    ]


def _replaced(figure: Figure, later: Reading, effects: Effects) -> Caveat:
    changes = list(effects(figure, later))
    text = (
        f"{figure.place.name}: {number(figure.value)} is the earlier figure; "
        f"{' '.join(givers(later))} {number(later.value)} in its place."
    )
    return _about(figure, "replaced", text, [later], changes)


def _elsewhere(figure: Figure, effects: Effects) -> Caveat:
    """What other origins give for the same place and time: vital where it reverses the answer."""
    others = figure.evidence.differing_elsewhere
    changes = [effect for other in others for effect in effects(figure, other) if effect.reverses]
    said = "; ".join(f"{' '.join(givers(other))} {number(other.value)}" for other in others)
    text = f"{figure.place.name}: {said} for the same time; another origin may count differently."
    weight = Weight.VITAL if changes else Weight.USEFUL
    return _about(figure, "elsewhere", text, others, changes, weight)


def givers(reading: Reading) -> tuple[str, str]:
    """Who gives a value, and the verb: `ITV News Anglia and one more source`, `give`.

    The report that the others relay, where it is one of them, is named as that.
    """
    sources = reading.independent or reading.repeating
    own = [source for source in sources if source.relays is None]
    named = publishers([*own, *sources])
    if own and len(sources) > len(own):
        named[0] = f"the report itself, by {named[0]},"
    first, *rest = named
    if not rest:
        return first, "gives"
    more = "one more source" if len(rest) == 1 else f"{number(len(rest))} more sources"
    voices = count_voices(sources)
    as_one = f" ({counted(voices, 'outlet')})" if voices < len(named) else ""
    return f"{first} and {more}{as_one}", "give"


def confirmations(used: Collection[Figure]) -> list[Caveat]:
    """What the sources of some figures do not confirm: retellings, and windows that differ."""
    return [*retellings(used), *_windows(used)]


def retellings(used: Collection[Figure]) -> list[Caveat]:
    """The sources of some figures that only retell another that reports them."""
    caveats = []
    for group in by_series(used).values():
        series = group[0].series
        reporting = {other.source.id: other for other in series.comparable}
        for relayed in series.source.relayed():
            if relayed.id in reporting and relayed.relays is not None:
                caveats.append(_retelling(group, relayed, reporting[relayed.id]))
                break
    return caveats


def _retelling(group: Sequence[Figure], relayed: Source, original: Series) -> Caveat:
    series = group[0].series
    differing = [
        figure.place.name
        for figure in group
        if (told := original.figure(figure.place.id)) is not None and not agree(told, figure)
    ]
    ids = (series.id, original.id)
    if differing:
        text = (
            f"{series.publisher} retells {relayed.publisher}, and contradicts it: "
            f"{listing(differing)}."
        )
        return Caveat("repeats", text, Weight.VITAL, series=ids)
    text = f"{series.publisher} only retells {relayed.publisher}: it confirms nothing."
    return Caveat("repeats", text, series=ids)


def _windows(used: Collection[Figure]) -> list[Caveat]:
    """The periods that agreeing sources give for one and the same edition, where they differ."""
    caveats = []
    by_topic: dict[TopicKey, dict[str, Series]] = {}
    for figure in used:
        for each in figure.evidence.chosen.figures:
            by_topic.setdefault(figure.series.topic_key, {})[each.series.id] = each.series
    for series in by_topic.values():
        periods: dict[object, list[Series]] = {}
        for one in series.values():
            periods.setdefault((one.period.first, one.period.last), []).append(one)
        if len(periods) > 1:
            stated = [
                f"{group[0].period.in_words()} ({_stating(group)})" for group in periods.values()
            ]
            text = f"The sources give different periods: {listing(stated)}."
            caveats.append(Caveat("window", text, series=tuple(series)))
    return caveats


def _stating(group: Sequence[Series]) -> str:
    """Who states a period, and who has it from the report that states none itself."""
    stated = publishers(each.source for each in group if each.period_stated)
    unstated = publishers(each.source for each in group if not each.period_stated)
    said = [listing(stated, MOST_NAMED)] if stated else []
    if unstated:
        verb = "states" if len(unstated) == 1 else "state"
        said.append(f"taken for {listing(unstated, MOST_NAMED)}, which {verb} none")
    return "; ".join(said)
