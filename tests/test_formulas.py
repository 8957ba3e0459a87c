"""No cell of a CSV file is a formula to the spreadsheet that opens it, and nothing is lost."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cltool
from cltool.tables.formulas import escape_formulas, unescape_formulas
from cltool.tables.package import export, from_folder, to_files

from .bases import examples
from .conftest import BASE, run

FORMULAS = {
    "=1+1": "'=1+1",
    "+44 20 7946 0000": "'+44 20 7946 0000",
    "-5": "'-5",
    "@SUM(A1)": "'@SUM(A1)",
    "＝1+1": "'＝1+1",
    "'=1+1": "''=1+1",
    "''-": "'''-",
    "a;=1+1": "a;'=1+1",
    "-a;'+b;@": "'-a;''+b;'@",
    'a;"=1+1"': 'a;\'"=1+1"',
    '=HYPERLINK("https://example.org","x")': '\'=HYPERLINK("https://example.org","x")',
}
"""Texts that a spreadsheet would calculate, or that look like such a text made safe."""
PLAIN = ["Essex", "a=b", "King's Lynn", "'tis", "1-2", "a; -b", "", "'", "e@example.org"]
SEPARATORS = ",;\t"
TRIGGERS = tuple("=+-@＝＋－＠")
TEXTS = st.text("=+-@'＝;, \"aé", max_size=8)


@pytest.mark.parametrize("text", FORMULAS)
def test_formula(text: str) -> None:
    """An apostrophe makes a text of what would be a formula; what has one gets one more."""
    assert escape_formulas(text) == FORMULAS[text]
    assert unescape_formulas(FORMULAS[text]) == text


@pytest.mark.parametrize("text", PLAIN)
def test_no_formula(text: str) -> None:
    """Any other text is left as it is."""
    assert (escape_formulas(text), unescape_formulas(text)) == (text, text)


@given(TEXTS)
@examples(300)
def test_escape_is_undone(text: str) -> None:
    """Every text comes back, and none begins as a formula does, however its reader splits it."""
    written = escape_formulas(text)
    assert unescape_formulas(written) == text
    assert not any(part.startswith(TRIGGERS) for part in written.split(";"))


def cells(page: str) -> Iterator[str]:
    """The cells of a CSV file, as spreadsheets of every country split them."""
    for separator in SEPARATORS:
        for row in csv.reader(io.StringIO(page, newline=""), delimiter=separator):
            yield from row


def named(text: str) -> dict[str, Any]:
    """A fact base with a text wherever one may stand."""
    base: dict[str, Any] = json.loads(json.dumps(BASE))
    base["places"][0].update(name=text, aliases=["a", f"{text}2"], note=text, code=text)
    base["places"][1].update(kind=text)
    base["sources"][1].update(publisher=text, title=text, note=text, kind=text)
    base["sources"][1].update(group=text, caveat=text)
    base["measures"][0].update(name=text, unit=text, definition=text, caveat=text)
    base["series"][0].update(note=text, caveat=text, edition=text, coverage={text: "top"})
    base["series"][0]["observations"][0].update(locator=text, note=text)
    base["series"][0]["observations"][0].update(as_worded=text, said=text, caveat=text)
    claim = {"source": "paper", "measure": "cases", "place": "south", "rank": 1, "period": "2019"}
    base["claims"] = [{**claim, "kind": text, "statement": text}]
    return base


@pytest.mark.parametrize("text", FORMULAS)
def test_answers(text: str) -> None:
    """No answer in CSV holds a formula; in TSV and JSON a text is what it is."""
    content = json.dumps(named(text)).encode()
    facts = cltool.loads(content)
    answers = [
        cltool.rank(facts),
        cltool.facts(facts),
        cltool.places(facts),
        cltool.measures(facts),
        cltool.series(facts),
        cltool.sources(facts),
        cltool.check(cltool.FactFile("a.json", content.decode(), facts), all_claims=True),
    ]
    for answer in answers:
        assert not any(cell.startswith(TRIGGERS) for cell in cells(cltool.render(answer, "csv")))
    assert cltool.render(answers[0].only("name"), "tsv").startswith(f"{text}\n")
    assert json.loads(cltool.render(answers[0], "json"))["rows"][0]["name"] == text


def test_numbers_stay_numbers(base: dict[str, Any], write: Callable[[Any], str]) -> None:
    """A number below zero is a number, and no text."""
    path = write(base)
    words = ["compare", "north", "south", "--data", path, "--format", "csv", "-q"]
    assert run(*words).out.splitlines()[2] == "south,South,10,-30,0.25,-75.0,2 outlets,1,2,,"


@given(TEXTS.map(str.strip).filter(bool))
@examples(60)
def test_packages(text: str) -> None:
    """A package holds no formula either; its import gives the same base, and again the same."""
    facts = cltool.loads(json.dumps(named(text)).encode())
    with tempfile.TemporaryDirectory() as folder:
        export(facts, folder)
        again = from_folder(Path(folder))
    assert again == facts.base
    files = to_files(again)
    assert to_files(facts.base) == files
    for name, page in files.items():
        if name.endswith(".csv"):
            assert not any(cell.startswith(TRIGGERS) for cell in cells(page))


def test_help_says_so() -> None:
    """The help tells which apostrophes are not part of a text."""
    assert "apostrophe" in run("help", "formats").out
