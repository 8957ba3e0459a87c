"""What `cltool help` and the manual page say beside the commands."""

from ..errors import ExitStatus
from ..formats import formats

Topic = tuple[tuple[str, str], ...]
"""Terms, each with its meaning."""

EXIT_CODES: Topic = (
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
)
ENVIRONMENT: Topic = (
    ("CLTOOL_DATA", "If not empty: the fact base to ask, where --data is not given."),
    (
        "CLTOOL_FORMAT",
        "If not empty: the format, where neither --format, --json nor --field is given.",
    ),
    ("NO_COLOR", "If not empty: no colour."),
    ("FORCE_COLOR", "If not empty: colour also in a pipe. 0 means no colour."),
    ("TERM", "If dumb: no colour."),
    ("COLUMNS", "The width of the terminal."),
)
FORMATS: Topic = (
    ("auto", "A table on a terminal, TSV elsewhere."),
    *((format_.name, format_.meaning) for format_ in formats().values()),
)
TOPICS: dict[str, Topic] = {
    "environment": ENVIRONMENT,
    "exit-codes": EXIT_CODES,
    "formats": FORMATS,
}


def describe(topic: str) -> str:
    """A topic as text: a term a paragraph."""
    from textwrap import fill

    paragraphs = [
        fill(f"{term}  {meaning}", 80, subsequent_indent=" " * 4) for term, meaning in TOPICS[topic]
    ]
    return "\n".join(paragraphs) + "\n"
