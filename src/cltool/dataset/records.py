"""The file's form: sources, measures, places, series of observations, and claims.

The words are those of statistics (SDMX, Frictionless): a series is one source's figures for one
measure over one period, and within it figures compare. These records hold just what the file
holds, and refer to each other by id; `linked` has them know each other. Pydantic validates them
straight from the bytes of a JSON file; see `loading`. It stops at the first faulty record of a list
(`FailFast`), so that a file of nothing but faults costs no more memory than a sound one;
`diagnosis` then finds the others.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import FailFast, Field
from pydantic.dataclasses import dataclass

from .fields import (
    CAVEAT,
    MOST_ALIASES,
    NOTE,
    STRICT,
    Coverage,
    Date,
    Distance,
    Id,
    MeasureType,
    Name,
    PeriodField,
    Status,
    Text,
    Url,
    key,
)
from .observations import AnyObservation
from .observations import Observation as Observation


@dataclass(frozen=True, slots=True, config=STRICT)
class Source:
    """A publication that gives figures or makes claims."""

    id: Annotated[Id, key("A short name, unique among sources.", "echo-2019")]
    publisher: Annotated[Name, key("Who published it.", "BBC News")]
    title: Annotated[Text, key("Its title.", "County top target for dealers")]
    published: Annotated[
        Date, key("The year, month or day of publication.", "2019", "2019-09", "2019-09-19")
    ]
    kind: Annotated[Name | None, key("What sort of publication.", "news article")] = None
    url: Annotated[Url | None, key("Where it can be read.", "https://www.bbc.co.uk/news")] = None
    relays: Annotated[
        Id | None,
        key("The source that it passes on. A source that relays none is an origin.", "echo-2019"),
    ] = None
    group: Annotated[
        Name | None,
        key("Who owned its publisher at the time: sources of one group count once.", "Newsquest"),
    ] = None
    shares_text_with: Annotated[
        tuple[Id, ...],
        key(
            "The sources with which it shares sentences: they count once.",
            ["echo-2019"],
            max_length=MOST_ALIASES,
        ),
    ] = ()
    supersedes: Annotated[
        Id | None, key("The earlier edition that it replaces.", "population-2018")
    ] = None
    note: Annotated[Text | None, key(NOTE, "The day is not shown.")] = None
    caveat: Annotated[Text | None, key(CAVEAT, "Four counties are missing.")] = None


@dataclass(frozen=True, slots=True, config=STRICT)
class Measure:
    """What is counted."""

    id: Annotated[Id, key("A short name, unique among measures.", "linked")]
    name: Annotated[Name, key("Its name, as a table's title begins.", "Population")]
    unit: Annotated[Name, key("The unit of its values.", "people", "pounds", "years")]
    definition: Annotated[Text, key("What exactly is counted.", "Usual residents at mid-year.")]
    type: Annotated[
        MeasureType,
        key(
            "What may be done with its values. A flow is counted during a period: it adds up over "
            "places and over time. A stock is counted at a moment: it adds up over places. A rate "
            "is a ratio or a percentage: it adds up over nothing. A level is an average, an index, "
            "a price or an age: it adds up over nothing.",
            "flow",
        ),
    ]
    overlapping: Annotated[
        bool, key("Whether one unit can count in several places at once.", False)
    ] = False
    denominator: Annotated[
        bool, key("Whether rates are asked per this measure, as per population.", True)
    ] = False
    signed: Annotated[
        bool, key("Whether its values may be negative, as a balance or a change.", True)
    ] = False
    caveat: Annotated[Text | None, key(CAVEAT, "Not everyone has a place.")] = None


@dataclass(frozen=True, slots=True, config=STRICT)
class Place:
    """Somewhere that figures are about."""

    id: Annotated[Id, key("A short name, unique among places.", "southend-on-sea")]
    name: Annotated[Name, key("Its name.", "Southend-on-Sea")]
    kind: Annotated[Name, key("What sort of place, in the singular.", "county", "town")]
    within: Annotated[Id | None, key("The place that encloses it.", "essex")] = None
    aliases: Annotated[
        tuple[Name, ...],
        key("Other names that people use for it.", ["Southend"], max_length=MOST_ALIASES),
    ] = ()
    code: Annotated[Name | None, key("Its official code, such as GSS.", "E06000033")] = None
    note: Annotated[
        Text | None, key("What the name stands for here.", "The police-force area.")
    ] = None
    caveat: Annotated[Text | None, key(CAVEAT, "Its figures are those of Tendring.")] = None


@dataclass(frozen=True, slots=True, config=STRICT)
class Series:
    """One source's figures for one measure over one period."""

    id: Annotated[Id, key("A short name, unique among series.", "echo-2019")]
    source: Annotated[Id, key("The id of its source.", "echo-2019")]
    measure: Annotated[Id, key("The id of its measure.", "linked")]
    period: Annotated[
        PeriodField,
        key(
            "The time that its figures cover: years, months or days, both ends included.",
            "2018-01/2019-04",
            "2019",
            "2018-06-30",
        ),
    ]
    coverage: Annotated[
        Coverage | dict[Name, Coverage],
        key(
            "Which places it lists: all of a kind (complete), the highest of all (top), or some "
            "(partial). An object gives one for each kind of place; a kind not named is partial.",
            "complete",
            {"county": "top", "town": "partial"},
        ),
    ]
    observations: Annotated[
        tuple[AnyObservation, ...],
        FailFast(),
        key("Its figures.", [{"place": "essex", "value": 121}]),
    ]
    status: Annotated[
        Status,
        key(
            "Whether its figures are published, provisional, estimated, projected or digitised.",
            "digitised",
        ),
    ] = "published"
    tolerance: Annotated[
        Distance, key("How far off its figures may be, in the measure's unit.", 1)
    ] = 0
    edition: Annotated[
        Name | None,
        key(
            "The table or edition of its origin that it reports, whatever period it states. "
            "Series of one measure, origin and edition speak of the same thing; without an "
            "edition, those of one period do.",
            "assessment-2019",
        ),
    ] = None
    period_stated: Annotated[bool, key("Whether the source states the period itself.", False)] = (
        True
    )
    note: Annotated[Text | None, key(NOTE, "Read from a chart.")] = None
    caveat: Annotated[Text | None, key(CAVEAT, "The two years do not compare.")] = None

    def coverage_of(self, kind: str) -> Coverage:
        """Which places of one kind the series lists."""
        if isinstance(self.coverage, str):
            return self.coverage
        return self.coverage.get(kind, "partial")


