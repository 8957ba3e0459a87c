"""The words that say how close a number is: `nearly`, `more than`, `or so`."""

from collections.abc import Sequence
from dataclasses import replace

from .tokens import Token
from .written import Sense, Written

_PHRASES = {
    Sense.MOST: ("no more than, as many as, at most, up to"),
    Sense.LEAST: ("no fewer than, no less than, at least"),
    Sense.OVER: (
        "in excess of, more than, upwards of, greater than, higher than, well over, just "
        "over, just above, slightly over, a little over, over, above, exceeding, exceed, "
        "exceeded, exceeds, top, tops, topped, passed, surpassed"
    ),
    Sense.NEARLY: (
        "fewer than, less than, just under, just short of, just below, a little under, under, "
        "below, nearly, almost, approaching"
    ),
    Sense.ABOUT: (
        "close to, an estimated, about, around, roughly, some, approximately, approx, circa, ~"
    ),
}
_BEFORE = sorted(
    ((tuple(each.split()), sense) for sense, text in _PHRASES.items() for each in text.split(", ")),
    key=lambda each: -len(each[0]),
)
"""What stands before a number, the longest first."""


def qualified(found: Written, tokens: Sequence[Token]) -> Written:
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
