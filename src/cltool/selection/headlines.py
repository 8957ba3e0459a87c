"""Headlines: a finding in few words, which another value that sources give must not make false."""

from collections.abc import Iterator, Sequence

from ..arithmetic import Number, exact_total, percent, ratio
from ..linked.series import Figure
from ..wording import alternatives, counted, listing, number, plural
from ..wording import percent as percent_in_words
from ..wording import ratio as ratio_in_words
from .metrics import Metric
from .ranking import Ranked
from .shares import Part

MOST_WORDS = 15
MOST_NAMED = 3
_BY_OTHERS = "by other sources"


def fitting(*sentences: str) -> str:
    """The first of some sentences that has few words enough; empty if none has."""
    return next((x for x in sentences if len(x.split()) <= MOST_WORDS), "")


def _scores(figure: Figure, metric: Metric) -> list[Number]:
    """What a figure may count for: by its own value first, then by each other one."""
    found = [metric.score(figure), *metric.other_scores(figure)]
    return [each for each in found if each is not None]


def leading(ranked: Sequence[Ranked], metric: Metric, extent: str, *, lowest: bool = False) -> str:
    """Who is first of some figures, whichever of the values is the right one.

    Args:
        ranked: The figures with their ranks.
        metric: What they are measured by.
        extent: Which they are: `of the 3 counties listed`.
        lowest: Whether they are ranked from the lowest score up.
    """
    which, what = "lowest" if lowest else "highest", "rate" if metric.name == "rate" else "figure"
    known = [each for each in ranked if each.score is not None]
    if not known:
        return ""
    plain = f"Figures {extent}, from the {which}"
    first = [each for each in known if each.rank == 1]
    rivals = _rivals(known, metric, lowest=lowest)
    names = [each.figure.place.name for each in rivals]
    sure = len(rivals) == len(first) and (
        len(rivals) == 1 or all(len(_scores(each.figure, metric)) == 1 for each in rivals)
    )
    if len(known) == 1 or len(first) == len(known):
        return (
            fitting(f"{listing(names[:1])}: {metric.in_words(known[0].score or 0)}", plain)
            if (len(known) == 1 and len(_scores(known[0].figure, metric)) == 1)
            else plain
        )
    if sure and all(metric.is_exact(each.figure) for each in first) | (len(rivals) == 1):
        verb = "has" if len(names) == 1 else "share"
        says = f"{listing(names)} {verb} the {which} {what} {extent}"
        alone = len(_scores(first[0].figure, metric)) == 1
        score = f": {metric.in_words(first[0].score or 0)}{metric.suffix}" if alone else ""
        return fitting(says + score, says, plain)
    if len(names) <= MOST_NAMED:
        says = f"{alternatives(names)} has the {which} {what} {extent}"
        return fitting(f"{says}: sources differ" if _differ(rivals, metric) else says, says, plain)
    return fitting(f"Which is {which} {extent} can't be told for sure", plain)


def _differ(rivals: Sequence[Ranked], metric: Metric) -> bool:
    return any(len(_scores(each.figure, metric)) > 1 for each in rivals)


def _rivals(known: Sequence[Ranked], metric: Metric, *, lowest: bool) -> list[Ranked]:
    """Those that are first by some of the values, or may be, as figures may be off."""
    near = _near(known, metric, lowest=lowest)
    sign = -1 if lowest else 1
    spans = []
    for each in near:
        found = [sign * score for score in _scores(each.figure, metric)]
        bounds = None if metric.is_exact(each.figure) else metric.bounds(each.figure)
        found += [sign * bound for bound in bounds or ()]
        spans.append((min(found), max(found)))
    floor = max(low for low, _ in spans)
    return [each for each, (_, high) in zip(near, spans, strict=True) if high >= floor]


def _near(known: Sequence[Ranked], metric: Metric, *, lowest: bool) -> list[Ranked]:
    """Those whose spans reach as far as one of them does for sure: no other can be first."""
    spans = [metric.span(each.figure) for each in known]
    if lowest:
        spans = [(-most, -least) for least, most in spans]
    floor = max(least for least, _ in spans)
    return [each for each, (_, most) in zip(known, spans, strict=True) if most >= floor]


def comparing(picked: Sequence[Figure], metric: Metric) -> str:
    """How many times one place's figure another's is, by each of the values."""
    one, two = picked
    names = one.place.name, two.place.name
    ratios = _ratios(_scores(two, metric), _scores(one, metric))
    plain = f"{names[0]} and {names[1]} compared"
    own = [metric.score(each) for each in picked]
    alone = all(len(_scores(each, metric)) == 1 for each in picked)
    if None in own or not ratios or picked[0].series.measure.in_percent:
        if alone and None not in own:
            told = [f"{name} {metric.in_words(x or 0)}" for name, x in zip(names, own, strict=True)]
            return fitting(", ".join(told), plain)
        return plain
    if min(ratios) < 1 < max(ratios) or (1 in ratios and len(set(ratios)) > 1):
        says = f"Sources differ on whether {alternatives(names)} has the higher figure"
        return fitting(says, plain)
    if ratios[0] == 1:
        return fitting(f"{names[0]} and {names[1]} have the same figure", plain)
    if ratios[0] < 1:
        names, ratios = names[::-1], _ratios(_scores(one, metric), _scores(two, metric))
    told = list(dict.fromkeys(_times(each, ratios) for each in ratios))
    rate = " rate" if metric.name == "rate" else " figure"
    start, whose = f"{names[1]} has", f"times {_of(names[0])}{rate}"
    if len(told) < 2:
        return fitting(f"{start} {told[0]} {whose}" if told else plain, plain)
    ends = _times(min(ratios), ratios), _times(max(ratios), ratios)
    ranged = f"{start} {ends[0]} to {ends[1]} {whose}, depending on the source"
    if len(told) == 2:
        return fitting(f"{start} {told[0]} {whose}, or {told[1]} {_BY_OTHERS}", ranged, plain)
    return fitting(ranged, f"{start} more than {names[0]}", plain)


