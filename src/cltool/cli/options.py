"""The options that several commands take."""

import inspect
from typing import Annotated, TypeAlias

import typer

from . import completion

WHICH = "Which figures"
"""The heading of the options that choose figures, in the help of a question."""

PlacesArgument: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="PLACE...",
        help="Names of places, ids, aliases or codes.",
        autocompletion=completion.places,
    ),
]
OptionalPlaces: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PLACE...",
        help="Names of places, ids, aliases or codes.",
        autocompletion=completion.places,
    ),
]
OptionalPlace: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="PLACE",
        help="Only the figures about this place.",
        autocompletion=completion.places,
    ),
]
AboutPlace: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="PLACE",
        help="Only the claims about this place.",
        autocompletion=completion.places,
    ),
]
SourceArgument: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME",
        help="Only the source of this id, or those of this publisher.",
        autocompletion=completion.sources,
    ),
]
MeasureArgument: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME",
        help="Only the measure of this id or name.",
        autocompletion=completion.measures,
    ),
]
SeriesArgument: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME",
        help="Only the series of this id or publisher.",
        autocompletion=completion.series,
    ),
]
SourceOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--source",
        metavar="ID",
        help="Only what this source says.",
        autocompletion=completion.sources,
    ),
]
KindArgument: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="KIND",
        help="The kind of place, such as towns; by default that of the first figure.",
        autocompletion=completion.kinds,
    ),
]
OnlyKind: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="KIND", help="Only places of this kind.", autocompletion=completion.kinds
    ),
]
WithinOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--within",
        metavar="PLACE",
        help="Only places in this one.",
        autocompletion=completion.places,
    ),
]
TopOption: TypeAlias = Annotated[
    int | None, typer.Option("--top", metavar="N", help="Show ranks 1 to N, ties included.")
]
LowestOption: TypeAlias = Annotated[bool, typer.Option("--lowest", help="Rank from the lowest up.")]
OfOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--of",
        metavar="WHOLE",
        help="The whole, if not the enclosing place.",
        autocompletion=completion.places,
    ),
]
AnywayOption: TypeAlias = Annotated[
    bool, typer.Option("--anyway", help="Answer from figures that are not alike, with a note.")
]
ForceOption: TypeAlias = Annotated[
    bool, typer.Option("--force", help="Write over files that are there.")
]
SeriesOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--series",
        metavar="ID",
        help="Answer from this series.",
        autocompletion=completion.series,
        rich_help_panel=WHICH,
    ),
]
MeasureOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--measure",
        metavar="ID",
        help="Answer from series of this measure.",
        autocompletion=completion.measures,
        rich_help_panel=WHICH,
    ),
]
PeriodOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help="Answer from series of this period: the year in which it ends, or as 2019-05/2020-04.",
        autocompletion=completion.periods,
        rich_help_panel=WHICH,
    ),
]
PerOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--per",
        metavar="MEASURE",
        help="Go by rates per this measure, such as population.",
        autocompletion=completion.denominators,
        rich_help_panel=WHICH,
    ),
]
ScaleOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--scale",
        metavar="N",
        help="The base of the rates, if not 100,000.",
        rich_help_panel=WHICH,
    ),
]
AllSourcesOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--all-sources",
        help="Answer from all that the origin is reported to say, the figures of --series first.",
        rich_help_panel=WHICH,
    ),
]

POOLED = ("all_sources", "period", "series", "measure")
FOLLOWED = ("all_sources", "per", "scale", "series", "measure")
CHOICE = (*FOLLOWED, "period")
"""The options that choose the figures of a question; see `Choice`."""


def names_argument(kind: str | None) -> object:
    """The argument of a command that tells of places, perhaps of one kind alone."""
    return Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="Names of places, ids, aliases or codes; - reads one a line from standard input.",
            autocompletion=completion.places_of(kind),
        ),
    ]


def choice_parameters(names: tuple[str, ...]) -> list[inspect.Parameter]:
    """Some of the options of a `Choice`, as parameters of a command."""
    known: dict[str, tuple[object, object]] = {
        "all_sources": (AllSourcesOption, False),
        "per": (PerOption, None),
        "scale": (ScaleOption, None),
        "series": (SeriesOption, None),
        "measure": (MeasureOption, None),
        "period": (PeriodOption, None),
    }
    return [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, annotation=known[name][0], default=known[name][1]
        )
        for name in names
    ]
