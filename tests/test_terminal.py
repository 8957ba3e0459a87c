"""How answers look: on terminals of any width, with and without colour, in any encoding."""

import csv
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

import cltool

from .conftest import (
    ROOT,
    run,
    run_installed,
    run_installed_terminal,
    run_shell,
    run_terminal,
)

FIGURES = ["Norfolk", "416", "Hampshire", "369", "Essex", "121", "336"]


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 300])
def test_width(columns: int) -> None:
    """A table fits the terminal and keeps every name and figure whole."""
    shown = run_terminal("rank", columns=columns).out
    assert all(cell_len(line) <= columns for line in shown.splitlines())
    words = re.findall(r"[\w-]+", shown)
    assert all(figure in words for figure in FIGURES)


@pytest.mark.parametrize("columns", [20, 80])
def test_the_installed_program_knows_its_terminal(columns: int) -> None:
    """It finds out the width, and that there may be colour, and draws what these tests look at."""
    for env in ({"NO_COLOR": ""}, {"NO_COLOR": "1"}):
        found, shown = (
            (done.status, re.sub(r"(?<=\]8;)id=\d+", "", done.out))  # the number is a random one
            for done in (
                run_installed_terminal("rank", columns=columns, env=env),
                run_terminal("rank", columns=columns, env=env),
            )
        )
        assert found == shown


@pytest.mark.parametrize(
    "words", ["rank", "rank --json", "check --strict", "rank --help", "town nowhere", "town -"]
)
def test_the_installed_program_says_the_same(words: str) -> None:
    """In a pipe it says, and ends with, what these tests look at, on both streams."""
    given = "southend\nnówhere\n"
    assert run_installed(*words.split(), stdin=given) == run(*words.split(), stdin=given)


def test_narrow_terminals_lose_decoration_only() -> None:
    """The bars shrink and go, then the columns least needed; it says which. A table stays one."""
    assert "█" * 20 in run_terminal("rank", columns=80).out
    assert "█" * 20 not in (narrow := run_terminal("rank", columns=60).out)
    assert "█" * 10 in narrow
    small = run_terminal("rank", columns=40).out
    assert "█" not in small
    assert "Rank  County     People  Reported by" in small
    least = run_terminal("rank", columns=24).out
    assert "Rank  County     People\n" in least
    assert "No room for the\n   column Reported by." in least


@pytest.mark.parametrize(
    "words",
    [
        ["rank", "--all-sources"],
        ["trend", "essex", "norfolk"],
        ["compare", "essex", "norfolk", "--per", "population"],
        ["facts", "essex"],
        ["places"],
        ["sources"],
        ["series"],
    ],
    ids=" ".join,
)
def test_many_rows_are_a_table(words: list[str]) -> None:
    """At 80 columns, and at 60, rows are lines under one header, and no column is empty."""
    for columns in (60, 80):
        shown = run_terminal(*words, columns=columns).out
        (rule,) = [line for line in shown.splitlines() if set(line) == {"─"}]
        assert len(rule) <= columns
        rows = shown.split(rule)[1].split("\n\n")[0].splitlines()[1:]
        answer = json.loads(run(*words, "--json").out)
        assert len(rows) >= len(answer["rows"])


def test_empty_columns_are_not_drawn(base: dict[str, Any]) -> None:
    """A column that holds nothing is not there for people; scripts have it."""
    facts = cltool.loads(json.dumps(base).encode())
    assert "Relays" in cltool.render(cltool.sources(facts), "table")
    for source in base["sources"]:
        source.pop("relays", None)
    facts = cltool.loads(json.dumps(base).encode())
    assert "Relays" not in cltool.render(cltool.sources(facts), "table")
    assert "relays" in cltool.render(cltool.sources(facts), "csv")


def test_table_in_a_pipe() -> None:
    """A table in a pipe has its natural width, whatever COLUMNS says."""
    wide = run("facts", "essex", "--format", "table", "-q")
    words = "facts", "essex", "--format", "table", "-q"
    assert run_installed(*words, env={"COLUMNS": "20"}) == wide
    assert "Measure     Unit        Value  Period           Source             Where" in wide.out


def test_bytes_do_not_depend_on_the_other_stream() -> None:
    """What goes into a pipe is the same whether or not standard error is a terminal."""
    piped = run("rank", "-q").out
    assert run_shell("cltool rank 2>/dev/null").out == piped


def test_colour() -> None:
    """Colour is for terminals, and NO_COLOR, FORCE_COLOR and TERM=dumb have their say."""
    escape = "\x1b["

    def coloured(**env: str) -> bool:
        return escape in run_terminal("rank", env={"NO_COLOR": "", **env}).out

    assert coloured()
    assert not coloured(NO_COLOR="1")
    assert not coloured(FORCE_COLOR="0")
    assert not coloured(TERM="dumb")
    assert escape not in run("rank", "--format", "table").out
    assert escape in run("rank", "--format", "table", env={"FORCE_COLOR": "1"}).out
    assert escape not in run("rank", env={"FORCE_COLOR": "1"}).out


