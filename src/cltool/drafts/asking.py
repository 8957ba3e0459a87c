"""Which question a number of a sentence answers, told by the words around it."""

from .bound import Question
from .changing import CHANGE_WITHIN, compares
from .ordinals import is_rank
from .rating import is_one_for, rate_base
from .scene import Scene
from .words import (
    CHANGES,
    FIGURES,
    PORTIONS,
    TIME_UNITS,
    TOGETHER,
    word_set,
)
from .written import Form, Written

_SHARES = word_set(
    "account accounts accounted accounting make makes made making up share proportion represent "
    "represents represented representing comprise comprises comprised"
)
_GROUPS = word_set("gang group team crew panel family squad pair class crowd audience party")
_AIMS = word_set(
    "target targets goal aim aims limit threshold forecast standard ambition pledge wants want "
    "hopes"
)
_WANTED = word_set("need needs needed require requires required planned expected projected")
_TOLD_OTHERWISE = word_set("rank ranking place position per rate average")
"""Words in the head of a column whose numbers are no plain figures."""
_GAINS = word_set("lost gained shed added adding losing gaining shedding")
_COPULAS = word_set("is was of : be being")
_NAMED_CHANGES = word_set("increase rise fall drop decrease decline reduction jump change")


def question_of(scene: Scene, number: Written) -> Question | None:
    """The question that a number answers; None if it answers none that figures can."""
    if _AIMS & set(scene.lows(number.opening - 4, number.opening)):
        return None
    if _WANTED & set(scene.lows(number.last + 1, number.last + 6)):
        return None
    if scene.sentence.heads:
        return _of_cell(scene, number)
    match number.form:
        case Form.ORDINAL:
            return Question.RANK if is_rank(scene, number) else None
        case Form.MULTIPLE:
            return _of_multiple(scene, number)
        case Form.POINTS:
            return Question.MORE if compares(scene, number) else Question.CHANGE
        case Form.AMOUNT:
            return _of_amount(scene, number)
        case _:
            return Question.RATE if is_one_for(scene, number) else _of_part(scene, number)


def _of_cell(scene: Scene, number: Written) -> Question | None:
    """The question of a number in a table, told by the head of its column."""
    words = {each.low for each in scene.sentence.head(number.first)}
    if words & _TOLD_OTHERWISE or number.form is Form.ORDINAL:
        return None
    parts = number.form in (Form.PERCENT, Form.PART)
    if words & CHANGES:
        return Question.GROWTH if parts else Question.CHANGE
    return Question.SHARE if words & _SHARES and parts else Question.VALUE


def _compares_times(scene: Scene, number: Written) -> bool:
    """Whether what it is more than is a time: `12 more than a year earlier`, `than in 2018`."""
    words = scene.lows(number.last + 1, number.last + 6)
    after = [x for x in words if x in ("than", "of", "from", "on", "for")]
    if not after:
        return False
    at = number.last + 1 + words.index(after[0])
    named = [each for each in scene.mentions if at < each.at <= at + 7 and each.places]
    numbered = any(at < each.first <= at + 4 for each in scene.numbers)
    reach = 8 if numbered else 4
    timed = [each for each in scene.times if at < each.at <= at + reach]
    if timed and not (named and named[0].at < timed[0].at):
        return True
    return scene.low(at + 1) in ("last", "before") or (
        scene.low(at + 2) in TIME_UNITS or scene.low(at + 2) in ("previous", "year")
    )


def _of_amount(scene: Scene, number: Written) -> Question | None:
    before = scene.low(number.opening - 1)
    if before == "of" and scene.low(number.opening - 2) in _GROUPS:
        return None
    if before in ("of", "the") and any(
        each.form is Form.ORDINAL and 0 < number.first - each.last < 6 for each in scene.numbers
    ):
        return None
    if before in ("all", "other"):
        return None
    if rate_base(scene, number) != "":
        return None if compares(scene, number) else Question.RATE
    if compares(scene, number):
        return Question.CHANGE if _compares_times(scene, number) else Question.MORE
    if before == "by":
        return Question.CHANGE
    adds = before in ("gained", "added") and scene.head(number)  # so many new ones, and no change
    if (before in _GAINS and not adds) or (before in _COPULAS and _NAMED_CHANGES & set(
        scene.lows(number.opening - 3, number.opening - 1)
    )):  # fmt: skip
        return Question.CHANGE
    if before == "of" and scene.low(number.opening - 2) in CHANGES:
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
    totalled = "in total" in words or "total of" in words or "add up" in words or "adds up" in words
    return bool(grouped) or (totalled and len(named) > 1)


def _tells_change(scene: Scene, number: Written) -> bool:
    start, _ = scene.clause(number.first)
    words = scene.lows(max(start, number.first - CHANGE_WITHIN), number.first)
    return bool(set(words) & CHANGES)


def _of_multiple(scene: Scene, number: Written) -> Question | None:
    after = scene.lows(number.last + 1, number.last + 5)
    if "size" in after:
        return None
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
    if compares(scene, number):
        return (
            Question.GROWTH
            if _compares_times(scene, number) or not _then_place(scene, number)
            else Question.MORE
        )
    start, _ = scene.clause(number.first)
    window = scene.lows(max(start, number.opening - 5), number.opening)
    if after == "as" and "again" in scene.lows(number.last + 2, number.last + 5):
        return Question.MORE
    if (window[-1:] and window[-1] in _GAINS) or (
        window[-1:] == ["by"] and _tells_change(scene, number)
    ):
        return Question.GROWTH
    if after == "the" and scene.low(number.last + 2) in FIGURES:
        return Question.SHARE
    if after == "of" or scene.lows(number.last + 1, number.last + 3) == ["that", "of"]:
        return Question.SHARE
    if set(window) & CHANGES and not {"account", "accounts", "accounted"} & set(window):
        if window[-1:] == ["to"] or window[-1:] == ["from"]:
            told = scene.clause_words(number.first)
            return Question.SHARE if PORTIONS & set(told) else Question.VALUE
        return Question.GROWTH
    if after in CHANGES:
        return Question.GROWTH
    if set(scene.clause_words(number.first)) & _SHARES - {"up"}:
        return Question.SHARE
    return Question.VALUE


def _then_place(scene: Scene, number: Written) -> bool:
    words = scene.lows(number.last + 1, number.last + 6)
    return "than" in words
