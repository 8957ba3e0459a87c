"""What part of the whole?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..answer import Answer, Column, Kind, Note
from ..arithmetic import Number, exact_difference, exact_total, percent, rounded
from ..errors import NoAnswerError, UsageError
from ..evidence import Evidence, dispute_notes, kin, pool, source_notes, weigh
from ..figures import (
    Figure,
    Holding,
    candidates,
    cite,
    describe,
    figures,
    pick,
    publisher,
    span,
    standing_notes,
)
from ..gazetteer import find, find_all, plural
from ..model import FactBase, Place, Series
from ..text import fold
from ..wording import listing, number
from ..wording import percent as percent_in_words
from .rank import MOST_NAMED, chosen_unit, rounding_notes

if TYPE_CHECKING:
    from ..arithmetic import Exact


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a part is a part of: a figure, or, where there is none, the total of what is listed."""

    name: str
    exact: "Exact"
    figure: Figure | None = None
    listed: tuple[Figure, ...] = ()

    @classmethod
    def of(cls, figure: Figure) -> "_Whole":
        return cls(figure.place.name, figure.value, figure)

    @property
    def value(self) -> Number:
        return rounded(self.exact)

    @property
    def key(self) -> str:
        return self.figure.place.id if self.figure else f"({self.name})"


@dataclass(frozen=True, slots=True)
class _Part:
    """One row: a figure, or a sum or remainder of figures."""

    name: str
    exact: "Exact"
    whole: _Whole
    figure: Figure | None = None
    addends: tuple[Figure, ...] = ()

    @classmethod
    def of(cls, figure: Figure, whole: _Whole) -> "_Part":
        return cls(figure.place.name, figure.value, whole, figure)

    @property
    def value(self) -> Number:
        return rounded(self.exact)

    @property
    def percent(self) -> float | None:
        return percent(self.exact, self.whole.exact)

    def in_words(self) -> str:
        share = "no share" if self.percent is None else percent_in_words(self.percent)
        name = self.name[0].upper() + self.name[1:]
        return (
            f"{name}: {number(self.value)} of {number(self.whole.value)}, "
            f"{share} of {self.whole.name}."
        )


def share(
    facts: FactBase,
    places: Sequence[str] = (),
    *,
    of: str | None = None,
    all_sources: bool = False,
    series: str | None = None,
    measure: str | None = None,
) -> Answer:
    """Give places as parts of a whole.

    Args:
        facts: The fact base.
        places: The names of the parts; without any, every part of the whole and the remainder.
        of: The name of the whole. By default each place's enclosing place, or, where that has no
            figure, the total of the places of its kind that are listed.
        all_sources: Answer from all that the series' origin is reported to say; each row then
            names its series.
        series: The id of the series to answer from.
        measure: The id of the measure to answer from.

    Returns:
        A row a part: place, name, value, whole, whole_value, percent. Several parts of one whole
        are followed by their sum, the parts of a whole by what remains of it.

    Raises:
        UsageError: If a name is unknown, a place lies outside the whole, or parts overlap.
        NoAnswerError: If figures are missing, or the measure is not additive.
    """
    whole = find(facts, of) if of is not None else None
    parts = find_all(facts, places)
    choices = candidates(facts, series, measure)
    counted = facts.measure_by_id[choices[0].measure]
    if not counted.additive:
        raise NoAnswerError(
            f"{counted.name} has no shares: it is not additive, so parts do not make up a whole"
        )
    held_by = pool if all_sources else figures
    if parts:
        _refuse_overlaps(facts, parts, whole)
        return _named(facts, choices, held_by, parts, whole)
    if whole is None:
        raise UsageError("name a place, or a whole with --of; try: cltool share --of essex")
    return _breakdown(facts, choices, held_by, whole)


def other_shares(
    pairs: Sequence[tuple[Figure, Figure]], weighed: Mapping[str, Evidence]
) -> dict[tuple[str, Number], list[str]]:
    """What the shares would be with another value of a part's or a whole's figure.

    Args:
        pairs: The figures of a part and of its whole.
        weighed: The evidence for them.
    """
    found: dict[tuple[str, Number], list[str]] = {}
    for part, whole in pairs:
        others = [
            (part.place.id, each.value, each.value, whole.value)
            for each in weighed[part.place.id].others
        ]
        others += [
            (whole.place.id, each.value, part.value, each.value)
            for each in weighed[whole.place.id].others
        ]
        for place, other, value, base in others:
            portion = percent(value, base)
            if portion is not None:
                found.setdefault((place, other), []).append(
                    f"With {number(value)} of {number(base)}, {part.place.name} is "
                    f"{percent_in_words(portion)} of {whole.place.name}"
                )
    return found


