"""Are the numbers in a draft right?"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..answer import Alternative, Answer, Caveat, Cell, Column, Kind, Shape, Weight
from ..drafts.judging import Judged, Verdict, judge
from ..drafts.score import EXPERIMENTAL, SCORE
from ..errors import NoAnswerError
from ..linked.fact_base import FactBase
from ..linked.finding import find_source
from ..linked.series import Figure
from ..selection.citing import cite
from ..text import printable
from ..wording import counted, listing, number
from . import proof
from .bound_wording import finding_in_words, given_in_words, subject_in_words

_MOST_BESIDE = 400
"""How many characters of a line an excerpt has before a number, and behind it."""
_SEVERITIES = {
    Verdict.CONTRADICTED: "error",
    Verdict.DISPUTED: "warning",
    Verdict.SUPPORTED: "note",
    Verdict.UNKNOWN: "note",
}


def audit(facts: FactBase, text: str, *, source: str | None = None, name: str = "<text>") -> Answer:
    """Hold the numbers of a text against the facts.

    Args:
        facts: The fact base.
        text: The text, its paragraphs separated by blank lines and counted from 1.
        source: The id of the source whose own text it is; without one, it is a draft.
        name: What findings call the text.

    Returns:
        For a draft a row a number, in the text's order, with its verdict and where it stands; the
        answer has passed if no number is contradicted. For a source's own text a row a figure of
        its series, and one for each number of the text that the base lacks; the answer has passed
        if every figure is found.

    Raises:
        UsageError: If there is no such source.
        NoAnswerError: If the source has no series, or the text has no words.
    """
    if source is not None:
        return proof.proof(facts, text, find_source(facts, source))
    if not text.strip():
        raise NoAnswerError("the text is empty; expected a draft")
    placed = _placed(list(judge(facts, text)), text, name)
    counts = Counter(each.judged.verdict for each in placed)
    return Answer(
        question="audit",
        title=f"Numbers in {printable(name)}",
        summary=_summary(counts),
        columns=tuple(_columns(placed)),
        notes=(_counted(counts), _scored(counts)),
        citations=cite(_cited(placed)),
        names={p.id: p.name for each in placed if each.judged.bound for p in each.places},
        shape=Shape.FINDINGS,
        passed=not counts[Verdict.CONTRADICTED],
    )


def _cited(placed: Sequence["_Placed"]) -> Iterator[Figure]:
    return (figure for each in placed for figure in each.judged.figures)


def _summary(counts: Counter[Verdict]) -> str:
    """How many numbers there are of each verdict: `12 numbers: 1 contradicted, 11 supported`."""
    if not counts:
        return "No numbers to judge."
    told = [f"{number(counts[each])} {each}" for each in Verdict if counts[each]]
    return f"{counted(counts.total(), 'number')}: {listing(told)}."


def _counted(counts: Counter[Verdict]) -> Caveat:
    numbers = {str(verdict): counts[verdict] for verdict in Verdict}
    told = [f"{number(counts[verdict])} {verdict}" for verdict in Verdict]
    return Caveat("count", f"{listing(told)}.", numbers=numbers)


def _scored(counts: Counter[Verdict]) -> Caveat:
    listed = "; -v lists the unknown numbers, too" if counts[Verdict.UNKNOWN] else ""
    hint = f"What is not flagged may be wrong{listed}."
    return Caveat("experimental", f"{EXPERIMENTAL} {SCORE}", Weight.USEFUL, hint)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A judged number with where it stands.

    Attributes:
        judged: The number, judged.
        file: What findings call the text.
        line, column: Where it begins, both from 1.
        text: The number as written.
        excerpt: The line that it stands in.
        mark: Where in the excerpt it begins, from 1.
    """

    judged: Judged
    file: str
    line: int
    column: int
    text: str
    excerpt: str
    mark: int

    @property
    def places(self) -> Sequence["NamedPlace"]:
        """The places that it is said of."""
        bound = self.judged.bound
        return [NamedPlace(x.id, x.name) for x in (bound.group or bound.places)] if bound else []


class NamedPlace(NamedTuple):
    """A place by its id and name."""

    id: str
    name: str


def _placed(judged: Sequence[Judged], text: str, name: str) -> list[_Placed]:
    starts = [0]
    for at, character in enumerate(text):
        if character == "\n":
            starts.append(at + 1)
    starts.append(len(text) + 1)
    found = []
    for each in judged:
        line = bisect_right(starts, each.start)
        first, last = starts[line - 1], starts[line] - 1
        end = max(min(each.end, last), each.start)
        shown = max(first, each.start - _MOST_BESIDE)
        before, marked = printable(text[shown : each.start]), printable(text[each.start : end])
        lead = len(before) - len(before.lstrip())
        excerpt = (before + marked + printable(text[end : min(last, end + _MOST_BESIDE)])).strip()
        found.append(
            _Placed(each, name, line, each.start - first + 1,
                    " ".join(printable(text[each.start : each.end].replace("\n", " ")).split()),
                    excerpt, len(before) - lead + 1)
        )  # fmt: skip
    return found


