"""What the installed program says, and ends with, when a question can't be answered."""

import io
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cltool
from cltool.cli import main
from cltool.cli.terminal import Terminal
from cltool.errors import ExitStatus
from cltool.formats import formats

from .conftest import run, run_shell

USAGE = {
    "town nowhere": "unknown town 'nowhere'; the base has 11 towns; for a list: cltool places town",
    "town sothend": "unknown town 'sothend'; did you mean Southend-on-Sea?",
    "county southend": "Southend-on-Sea is a town, not a county; see: cltool place southend-on-sea",
    "rank villages": "unknown kind of place 'villages'; the base has 37 counties, 11 towns, ",
    "rank --top 0": "given --top 0, expected 1 or more",
    "rank --series echo": "'echo' fits several series: echo-2019, echo-2019-extra-funding, ",
    "rank --measure lnked": "unknown measure 'lnked'; did you mean linked?",
    "rank --series echo-2019 --measure referred": "series echo-2019 is of the measure linked, "
    "not referred; give one of --series and --measure",
    "rank --format xml": "given --format 'xml', expected one of: "
    + ", ".join(["auto", *formats()]),
    "rank --json --format csv": "given --json and --format csv; give one of them",
    "rank --field size": "unknown field 'size'; expected one of: rank, place, name, value, "
    "percent, gap, reported_by, origins, reports, disputed, elsewhere",
    "rank --format lines": "the format lines is for findings; try: cltool check --format lines",
    "rank --tpo": "unknown option --tpo; did you mean --top? For help: cltool rank --help",
    "rank --tpo 3": "unknown option --tpo; try: cltool rank --top 3",
    "rnak": "unknown command 'rnak'; try: cltool rank",
    "compare essex": "given one place, expected two or more; try: cltool compare essex norfolk",
    "compare essex essex": "Essex is named twice; name each place once",
    "share": "name a place, or a whole with --of; try: cltool share --of essex",
    "share southend essex": "Southend-on-Sea lies in Essex: together they would count twice; "
    "name one of them",
    "share norwich --of essex": "Norwich does not lie in Essex, so it has no share of it",
    "help -- --version": "unknown topic '--version'; expected one of: agreement, periods, "
    "fact-bases, environment, exit-codes, formats; or a command",
    "audit --source eco README.md": "unknown source 'eco'",
    "audit --source echo-2019 /no/such/file": "/no/such/file: cannot be read: no such file or "
    "directory; expected a text file",
}
NO_ANSWER = {
    "rank boroughs": "the measure linked has no figures for boroughs; for what there is: "
    "cltool facts",
    "compare essex brent": "the measure linked has no figure for Brent; series that have one: "
    "brent-2019 (referred)",
    "compare norwich essex --series echo-2019": "series echo-2019 has no figure for Norwich; "
    "series that have one: itv-anglia-2019 (linked), edp-2019 (linked), population-mid-2018 "
    "(population), population-mid-2019 (population)",
    "compare southend southampton": "Southend-on-Sea's figure covers 16 months, January 2018 to "
    "April 2019 (echo-2019) and Southampton's figure covers 12 months, May 2019 to April 2020 "
    "(portsmouth-2020): different times are not alike. To compare them anyway, add --anyway.",
    "share london --measure youngest-age": "Age of the youngest person has no shares: it is a "
    "level, so parts do not make up a whole",
    "share brighton": "series brightonhove-2020 has a figure for Brighton, but none for Sussex, "
    "which encloses it; to look in others of the same origin, add --all-sources",
    "share --of norwich": "no series has figures for Norwich and for parts of it",
    "audit --source epping-2019 -": "the text is empty; expected paragraphs separated by blank "
    "lines",
    "audit --source assessment-2019 README.md": "source assessment-2019 has no series, so there "
    "is no figure to audit",
}


@pytest.mark.parametrize("words", USAGE)
def test_usage(words: str) -> None:
    """A wrong word ends with status 2 and one line that says what was expected."""
    done = run(*words.split())
    assert (done.status, done.out) == (ExitStatus.USAGE, "")
    assert done.err.startswith(f"cltool: {USAGE[words]}")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("words", NO_ANSWER)
def test_no_answer(words: str) -> None:
    """A question without an answer here ends with status 1 and one line that says why."""
    done = run(*words.split())
    assert (done.status, done.out) == (ExitStatus.NO_ANSWER, "")
    assert done.err.startswith(f"cltool: {NO_ANSWER[words]}")
    assert done.err.count("\n") == 1


