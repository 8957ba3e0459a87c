"""What `cltool help` and the manual page say beside the commands."""

from typing import NamedTuple

from ..errors import ExitStatus
from ..formats import formats


class Topic(NamedTuple):
    """What `cltool help` explains.

    Attributes:
        meaning: What it is about, in a line.
        terms: Terms, each with its meaning.
    """

    meaning: str
    terms: tuple[tuple[str, str], ...]


AGREEMENT = Topic(
    "Who gives a figure, who gives another, and what that tells.",
    (
        (
            "report",
            "A source that gives a figure: the assessment itself, or a newspaper that tells of it. "
            '"Reported by" counts them.',
        ),
        (
            "origin",
            "Where a figure was first said. Ten newspapers that quote one assessment are ten "
            "reports and one origin. They show what the assessment says, not that it is right.",
        ),
        (
            "relay",
            "A source that passes on what another said, by its `relays`. One that only retells "
            "another newspaper counts for nothing.",
        ),
        (
            "group",
            "Newspapers of one owner, or that share their sentences. They count once, as one "
            "outlet with several titles.",
        ),
        (
            "disputed",
            "Another value for the same thing: one place, one measure, one origin, and one edition "
            "or time. One is wrong, or they count different things. `cltool check` lists them all.",
        ),
        (
            "elsewhere",
            "Values of other origins for the same place and time. They may count something else, "
            "so they are no dispute; still, look before you conclude.",
        ),
    ),
)
PERIODS = Topic(
    "How times are written, and which may be compared.",
    (
        (
            "2019, 2019-09, 2019-09-19",
            "A year, a month, a day.",
        ),
        (
            "2018-01/2019-04",
            "From January 2018 to April 2019, both included: 16 months.",
        ),
        (
            "alike",
            "Figures of the same time are compared. Those of different times are refused; with "
            "--anyway they are compared, with a note. `trend` gives a figure a month as well, so "
            "that long and short periods can be set side by side.",
        ),
        (
            "edition",
            "The issue of a report that a source tells of. Sources of one edition speak of the "
            "same thing, even where they print its time differently.",
        ),
        (
            "earlier",
            "What a later edition replaces. It is not disputed, and answers only if its series is "
            "asked for.",
        ),
    ),
)
FACT_BASES = Topic(
    "Facts of your own: how to start, check and ask them.",
    (
        ("cltool new my.json", "Write a small fact base, to put your own facts in."),
        ("cltool check my.json", "Find what is wrong in it, line by line, and what to do."),
        (
            "cltool import TABLE --into my.json",
            "Add the figures of a CSV or TSV table: all of them, or none.",
        ),
        ("cltool rank --data my.json", "Ask it, as any question can."),
        (
            "export CLTOOL_DATA=my.json",
            "Ask it from now on, without --data, in this shell.",
        ),
        ("cltool schema", "Print the form of such files, for editors that complete and check."),
    ),
)
EXIT_CODES = Topic(
    "The statuses that a run ends with.",
    (
        (str(int(ExitStatus.ANSWERED)), "The question was answered."),
        (
            str(int(ExitStatus.NO_ANSWER)),
            "The question has no answer here, a check, audit or import failed, or the answer could "
            "not be written.",
        ),
        (
            str(int(ExitStatus.USAGE)),
            "An unknown command, option, place, kind, measure, series or format.",
        ),
        (str(int(ExitStatus.INVALID_FACTS)), "The fact base is missing or was refused."),
        (str(int(ExitStatus.INTERRUPTED)), "Interrupted, as shells report it."),
        (str(int(ExitStatus.READER_GONE)), "The reader of the pipe has gone, as shells report it."),
    ),
)
ENVIRONMENT = Topic(
    "The variables that change what is asked and how it is shown.",
    (
        ("CLTOOL_DATA", "If not empty: the fact base to ask, where --data is not given."),
        (
            "CLTOOL_FORMAT",
            "If not empty: the format, where neither --format, --json nor --field is given.",
        ),
        (
            "CLTOOL_NOTES",
            "If not empty: how many notes are told. none; vital, those that change what may be "
            "said, which is usual; or all, with the sources. -q and -v go before it.",
        ),
        ("NO_COLOR", "If not empty: no colour."),
        ("FORCE_COLOR", "If not empty: colour also in a pipe. 0 means no colour."),
        ("TERM", "If dumb: no colour."),
        ("COLUMNS", "The width of the terminal."),
    ),
)


def _endings() -> str:
    *most, last = (f".{each.ending}" for each in formats().values())
    return f"{', '.join(most)} or {last}"


FORMATS = Topic(
    "How answers can be printed.",
    (
        ("auto", "A table on a terminal, TSV elsewhere."),
        *((format_.name, format_.meaning) for format_ in formats().values()),
        ("-o FILE", f"The format that the file's ending says: {_endings()}."),
    ),
)
TOPICS: dict[str, Topic] = {
    "agreement": AGREEMENT,
    "periods": PERIODS,
    "fact-bases": FACT_BASES,
    "environment": ENVIRONMENT,
    "exit-codes": EXIT_CODES,
    "formats": FORMATS,
}


def describe(name: str) -> str:
    """A topic as text: what it is about, then a term a paragraph."""
    from textwrap import fill

    topic, indent = TOPICS[name], " " * 4
    paragraphs = [
        f"{term}\n{fill(meaning, 80, initial_indent=indent, subsequent_indent=indent)}"
        for term, meaning in topic.terms
    ]
    return "\n".join([topic.meaning, "", *paragraphs]) + "\n"


def listed() -> str:
    """The topics as text, to follow the help of the program."""
    width = max(map(len, TOPICS)) + 2
    lines = [f"  {name:{width}}{topic.meaning}" for name, topic in TOPICS.items()]
    return "\n".join(["\nTopics, such as cltool help agreement:", *lines]) + "\n"
