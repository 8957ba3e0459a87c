"""Binds the numbers of a text: each to one question, place, measure and time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..linked.fact_base import FactBase
from ..linked.record import Measure, Place
from . import asking
from .bound import Bound, Question
from .cues import SURE, Vocabulary, content, is_generic
from .grounds import Grounds
from .names import Gazetteer, Mention
from .numerals import Form, Written
from .scene import Scene
from .times import TimeMention
from .tokens import Sentence
from .words import FIGURES, LOWEST

_FADES = 0.5
"""What a cue of the sentence before is worth."""
_RIVAL = 0.6
"""How near a measure's score must be to the best, for it to be meant too."""
_IN_UNIT = 3
"""How much more a cue tells of a measure in percent, where the number is a percentage."""
_MOST_CARRIED = 5.0
_MOST_STRANGE = 1
"""How many words that tell of no measure a clause may have, to be taken for the last topic."""


@dataclass
class Context:
    """What the sentences before tell of.

    Attributes:
        place: The last place that a number was bound to.
        named: All places named, the last first.
        group: The places that the last sentence which had several was about.
        scores: How much was told of each measure, the last sentences most.
        time: The time last named.
        paragraph: The paragraph of the last sentence that spoke of a measure.
    """

    place: tuple[Place, ...] = ()
    named: list[Place] = field(default_factory=list)
    group: tuple[Place, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)
    time: TimeMention | None = None
    paragraph: int = -1


