"""How answers look: on terminals of any width, with and without colour, in any encoding."""

import re

import pytest
from rich.cells import cell_len

import cltool

from .conftest import run, run_shell, run_terminal

FIGURES = ["Norfolk", "416", "Hampshire", "369", "Essex", "121", "336"]


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 300])
def test_width(columns: int) -> None:
    """A table fits the terminal and keeps every name and figure whole."""
    shown = run_terminal("rank", columns=columns).out
    assert all(cell_len(line) <= columns for line in shown.splitlines())
    words = re.findall(r"[\w-]+", shown)
    assert all(figure in words for figure in FIGURES)


def test_narrow_terminals_lose_decoration_only() -> None:
    """The bars go first; then the table becomes a list."""
    assert "█" in run_terminal("rank", columns=80).out
    narrow = run_terminal("rank", columns=60).out
    assert "█" not in narrow
    assert "Rank  County" in narrow
    assert "County       Norfolk" in run_terminal("rank", columns=40).out


def test_table_in_a_pipe() -> None:
    """A table in a pipe has its natural width, whatever COLUMNS says."""
    wide = run("facts", "essex", "--format", "table", "-q")
    assert run("facts", "essex", "--format", "table", "-q", env={"COLUMNS": "20"}) == wide
    assert "Measure         Value  From        To          Source             Where" in wide.out


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
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()


def test_ascii() -> None:
    """A stream that can't show a bar or a rule gets an ASCII one."""
    shown = run("rank", "--format", "table", env={"PYTHONIOENCODING": "ascii"}).out
    assert shown.isascii()
    assert "####################" in shown
    assert "█" in run("rank", "--format", "table").out


def test_machine_formats_are_utf8_everywhere() -> None:
    """TSV, CSV and JSON are UTF-8 whatever the locale says."""
    for env in ({"PYTHONIOENCODING": "ascii"}, {"LANG": "C"}, {"PYTHONUTF8": "0", "LANG": "C"}):
        assert "£3m investment" in run("sources", env=env).out
        assert "£3m investment" in run("sources", "--json", env=env).out


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
    import json

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
