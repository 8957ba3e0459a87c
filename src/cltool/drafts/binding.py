"""Binds the numbers of a text: each to one question, place, measure and time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from ..linked.fact_base import FactBase
from ..linked.record import Measure, Place
from . import asking, moments
from .apposing import go_on
from .bound import COMPARED, Bound, Question
from .changing import direction_of, order_of
from .context import Context
from .cues import SURE, Vocabulary
from .grounds import Grounds
from .learning import learn
from .measuring import Measuring
from .names import FORMER, HERE, LATTER, THERE, Gazetteer, Mention, places_of
from .placing import Placing, begins_elsewhere, is_aside, is_elsewhere, is_left_out, modifies
from .rating import rate_base
from .scene import Scene
from .timing import is_plain
from .tokens import sentences_of
from .words import TOTALS, word_set
from .written import Form, Written

_MOST_BROKEN = 10**5
_RATED_WITHIN = 5
_ALIKE = Fraction(3, 2)
"""How many times a figure a number may be, or a figure it, and be no rate."""
_OURS = word_set("we us our")
_LEVELS = word_set("with on at to from is was stands stood ( : reached reaching")
_TIGHT = 4
"""How many words may stand between a number and the place beside it."""


class Binder:
    """Binds the numbers of one text, sentence after sentence."""

    def __init__(self, facts: FactBase, grounds: Grounds, text: str) -> None:
        self._grounds = grounds
        self._gazetteer = Gazetteer(facts)
        self._scenes = [Scene.of(each, self._gazetteer) for each in sentences_of(text)]
        vocabulary = Vocabulary(facts)
        self._scenes = [each.without(vocabulary.knows) for each in self._scenes]
        self._usual = learn(vocabulary, grounds, self._scenes)
        self._context = Context(scores=dict.fromkeys(self._usual, SURE))
        self._measuring = Measuring(vocabulary, grounds, self._context)
        self._placing = Placing(self._gazetteer, grounds, self._context)

    def bind(self) -> Iterator[tuple[Scene, Written, Bound | None]]:
        """The numbers of the text, with their sentences and what each is bound to, or None.

        What turns out to be right is to be made sure before the next is asked for.
        """
        for scene in self._scenes:
            yield from ((scene, *each) for each in self._bind(scene))

    def _bind(self, scene: Scene) -> Iterator[tuple[Written, Bound | None]]:
        self._context.open(scene.sentence.paragraph)
        mentions = [self._meant(scene, each) for each in scene.mentions]
        known = [each for each in mentions if each.places]
        bound: list[Bound] = []
        for number in scene.numbers:
            found = self._bound(scene, known, number, bound[-1] if bound else None)
            yield number, found
            if found is not None:
                bound.append(found)
        _, scores = self._measuring.told(scene, 0, len(scene.tokens))
        self._context.remember(scene, known, bound, scores)

    def _meant(self, scene: Scene, mention: Mention) -> Mention:
        """A mention by kind, as the place that it means."""
        if mention.places or not mention.kind:
            return mention
        before = [p for x in scene.mentions if x.last < mention.at for p in x.places]
        if mention.kind in (HERE, THERE, FORMER, LATTER):
            group = self._context.group
            told = {
                HERE: self._context.leads,
                THERE: [*before[-1:], *self._context.named],
                FORMER: group[:1],
                LATTER: group[-1:],
            }[mention.kind]
            return replace(mention, places=tuple(told[:1]))
        context = self._context
        ways = [[*reversed(before)], context.place, context.leads, context.named]
        meant = (found for way in ways if (found := _of_kind(way, mention.kind)) is not None)
        return replace(mention, places=tuple(islice(meant, 1)))

    def _bound(
        self, scene: Scene, known: Sequence[Mention], number: Written, last: Bound | None
    ) -> Bound | None:
        """What a number is bound to, after the last before it in its sentence."""
        question = asking.question_of(scene, number)
        if question is None:
            return None
        known = self._meant_by(question, scene, known)
        measures, sure, plainly = self._measuring.measures(scene, number, (question, last), known)
        if not measures:
            return None
        parts = number.form in (Form.PERCENT, Form.PART)
        if (
            parts
            and measures[0].in_percent
            and (
                question is Question.SHARE
                or (question is Question.GROWTH and _is_level(scene, number))
            )
        ):
            question = Question.VALUE
        held = [each for each in known if self._held(each, measures)]
        found = Bound(number, question, measures=measures, sure=sure, plainly=plainly)
        self._surround(found, known)
        found.order, found.base = order_of(scene, number), rate_base(scene, number)
        if isinstance(found.base, int):
            self._context.base, self._context.is_rated = found.base, True
        if question is Question.VALUE and number.form is Form.AMOUNT and not number.unit:
            self._rate(found, scene, known)
        found.direction = direction_of(scene, number, question)
        if measures[0].in_percent and "improved" in scene.clause_words(number.first):
            found.direction = found.direction or 1
        self._placing.place(found, scene, held)
        found.is_tight = _is_tight(scene, found, held)
        if last is not None:
            go_on(found, last, scene)
        self._time(found, scene)
        if found.is_rated and found.question is Question.RANK:
            found.order = None  # `jumps to second` by its rate, at the same time
        totals = TOTALS & set(scene.clause_words(number.first))
        rated = question in COMPARED and self._context.is_rated and not totals
        found.is_rated = found.is_rated or rated
        if is_elsewhere(scene, number, held):
            self._context.is_abroad = True
            return None
        nearest = scene.place_for(number, known)
        missed = nearest is not None and not nearest.kind and nearest not in held
        missed = missed and question not in COMPARED
        found.sure = found.sure and not missed and not self._is_vague(found, scene, known)
        return found

    def _meant_by(
        self, question: Question, scene: Scene, known: Sequence[Mention]
    ) -> Sequence[Mention]:
        """The places that a number may be of, without those that only say more of something."""
        described = self._gazetteer.described
        known = [x for x in known if all(p.id not in described for p in x.places)] or known
        if question is not Question.RANK and question not in COMPARED:
            known = [x for x in known if not is_aside(scene, x, self._context.place)]
        knows = self._measuring.vocabulary.knows
        return [each for each in known if not modifies(scene, each, knows)] or known

    def _is_vague(self, found: Bound, scene: Scene, known: Sequence[Mention]) -> bool:
        """Whether it is not told plainly of which place a number is."""
        number, asked = found.number, found.question
        if not known and self._context.is_abroad:
            return True
        if _OURS & set(scene.clause_words(number.first)) and not found.is_tight:
            return True
        before = [each for each in scene.mentions if each.last < number.first]
        if before and is_left_out(scene, before[-1]):
            return True
        if asked is Question.VALUE and number.form in (Form.PERCENT, Form.PART):
            return not (found.measures[0].in_percent or known)
        return asked in COMPARED and begins_elsewhere(scene, number)

    def _surround(self, found: Bound, known: Sequence[Mention]) -> None:
        """Take in what is spoken of around a number."""
        told = self._context.scores
        spoken = [x for x in self._measuring.vocabulary.measures if told.get(x.id, 0) > 0]
        spoken.sort(key=lambda each: -told[each.id])
        found.topics = list(dict.fromkeys([*found.measures, *spoken]))
        found.named, found.before = places_of(known), self._context.lately
        found.usual, found.lead = self._usual, self._context.lead

    def _rate(self, found: Bound, scene: Scene, known: Sequence[Mention]) -> None:
        """Take a number for a rate, where its digits or the words around it tell one."""
        number, measure = found.number, found.measures[0]
        whole = self._grounds.is_whole(measure) and measure.adds_up
        broken = whole and number.step < 1 and number.value < _MOST_BROKEN
        near = scene.lows(number.opening - _RATED_WITHIN, number.opening)
        rated = measure.adds_up and {"rate", "rates"} & set(near)
        sizes = self._measuring.sizes(scene, number, measure, known)
        alike = any(number.value < size * _ALIKE and size < number.value * _ALIKE for size in sizes)
        listed = whole and self._context.is_rated and not scene.head(number) and not alike
        if broken or rated or listed:
            if broken and self._context.base == "":
                self._context.base = 0  # it is per something that the text does not say
            self._context.is_rated = True
            found.question, found.base = Question.RATE, self._context.base
            found.sure = found.sure and bool(found.base)

    def _held(self, mention: Mention, measures: Iterable[Measure]) -> bool:
        return any(self._grounds.has(m, p) for m in measures for p in mention.places)

    def _time(self, found: Bound, scene: Scene) -> None:
        """Find the time that a number is said of, and the one that it is compared with."""
        found.time = moments.nearest_time(scene, found.number)
        if found.order is not None and not moments.owns_time(scene, found.number, found.order):
            found.time = None
        main = moments.main_time(scene)
        own = found.time is not None and not found.time.is_step and found.time is main
        found.anchor = self._context.time if main is None or own else main
        told = is_plain(self._grounds, found.time or found.anchor, found.measures[0])
        found.is_dated = told
        if found.question is Question.VALUE and found.time is None and found.order is None:
            found.since = moments.compared_time(scene, found.number)
        if found.question in (Question.GROWTH, Question.CHANGE, Question.RATIO, Question.MORE):
            found.anchor = main or self._context.time
            found.since = moments.compared_time(scene, found.number)
            dated = [x for x in scene.times if x.first_day and not moments.is_compared(scene, x)]
            since_then = found.since is None and "since" in scene.clause_words(found.number.first)
            if since_then and not dated:
                found.since, found.anchor = self._context.time, None
            if found.since is None and len(dated) > 1:
                found.since, found.time = dated[0], dated[-1]


def _is_level(scene: Scene, number: Written) -> bool:
    """Whether words say that a percentage is a level and no change: `with 71.5%, a gain`."""
    return scene.low(number.opening - 1) in _LEVELS


def _is_tight(scene: Scene, found: Bound, held: Sequence[Mention]) -> bool:
    """Whether a number's place stands beside it, or alone in its clause."""
    number, question = found.number, found.question
    start, end = scene.clause(number.first)
    inside = [each for each in held if start <= each.at < end]
    if question in COMPARED:
        compared = {*(found.group or found.places[:1]), *found.others}
        if scene.low(start) == "which":
            inside = [each for each in held if scene.clause(start - 1)[0] <= each.at < end]
        return bool(found.others) and compared <= set(places_of(inside))
    if scene.listed(number, held) is not None:
        return True
    mention = scene.place_for(number, held)
    if mention is None or mention.kind or mention not in inside:
        return False
    gap = number.first - mention.last if mention.at < number.first else mention.at - number.last
    return gap <= _TIGHT or len(inside) == 1


def _of_kind(places: Sequence[Place], kind: str) -> Place | None:
    """The first place of a kind among some places and those around each."""
    around = (x for place in places for x in (place, *place.enclosing()))
    return next((each for each in around if each.kind == kind), None)