def _effects(
    parts: Sequence[_Part], weighed: Mapping[str, Evidence]
) -> dict[tuple[str, Number], list[str]]:
    """What each share would be with another value of a figure that it rests on."""
    found: dict[tuple[str, Number], list[str]] = {}
    for part in parts:
        alone = [part.figure] if part.figure else []
        summed = part.addends or alone
        whole = [part.whole.figure] if part.whole.figure else list(part.whole.listed)
        for figure in {each.place.id: each for each in (*summed, *whole)}.values():
            for other in weighed[figure.place.id].others:
                value, base = (
                    exact_total(
                        other.value if each.place is figure.place else each.value for each in group
                    )
                    for group in (summed, whole)
                )
                portion = percent(value, base)
                if summed and portion is not None:
                    found.setdefault((figure.place.id, other.value), []).append(
                        f"With {number(rounded(value))} of {number(rounded(base))}, {part.name} is "
                        f"{percent_in_words(portion)} of {part.whole.name}"
                    )
    return found


def _refuse_overlaps(facts: FactBase, parts: Sequence[Place], whole: Place | None) -> None:
    for part in parts:
        around = list(facts.enclosing(part))
        if whole is not None and whole not in around:
            raise UsageError(f"{part.name} does not lie in {whole.name}, so it has no share of it")
        for other in parts:
            if other in around:
                raise UsageError(
                    f"{part.name} lies in {other.name}: together they would count twice; "
                    "name one of them"
                )


def _named(
    facts: FactBase,
    choices: Sequence[Series],
    held_by: Holding,
    places: Sequence[Place],
    whole: Place | None,
) -> Answer:
    """Named places, each as part of its whole; their sum, where the whole is one."""
    chosen, here = _series_with(facts, choices, held_by, places, whole)
    parts = [_Part.of(here[place.id], _whole_of(facts, here, place, whole)) for place in places]
    notes = [
        _exceeds(part.name, part.value, part.whole)
        for part in parts
        if part.value > part.whole.value
    ]
    for part in {part.whole.key: part for part in parts if not part.whole.figure}.values():
        kind = part.figure.place.kind if part.figure else ""
        covered = [chosen, *kin(facts, chosen)] if held_by is pool else [chosen]
        complete = any(each.coverage_of(kind) == "complete" for each in covered)
        limits = "" if complete else f", not all {plural(kind)}"
        by = "all sources" if held_by is pool else publisher(facts, chosen)
        text = f"The whole is {part.whole.name} by {by}{limits}."
        notes.append(Note("whole", text))
    if len({part.whole.key for part in parts}) > 1:
        notes.append(Note("wholes", "Not added together: they are parts of different wholes."))
    elif len(parts) > 1:
        addends = tuple(part.figure for part in parts if part.figure)
        sum_ = exact_total(figure.value for figure in addends)
        together = _Part("together", sum_, parts[0].whole, addends=addends)
        if together.exact > exact_total([together.whole.value]):
            notes.append(_exceeds("The places named", together.value, together.whole))
        parts.append(together)
    return _answer(
        facts,
        chosen,
        parts,
        " ".join(part.in_words() for part in parts),
        notes,
        named=held_by is pool,
    )


def _series_with(
    facts: FactBase,
    choices: Sequence[Series],
    held_by: Holding,
    places: Sequence[Place],
    whole: Place | None,
) -> tuple[Series, dict[str, Figure]]:
    """The first series with figures for the places and their wholes; failing that, for them.

    With its figures, by place.
    """
    wanted = {place.id for place in places}
    around = {whole.id} if whole else {place.within for place in places}
    fallback = None
    for series in choices:
        here = {figure.place.id: figure for figure in held_by(facts, series)}
        if wanted <= here.keys():
            if around <= here.keys():
                return series, here
            fallback = fallback or (series, here)
    if fallback is None:
        pick(facts, choices, places, held_by)  # says which place has no figure, if one has none
        names = listing([place.name for place in places])
        raise NoAnswerError(
            f"no one series has figures for {names}; ask for each alone, or add --all-sources"
        )
    if whole is not None:
        pick(facts, [fallback[0]], [whole], held_by)  # says that the whole has no figure
    return fallback


def _whole_of(
    facts: FactBase, here: Mapping[str, Figure], place: Place, whole: Place | None
) -> _Whole:
    around = whole or next(facts.enclosing(place), None)
    if around is not None and around.id in here:
        return _Whole.of(here[around.id])
    alike = tuple(figure for figure in here.values() if figure.place.kind == place.kind)
    if len(alike) == 1:
        lacking = f"{around.name}, which encloses it" if around else f"another {place.kind}"
        raise NoAnswerError(
            f"series {here[place.id].series.id} has a figure for {place.name}, but none for "
            f"{lacking}; to look in others of the same origin, add --all-sources"
        )
    name = f"the {number(len(alike))} {plural(place.kind)} listed"
    return _Whole(name, exact_total(figure.value for figure in alike), listed=alike)


