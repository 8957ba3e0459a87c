"""What the keys of the file's records may hold, and how each says its meaning."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    GetPydanticSchema,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import core_schema

from ..text import UNPRINTABLE
from .period import DATE_PATTERN, PERIOD_PATTERN, Period, first_day

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
TEXT_PATTERN = rf"^[^\s{UNPRINTABLE}](?:[^{UNPRINTABLE}]*[^\s{UNPRINTABLE}])?$"
URL_PATTERN = rf"^https?://[^\s{UNPRINTABLE}]+$"
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
Url: TypeAlias = Annotated[str, Field(pattern=URL_PATTERN, max_length=2000)]
Date: TypeAlias = Annotated[str, Field(pattern=rf"^{DATE_PATTERN}$"), AfterValidator(_real_date)]
Value: TypeAlias = Annotated[
    Annotated[int, Field(ge=-LARGEST_VALUE, le=LARGEST_VALUE)]
    | Annotated[float, Field(ge=-LARGEST_VALUE, le=LARGEST_VALUE, allow_inf_nan=False)],
    Field(union_mode="left_to_right"),
]
"""A figure. That it is 0 or more, where its measure has no negative values, `integrity` holds."""
Distance: TypeAlias = Annotated[
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
Status: TypeAlias = Literal["published", "provisional", "estimated", "projected", "digitised"]
MeasureType: TypeAlias = Literal["flow", "stock", "rate", "level"]


def _instead(reason: str, info: ValidationInfo) -> str:
    if info.data.get("value") is not None:
        raise ValueError("no reason beside a value: the source gives the figure or withholds it")
    return reason


def _bound(bound: Any, info: ValidationInfo) -> Any:
    """A bound that is not on the wrong side of the value, and stands beside no tolerance."""
    if info.data.get("tolerance") is not None:
        raise ValueError("no bound beside a tolerance: one of the two says how far off it may be")
    value, least = info.data.get("value"), info.data.get("least")
    if info.field_name == "most" and least is not None and bound < least:
        raise ValueError(f"at least the other bound, {least}")
    if value is None:
        return bound
    if info.field_name == "least" and bound > value:
        raise ValueError(f"at most the value, {value}")
    if info.field_name == "most" and bound < value:
        raise ValueError(f"at least the value, {value}")
    return bound


Reason: TypeAlias = Annotated[Text, AfterValidator(_instead)]
"""Why there is no value."""
Bound: TypeAlias = Annotated[Value, AfterValidator(_bound)]
"""The lowest or the highest that the value of its record may be."""

NOTE = "Background for its readers, shown on request."
CAVEAT = "What has to be said wherever it is used."
STRICT = ConfigDict(extra="forbid", strict=True, defer_build=True)


def key(meaning: str, *examples: object, **more: Any) -> Any:
    """A key of the format: its meaning and good examples, for the JSON Schema and the docs."""
    return Field(description=meaning, examples=list(examples), **more)
