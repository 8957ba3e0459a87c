"""Which question a number of a sentence answers, told by the words around it."""

from collections.abc import Sequence

from .bound import Question
from .ordinals import is_rank
from .scene import Scene
from .times import Order
from .words import (
    CHANGES,
    FALLS,
    FIGURES,
    LESS,
    MORE,
    RISES,
    TIME_UNITS,
    TOGETHER,
    word_set,
)
from .written import Form, Written

_SHARES = word_set(
    "account accounts accounted accounting make makes made making up share proportion represent "
    "represents represented representing comprise comprises comprised"
)
_ENDS_PHRASE = word_set("of in and to were was is are had has at from that which who")
_GROUPS = word_set("gang group team crew panel family squad pair class crowd audience party")
_AIMS = word_set("target targets goal aim limit threshold forecast budget")
_WANTED = word_set("need needs needed require requires required planned expected projected")
_GAINS = word_set("lost gained shed added adding losing gaining shedding")
_COPULAS = word_set("is was of : be being")
_NAMED_CHANGES = word_set("increase rise fall drop decrease decline reduction jump change")
_CHANGE_WITHIN = 16
"""How many words may stand between a word of change and a number that tells it."""
_RATE_WITHIN = 8
"""How many words may stand between a number and what it is per."""


def question_of(scene: Scene, number: Written) -> Question | None:
    """The question that a number answers; None if it answers none that figures can."""
    if _AIMS & set(scene.lows(number.opening - 3, number.opening)):
        return None
    if _WANTED & set(scene.lows(number.last + 1, number.last + 6)):
        return None
    match number.form:
        case Form.ORDINAL:
            return Question.RANK if is_rank(scene, number) else None
        case Form.MULTIPLE:
            return _of_multiple(scene, number)
        case Form.POINTS:
            return Question.MORE if _compares(scene, number) else Question.CHANGE
        case Form.AMOUNT:
            return _of_amount(scene, number)
        case _:
            return Question.RATE if _is_one_for(scene, number) else _of_part(scene, number)


def _is_one_for(scene: Scene, number: Written) -> bool:
    """Whether a number is a rate turned about: `one case for every 5,500 people`."""
    return number.form is Form.PART and "every" in scene.lows(number.first, number.last)


def rate_base(scene: Scene, number: Written) -> int | str:
    """What a rate is per: so many, or a unit of time; empty for no rate."""
    if _is_one_for(scene, number):
        return 1
    start, _ = scene.clause(number.first)
    if scene.lows(start, start + 2) == ["for", "every"] and number.first > start + 2:
        return _base(scene, start + 2)
    at = number.last + 1
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


def order_of(scene: Scene, number: Written) -> Order | None:
    """Which of two times a number is of, in `from 238 to 131`, `up from 369`."""
    before = scene.low(number.opening - 1)
    start, end = scene.clause(number.first)
    rest = scene.lows(number.last + 1, min(end, number.last + 16))
    if before == "from" or (before == "the" and scene.low(number.opening - 2) == "from"):
        earlier = scene.lows(max(start, number.opening - 6), number.opening - 1)
        if set(earlier) & CHANGES or _pairs(scene, number, rest):
            return Order.EARLIER
    if _runs_to(scene, number):
        return Order.EARLIER
    if before == "to":
        for other in scene.numbers:
            if _runs_to(scene, other) and other.last + 2 == number.opening:
                return Order.LATER
        for other in scene.numbers:
            if other.last < number.first and scene.low(other.opening - 1) == "from":
                return Order.LATER
        earlier = scene.lows(max(start, number.opening - 6), number.opening - 1)
        if set(earlier) & CHANGES and not {"add", "adds", "added"} & set(earlier):
            return Order.LATER
    return None


def _runs_to(scene: Scene, number: Written) -> bool:
    """Whether a number only stands before another that it changed to: `Kent: 210 to 232`."""
    if scene.low(number.opening - 1) in ("between", "from", "of"):
        return False
    behind = [x for x in scene.numbers if x.opening == number.last + 2 and x.form is number.form]
    return bool(behind) and scene.low(number.last + 1) == "to"


def _pairs(scene: Scene, number: Written, rest: Sequence[str]) -> bool:
    """Whether `from` a number is followed by `to` another."""
    following = [each for each in scene.numbers if each.first > number.last]
    if not following or "to" not in rest:
        return False
    words = scene.lows(number.last + 1, number.first - 1)
    changed = set(scene.clause_words(number.first)) & CHANGES or bool(scene.times)
    return scene.low(following[0].opening - 1) == "to" and (bool(changed) or not words)


def direction_of(scene: Scene, number: Written, question: Question) -> int:
    """Whether the nearest word of change tells a rise or a fall: 1, -1, or 0 for neither.

    What is so many more or fewer says so behind the number.
    """
    compared = question is Question.MORE or _compares(scene, number)
    for at in () if compared else range(number.first - 1, max(number.first - _CHANGE_WITHIN, -1), -1):
        low = scene.low(at)
        if low in RISES and not (low == "up" and scene.low(at + 1) == "to"):
            return 1
        if low in FALLS:
            return -1
        if low in (".", ";"):
            break
    after = scene.lows(number.last + 1, number.last + 4)
    for low in after:
        if low in RISES or low in MORE:
            return 1
        if low in FALLS or low in LESS:
            return -1
    return 0