EMPTY = {
    "rank --data ''": "--data '', expected a value; give one, or leave --data out",
    "rank --data=": "--data '', expected a value; give one, or leave --data out",
    "check ''": "FILE '', expected a value; give one, or leave FILE out",
    "check my.json --data ''": "--data '', expected a value; give one, or leave --data out",
    "rank --series ''": "--series '', expected a value; give one, or leave --series out",
    "rank --field ''": "--field '', expected a value; give one, or leave --field out",
    "rank ''": "KIND '', expected a value; give one, or leave KIND out",
    "share --of ''": "--of '', expected a value; give one, or leave --of out",
    "audit '' --source echo-2019": "TEXT '', expected a value; give one",
    "audit text --source ''": "--source '', expected a value; give one, or leave --source out",
    "import '' --into x": "TABLE '', expected a value; give one",
    "import x --into ''": "--into '', expected a value; give one, or leave --into out",
    "import x --into x --kind ''": "--kind '', expected a value; give one, or leave --kind out",
    "export ''": "DIRECTORY '', expected a value; give one",
}


@pytest.mark.parametrize("words", EMPTY)
def test_empty_name(words: str, tmp_path: Path) -> None:
    """An empty text, as an unset variable gives, is refused and never taken for none."""
    done = run(*shlex.split(words), folder=tmp_path)
    assert (done.status, done.out) == (ExitStatus.USAGE, "")
    assert done.err == f"cltool: given {EMPTY[words]}\n"
    assert run(*shlex.split(words), "-q", folder=tmp_path) == done


@pytest.mark.parametrize("words", ["town ''", "compare essex ''", "share ''", "new ''", "help ''"])
def test_empty_word(words: str, tmp_path: Path) -> None:
    """Words that are looked up, or name what to write, may not be empty either."""
    done = run(*shlex.split(words), folder=tmp_path)
    assert (done.status, done.out, done.err.count("\n")) == (ExitStatus.USAGE, "", 1)
    assert "''" in done.err


def test_empty_variable() -> None:
    """A variable of the environment that is set but empty counts as not set."""
    plain = run("rank", "-q").out
    assert run("rank", "-q", env={"CLTOOL_DATA": "", "CLTOOL_FORMAT": ""}).out == plain


def test_empty_name_in_python() -> None:
    """Loading an empty name never gives the packaged facts."""
    with pytest.raises(cltool.InvalidFactsError, match=r"^'': cannot be read: the name is empty; "):
        cltool.load("")


def test_format_from_the_environment() -> None:
    """A wrong CLTOOL_FORMAT is told by its name, and a right one is the default."""
    wrong = run("rank", env={"CLTOOL_FORMAT": "xml"})
    assert wrong.status == ExitStatus.USAGE
    assert wrong.err.startswith("cltool: given CLTOOL_FORMAT 'xml', expected one of: auto,")
    assert json.loads(run("rank", env={"CLTOOL_FORMAT": "json"}).out)["question"] == "rank"
    assert run("rank", "--format", "csv", env={"CLTOOL_FORMAT": "xml"}).status == 0
    assert run("rank", "--field", "value", env={"CLTOOL_FORMAT": "json"}).out == "416\n369\n121\n"


def test_empty_object() -> None:
    """Every missing key of a fact base is told, a line each."""
    done = run("rank", "--data", "-", stdin="{}")
    assert done.status == ExitStatus.INVALID_FACTS
    keys = ["format", "title", "default_series", "sources", "measures", "places", "series"]
    assert re.findall(r'^cltool: <stdin>:1:1: missing key "(\w+)"', done.err, re.M) == keys


