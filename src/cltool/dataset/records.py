"""The file's form: sources, measures, places, series of observations, and claims.

The words are those of statistics (SDMX, Frictionless): a series is one source's figures for one
measure over one period, and within it figures compare. These records hold just what the file
holds, and refer to each other by id; `linked` has them know each other. Pydantic validates them
straight from the bytes of a JSON file; see `loading`. It stops at the first faulty record of a list
(`FailFast`), so that a file of nothing but faults costs no more memory than a sound one;
`diagnosis` then finds the others.
"""

from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    ConfigDict,
    FailFast,
    Field,
    GetPydanticSchema,
    WithJsonSchema,
)
from pydantic.dataclasses import dataclass
from pydantic_core import core_schema

from ..text import UNPRINTABLE
from .period import DATE_PATTERN, PERIOD_PATTERN, Period, first_day

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
TEXT_PATTERN = rf"^[^\s{UNPRINTABLE}](?:[^{UNPRINTABLE}]*[^\s{UNPRINTABLE}])?$"
LARGEST_VALUE = 10**18
MOST_ALIASES = 1000


def _real_date(text: str) -> str:
    try:
        first_day(text)
    except ValueError:
        raise ValueError("a year, month or day that exists") from None
    return text


Id: TypeAlias = Annotated[str, Field(pattern=ID_PATTERN, max_length=100)]
Name: TypeAlias = Annotated[str, Field(pattern=TEXT_PATTERN, max_length=200)]
Text: TypeAlias = Annotated[str, Field(pattern=TEXT_PATTERN, max_length=2000)]
Date: TypeAlias = Annotated[str, Field(pattern=rf"^{DATE_PATTERN}$"), AfterValidator(_real_date)]
Value: TypeAlias = Annotated[
    Annotated[int, Field(ge=0, le=LARGEST_VALUE)]
    | Annotated[float, Field(ge=0, le=LARGEST_VALUE, allow_inf_nan=False)],
    Field(union_mode="left_to_right"),
]
PeriodField: TypeAlias = Annotated[
    Period,
    GetPydanticSchema(
        lambda _type, _handler: core_schema.no_info_plain_validator_function(Period.parse)
    ),
    WithJsonSchema({"type": "string", "pattern": PERIOD_PATTERN}),
]
Coverage: TypeAlias = Literal["complete", "top", "partial"]
Status: TypeAlias = Literal["published", "provisional", "estimated", "digitised"]

_STRICT = ConfigDict(extra="forbid", strict=True, defer_build=True)


def _key(meaning: str, *examples: object, **more: Any) -> Any:
    """A key of the format: its meaning and good examples, for the JSON Schema and the docs."""
    return Field(description=meaning, examples=list(examples), **more)


@dataclass(frozen=True, slots=True, config=_STRICT)
class Source:
    """A publication that gives figures or makes claims."""

    id: Annotated[Id, _key("A short name, unique among sources.", "echo-2019")]
    publisher: Annotated[Name, _key("Who published it.", "BBC News")]
    title: Annotated[Text, _key("Its title.", "County top target for dealers")]
    published: Annotated[
        Date, _key("The year, month or day of publication.", "2019", "2019-09", "2019-09-19")
    ]
    kind: Annotated[Name | None, _key("What sort of publication.", "news article")] = None
    url: Annotated[Text | None, _key("Where it can be read.", "https://www.bbc.co.uk/news")] = None
    relays: Annotated[
        Id | None,
        _key("The source that it passes on. A source that relays none is an origin.", "echo-2019"),
    ] = None
    note: Annotated[Text | None, _key("What its readers must know.", "The day is not shown.")] = (
        None
    )


@dataclass(frozen=True, slots=True, config=_STRICT)
class Measure:
    """What is counted."""

    id: Annotated[Id, _key("A short name, unique among measures.", "linked")]
    name: Annotated[Name, _key("Its name, as a table's title begins.", "Population")]
    unit: Annotated[Name, _key("The unit of its values.", "people", "pounds", "years")]
    definition: Annotated[Text, _key("What exactly is counted.", "Usual residents at mid-year.")]
    additive: Annotated[
        bool, _key("Whether the values of parts add up to that of the whole.", True)
    ]
    overlapping: Annotated[
        bool, _key("Whether one unit can count in several places at once.", False)
    ] = False
    denominator: Annotated[
        bool, _key("Whether rates are asked per this measure, as per population.", True)
    ] = False


