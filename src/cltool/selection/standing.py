"""What the file says of figures: their precision and status, and their authors' words."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ..answer import Caveat, Weight
from ..linked.record import Source
from ..linked.series import Figure, Series
from ..wording import listing, number
from .citing import by_series, told_apart

MOST_NAMED = 6


def standing(used: Collection[Figure]) -> list[Caveat]:
    """What has to be said of some figures, and then what is there for whoever asks."""
    groups = list(by_series(used).values())
    return [
        *_in_words(used),
        *(caveat for group in _by_publisher(used) for caveat in _status(group)),
        *_authored(used),
        *(caveat for group in groups for caveat in _notes(group)),
    ]


def warned(notes: Iterable[Caveat], reports: Iterable[Source]) -> Iterator[Caveat]:
    """Some caveats, of which those that some reports give are vital: they may forbid an answer."""
    warnings = tuple(each.caveat for each in reports if each.caveat)
    for note in notes:
        warns = note.kind == "source-caveat" and note.text.endswith(warnings)
        yield replace(note, weight=Weight.VITAL) if warns else note


def _by_publisher(used: Collection[Figure]) -> list[list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in used:
        found.setdefault(figure.series.publisher, []).append(figure)
    return list(found.values())


def _in_words(used: Collection[Figure]) -> Iterator[Caveat]:
    """What a source says of how exact single figures are."""
    for figure in used:
        observation, name = figure.observation, figure.place.name
        said = []
        if observation.said is not None:
            said.append(f"its source says “{observation.said}”")
        if observation.least is not None and observation.most is not None:
            said.append(f"it may be {number(observation.least)} to {number(observation.most)}")
        elif observation.least is not None:
            said.append(f"it is at least {number(observation.least)}")
        elif observation.most is not None:
            said.append(f"it is at most {number(observation.most)}")
        if said:
            bounds = {"least": observation.least, "most": observation.most}
            yield Caveat(
                "precision",
                f"{name}, {number(figure.value)}: {listing(said)}.",
                Weight.VITAL,
                column="value",
                places=(figure.place.id,),
                series=(figure.series.id,),
                numbers={key: value for key, value in bounds.items() if value is not None},
            )


def _status(group: Sequence[Figure]) -> Iterator[Caveat]:
    """How exact and how final the figures of a publisher are."""
    offs = {figure.tolerance for figure in group if figure.tolerance}
    off = f"may be off by {listing([number(each) for each in sorted(offs)])}" if offs else ""
    statuses = list(dict.fromkeys(each.status for each in group if each.status != "published"))
    if len(statuses) == 1 and all(each.status == statuses[0] for each in group):
        said = [f"are {statuses[0]}", *([off] if off else [])]
        yield _of_series(group, f"the figures {listing(said)}", offs)
        return
    for status in statuses:
        names = [each.place.name for each in group if each.status == status]
        verb = "is" if len(names) == 1 else "are"
        yield _of_series(group, f"{listing(names, MOST_NAMED)} {verb} {status}", set())
    if off:
        yield _of_series(group, f"the figures {off}", offs)


def _of_series(group: Sequence[Figure], text: str, offs: Collection[int | float]) -> Caveat:
    ids = tuple(dict.fromkeys(figure.series.id for figure in group))
    numbers = {"tolerance": max(offs)} if offs else {}
    said = f"{group[0].series.publisher}: {text}."
    return Caveat("status", said, series=ids, numbers=numbers)


def _authored(used: Collection[Figure]) -> Iterator[Caveat]:
    """The caveats that the file's authors wrote, wherever what they belong to is used."""
    for figure in used:
        place, ids = figure.place, (figure.series.id,)
        if figure.caveat:
            yield _words("figure-caveat", f"{place.name}: {figure.caveat}", (place.id,), ids)
        if place.caveat:
            yield _words("place-caveat", f"{place.name}: {place.caveat}", (place.id,))
    for id_, group in by_series(used).items():
        series = group[0].series
        if series.caveat:
            yield _words("series-caveat", f"{series.publisher}: {series.caveat}", (), (id_,))
        if series.measure.caveat:
            text = f"{series.measure.name}: {series.measure.caveat}"
            yield _words("measure-caveat", text, (), (id_,))
    yield from _of_sources([group[0].series for group in by_series(used).values()])


def _of_sources(used: Sequence[Series]) -> Iterator[Caveat]:
    """The caveats of the sources of some series, and of what those relay."""
    chains = [(each, (each.source, *each.source.relayed())) for each in used]
    names = told_apart(source for _, chain in chains for source in chain if source.caveat)
    for series, chain in chains:
        for source in chain:
            if source.caveat:
                text = f"{names[source.id]}: {source.caveat}"
                yield _words("source-caveat", text, (), (series.id,))


def _words(
    kind: str, text: str, places: tuple[str, ...] = (), series: tuple[str, ...] = ()
) -> Caveat:
    return Caveat(kind, text, places=places, series=series)


def _notes(group: Sequence[Figure]) -> Iterator[Caveat]:
    """What is there for whoever asks."""
    series = group[0].series
    if series.note:
        text = f"{series.publisher}: {series.note}"
        yield Caveat("series", text, Weight.BACKGROUND, series=(series.id,))
    for figure in group:
        if figure.note:
            yield Caveat(
                "figure",
                f"{figure.place.name}: {figure.note}",
                Weight.BACKGROUND,
                column="value",
                places=(figure.place.id,),
                series=(series.id,),
            )