def _ratios(scores: Sequence[Number], bases: Sequence[Number]) -> list[float]:
    """The first by the first, then by each value; none where one of them makes none either way."""
    if not scores or not bases or min([*scores, *bases]) <= 0:
        return []
    found = [ratio(score, base) for score in scores for base in bases]
    return [] if None in found or 0 in found else [each for each in found if each is not None]


def _times(value: float, among: Sequence[float]) -> str:
    """A ratio in one decimal where that tells enough."""
    return f"{value:,.1f}" if min(among) >= 1.15 else ratio_in_words(value)


def _of(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def sharing(parts: Sequence[Part], *, of_all: bool = False) -> str:
    """What part of their whole some parts are, by each of the values.

    Args:
        parts: The parts, all of one whole.
        of_all: Whether to speak of their sum, where they are several.
    """
    named = [part for part in parts if not part.remains and part.figure]
    if not named or len({part.whole.key for part in named}) > 1:
        return ""
    told = named if of_all else named[:1]
    figures = tuple(figure for part in told for figure in part.figures)
    whole = named[0].whole
    shares = list(_shares(figures, whole.figures))
    name = listing([part.name for part in told])
    many = counted(len(told), told[0].figures[0].place.kind)
    plain = f"Parts of {whole.name}"
    if not shares or (len(parts) > 1 and not of_all):
        return plain
    most = "at most " if len(figures) > 1 and figures[0].series.measure.overlapping else ""
    verb = "is" if len(told) == 1 else "are"
    said = list(dict.fromkeys(map(percent_in_words, shares)))
    end = ""
    if len(said) == 2:
        end = f", or {said[1]} {_BY_OTHERS}"
    elif len(said) > 2:
        said[0] = f"{percent_in_words(min(shares))} to {percent_in_words(max(shares))}"
        end = ", depending on the source"
    predicate = f"{verb} {most}{said[0]} of {_of(whole.name)} figure{end}"
    return fitting(f"{name} {predicate}", f"The {many} listed {predicate}", plain)


def _shares(figures: Sequence[Figure], wholes: Sequence[Figure]) -> Iterator[float]:
    """The share by the figures' own values, then with each other value of one of them."""
    swaps: list[tuple[Figure | None, Number]] = [(None, 0)]
    swaps += [
        (x, value) for x in dict.fromkeys([*figures, *wholes]) for value in x.evidence.other_values
    ]
    for changed, value in swaps:
        part, base = (
            exact_total(value if each is changed else each.value for each in group)
            for group in (figures, wholes)
        )
        found = percent(part, base)
        if found is not None:
            yield found


def placing(figure: Figure, metric: Metric) -> str:
    """What a place's figure is, by each of the values."""
    if metric.score(figure) is None:
        return ""
    own, *others = (f"{metric.in_words(x)}{metric.suffix}" for x in _scores(figure, metric))
    unit = (
        ""
        if metric.name == "rate" or figure.series.measure.in_percent
        else (f" {figure.series.measure.unit}")
    )
    other = list(dict.fromkeys(others))
    name = figure.place.name
    end = f", or {other[0]} {_BY_OTHERS}" if len(other) == 1 else ""
    if len(other) > 1:
        end = ", and other sources differ"
    said = figure.observation.said
    if said is not None:
        return fitting(f"{name}: “{said}”{end}", name)
    return fitting(f"{name}: {own}{unit}{end}", f"{name}: {own}{end}", name)


def moving(changes: Sequence[tuple[str, Sequence[float | None]]], what: str) -> str:
    """Whether the figures of places rose or fell, by each of the values.

    Args:
        changes: The name of each place, with its change in percent by each of the values, the
            answered one first; None where one can't be told.
        what: What changed: `figure`, `monthly figure`.
    """
    groups: dict[str, list[str]] = {}
    for name, found in changes:
        groups.setdefault(_direction(found), []).append(name)
    if len(changes) == 1:
        (name, found), (direction,) = changes[0], groups
        if direction in ("rose", "fell"):
            sizes = sorted({abs(each) for each in found if each is not None})
            said = list(dict.fromkeys(percent_in_words(each) for each in sizes))
            by = said[0] if len(said) == 1 else f"{said[0]} to {said[-1]}"
            return fitting(
                f"{_of(name)} {what} {direction} by {by}", f"{_of(name)} {what} {direction}"
            )
    told = []
    for direction, names in sorted(groups.items(), key=lambda each: each[0] == "differ"):
        noun = what if len(names) == 1 else plural(what)
        whose = listing([_of(name) for name in names], MOST_NAMED)
        if direction == "differ":
            told.append(f"sources differ on whether {whose} {noun} rose or fell")
        elif direction:
            told.append(f"{whose} {noun} {direction}")
    if "" in groups or not told:
        return ""
    said_all = "; ".join(told)
    short = "; ".join(
        f"{number(len(names))} {'unsure' if direction == 'differ' else direction}"
        for direction, names in groups.items()
    )
    return fitting(said_all[0].upper() + said_all[1:], f"{plural(what).capitalize()}: {short}")


def _direction(changes: Sequence[float | None]) -> str:
    """Which way all of some changes go; `differ` where they don't agree, empty if unknown."""
    if not changes or None in changes:
        return ""
    signs = {(each > 0) - (each < 0) for each in changes if each is not None}
    if len(signs) > 1:
        return "differ"
    return {1: "rose", -1: "fell", 0: "stayed the same"}[signs.pop()]
