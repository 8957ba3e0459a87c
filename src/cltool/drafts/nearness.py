"""Whether a number fits a result: rounded as it is written, and as the words around it say."""

from enum import Enum, auto
from fractions import Fraction

from .bound import Question
from .results import Result
from .written import Form, Sense, Written

_PART = Fraction(5, 100)
"""How far a plain part or multiple, such as `a third`, may be off, as a part of it."""
_ROUNDED = Fraction(5, 1000)
"""How far off thousands that are written in full may be, as a part of them."""
_ABOUT = Fraction(6, 100)
_ABOUT_PART = Fraction(12, 100)
_UNDER = Fraction(12, 100)
_BEYOND = Fraction(1, 2)
_BEYOND_PART = Fraction(1, 3)
_MOST_DECIMALS = 30


class Fit(Enum):
    """How a number fits a result."""

    YES = auto()
    LOOSE = auto()
    """It may pass, or it says too little to be held against it."""
    NO = auto()


def as_result(number: Written, question: Question) -> Fraction:
    """A number as results are given: a percentage that is a part as a part of 1."""
    if number.form is Form.PERCENT and question not in (Question.VALUE, Question.RATE):
        return number.value / 100
    return number.value


def fits(number: Written, result: Result, question: Question) -> Fit:
    """Whether a number fits a result of the facts.

    Args:
        number: The number.
        result: The result.
        question: What the number answers.
    """
    scale = Fraction(1)
    if number.form is Form.PERCENT and result.most <= 12 and question is not Question.RATE:
        scale = Fraction(1, 100) if "/" in result.how else scale
    value, step = number.value * scale, number.step * scale
    if number.form is Form.MULTIPLE and value < 1:  # halved: what is gone, not what is left
        result = Result(1 - result.most, 1 - result.least, result.how, result.figures)
        value = 1 - value
    if number.form is Form.ORDINAL:
        return _ranks(value, result)
    least, most, loose_least, loose_most = _ends(number, value, step)
    if result.most >= least and result.least <= most:
        return Fit.YES
    if result.most >= loose_least and result.least <= loose_most:
        return Fit.LOOSE
    return Fit.NO


def _ranks(value: Fraction, result: Result) -> Fit:
    if result.least <= value <= result.most:
        return Fit.YES
    return Fit.LOOSE if result.is_open and value > result.most else Fit.NO


def _ends(
    number: Written, value: Fraction, step: Fraction
) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """How low and how high a result may be to fit, and then to pass."""
    part = number.form in (Form.PART, Form.MULTIPLE)
    half = step / 2 if step else value * _PART
    match number.sense:
        case Sense.PLAIN:
            loose = value * _PART * 2 if part else half
            if value % 1000 == 0 and step == 1:  # 761,000 of 761,350
                half = loose = min(_digit(value) / 2, value * _ROUNDED)
            return value - half, value + half, value - loose, value + loose
        case Sense.ABOUT:
            if part or not step:  # such as a third, which has no last digit
                near = value * _ABOUT_PART
            else:
                near = max(min(_digit(value) / 2, value * _ABOUT), step / 2)
            return value - near, value + near, value - 2 * near, value + 2 * near
        case Sense.NEARLY:
            low = value * (1 - _UNDER)
            top = value - (Fraction(0) if part else step / 1000)
            return low, value if part else top, value * Fraction(5, 6), value * Fraction(101, 100)
        case Sense.MOST:
            return value * (1 - _BEYOND), value + half, Fraction(0), value + half
        case _:
            beyond = value * (
                1 + (_BEYOND_PART if part or number.form is Form.PERCENT else _BEYOND)
            )
            low = value if number.sense is Sense.LEAST or step == 0 else value + step / 1000
            return low, beyond, low, value * 10**9


def _digit(value: Fraction) -> Fraction:
    """The size of a number's last digit that is not 0: 20 of 420, 5 of 435.

    Of what no decimals write out, such as a third, it is 1: a search for it would not end.
    """
    if value == 0 or 10**_MOST_DECIMALS % value.denominator:
        return Fraction(1)
    size = Fraction(1)
    while (value / size).denominator != 1:
        size /= 10
    while (value / (size * 10)).denominator == 1:
        size *= 10
    return size * 5 if (value / size) % 5 == 0 else size
