"""Ask broken and odd fact bases broken and odd questions: `python tests/fuzz.py --cases 10000`.

Whatever is asked, the program must end with one of its statuses, in silence or with lines that
begin with its name on standard error, and what it prints must be read back in its format. Every
case runs in a folder of its own, made for it, and names no file outside of it.
"""

import argparse
import contextlib
import csv
import io
import json
import os
import random
import re
import signal
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from rich.cells import cell_len
from typer.main import get_command

from cltool.cli import COMMANDS as MADE
from cltool.cli import main, program
from cltool.cli.terminal import Terminal
from cltool.errors import ExitStatus
from cltool.formats import formats as all_formats

Json: TypeAlias = Any
READ_BACK = {name: each for name, each in all_formats().items() if name != "png"}
"""The formats whose output is read back; png is svg, drawn."""
LONGEST = 20.0
"""The seconds after which a case counts as stuck."""
COLOUR = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
"""Colours, and where links begin and end."""
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

TEXTS = (
    "Essex", "King's Lynn", "Saint-Étienne", "東京 都", "\U0001f1ec\U0001f1e7",
    "\U0001f469\u200d\U0001f4bb", "e\u0301\u0308", "=1+1", "--top", "-q", "a|b", 'a "b", c',
    "[b]x[/b]", ":warning:", "<b>&amp;</b>", "`c`", "1. First", "# Head", "- x", "\\", "%s {}",
    "wide\u3000space", "ﬁ", "İ", "x" * 200, "大" * 100, "w " * 60 + "w", "'", "-", "0", "null",
    "\u0301", "\u200b", "a;b",
)  # fmt: skip
"""Names that a fact base may hold."""
VALUES = (0, 0.0, -0.0, 1, 36, 36.0, 0.1, 12.5, 2**53 + 1, 10**18, 1e18, 1e16, 1e-7, 5e-324)
"""Values that a fact base may hold; those of a signed measure may be below 0 too."""
BELOW = (-1, -0.5, -36, -(10**18), -1e-7)
TYPES = ("flow", "stock", "rate", "level")
STATUSES = ("published", "provisional", "estimated", "projected", "digitised")
PERIODS = ("2019", "2019-02", "2020-02-29", "2018-01/2019-04", "0001", "9999-12-31", "0001/9999")
WEIRD: tuple[Json, ...] = (
    None, True, False, -1, -0.5, 10**18 + 1, 1e19, 10**400, float("inf"), float("nan"), 2**63,
    "", " ", " x", "x ", "\x00", "\x1b[31mred", "a\tb", "a\nb", "\u2028", "\u202eabc", "\ud800",
    "\x7f", "\x85", "x" * 2001, "36", "essex", "2019-13", "2019/2018", "0000", "[", [], {}, [[]],
    {"id": 1}, {"": None}, [None] * 3, "1" * 5000,
)  # fmt: skip
"""Values that a fact base may not hold, or not everywhere."""
WORDS = (
    "essex", "norfolk", "southend-on-sea", "Southend", "ESSEX", "E06000033", "a", "b", "c", "m",
    "report", "paper", "radio", "town", "towns", "county", "counties", "areas", "population", "n",
    "name", "rank", "finding", "value", "0", "1", "-1", "2", "1.5", "1e3", "99999999999999999999",
    "", " ", "-", "--", "*", "\udcff", "\x1b[31m", "a\nb", "a\tb", "\u202e", "東京", "é", "=1+1",
    "%s", "{}", "x" * 300, "base.json", "table.csv", "missing.json", ".", "folder", "exit-codes",
    "2019",
)  # fmt: skip
"""Words to be typed: names of the bases, numbers, files of the folder, and nonsense."""
TABLES = (
    b"place,value\nEssex,5\nNorfolk,6.5\n",
    b"place\tvalue\nEssex\t1,234\n",
    b"place;value\nEssex;1\n",
    b'place,value\n"Essex\n",x\n',
    b"",
    b"place,value\n",
    b"\xff\xfe\n",
)

