"""Random valid fact bases for property tests, as the dictionaries that their JSON files hold."""

import json
import os
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, TypeAlias

from hypothesis import Phase, settings
from hypothesis import strategies as st

import cltool
from cltool.formats import formats

Base: TypeAlias = dict[str, Any]
Number: TypeAlias = int | float
Keys: TypeAlias = dict[str, st.SearchStrategy[Any]]

TEXTS = [name for name, each in formats().items() if not each.binary]
"""The formats that are text, which any reader of text can look at."""
LARGEST = 10**18
KINDS = ("county", "town", "city", "a|b", "区", "Pays d'été", "[red]box[/red]")
PERIODS = (
    "2019", "2019-01/2019-12", "2019-01/2019-11", "2019-01/2020-02", "2019-03/2020-03",
    "2019-06/2020-05", "2020", "2019-06-30", "2018-01/2019-03", "2018-01/2019-04",
)  # fmt: skip
"""Some of them the same time though written otherwise, some nearly, some not at all."""
NEAR_PERIODS = (*PERIODS[:2], *PERIODS[:3])
"""Most of them the same time."""
DATES = ("2019", "2019-02", "2019-02-28", "2020-01-01", "2020")
ODD_NAMES = (
    "Norfolk [unofficial]", ":warning:", "=1+1", "--top", "a|b", 'The "Shire"', "King's Lynn",
    "Saint-Étienne", "E\N{COMBINING ACUTE ACCENT}pinal", "東京都", "서울 특별시", "القاهرة",
    "\N{REGIONAL INDICATOR SYMBOL LETTER G}\N{REGIONAL INDICATOR SYMBOL LETTER B} Britain",
    "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER} Park", "\N{SNOWMAN}\N{SNOWMAN}",
    "Z\N{COMBINING DIAERESIS}\N{COMBINING TILDE}a", "[bold]Ayton[/bold]", "[/]", "\\",
    "back\\slash", "a\\|b", "`code`", "<b>Bee</b>", "&amp;", "# Heading", "1. First", "- item", "*",
    "__init__", "~~gone~~", "@SUM(A1)", "a;b", "a,b", "null", "0", "-1", "-", "'", "ß", "SS",
    "İzmir",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "大" * 25, "x y " * 20 + "z",
    "in\N{NO-BREAK SPACE}separable", "wide\N{IDEOGRAPHIC SPACE}space", "two  spaces",
    "zero\N{ZERO WIDTH SPACE}width", "http://example.org/?a=1&b=2", "%s {} {0} $HOME",
)  # fmt: skip
"""Names that one format or another could take for its own marks, or that are hard to measure."""
EXAMPLES = int(os.environ.get("CLTOOL_EXAMPLES", "0"))
"""How many new random examples to try of each property, and to make small where one fails.

Without it, every run tries the same few, and shows a failing one as it is: to make a whole base
small can take minutes.
"""


def examples(most: int) -> settings:
    """The settings of a property: `most` fixed examples, or as many new ones as were asked for."""
    quick = (Phase.explicit, Phase.generate)
    return settings(
        max_examples=EXAMPLES or most,
        derandomize=not EXAMPLES,
        phases=(*quick, Phase.shrink) if EXAMPLES else quick,
        deadline=None,
        database=None,
    )


def fold(name: str) -> str:
    """What names sort and match by, written anew from what the reference says of it.

    Without case, accents, spaces, hyphens and apostrophes; a name of nothing but those stays.
    """
    bare = "".join(
        char
        for char in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(char)
        and not char.isspace()
        and char not in "-'`\u2018\u2019\u02bc\u2010\u2011\u2012\u2013\u2014\u2015"
    )
    return bare.casefold() or name


def exact(value: Number) -> Fraction:
    """A number as it is written: 0.1 is one tenth."""
    return Fraction(repr(value))


def rounded(value: Fraction) -> Number:
    """An exact value as a number: whole, or else rounded once."""
    return value.numerator if value.denominator == 1 else float(value)


def encoded(base: Base) -> bytes:
    """The bytes of a base's file."""
    return json.dumps(base).encode()


def loaded(base: Base) -> cltool.FactBase:
    """A base as the library loads it."""
    return cltool.loads(encoded(base))


