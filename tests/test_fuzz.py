"""A few hundred of the cases of `python tests/fuzz.py`, and proof that they would be told apart."""

import json
from pathlib import Path

import pytest

from cltool.errors import ExitStatus

from . import fuzz

CASES = 100
MOST_CASES = 3000
"""As many as it may take to reach everything, however many commands there are."""


@pytest.fixture(autouse=True)
def _away_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be written but in a folder of the test's own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("batch", range(4))
def test_odd_questions_to_odd_bases(batch: int) -> None:
    """Broken bases and jumbled words end in a known status, with messages and readable output."""
    wrong = [
        f"case {number}: {fault}: {case}"
        for number, case, found in fuzz.try_cases("cltool", batch * CASES, CASES)
        for fault in found
    ]
    assert wrong == []


@pytest.mark.parametrize("columns", [1, 2, 80])
@pytest.mark.parametrize(
    "words",
    [
        ["new", ""],
        ["new", "."],
        ["new", "x" * 300],
        ["export", "x" * 300],
        ["rank", "--format", "\u202e", "--json"],
        ["rank", "--format", "\x1b[2J", "--json"],
        ["rank", "--measure", "n"],
        ["compare", "essex", "norfolk", "--measure", "n"],
        ["share", "a", "--measure", "n"],
        ["share", "--of", "essex", "--measure", "n"],
        ["trend", "essex", "--measure", "n"],
        ["place", "essex", "--per", "n"],
        ["compare", "a", "essex", "--per", "population"],
        ["check"],
        ["check", "\udcff"],
        ["audit", "x" * 300, "--source", "paper"],
    ],
    ids=lambda words: " ".join(words)[:24],
)
def test_words_that_have_broken_programs(words: list[str], columns: int) -> None:
    """Names too long or empty, controls in a wrong value, and measures without series."""
    data = json.dumps(fuzz.SMALL).encode()
    environ = {"CLTOOL_DATA": "base.json", "NO_COLOR": "1"}
    case = fuzz.Case(words, data, environ=environ, interactive=True, columns=columns)
    assert fuzz.faults(case, fuzz.run(case)) == []


def test_the_cases_reach_every_status_and_format() -> None:
    """Among the cases there are answers, refusals of every kind, and every format."""
    statuses = {status for status in ExitStatus if status < ExitStatus.INTERRUPTED}
    missing: set[object] = {*statuses, *fuzz.READ_BACK}
    for number in range(MOST_CASES):
        case = fuzz.make("cltool", number)
        sought = {*case.formats, *statuses} if len(case.formats) == 1 else statuses
        if number > CASES and not sought & missing:
            continue  # it would reach nothing new
        outcome = fuzz.run(case)
        missing -= {outcome.status}
        if outcome.out and len(case.formats) == 1:
            missing -= case.formats
        if not missing:
            return
    pytest.fail(f"{MOST_CASES} cases reach no {missing}")


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("tsv", "a\tb\nc\n"),
        ("csv", "a,b\nc\n"),
        ("csv", '"a\n'),
        ("json", '{"rows": NaN}\n'),
        ("json", "[]\n"),
        ("markdown", "**A**\n\n| a |\n| --- |\n| a|b |\n"),
        ("lines", "base.json:1: error: x\n"),
        ("table", "\na  b\n"),
        ("svg", "<svg xmlns='http://www.w3.org/2000/svg'></svg>\n"),
        ("svg", "<svg>\n"),
        ("html", "<figure><p>A</figure>\n"),
        ("csl", "{}\n"),
        ("xlsx", "PK\n"),
    ],
)
def test_broken_output_is_seen(format_: str, text: str) -> None:
    """Output that its format's readers would not read back is a fault."""
    case = fuzz.Case(words=["rank"], data=b"", formats=frozenset([format_]))
    assert fuzz.faults(case, fuzz.Outcome(ExitStatus.ANSWERED, text.encode(), b""))


@pytest.mark.parametrize(
    ("outcome", "fault"),
    [
        (fuzz.Outcome(KeyError("x"), b"", b""), "ended with KeyError('x')"),
        (fuzz.Outcome(1, b"", b""), "ended with 1"),
        (fuzz.Outcome(ExitStatus.USAGE, b"", b""), "status 2 without a word"),
        (fuzz.Outcome(ExitStatus.USAGE, b"", b"Traceback\n"), "not messages"),
        (fuzz.Outcome(ExitStatus.USAGE, b"", b"cltool: x"), "not messages"),
        (fuzz.Outcome(ExitStatus.ANSWERED, b"a\x1b[2Jb\n", b""), "control characters"),
        (fuzz.Outcome(ExitStatus.ANSWERED, b"a\n", "cltool: \u202e\n".encode()), "control"),
        (fuzz.Outcome(ExitStatus.ANSWERED, b"a", b""), "line feed"),
        (fuzz.Outcome(ExitStatus.ANSWERED, b"a" * 21 + b"\n", b""), "a line of 21 cells"),
    ],
)
def test_what_is_wrong_is_told(outcome: fuzz.Outcome, fault: str) -> None:
    """Each kind of fault is found in what a case leaves behind, and one without fault is not."""
    table = frozenset(["table"])
    case = fuzz.Case(words=[], data=b"", interactive=True, columns=20, formats=table)
    assert fault in " ".join(fuzz.faults(case, outcome))
    sound = fuzz.Outcome(ExitStatus.ANSWERED, b"A title\n\nIn short.\n", b"cltool: note: x\n")
    assert fuzz.faults(case, sound) == []