class Binder:
    """Binds numbers, sentence after sentence of one text."""

    def __init__(self, facts: FactBase, grounds: Grounds) -> None:
        self._facts = facts
        self._grounds = grounds
        self._gazetteer = Gazetteer(facts)
        self._vocabulary = Vocabulary(facts)
        self._context = Context()
        self._scene: Scene | None = None
        self._cues: dict[tuple[int, int], tuple[list[str], Mapping[str, float]]] = {}

    def bind(self, sentence: Sentence) -> list[tuple[Written, Bound | None]]:
        """The numbers of the next sentence, with what each is bound to; None for nothing."""
        scene = Scene.of(sentence, self._gazetteer)
        mentions = [self._meant(scene, each) for each in scene.mentions]
        known = [each for each in mentions if each.places]
        bound: list[tuple[Written, Bound | None]] = []
        for number in scene.numbers:
            last = next((x for _, x in reversed(bound) if x is not None), None)
            bound.append((number, self._bound(scene, known, number, last)))
        self._remember(scene, known, [each for _, each in bound if each is not None])
        return bound

    def _meant(self, scene: Scene, mention: Mention) -> Mention:
        """A mention by kind, as the place that it means."""
        if mention.places or not mention.kind:
            return mention
        before = [p for x in scene.mentions if x.last < mention.at for p in x.places]
        for place in [*reversed(before), *self._context.named]:
            for each in (place, *place.enclosing()):
                if each.kind == mention.kind:
                    return Mention(mention.at, mention.last, (each,), mention.kind)
        return mention

    def _bound(
        self, scene: Scene, known: Sequence[Mention], number: Written, last: Bound | None
    ) -> Bound | None:
        """What a number is bound to, after the last before it in its sentence."""
        question = asking.question_of(scene, number)
        if question is None:
            return None
        known = [each for each in known if not _modifies(scene, each)] or known
        measures, sure = self._measures(scene, number, (question, last), known)
        if not measures:
            return None
        if question is Question.SHARE and number.form is Form.PERCENT and measures[0].in_percent:
            question = Question.VALUE
        held = [each for each in known if self._held(each, measures)]
        found = Bound(number, question, measures=measures, sure=sure)
        found.order = asking.order_of(scene, number)
        found.base = asking.rate_base(scene, number)
        found.direction = asking.direction_of(scene, number)
        self._place(found, scene, held)
        if last is not None:
            _continue(found, last, scene)
        self._time(found, scene)
        if self._is_strange_place(scene, number, held):
            return None
        return found

    # ---- measures

    def _measures(
        self,
        scene: Scene,
        number: Written,
        asked: tuple[Question, Bound | None],
        known: Sequence[Mention],
    ) -> tuple[Sequence[Measure], bool]:
        """The measures that a number may be of, the likeliest first, and whether its words tell.

        Args:
            scene: The sentence.
            number: The number.
            asked: What it answers, and the number before it in the sentence.
            known: The places that the sentence names.
        """
        question, last = asked
        start, end = scene.clause(number.first)
        head = scene.head(number)
        by_head = self._vocabulary.scores(head)
        words, by_clause = self._told(scene, start, end)
        _, by_sentence = self._told(scene, 0, len(scene.tokens))
        known = [x for x in known if start <= x.at < end] or known
        places = [x for x in known if x.kind != "country"]
        whole = len(places) < len(known) and not places
        near = [p for x in places for p in x.places]
        last_place = (
            self._context.place if not known and self._knows_any(self._context.place) else ()
        )
        per_people = question is Question.RATE and isinstance(asking.rate_base(scene, number), int)
        scored: list[tuple[float, float, Measure]] = []
        for measure in self._vocabulary.measures:
            if not _fits(number, measure, question) or (per_people and measure.denominator):
                continue
            if near and not any(self._grounds.has(measure, p) for p in near):
                continue
            if (
                whole
                and not self._held(known[0], [measure])
                and (self._grounds.whole(measure) is None)
            ):
                continue
            id_ = measure.id
            own = 2 * by_head.get(id_, 0) + by_clause.get(id_, 0) + by_sentence.get(id_, 0)
            if last is not None and last.measures[0] is measure:
                own += SURE * (not head)
            if (
                own <= 0
                and last_place
                and not any(self._grounds.has(measure, p) for p in last_place)
            ):
                continue
            score = own + _FADES * self._context.scores.get(id_, 0)
            if (
                number.form is Form.PERCENT
                and measure.in_percent
                and question is not Question.GROWTH
            ):
                score, own = score * _IN_UNIT, own * _IN_UNIT
            if score > 0:
                scored.append((score, own, measure))
        scored.sort(key=lambda each: -each[0])
        if not scored:
            return (), False
        best, own, first = scored[0]
        measures = [measure for score, _, measure in scored if score >= _RIVAL * best]
        strange = [word for word in words if not self._vocabulary.knows(word)]
        plain = self._context.scores.get(first.id, 0) > 0 and len(strange) <= _MOST_STRANGE
        alien = self._is_alien(head, first) and by_clause.get(first.id, 0) < SURE
        return measures, (own >= SURE or plain) and not alien

    def _told(self, scene: Scene, start: int, end: int) -> tuple[list[str], Mapping[str, float]]:
        """The words of a part of a sentence that tell of a topic, and what they tell."""
        if self._scene is not scene:
            self._scene, self._cues = scene, {}
        if (start, end) not in self._cues:
            named = {at for x in scene.mentions if x.places for at in range(x.at, x.last + 1)}
            words = content(scene.tokens[at] for at in range(start, end) if at not in named)
            self._cues[start, end] = words, self._vocabulary.scores(words)
        return self._cues[start, end]

    def _knows_any(self, places: Sequence[Place]) -> bool:
        """Whether a measure that was spoken of has figures for a place."""
        told = [x for x in self._vocabulary.measures if self._context.scores.get(x.id, 0) > 0]
        return any(self._grounds.has(measure, place) for measure in told for place in places)

    def _is_alien(self, head: Sequence[str], measure: Measure) -> bool:
        """Whether the words behind a number say that it counts something else."""
        if any(self._vocabulary.heads(word, measure) for word in head):
            return False
        return any(not is_generic(word) for word in head[:2])

    def _held(self, mention: Mention, measures: Iterable[Measure]) -> bool:
        return any(self._grounds.has(m, p) for m in measures for p in mention.places)

    def _is_strange_place(self, scene: Scene, number: Written, held: Sequence[Mention]) -> bool:
        """Whether a number is given to a place that the base does not have."""
        others = [each for each in scene.mentions if not each.places and not each.kind]
        start, _ = scene.clause(number.first)
        for each in others:
            gap = scene.lows(each.last + 1, number.opening)
            if each.last < number.first and each.at >= start and len(gap) <= 3:
                if not any(each.last < x.at < number.first for x in held) and set(gap) & {
                    "had",
                    "has",
                    "with",
                    "on",
                    "recorded",
                    "saw",
                    "(",
                    ":",
                    "at",
                    ",",
                    "reported",
                }:
                    return not any(x.at < number.first and number.first - x.last < 3 for x in held)
            gap = scene.lows(number.last + 1, each.at)
            if each.at > number.last and 0 < len(gap) <= 3 and gap[-1] in ("in", "for", "at"):
                if not any(number.last < x.at < each.at for x in held) and not any(
                    start <= x.at < number.first for x in held
                ):
                    return True
        return False

    # ---- places

    def _place(self, found: Bound, scene: Scene, held: Sequence[Mention]) -> None:
        """Find the places that a number is said of, and those that it compares with."""
        number = found.number
        before = [each for each in held if each.last < number.first]
        plain = [each for each in before if not _is_compared(scene, each)]
        after = [each for each in held if each.at > number.last]
        match found.question:
            case Question.SUM:
                start, end = scene.clause(number.first)
                inside = [each for each in held if start <= each.at < end] or before
                found.group = _each(inside) if len(inside) > 1 else self._context.group
            case Question.MORE | Question.RATIO:
                self._compare(found, plain, after)
            case Question.SHARE:
                self._share(found, scene, plain, after)
            case Question.RANK:
                self._rank(found, scene, held)
            case _:
                mention = scene.place_for(number, held)
                found.places = mention.places if mention else self._context.place
                if mention is not None and mention.is_group:
                    found.question, found.group, found.places = Question.SUM, mention.places, ()
                if "respectively" in scene.lows(0, len(scene.tokens)) and not held:
                    found.places = self._in_turn(scene, number)
                whole = [x for x in held if x.kind == "country"]
                if whole and mention is None:
                    found.places = whole[0].places
                elif mention is None and any(x.kind == "country" for x in scene.mentions):
                    found.places = ()
                found.sure = found.sure and not (mention is not None and mention.is_part)
        if not found.group and not any(
            self._held(Mention(0, 0, (x,)), found.measures) for x in found.places
        ):
            self._default_place(found)

    def _in_turn(self, scene: Scene, number: Written) -> tuple[Place, ...]:
        """The place of a number of a list, where the sentence before names the places."""
        likes = [each for each in scene.numbers if each.form is number.form]
        if len(likes) != len(self._context.group):
            return ()
        return (self._context.group[likes.index(number)],)

    def _default_place(self, found: Bound) -> None:
        """The one place of a measure that is told of no other, or the whole country."""
        only = [x for m in found.measures if (x := self._grounds.whole(m)) is not None]
        whole = [x for x in self._gazetteer.country
                 if any(self._grounds.has(m, x) for m in found.measures)]  # fmt: skip
        found.places = tuple((only or whole)[:1])

    def _compare(self, found: Bound, before: Sequence[Mention], after: Sequence[Mention]) -> None:
        subject = before[-1].places if before else self._context.place
        other = after[0].places if after else ()
        if not other and len(before) > 1:
            subject, other = before[-1].places, before[-2].places
        elif (
            not other
            and before
            and self._context.place
            and before[-1].places != self._context.place
        ):
            subject, other = before[-1].places, self._context.place
        found.places, found.others = subject, other

    def _share(
        self, found: Bound, scene: Scene, before: Sequence[Mention], after: Sequence[Mention]
    ) -> None:
        number = found.number
        start, _ = scene.clause(number.first)
        words = scene.lows(start, number.first)
        subjects = [each for each in before if each.at >= start] or list(before)
        tied = scene.low(number.last + 1) in ("of", "that")
        whole = after[0] if after and tied else None
        grouped = {"together", "combined", "both", "jointly"} & set(words) or "between them" in (
            " ".join(words)
        )
        listed = len(subjects) > 1 and "and" in scene.lows(subjects[0].last, subjects[-1].at)
        if grouped and not subjects:
            found.group = self._context.group
        elif grouped or listed:
            found.group = _each(subjects)
        elif subjects:
            found.places = subjects[-1].places
        elif whole is not None and len(after) > 1:
            found.places = after[1].places
        else:
            found.places = self._context.place
        if whole is None:
            parts = found.group or found.places
            around = [x for x in after if parts and all(p.lies_in(x.places[0]) for p in parts)]
            whole = around[0] if around else None
        if whole is not None and whole.places != found.places:
            found.others = whole.places

    def _rank(self, found: Bound, scene: Scene, held: Sequence[Mention]) -> None:
        number = found.number
        before = [each for each in held if each.last < number.first]
        start, _ = scene.clause(number.first)
        inside = [each for each in before if each.at >= start]
        subject = inside[-1] if inside else (before[0] if before else None)
        if scene.low(start) in ("which", "who") and not inside and before:
            subject = before[-1]
        found.places = subject.places if subject else self._context.place
        after = [each for each in held if each.at > number.last]
        if subject is None and after and scene.low(after[0].at - 1) in ("was", "is", "came"):
            found.places = after[0].places
        words = scene.lows(number.last + 1, number.last + 5)
        found.lowest = bool(set(words) & LOWEST)
        kinds = [self._gazetteer.kinds[x] for x in words + scene.lows(number.last + 5, number.last + 9)
                 if x in self._gazetteer.kinds]  # fmt: skip
        found.kind = kinds[0] if kinds else ""
        for each in after:
            near = scene.lows(number.last + 1, each.at)
            if len(near) <= 6 and near[-1:] == ["in"] and not {"with", ","} & set(near):
                found.within = each.places[0]
        rated = {"rate", "rates", "per", "proportion"} & set(scene.clause_words(number.first))
        found.sure = found.sure and not rated
        if rated:
            found.places = ()

    # ---- times

    def _time(self, found: Bound, scene: Scene) -> None:
        number = found.number
        found.time = scene.nearest_time(number)
        dated = [each for each in scene.times if each.first_day or each.order]
        changing = found.question in (Question.GROWTH, Question.CHANGE) and found.order is None
        if changing and len(dated) > 1:
            found.time, found.second = dated[0], dated[-1]
        if found.time is not None:
            found.since = scene.low(found.time.at - 1) in ("since", "from", "on", "than", "with")
            found.since = found.since or scene.lows(found.time.at - 2, found.time.at) in (
                ["than", "in"], ["with", "in"], ["with", "the"], ["on", "the"], ["than", "the"],
            )  # fmt: skip
        found.carried = self._context.time

    # ---- context

    def _remember(self, scene: Scene, known: Sequence[Mention], bound: Sequence[Bound]) -> None:
        context = self._context
        for mention in known:
            for place in mention.places[:1]:
                context.named = [place, *(x for x in context.named if x is not place)][:12]
        _, scores = self._told(scene, 0, len(scene.tokens))
        best = max(scores.values(), default=0)
        if best >= SURE or any(each.sure for each in bound):
            ids = {*scores, *context.scores}
            context.scores = {
                id_: scores.get(id_, 0) + _FADES * context.scores.get(id_, 0) for id_ in ids
            }
            context.paragraph = scene.sentence.paragraph
        for each in bound:
            if each.sure:
                id_ = each.measures[0].id
                context.scores[id_] = min(context.scores.get(id_, 0) + 1, _MOST_CARRIED)
        placed = [each for each in bound if each.places and each.question is not Question.RANK]
        if len(known) > 1:
            groups = [_each([x]) for x in known]
            context.group = tuple(dict.fromkeys(p for group in groups for p in group))
        if placed:
            context.place = tuple(placed[0].places)
        elif known and not known[-1].is_part:
            context.place = known[0].places
        explicit = [each for each in scene.times if each.first_day is not None]
        later = [each for each in scene.times if each.order is not None]
        if not bound:
            return
        if explicit:
            context.time = explicit[-1]
        elif later and scene.times[0] is later[0] and later[0].at < 4:
            context.time = later[0]


