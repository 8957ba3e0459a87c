"""What part of the whole?"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

from ..answer import Answer, Caveat
from ..errors import NoAnswerError, Parameter, UsageError
from ..linked.fact_base import FactBase
from ..linked.finding import find, find_all
from ..linked.record import Measure, Place
from ..linked.series import Figure, Series
from ..selection.choice import Choice, Selection, select
from ..selection.metrics import Values
from ..selection.shares import Part, Sum
from ..wording import counted, listing, plural
from .breakdown import breakdown
from .parts import exceeds, parts_answer, refuse_nested


def share(
    facts: FactBase,
    places: Sequence[str] = (),
    *,
    of: str | None = None,
    **choice: Unpack[Choice],
) -> Answer:
    """Give places as parts of a whole.

    Args:
        facts: The fact base.
        places: The names of the parts; without any, every part of the whole and the remainder.
        of: The name of the whole. By default each place's enclosing place, or, where that has no
            figure, the total of the places of its kind that are listed.
        choice: Which figures; see `Choice`.

    Returns:
        A row a part. Several parts of one whole are followed by their sum, the parts of a whole by
        what remains of it.

    Raises:
        UsageError: If a name is unknown, a place lies outside the whole, or parts overlap.
        NoAnswerError: If figures are missing, or parts of the measure do not make up a whole.
    """
    whole = find(facts, of) if of is not None else None
    parts = find_all(facts, places)
    view = select(facts, **choice)
    if not isinstance(view.metric, Values):
        raise UsageError("shares are of figures, not of rates; leave out ", Parameter("per"))
    _refuse_what_has_no_shares(view.measure)
    if parts:
        _refuse_overlaps(parts, whole)
        return _of_named(view, parts, whole)
    if whole is None:
        raise UsageError(
            "name a place, or a whole with ", Parameter("of"), hint="try: cltool share --of essex"
        )
    return breakdown(view, whole)


def _refuse_what_has_no_shares(measure: Measure) -> None:
    if not measure.adds_up:
        raise NoAnswerError(
            f"{measure.name} has no shares: it is a {measure.type}, so parts do not make up a whole"
        )
    if measure.record.signed:
        raise NoAnswerError(
            f"{measure.name} has no shares: its values may be negative, so parts may exceed a whole"
        )


def _refuse_overlaps(parts: Sequence[Place], whole: Place | None) -> None:
    for part in parts:
        if whole is not None and not part.lies_in(whole):
            raise UsageError(f"{part.name} does not lie in {whole.name}, so it has no share of it")
    refuse_nested(parts)


def _of_named(view: Selection, places: Sequence[Place], whole: Place | None) -> Answer:
    """Named places, each as part of its whole; their sum, where the whole is one."""
    chosen, here = _series_with(view, places, whole)
    wholes = _Wholes(view, chosen, whole)
    parts = [Part.of(here[place.id], wholes.of(place)) for place in places]
    caveats = view.chosen_caveats([each.figures[0] for each in parts])
    caveats += [exceeds(each.name, each) for each in parts if each.value > each.whole.value]
    caveats += _totals(view, chosen, parts)
    if len({part.whole.key for part in parts}) > 1:
        text = "Not added together: they are parts of different wholes."
        caveats.append(Caveat("wholes", text))
    elif len(parts) > 1:
        addends = tuple(figure for part in parts for figure in part.figures)
        together = Part("together", Sum("together", addends, totalled=True), parts[0].whole)
        if together.exact > together.whole.exact:
            caveats.append(exceeds("The places named", together))
        parts.append(together)
    return parts_answer(view, parts, " ".join(part.in_words() for part in parts), caveats)


def _totals(view: Selection, series: Series, parts: Sequence[Part]) -> list[Caveat]:
    """What the wholes are that no source gives, but that add up what is listed."""
    caveats = []
    covered = series.comparable if view.pooled else (series,)
    by = "all sources" if view.pooled else series.publisher
    for part in {part.whole.key: part for part in parts if part.whole.totalled}.values():
        kind = part.figures[0].place.kind
        complete = any(each.coverage_of(kind) == "complete" for each in covered)
        limits = "" if complete else f", not all {plural(kind)}"
        text = f"The whole is {part.whole.name} by {by}{limits}."
        caveats.append(Caveat("whole", text, column="whole_value"))
    return caveats


def _series_with(
    view: Selection, places: Sequence[Place], whole: Place | None
) -> tuple[Series, dict[str, Figure]]:
    """The first series with figures for the places and their wholes; failing that, for them.

    With those figures, by place.
    """
    around = {whole} if whole else {place.within for place in places}
    fallback = None
    for series in view.candidates:
        here = view.held_for(series, places)
        if len(here) == len(places):
            if all(each and view.held_at(series, each) for each in around):
                return series, here
            fallback = fallback or (series, here)
    if fallback is None:
        view.pick(places)  # raises where one of them has no figure at all
        names = listing([place.name for place in places])
        raise NoAnswerError(
            f"no one series has figures for {names}",
            hint="ask for each alone, or add --all-sources",
        )
    if whole is not None and view.held_at(fallback[0], whole) is None:
        raise replace(view, candidates=(fallback[0],)).lacks(whole)
    return fallback


def _enclosing(measure: Measure) -> set[str]:
    """The ids of the places that enclose one with a figure of a measure."""
    found: set[str] = set()
    for series in measure.facts.series:
        for figure in series.figures if series.measure is measure else ():
            around = figure.place.within
            while around is not None and around.id not in found:
                found.add(around.id)
                around = around.within
    return found


class _Wholes:
    """What places are parts of, in one series."""

    def __init__(self, view: Selection, series: Series, whole: Place | None) -> None:
        self._view = view
        self._series = series
        self._whole = whole
        self._totals: dict[str, Sum] = {}

    def of(self, place: Place) -> Sum:
        """The whole asked for, the enclosing place, or the total of those of its kind."""
        around = self._whole or place.within
        figure = self._view.held_at(self._series, around) if around else None
        if figure is not None:
            return Sum.of(figure)
        self._refuse_what_has_parts(place, around)
        if place.kind not in self._totals:
            self._totals[place.kind] = self._total(place)
        return self._totals[place.kind]

    def _refuse_what_has_parts(self, place: Place, around: Place | None) -> None:
        """Refuse a place whose own parts are known: its share of a mere list says little."""
        facts, measure = self._view.facts, self._view.measure
        if place.id in facts.once((_enclosing, measure.id), lambda: _enclosing(measure)):
            lacking = around.name if around else "a whole"
            raise NoAnswerError(
                f"{place.name}'s share is not known: no source gives this figure for {lacking}",
                hint=f"for its parts: cltool share --of {place.id}; "
                f"for its rank: cltool place {place.id}",
            )

    def _total(self, place: Place) -> Sum:
        held = self._view.held(self._series)
        alike = tuple(figure for figure in held if figure.place.kind == place.kind)
        if len(alike) == 1:
            around = place.within
            lacking = f"{around.name}, which encloses it" if around else f"another {place.kind}"
            raise NoAnswerError(
                f"series {alike[0].series.id} has a figure for {place.name}, but none for "
                f"{lacking}",
                hint="to look in others of the same origin, add --all-sources",
            )
        return Sum(f"the {counted(len(alike), place.kind)} listed", alike, totalled=True)
