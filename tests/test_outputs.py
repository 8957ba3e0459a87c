"""Whole outputs: of every question on a terminal and in a pipe, and of some in every format."""

import shlex
from pathlib import Path

import pytest

from cltool.formats import formats

from .bases import TEXTS
from .conftest import ROOT, run, run_terminal

QUESTIONS = {
    "rank": "rank",
    "rank-towns": "rank towns",
    "rank-digitised": "rank --series castro-2023-year1 --top 5",
    "rank-all-sources": "rank --all-sources --top 9",
    "compare": "compare essex norfolk",
    "compare-three": "compare norfolk hampshire essex",
    "compare-anyway": "compare southend southampton --anyway",
    "share": "share southend",
    "share-together": "share southend basildon",
    "share-breakdown": "share --of essex",
    "share-listed": "share norfolk",
    "share-all-sources": "share --of essex --all-sources",
    "place": "place norfolk",
    "town": "town southend",
    "county": "county essex",
    "trend": "trend norfolk hampshire",
    "rank-per": "rank --per population --series castro-2023-year1 --top 3",
    "compare-per": "compare essex norfolk --per population",
    "total": "total essex norfolk",
    "total-anyway": "total southend southampton --anyway",
    "average": "average",
    "average-rates": "average --per population --series castro-2023-year1",
    "claims": "claims",
    "claims-of-a-place": "claims essex",
    "facts": "facts essex",
    "places": "places towns",
    "measures": "measures",
    "series": "series",
    "sources": "sources",
    "sources-one": "sources echo-2019",
    "check": "check data/referrals.json",
}
IN_EVERY_FORMAT = ("rank-per", "compare-anyway", "share-breakdown", "county", "trend", "check")
"""Questions whose answers have among them every kind of column, caveat and row."""
EXPECTED = ROOT / "tests" / "expected"


def hold(found: str, path: Path, request: pytest.FixtureRequest) -> None:
    """Hold an output against the expected one, or write that anew."""
    if request.config.getoption("--write-expected"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", QUESTIONS)
def test_output(name: str, request: pytest.FixtureRequest) -> None:
    """A question prints what it printed before, on a terminal and in a pipe, to the letter."""
    words = shlex.split(QUESTIONS[name])
    terminal = run_terminal(*words)
    piped = run(*words)
    parts = [
        f"$ cltool {QUESTIONS[name]}  # on a terminal",
        terminal.out + terminal.err + f"[exit {terminal.status}]",
        f"$ cltool {QUESTIONS[name]}  # in a pipe",
        piped.out + piped.err + f"[exit {piped.status}]",
    ]
    hold("\n".join(parts), EXPECTED / f"{name}.txt", request)


@pytest.mark.parametrize("format_", TEXTS)
def test_format(format_: str, request: pytest.FixtureRequest) -> None:
    """A format prints what it printed before, on both streams, and what its readers read."""
    parts = []
    for name in IN_EVERY_FORMAT:
        words = f"{QUESTIONS[name]} --format {format_}"
        done = run(*shlex.split(words))
        parts += [f"$ cltool {words}", done.out, done.err + f"[exit {done.status}]"]
        if done.out:
            formats()[format_].verify(done.out)
    hold("\n".join(parts), EXPECTED / "formats" / f"{format_}.txt", request)


@pytest.mark.parametrize("format_", TEXTS)
def test_quiet_format(format_: str) -> None:
    """With --quiet nothing is on standard error, and the answer is the same."""
    asked = "rank" if format_ == "svg" else "check"
    loud, quiet = (run(asked, "--format", format_, *more) for more in ((), ("-q",)))
    assert (quiet.out, quiet.err) == (loud.out, "")