SMALL: Json = {
    "format": 1,
    "title": "A small base",
    "default_series": "paper",
    "sources": [
        {"id": "report", "publisher": "The Report", "title": "All of it", "published": "2020"},
        {
            "id": "paper",
            "publisher": "The Paper",
            "title": "Most of it",
            "published": "2020-02",
            "url": "https://example.org/paper",
            "relays": "report",
            "group": "The House",
        },
        {
            "id": "radio",
            "publisher": "The Radio",
            "title": "Some of it",
            "published": "2020-02-03",
            "note": "Heard, not read.",
            "relays": "paper",
            "group": "The House",
            "shares_text_with": ["paper"],
        },
        {
            "id": "revision",
            "publisher": "The Report",
            "title": "All of it, revised",
            "published": "2021",
            "supersedes": "report",
            "caveat": "The borders have moved.",
        },
        {"id": "bureau", "publisher": "The Bureau", "title": "A count", "published": "2020"},
    ],
    "measures": [
        {
            "id": "m",
            "name": "Cases",
            "unit": "cases",
            "definition": "Cases.",
            "type": "flow",
            "caveat": "Not every case is opened.",
        },
        {
            "id": "population",
            "name": "People",
            "unit": "people",
            "definition": "Who lives there.",
            "type": "stock",
            "overlapping": True,
            "denominator": True,
        },
        {"id": "n", "name": "None", "unit": "years", "definition": "No series.", "type": "level"},
        {
            "id": "change",
            "name": "Change",
            "unit": "percent",
            "definition": "Against the year before.",
            "type": "rate",
            "signed": True,
        },
    ],
    "places": [
        {"id": "essex", "name": "Essex", "kind": "county", "note": "The county."},
        {"id": "norfolk", "name": "Norfolk", "kind": "county", "code": "E10000020"},
        {"id": "a", "name": "Ayton", "kind": "town", "within": "essex", "aliases": ["Eh", "Ay"]},
        {"id": "b", "name": "Bee-ton", "kind": "town", "within": "essex"},
        {"id": "c", "name": "Seaton", "kind": "ward", "within": "b"},
    ],
    "series": [
        {
            "id": "paper",
            "source": "paper",
            "measure": "m",
            "period": "2019",
            "edition": "Table 1",
            "coverage": {"county": "top", "town": "partial"},
            "observations": [
                {
                    "place": "essex",
                    "value": 40,
                    "locator": "paragraph 1",
                    "said": "about 40",
                    "least": 38,
                    "most": 45,
                },
                {"place": "norfolk", "value": 10},
                {"place": "a", "value": 25},
                {"place": "b", "value": 5, "note": "Rounded.", "as_worded": "opened"},
                {"place": "c", "withheld": "Fewer than 5."},
            ],
        },
        {
            "id": "radio",
            "source": "radio",
            "measure": "m",
            "period": "2019-01/2019-11",
            "edition": "Table 1",
            "coverage": "complete",
            "tolerance": 1,
            "status": "digitised",
            "note": "Read from a chart.",
            "observations": [{"place": "essex", "value": 50}, {"place": "norfolk", "value": 10.5}],
        },
        {
            "id": "later",
            "source": "report",
            "measure": "m",
            "period": "2020",
            "coverage": "partial",
            "observations": [{"place": "essex", "value": 44, "status": "provisional"}],
        },
        {
            "id": "revised",
            "source": "revision",
            "measure": "m",
            "period": "2018-12/2019-11",
            "period_stated": False,
            "edition": "Table 1",
            "coverage": "partial",
            "caveat": "The years do not compare.",
            "observations": [{"place": "essex", "value": 41}, {"place": "norfolk", "value": 9}],
        },
        {
            "id": "bureau",
            "source": "bureau",
            "measure": "m",
            "period": "2019",
            "coverage": "partial",
            "observations": [{"place": "essex", "value": 40}, {"place": "norfolk", "value": 12}],
        },
        {
            "id": "change",
            "source": "report",
            "measure": "change",
            "period": "2019",
            "status": "projected",
            "coverage": "partial",
            "observations": [{"place": "essex", "value": -2.5}, {"place": "norfolk", "value": 3}],
        },
        {
            "id": "people",
            "source": "report",
            "measure": "population",
            "period": "2019-06-30",
            "coverage": "partial",
            "observations": [{"place": "essex", "value": 1000}, {"place": "a", "value": 0}],
        },
    ],
    "claims": [
        {
            "source": source,
            "measure": "m",
            "place": "essex",
            "kind": "county",
            "period": "2019",
            "statement": "Essex is ranked.",
            **claimed,
        }
        for source, claimed in (
            ("paper", {"rank": 1, "locator": "paragraph 1"}),
            ("radio", {"rank": 2}),
            ("bureau", {"among": 1}),
            ("report", {"among": 2, "lowest": True}),
            ("revision", {"rank": 1, "edition": "Table 1"}),
        )
    ],
}
PACKAGED: Json = json.loads((Path(__file__).parents[1] / "data" / "referrals.json").read_bytes())


