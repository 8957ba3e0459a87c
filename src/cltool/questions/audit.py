"""Are a source's figures where its own text gives them?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..answer import Answer, Column, Kind, Note
from ..arithmetic import Number
from ..errors import NoAnswerError
from ..figures import Figure, cite, figures, find_source
from ..model import FactBase, Place
from ..text import fold
from ..wording import number

_PARAGRAPH = re.compile(r"\bpara(?:graph|\.)?\s*([0-9]+)", re.IGNORECASE)
_NUMERAL = re.compile(
    r"(?<![0-9.,])([0-9]{1,3}(?:[,\u00a0\u202f ][0-9]{3})+|[0-9]+)(\.[0-9]+)?"
    r"(?:\s?(k|thousand|m|million|bn|billion)\b)?",
    re.IGNORECASE,
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}


class Result(StrEnum):
    """Where a figure was found."""

    FOUND = "found"
    """Where the locator says, and the place is named there or in the paragraph before."""
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
        A row a figure: place, name, measure, value, locator, result, and the paragraphs that hold
        the figure. The answer has passed if every figure is found.

    Raises:
        UsageError: If there is no such source.
        NoAnswerError: If the source has no series, or the text has no words.
    """
    about = find_source(facts, source)
    held = [
        figure
        for series in facts.series
        if series.source == about.id
        for figure in figures(facts, series)
    ]
    if not held:
        raise NoAnswerError(f"source {about.id} has no series, so there is no figure to audit")
    paragraphs = [_read(each) for each in re.split(r"\n\s*\n", text) if each.strip()]
    if not paragraphs:
        raise NoAnswerError("the text is empty; expected paragraphs separated by blank lines")
    results = [_search(figure, paragraphs) for figure in held]
    wrong = sum(result is not Result.FOUND for result, _ in results)
    count = f"{number(len(held))} figure{'' if len(held) == 1 else 's'}"
    named = any(each is Result.UNNAMED for each, _ in results)
    return Answer(
        question="audit",
        title=f"Figures of {about.publisher} in {number(len(paragraphs))} paragraphs",
        summary=f"{count}: {number(len(held) - wrong)} found, {number(wrong)} not where expected.",
        columns=(
            Column("place", Kind.PLACE, for_people=False),
            Column("name", heading="Place"),
            Column("measure"),
            Column("value", Kind.NUMBER),
            Column("locator"),
            Column("result"),
            Column("paragraphs", Kind.LIST, "In paragraph"),
        ),
        rows=tuple(
            (
                figure.place.id,
                figure.place.name,
                figure.series.measure,
                figure.value,
                figure.observation.locator,
                str(result),
                tuple(map(str, where)),
            )
            for figure, (result, where) in zip(held, results, strict=True)
        ),
        notes=(
            Note("unnamed", "Unnamed: no name or alias of the place stands there or just before."),
        )
        if named
        else (),
        citations=cite(facts, held),
        passed=wrong == 0,
    )


def _read(text: str) -> _Paragraph:
    return _Paragraph(text, fold(text), frozenset(_numbers(text)))


def _numbers(text: str) -> Iterator[Decimal]:
    """Every number that the text writes in digits: 4,013, £500,000, 1.5m."""
    for digits, decimals, scale in _NUMERAL.findall(text):
        whole = re.sub("[^0-9]", "", digits)
        yield Decimal(whole + decimals).scaleb(_SCALES.get(scale.lower(), 0))
        if " " in digits:  # perhaps two numbers side by side
            yield from map(Decimal, digits.split())


def _search(figure: Figure, paragraphs: Sequence[_Paragraph]) -> tuple[Result, list[int]]:
    """Where a figure was found, and the numbers of the paragraphs that hold it."""
    value = Decimal(repr(figure.value))
    words = _in_words(figure.value)
    holding = [
        index
        for index, paragraph in enumerate(paragraphs)
        if value in paragraph.numbers or (words and words.search(paragraph.text))
    ]
    where = [index + 1 for index in holding]
    located = _PARAGRAPH.search(figure.observation.locator or "")
    expected = [int(located[1]) - 1] if located else holding
    there = [index for index in expected if index in holding]
    if any(_named(figure.place, paragraphs[max(index - 1, 0) : index + 1]) for index in there):
        return Result.FOUND, where
    if there:
        return Result.UNNAMED, where
    return (Result.ELSEWHERE if holding else Result.MISSING), where


def _named(place: Place, paragraphs: Sequence[_Paragraph]) -> bool:
    names = [fold(name) for name in (place.name, *place.aliases)]
    return any(name in paragraph.folded for name in names for paragraph in paragraphs)


def _in_words(value: Number) -> re.Pattern[str] | None:
    """A pattern for the number in English words, with hyphens and "and" left to taste."""
    if not isinstance(value, int):
        return None
    import inflect

    written = str(inflect.engine().number_to_words(str(value)))
    words = [word for word in re.findall("[a-z]+", written) if word != "and"]
    pattern = r"[\s,-]+(?:and\s+)?".join(words)
    return re.compile(rf"(?<![\w-]){pattern}\b", re.IGNORECASE)