def _compares(scene: Scene, number: Written) -> bool:
    """Whether a number is so many more, or fewer, than something: `107 more than`."""
    at = number.last + 1
    for skip in range(4):
        low = scene.low(at + skip)
        if (low in MORE or low in LESS) and low not in ("over", "under"):
            return True
        if not low or not low[0].isalpha() or low in _ENDS_PHRASE:
            return False
    return False


def _compares_times(scene: Scene, number: Written) -> bool:
    """Whether what it is more than is a time: `12 more than a year earlier`, `than in 2018`."""
    words = scene.lows(number.last + 1, number.last + 6)
    if "than" not in words:
        return False
    at = number.last + 1 + words.index("than")
    named = [each for each in scene.mentions if at < each.at <= at + 4 and each.places]
    timed = [each for each in scene.times if at < each.at <= at + 4]
    if timed and not (named and named[0].at < timed[0].at):
        return True
    return scene.low(at + 1) in ("last", "before") or (
        scene.low(at + 2) in TIME_UNITS or scene.low(at + 2) in ("previous", "year")
    )


def _of_amount(scene: Scene, number: Written) -> Question | None:
    before = scene.low(number.opening - 1)
    if scene.lows(number.last + 1, number.last + 3) in (["of", "us"], ["of", "you"]):
        return None
    if before == "of" and scene.low(number.opening - 2) in _GROUPS:
        return None
    if before in ("of", "the") and any(
        each.form is Form.ORDINAL and 0 < number.first - each.last < 6 for each in scene.numbers
    ):
        return Question.COUNT
    if before == "all":
        return Question.COUNT
    if rate_base(scene, number) != "":
        return Question.RATE
    if _compares(scene, number):
        return Question.CHANGE if _compares_times(scene, number) else Question.MORE
    if before == "by" and _tells_change(scene, number):
        return Question.CHANGE
    if before in _GAINS or (before in _COPULAS and _NAMED_CHANGES & set(
        scene.lows(number.opening - 3, number.opening - 1)
    )):  # fmt: skip
        return Question.CHANGE
    if before == "of" and scene.low(number.opening - 2) in CHANGES:
        return Question.CHANGE
    behind = scene.lows(number.opening - 8, number.opening - 1)
    if before == "of" and CHANGES & set(behind) and not any(
        0 < number.first - each.last < 9 for each in scene.numbers
    ):  # fmt: skip
        return Question.CHANGE
    if before in ("up", "down") and scene.low(number.last + 1) in ("on", "from", "since", ",", "."):
        return Question.CHANGE
    if scene.low(number.last + 1) in ("up", "down") and scene.low(number.last + 2) in (
        "on",
        "from",
    ):
        return Question.CHANGE
    if _is_sum(scene, number):
        return Question.SUM
    return Question.VALUE


def _is_sum(scene: Scene, number: Written) -> bool:
    """Whether a number is what several places named before it come to together."""
    start, end = scene.clause(number.first)
    words = " ".join(scene.lows(start, end))
    grouped = "between them" in words or set(words.split()) & TOGETHER
    named = [x for x in scene.mentions if start <= x.at < number.first and x.places]
    totalled = "in total" in words or "total of" in words or "add" in words
    return bool(grouped) or (totalled and len(named) > 1)


def _tells_change(scene: Scene, number: Written) -> bool:
    start, _ = scene.clause(number.first)
    words = scene.lows(max(start, number.first - _CHANGE_WITHIN), number.first)
    return bool(set(words) & CHANGES)


def _of_multiple(scene: Scene, number: Written) -> Question:
    after = scene.lows(number.last + 1, number.last + 5)
    word = scene.low(number.last)
    if number.first == number.last and word.endswith(("d", "ing", "halve", "halves")):
        return Question.GROWTH
    if _compares_times(scene, number):
        return Question.GROWTH
    if after[:1] and after[0] in ("since", "in", "over", "from", "between", ",", "."):
        return Question.GROWTH
    later = [each for each in scene.mentions if each.at > number.last and each.places]
    return Question.RATIO if later or after else Question.GROWTH


def _of_part(scene: Scene, number: Written) -> Question:
    after = scene.low(number.last + 1)
    if _compares(scene, number):
        return (
            Question.GROWTH
            if _compares_times(scene, number) or not _then_place(scene, number)
            else Question.MORE
        )
    start, _ = scene.clause(number.first)
    window = scene.lows(max(start, number.opening - 5), number.opening)
    if after in ("what", "its", "their") and scene.low(number.first - 1) != "by":
        return Question.RATIO
    if window[-1:] == ["by"] and _tells_change(scene, number):
        return Question.GROWTH
    if after == "the" and scene.low(number.last + 2) in FIGURES:
        return Question.SHARE
    if after == "of" or scene.lows(number.last + 1, number.last + 3) == ["that", "of"]:
        return Question.SHARE
    if set(window) & CHANGES and not {"account", "accounts", "accounted"} & set(window):
        if window[-1:] == ["to"] or window[-1:] == ["from"]:
            return Question.VALUE
        return Question.GROWTH
    if after in CHANGES:
        return Question.GROWTH
    if set(scene.clause_words(number.first)) & _SHARES - {"up"}:
        return Question.SHARE
    return Question.VALUE


def _then_place(scene: Scene, number: Written) -> bool:
    words = scene.lows(number.last + 1, number.last + 6)
    return "than" in words