def observations(base: Base) -> Iterator[tuple[Base, Base]]:
    """Every observation of a base, with its series."""
    return ((series, each) for series in base["series"] for each in series["observations"])


def origin(base: Base, source_id: str) -> str:
    """The id of the source at the end of a source's chain of `relays`."""
    relays = {source["id"]: source.get("relays") for source in base["sources"]}
    while relays[source_id] is not None:
        source_id = relays[source_id]
    return source_id


def latest_origin(base: Base, source_id: str) -> str:
    """The id of the latest edition of the source at the end of a source's chain of `relays`."""
    later = {source.get("supersedes"): source["id"] for source in base["sources"]}
    source_id = origin(base, source_id)
    while source_id in later:
        source_id = later[source_id]
    return source_id


def _allowed(text: str) -> bool:
    """Whether a text may be a name, and is not made of combining marks alone."""
    return text == text.strip() and any(not unicodedata.combining(char) for char in text)


_CHARACTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp"),
    exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
_WORDS = st.lists(
    st.sampled_from(["North", "Bee", "upon", "St.", "O'Neill", "la-", "Été", "市", "(part)"]),
    min_size=1,
    max_size=4,
).map(" ".join)


_ANYTHING = st.text(_CHARACTERS, min_size=1, max_size=12).filter(_allowed)
NAMES = _WORDS | st.sampled_from(ODD_NAMES) | _ANYTHING
"""Any name: plain, odd, or of any characters that a fact base may hold."""
_FEW_DECIMALS = st.builds(
    lambda digits, places: float(f"{digits}e-{places}"), st.integers(0, 10**7), st.integers(1, 4)
)
VALUES: st.SearchStrategy[Number] = st.one_of(
    st.integers(0, 9),
    st.sampled_from(
        [0, 0.0, 36, 36.0, 0.1, 0.2, 0.3, 1e-6, 2**53, 2**53 + 1, 2.0**53, 1e16, LARGEST, 1e18]
    ),
    st.integers(0, LARGEST),
    _FEW_DECIMALS,
    st.floats(1e-9, LARGEST),
)
"""Any value but those so near to zero that a quotient by them is no number."""
NEGATIVE: st.SearchStrategy[Number] = st.one_of(
    st.sampled_from([-1, -36, -36.0, -0.1, -0.2, -1e-6, -(2**53), -LARGEST, -1e16]),
    st.integers(-LARGEST, -1),
    _FEW_DECIMALS.filter(bool).map(lambda value: -value),
)
"""Any value below 0 but those near to it."""
_NEAR: st.SearchStrategy[Number] = st.sampled_from(
    [0, 0.5, 7, 8, 9, 9.5, 10, 10.0, 10.3, 11, 12, 13]
)
"""Values that tolerances of 1 or 2 join or keep apart."""
_POOLS = st.lists(VALUES, min_size=1, max_size=6)
_NEGATIVE_POOLS = st.lists(NEGATIVE, min_size=1, max_size=3)
_NEAR_POOLS = st.lists(_NEAR, min_size=1, max_size=4)
_COVERAGES = st.sampled_from(["complete", "top", "partial"])
_UNITS = st.sampled_from(["people", "£", "cases of each"]) | NAMES
_DATES = st.sampled_from(DATES)
_QUARTERS = st.integers(0, 3)
_TWELFTHS = st.integers(0, 11)
_EIGHTHS = st.integers(0, 7)
_FORTIETHS = st.integers(0, 39)
_TYPES = st.sampled_from(["flow", "flow", "stock", "stock", "rate", "level"])
_DISTANCES = st.sampled_from([0, 0.2, 0.5, 1, 2, 3, 10**17])
EDITIONS = ("first table", "second table")
_OF_SOURCES: Keys = {
    "url": st.just("https://example.org/"),
    "note": NAMES,
    "kind": NAMES,
    "caveat": NAMES,
}
_OF_MEASURES: Keys = {"caveat": NAMES}
_OF_PLACES: Keys = {"note": NAMES, "caveat": NAMES}
_STATUSES = st.sampled_from(
    ["published", "provisional", "provisional", "projected", "estimated", "digitised"]
)
_OF_SERIES: Keys = {
    "tolerance": st.sampled_from([0, 0.1, 0.7, 1, 2, 3, 10**17]),
    "status": _STATUSES,
    "note": NAMES,
    "caveat": NAMES,
    "edition": st.sampled_from(EDITIONS),
    "period_stated": st.booleans(),
}
_OF_OBSERVATIONS: Keys = {
    "locator": st.just("paragraph 2") | NAMES,
    "note": NAMES,
    "caveat": NAMES,
    "as_worded": NAMES,
    "said": st.just("about so many") | NAMES,
    "status": _STATUSES,
}


