"""Help as people read it: commands in groups, options under headings, examples that run."""

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest

from cltool.cli.commands import COMMANDS, Command
from cltool.cli.program import ABOUT, FIRST, GROUPS
from cltool.cli.topics import TOPICS

from .conftest import run, run_shell, run_terminal

PLAIN = re.compile(r"cltool( [\w./,:+=-]+)*")
"""A line that any shell splits at its spaces, and does nothing else with."""
MEANT_TO_FAIL = {"cltool audit - --source epping-2019 <<< 121": 1}
"""Examples that show what is not found."""


def sections(page: str) -> dict[str, str]:
    """The parts of a page of help by their headings."""
    parts = re.split(r"^(\w[\w ]*):\n", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_commands_are_in_groups() -> None:
    """Every command stands under its group, in one line that is not cut at 80 columns."""
    shown = sections(run_terminal("--help").out)
    headings = ["Ask", "Browse", "Verify", "Publish", "Your own facts", "Help"]
    assert list(shown) == [*headings, "Options", "Try"]
    assert [module.GROUP for module in GROUPS] == headings[:-1]
    told = {}
    for heading in headings:
        for line in shown[heading].rstrip().splitlines():
            name, summary = line.split(maxsplit=1)
            assert line.startswith(f"  {name:8}  ")
            told[name] = (heading, summary)
            assert summary[-1] in ".?"
            assert "..." not in summary
    assert {name: heading for name, (heading, _) in told.items()} == {
        name: command.group for name, command in COMMANDS.items()
    }


def test_a_command_without_a_group_is_shown() -> None:
    """A module that forgets its group has its commands at the end, and not nowhere."""
    assert Command("forgotten", test_commands_are_in_groups).group == "More"
    del COMMANDS["forgotten"]


def test_alone_it_says_what_to_try() -> None:
    """The program alone ends with three things to try, and each of them answers."""
    page = run().out
    assert page.endswith("\nTry:\n" + "".join(f"  {line}\n" for line in FIRST))
    assert "who is highest, by how much" in page
    for line in FIRST:
        done = run(*line.split()[1:])
        assert (done.status, done.out != "") == (0, True)


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_run(name: str, tmp_path: Path) -> None:
    """The help of a command ends with examples, and a shell runs them one after the other."""
    page = run_terminal(name, "--help").out
    examples = sections(page)["Examples"]
    assert page.endswith(examples)
    assert all(len(line) <= 80 for line in page.splitlines())
    lines = re.sub(r" \\\n +", " ", examples).splitlines()
    assert [line.strip() for line in lines] == COMMANDS[name].lines()
    assert 2 <= len(lines) <= 3
    for line in map(str.strip, lines):
        if PLAIN.fullmatch(line):
            done = run(*line.split()[1:], folder=tmp_path)
        else:
            done = run_shell(f"cd {tmp_path} && {line}")
        assert (done.status, done.err[:7]) in (
            (MEANT_TO_FAIL.get(line, 0), ""),
            (MEANT_TO_FAIL.get(line, 0), "cltool:"),
        ), done.err
        assert done.out or line.endswith(".json"), line


@pytest.mark.parametrize("name", [name for name, each in COMMANDS.items() if each.loads])
def test_options_stand_under_headings(name: str) -> None:
    """A command's own options come first, then what chooses figures, then what prints."""
    shown = sections(run(name, "--help").out)
    own = ["Options", "How the table is read", "Where its figures go", "Which figures"]
    order = ["Arguments", *own, "Output", "Examples"]
    assert list(shown) == [heading for heading in order if heading in shown]
    assert "--help" in shown["Options"]
    assert "--format" in shown["Output"]
    assert "--quiet" in shown["Output"]
    for option in COMMANDS[name].choice:
        assert f"--{option.replace('_', '-')}" in shown["Which figures"]
    assert ("--data" in shown.get("Which figures", "")) == (name != "import")
    assert "--top" in sections(run("rank", "--help").out)["Options"]


def test_usage_is_plain() -> None:
    """The usage has an argument's name as it is, in brackets where it can be left out."""
    assert run("share", "--help").out.startswith("Usage: cltool share [OPTIONS] [PLACE...]\n")
    assert run("compare", "--help").out.startswith("Usage: cltool compare [OPTIONS] PLACE...\n")
    assert "<str>" not in run("rank", "--help").out


@pytest.mark.parametrize("name", TOPICS)
def test_topics(name: str) -> None:
    """Every topic is listed with what it is about, and explained in lines that fit."""
    assert f"  {name:13}{TOPICS[name].meaning}\n" in run("help").out
    page = run("help", name).out
    assert page.startswith(f"{TOPICS[name].meaning}\n\n")
    assert all(len(line) <= 80 for line in page.splitlines())
    for term, meaning in TOPICS[name].terms:
        assert f"\n{term}\n    {meaning.split()[0]}" in page


def test_topics_hold_what_they_should() -> None:
    """The terms of agreement, how times are written, and the variable of the notes."""
    for name, words in {
        "agreement": ["report", "origin", "relay", "group", "disputed", "elsewhere"],
        "periods": ["2018-01/2019-04", "edition"],
        "fact-bases": ["cltool new my.json", "CLTOOL_DATA", "cltool check", "cltool import"],
        "environment": ["CLTOOL_NOTES\n    If not empty: how many notes are told. none; vital"],
        "formats": ["-o FILE\n    The format that the file's ending says: .txt, .tsv, .csv"],
    }.items():
        page = run("help", name).out
        assert [word for word in words if word not in page] == []


def test_the_sentence_that_says_what_it_is() -> None:
    """The help and the package say the same."""
    assert ABOUT.startswith(metadata("cltool")["Summary"])
