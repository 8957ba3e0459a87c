"""Plain amounts, in figures or in words: `4,013`, `twenty-six`, `half a million`, `1.2m`."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from .tokens import Sort, Token
from .words import PARTS, SCALES, TENS, UNITS
from .written import Form, Written

_MOST_DIGITS = 24
"""Longer figures are no one's count: they are left alone."""
_MOST_WORDS = 40


class Amounts:
    """Reads the amount that begins at a token."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def low(self, at: int) -> str:
        """The word at an index in small letters; empty beyond the ends."""
        return self._tokens[at].low if 0 <= at < len(self._tokens) else ""

    def joined(self, at: int) -> bool:
        """Whether a token stands right behind the one before it."""
        return self._tokens[at].start == self._tokens[at - 1].end

    def amount(self, at: int) -> Written | None:
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
        found = self.plain(at)
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
            if not short or self.joined(at):
                size = SCALES[word]
                return replace(
                    found,
                    value=found.value * size,
                    step=(found.step or Fraction(1)) * size,
                    last=at,
                )
        return found

    def plain(self, at: int) -> Written | None:
        """A number without a scale behind it."""
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
        while at < len(self._tokens) and at - start < _MOST_WORDS:
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
