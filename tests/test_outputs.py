"""Whole outputs of every question: on a terminal, in a pipe, and in each format."""

import shlex

import pytest

from cltool.formats import formats

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
    "facts": "facts essex",
    "places": "places towns",
    "measures": "measures",
    "series": "series",
    "sources": "sources",
    "check": "check data/referrals.json",
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_output(name: str, request: pytest.FixtureRequest) -> None:
    """A question prints what it printed before, everywhere, to the letter."""
    words = shlex.split(QUESTIONS[name])
    terminal = run_terminal(*words)
    piped = run(*words)
    parts = [
        f"$ cltool {QUESTIONS[name]}  # on a terminal",
        terminal.out + terminal.err + f"[exit {terminal.status}]",
        f"$ cltool {QUESTIONS[name]}  # in a pipe",
        piped.out + piped.err + f"[exit {piped.status}]",
    ]
    shown_in = ("csv", "json", "markdown", "lines" if name == "check" else "table")
    for format_ in shown_in:
        shown = run(*words, "--format", format_, "--quiet")
        assert shown.err == ""
        assert shown.status == piped.status
        parts += [f"$ cltool {QUESTIONS[name]} --format {format_} --quiet", shown.out]
    found = "\n".join(parts)
    path = ROOT / "tests" / "expected" / f"{name}.txt"
    if request.config.getoption("--write-expected"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_every_format_is_shown() -> None:
    """The expected outputs cover every format there is."""
    text = (ROOT / "tests" / "expected" / "check.txt").read_text(encoding="utf-8")
    text += (ROOT / "tests" / "expected" / "rank.txt").read_text(encoding="utf-8")
    shown = {name for name in formats() if f"--format {name}" in text} | {"tsv"}
    assert shown == set(formats())
