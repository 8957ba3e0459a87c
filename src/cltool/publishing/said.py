"""Who agrees with a figure and who differs, in words and links.

That is evidence, which takes its time. Ten thousand figures have few ways in which the same
sources agree, so the words for each way are found once, and the numbers put in.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from ..arithmetic import Number
from ..dataset.observations import PlainObservation
from ..linked.evidence import Reading
from ..linked.record import Source
from ..linked.series import Figure, Series
from ..selection.caveats import other_words
from ..selection.reporting import reported_by
from ..wording import listing, number
from .markup import paragraph, text, to_source

DISPUTED, REVISED, ELSEWHERE = "disputed", "revised", "elsewhere"
"""How a figure can be contradicted, as the rows of the page are marked."""
_MARK = "\0"
_Write: TypeAlias = Callable[[Reading], str]


class Said(NamedTuple):
    """What is said of a figure.

    Attributes:
        marks: In which ways it is contradicted.
        html: Who agrees and who differs.
    """

    marks: tuple[str, ...]
    html: str


class Voices:
    """What other sources say of the figures of one series.

    Two figures about which the same series give values in the same order have the same words.
    """

    def __init__(self, series: Series) -> None:
        self._series = series
        there = series.facts.topics.at(series.measure, series.period)
        kin = dict.fromkeys([series, *series.comparable, *there])
        self._kin = {each.id: at for at, each in enumerate(kin)}
        self._held = [each.observations for each in kin]
        self._plain = not any(each.tolerance for each in kin)
        self._known: dict[tuple[int, ...], Said] = {}

    def about(self, place: str) -> Said:
        """What is said of the series' figure for the place of an id."""
        found = [held.get(place) for held in self._held]
        if not (self._plain and all(each is None or _is_plain(each) for each in found)):
            return _said(self._figure(place), lambda reading: number(reading.value))
        values = [None if each is None else each.value for each in found]
        order = {each: at for at, each in enumerate(sorted(_given(values)))}
        pattern = tuple(-1 if each is None else order[each] for each in values)
        if pattern not in self._known:
            self._known[pattern] = _said(self._figure(place), self._slot)
        return self._filled(self._known[pattern], values)

    def _figure(self, place: str) -> Figure:
        figure = self._series.figure(place)
        if figure is None:
            raise KeyError(place)
        return figure

    def _slot(self, reading: Reading) -> str:
        """Where the number of a value is to stand: no text of a base holds such a mark."""
        return f"{_MARK}{self._kin[reading.figures[0].series.id]}{_MARK}"

    def _filled(self, said: Said, values: Sequence[Number | None]) -> Said:
        if _MARK not in said.html:
            return said
        parts = said.html.split(_MARK)
        parts[1::2] = [number((values[int(at)] or 0) + 0) for at in parts[1::2]]
        return Said(said.marks, "".join(parts))


def _given(values: Sequence[Number | None]) -> set[Number]:
    return {each for each in values if each is not None}


def _is_plain(observation: PlainObservation) -> bool:
    """Whether nothing but its value tells with which others an observation agrees."""
    return (
        type(observation) is PlainObservation
        and observation.tolerance is None
        and observation.status is None
    )


def _said(figure: Figure, write: _Write) -> Said:
    evidence = figure.evidence
    ways = {
        DISPUTED: evidence.others,
        REVISED: [evidence.later] if evidence.later else [],
        ELSEWHERE: evidence.differing_elsewhere,
    }
    marks = tuple(way for way, readings in ways.items() if readings)
    return Said(marks, "".join(_paragraphs(figure, write)))


def _paragraphs(figure: Figure, write: _Write) -> Iterator[str]:
    evidence = figure.evidence
    yield paragraph(_agreeing(figure))
    if evidence.others:
        others = "; ".join(_giving(each, write) for each in evidence.others)
        words = "".join(f" {text(each)}" for each in other_words(figure))
        yield paragraph(f"<b>Disputed:</b> {others}.{words}", "differs")
    if evidence.later:
        later = _giving(evidence.later, write)
        yield paragraph(f"<b>Revised:</b> {later} in its place.", "differs")
    if evidence.differing_elsewhere:
        others = "; ".join(_giving(each, write) for each in evidence.differing_elsewhere)
        yield paragraph(
            f"<b>Elsewhere:</b> {others}. Another origin may count differently.", "differs"
        )


def _agreeing(figure: Figure) -> str:
    """How many give the value, and who they are beside the figure's own source."""
    evidence, own = figure.evidence, figure.series.source
    elsewhere = [
        source
        for reading in evidence.elsewhere
        if reading.value == evidence.chosen.value
        for source in reading.sources
    ]
    said = []
    if others := _named(evidence.chosen.independent, own):
        said.append(f"Also given by {others}")
    if repeating := _named(evidence.chosen.repeating, own):
        said.append(f"repeated by {repeating}")
    if confirming := _named(elsewhere, own):
        said.append(f"confirmed by another origin, {confirming}")
    if own in evidence.chosen.repeating:
        said.append("its own source only retells another")
    told = "; ".join(said) or "No other source here gives it"
    return f"By {text(reported_by(figure))}. {told[0].upper()}{told[1:]}."


def _named(sources: Sequence[Source], own: Source) -> str:
    others = [to_source(each) for each in sources if each != own]
    return listing(others) if others else ""


def _giving(reading: Reading, write: _Write) -> str:
    """Who gives a value, with the value: `The Paper and The Radio give 50`."""
    sources = reading.sources
    names = listing([to_source(each) for each in sources])
    return f"{names} {'gives' if len(sources) == 1 else 'give'} <b>{write(reading)}</b>"
