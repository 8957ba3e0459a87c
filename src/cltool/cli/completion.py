"""What a shell is offered at TAB. A fact base that can't be loaded offers nothing, in silence."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Optional

import typer

from ..errors import CltoolError
from ..formats import formats

if TYPE_CHECKING:
    from ..answer import Answer
    from ..linked.fact_base import FactBase

Offer = tuple[str, str]
"""What is offered, and the help beside it."""


def _facts(context: typer.Context) -> Optional["FactBase"]:
    from ..dataset.loading import STDIN
    from ..linked.files import load

    path = context.params.get("data") or os.environ.get("CLTOOL_DATA") or None
    try:
        return None if path == STDIN else load(path)
    except CltoolError:
        return None


def _offering(
    offers: Callable[["FactBase"], Iterable[Offer]],
) -> Callable[[typer.Context], list[Offer]]:
    """A completer; typer leaves of its offers those that begin with what was typed."""

    def complete(context: typer.Context) -> list[Offer]:
        facts = _facts(context)
        return list(offers(facts)) if facts else []

    return complete


def places_of(kind: str | None) -> Callable[[typer.Context], list[Offer]]:
    """A completer of places, perhaps of one kind alone."""

    def offers(facts: "FactBase") -> Iterator[Offer]:
        for place in facts.places:
            if kind in (None, place.kind):
                around = f" in {place.within.name}" if place.within else ""
                yield place.id, f"{place.name}, {place.kind}{around}"

    return _offering(offers)


def _kinds(facts: "FactBase") -> Iterator[Offer]:
    from ..wording import plural

    return (("-".join(plural(kind).split()), "") for kind in facts.kinds)


places = places_of(None)
kinds = _offering(_kinds)
measures = _offering(lambda facts: ((each.id, each.name) for each in facts.measures))
denominators = _offering(
    lambda facts: ((each.id, each.name) for each in facts.measures if each.denominator)
)
series = _offering(
    lambda facts: (
        (each.id, f"{each.measure.id}, {each.period.in_words()}") for each in facts.series
    )
)
sources = _offering(lambda facts: ((each.id, each.publisher) for each in facts.sources))


def format_names() -> list[str]:
    """The formats."""
    return ["auto", *formats()]


def fields_of(question: "Callable[..., Answer]") -> Callable[[typer.Context], list[str]]:
    """A completer of the columns that a question would answer with.

    It is asked as far as it is typed; where places are still missing, of some that have figures.
    """

    def complete(context: typer.Context) -> list[str]:
        facts = _facts(context)
        shared = ("data", "format", "json", "field", "header", "quiet")
        asked = {name: value for name, value in context.params.items() if name not in shared}
        if facts is None:
            return []
        some = [
            each.place.id
            for each in facts.default_series.figures
            if each.place.kind == context.info_name or context.info_name not in facts.kinds
        ]
        places: dict[str, object] = {
            name: some[:2] for name in ("names", "places") if name in asked
        }
        for words in (asked, {**asked, **places}):
            if "-" in words.values() or "-" in (words.get("names") or ()):
                continue  # what is typed next is for the shell
            try:
                columns = question(facts, **words).columns
            except (CltoolError, TypeError):
                continue
            return [each.name for each in columns]
        return []

    return complete