BROKEN: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "FILE: is empty; expected a JSON object"),
    "blank": (b" \n", "FILE: is empty; expected a JSON object"),
    "text": (b"hello", 'FILE:1:1: given hello without quotes; write "hello"'),
    "a trailing comma": (b'{"a": 1,\n}', "FILE:1:8: a comma with nothing after it; delete it"),
    "a list": (b"[]", "FILE:1:1: given an empty list, expected an object in braces"),
    "5,000 brackets": (b"[" * 5000, "FILE:1:202: more brackets in each other"),
    "a byte of Latin-1": (
        b'{"title":\n"caf\xe9"}',
        "FILE:2:5: given the byte 0xe9, expected text in UTF-8; save the file in that encoding",
    ),
    "UTF-16": ("{}".encode("utf-16"), "FILE: is text in UTF-16, expected UTF-8"),
    "a line end in a string": (b'{"a":\n"b\nc"}', "FILE:2:1: this text has no quote at its end"),
    "half an escape": (b'"\\ud800"', "FILE:1:2: \\ud800 stands for no character"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_not_json(name: str, write: Callable[[Any], str]) -> None:
    """What is not JSON at all gives one line, and status 3."""
    content, message = BROKEN[name]
    path = write(content)
    done = run("rank", "--data", path)
    assert (done.status, done.out) == (ExitStatus.INVALID_FACTS, "")
    assert done.err.startswith("cltool: " + message.replace("FILE", path))
    assert done.err.count("\n") == 1


def test_unreadable_files(tmp_path: Any) -> None:
    """A missing file and a directory are told apart."""
    missing = run("rank", "--data", "/no/such.json")
    assert missing.status == ExitStatus.INVALID_FACTS
    assert missing.err == (
        "cltool: /no/such.json: cannot be read: no such file or directory; "
        "expected a JSON file of facts\n"
    )
    folder = run("rank", "--data", str(tmp_path))
    assert folder.status == ExitStatus.INVALID_FACTS
    assert "is a directory" in folder.err


def test_byte_order_mark(base: dict[str, Any], write: Callable[[Any], str]) -> None:
    """A byte-order mark, as some editors write it, does no harm."""
    path = write(b"\xef\xbb\xbf" + json.dumps(base).encode())
    assert run("rank", "--data", path, "--field", "name").out == "North\nSouth\n"


def test_ways_to_bring_facts(base: dict[str, Any], write: Callable[[Any], str]) -> None:
    """--data FILE, CLTOOL_DATA and standard input all bring other facts."""
    path = write(base)
    expected = (
        "1\tnorth\tNorth\t40\t80.0\t1 outlet\t1\t1\t50\t\n"
        "2\tsouth\tSouth\t10\t20.0\t2 outlets\t1\t2\t\t\n"
    )
    assert run("rank", "--data", path).out == expected
    assert run("rank", env={"CLTOOL_DATA": path}).out == expected
    assert run("rank", "--data", "-", stdin=json.dumps(base)).out == expected


def test_huge_figure_in_json(base: dict[str, Any], write: Callable[[Any], str]) -> None:
    """A figure beyond all numbers of a table leaves the JSON that echoes it valid."""
    words = ["--source", "paper", "--measure", "cases", "--period", "2030", "--json", "-q"]
    table = f"place,value\nNowhere,1\nNorth,{'1' * 400}.5\n"
    done = run("import", "-", "--into", write(base), *words, stdin=table)
    rows = json.loads(done.out, parse_constant=pytest.fail)["rows"]
    assert [row["value"] for row in rows] == [1, None]


def test_quiet() -> None:
    """--quiet drops the notes, and never an error."""
    assert run("rank", "-q").err == ""
    for words in (["town", "nowhere"], ["rank", "boroughs"], ["rank", "--data", "/no/such"]):
        failed = run(*words, "--quiet")
        assert failed == run(*words)
        assert (failed.out, failed.err.count("\n")) == ("", 1)


def test_reader_gone() -> None:
    """A reader that leaves ends the program in silence, with the shell's status for it."""
    done = run_shell("cltool facts --format json | true; echo ${PIPESTATUS[0]}")
    assert done.out in ("0\n", "141\n")
    assert done.err == ""
    big = run_shell("for i in 1 2 3; do cltool facts --json; done | head -1")
    assert (big.out, big.err) == ("{\n", "")


def test_full_disk() -> None:
    """A disk that is full gives one line and status 1."""
    done = run_shell("cltool rank > /dev/full")
    assert done.status == ExitStatus.NO_ANSWER
    assert done.err == "cltool: cannot write the answer: no space left on device\n"


HELP = ["", "--help", "-h", "--version", "help", "help formats", "schema"]
HELP += [f"{name} --help" for name in ("rank", "check", "new", "import", "help", "schema")]


@pytest.mark.parametrize("words", HELP)
def test_help_nobody_can_read(words: str) -> None:
    """Help that can't be printed is no success: one line, and status 1."""
    with Path("/dev/full").open("wb", buffering=0) as full:
        for out, reason in (
            (None, "standard output is closed, so the answer has nowhere to go"),
            (full, "cannot write the answer: no space left on device"),
        ):
            err = io.BytesIO()
            assert main(words.split(), Terminal(out, err, {})) == ExitStatus.NO_ANSWER
            assert err.getvalue().decode() == f"cltool: {reason}\n"


def test_help_and_closed_streams() -> None:
    """So it is for the installed program, with what the library prints of itself, too."""
    closed, full = (run_shell(f"cltool --help {to}") for to in (">&-", "> /dev/full"))
    assert (closed.status, closed.err.count("\n")) == (ExitStatus.NO_ANSWER, 1)
    assert (full.status, full.err.count("\n")) == (ExitStatus.NO_ANSWER, 1)


def test_help_goes_where_answers_go() -> None:
    """A caller who gives the streams gets the help there, as well as the answers."""
    for words in (["--help"], ["rank", "-h"], ["help", "rank"], ["--version"]):
        out = io.BytesIO()
        assert main(words, Terminal(out, None, {})) == ExitStatus.ANSWERED
        assert out.getvalue().startswith((b"Usage: cltool", b"cltool "))


def test_closed_streams() -> None:
    """Closed streams never cause a traceback."""
    no_out = run_shell("cltool rank >&-")
    assert no_out.status == ExitStatus.NO_ANSWER
    assert no_out.err.startswith("cltool: standard output is closed")
    no_err = run_shell("cltool town nowhere 2>&-")
    assert (no_err.status, no_err.out, no_err.err) == (ExitStatus.USAGE, "", "")
    no_in = run_shell("cltool rank --data - <&-")
    assert no_in.status == ExitStatus.INVALID_FACTS
    assert no_in.err.count("\n") == 1
