"""What other programs and people call things, and what to type here instead.

A line is only ever suggested, never run: nothing is guessed into another question.
"""

import re
import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..text import printable

if TYPE_CHECKING:
    from ..linked.fact_base import FactBase


class Instead(NamedTuple):
    """What to type instead of a command that there is not.

    Attributes:
        line: What takes its place.
        default: What follows it, where nothing was typed.
        other: Another line that may have been meant.
    """

    line: str
    default: str = ""
    other: str = ""


COMMANDS: dict[str, Instead] = {
    **dict.fromkeys(("mean", "median", "avg"), Instead("average", "counties")),
    **dict.fromkeys(("sum", "add", "plus"), Instead("total", "essex norfolk")),
    **dict.fromkeys(("top", "highest", "max", "most", "best", "ranking", "sort"), Instead("rank")),
    **dict.fromkeys(("lowest", "bottom", "min", "least", "worst"), Instead("rank --lowest")),
    **dict.fromkeys(("per-capita", "percapita", "rate", "rates"), Instead("rank --per population")),
    **dict.fromkeys(("list", "ls"), Instead("places", other="facts")),
    **dict.fromkeys(
        ("diff", "vs", "versus", "difference", "comparison"), Instead("compare", "essex norfolk")
    ),
    **dict.fromkeys(("find", "show", "get", "info", "search", "about"), Instead("place", "essex")),
    **dict.fromkeys(
        ("percent", "percentage", "proportion", "fraction", "part"), Instead("share", "southend")
    ),
    **dict.fromkeys(("history", "change", "changes", "growth"), Instead("trend", "norfolk")),
    **dict.fromkeys(("validate", "verify", "lint"), Instead("check")),
    **dict.fromkeys(("open", "cite", "link", "url", "read", "publisher"), Instead("sources")),
    **dict.fromkeys(("quote", "figure", "figures", "value", "lookup"), Instead("place", "essex")),
    **dict.fromkeys(("define", "definition", "definitions", "unit", "units"), Instead("measures")),
    **dict.fromkeys(("init", "create"), Instead("new", "my.json")),
    "version": Instead("--version"),
}
OPTIONS: dict[str, str] = {
    **dict.fromkeys(("--limit", "-n", "--head", "--first"), "--top"),
    **dict.fromkeys(("--asc", "--ascending", "--reverse", "--bottom"), "--lowest"),
    **dict.fromkeys(("--sort asc", "--sort ascending", "--order asc", "--sort lowest"), "--lowest"),
    "--bottom #": "--lowest --top",
    **dict.fromkeys(("--desc", "--descending", "--highest"), ""),
    **dict.fromkeys(("--sort desc", "--sort descending", "--order desc", "--sort highest"), ""),
    **{f"--{name}": f"--format {name}" for name in ("csv", "tsv", "markdown", "table", "lines")},
    **dict.fromkeys(("--per-capita", "--percapita", "--per-head", "--rate"), "--per population"),
    "--md": "--format markdown",
    "-V": "--version",
    **dict.fromkeys(("--in", "--inside", "--region"), "--within"),
    **dict.fromkeys(("--out", "--save", "--to"), "--output"),
    "--source": "--series",
    **dict.fromkeys(("--input", "--facts", "--db"), "--data"),
    **dict.fromkeys(("--year", "--date", "--time"), "--period"),
    **dict.fromkeys(("--silent", "--no-notes"), "--quiet"),
}
"""Options of other programs; with a value that goes with them, or # for any whole number. An empty
text is for what `rank` does by itself."""
ADVICE: dict[str, str] = {
    "--file": "to write a file: -o FILE; to ask one: --data FILE",
    "--period": "a period is for rank, compare, share, total, average and place",
    "--sort": "rank goes from the highest down, or up with --lowest",
    "--order": "rank goes from the highest down, or up with --lowest",
}
"""Options of other programs that no single one of ours replaces."""
JOINING = frozenset(("vs", "vs.", "v", "versus", "and", "with", "to", "against", "&", "or"))
"""What people put between places."""
WITHIN = frozenset(("in", "of", "within", "inside", "from"))
"""What people put before the place that others lie in."""
_LISTINGS = frozenset(("facts", "claims", "places", "measures", "series", "sources"))
_LONGEST = 200


def line(words: Iterable[str]) -> str:
    """A command line to be pasted; empty if it would be too long, or no terminal could show it."""
    joined = f"cltool {shlex.join(words)}"
    return joined if len(joined) <= _LONGEST and printable(joined) == joined else ""


def trying(words: Iterable[str], otherwise: str) -> str:
    """The hint to try a line, or another hint where that can't be shown."""
    suggested = line(words)
    return f"try: {suggested}" if suggested else otherwise