@dataclass(frozen=True)
class Case:
    """A command line with all that it meets.

    Attributes:
        words: The words after the program's name.
        data: The bytes of `base.json`.
        table: The bytes of `table.csv`.
        stdin: What is on standard input.
        environ: The environment's variables.
        interactive: Whether standard output is a terminal.
        columns: The width of the terminal.
        encoding: The encoding of the terminal.
        formats: The formats that the output may have; none if it has a form of its own.
    """

    words: list[str]
    data: bytes
    table: bytes = TABLES[0]
    stdin: bytes = b""
    environ: dict[str, str] = field(default_factory=dict)
    interactive: bool = False
    columns: int = 80
    encoding: str = "utf-8"
    formats: frozenset[str] = frozenset(READ_BACK)

    def __str__(self) -> str:
        where = f"terminal of {self.columns}, {self.encoding}" if self.interactive else "pipe"
        return f"{self.words!r} ({where}, {self.environ!r})"


def _options() -> dict[str, tuple[list[str], list[list[str]]]]:
    """Of each command: its arguments by name, and the spellings of each option with its value.

    The options that install completion are of no command, and are never tried: they would write
    to the user's own files.
    """
    found = {}
    for name, command in get_command(program(MADE)).commands.items():  # type: ignore[attr-defined]
        arguments: list[str] = []
        options: list[list[str]] = []
        for each in command.params:
            if not each.opts[0].startswith("-"):
                arguments += [each.name] * (1 if each.nargs == 1 else 2)
                continue
            options += [
                [spelling] if each.is_flag else [spelling, each.name]
                for spelling in [*each.opts, *each.secondary_opts]
            ]
        found[name] = (arguments, options)
    return found


COMMANDS = _options()
OFTEN = ("rank", "compare", "share", "place", "trend", "facts", "check", "check")
"""The commands that are tried more often than the others."""


