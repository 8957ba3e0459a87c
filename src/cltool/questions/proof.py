"""Are the figures of a source where its own text gives them, and are they all there are?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..answer import Answer, Caveat, Cell, Column, Kind, Weight
from ..drafts.names import Gazetteer
from ..drafts.scene import Scene
from ..drafts.tokens import sentences_of
from ..drafts.written import Form, Written
from ..errors import NoAnswerError
from ..linked.fact_base import FactBase
from ..linked.record import Measure, Place, Source
from ..linked.series import Figure
from ..selection.citing import cite
from ..wording import counted, number

_PARAGRAPH = re.compile(r"\bpara(?:graph|\.)?\s*([0-9]{1,9})", re.IGNORECASE)


class Result(StrEnum):
    """Where a figure was found."""

    FOUND = "found"
    """Where the locator says, and there it is said of its place."""
    SWAPPED = "another place's"
    """Where the locator says, but there it is the figure of another place."""
    UNNAMED = "unnamed"
    """Where the locator says, but the place is not named there."""
    ELSEWHERE = "elsewhere"
    """In other paragraphs only."""
    MISSING = "missing"
    """Nowhere."""
    LACKING = "not in the base"
    """In the text, but no figure of the source."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A number that the text gives.

    Attributes:
        number: The number.
        paragraph: The number of its paragraph, from 0.
        places: The places that it is said of; none where its sentence names none.
        text: The number as written.
    """

    number: Written
    paragraph: int
    places: Sequence[Place]
    text: str

    def gives(self, figure: Figure) -> bool:
        """Whether it is the value of a figure, in the figure's unit."""
        if self.number.value != Fraction(repr(figure.value)):
            return False
        return _is_of(self.number, figure.series.measure)


def _is_of(number: Written, measure: Measure) -> bool:
    """Whether a number as it is written can count in a measure's unit: 36% is not 36."""
    if number.form is Form.PERCENT:
        return measure.in_percent
    if number.form is not Form.AMOUNT:
        return False
    unit = measure.unit.casefold()
    return (
        not number.unit
        or number.unit in unit
        or unit in number.unit
        or (number.unit in ("pounds", "dollars", "euros") and not unit.isalpha())
    )


def proof(facts: FactBase, text: str, about: Source) -> Answer:
    """Hold the figures of a source's series against its own text; see `audit`.

    The text is never part of the answer, but for the numbers that the base lacks.
    """
    held = [x for series in facts.series if series.source is about for x in series.figures]
    if not held:
        raise NoAnswerError(f"source {about.id} has no series, so there is no figure to audit")
    read = _Text(facts, text)
    if not read.count:
        raise NoAnswerError("the text is empty; expected paragraphs separated by blank lines")
    results = [_search(figure, read) for figure in held]
    wrong = sum(result is not Result.FOUND for result, _ in results)
    lacking = [x for x in read.given if not any(x.gives(figure) for figure in held)]
    lacking = [x for x in lacking if x.places and x.number.form in (Form.AMOUNT, Form.PERCENT)]
    found, missed = number(len(held) - wrong), number(wrong)
    return Answer(
        question="audit",
        title=f"Figures of {about.publisher} in {counted(read.count, 'paragraph')}",
        summary=f"{counted(len(held), 'figure')}: {found} found, {missed} not where expected."
        + (f" {number(len(lacking))} more in the text, not in the base." if lacking else ""),
        columns=tuple(_columns(held, results, lacking)),
        notes=_notes(results),
        citations=cite(held),
        passed=wrong == 0,
    )


class _Text:
    """A source's text, read.

    Attributes:
        count: How many paragraphs it has.
        given: The numbers that it gives.
        named: The ids of the places that each paragraph names.
    """

    def __init__(self, facts: FactBase, text: str) -> None:
        gazetteer = Gazetteer(facts)
        self.given: list[_Given] = []
        self.named: dict[int, set[str]] = {}
        self.count = 0
        for sentence in sentences_of(text):
            scene = Scene.of(sentence, gazetteer)
            self.count = sentence.paragraph + 1
            known = [each for each in scene.mentions if each.places and not each.kind]
            names = self.named.setdefault(sentence.paragraph, set())
            names.update(place.id for each in known for place in each.places)
            for each in scene.numbers:
                mention = scene.place_for(each, known)
                start, end = scene.tokens[each.first].start, scene.tokens[each.last].end
                places = mention.places if mention else ()
                self.given.append(_Given(each, sentence.paragraph, places, text[start:end]))

    def names(self, place: Place, paragraph: int) -> bool:
        """Whether a paragraph, or the one before it, names a place."""
        return any(place.id in self.named.get(at, ()) for at in (paragraph - 1, paragraph))


def _search(figure: Figure, read: _Text) -> tuple[Result, list[int]]:
    """Where a figure was found, and the numbers of the paragraphs that hold it."""
    holding = [each for each in read.given if each.gives(figure)]
    where = sorted({each.paragraph + 1 for each in holding})
    located = _PARAGRAPH.search(figure.locator or "")
    there = [x for x in holding if located is None or x.paragraph == int(located[1]) - 1]
    own = [x for x in there if not x.places or figure.place in x.places]
    if any(read.names(figure.place, each.paragraph) for each in own):
        return Result.FOUND, where
    if own:
        return Result.UNNAMED, where
    if there:
        return Result.SWAPPED, where
    return (Result.ELSEWHERE if holding else Result.MISSING), where


def _columns(
    held: Sequence[Figure],
    results: Sequence[tuple[Result, Sequence[int]]],
    lacking: Sequence[_Given],
) -> list[Column]:
    more = len(lacking)
    places = [figure.place for figure in held] + [each.places[0] for each in lacking]
    values: list[Cell] = [figure.value for figure in held]
    values += [_plain(each.number.value) for each in lacking]
    return [
        Column("place", "the id of the place", tuple(x.id for x in places), Kind.PLACE,
               for_people=False),
        Column("name", "its name", tuple(x.name for x in places), heading="Place",
               weight=Weight.VITAL),
        Column("measure", "the id of the measure",
               (*(each.series.measure.id for each in held), *[None] * more)),
        Column("value", "the figure, in the measure's unit", tuple(values), Kind.NUMBER),
        Column("locator", "where the figure should stand",
               (*(each.locator for each in held), *[None] * more)),
        Column("result", "found, another place's, unnamed, elsewhere, missing or not in the base",
               (*(str(result) for result, _ in results), *[str(Result.LACKING)] * more)),
        Column("paragraphs", "the paragraphs that hold the figure, from 1",
               (*(tuple(map(str, where)) for _, where in results),
                *((str(each.paragraph + 1),) for each in lacking)),
               Kind.LIST, "In paragraph"),
    ]  # fmt: skip


def _plain(value: Fraction) -> Cell:
    return value.numerator if value.denominator == 1 else float(value)


def _notes(results: Sequence[tuple[Result, Sequence[int]]]) -> tuple[Caveat, ...]:
    if all(result is not Result.UNNAMED for result, _ in results):
        return ()
    text = "Unnamed: no name or alias of the place stands there or just before."
    return (Caveat("unnamed", text, Weight.VITAL, column="result"),)
