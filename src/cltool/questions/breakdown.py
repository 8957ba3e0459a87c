"""Every part of a whole, and what remains of it."""

from collections.abc import Collection, Sequence

from ..answer import Answer, Caveat, Weight
from ..errors import NoAnswerError
from ..linked.record import Place
from ..linked.series import Figure, Series
from ..selection.choice import Selection
from ..selection.coverage import MOST_NAMED, named
from ..selection.rounding import rounding
from ..selection.shares import Part, Sum
from ..text import fold
from ..wording import counted, listing, number, plural
from .parts import exceeds, parts_answer


def breakdown(view: Selection, whole: Place) -> Answer:
    """Every part of a whole, of one kind, and what remains of it."""
    chosen, figure, inside = _series_with_parts(view, whole)
    kind = inside[0].place.kind
    alike = {each.place.id: each for each in inside if each.place.kind == kind}
    outermost = view.facts.nesting.outermost(alike)
    one = Sum.of(figure)
    figures = tuple(_by_value([alike[id_] for id_ in outermost]))
    parts = [Part.of(each, one) for each in figures]
    listed = Sum(f"the {plural(kind)} listed", figures, totalled=True)
    listed_in = f"{counted(len(parts), kind)} listed in {whole.name}: {listed.in_words()}"
    summary = f"{listed_in} of {number(one.value)}"
    caveats = view.chosen_caveats([figure, *figures], [whole])
    if listed.exact > one.exact:
        caveats.append(exceeds(f"The {plural(kind)} listed", Part("", listed, one)))
        summary = f"{listed_in}, more than the {number(one.value)} of {whole.name} itself"
    else:
        rest = Part(f"not in a listed {kind}", listed, one, remains=True)
        least = "at least " if listed.at_most else ""
        summary += f"; {least}{number(rest.value)} {rest.name}"
        if not listed.at_most:
            parts.append(rest)
    caveats += _short(chosen, whole, listed, one)
    caveats += _parts_elsewhere(view, chosen, whole, alike.keys(), kind)
    caveats += _other_kinds(inside, kind)
    caveats += rounding([part.percent for part in parts], whole.name)
    return parts_answer(view, parts, f"{summary}.", caveats)


def _short(series: Series, whole: Place, listed: Sum, one: Sum) -> list[Caveat]:
    """That a list which calls itself complete does not make up its whole."""
    kind = listed.figures[0].place.kind
    if series.coverage_of(kind) != "complete" or listed.at_most or listed.most >= one.least:
        return []
    text = (
        f"{series.publisher} calls its list of {plural(kind)} complete, yet they make up only "
        f"{number(listed.value)} of {whole.name}'s {number(one.value)}."
    )
    return [Caveat("short", text, Weight.VITAL, column="value", places=(whole.id,))]


def _by_value(figures: Sequence[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda each: (-each.value, fold(each.place.name)))


def _other_kinds(inside: Sequence[Figure], kind: str) -> list[Caveat]:
    others = dict.fromkeys(each.place.kind for each in inside if each.place.kind != kind)
    if not others:
        return []
    kinds = listing([plural(other) for other in others])
    return [Caveat("kinds", f"Left out, because kinds are not added together: {kinds}.")]


def _series_with_parts(view: Selection, whole: Place) -> tuple[Series, Figure, list[Figure]]:
    """The first series with a figure for a whole and for places in it; with those figures."""
    for series in view.candidates:
        own = view.held_at(series, whole)
        inside = [figure for figure in view.held(series) if figure.place.lies_in(whole)]
        if own and inside:
            return series, own, inside
    view.pick([whole])  # raises where the whole itself has no figure
    one = len(view.candidates) == 1
    asked = f"series {view.candidates[0].id} has no" if one else "no series has"
    raise NoAnswerError(
        f"{asked} figures for {whole.name} and for parts of it",
        hint=f"for what there is: cltool facts {whole.id}",
    )


def _parts_elsewhere(
    view: Selection, series: Series, whole: Place, here: Collection[str], kind: str
) -> list[Caveat]:
    """The parts of a whole that only other sources list: the remainder may hold them."""
    if view.pooled:
        return []
    known = _by_value(
        [
            figure
            for figure in series.pooled
            if figure.place.kind == kind
            and figure.place.id not in here
            and figure.place.lies_in(whole)
        ]
    )
    if not known:
        return []
    return [
        Caveat(
            "left-out",
            f"Other sources also list, in {whole.name}: {named(known, MOST_NAMED)}.",
            Weight.VITAL,
            hint="To add them, add --all-sources.",
            places=tuple(figure.place.id for figure in known),
            numbers={figure.place.id: figure.value for figure in known},
        )
    ]
