"""What a shell is offered at TAB: only words that no shell can take for more than a word.

A fact base that can't be loaded offers nothing, in silence.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer
from typer.main import get_command

from ..errors import CltoolError
from ..formats import formats

if TYPE_CHECKING:
    from ..answer import Answer
    from ..linked.fact_base import FactBase

VARIABLE = "_CLTOOL_COMPLETE"
"""The environment's variable by which a shell asks to be told what to offer."""
Offer = tuple[str, str]
"""What is offered, and the help beside it."""

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OPTION_OR_COMMAND = re.compile(r"-{0,2}[A-Za-z0-9][A-Za-z0-9-]*")
_HELP_MARKS = " ,._-"
_REWORDED = str.maketrans(":;", ",,", "'’")  # noqa: RUF001 - the apostrophes of names
_OF_OUTPUT = (
    "data", "format", "json", "field", "columns", "header", "output", "verbose", "quiet",
    "size", "title",
)  # fmt: skip
"""The options of every question, which say how to print and not what to ask."""
_WIDEST = 72
"""The columns of an offer and its help, which a terminal of 80 shows on one line."""


def offers(app: typer.Typer, words: Sequence[str], typed: str) -> list[Offer]:
    """What may come next on a command line, made safe for every shell.

    All that is ever offered comes through here. What holds any but ASCII letters, digits, dots,
    hyphens and underscores is left out, and the help beside an offer is reduced to plain words.

    Args:
        app: The program.
        words: The words after the program's name that are complete.
        typed: What is typed of the next word; may be empty.
    """
    command, context = context_of(app, words)
    asked = _asked(command, context, words, typed)
    shape = _OPTION_OR_COMMAND if asked is command else _WORD
    return [
        (item.value, _plain(item.help or "", _WIDEST - len(item.value)))
        for item in asked.shell_complete(context, typed)
        if shape.fullmatch(item.value)
    ]


def context_of(app: typer.Typer, words: Sequence[str]) -> tuple[Any, Any]:
    """The command that is being typed, and its context; the program itself before a command."""
    program: Any = get_command(app)
    start = next((at for at, word in enumerate(words) if not word.startswith("-")), len(words))
    context = program.make_context("cltool", list(words[:start]), resilient_parsing=True)
    name, rest = "".join(words[start : start + 1]), list(words[start + 1 :])
    command = program.get_command(context, name)
    if command is None:
        return program, context
    return command, command.make_context(name, rest, parent=context, resilient_parsing=True)


def _asked(command: Any, context: Any, words: Sequence[str], typed: str) -> Any:
    """What the next word is for: an option's value or an argument, or else the command itself."""
    if typed.startswith("-") and "--" not in words:
        return command
    last = words[-1] if words else ""
    for each in command.params:
        if each.param_type_name == "option" and not each.is_flag and last in each.opts:
            return each
    for each in command.params:
        given = context.get_parameter_source(each.name)
        if each.param_type_name == "argument" and (
            each.nargs == -1 or given is None or given.name != "COMMANDLINE"
        ):
            return each
    return command


def _plain(text: str, columns: int) -> str:
    """A text's letters, digits and harmless marks, cut to some columns."""
    from rich.cells import cell_len, chop_cells

    kept = (
        char if unicodedata.category(char)[0] in "LMN" or char in _HELP_MARKS else " "
        for char in text.translate(_REWORDED)
    )
    plain = re.sub(" +(?=[,.])", "", " ".join("".join(kept).split()))
    if cell_len(plain) <= columns:
        return plain
    ending = "..."
    return chop_cells(plain, columns - len(ending))[0].rstrip() + ending if columns > 10 else ""


def facts_at(path: str | None, *, names: bool = False) -> Optional["FactBase"]:
    """The facts of a file, or else of the environment's, or else the packaged ones.

    Args:
        path: The file that the line names, if any.
        names: Whether names are enough, without observations.

    Returns:
        The facts, or None if no file holds them: a pipe would have to be waited for.
    """
    from ..linked.files import load, load_names

    if path is None:
        path = os.environ.get("CLTOOL_DATA") or None
    try:
        is_there = path is None or Path(path).is_file()
        return (load_names if names else load)(path) if is_there else None
    except (CltoolError, OSError, MemoryError):
        return None


def _offering(
    offers: Callable[["FactBase"], Iterable[Offer]],
) -> Callable[[typer.Context], list[Offer]]:
    """A completer; typer leaves of its offers those that begin with what was typed."""

    def complete(context: typer.Context) -> list[Offer]:
        facts = facts_at(context.params.get("data"), names=True)
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


def _denominators(facts: "FactBase") -> Iterator[Offer]:
    meant = [each for each in facts.measures if each.denominator]
    return ((each.id, each.name) for each in meant or facts.measures)


places = places_of(None)
kinds = _offering(_kinds)
measures = _offering(lambda facts: ((each.id, each.name) for each in facts.measures))
denominators = _offering(_denominators)
series = _offering(
    lambda facts: (
        (each.id, f"{each.measure.id}, {each.period.in_words()}") for each in facts.series
    )
)
periods = _offering(
    lambda facts: (
        (f"{x:04}", "") for x in sorted({each.period.last.year for each in facts.series})
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
        facts = facts_at(context.params.get("data"))
        asked = {name: value for name, value in context.params.items() if name not in _OF_OUTPUT}
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
