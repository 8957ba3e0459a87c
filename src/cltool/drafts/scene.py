"""A sentence with all that is in it: its clauses, numbers, places and times, and how they lie."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from .names import Gazetteer, Mention
from .numerals import numbers_of
from .times import TimeMention, times_of
from .tokens import Sentence, Sort, Token
from .words import FUNCTION, PREPOSITIONS, TENS, UNITS, word_set
from .written import Form, Written

_CUTS = word_set(
    "while whereas but although though compared compares followed which who however against "
    "despite so because"
)
_GOING_ON = word_set("there it its they that this these those he she")
_BESIDE = word_set("behind ahead after above below than before like unlike")
_LONGEST_GAP = 9


@dataclass(frozen=True)
class Scene:
    """A sentence, read.

    Attributes:
        sentence: The sentence.
        numbers, mentions, times: What is in it, in order.
        clauses: The indices of the first tokens of its clauses.
    """

    sentence: Sentence
    numbers: Sequence[Written]
    mentions: Sequence[Mention]
    times: Sequence[TimeMention]
    clauses: Sequence[int]

    @classmethod
    def of(cls, sentence: Sentence, gazetteer: Gazetteer) -> "Scene":
        """Read a sentence."""
        tokens = sentence.tokens
        times = tuple(times_of(tokens)) if not sentence.heads else ()
        timed = {at for each in times for at in range(each.at, each.last + 1)}
        mentions = [each for each in gazetteer.mentions(tokens) if each.at not in timed]
        timed |= {at for each in mentions for at in range(each.at, each.last + 1)}
        numbers = [each for each in numbers_of(tokens) if each.first not in timed]
        return cls(sentence, numbers, mentions, times, list(_clauses(tokens)))

    def without(self, knows: Callable[[str], bool]) -> "Scene":
        """It, without the names that are only the words of a measure.

        Args:
            knows: Whether a word is of any measure.
        """
        kept = [
            each
            for each in self.mentions
            if each.places or each.kind or not any(map(knows, self.lows(each.at, each.last + 1)))
        ]
        return replace(self, mentions=kept)

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    def low(self, at: int) -> str:
        """The word at an index in small letters; empty beyond the ends."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def lows(self, start: int, end: int) -> list[str]:
        """The words from one index to before another."""
        return [each.low for each in self.tokens[max(start, 0) : max(end, 0)]]

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause of a token begins and ends."""
        start = max(each for each in self.clauses if each <= at)
        end = min((each for each in self.clauses if each > at), default=len(self.tokens))
        return start, end

    def clause_words(self, at: int) -> list[str]:
        """The words of the clause of a token."""
        return self.lows(*self.clause(at))

    def head(self, number: Written) -> list[str]:
        """The words behind a number that may say what it counts: `new police officers`."""
        found: list[str] = []
        at = number.last + 1
        while at < len(self.tokens) and len(found) < 4:
            token = self.tokens[at]
            named = any(each.at <= at <= each.last and each.places for each in self.mentions)
            if not token.is_word or token.low in FUNCTION or named:
                break
            if any(each.first <= at <= each.last for each in self.numbers):
                break
            if any(each.at <= at <= each.last for each in self.times):
                break
            found.append(token.low)
            at += 1
        return found

    def number_between(self, first: int, last: int) -> bool:
        """Whether a number stands between two tokens."""
        return any(
            first < each.first < last for each in self.numbers if each.form is not Form.ORDINAL
        )

    def place_for(self, number: Written, known: Sequence[Mention]) -> Mention | None:
        """The place that a number is said of, of those named in its sentence; None for none.

        Args:
            number: The number.
            known: The mentions that may be meant.
        """
        listed = self.listed(number, known)
        if listed is not None:
            return listed
        start, end = self.clause(number.first)
        inside = [each for each in known if start <= each.at < end]
        before = [each for each in inside if each.last < number.first]
        before = [x for x in before if not self._encloses(x, before)]
        after = [each for each in inside if each.at > number.last]
        follows = after[0] if after and self._follows(number, after[0]) else None
        if before and follows is not None:
            used = self.number_between(before[-1].last, number.first)
            whole = "of" in self.lows(number.last + 1, follows.at)
            return before[-1] if whole or not (used or self._leads(start)) else follows
        if follows is not None:
            return follows
        if before:
            return before[-1]
        if self.low(start) in _GOING_ON:
            return None  # goes on about the place of the sentence before
        after = [
            x
            for x in after
            if not _BESIDE & set(self.lows(x.at - 4, x.at))
            and not self.number_between(number.last, x.at)
            and not _GOING_ON & set(self.lows(number.last, x.at))
        ]
        return after[0] if after else self._from_before(known, start)

    def _encloses(self, mention: Mention, others: Sequence[Mention]) -> bool:
        """Whether a place only says where another lies, or is left out: `part of Fenshire`."""
        before = self.low(mention.at - 1)
        if before not in ("of", "in"):
            return False
        inner = [p for x in others if x.last < mention.at for p in x.places]
        return any(place.lies_in(whole) for place in inner for whole in mention.places)

    def _leads(self, start: int) -> bool:
        """Whether a clause gives its first number before it names its first place."""
        places = [each.at for each in self.mentions if each.at >= start and each.places]
        numbers = [each.first for each in self.numbers if each.first >= start]
        return bool(places and numbers) and numbers[0] < places[0]

    def _from_before(self, known: Sequence[Mention], start: int) -> Mention | None:
        """The place of an earlier clause, for a clause that names none."""
        earlier = [each for each in known if each.last < start]
        if not earlier:
            return None
        return earlier[-1] if self.low(start) in ("which", "who") else earlier[0]

    def _follows(self, number: Written, mention: Mention) -> bool:
        """Whether a place is tied to the number before it: `36 people from Southend`."""
        gap = self.tokens[number.last + 1 : mention.at]
        words = [each.low for each in gap]
        if len(gap) > _LONGEST_GAP or self.number_between(number.last, mention.at):
            return False
        marks = [each for each in gap if not each.is_word and each.sort is not Sort.FIGURE]
        if any(each.text not in "-'’" for each in marks):  # noqa: RUF001
            return False
        if {"and", "than", "it", "they"} & set(words):
            return False
        last = [word for word in words if word not in ("the", "nearby", "neighbouring")][-1:]
        return bool(last) and last[0] in PREPOSITIONS

    def listed(self, number: Written, known: Sequence[Mention]) -> Mention | None:
        """The place at the same position of a list: `A, B and C had 1, 2 and 3`."""
        places = _run(self, [(each.at, each.last) for each in known])
        likes = [each for each in self.numbers if each.form is number.form]
        numbers = _run(self, [(each.opening, each.last) for each in likes])
        for first in places:
            for second in numbers:
                if len(first) != len(second) or len(first) < 2:
                    continue
                spans = [(likes[each].first, each) for each in second]
                position = [at for at, (x, _) in enumerate(spans) if x == number.first]
                if position and self._meet(known, first, likes, second):
                    return known[first[position[0]]]
        return None

    def _meet(
        self,
        known: Sequence[Mention],
        places: Sequence[int],
        numbers: Sequence[Written],
        counted: Sequence[int],
    ) -> bool:
        """Whether a list of places and one of numbers are each other's."""
        if "respectively" in self.lows(0, len(self.tokens)):
            return True
        start, end = known[places[-1]].last, numbers[counted[0]].opening
        if start > end:
            start, end = numbers[counted[-1]].last, known[places[0]].at
        inside = range(start + 1, end)
        if len(inside) > _LONGEST_GAP:
            return False
        return not any(each.at in inside for each in known) and not any(
            each.first in inside for each in self.numbers
        )