def _breakdown(
    facts: FactBase, choices: Sequence[Series], held_by: Holding, whole: Place
) -> Answer:
    """Every part of a whole, of one kind, and what remains of it."""
    chosen, figure, inside = _series_with_parts(facts, choices, held_by, whole)
    kind = inside[0].place.kind
    alike = {each.place.id: each for each in inside if each.place.kind == kind}
    outermost = [
        each
        for each in alike.values()
        if not any(place.id in alike for place in facts.enclosing(each.place))
    ]
    one = _Whole.of(figure)
    by_value = sorted(outermost, key=lambda each: (-each.value, fold(each.place.name)))
    parts = [_Part.of(each, one) for each in by_value]
    listed = exact_total(part.value for part in parts)
    counts = f"{number(len(parts))} {kind if len(parts) == 1 else plural(kind)} listed"
    summary = f"{counts} in {whole.name}: {number(rounded(listed))} of {number(one.value)}"
    notes = []
    if listed > exact_total([one.value]):
        notes.append(_exceeds(f"The {plural(kind)} listed", rounded(listed), one))
    else:
        rest = _Part(f"not in a listed {kind}", exact_difference(one.value, listed), one)
        parts.append(rest)
        summary += f"; {number(rest.value)} {rest.name}"
    if held_by is not pool:
        notes += _parts_elsewhere(facts, chosen, whole, alike)
    others = dict.fromkeys(each.place.kind for each in inside if each.place.kind != kind)
    if others:
        kinds = listing([plural(other) for other in others])
        notes.append(Note("kinds", f"Left out, because kinds are not added together: {kinds}."))
    notes += rounding_notes([part.percent for part in parts], whole.name)
    return _answer(facts, chosen, parts, f"{summary}.", notes, named=held_by is pool)


def _series_with_parts(
    facts: FactBase, choices: Sequence[Series], held_by: Holding, whole: Place
) -> tuple[Series, Figure, list[Figure]]:
    """The first series with a figure for a whole and for places in it; with those figures."""
    for series in choices:
        here = held_by(facts, series)
        inside = [figure for figure in here if whole in facts.enclosing(figure.place)]
        own = next((figure for figure in here if figure.place is whole), None)
        if own and inside:
            return series, own, inside
    pick(facts, choices, [whole], held_by)  # says so, if the whole has no figure
    asked = f"series {choices[0].id} has no" if len(choices) == 1 else "no series has"
    raise NoAnswerError(
        f"{asked} figures for {whole.name} and for parts of it; for what there is: "
        f"cltool facts {whole.id}"
    )


def _parts_elsewhere(
    facts: FactBase, series: Series, whole: Place, here: Mapping[str, Figure]
) -> list[Note]:
    """The parts of a whole that only other sources list: the remainder may hold them."""
    kind = next(iter(here.values())).place.kind
    known = [
        figure
        for figure in pool(facts, series)
        if figure.place.kind == kind
        and figure.place.id not in here
        and whole in facts.enclosing(figure.place)
    ]
    if not known:
        return []
    known.sort(key=lambda each: (-each.value, fold(each.place.name)))
    names = [f"{each.place.name} {number(each.value)}" for each in known[:MOST_NAMED]]
    if len(known) > MOST_NAMED:
        names.append(f"{number(len(known) - MOST_NAMED)} more")
    text = f"Other sources also list, in {whole.name}: {listing(names)}. To add them, add "
    return [Note("left-out", f"{text}--all-sources.")]


def _exceeds(what: str, value: Number, whole: _Whole) -> Note:
    text = f"{what}: {number(value)}, more than {whole.name} ({number(whole.value)})."
    return Note("exceeds", text)


def _answer(
    facts: FactBase,
    series: Series,
    parts: Sequence[_Part],
    summary: str,
    notes: Sequence[Note],
    *,
    named: bool,
) -> Answer:
    """The answer; with the series of each row, where those of all sources may stand together."""
    counted = facts.measure_by_id[series.measure]
    wholes = list({part.whole.key: part.whole for part in parts}.values())
    used = [part.figure for part in parts if part.figure]
    for whole in wholes:
        used += [whole.figure] if whole.figure else whole.listed
    used = list({figure.place.id: figure for figure in used}.values())
    weighed = weigh(facts, used)
    effects = _effects(parts, weighed)
    overlap = f"In this measure some {counted.unit} count in more than one place."
    of = wholes[0].name if len(wholes) == 1 else ""
    return Answer(
        question="share",
        title=f"{describe(counted)}: parts{f' of {of}' if of else ''}, {span(used)}",
        summary=summary,
        columns=(
            Column("place", Kind.PLACE, for_people=False),
            Column("name", heading="Part"),
            Column("value", Kind.NUMBER, chosen_unit(facts, series)),
            Column("whole", Kind.PLACE, "Of", for_people=not of),
            Column("whole_value", Kind.NUMBER, "Of" if of else "Whole"),
            Column("percent", Kind.PERCENT, "Share", bar_full=100),
            *([Column("series")] if named else []),
        ),
        rows=tuple(
            (
                part.figure.place.id if part.figure else None,
                part.name,
                part.value,
                part.whole.figure.place.id if part.whole.figure else None,
                part.whole.value,
                part.percent,
                *([part.figure.series.id if part.figure else None] if named else []),
            )
            for part in parts
        ),
        notes=(
            *dispute_notes(used, weighed, effects),
            *notes,
            *([Note("overlapping", overlap)] if counted.overlapping else []),
            *source_notes(facts, used),
            *standing_notes(facts, used),
        ),
        citations=cite(facts, used),
        names={whole.key: whole.name for whole in wholes if whole.figure},
    )
