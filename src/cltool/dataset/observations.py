"""The observations of a file: light where they have no rare key, for a base may hold a million.

Keys that are left out take time and memory as well. So an observation that has none of the rarer
keys is a `PlainObservation`, which answers None for them; `Observation` has them all.
"""

from typing import Annotated, TypeAlias

from pydantic import Field
from pydantic.dataclasses import dataclass

from .fields import CAVEAT, NOTE, STRICT, Bound, Distance, Name, Reason, Status, Text, Value, key

GivenValue: TypeAlias = Annotated[
    Value | None,
    key(
        "The figure, as printed: a number without quotes; 0 or more, unless its measure is signed.",
        121,
        29.8,
    ),
]


@dataclass(frozen=True, slots=True, config=STRICT)
class PlainObservation:
    """One figure about one place, with the keys that most have."""

    place: Annotated[str, key("The id of the place.", "essex")]
    value: GivenValue
    locator: Annotated[
        Text | None, key("Where in the source the figure stands.", "paragraph 2", "table 4")
    ] = None
    status: Annotated[
        Status | None, key("Its status, where it differs from the series'.", "provisional")
    ] = None
    tolerance: Annotated[
        Distance | None, key("How far off it may be, where that differs from the series'.", 1)
    ] = None
    note: Annotated[Text | None, key(NOTE, "Revised in 2020.")] = None

    @property
    def withheld(self) -> str | None:
        """None: its figure is given."""
        return None

    @property
    def as_worded(self) -> str | None:
        """None: the source's own word is not told."""
        return None

    @property
    def said(self) -> str | None:
        """None: the figure is given as a number."""
        return None

    @property
    def least(self) -> int | float | None:
        """None: it has no bounds of its own."""
        return None

    @property
    def most(self) -> int | float | None:
        """None: it has no bounds of its own."""
        return None

    @property
    def caveat(self) -> str | None:
        """None: nothing has to be said wherever it is used."""
        return None


@dataclass(frozen=True, slots=True, config=STRICT)
class Observation(PlainObservation):
    """One figure about one place, or why there is none."""

    value: GivenValue = None
    withheld: Annotated[
        Reason | None,
        key("Why its source does not give the figure, in place of a value.", "Fewer than 5."),
    ] = None
    as_worded: Annotated[
        Name | None, key("The source's own word for what it counts.", "referred")
    ] = None
    said: Annotated[
        Name | None, key("The figure in the source's words, if not exact.", "about 300")
    ] = None
    least: Annotated[Bound | None, key("The lowest that the source says it may be.", 100)] = None
    most: Annotated[Bound | None, key("The highest that the source says it may be.", 10**6)] = None
    caveat: Annotated[Text | None, key(CAVEAT, "Counted by residence.")] = None


AnyObservation: TypeAlias = Annotated[
    PlainObservation | Observation, Field(union_mode="left_to_right")
]