def spots(tree: Json) -> Iterator[tuple[Any, Any]]:
    """Every container within a JSON value, with each of its keys or indexes."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            yield node, key
            if isinstance(node[key], dict | list):
                waiting.append(node[key])


OF_TEXT = (
    "publisher", "title", "unit", "note", "caveat", "locator", "definition", "group", "said",
    "as_worded", "withheld", "edition", "statement",
)  # fmt: skip
CHOICES: dict[str, tuple[Json, ...]] = {
    "tolerance": VALUES,
    "period": PERIODS,
    "type": TYPES,
    "status": STATUSES,
    "overlapping": (True, False),
    "denominator": (True, False),
    "period_stated": (True, False),
    "lowest": (True, False),
    "supersedes": ("report", "bureau", "paper"),
}
"""What some keys may hold."""


def dress(chance: random.Random, tree: Json) -> None:
    """Give a base other names, values and periods that it may have."""
    unused = chance.sample(TEXTS, len(TEXTS))
    for node, key in list(spots(tree)):
        if chance.random() < 0.8:
            continue
        if key in OF_TEXT:
            node[key] = chance.choice(TEXTS)
        elif key == "name" and unused:
            node[key] = unused.pop()
        elif key == "value":
            node[key] = chance.choice(VALUES if node[key] is not None and node[key] >= 0 else BELOW)
            for bound in ("least", "most"):
                node.pop(bound, None)
        elif key in CHOICES:
            node[key] = chance.choice(CHOICES[key])
        elif key == "observations" and chance.random() < 0.3:
            node[key] = []


def damage(chance: random.Random, tree: Json) -> None:
    """Change one value of a JSON document into any other."""
    node, key = chance.choice(list(spots(tree)))
    match chance.randrange(5):
        case 0:
            del node[key]
        case 1:
            node[key] = chance.choice(WEIRD)
        case 2:
            other, there = chance.choice(list(spots(tree)))
            node[key] = deepcopy(other[there])
        case 3 if isinstance(node, list):
            node.insert(chance.randrange(len(node) + 1), deepcopy(node[key]))
        case 4 if isinstance(node, list):
            chance.shuffle(node)
        case _ if isinstance(node, dict):
            names = [
                "id",
                "valu",
                "",
                "note",
                "\x1b",
                "tolerance",
                "least",
                "withheld",
                "supersedes",
            ]
            node[chance.choice(names)] = node[key]


def break_bytes(chance: random.Random, data: bytes) -> bytes:
    """Flip, drop, double or insert some bytes."""
    start = chance.randrange(len(data) + 1)
    end = start + chance.choice([1, 1, 2, 10, 1000])
    match chance.randrange(6):
        case 0:
            flipped = bytes(byte ^ (1 << chance.randrange(8)) for byte in data[start : start + 1])
            return data[:start] + flipped + data[start + 1 :]
        case 1:
            return data[:start]
        case 2:
            return data[:start] + data[end:]
        case 3:
            return data[:end] + data[start:]
        case 4:
            odd = [b"\xff", b"\x00", b"\xef\xbb\xbf", b"\\u0000", b"[" * 9999, b"1" * 5000, b'"']
            return data[:start] + chance.choice(odd) + data[start:]
        case _:
            return data.decode(errors="replace").encode(chance.choice(["utf-16", "utf-32"]))


def base_bytes(chance: random.Random) -> bytes:
    """The bytes of a fact base, sound or not."""
    tree = deepcopy(PACKAGED if chance.random() < 0.1 else SMALL)
    kind = chance.random()
    if chance.random() < 0.6:
        dress(chance, tree)
    if 0.7 < kind < 0.9:
        for _ in range(chance.choice([1, 1, 2, 5])):
            damage(chance, tree)
    text = json.dumps(tree, indent=chance.choice([None, 1]), ensure_ascii=chance.random() < 0.5)
    data = text.encode(errors="surrogatepass")
    return break_bytes(chance, data) if kind >= 0.9 else data


def value_of(chance: random.Random, command: str, name: str) -> str:
    """A word for an argument or the value of an option, mostly a fitting one."""
    if chance.random() < 0.05:
        return chance.choice(WORDS)
    fitting: dict[str, tuple[str, ...]] = {
        "data": ("base.json",) * 5 + ("-",),
        "file": ("base.json", "base.json", "-", "new.json")
        if command == "check"
        else ("new.json",),
        "into": ("base.json", "base.json", "new.json"),
        "table": ("table.csv", "table.csv", "-", "folder"),
        "text": ("table.csv", "-", "base.json"),
        "directory": ("folder", "other", "base.json"),
        "format": (
            *[name for name in READ_BACK if name != "lines" or command == "check"] * 4,
            "auto",
            "lines",
            "xml",
        ),
        "field": (
            "value",
            "name",
            "rank",
            "percent",
            "disputed",
            "elsewhere",
            "reports",
            "finding",
            "series",
            "nothing",
        ),
        "top": ("1", "2", "3", "0"),
        "scale": ("1", "1000", "100000", "0"),
        "measure": ("m", "m", "population", "n", "change"),
        "per": ("population", "population", "m", "n", "change"),
        "series": ("paper", "paper", "radio", "later", "people", "revised", "bureau", "change"),
        "source": ("paper", "radio", "report", "revision"),
        "kind": ("county", "towns", "wards"),
        "period": PERIODS,
        "add_places": ("county", "town"),
        "place_column": ("place", "value"),
        "value_column": ("place", "value"),
        "topic": ("exit-codes", "formats", "environment", *COMMANDS),
    }
    counties, towns = ("essex", "Norfolk"), ("a", "Ayton", "b", "bee ton")
    places = {"county": counties, "town": towns}.get(command, (*counties, *towns, "c"))
    return chance.choice(fitting.get(name, places))


def expected(options: dict[str, str], environ: dict[str, str], interactive: bool) -> str:
    """The format that a command line asks for."""
    wanted = options.get("--format") or ("tsv" if "--field" in options else None)
    if "--json" in options:
        wanted = "json"
    wanted = wanted or environ.get("CLTOOL_FORMAT") or "auto"
    return ("table" if interactive else "tsv") if wanted == "auto" else wanted


def sound_words(
    chance: random.Random, command: str
) -> tuple[list[str], dict[str, str], frozenset[str]]:
    """The words of a well-formed command line, its options, and the options there are."""
    arguments, options = COMMANDS[command]
    chosen: dict[str, str] = {}
    words = [command]
    positions = [value_of(chance, command, name) for name in arguments if chance.random() < 0.97]
    words += [word for word in positions if not word.startswith("-") or word == "-"]
    known = frozenset(option[0] for option in options)
    for option in options:
        likely = {"--data": 0.95, "--into": 0.95, "--source": 0.9, "--format": 0.5}
        if command == "import":
            likely |= {"--measure": 0.9, "--period": 0.9, "--dry-run": 0.4}
        if chance.random() < likely.get(option[0], 0.06):
            value = value_of(chance, command, option[1]) if len(option) > 1 else ""
            chosen[option[0]] = value
            words += [f"{option[0]}={value}"] if len(option) > 1 else [option[0]]
    return words, chosen, known


def jumbled(chance: random.Random, words: list[str]) -> list[str]:
    """Words out of order, doubled, dropped or mixed with any others."""
    spellings = [option[0] for _, options in COMMANDS.values() for option in options]
    pool = [*WORDS, *spellings, *COMMANDS, "--help", "-h", "--version", "--nothing", "-x"]
    words = [part for word in words for part in word.split("=", 1)]
    for _ in range(chance.choice([1, 1, 2, 4])):
        at = chance.randrange(len(words) + 1)
        match chance.randrange(4):
            case 0:
                words[at:at] = [chance.choice(pool)]
            case 1:
                words[at : at + 1] = []
            case 2:
                words[at : at + 1] = [chance.choice(pool)]
            case _:
                chance.shuffle(words)
    return words


def make(seed: object, number: int) -> Case:
    """The case of a number: the same for the same seed."""
    chance = random.Random(f"{seed}/{number}")
    data = base_bytes(chance)
    environ: dict[str, str] = {}
    odds: dict[str, tuple[str, ...]] = {
        "CLTOOL_DATA": ("base.json", "base.json", "", "missing.json"),
        "CLTOOL_FORMAT": ("csv", "json", "markdown", "", "xml", "\x1b"),
        "NO_COLOR": ("1", ""),
        "FORCE_COLOR": ("1", "0"),
        "TERM": ("dumb", "xterm"),
    }
    for name, values in odds.items():
        if chance.random() < 0.05:
            environ[name] = chance.choice(values)
    interactive = chance.random() < 0.4
    command = chance.choice([*COMMANDS, *OFTEN, *OFTEN])
    words, options, known = sound_words(chance, command)
    formats = frozenset[str]()
    if "--format" in known:
        formats = frozenset([expected(options, environ, interactive)])
    if chance.random() < 0.2:
        words, formats = jumbled(chance, words), frozenset(READ_BACK)
    names = "\n".join(chance.choice(WORDS) for _ in range(chance.randrange(4)))
    inputs = [data, chance.choice(TABLES), names.encode(errors="surrogateescape")]
    return Case(
        words=words,
        data=data,
        table=chance.choice(TABLES),
        stdin=data if "--data=-" in words else chance.choice(inputs),
        environ=environ,
        interactive=interactive,
        columns=chance.choice([1, 2, 5, 20, 33, 80, 80, 200]),
        encoding=chance.choice(["utf-8", "utf-8", "utf-8", "ascii", "latin-1", "cp1252"]),
        formats=formats,
    )


class Stuck(BaseException):
    """A case takes too long."""


@dataclass(frozen=True)
class Outcome:
    """What a case left behind: the status, or the exception that ended it, and the two streams."""

    status: object
    out: bytes
    err: bytes


def run(case: Case) -> Outcome:
    """Run a case in the current folder."""

    def stop(*_: object) -> None:
        raise Stuck

    Path("base.json").write_bytes(case.data)
    Path("table.csv").write_bytes(case.table)
    terminal = Terminal(
        out=io.BytesIO(),
        err=io.BytesIO(),
        environ=case.environ,
        interactive=case.interactive,
        encoding=case.encoding,
        columns=case.columns,
    )
    printed = io.StringIO()
    stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(case.stdin))
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    status: object
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            status = main(case.words, terminal)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        status = error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.stdin = stdin
    assert isinstance(terminal.out, io.BytesIO)
    assert isinstance(terminal.err, io.BytesIO)
    help_text = printed.getvalue().encode(errors="surrogateescape")
    return Outcome(status, terminal.out.getvalue() + help_text, terminal.err.getvalue())


def misread(formats: frozenset[str], text: str) -> str:
    """Why a text can be read in none of some formats; empty if it can in one."""
    reasons = []
    for name in sorted(formats):
        format_ = all_formats()[name]
        try:
            format_.verify(text.encode() if format_.binary else text)
        except (ValueError, KeyError, csv.Error) as error:
            reasons.append(f"not {name}: {error}")
        else:
            return ""
    return "; ".join(reasons)


def is_binary(formats: frozenset[str], data: bytes) -> bool:
    """Whether bytes can be read in one of some formats that are no text."""
    for name in formats & all_formats().keys():
        with contextlib.suppress(ValueError):
            if all_formats()[name].binary:
                all_formats()[name].verify(data)
                return True
    return False


def controls(text: str) -> set[str]:
    """The control characters of a text but line feeds and tabs, and what is no character."""
    return {
        char
        for char in text
        if char not in "\n\t"
        and (unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in OVERRIDES)
    }


def faults(case: Case, outcome: Outcome) -> list[str]:
    """All that is wrong with what a case left behind."""
    if not isinstance(outcome.status, ExitStatus):
        return [f"ended with {outcome.status!r}"]
    found = []
    try:
        out = "" if is_binary(case.formats, outcome.out) else outcome.out.decode()
    except UnicodeDecodeError:
        out = outcome.out.decode(case.encoding, "surrogateescape")  # a page for people
    err = outcome.err.decode()
    plain = COLOUR.sub("", out)
    if controls(plain) or controls(err):
        found.append(f"control characters {controls(plain) | controls(err)!r}")
    if out and not out.endswith("\n"):
        found.append("the output does not end in a line feed")
    if (
        not all(line.startswith("cltool: ") for line in err.split("\n")[:-1])
        or err[-1:] not in "\n"
    ):
        found.append(f"not messages: {err!r}")
    answered = outcome.status in (ExitStatus.ANSWERED, ExitStatus.NO_ANSWER)
    if outcome.status and not out and not err:
        found.append(f"status {outcome.status} without a word")
    if out and answered and case.formats:
        reason = misread(case.formats, plain)
        if reason:
            found.append(reason)
    fitted = case.interactive and case.columns >= 20 and case.encoding == "utf-8"
    if fitted and case.formats == {"table"}:
        widest = max(map(cell_len, plain.split("\n")))
        if widest > case.columns:
            found.append(f"a line of {widest} cells on a terminal of {case.columns}")
    return found


def try_cases(seed: object, first: int, count: int) -> Iterator[tuple[int, Case, list[str]]]:
    """Every case with what is wrong with it, each in an empty folder of its own."""
    for number in range(first, first + count):
        case = make(seed, number)
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            yield number, case, faults(case, run(case))


def _main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--cases", type=int, default=10_000, help="how many cases to try")
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--seed", default="cltool", help="another seed, other cases")
    asked = parser.parse_args()
    os.environ["HOME"] = tempfile.gettempdir()
    failed = 0
    for number, case, found in try_cases(asked.seed, asked.first, asked.cases):
        failed += bool(found)
        for fault in found:
            sys.stdout.write(f"case {number}: {fault[:300]}: {str(case)[:500]}\n")
    sys.stdout.write(f"{asked.cases} cases, {failed} failed.\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(_main())