def _is_compared(scene: Scene, mention: Mention) -> bool:
    """Whether a place is only what another is compared with: `as many as Brackley`."""
    before = scene.lows(mention.at - 3, mention.at)
    return "than" in before or before[-1:] == ["as"] or before[-2:] in (
        ["that", "of"], ["those", "of"], ["times", "that"], ["compared", "with"], ["to", "that"],
    )  # fmt: skip


def _continue(found: Bound, last: Bound, scene: Scene) -> None:
    """Let a number go on where the last one of its sentence left off.

    An apposition, as in `167 of the total, four in ten`, is about the place of the number before
    it; the second number of `from 23 a month to 34` is a rate as well.
    """
    if found.number.form in (Form.PART, Form.PERCENT, Form.MULTIPLE):
        before = scene.low(found.number.opening - 1)
        words = scene.lows(last.number.last + 1, found.number.first)
        apposed = before in (",", "(", "–", "—", "or") or (  # noqa: RUF001 - dashes
            "," in words
            and not any(
                last.number.last < x.at < found.number.first and x.places for x in scene.mentions
            )
        )
        if apposed and last.places and last.question is not Question.RANK:
            found.places = last.places
            if found.question is Question.SHARE and set(found.others) & set(last.places):
                found.others = ()
    if last.question is Question.RATE and found.question is Question.VALUE:
        between = scene.lows(last.number.last + 1, found.number.first)
        if found.order is not None or {"against", "compared", "than"} & set(between):
            found.question, found.base = Question.RATE, last.base
            found.places = last.places if found.order is not None else found.places


def _modifies(scene: Scene, mention: Mention) -> bool:
    """Whether a place only says whose something else is: `London's gangs`."""
    if not mention.is_possessive:
        return False
    after = scene.lows(mention.last + 1, mention.last + 4)
    numbered = any(mention.last < each.first <= mention.last + 4 for each in scene.numbers)
    return bool(after) and not numbered and not any(x in FIGURES for x in after)


def _each(mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """The places of some mentions, each once."""
    return tuple(dict.fromkeys(place for each in mentions for place in each.places[:1]))


def _fits(number: Written, measure: Measure, question: Question) -> bool:
    """Whether a measure's unit bears a number as it is written."""
    unit = measure.unit.casefold()
    if number.form is Form.POINTS:
        return measure.in_percent
    if number.form is Form.AMOUNT and number.unit:
        return (
            number.unit in unit
            or unit in number.unit
            or (number.unit == "pounds" and ("£" in unit or "pound" in unit or "gbp" in unit))
        )
    if number.form is Form.AMOUNT and question in (Question.VALUE, Question.SUM):
        return not measure.in_percent and not ("pound" in unit or "£" in unit)
    if number.form is Form.PERCENT and question is Question.VALUE:
        return True
    return True