def _sometimes(
    draw: st.DrawFn, record: Base, keys: Keys, chance: st.SearchStrategy[int] = _QUARTERS
) -> None:
    """Give a record each of some keys in one case of four, or as often as the chance is 0."""
    for key, strategy in keys.items():
        if draw(chance) == 0:
            record[key] = draw(strategy)


def _linked(draw: st.DrawFn, prefix: str, link: str, count: int) -> list[Base]:
    """Records with ids, each of which may be linked to one before it."""
    records: list[Base] = []
    for number in range(count):
        record: Base = {"id": f"{prefix}{number}"}
        earlier = draw(st.integers(-1, number - 1))
        if earlier >= 0:
            record[link] = f"{prefix}{earlier}"
        records.append(record)
    return records


def _sources(draw: st.DrawFn, *, crowded: bool) -> list[Base]:
    """Sources that relay, replace and resemble each other.

    Crowded ones are all of one origin: each relays another, or is a later edition of the first.
    """
    count = draw(st.integers(3 if crowded else 1, 5))
    sources: list[Base] = [{"id": f"s{number}"} for number in range(count)]
    replaced: set[str] = set()
    newest = "s0"
    for number, source in enumerate(sources[1:], 1):
        earlier = sources[draw(st.integers(0, number - 1))]["id"]
        if draw(_EIGHTHS) == 0 and (crowded or earlier not in replaced):
            source["supersedes"] = newest if crowded else earlier
            newest = source["id"]
            replaced.add(source["supersedes"])
            if not crowded and draw(st.booleans()):
                source["relays"] = earlier
        elif crowded or draw(st.booleans()):
            source["relays"] = newest if crowded and draw(st.booleans()) else earlier
    publishers = draw(st.lists(NAMES, min_size=1, max_size=count))
    for source in sources:
        source.update(publisher=draw(st.sampled_from(publishers)), title=draw(NAMES))
        source["published"] = draw(_DATES)
        _sometimes(draw, source, _OF_SOURCES)
        if draw(_EIGHTHS) == 0:
            source["group"] = draw(st.sampled_from(["One House", publishers[0]]))
        if draw(_EIGHTHS) == 0:
            others = st.sampled_from([each["id"] for each in sources])
            source["shares_text_with"] = draw(st.lists(others, max_size=2, unique=True))
    return sources


def bounded(observation: Base, less: Number | None, more: Number | None, *, signed: bool) -> None:
    """Say how much less and more a value may be, as far as there are such numbers."""
    value = exact(observation["value"])
    for key, off in (("least", less), ("most", more)):
        if off is None:
            continue
        bound = rounded(value - exact(off) if key == "least" else value + exact(off))
        pairs = (bound, observation["value"]), (exact(bound), value)
        far = any(one > other if key == "least" else one < other for one, other in pairs)
        if not far and (-LARGEST if signed else 0) <= bound <= LARGEST:
            observation[key] = bound


def _observation(draw: st.DrawFn, place: str, value: Number, *, signed: bool) -> Base:
    """What a source says of a place: a bare figure as a rule, or how exact it is, or no figure."""
    observation: Base = {"place": place, "value": value}
    if draw(_EIGHTHS) == 0:
        _sometimes(draw, observation, _OF_OBSERVATIONS)
        how = draw(_QUARTERS)
        if how == 0:
            observation["tolerance"] = draw(_DISTANCES)
        elif how == 1:
            less, more = draw(st.none() | _DISTANCES), draw(st.none() | _DISTANCES)
            bounded(observation, less, more, signed=signed)
    elif draw(_FORTIETHS) == 0:
        del observation["value"]
        observation["withheld"] = draw(NAMES)
    return observation