@dataclass(frozen=True, slots=True, config=_STRICT)
class Place:
    """Somewhere that figures are about."""

    id: Annotated[Id, _key("A short name, unique among places.", "southend-on-sea")]
    name: Annotated[Name, _key("Its name.", "Southend-on-Sea")]
    kind: Annotated[Name, _key("What sort of place, in the singular.", "county", "town")]
    within: Annotated[Id | None, _key("The place that encloses it.", "essex")] = None
    aliases: Annotated[
        tuple[Name, ...],
        _key("Other names that people use for it.", ["Southend"], max_length=MOST_ALIASES),
    ] = ()
    code: Annotated[Name | None, _key("Its official code, such as GSS.", "E06000033")] = None
    note: Annotated[
        Text | None, _key("What the name stands for here.", "The police-force area.")
    ] = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class Observation:
    """One figure about one place."""

    place: Annotated[str, _key("The id of the place.", "essex")]
    value: Annotated[
        Value, _key("The figure, as printed: a number, 0 or more, without quotes.", 121, 29.8)
    ]
    locator: Annotated[
        Text | None, _key("Where in the source the figure stands.", "paragraph 2", "table 4")
    ] = None
    status: Annotated[
        Status | None, _key("Its status, where it differs from the series'.", "provisional")
    ] = None
    tolerance: Annotated[
        Value | None, _key("How far off it may be, where that differs from the series'.", 1)
    ] = None
    note: Annotated[Text | None, _key("What its readers must know.", "Revised in 2020.")] = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class Series:
    """One source's figures for one measure over one period."""

    id: Annotated[Id, _key("A short name, unique among series.", "echo-2019")]
    source: Annotated[Id, _key("The id of its source.", "echo-2019")]
    measure: Annotated[Id, _key("The id of its measure.", "linked")]
    period: Annotated[
        PeriodField,
        _key(
            "The time that its figures cover: years, months or days, both ends included.",
            "2018-01/2019-04",
            "2019",
            "2018-06-30",
        ),
    ]
    coverage: Annotated[
        Coverage | dict[Name, Coverage],
        _key(
            "Which places it lists: all of a kind (complete), the highest of all (top), or some "
            "(partial). An object gives one for each kind of place; a kind not named is partial.",
            "complete",
            {"county": "top", "town": "partial"},
        ),
    ]
    observations: Annotated[
        tuple[Observation, ...],
        FailFast(),
        _key("Its figures.", [{"place": "essex", "value": 121}]),
    ]
    status: Annotated[
        Status,
        _key(
            "Whether its figures are published, provisional, estimated or digitised.", "digitised"
        ),
    ] = "published"
    tolerance: Annotated[
        Value, _key("How far off its figures may be, in the measure's unit.", 1)
    ] = 0
    note: Annotated[Text | None, _key("What its readers must know.", "Read from a chart.")] = None

    def coverage_of(self, kind: str) -> Coverage:
        """Which places of one kind the series lists."""
        if isinstance(self.coverage, str):
            return self.coverage
        return self.coverage.get(kind, "partial")


@dataclass(frozen=True, slots=True, config=_STRICT)
class Claim:
    """A statement by a source about a place's rank, which figures can contradict."""

    source: Annotated[Id, _key("The id of the source that says so.", "echo-2019")]
    measure: Annotated[Id, _key("The id of the measure.", "linked")]
    place: Annotated[Id, _key("The id of the place.", "essex")]
    among: Annotated[Name, _key("The kind of place that it is ranked among.", "county")]
    rank: Annotated[int, _key("The rank claimed, from 1 for the highest.", 3, ge=1)]
    period: Annotated[PeriodField, _key("The time that it speaks of.", "2018-01/2019-04")]
    statement: Annotated[Text, _key("What it says, in short.", "Essex is third among counties.")]


@dataclass(frozen=True, config=_STRICT)
class Dataset:
    """A whole fact base: what one JSON file holds."""

    format: Annotated[Literal[1], _key("The version of this format.", 1)]
    title: Annotated[Name, _key("What the facts are about.", "London's county lines, 2018 to 2020")]
    default_series: Annotated[
        Id, _key("The id of the series that answers unless another is asked for.", "echo-2019")
    ]
    sources: Annotated[tuple[Source, ...], FailFast(), _key("The publications.", [])]
    measures: Annotated[tuple[Measure, ...], FailFast(), _key("What is counted.", [])]
    places: Annotated[tuple[Place, ...], FailFast(), _key("The places.", [])]
    series: Annotated[
        tuple[Series, ...], FailFast(), _key("The figures, in order of preference.", [])
    ]
    description: Annotated[Text | None, _key("More about the facts.", "Figures as printed.")] = None
    license: Annotated[
        Name | None, _key("The licence of the fact base, such as an SPDX id.", "CC-BY-4.0")
    ] = None
    claims: Annotated[
        tuple[Claim, ...], FailFast(), _key("Statements that figures can contradict.", [])
    ] = ()
    schema_uri: Annotated[
        Text | None,
        _key("Where an editor finds the JSON Schema of this format.", "schema.json"),
        Field(alias="$schema"),
    ] = None

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of place, in the order of their first use."""
        return tuple(dict.fromkeys(place.kind for place in self.places))
