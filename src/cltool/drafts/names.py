"""The places that a sentence names: by name or alias, at the boundaries of words, or by kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..linked.fact_base import FactBase
from ..linked.record import Place
from ..text import fold
from ..wording import plural
from .tokens import Token, tokens_of
from .words import COUNTRY, FIGURES, FUNCTION, MONTHS, REPORTING, TAILS, UNITS, word_set

_DIRECTIONS = word_set("north south east west mid central northern southern eastern western")
_DETERMINERS = word_set("the this that our its their")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence.

    Attributes:
        at, last: The indices of its first and last tokens.
        places: The places that it may be; none where the base has no such place.
        kind: The kind of place, where it is told by that: `the county`.
        is_part: Whether it is part of a longer name, such as `Essex Police`.
        is_group: Whether it means all of its places together: `the four hospitals`.
        is_possessive: Whether it is said whose something is: `London's`.
    """

    at: int
    last: int
    places: tuple[Place, ...] = ()
    kind: str = ""
    is_part: bool = False
    is_group: bool = False
    is_possessive: bool = False


class Gazetteer:
    """The names of a base's places, by their words."""

    def __init__(self, facts: FactBase) -> None:
        """Take the names and aliases of all places."""
        self._named: dict[tuple[str, ...], dict[str, Place]] = {}
        self._longest: dict[str, int] = {}
        self._lowered: set[tuple[str, ...]] = set()
        self._nouns: dict[str, dict[str, Place]] = {}
        short: dict[tuple[str, ...], dict[str, Place]] = {}
        for place in facts.places:
            for name in (place.name, *place.aliases):
                tokens = [x for x in tokens_of(name) if x.text not in _JOINTS]
                words = tuple(fold(x.low) for x in tokens)
                if words:
                    self._named.setdefault(words, {})[place.id] = place
                    if name == name.lower():
                        self._lowered.add(words)
                for size in range(len(words) - 1, 0, -1):
                    if words[size] not in TAILS and words[size] != fold(place.kind):
                        break
                    if size > 1 or tokens[0].low not in _DIRECTIONS | _VAGUE:
                        short.setdefault(words[:size], {})[place.id] = place
                if words and words[-1] in TAILS - _AREAS:
                    self._nouns.setdefault(words[-1], {})[place.id] = place
        for words, places in short.items():
            if len(places) == 1:
                self._named.setdefault(words, places)
        for people, nation in _NATIONS.items():
            if (nation,) in self._named:
                self._named.setdefault((people,), self._named[nation,])
        for words in self._named:
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))
        self.kinds: Mapping[str, str] = {
            word: kind
            for kind in facts.kinds
            for word in (kind.casefold(), plural(kind).casefold())
        }
        self._facts = facts
        told = {
            fold(token.low.removesuffix("s").removesuffix("er"))
            for measure in facts.measures
            for token in tokens_of(f"{measure.name} {measure.definition}")
        }
        self.described = frozenset(x.id for x in facts.places if fold(x.name) in told)
        """The ids of the places that a measure's own words name: `people from London`."""
        tops = [each for each in facts.places if each.within is None and each.kind in _COUNTRIES]
        self.country = tuple(tops[:1])

    def mentions(self, tokens: Sequence[Token]) -> Iterator[Mention]:
        """The places that a sentence names, in order, and names that may be of others."""
        at = 0
        while at < len(tokens):
            found = (
                self._named_at(tokens, at)
                or self._group_at(tokens, at)
                or self._kind_at(tokens, at)
                or _other(tokens, at)
            )
            if found is None:
                at += 1
                continue
            yield found
            at = found.last + 1

    def _named_at(self, tokens: Sequence[Token], at: int) -> Mention | None:
        first = fold(tokens[at].low)
        of_people = first.removesuffix("s").removesuffix("er")
        longest = max(
            self._longest.get(first, 0), of_people != first and of_people in self._longest
        )
        if not longest or not (tokens[at].text[0].isupper() or first == "the"):
            return None
        best: Mention | None = None
        lowered = first == "the" and at + 1 < len(tokens) and not tokens[at + 1].is_capital
        words: list[str] = []
        for here in range(at, min(at + 2 * longest, len(tokens))):
            if tokens[here].text in _JOINTS:
                continue
            words.append(fold(tokens[here].low))
            plain = (*words[:-1], fold(tokens[here].text))
            people = (words[0].removesuffix("s").removesuffix("er"),)
            named = self._named.get(tuple(words)) or self._named.get(plain)
            if not named and len(words) == 1 and words[0].endswith(("er", "ers")):
                named = self._named.get(people)  # Londoners
            if named and (not lowered or tuple(words) in self._lowered):
                best = Mention(at, here, tuple(named.values()))
        if best is None or (
            first in _NATIONS and {x.low for x in tokens[at + 1 : at + 2]} - FIGURES - _MIDDLES
        ):
            return None
        before, after = at - 1, best.last + 1
        part = (
            after < len(tokens)
            and tokens[after].is_capital
            and tokens[after].low not in MONTHS
            and fold(tokens[after].low) not in self._longest
            and tokens[best.last].text.casefold() == tokens[best.last].low
        )
        directed = before >= 0 and self._is_named_on(tokens[before])
        whole = fold(tokens[best.last].text)
        own = any(whole in map(fold, place.name.split()) for place in best.places)
        return Mention(
            at,
            best.last,
            best.places,
            is_part=part or directed,
            is_possessive=whole != fold(tokens[best.last].low) and not own,
        )

    def _is_named_on(self, token: Token) -> bool:
        """Whether a word before a name is of a longer one: `North Kent`, `Rethink Kent`."""
        plain = token.low in FUNCTION or token.low in REPORTING or token.low in MONTHS
        verbal = token.low.endswith(("ing", "ly", "ed", "ward")) or fold(token.low) in self._longest
        return token.is_capital and (token.low in _DIRECTIONS or not (plain or verbal))

    def _group_at(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """Every place of a kind: `the four hospitals`, `all 12 boroughs`, `the county's towns`."""
        if tokens[at].low not in ("the", "all", "these", "its") or at + 2 >= len(tokens):
            return None
        here = at + 1 + (tokens[at + 1].low == "the")
        count = UNITS.get(tokens[here].low)
        if count is None and tokens[here].text.isdecimal() and len(tokens[here].text) < 4:
            count = int(tokens[here].text)
        owned = tokens[here].low in self.kinds and tokens[here].text != tokens[here].low
        last = here + (count is not None or owned)
        last += last + 1 < len(tokens) and tokens[last].low in ("local", "main")
        plural_ = last < len(tokens) and tokens[last].low not in self.kinds.values()
        if not plural_ or tokens[last].low not in self.kinds:
            return None
        kind = self.kinds[tokens[last].low]
        places = tuple(each for each in self._facts.places if each.kind == kind)
        totalled = owned and _TOTALLED & {x.low for x in tokens}
        whole = count == len(places) or (count is None and tokens[at].low == "all") or totalled
        return Mention(at, last, places, is_group=True) if whole and len(places) > 1 else None

    def _kind_at(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """`The county`, `nationally`, `across the country`."""
        low = tokens[at].low
        if low in COUNTRY:
            return Mention(at, at, self.country, kind="country")
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if low in (HERE, FORMER, LATTER) or (low == THERE and after not in _EXISTS):
            return Mention(at, at, (), kind=low)
        if tokens[at].low not in _DETERMINERS or at + 1 >= len(tokens):
            return None
        at += tokens[at + 1].low in ("whole", "entire", "same") and at + 2 < len(tokens)
        word = tokens[at + 1].low
        two = f"{word} {tokens[at + 2].low}" if at + 2 < len(tokens) else word
        kind = self.kinds.get(word)
        plural_ = word.endswith("s") and word not in self.kinds.values()
        if kind is not None and not plural_ and not tokens[at + 1].is_capital:
            return Mention(at, at + 1 + (two in self.kinds), (), kind=kind)
        if word in ("country", "nation") or tokens[at + 1].text == "UK":
            return Mention(at, at + 1, self.country, kind="country")
        places = self._nouns.get(word, {})
        return Mention(at, at + 1, tuple(places.values())) if len(places) == 1 else None


_JOINTS = "-'’."  # noqa: RUF001 - an apostrophe
_PLAIN = word_set("police staff council everyone nobody crime management government parliament")
"""Words that begin sentences as names do, and are none."""
_BEHIND_NAMES = word_set(
    "had has recorded saw reported would will as also itself with , ( : – - — * |"  # noqa: RUF001
)
HERE, THERE, FORMER, LATTER = "here", "there", "former", "latter"
_EXISTS = word_set("are is was were will has have had been 's may might would could can")
_AREAS = word_set("council county borough city town district authority parish ward area region")
_MIDDLES = word_set("average mean median level")
_NATIONS = {"english": "england", "welsh": "wales", "scottish": "scotland", "british": "britain"}
_TOTALLED = word_set("total totalled totalling altogether together combined across")
_VAGUE = word_set("st saint great royal new old upper lower little king queen the city port")
_COUNTRIES = ("country", "nation", "state", "kingdom")


def _other(tokens: Sequence[Token], at: int) -> Mention | None:
    """A name that the base does not have: capitalised words within a sentence."""
    if not tokens[at].is_capital or tokens[at].low in MONTHS or len(tokens[at].text) < 3:
        return None
    known = tokens[at].low in FUNCTION or tokens[at].low in REPORTING
    begins = not any(each.is_word for each in tokens[:at])
    if known or (begins and len(tokens) > 1 and not _begins_name(tokens[at:])):
        return None
    if at and tokens[at - 1].text in '"“‘.!?' and not _begins_name(tokens[at:]):  # noqa: RUF001
        return None
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].is_capital:
        last += 1
    return Mention(at, last)


def _begins_name(tokens: Sequence[Token]) -> bool:
    """Whether the first word of a sentence is a name and no common word."""
    word = tokens[0].low
    after = tokens[1].low if len(tokens) > 1 else ""
    if tokens[0].text.casefold().endswith(("'s", "’s")):  # noqa: RUF001 - an apostrophe
        return True
    if word in _PLAIN or word.endswith(("ly", "ing", "ed", "s")):
        return False
    return after in _BEHIND_NAMES


def places_of(mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """The places of some mentions, each once."""
    return tuple(dict.fromkeys(place for each in mentions for place in each.places[:1]))