def is_place(facts: "FactBase | None", text: str) -> bool:
    """Whether a text names one place or several."""
    from ..linked.finding import places_named

    return facts is not None and bool(places_named(facts, text))


def is_kind(facts: "FactBase | None", text: str) -> bool:
    """Whether a text names a kind of place."""
    from ..errors import UsageError
    from ..linked.finding import find_kind

    try:
        return facts is not None and bool(find_kind(facts, text))
    except UsageError:
        return False


def _has_figures(facts: "FactBase | None", kind: str) -> bool:
    """Whether the series that answers by default ranks places of a kind."""
    from ..linked.finding import find_kind

    if facts is None:
        return False
    wanted = find_kind(facts, kind)
    return any(figure.place.kind == wanted for figure in facts.default_series.figures)


def with_place(facts: "FactBase | None", words: Sequence[str]) -> list[str]:
    """The words with those together that name a place at their start; none if they name none."""
    plain = next((at for at, word in enumerate(words) if word.startswith("-")), len(words))
    for count in range(min(plain, 5), 0, -1):
        if is_place(facts, name := " ".join(words[:count])):
            return [name, *words[count:]]
    return []


def instead_of(command: str, rest: Sequence[str], facts: "FactBase | None") -> list[list[str]]:
    """The lines to type instead of a command that there is not; none if nobody knows it."""
    found = COMMANDS.get(command.casefold())
    if found is None:
        return []
    head, after = found.line.split(), [word for word in rest if word.casefold() not in JOINING]
    if after and head == ["places"] and after[0].casefold() in _LISTINGS:
        return [[after[0].casefold(), *after[1:]]]
    if after and is_kind(facts, after[0]) and head == ["place"]:
        head = ["rank"]
    if after and is_place(facts, after[0]) and head == ["places"]:
        head = ["facts"]
    if after and after[0].isdigit() and head[0] == "rank":
        after = [*after[1:], "--top", after[0]]
    lines = [[head[0], *(after or found.default.split()), *head[1:]]]
    return [*lines, found.other.split()] if found.other and not after else lines


def of_facts(facts: "FactBase | None", words: Sequence[str]) -> tuple[str, list[str]]:
    """What the first word is, if it is not a command, and the line to type.

    Returns:
        `kind of place` or `place`, with the line; two empty ones if it is neither.
    """
    first, *rest = words
    if is_kind(facts, first):
        after = [word for word in rest if word.casefold() not in WITHIN]
        enclosing = with_place(facts, after)
        asked = "rank" if _has_figures(facts, first) else "places"
        narrowed = ["--within", *enclosing] if enclosing and asked == "rank" else rest
        return "kind of place", [asked, first, *narrowed]
    if named := with_place(facts, words):
        after = [word for word in named[1:] if word.casefold() not in JOINING]
        return "place", ["place" if after == named[1:] else "compare", named[0], *after]
    return "", []


def instead_of_option(
    option: str, tail: Sequence[str], known: Iterable[str]
) -> tuple[list[str], list[str]] | None:
    """What to type instead of an option of another program.

    Args:
        option: The option.
        tail: The words after it.
        known: The options that the command has.

    Returns:
        The words that take its place, and those that stay after it; None if the command has
        nothing of the kind.
    """
    value = tail[0] if tail else ""
    any_number = f"{option} #" if re.fullmatch("[0-9]+", value) else ""
    for key, rest in (
        (f"{option} {value.casefold()}", tail[1:]),
        (any_number, tail),
        (option, tail),
    ):
        if key in OPTIONS:
            words = OPTIONS[key].split()
            needed = [word for word in words if word.startswith("-")] or ["--lowest"]
            if set(needed) <= set(known):
                return words, list(rest)
    return None


def of_all_known(facts: "FactBase | None", words: Sequence[str]) -> list[str]:
    """The words of a ranking from the lowest up, of all sources where one lists only a top."""
    from ..errors import UsageError
    from ..linked.finding import find_kind

    pooled = {"--all-sources", "--series", "--measure"} & set(words)
    if facts is None or words[:1] != ["rank"] or "--lowest" not in words or pooled:
        return list(words)
    series = facts.default_series
    kinds = [word for word in words[1:] if is_kind(facts, word)]
    try:
        kind = find_kind(facts, kinds[0]) if kinds else next(iter(series.figures)).place.kind
    except (UsageError, StopIteration):
        return list(words)
    return [*words, "--all-sources"] if series.coverage_of(kind) == "top" else list(words)


def advice(option: str, known: Iterable[str]) -> str:
    """What to say of an option of another program; empty if the command has nothing of the kind."""
    said = ADVICE.get(option, "")
    return said if set(re.findall(r"(?<!\S)--?[a-z]+", said)) <= set(known) else ""
