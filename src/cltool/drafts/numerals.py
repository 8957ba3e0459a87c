"""The numbers that a text gives, as they are written: in figures, words, parts and multiples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction

from . import aside
from .tokens import Sort, Token
from .words import (
    FUNCTION,
    GLYPHS,
    HALVES,
    MULTIPLES,
    ORDINALS,
    PARTS,
    SCALES,
    TENS,
    TIME_UNITS,
    UNITS,
)

_MOST_DIGITS = 24
"""Longer figures are no one's count: they are left alone."""
_CURRENCIES = {"£": "pounds", "$": "dollars", "€": "euros"}
_OF_PERCENT = {"%", "percent", "pc", "pct"}


class Form(Enum):
    """What a number is by how it is written."""

    AMOUNT = auto()
    """So many of something."""
    PERCENT = auto()
    """A percentage; its value is in hundredths."""
    POINTS = auto()
    """So many percentage points."""
    PART = auto()
    """A part of something: a third, one in eight."""
    MULTIPLE = auto()
    """So many times something."""
    ORDINAL = auto()
    """A place in an order."""


class Sense(Enum):
    """How close a number is said to be."""

    PLAIN = auto()
    ABOUT = auto()
    NEARLY = auto()
    """It is somewhat less."""
    OVER = auto()
    """It is somewhat more."""
    LEAST = auto()
    """It is this or more."""
    MOST = auto()
    """It is this or less."""


@dataclass(frozen=True, slots=True)
class Written:
    """A number of a text.

    Attributes:
        value: The number.
        form: What it is by how it is written.
        first, last: The indices of its first and last tokens in the sentence.
        step: The size of the last digit that is written, 0 where it is no decimal number.
        unit: The unit that is written with it, such as `pounds` or `weeks`; empty for none.
        sense: How close it is said to be.
        upto: The upper end, where it is the lower end of a range.
        opening: The index of the first token of what qualifies it, such as `more than`.
    """

    value: Fraction
    form: Form
    first: int
    last: int
    step: Fraction = Fraction(0)
    unit: str = ""
    sense: Sense = Sense.PLAIN
    upto: Fraction | None = None
    opening: int = -1


def numbers_of(tokens: Sequence[Token]) -> Iterator[Written]:
    """The numbers of a sentence, in order, without what is no figure; see `aside`.

    Args:
        tokens: The sentence.
    """
    left_out = aside.of(tokens)
    reader = _Reader(tokens)
    at = 0
    while at < len(tokens):
        found = None if at in left_out else reader.at(at)
        if found is None or any(each in left_out for each in range(found.first, found.last + 1)):
            at += 1
            continue
        yield _qualified(found, tokens)
        at = found.last + 1


