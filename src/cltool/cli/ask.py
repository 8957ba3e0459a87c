"""The commands that ask for figures, and what they make of them."""

from typing import TYPE_CHECKING, Unpack

from .commands import Command, Loads, question
from .options import (
    CHOICE,
    FOLLOWED,
    POOLED,
    AnywayOption,
    KindArgument,
    LowestOption,
    OfOption,
    OptionalPlaces,
    PlacesArgument,
    TopOption,
    WithinOption,
    names_argument,
)

if TYPE_CHECKING:
    from ..answer import Answer
    from ..linked.fact_base import FactBase
    from ..selection.choice import Choice

GROUP = "Ask"


@question(*CHOICE, example=("", "towns --within essex", "--per population"))
def rank(
    facts: "FactBase",
    kind: KindArgument = None,
    *,
    within: WithinOption = None,
    top: TopOption = None,
    lowest: LowestOption = False,
    **choice: "Unpack[Choice]",
) -> "Answer":
    """Rank the places of one kind: who is highest?"""
    from ..questions.rank import rank as ask

    return ask(facts, kind, within=within, top=top, lowest=lowest, **choice)


@question(*CHOICE, example=("essex norfolk", "essex norfolk --field difference"))
def compare(
    facts: "FactBase",
    places: PlacesArgument,
    *,
    anyway: AnywayOption = False,
    **choice: "Unpack[Choice]",
) -> "Answer":
    """Compare places with the first: how much more, how many times?"""
    from ..questions.compare import compare as ask

    return ask(facts, places, anyway=anyway, **choice)


@question(*POOLED, example=("southend", "--of essex", "southend --field percent"))
def share(
    facts: "FactBase",
    places: OptionalPlaces = None,
    *,
    of: OfOption = None,
    **choice: "Unpack[Choice]",
) -> "Answer":
    """Give places as parts of a whole; --of alone gives every part.

    What the parts leave of the whole is told as well.
    """
    from ..questions.share import share as ask

    return ask(facts, places or (), of=of, **choice)


@question(*POOLED, example=("essex norfolk", "southend basildon"))
def total(
    facts: "FactBase",
    places: PlacesArgument,
    *,
    anyway: AnywayOption = False,
    **choice: "Unpack[Choice]",
) -> "Answer":
    """Add up the figures of places."""
    from ..questions.total import total as ask

    return ask(facts, places, anyway=anyway, **choice)


@question(*CHOICE, example=("counties", "towns --all-sources"))
def average(
    facts: "FactBase",
    kind: KindArgument = None,
    *,
    within: WithinOption = None,
    **choice: "Unpack[Choice]",
) -> "Answer":
    """Give the mean and the median of the places of one kind."""
    from ..questions.average import average as ask

    return ask(facts, kind, within=within, **choice)


def _place_command(name: str, kind: str | None, meaning: str, *examples: str) -> Command:
    """The command that tells of places; of one kind alone, for those named for it."""

    def ask(facts: "FactBase", names: list[str], **choice: "Unpack[Choice]") -> "Answer":
        from ..questions.place import each_place

        return each_place(facts, names, kind=kind, **choice)

    ask.__name__, ask.__doc__ = name, meaning
    ask.__annotations__["names"] = names_argument(kind)
    return Command(name, ask, Loads.FACTS, CHOICE, examples=examples)


_place_command(
    "place",
    None,
    "Tell what is known of places: figure, share and rank.",
    "essex",
    "southend --json",
)
_place_command(
    "town",
    "town",
    "Tell what is known of towns.",
    "southend",
    "southend basildon --field value",
)
_place_command("county", "county", "Tell what is known of counties.", "essex", "essex norfolk")


@question(*FOLLOWED, example=("norfolk", "essex --series castro-2023-year1 --anyway"))
def trend(
    facts: "FactBase",
    places: PlacesArgument,
    *,
    anyway: AnywayOption = False,
    **choice: "Unpack[Choice]",
) -> "Answer":
    """Follow places over time, from one source as far as it goes."""
    from ..questions.trend import trend as ask

    return ask(facts, places, anyway=anyway, **choice)
