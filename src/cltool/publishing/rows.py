"""The table of every figure: a row a figure, with its source, who agrees and who differs."""

from collections.abc import Iterator
from typing import NamedTuple

from ..dataset.observations import PlainObservation
from ..dataset.period import date_in_words
from ..linked.fact_base import FactBase
from ..linked.record import Place
from ..linked.series import Series
from ..wording import listing, number
from .markup import link, on_request, paragraph, text
from .said import Voices

WITHHELD, INEXACT = "withheld", "inexact"
"""What else a figure may be, as the rows of the page are marked; see `said`."""
_HEADINGS = ("Place", "What is counted", "When", "Figure", "Source", "Who agrees, who differs")


class Table(NamedTuple):
    """The table of the figures.

    Attributes:
        html: The table.
        length: How many rows it has.
        marked: How many rows have each of the marks.
    """

    html: str
    length: int
    marked: dict[str, int]


def figures_table(facts: FactBase) -> Table:
    """Every figure of a fact base, in its order, also those withheld."""
    marked: dict[str, int] = {}
    heads = "".join(f'<th scope="col">{each}</th>' for each in _HEADINGS)
    places = {each.id: _place(each) for each in facts.places}
    caveats = {each.id: each.caveat for each in facts.places if each.caveat}
    rows = []
    for series in facts.series:
        about = _Rows(series, places, caveats)
        for observation in series.record.observations:
            marks, row = about.row(observation)
            rows.append(row)
            for mark in marks:
                marked[mark] = marked.get(mark, 0) + 1
    body = "\n".join(rows)
    html = (
        '<table id="all-figures">\n<caption>Every figure as its source gives it</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )
    return Table(html, len(rows), marked)


def row_id(series: str, place: str) -> str:
    """The address of a figure's row within the page: no id of a base has a slash."""
    return f"{series}/{place}"


def _place(place: Place) -> tuple[str, str]:
    """A place's name, and what sort of place it is, with more about it where there is some."""
    within = f" in {place.within.name}" if place.within else ""
    kind = text(f"{place.kind}{within}")
    if place.note:
        kind = f'<a href="#place:{place.id}">{kind}</a>'
    return text(place.name), f"<small>{kind}</small>"


class _Rows:
    """The rows of one series: what they have in common is written once."""

    def __init__(
        self, series: Series, places: dict[str, tuple[str, str]], caveats: dict[str, str]
    ) -> None:
        self._series = series
        self._places = places
        self._caveats = caveats
        self._voices = Voices(series)
        measure, period = series.measure, series.period
        self._unit = f" <small>{text(measure.unit)}</small>"
        name = f'<a href="#measure:{measure.id}">{text(measure.name)}</a>'
        when = text(period.in_words())
        self._counted = f'<td>{name}</td><td data-s="{period.start}">{when}</td>'
        published = date_in_words(series.source.published)
        self._source = f"{link(series.source.publisher, series.source.url)}, {text(published)}"
        self._more = f'<a href="#source:{series.source.id}">More on this source</a>'
        self._read_first = paragraph(_read_first(series), "caveat")

    def row(self, observation: PlainObservation) -> tuple[tuple[str, ...], str]:
        """A row, with its marks."""
        place = observation.place
        marks: tuple[str, ...] = ()
        if observation.value is None:
            marks, said = (WITHHELD,), ""
        else:
            marks, said = self._voices.about(place)
        exact = _exactness(self._series, observation)
        if exact:
            marks = (*marks, INEXACT)
        name, kind = self._places[place]
        id_ = row_id(self._series.id, place)
        kinds = f' class="{" ".join(marks)}"' if marks else ""
        locator = f"<br>{text(observation.locator)}" if observation.locator else ""
        return marks, (
            f'<tr id="{id_}"{kinds}><th scope="row"><a href="#{id_}">{name}</a>{kind}</th>'
            f"{self._counted}<td>{self._figure(observation)}{exact}</td>"
            f"<td>{self._source}{locator}<br>{self._more}</td>"
            f"<td>{said}{self._caveat(observation)}</td></tr>"
        )

    def _figure(self, observation: PlainObservation) -> str:
        if observation.value is None:
            return f"<b>withheld</b><small>{text(observation.withheld or '')}</small>"
        worded = ""
        if observation.as_worded is not None:
            worded = f"<small>in its words: “{text(observation.as_worded)}”</small>"
        return f"<b>{number(observation.value + 0)}</b>{self._unit}{worded}"

    def _caveat(self, observation: PlainObservation) -> str:
        own = [observation.caveat, self._caveats.get(observation.place)]
        told = "".join(paragraph(text(each), "caveat") for each in own if each)
        note = on_request("Note", [paragraph(text(observation.note or ""))])
        return f"{told}{self._read_first}{note}"


def _exactness(series: Series, observation: PlainObservation) -> str:
    """What the file says of how exact and how final a figure is, in words; empty for nothing."""
    said = list(_bounds(series, observation))
    status = observation.status or series.status
    if status != "published":
        said.append(status)
    return "".join(f"<small>{text(each)}</small>" for each in said)


def _bounds(series: Series, observation: PlainObservation) -> Iterator[str]:
    least, most = observation.least, observation.most
    tolerance = observation.tolerance
    if observation.said is not None:
        yield f"said: “{observation.said}”"
    if least is not None and most is not None:
        yield f"{number(least)} to {number(most)}"
    elif least is not None:
        yield f"at least {number(least)}"
    elif most is not None:
        yield f"at most {number(most)}"
    elif tolerance is None:
        tolerance = series.tolerance
    if tolerance and observation.value is not None:
        yield f"may be off by {number(tolerance)}"


def _read_first(series: Series) -> str:
    """Where the caveats stand that hold for all figures of a series."""
    found = []
    if series.caveat:
        found.append(f'<a href="#series:{series.id}">these figures</a>')
    if series.measure.caveat:
        found.append(f'<a href="#measure:{series.measure.id}">what is counted</a>')
    found += [
        f'<a href="#source:{each.id}">{text(each.publisher)}</a>'
        for each in (series.source, *series.source.relayed())
        if each.caveat
    ]
    return f"Read first, on {listing(found)}." if found else ""
