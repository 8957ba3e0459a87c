"""What a shell is offered at TAB. A fact base that can't be loaded offers nothing, in silence."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Optional

import typer

from .errors import CltoolError
from .formats import formats as all_formats

if TYPE_CHECKING:
    from .answer import Answer
    from .linked.fact_base import FactBase

Offer = tuple[str, str]
"""What is offered, and the help beside it."""


def _facts(context: typer.Context) -> Optional["FactBase"]:
    from .dataset.loading import STDIN
    from .linked.files import load

    path = context.params.get("data") or os.environ.get("CLTOOL_DATA") or None
    try:
        return None if path == STDIN else load(path)
    except CltoolError:
        return None


_KINDS = ("town", "county")
"""The kinds of place that have a command of their name."""


def _offering(
    offers: Callable[["FactBase", str | None], Iterable[Offer]],
) -> Callable[[typer.Context], list[Offer]]:
    """A completer; typer leaves of its offers those that begin with what was typed."""

    def complete(context: typer.Context) -> list[Offer]:
        facts = _facts(context)
        return list(offers(facts, context.info_name)) if facts else []

    return complete


def _places(facts: "FactBase", command: str | None) -> Iterator[Offer]:
    """The places; for a command that is named for a kind, those of the kind."""
    for place in facts.places:
        if command not in _KINDS or place.kind == command:
            around = place.within.name if place.within else ""
            yield place.id, f"{place.name}, {place.kind}{f' in {around}' if around else ''}"


def _kinds(facts: "FactBase", _command: str | None) -> Iterator[Offer]:
    from .wording import plural

    return (("-".join(plural(kind).split()), "") for kind in facts.kinds)


places = _offering(_places)
kinds = _offering(_kinds)
measures = _offering(lambda facts, _: ((each.id, each.name) for each in facts.measures))
series = _offering(
    lambda facts, _: (
        (each.id, f"{each.measure.id}, {each.period.in_words()}") for each in facts.series
    )
)
sources = _offering(lambda facts, _: ((each.id, each.publisher) for each in facts.sources))


def formats() -> list[str]:
    """The formats."""
    return ["auto", *all_formats()]


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
            if context.info_name not in _KINDS or each.place.kind == context.info_name
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
