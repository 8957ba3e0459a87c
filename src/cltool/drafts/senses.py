"""The words that say how close a number is: `nearly`, `more than`, `or so`."""

from collections.abc import Sequence
from dataclasses import replace

from .tokens import Token
from .written import Sense, Written

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
