"""Which places a number is said of, and which it compares with."""

from collections.abc import Callable, Sequence

from ..linked.record import Place
from .bound import COMPARED, Bound, Question
from .context import Context
from .grounds import Grounds
from .names import Gazetteer, Mention, places_of
from .scene import Scene
from .words import CHANGES, FIGURES, FUNCTION, LOWEST, ORDINALS, PORTIONS, RANKED, word_set
from .written import Written

_VERBS = word_set("are were is was came come live lived went go ( )")
_APART = _VERBS | {"and", "them"}
_LEFT_OUT = word_set("outside excluding except besides unlike")
_PARTED = word_set(") , ; : and while")
_TIES = word_set("than as of that those in the above below")

_COUNTED = {"two": 2, "pair": 2, "both": 2, "three": 3, "trio": 3, "four": 4, "five": 5}
_APPOSED = 3
"""How many words may stand between a place and a rank that it is said to have."""


class Placing:
    """Finds the places of numbers."""

    def __init__(self, gazetteer: Gazetteer, grounds: Grounds, context: Context) -> None:
        self._gazetteer = gazetteer
        self._grounds = grounds
        self._context = context

    def place(self, found: Bound, scene: Scene, held: Sequence[Mention]) -> None:
        """Find the places that a number is said of, and those that it compares with."""
        number = found.number
        before = [each for each in held if each.last < number.first]
        plain = [each for each in before if not _is_compared(scene, each)]
        after = [each for each in held if each.at > number.last]
        match found.question:
            case Question.SUM:
                start, end = scene.clause(number.first)
                inside = [each for each in held if start <= each.at < end] or before
                first = [each for each in inside if each.last < number.first]
                inside = first if len(first) > 1 else inside
                grouped = [each for each in inside if each.is_group]
                told = places_of(inside) if len(inside) > 1 else self._lately(scene, number, inside)
                found.group = grouped[0].places if grouped else told
            case Question.MORE | Question.RATIO:
                self._compare(found, scene, plain, after)
            case Question.SHARE:
                self._share(found, scene, plain, after)
            case Question.RANK:
                self._rank(found, scene, held)
            case _:
                mention = scene.place_for(number, held)
                found.places = mention.places if mention else self._context.place
                if mention is not None and mention.is_group:
                    found.question, found.group, found.places = Question.SUM, mention.places, ()
                whole = [x for x in held if x.kind == "country"]
                if whole and mention is None:
                    found.places = whole[0].places
                elif mention is None and any(x.kind == "country" for x in scene.mentions):
                    found.places = ()
                found.sure = found.sure and not (mention is not None and mention.is_part)
        if not found.group and not any(
            self._grounds.has(found.measures[0], x) for x in found.places
        ):
            self._default_place(found, scene)
            found.sure = found.sure and found.question not in (Question.RANK, *COMPARED)

    def _lately(self, scene: Scene, number: Written, inside: Sequence[Mention]) -> Sequence[Place]:
        """The last places that were named, as many as are taken together: `the three`."""
        start, end = scene.clause(number.first)
        words = [x for x in scene.lows(start, end) if x in _COUNTED]
        if not words:
            return self._context.group
        named = [*reversed(places_of(inside)), *self._context.named]
        parts = [x for x in dict.fromkeys(named) if not any(y.lies_in(x) for y in named)]
        return tuple(parts[: _COUNTED[words[0]]])

    def _default_place(self, found: Bound, scene: Scene) -> None:
        """The one place of a measure that is told of no other, or the whole country.

        A text or sentence that names only places which the base lacks is about none of them.
        """
        strange = any(not each.places and not each.kind for each in scene.mentions)
        if strange or not self._context.named:
            found.sure = False
        only = [x for m in found.measures if (x := self._grounds.whole(m)) is not None]
        whole = [x for x in self._gazetteer.country
                 if any(self._grounds.has(m, x) for m in found.measures)]  # fmt: skip
        found.places = tuple((only or whole)[:1])

    def _compare(
        self, found: Bound, scene: Scene, before: Sequence[Mention], after: Sequence[Mention]
    ) -> None:
        """Whose value is held against whose: `A has 30 more than B`, `A has 98, 15 fewer`."""
        gaps = [(x, set(scene.lows(found.number.last + 1, x.at))) for x in after]
        tied = [x for x, gap in gaps if (_TIES & gap or not gap) and not _PARTED & gap]
        if scene.low(0) in ("that", "it", "this"):
            before = []
        found.places = before[-1].places if before else self._context.place
        if tied:
            found.others = tied[0].places
        elif found.question is Question.RATIO:
            elided = scene.low(found.number.last + 1) == "as" and before
            named = before[-2].places if len(before) > 1 else self._context.place
            found.others = named if elided else ()
        elif len(before) > 1 and scene.low(found.number.opening - 1) != "(":
            found.others = before[-2].places
        elif before and before[-1].places != self._context.place:
            found.others = self._context.place
        elsewhere = "than" in scene.lows(found.number.last + 1, found.number.last + 4)
        if not tied and elsewhere and not after:
            found.sure = False
        if not tied and any(x.lies_in(y) for x in found.places for y in found.others):
            found.others = ()
        if found.question is Question.RATIO and not found.others:
            found.sure = False

    def _share(
        self, found: Bound, scene: Scene, before: Sequence[Mention], after: Sequence[Mention]
    ) -> None:
        number = found.number
        start, _ = scene.clause(number.first)
        words = scene.lows(start, number.first)
        subjects = [each for each in before if each.at >= start] or list(before)
        tied = scene.low(number.last + 1) in ("of", "that", "the")
        inner = len(subjects) > 1 and subjects[-2].places[0].lies_in(subjects[-1].places[0])
        if inner and PORTIONS & set(words):
            after, tied = [subjects.pop()], True  # `the town's share of the county's total`
        whole = after[0] if after and tied else None
        counted = number.last + 2 + (scene.low(number.last + 2) == "the")
        of_own = scene.low(number.last + 1) == "of" and any(
            x.first == counted for x in scene.numbers
        )
        if {"these", "those"} & set(words) or (of_own and not {"that", "which"} & set(words)):
            found.sure = False  # of what is a number of its own, or of places that are not told
        if whole is not None and _APART & set(scene.lows(number.last + 1, whole.at)):
            whole = None  # `a third of the new homes are in Harbourside`
        grouped = {"together", "combined", "both", "jointly"} & set(words) or "between them" in (
            " ".join(words)
        )
        listed = len(subjects) > 1 and "and" in scene.lows(subjects[0].last, subjects[-1].at)
        if grouped and not subjects:
            found.group = self._context.group
        elif grouped or listed:
            found.group = places_of(subjects)
        elif subjects:
            found.places = subjects[-1].places
        elif whole is None and after and tied:
            found.places = after[0].places
        elif whole is None or all(x.lies_in(whole.places[0]) for x in self._context.place):
            found.places = self._context.place
        if whole is not None and whole.places != found.places:
            found.others = whole.places

    def _rank(self, found: Bound, scene: Scene, held: Sequence[Mention]) -> None:
        number = found.number
        before = [
            each
            for each in held
            if each.last < number.first and not _is_around(scene, each, number)
        ]
        start, _ = scene.clause(number.first)
        inside = [each for each in before if each.at >= start]
        subject = inside[-1] if inside else None
        if scene.low(start) in ("which", "who") and not inside and before:
            subject = before[-1]
        found.places = subject.places if subject else self._context.place
        after = [each for each in held if each.at > number.last]
        words = scene.lows(number.last + 1, number.last + 5)
        found.lowest = bool(set(words) & LOWEST)
        for each in after:
            near = scene.lows(number.last + 1, each.at)
            if near[-1:] == ["in"] and not {"with", ","} & set(near):
                found.within = each.places[0]
        rated = {"rate", "rates", "per", "proportion"} & set(scene.clause_words(number.first))
        found.is_rated = found.measures[0].adds_up and (bool(rated) or self._context.is_rated)