def test_plain_text_is_the_same_without_colour() -> None:
    """Colour carries no meaning of its own."""
    coloured = run_terminal("rank", env={"NO_COLOR": ""}).out
    plain = run_terminal("rank").out
    address = (
        "https://www.echo-news.co.uk/news/17948144.south-essexs-high-rate-london-drug-dealers/"
    )
    assert re.search(rf"\x1b]8;[^;]*;{re.escape(address)}\x1b\\\S*echo-news.co.uk", coloured)
    stripped = re.sub(r"\x1b\[[0-9;]*m|\x1b]8;[^\x1b]*\x1b\\", "", coloured)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()
    assert address in run_terminal("rank", "-v").out.replace("\n   ", "")


def test_ascii() -> None:
    """A stream that can't show a bar or a rule gets an ASCII one."""
    shown = run_installed("rank", "--format", "table", env={"PYTHONIOENCODING": "ascii"}).out
    assert shown.isascii()
    assert "####################" in shown
    assert "█" in run("rank", "--format", "table").out


def test_machine_formats_are_utf8_everywhere() -> None:
    """TSV, CSV and JSON are UTF-8 whatever the locale says."""
    for env in ({"PYTHONIOENCODING": "ascii"}, {"LANG": "C"}, {"PYTHONUTF8": "0", "LANG": "C"}):
        assert "£3m investment" in run_installed("sources", env=env).out
        assert "£3m investment" in run_installed("sources", "--json", env=env).out


def test_header() -> None:
    """Every tabular format honours --header and --no-header."""
    names = "rank,place,name,value,percent,reported_by,origins,reports,disputed,elsewhere"
    assert run("rank", "--header").out.splitlines()[0] == names.replace(",", "\t")
    assert run("rank", "--format", "csv").out.splitlines()[0] == names
    assert names not in run("rank", "--format", "csv", "--no-header").out
    assert "| Rank |" in run("rank", "--format", "markdown").out
    assert "| Rank |" not in run("rank", "--format", "markdown", "--no-header").out
    assert "Rank" not in run("rank", "--format", "table", "--no-header").out
    assert run("rank", "--field", "value", "--header").out == "value\n416\n369\n121\n"


def test_columns() -> None:
    """--columns picks columns and their order, in any format; --field twice is two columns."""
    wanted = "name,value,unit,measure,period_start,period_end,source,url"
    shown = run("rank", "--columns", wanted, "--format", "csv", "-q").out
    first = csv.DictReader(shown.splitlines())
    assert next(iter(first)) == {
        "name": "Norfolk",
        "value": "416",
        "unit": "people",
        "measure": "linked",
        "period_start": "2018-01",
        "period_end": "2019-04",
        "source": "echo-2019",
        "url": "https://www.echo-news.co.uk/news/17948144.south-essexs-high-rate-london-drug-dealers/",
    }
    assert run("rank", "--field", "value", "--field", "name").out.splitlines()[0] == "416\tNorfolk"
    assert run("rank", "--columns", "value, name").out.splitlines()[0] == "416\tNorfolk"
    refused = run("rank", "--columns", "name,valeu")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("cltool: unknown field 'valeu'; expected one of: rank, place,")


@pytest.mark.parametrize("words", ["compare essex norfolk", "share southend", "trend essex",
    "town southend", "rank", "facts essex"])  # fmt: skip
def test_every_row_says_where_it_is_from(words: str) -> None:
    """Each question about figures can give, row by row, what a spreadsheet needs to cite them."""
    named = "source,url,period_start,period_end,unit,measure"
    rows = run(*words.split(), "--columns", named, "-q").out.splitlines()
    assert all(len(line.split("\t")) == 6 and "" not in line.split("\t") for line in rows)


def test_a_column_of_differences_is_one_number_a_place() -> None:
    """The difference of one place from another is one line, without one for the first."""
    assert run("compare", "essex", "norfolk", "--field", "difference").out == "295\n"
    assert run("compare", "essex", "norfolk", "--columns", "name,difference").out == (
        "Essex\t0\nNorfolk\t295\n"
    )


def test_output_file(tmp_path: Path) -> None:
    """-o writes a file whole, in the format of its ending, or leaves what is there."""
    for ending, start in {"csv": "rank,", "json": "{", "md": "**", "tsv": "1\t"}.items():
        path = tmp_path / f"answer.{ending}"
        done = run("rank", "-o", str(path), "-q")
        assert (done.status, done.out, done.err) == (0, "", "")
        assert path.read_text(encoding="utf-8").startswith(start)
    path = tmp_path / "answer.csv"
    before = path.read_bytes()
    assert run("rank", "--within", "nowhere", "-o", str(path)).status == 2
    assert path.read_bytes() == before
    refused = run("rank", "-o", str(tmp_path / "answer.doc"))
    assert (refused.status, refused.out) == (2, "")
    assert "expected a name that ends in one of: .txt, .tsv, .csv, .json, .md" in refused.err
    none = run("rank", "-o", str(tmp_path / "no" / "answer.csv"))
    assert none.status == 1
    assert none.err.startswith("cltool: cannot write")


