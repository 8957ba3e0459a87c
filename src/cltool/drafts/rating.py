"""What a rate is per: `46 per 100,000`, `23 a month`, `one case for every 5,500 people`."""

from .scene import Scene
from .words import TIME_UNITS
from .written import Form, Written

_RATE_WITHIN = 8
"""How many words may stand between a number and what it is per."""


def is_one_for(scene: Scene, number: Written) -> bool:
    """Whether a number is a rate turned about: `one case for every 5,500 people`."""
    return number.form is Form.PART and "every" in scene.lows(number.first, number.last)


def rate_base(scene: Scene, number: Written) -> int | str:
    """What a rate is per: so many, or a unit of time; empty for no rate."""
    if is_one_for(scene, number):
        return 1
    start, _ = scene.clause(number.first)
    opening = scene.lows(start, start + 2)
    if opening == ["for", "every"] or opening[:1] == ["per"]:
        at = start + (2 if opening[0] == "for" else 1)
        return _base(scene, at) if number.first > at else ""
    at = number.last + 1
    if number.form is Form.AMOUNT and 0 < number.step < 1 and "each" in scene.lows(at, at + 3):
        return 1
    for skip in range(_RATE_WITHIN):
        low = scene.low(at + skip)
        after = scene.lows(at + skip + 1, at + skip + 3)
        if (
            low == "per"
            or (low in ("for", "in") and after[:1] == ["every"])
            or (
                low in ("a", "each", "every")
                and after[:1]
                and after[0] in TIME_UNITS
                and after[1:]
                not in (["earlier"], ["later"], ["ago"], ["before"], ["on"], ["after"])
            )
        ):
            start = at + skip + 1 + (after[:1] == ["every"])
            return _base(scene, start)
        if low and not low[0].isalpha():
            return ""
        if low in ("and", "than", "in", "from", "which", "that", "while", "but"):
            return ""
    return ""


def _base(scene: Scene, at: int) -> int | str:
    word = scene.low(at)
    if word in TIME_UNITS:
        return TIME_UNITS[word]
    digits = word.replace(",", "")
    if digits.isdecimal() and len(digits) < 10:
        return int(digits) * (1000 if scene.low(at + 1) == "thousand" else 1)
    sizes = {"thousand": 1000, "hundred": 100, "million": 10**6, "head": 1, "person": 1}
    return sizes.get(word, "")