def is_elsewhere(scene: Scene, number: Written, held: Sequence[Mention]) -> bool:
    """Whether a number is given to a place that the base does not have."""
    start, _ = scene.clause(number.first)
    named = [x for x in scene.mentions if start <= x.at < number.first]
    mention = scene.place_for(number, held)
    if mention is not None and mention.at > number.last:
        return False
    if named and not named[-1].places and not named[-1].kind:
        return True
    for each in scene.mentions:
        gap = scene.lows(number.last + 1, each.at)
        follows = each.at > number.last and 0 < len(gap) <= 3 and gap[-1] in ("in", "for", "at")
        if not each.places and not each.kind and follows and not named:
            return not any(number.last < x.at < each.at for x in held)
    return False


def _is_around(scene: Scene, mention: Mention, number: Written) -> bool:
    """Whether a place only says among which others a rank is: `17th in Wales, once 12th`."""
    apart = number.first - mention.last > _APPOSED
    return apart and scene.low(mention.at - 1) in ("in", "of")


def is_aside(scene: Scene, mention: Mention, inner: Sequence[Place]) -> bool:
    """Whether a place only says among which something is: `the lowest in Kent`.

    Args:
        scene: The sentence.
        mention: The place.
        inner: The places that the text is about.
    """
    before = scene.lows(mention.at - 4, mention.at)
    scoped = before[-1:] == ["in"] and bool(RANKED & set(before[:-1]))
    around = any(x.lies_in(y) for x in inner for y in mention.places)
    return (scoped and around) or is_left_out(scene, mention)


def is_left_out(scene: Scene, mention: Mention) -> bool:
    """Whether something is not of a place: `outside Kent`, `the rest of it`, `its largest town`."""
    before = scene.lows(mention.at - 2, mention.at)
    ranks = {*ORDINALS, *RANKED} & set(scene.lows(mention.last + 1, mention.last + 3))
    inner = mention.is_possessive and bool(ranks)
    return inner or before == ["rest", "of"] or bool(_LEFT_OUT & set(before[-1:]))


def begins_elsewhere(scene: Scene, number: Written) -> bool:
    """Whether the clause of a number begins with a place that the base does not have."""
    start, _ = scene.clause(number.first)
    first = next((x for x in scene.mentions if start <= x.at < number.first), None)
    return first is not None and not first.places and not first.kind


def _is_compared(scene: Scene, mention: Mention) -> bool:
    """Whether a place is only what another is compared with: `as many as Brackley`."""
    before = scene.lows(mention.at - 3, mention.at)
    return "than" in before or before[-1:] == ["as"] or before[-2:] in (
        ["that", "of"], ["those", "of"], ["times", "that"], ["compared", "with"], ["to", "that"],
    )  # fmt: skip


def modifies(scene: Scene, mention: Mention, knows: Callable[[str], bool]) -> bool:
    """Whether a place only says whose something else is: `London's gangs`.

    Args:
        scene: The sentence.
        mention: The place.
        knows: Whether a word is of any measure.
    """
    if not mention.is_possessive:
        return False
    after = scene.lows(mention.last + 1, mention.last + 4)
    if after and (after[0] in CHANGES or after[0] in FUNCTION or not after[0][0].isalnum()):
        return False  # what it has is left out: `Brackley's fell`
    numbered = any(mention.last < each.first <= mention.last + 4 for each in scene.numbers)
    return bool(after) and not numbered and not any(x in FIGURES or knows(x) for x in after)
