"""The commands that list what is in a fact base."""

from typing import TYPE_CHECKING, Unpack

from .commands import question
from .options import (
    AboutPlace,
    MeasureArgument,
    OnlyKind,
    OptionalPlace,
    SeriesArgument,
    SourceArgument,
    SourceOption,
    WithinOption,
)

if TYPE_CHECKING:
    from ..answer import Answer
    from ..linked.fact_base import FactBase
    from ..selection.choice import Choice

GROUP = "Browse"


@question("series", "measure", example=("essex", "--source echo-2019"))
def facts_(
    facts: "FactBase",
    place: OptionalPlace = None,
    *,
    source: SourceOption = None,
    **choice: "Unpack[Choice]",
) -> "Answer":
    """List every figure, one a row."""
    from ..questions.facts import facts as ask

    series, measure = choice.get("series"), choice.get("measure")
    return ask(facts, place, series=series, measure=measure, source=source)


@question(example=("", "essex"))
def claims(facts: "FactBase", place: AboutPlace = None, *, source: SourceOption = None) -> "Answer":
    """List what sources claim of ranks, and whether it holds."""
    from ..questions.claims import claims as ask

    return ask(facts, place, source=source)


@question(example=("", "towns --within essex"))
def places(facts: "FactBase", kind: OnlyKind = None, *, within: WithinOption = None) -> "Answer":
    """List the places."""
    from ..questions.listings import places as ask

    return ask(facts, kind, within=within)


@question(example=("", "population", "--json"))
def measures(facts: "FactBase", name: MeasureArgument = None) -> "Answer":
    """List the measures: what exactly each one counts."""
    from ..questions.listings import measures as ask

    return ask(facts, name)


@question(example=("", "echo-2019", "--format markdown"))
def series(facts: "FactBase", name: SeriesArgument = None) -> "Answer":
    """List the series, and what each one covers."""
    from ..questions.listings import series as ask

    return ask(facts, name)


@question(example=("", "echo-2019", "--columns source,url"))
def sources(facts: "FactBase", name: SourceArgument = None) -> "Answer":
    """List the sources, and which other source each one relays."""
    from ..questions.sources import sources as ask

    return ask(facts, name)