def test_output_never_replaces_what_is_read(tmp_path: Path) -> None:
    """The facts, a text or a table that a command reads is not written over by its answer."""
    shutil.copy(ROOT / "data" / "referrals.json", mine := tmp_path / "mine.json")
    (tmp_path / "link.json").symlink_to(mine)
    (text := tmp_path / "article.txt").write_text("Essex 121", encoding="utf-8")
    before = mine.read_bytes()
    for words in (
        ["rank", "--data", str(mine), "-o", str(mine)],
        ["rank", "--data", str(mine), "-o", str(tmp_path / "link.json")],
        ["check", str(mine), "-o", str(mine)],
        ["audit", "--source", "echo-2019", str(text), "-o", str(text)],
    ):
        refused = run(*words)
        assert (refused.status, refused.out) == (2, "")
        assert refused.err == (
            f"cltool: given --output '{words[-1]}', a file that this command reads; name another\n"
        )
    refused = run("rank", "-o", str(mine), env={"CLTOOL_DATA": str(mine)})
    assert refused.status == 2
    assert (mine.read_bytes(), text.read_text(encoding="utf-8")) == (before, "Essex 121")


def test_notes_in_a_pipe() -> None:
    """Standard error holds what is vital alone, all of it with -v, and with -q nothing."""
    vital, every, none = (run("rank", *more).err for more in ([], ["-v"], ["-q"]))
    assert "cltool: note: Incomplete: above 121" in vital
    assert "source:" not in vital
    assert none == ""
    assert all(line in every for line in vital.splitlines())
    assert "cltool: source: Echo (Southend and Basildon): South Essex" in every
    for said, expected in (("none", none), ("vital", vital), ("all", every)):
        assert run("rank", env={"CLTOOL_NOTES": said}).err == expected
    refused = run("rank", env={"CLTOOL_NOTES": "some"})
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == "cltool: given CLTOOL_NOTES 'some', expected one of: none, vital, all\n"


def test_cron_has_nothing_to_mail() -> None:
    """An undisputed figure alone says nothing on standard error; a disputed one does."""
    assert run("town", "southend", "--field", "value").err == ""
    assert "336" in run("county", "essex", "--field", "value").err
    assert "336" in run("town", "southend", "--field", "percent_of_within").err


def test_field_in_a_format() -> None:
    """--field narrows any format that is asked for."""
    assert run("rank", "--field", "name", "--format", "csv").out == (
        "name\nNorfolk\nHampshire\nEssex\n"
    )
    assert '"rows": [\n    {\n      "name": "Norfolk"\n    },' in (
        run("rank", "--field", "name", "--json").out
    )


def test_markup_in_facts_is_text(base: dict[str, object]) -> None:
    """Brackets and colons in a name are printed as they are."""
    places = base["places"]
    assert isinstance(places, list)
    places[0]["name"] = "North [bold]unofficial[/bold] :warning:"
    answer = cltool.rank(cltool.loads(json.dumps(base).encode()))
    assert "North [bold]unofficial[/bold] :warning:" in cltool.render(answer, "table")
    assert r"North \[bold\]unofficial\[/bold\] :warning:" in cltool.render(answer, "markdown")


def test_help_and_version() -> None:
    """Help in all its ways, and the version, go to standard output with status 0."""
    for words in (["-h"], ["--help"], []):
        shown = run(*words)
        assert (shown.status, shown.err) == (0, "")
        assert shown.out.startswith("Usage: cltool [OPTIONS] COMMAND [ARGS]...")
    version = run("--version")
    assert re.fullmatch(r"cltool \d+\.\d+\.\d+\n", version.out)
    assert run_shell("python -m cltool --version").out == version.out


def test_what_is_vital_of_a_file_is_told_beside_it(tmp_path: Path) -> None:
    """A written file is named on a terminal with its answer; its vital notes are told anywhere."""
    path = tmp_path / "towns.md"
    shown = run_terminal("rank", "towns", "-o", str(path))
    assert shown.err.startswith(f"cltool: {path} written: Southend-on-Sea has the highest")
    assert "cltool: note: Incomplete: above 30" in shown.err
    piped = run("rank", "towns", "-o", str(path))
    assert piped.out == ""
    assert piped.err.startswith("cltool: note: Incomplete: above 30")
    assert piped.err.count("\n") == 1
    assert run("town", "southend", "--field", "value", "-o", str(tmp_path / "one.csv")).err == ""
    assert run_terminal("rank", "towns", "-o", str(path), "-q").err == ""


def test_fields_with_commas_between_them() -> None:
    """--field takes several names as --columns does."""
    assert run("compare", "essex", "norfolk", "--field", "name,difference", "-q").out == (
        "Essex\t0\nNorfolk\t295\n"
    )