@dataclass(frozen=True, slots=True, config=STRICT)
class Claim:
    """A statement by a source about where a place stands, which figures can contradict."""

    source: Annotated[Id, key("The id of the source that says so.", "echo-2019")]
    measure: Annotated[Id, key("The id of the measure.", "linked")]
    place: Annotated[Id, key("The id of the place.", "essex")]
    kind: Annotated[Name, key("The kind of place that it is ranked among.", "county")]
    period: Annotated[PeriodField, key("The time that it speaks of.", "2018-01/2019-04")]
    statement: Annotated[Text, key("What it says, in short.", "Essex is third among counties.")]
    rank: Annotated[int | None, key("The rank claimed, from 1.", 3, ge=1)] = None
    among: Annotated[
        int | None,
        key(
            "How many it is said to be among, where it is given no rank: 5 for the top five.",
            5,
            ge=1,
        ),
    ] = None
    lowest: Annotated[bool, key("Whether it counts from the lowest up.", True)] = False
    edition: Annotated[
        Name | None, key("The edition of its origin that it speaks of, if any.", "assessment-2019")
    ] = None
    locator: Annotated[Text | None, key("Where in the source it stands.", "paragraph 3")] = None


@dataclass(frozen=True, config=STRICT)
class Dataset:
    """A whole fact base: what one JSON file holds."""

    format: Annotated[Literal[1], key("The version of this format.", 1)]
    title: Annotated[Name, key("What the facts are about.", "London's county lines, 2018 to 2020")]
    default_series: Annotated[
        Id, key("The id of the series that answers unless another is asked for.", "echo-2019")
    ]
    sources: Annotated[tuple[Source, ...], FailFast(), key("The publications.", [])]
    measures: Annotated[tuple[Measure, ...], FailFast(), key("What is counted.", [])]
    places: Annotated[tuple[Place, ...], FailFast(), key("The places.", [])]
    series: Annotated[
        tuple[Series, ...], FailFast(), key("The figures, in order of preference.", [])
    ]
    description: Annotated[Text | None, key("More about the facts.", "Figures as printed.")] = None
    license: Annotated[
        Name | None, key("The licence of the fact base, such as an SPDX id.", "CC-BY-4.0")
    ] = None
    claims: Annotated[
        tuple[Claim, ...], FailFast(), key("Statements that figures can contradict.", [])
    ] = ()
    schema_uri: Annotated[
        Text | None,
        key("Where an editor finds the JSON Schema of this format.", "schema.json"),
        Field(alias="$schema"),
    ] = None

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of place, in the order of their first use."""
        return tuple(dict.fromkeys(place.kind for place in self.places))