def _run(scene: Scene, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The positions of spans that follow each other as the items of one list do."""
    runs: list[list[int]] = []
    for position, (start, _) in enumerate(spans):
        if runs:
            end = spans[position - 1][1]
            between = scene.lows(end + 1, start)
            plain = [
                x for x in between if x not in (",", "and", "in", "to", "from", "the", "s", "'")
            ]
            joined = any(word in (",", "and") for word in between)
            if joined and not plain:
                runs[-1].append(position)
                continue
        runs.append([position])
    return runs


def _clauses(tokens: Sequence[Token]) -> Iterator[int]:
    yield 0
    for at in range(1, len(tokens)):
        low = tokens[at].low
        before = tokens[at - 1].low
        if tokens[at].text in ";:–—" and _is_of_item(tokens, at):  # noqa: RUF001 - dashes
            continue  # Brackley: 43
        listed = before == "," and low == "and"
        if tokens[at].text in ";:–—" or low in _CUTS or listed:  # noqa: RUF001 - dashes
            yield at


def _is_of_item(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark only stands between a name and its number."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    counts = after is not None and (after.sort is Sort.FIGURE or after.low in (*UNITS, *TENS))
    words = [each for each in tokens[:at] if each.is_word]
    named = bool(words) and all(each.is_capital or each.low in FUNCTION for each in words)
    return named and (counts or tokens[at].text == ":")
