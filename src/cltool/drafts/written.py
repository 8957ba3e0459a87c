"""What a number of a text is, as it is written."""

from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction


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
        opening: The index of the first token of what qualifies it, such as `more than`.
    """

    value: Fraction
    form: Form
    first: int
    last: int
    step: Fraction = Fraction(0)
    unit: str = ""
    sense: Sense = Sense.PLAIN
    opening: int = -1