class _Reader:
    """Reads the number that begins at a token."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def low(self, at: int) -> str:
        return self._tokens[at].low if 0 <= at < len(self._tokens) else ""

    def at(self, at: int) -> Written | None:
        """The number that begins at a token; None if none does."""
        token = self._tokens[at]
        if token.text in _CURRENCIES:
            found = self._amount(at + 1)
            touching = found is not None and self._tokens[at + 1].start == token.end
            unit = _CURRENCIES[token.text]
            return replace(found, first=at, unit=unit) if found and touching else None
        return (
            self._glyph(at)
            or self._in_so_many(at)
            or self._part(at)
            or self._multiple(at)
            or self._ordinal(at)
            or self._with_unit(at)
        )

    def _glyph(self, at: int) -> Written | None:
        if self._tokens[at].text not in GLYPHS:
            return None
        return Written(Fraction(*GLYPHS[self._tokens[at].text]), Form.PART, at, at)

    def _in_so_many(self, at: int) -> Written | None:
        """One in eight, four out of ten, 1 in every 20."""
        over = self._plain(at)
        if over is None:
            return None
        after = over.last + 1
        if self.low(after) == "out" and self.low(after + 1) == "of":
            after += 2
        elif self.low(after) == "in":
            after += 1 + (self.low(after + 1) == "every")
        else:
            return None
        under = self._plain(after) if after < len(self._tokens) else None
        if under is None or under.value <= over.value or not over.value:
            return None
        if aside.is_year(self._tokens, after) or self.low(under.last + 1) in TIME_UNITS:
            return None
        return Written(over.value / under.value, Form.PART, at, under.last)

    def _part(self, at: int) -> Written | None:
        """A third, two-thirds, three quarters, half."""
        count, last = 1, at
        if self.low(at) in ("a", "one"):
            last += 1
        elif self.low(at) in UNITS and 1 < UNITS[self.low(at)] < 10:
            count, last = UNITS[self.low(at)], at + 1
        elif self.low(at) != "half":
            return None
        last += last > at and self.low(last) == "-"
        word = self.low(last)
        plural = word.endswith(("s", "halves")) and word != "s"
        if word not in PARTS or count >= PARTS[word] or (count > 1) != plural:
            return None
        after = self.low(last + 1)
        if self._is_part_of_a_number(at, last) or after in ("-", "past", "term", "time"):
            return None
        if at < last and PARTS[word] > 2 and not self._closes(last + 1):
            return None
        if self.low(at - 1) in (*ORDINALS, "other", "better", "-") and at == last:
            return None
        return Written(Fraction(count, PARTS[word]), Form.PART, at, last)

    def _is_part_of_a_number(self, at: int, last: int) -> bool:
        """Half a million, a quarter of a million: an amount."""
        after = last + 1 + (self.low(last + 1) == "of")
        return self.low(after) in ("a", "an") and self.low(after + 1) in (*SCALES, *TIME_UNITS)

    def _closes(self, at: int) -> bool:
        """Whether what follows lets words before it be a part, and no place in an order."""
        word = self.low(at)
        return word == "" or word in FUNCTION or not word[0].isalpha() or word in (
            "higher", "lower", "bigger", "larger", "smaller", "longer", "shorter", "greater",
            "since", "compared",
        )  # fmt: skip

    def _multiple(self, at: int) -> Written | None:
        word = self.low(at)
        if word in HALVES:
            return Written(Fraction(1, 2), Form.MULTIPLE, at, at)
        if word in MULTIPLES:
            last = at
            return Written(Fraction(MULTIPLES[word]), Form.MULTIPLE, at, last)
        found = self._amount(at)
        if found is None:
            return None
        after = found.last + 1
        if self.low(after) == "-" and self.low(after + 1) == "fold":
            return replace(found, form=Form.MULTIPLE, last=after + 1)
        after += self.low(after) == "-"
        if self.low(after) == "times" and self._is_ratio(after + 1):
            return replace(found, form=Form.MULTIPLE, last=after)
        return None

    def _is_ratio(self, at: int) -> bool:
        """Whether `times` at the end of words is followed by what is multiplied."""
        return self.low(at) in (
            "as", "more", "higher", "the", "that", "its", "their", "larger", "bigger", "greater",
            "what", "longer", "over", "those", "of",
        )  # fmt: skip

    def _ordinal(self, at: int) -> Written | None:
        token = self._tokens[at]
        if token.low in ORDINALS:
            return Written(Fraction(ORDINALS[token.low]), Form.ORDINAL, at, at)
        after = self.low(at + 1)
        if (
            token.sort is Sort.FIGURE
            and after in ("st", "nd", "rd", "th")
            and token.text.isdecimal()
        ):
            joined = self._tokens[at + 1].start == token.end
            if joined and len(token.text) < 6:
                return Written(Fraction(int(token.text)), Form.ORDINAL, at, at + 1)
        return None

    def _with_unit(self, at: int) -> Written | None:
        """An amount, with `per cent`, points or a unit of time that follows it."""
        found = self._amount(at)
        if found is None:
            return None
        after = found.last + 1
        if self.low(after) in _OF_PERCENT:
            found = replace(found, form=Form.PERCENT, last=after)
        elif self.low(after) == "per" and self.low(after + 1) == "cent":
            found = replace(found, form=Form.PERCENT, last=after + 1)
        elif self.low(after) in ("percentage", "points", "point", "pp", "ppts"):
            last = after + (self.low(after) == "percentage")
            if self.low(last) in ("point", "points", "pp", "ppts"):
                return replace(found, form=Form.POINTS, last=last)
        if found.form is Form.PERCENT and self.low(found.last + 1) in ("point", "points"):
            return replace(found, form=Form.POINTS, last=found.last + 1)
        gap = after + (self.low(after) in ("full", "whole", "more", "further", "extra", "fewer"))
        if found.form is Form.AMOUNT and self.low(gap) in TIME_UNITS:
            return replace(found, unit=TIME_UNITS[self.low(gap)])
        if found.form is Form.AMOUNT and self.low(after) in ("pounds", "quid"):
            return replace(found, unit="pounds")
        if found.form is Form.AMOUNT and self.low(after) == "p" and self._joined(after):
            step = found.step / 100
            return replace(found, value=found.value / 100, step=step, unit="pounds", last=after)
        return found

    def _joined(self, at: int) -> bool:
        return self._tokens[at].start == self._tokens[at - 1].end

    def _amount(self, at: int) -> Written | None:
        """A plain number, or some millions of it."""
        if at >= len(self._tokens):
            return None
        for start in ("half", "quarter"):
            shift = int(self.low(at) == "a")
            if self.low(at + shift) == start:
                after = at + shift + 1
                after += self.low(after) == "of"
                if self.low(after) in ("a", "an") and self.low(after + 1) in SCALES:
                    size = SCALES[self.low(after + 1)]
                    value = Fraction(size, PARTS[start])
                    return Written(value, Form.AMOUNT, at, after + 1, value)
        found = self._plain(at)
        if found is None:
            return None
        return self._scaled(self._and_a_half(found))

    def _and_a_half(self, found: Written) -> Written:
        at = found.last + 1
        words = [self.low(at + each) for each in range(6)]
        plain = [word for word in words if word != "-"][:3]
        if plain[:3] == ["and", "a", "half"]:
            used = next(each for each in range(6) if words[each] == "half")
            return replace(found, value=found.value + Fraction(1, 2), last=at + used)
        return found

    def _scaled(self, found: Written) -> Written:
        at = found.last + 1
        word = self.low(at)
        if word in SCALES and self._tokens[at].is_word:
            short = len(word) <= 2
            if not short or self._joined(at):
                size = SCALES[word]
                return replace(
                    found,
                    value=found.value * size,
                    step=(found.step or 1) * size,
                    last=at,
                )
        return found

    def _plain(self, at: int) -> Written | None:
        if at >= len(self._tokens):
            return None
        token = self._tokens[at]
        if token.sort is Sort.FIGURE:
            return _figure(token, at)
        if not token.is_word:
            return None
        return self._in_words(at)

    def _in_words(self, at: int) -> Written | None:
        """Number words: `twenty-six`, `one hundred and twenty-one`, `a dozen`, `a million`."""
        start = at
        total = current = 0
        last = -1
        if self.low(at) in ("a", "an") and self.low(at + 1) in (*SCALES, "dozen"):
            if len(self.low(at + 1)) <= 2:
                return None
            current, at = 1, at + 1
        while at < len(self._tokens) and at - start < 40:
            word = self.low(at)
            if word in TENS:
                if current % 100:
                    break
                current += TENS[word]
            elif word in UNITS:
                if current % 10 or (current % 100 and UNITS[word] > 9):
                    break
                current += UNITS[word]
            elif word == "hundred" and 0 < current < 100:
                current *= 100
            elif word in SCALES and len(word) > 2 and word != "hundred" and current:
                total += current * SCALES[word]
                current = 0
            elif last >= 0 and word in ("-", "and"):
                number = self.low(at + 1)
                wanted = (*UNITS, *TENS)
                if number not in wanted:
                    break
                if word == "and" and self.low(last) not in SCALES:
                    break
                at += 1
                continue
            else:
                break
            last = at
            at += 1
        if last < 0:
            return None
        value = total + current
        size = SCALES.get(self.low(last), 1)
        return Written(Fraction(value), Form.AMOUNT, start, last, Fraction(size))


def _figure(token: Token, at: int) -> Written | None:
    """A number in digits: 4,013, 1.5. None for what is no number: 1.2.3, 12,34, 007."""
    plain = token.text.replace("\u00a0", ",").replace("\u202f", ",").replace("\u2009", ",")
    if len(plain) > _MOST_DIGITS:
        return None
    whole, dot, decimals = plain.partition(".")
    if dot and not decimals.isdecimal():
        return None
    groups = whole.split(",")
    if any(len(each) != 3 for each in groups[1:]) or len(groups[0]) > (3 if groups[1:] else 24):
        return None
    digits = "".join(groups)
    if not digits.isdecimal() or (len(digits) > 1 and digits[0] == "0"):
        return None
    step = Fraction(1, 10 ** len(decimals))
    return Written(Fraction(int(digits + decimals)) * step, Form.AMOUNT, at, at, step)


_BEFORE: tuple[tuple[tuple[str, ...], Sense], ...] = (
    (("no", "more", "than"), Sense.MOST),
    (("no", "fewer", "than"), Sense.LEAST),
    (("no", "less", "than"), Sense.LEAST),
    (("as", "many", "as"), Sense.MOST),
    (("in", "excess", "of"), Sense.OVER),
    (("more", "than"), Sense.OVER),
    (("upwards", "of"), Sense.OVER),
    (("greater", "than"), Sense.OVER),
    (("higher", "than"), Sense.OVER),
    (("well", "over"), Sense.OVER),
    (("just", "over"), Sense.OVER),
    (("just", "above"), Sense.OVER),
    (("slightly", "over"), Sense.OVER),
    (("fewer", "than"), Sense.NEARLY),
    (("less", "than"), Sense.NEARLY),
    (("just", "under"), Sense.NEARLY),
    (("just", "short", "of"), Sense.NEARLY),
    (("just", "below"), Sense.NEARLY),
    (("close", "to"), Sense.ABOUT),
    (("at", "least"), Sense.LEAST),
    (("at", "most"), Sense.MOST),
    (("up", "to"), Sense.MOST),
    (("an", "estimated"), Sense.ABOUT),
    (("a", "little", "over"), Sense.OVER),
    (("a", "little", "under"), Sense.NEARLY),
    (("over",), Sense.OVER),
    (("above",), Sense.OVER),
    (("exceeding",), Sense.OVER),
    (("exceed",), Sense.OVER),
    (("exceeded",), Sense.OVER),
    (("exceeds",), Sense.OVER),
    (("top",), Sense.OVER),
    (("tops",), Sense.OVER),
    (("topped",), Sense.OVER),
    (("passed",), Sense.OVER),
    (("surpassed",), Sense.OVER),
    (("under",), Sense.NEARLY),
    (("below",), Sense.NEARLY),
    (("nearly",), Sense.NEARLY),
    (("almost",), Sense.NEARLY),
    (("approaching",), Sense.NEARLY),
    (("about",), Sense.ABOUT),
    (("around",), Sense.ABOUT),
    (("roughly",), Sense.ABOUT),
    (("some",), Sense.ABOUT),
    (("approximately",), Sense.ABOUT),
    (("approx",), Sense.ABOUT),
    (("circa",), Sense.ABOUT),
    (("~",), Sense.ABOUT),
)


def _qualified(found: Written, tokens: Sequence[Token]) -> Written:
    """A number with the words before and behind it that say how close it is."""
    before = [each.low for each in tokens[max(found.first - 3, 0) : found.first]]
    for words, sense in _BEFORE:
        if tuple(before[len(before) - len(words) :]) == words and not _is_verbs(words, before):
            return replace(found, sense=sense, opening=found.first - len(words))
    after = tuple(each.low for each in tokens[found.last + 1 : found.last + 3])
    if after == ("or", "so"):
        return replace(found, sense=Sense.ABOUT, opening=found.first)
    if after == ("or", "more"):
        return replace(found, sense=Sense.LEAST, opening=found.first)
    if before[-3:] in (["as", "young", "as"], ["as", "old", "as"]) and not found.unit:
        return replace(found, unit="years", opening=found.first)
    return replace(found, opening=found.first)


def _is_verbs(words: Sequence[str], before: Sequence[str]) -> bool:
    """Whether words belong to a verb, as in `adds up to`, or to a way of counting."""
    verbs = ("add", "adds", "added", "adding", "went", "gone", "rose", "moved", "came", "goes")
    return words == ("up", "to") and len(before) == 3 and before[0] in verbs
