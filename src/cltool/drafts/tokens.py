"""A text as words, figures and marks, in sentences and paragraphs, each with where it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from .words import word_set

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"  # noqa: RUF001 - the apostrophes that people type
    r"|(?P<figure>[0-9][0-9.,\u00a0\u202f\u2009]*)"
    r"|(?P<mark>\S)"
)
_BLANK = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_ITEM = re.compile(r"\n(?=[ \t]*(?:[-*•|#>]|[0-9]{1,2}[.)][ \t]))")
_CLOSING = "\"'”’)*_"  # noqa: RUF001 - the marks that people type
_LONGEST_SENTENCE = 120
"""What is longer is cut, so that reading takes time in proportion to a text's length."""
_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof rev hon st no nos sgt insp det supt cllr gen lt col vs approx ca est fig "
    "dept govt inc ltd co jan feb mar apr jun jul aug sep sept oct nov dec"
)


class Sort(Enum):
    """What a token is."""

    WORD = auto()
    FIGURE = auto()
    MARK = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number in digits, or one other character.

    Attributes:
        text: It, as written.
        low: It, in small letters, without a possessive ending.
        start, end: Where in the text it stands.
        sort: What it is.
    """

    text: str
    low: str
    start: int
    end: int
    sort: Sort

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.sort is Sort.WORD

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.is_word and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its tokens, and which paragraph of the text it is of.

    Attributes:
        tokens: Its tokens.
        paragraph: The number of its paragraph, from 0.
        heads: The heads of the columns, where it is a row of a table.
    """

    tokens: Sequence[Token]
    paragraph: int
    heads: Sequence[Sequence[Token]] = ()

    def head(self, at: int) -> Sequence[Token]:
        """The head of the column of a table in which a token stands."""
        column = sum(each.text == "|" for each in self.tokens[:at]) - 1
        return self.heads[column] if 0 <= column < len(self.heads) else ()


def tokens_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a part of a text. Takes time in proportion to its length."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        written, sort = match[0], Sort[str(match.lastgroup).upper()]
        if sort is Sort.FIGURE:
            written = written.rstrip(".,\u00a0\u202f\u2009")
            yield Token(written, written, match.start(), match.start() + len(written), sort)
            for at in range(match.start() + len(written), match.end()):
                if not text[at].isspace():
                    yield Token(text[at], text[at], at, at + 1, Sort.MARK)
            continue
        low = written.casefold().replace("’", "'")  # noqa: RUF001 - the same
        yield Token(written, low.removesuffix("'s"), match.start(), match.end(), sort)


def paragraphs_of(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text begin and end: blank lines separate them."""
    start = 0
    for match in _BLANK.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def sentences_of(text: str) -> Iterator[Sentence]:
    """The sentences of a text, with the items of its lists, in order."""
    for number, (start, end) in enumerate(paragraphs_of(text)):
        cuts = [match.start() for match in _ITEM.finditer(text, start, end)]
        heads: list[Sequence[Token]] = []
        for first, last in zip([start, *cuts], [*cuts, end], strict=True):
            tokens = list(tokens_of(text, first, last))
            if tokens and tokens[0].text == "|":
                if heads:
                    yield Sentence(tokens, number, heads)
                else:
                    heads = _cells(tokens)
                continue
            for sentence in _cut(tokens):
                yield Sentence(sentence, number)


def _cells(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The cells of a row of a table."""
    bars = [at for at, each in enumerate(tokens) if each.text == "|"]
    return [tokens[at + 1 : end] for at, end in zip(bars, [*bars[1:], len(tokens)], strict=True)]


def _cut(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Tokens cut where one sentence ends and the next begins."""
    start = 0
    for at, token in enumerate(tokens):
        if at - start >= _LONGEST_SENTENCE:
            yield tokens[start:at]
            start = at
        if token.text in "?!." and _ends(tokens, at):
            end = at + 1
            while end < len(tokens) and _closes(tokens, end):
                end += 1
            if end > start:
                yield tokens[start:end]
                start = end
    if start < len(tokens):
        yield tokens[start:]


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark closes a quotation or a bracket, and so belongs to the sentence before."""
    return tokens[at].text in _CLOSING and tokens[at].start == tokens[at - 1].end


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark at the end of words ends their sentence."""
    after = at + 1
    while after < len(tokens) and tokens[after].text in _CLOSING:
        after += 1
    if after >= len(tokens):
        return True
    if tokens[after].start == tokens[after - 1].end:
        return False
    before = tokens[at - 1] if at else None
    if at == 1 and before is not None and before.sort is Sort.FIGURE:
        return False
    if before is not None and tokens[at].text == "." and before.is_word:
        initial = len(before.text) == 1 and before.text.isupper()
        if before.low in _ABBREVIATIONS or initial:
            return False
    return not (tokens[after].is_word and tokens[after].text[0].islower())