def _value(each: _Placed) -> Cell:
    value = each.judged.number.value
    return value.numerator if value.denominator == 1 else float(value)


def _expected(each: _Placed) -> Cell:
    result = each.judged.result
    if result is None:
        return None
    middle = result.middle
    return middle.numerator if middle.denominator == 1 else float(middle)


def _from(each: _Placed, of: Callable[[Figure], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(of(figure) for figure in each.judged.figures))


def _alternatives(each: _Placed) -> Cell:
    return tuple(
        Alternative(figure.value, tuple(x.id for x in figure.evidence.chosen.sources))
        for result in each.judged.others[:6]
        if len(result.figures) == 1
        for figure in result.figures
    )


def _locators(each: _Placed) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x.locator for x in each.judged.figures if x.locator))


_FOR_PEOPLE = ("line", "text", "verdict", "finding")
_DRAWN = ("background", "message", "subject", "kind", "given", "given_by", "help", "excerpt",
          "mark", "mark_length")  # fmt: skip
"""What a page draws a number from; it says the same again."""
_COLUMNS: tuple[tuple[str, str, Kind, Callable[[_Placed], Cell]], ...] = (
    ("line", "the line where it shows, from 1", Kind.NUMBER, lambda x: x.line),
    ("column", "the character within the line, from 1", Kind.NUMBER, lambda x: x.column),
    ("start", "the character of the text where it begins, from 0", Kind.NUMBER,
     lambda x: x.judged.start),
    ("end", "the character of the text after its last, from 0", Kind.NUMBER,
     lambda x: x.judged.end),
    ("text", "the number as the text writes it", Kind.TEXT, lambda x: x.text),
    ("number", "its value", Kind.NUMBER, _value),
    ("verdict", "contradicted, disputed, supported or unknown", Kind.TEXT,
     lambda x: str(x.judged.verdict)),
    ("asks", "what it was taken to say: value, sum, difference, ratio, share and so on", Kind.TEXT,
     lambda x: x.judged.bound.question.value if x.judged.bound else None),
    ("places", "the ids of the places that it was taken to be of", Kind.LIST,
     lambda x: tuple(place.id for place in x.places)),
    ("measure", "the id of the measure", Kind.TEXT,
     lambda x: x.judged.hypothesis.measure.id if x.judged.hypothesis else None),
    ("period", "the period that it is about", Kind.TEXT,
     lambda x: x.judged.hypothesis.time if x.judged.hypothesis else None),
    ("expected", "what the figures make it, or the nearest of that", Kind.NUMBER, _expected),
    ("how", "how that comes about from the figures", Kind.TEXT,
     lambda x: x.judged.result.how if x.judged.result else None),
    ("series", "the ids of the series concerned", Kind.LIST,
     lambda x: _from(x, lambda f: f.series.id)),
    ("sources", "the ids of their sources", Kind.LIST,
     lambda x: _from(x, lambda f: f.series.source.id)),
    ("locators", "where in the sources the figures stand", Kind.LIST, _locators),
    ("alternatives", "the values that it holds up, with their sources", Kind.LIST, _alternatives),
    ("severity", "error, warning or note", Kind.TEXT, lambda x: _SEVERITIES[x.judged.verdict]),
    ("file", "the file", Kind.TEXT, lambda x: x.file),
    ("finding", "what was found", Kind.TEXT, lambda x: finding_in_words(x.judged, x.text)),
    ("background", "whether it is shown only where all is", Kind.TEXT,
     lambda x: x.judged.verdict in (Verdict.SUPPORTED, Verdict.UNKNOWN)),
    ("kind", "the rule that found it", Kind.TEXT, lambda x: str(x.judged.verdict)),
    ("subject", "the measure and the period in words", Kind.TEXT,
     lambda x: subject_in_words(x.judged)),
    ("message", "what was found, without what it holds up", Kind.TEXT,
     lambda x: finding_in_words(x.judged, x.text)),
    ("given", "what it holds up", Kind.LIST,
     lambda x: tuple(what for what, _ in given_in_words(x.judged))),
    ("given_by", "who gives each of those", Kind.LIST,
     lambda x: tuple(by for _, by in given_in_words(x.judged))),
    ("help", "what to do", Kind.TEXT, lambda _: None),
    ("excerpt", "what stands in the line", Kind.TEXT, lambda x: x.excerpt),
    ("mark", "the character of the excerpt, from 1", Kind.NUMBER, lambda x: x.mark),
    ("mark_length", "how many characters of the excerpt it is about", Kind.NUMBER,
     lambda x: len(x.text)),
)  # fmt: skip


def _columns(placed: Sequence[_Placed]) -> Iterator[Column]:
    for name, meaning, kind, cell in _COLUMNS:
        yield Column(
            name,
            meaning,
            tuple(map(cell, placed)),
            kind,
            for_people=name in _FOR_PEOPLE,
            on_request=name in _DRAWN,
        )
