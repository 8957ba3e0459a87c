"""The numbers that a text gives: amounts, percentages, parts, multiples and ordinals."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from . import aside
from .amounts import Amounts
from .senses import qualified
from .tokens import Sort, Token
from .words import FUNCTION, GLYPHS, HALVES, MULTIPLES, ORDINALS, PARTS, SCALES, TIME_UNITS, UNITS
from .written import Form, Written

_CURRENCIES = {"£": "pounds", "$": "dollars", "€": "euros"}
_OF_PERCENT = {"%", "percent", "pc", "pct"}


def numbers_of(tokens: Sequence[Token]) -> Iterator[Written]:
    """The numbers of a sentence, in order, without what is no figure; see `aside`.

    Args:
        tokens: The sentence.
    """
    found = list(_read(tokens))
    last = None
    for at, each in enumerate(found):
        elided = each.form is Form.AMOUNT and not each.unit and each.step < 1 and each.step > 0
        after = tokens[each.last + 1] if each.last + 1 < len(tokens) else None
        ends = after is None or not after.is_word or after.low in FUNCTION
        if elided and ends and last is not None and last.form in (Form.POINTS, Form.PERCENT):
            found[at] = replace(each, form=last.form)  # 2.1 points in one, 2.2 in another
        last = found[at]
    for each, later in zip(found, [*found[1:], None], strict=False):
        joined = later is not None and later.first == each.last + 2
        low = tokens[each.last + 1].low if joined else ""
        plain = each.form is Form.AMOUNT and not each.unit and each.value <= 100
        parts = later is not None and later.form in (Form.PERCENT, Form.POINTS)
        if later is not None and parts and plain and low in ("and", "to"):
            yield replace(each, form=later.form)  # 44 and 46 per cent
        else:
            yield each


def _read(tokens: Sequence[Token]) -> Iterator[Written]:
    left_out = aside.of(tokens)
    reader = _Reader(tokens)
    at = 0
    while at < len(tokens):
        found = None if at in left_out else reader.at(at)
        if found is None or any(each in left_out for each in range(found.first, found.last + 1)):
            at += 1
            continue
        yield qualified(found, tokens)
        at = found.last + 1


class _Reader(Amounts):
    """Reads the number that begins at a token."""

    def at(self, at: int) -> Written | None:
        """The number that begins at a token; None if none does."""
        token = self._tokens[at]
        if token.text in _CURRENCIES:
            found = self.amount(at + 1)
            touching = found is not None and self._tokens[at + 1].start == token.end
            unit = _CURRENCIES[token.text]
            return replace(found, first=at, unit=unit) if found and touching else None
        return (
            self._glyph(at)
            or self._in_so_many(at)
            or self._half_a_point(at)
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
        over = self.plain(at)
        if over is None:
            return None
        after = over.last + 1
        every = next((x for x in range(after, after + 5) if self.low(x) == "every"), None)
        if over.value == 1 and every is not None and self.low(every - 1) == "for":
            return self._one_for(at, every + 1)
        if self.low(after) == "out" and self.low(after + 1) == "of":
            after += 2
        elif self.low(after) == "in":
            after += 1 + (self.low(after + 1) == "every")
        else:
            return None
        under = self.plain(after) if after < len(self._tokens) else None
        if under is None or under.value <= over.value or not over.value:
            return None
        if aside.is_year(self._tokens, after) or self.low(under.last + 1) in TIME_UNITS:
            return None
        return Written(over.value / under.value, Form.PART, at, under.last)

    def _one_for(self, at: int, after: int) -> Written | None:
        """One case for every 5,500 people."""
        under = self.amount(after) if after < len(self._tokens) else None
        if under is None or under.value <= 1:
            return None
        size = under.step or Fraction(1)
        while under.value % (size * 10) == 0:
            size *= 10
        value = 1 / under.value
        return Written(value, Form.PART, at, under.last, size * value**2)

    def _half_a_point(self, at: int) -> Written | None:
        """Half a point, half a percentage point."""
        last = at + 2 + (self.low(at + 2) == "percentage")
        if [self.low(at), self.low(at + 1), self.low(last)] != ["half", "a", "point"]:
            return None
        return Written(Fraction(1, 2), Form.POINTS, at, last, Fraction(1, 10))

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
        if self._is_part_of_a_number(last) or after in ("-", "past", "term", "time"):
            return None
        if at < last and PARTS[word] > 2 and not self._closes(last + 1):
            return None
        if self.low(at - 1) in (*ORDINALS, "other", "better", "-") and at == last:
            return None
        return Written(Fraction(count, PARTS[word]), Form.PART, at, last)

    def _is_part_of_a_number(self, last: int) -> bool:
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
        found = self.amount(at)
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
        found = self.amount(at)
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
        if found.form is Form.AMOUNT and self.low(after) == "p" and self.joined(after):
            step = found.step / 100
            return replace(found, value=found.value / 100, step=step, unit="pounds", last=after)
        return found
