"""Which ordinals are ranks: `third highest`, `came fourth`, and not `the first year`."""

from collections.abc import Sequence

from .scene import Scene
from .words import CHANGES, RANKED, word_set
from .written import Form, Written

_STANDS = word_set(
    "now currently still been being "
    "came come comes coming ranked ranks rank ranking was were is are be placed stood stands lies "
    "lying finished remains remained fell rose dropped climbed slipped moved jumped to from and "
    "leaving leaves leave left puts put places making makes takes lifts for only listed sit sits "
    "sat stay stays stayed in up joint down then place"
)
_OBJECTS = word_set("the a it them us itself joint , only just still")


def _is_of_change(scene: Scene, number: Written, after: Sequence[str]) -> bool:
    """Whether changes are ranked: `the second biggest rise`, `up 63%, the second most of all`."""
    parts = (Form.PERCENT, Form.POINTS, Form.PART, Form.MULTIPLE)
    beside = any(0 < number.first - x.last <= 4 and x.form in parts for x in scene.numbers)
    return beside or bool(set(after[1:3]) & CHANGES)


def is_rank(scene: Scene, number: Written) -> bool:
    """Whether an ordinal is a rank."""
    after = scene.lows(number.last + 1, number.last + 5)
    after = [each for each in after if each != "-"]
    if after[:1] and after[0] in RANKED:
        return not _is_of_change(scene, number, after)
    ends = not after or not after[0][:1].isalpha() or after[0] in (
        "of", "with", "among", "amongst", "in", "behind", "after", "nationally", "overall", "on",
        "place", "out", "for", "at", "by", "a", "when", "last", "then", "and", "to",
        "but", "while", "nationwide", "from",
    )  # fmt: skip
    first = number.first
    if scene.low(first - 1) == ")" and scene.low(first - 3) == "(":
        first -= 3  # Kent (210) third
    before = [x for x in scene.lows(first - 4, first) if x not in _OBJECTS]
    named = any(x.last == first - 1 and x.places and not x.is_possessive for x in scene.mentions)
    return ends and bool(before) and (before[-1] in _STANDS or named)
