"""Are a source's figures where its own text gives them?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..answer import Answer, Caveat, Column, Kind, Weight
from ..errors import NoAnswerError
from ..linked.fact_base import FactBase
from ..linked.finding import find_source
from ..linked.record import Place
from ..linked.series import Figure
from ..selection.citing import cite
from ..selection.columns import place_columns
from ..text import fold
from ..wording import counted, number
from .binding import Binding, number_in_words, numbers_in

_PARAGRAPH = re.compile(r"\bpara(?:graph|\.)?\s*([0-9]+)", re.IGNORECASE)


class Result(StrEnum):
    """Where a figure was found."""

    FOUND = "found"
    """Where the locator says, and the place is named there or in the paragraph before."""
    SWAPPED = "another place's"
    """Where the locator says, but there it is the figure of another place."""
    UNNAMED = "unnamed"
    """Where the locator says, but the place is not named there."""
    ELSEWHERE = "elsewhere"
    """In other paragraphs only."""
    MISSING = "missing"
    """Nowhere."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """One paragraph, folded for the search of names."""

    text: str
    folded: str
    numbers: frozenset[Decimal]


def audit(facts: FactBase, text: str, *, source: str) -> Answer:
    """Hold the figures of a source's series against its text.

    The text is never part of the answer.

    Args:
        facts: The fact base.
        text: The source's text, its paragraphs separated by blank lines and counted from 1.
        source: The id of the source.

    Returns:
        A row a figure. The answer has passed if every figure is found.

    Raises:
        UsageError: If there is no such source.
        NoAnswerError: If the source has no series, or the text has no words.
    """
    about = find_source(facts, source)
    held = [
        figure for series in facts.series if series.source is about for figure in series.figures
    ]
    if not held:
        raise NoAnswerError(f"source {about.id} has no series, so there is no figure to audit")
    paragraphs = [_read(each) for each in re.split(r"\n\s*\n", text) if each.strip()]
    if not paragraphs:
        raise NoAnswerError("the text is empty; expected paragraphs separated by blank lines")
    alike = {measure: Binding(figures) for measure, figures in _by_measure(held).items()}
    results = [_search(figure, paragraphs, alike[figure.series.measure.id]) for figure in held]
    wrong = sum(result is not Result.FOUND for result, _ in results)
    found, missed = number(len(held) - wrong), number(wrong)
    return Answer(
        question="audit",
        title=f"Figures of {about.publisher} in {counted(len(paragraphs), 'paragraph')}",
        summary=f"{counted(len(held), 'figure')}: {found} found, {missed} not where expected.",
        columns=tuple(_columns(held, results)),
        notes=_unnamed(results),
        citations=cite(held),
        passed=wrong == 0,
    )


def _by_measure(held: Sequence[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in held:
        found.setdefault(figure.series.measure.id, []).append(figure)
    return found


def _columns(
    held: Sequence[Figure], results: Sequence[tuple[Result, Sequence[int]]]
) -> list[Column]:
    place, name = place_columns(held)
    return [
        place,
        name,
        Column("measure", "the id of the measure", tuple(each.series.measure.id for each in held)),
        Column(
            "value",
            "the figure, in the measure's unit",
            tuple(figure.value for figure in held),
            Kind.NUMBER,
        ),
        Column("locator", "where the figure should stand", tuple(each.locator for each in held)),
        Column(
            "result",
            "found, another place's, unnamed, elsewhere or missing",
            tuple(str(result) for result, _ in results),
        ),
        Column(
            "paragraphs",
            "the paragraphs that hold the figure, from 1",
            tuple(tuple(map(str, where)) for _, where in results),
            Kind.LIST,
            "In paragraph",
        ),
    ]


def _unnamed(results: Sequence[tuple[Result, Sequence[int]]]) -> tuple[Caveat, ...]:
    if all(result is not Result.UNNAMED for result, _ in results):
        return ()
    text = "Unnamed: no name or alias of the place stands there or just before."
    return (Caveat("unnamed", text, Weight.VITAL, column="result"),)


def _read(text: str) -> _Paragraph:
    return _Paragraph(text, fold(text), frozenset(value for value, _ in numbers_in(text)))


def _search(
    figure: Figure, paragraphs: Sequence[_Paragraph], binding: Binding
) -> tuple[Result, list[int]]:
    """Where a figure was found, and the numbers of the paragraphs that hold it."""
    value = Decimal(repr(figure.value))
    words = number_in_words(figure.value)
    holding = [
        index
        for index, paragraph in enumerate(paragraphs)
        if value in paragraph.numbers or (words and words.search(paragraph.text))
    ]
    where = [index + 1 for index in holding]
    located = _PARAGRAPH.search(figure.locator or "")
    expected = [int(located[1]) - 1] if located else holding
    there = [index for index in expected if index in holding]
    if any(binding.gives_to_another(figure, paragraphs[index].text) for index in there):
        return Result.SWAPPED, where
    if any(_named(figure.place, paragraphs[max(index - 1, 0) : index + 1]) for index in there):
        return Result.FOUND, where
    if there:
        return Result.UNNAMED, where
    return (Result.ELSEWHERE if holding else Result.MISSING), where


def _named(place: Place, paragraphs: Sequence[_Paragraph]) -> bool:
    names = [fold(name) for name in (place.name, *place.aliases)]
    return any(name in paragraph.folded for name in names for paragraph in paragraphs)