def _claim(draw: st.DrawFn, base: Base) -> Base:
    """A claim about a place of a base that has one."""
    places = base["places"]
    claim: Base = {
        "source": draw(st.sampled_from(base["sources"]))["id"],
        "measure": draw(st.sampled_from(base["measures"]))["id"],
        "place": draw(st.sampled_from(places))["id"],
        "kind": draw(st.sampled_from(places))["kind"],
        "period": draw(st.sampled_from(PERIODS)),
        "statement": draw(NAMES),
        draw(st.sampled_from(["rank", "among"])): draw(st.integers(1, 5)),
    }
    optional: Keys = {
        "lowest": st.booleans(),
        "edition": st.sampled_from(EDITIONS),
        "locator": NAMES,
    }
    _sometimes(draw, claim, optional)
    return claim


@st.composite
def bases(
    draw: st.DrawFn,
    *,
    agreeing: bool = False,
    claims: bool = False,
    least_places: int = 0,
) -> Base:
    """A valid fact base.

    Args:
        draw: What Hypothesis draws with.
        agreeing: Whether all sources of one origin give one value for a measure and a place.
        claims: Whether there may be claims.
        least_places: How many places there are at least.
    """
    measures: list[Base] = [
        {
            "id": id_,
            "name": draw(NAMES),
            "unit": draw(_UNITS),
            "definition": "What is counted.",
            "type": draw(_TYPES),
            "overlapping": draw(st.booleans()),
        }
        for id_ in draw(st.sampled_from([["m0"], ["m0", "population"]]))
    ]
    for measure in measures:
        _sometimes(draw, measure, _OF_MEASURES)
    measures[0]["signed"] = draw(_EIGHTHS) == 0
    measures[-1]["denominator"] = draw(st.booleans())
    signed = {measure["id"] for measure in measures if measure.get("signed")}
    crowded = draw(st.booleans())  # all of one origin, and most of one measure and time
    sources = _sources(draw, crowded=crowded)
    places = _linked(draw, "p", "within", draw(st.integers(least_places, 8)))
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True))
    unlike = draw(st.lists(NAMES, min_size=len(places), max_size=len(places), unique_by=fold))
    for place, name in zip(places, unlike, strict=True):
        place.update(name=name, kind=draw(st.sampled_from(kinds)))
        _sometimes(draw, place, _OF_PLACES)
    used = {place["kind"] for place in places}
    ids = [place["id"] for place in places]
    coverage: st.SearchStrategy[Any] = _COVERAGES
    if used:
        coverage |= st.dictionaries(st.sampled_from(sorted(used)), _COVERAGES)
    pool = draw(_NEAR_POOLS if crowded or draw(_QUARTERS) == 0 else _POOLS)
    below = [*pool, *draw(_NEGATIVE_POOLS)] if signed else pool
    agreed: dict[tuple[str, str, str], Number] = {}
    series: list[Base] = []
    base: Base = {"format": 1, "title": draw(NAMES), "default_series": "", "sources": sources}
    for number in range(draw(st.integers(3, 6) if crowded else st.integers(1, 5))):
        each: Base = {
            "id": f"t{number}",
            "source": draw(st.sampled_from(sources))["id"],
            "measure": draw(st.sampled_from(measures[:1] if crowded else measures))["id"],
            "period": draw(st.sampled_from(NEAR_PERIODS if crowded else PERIODS)),
            "coverage": draw(coverage),
            "observations": [],
        }
        _sometimes(draw, each, _OF_SERIES, _TWELFTHS if crowded else _QUARTERS)
        negative = each["measure"] in signed
        from_origin = latest_origin(base, each["source"])
        some = st.lists(st.sampled_from(ids), unique=True) if ids else st.just([])
        if crowded:
            some |= st.permutations(ids)
        for place_id in draw(some):
            value = draw(st.sampled_from(below if negative else pool))
            if agreeing:
                value = agreed.setdefault((from_origin, each["measure"], place_id), value)
            each["observations"].append(_observation(draw, place_id, value, signed=negative))
        series.append(each)
    base["default_series"] = series[draw(st.integers(0, len(series) - 1))]["id"]
    base.update(measures=measures, places=places, series=series)
    if claims and places and draw(st.booleans()):
        base["claims"] = [_claim(draw, base) for _ in range(draw(st.integers(1, 3)))]
    return base
