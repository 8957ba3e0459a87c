"""What is offered at TAB, as the program prints it: only words that are safe in every shell."""

import json
import os
import re
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import pytest
import typer
from rich.cells import cell_len

from cltool.cli.completion import offers
from cltool.cli.shells import SHELLS
from cltool.linked.files import load, load_names

from .conftest import ROOT, Run, run, run_installed
from .payloads import CONTROLS, ODD, RUN, hostile, planted, write_hostile
from .test_shell_safety import LINES

WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*|--?[a-z][a-z-]*", re.ASCII)


def at_tab(shell: str, line: str, ask: Callable[..., Run] = run, **env: str) -> Run:
    """What the program prints when TAB is pressed after a line."""
    return ask(
        env={
            "_CLTOOL_COMPLETE": f"complete_{shell}",
            "_TYPER_COMPLETE_ARGS": f"cltool {line}",
            "COMP_WORDS": f"cltool {line}",
            "COMP_CWORD": str(len(line.split()) + line.endswith((" ", "cltool"))),
            **env,
        }
    )


def save_hostile(folder: Path, *payloads: str) -> str:
    """Write a hostile fact base and give its path."""
    path = folder / "evil.json"
    path.write_text(json.dumps(hostile(list(payloads))), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("line", LINES)
def test_every_offer_is_a_plain_word_with_plain_help(line: str, tmp_path: Path) -> None:
    """Whatever the facts hold and however narrow the terminal, an offer is one safe line."""
    write_hostile(tmp_path)
    path = save_hostile(tmp_path, *planted(RUN + ODD), "大" * 190, "한글 " * 40 + "x")
    ask = partial(run, folder=tmp_path)
    done = at_tab("fish", line, ask, CLTOOL_DATA=path, COLUMNS="20")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert LINES[line] in [each.split("\t")[0] for each in lines]
    for each in lines:
        word, _, help_ = each.partition("\t")
        assert WORD.fullmatch(word), each
        assert all(char.isalnum() or char in " ,._-\u0301" for char in help_), each
        assert not help_ or cell_len(f"{word}  ({help_})") < 80, each


def test_other_shells_are_offered_the_same(tmp_path: Path) -> None:
    """One set of offers; only the mark between a word and its help differs."""
    path = save_hostile(tmp_path, *planted(RUN + ODD))
    told = {shell: at_tab(shell, "place ", CLTOOL_DATA=path).out for shell in SHELLS}
    assert told["zsh"] == told["fish"].replace("\t", ":")
    assert told["bash"] == re.sub("\t.*", "", told["fish"])


def test_help_keeps_what_people_read(tmp_path: Path) -> None:
    """Letters of every script, without the marks that a shell could read."""
    path = save_hostile(tmp_path, "King's Lynn", "Saint-Étienne", "東京都", "हिन्दी", "A: b; `c`")
    shown = [each.partition("\t")[2] for each in at_tab("fish", "audit --source ", CLTOOL_DATA=path)
             .out.splitlines()]  # fmt: skip
    assert shown == ["Kings Lynn", "Saint-Étienne", "東京都", "हिन्दी", "A, b, c", "Safe"]


@pytest.mark.parametrize(
    "text", ["plain", "row 3] of [4", ']}], "places": [', "\\u005d", "]\u2019"]
)
def test_names_are_loaded_whatever_observations_say(text: str, tmp_path: Path) -> None:
    """Brackets and quotes in texts never end the observations that are passed over."""
    base = json.loads((ROOT / "data" / "referrals.json").read_text(encoding="utf-8"))
    for series in base["series"]:
        series["observations"][0] |= {"locator": text, "note": f'"{text}"'}
    path = tmp_path / "base.json"
    path.write_text(json.dumps(base), encoding="utf-8")
    facts, names = load(path), load_names(path)
    assert [each.record for each in names.places] == [each.record for each in facts.places]
    assert [each.id for each in names.series] == [each.id for each in facts.series]


@pytest.mark.parametrize("text", CONTROLS)
def test_facts_with_control_characters_offer_nothing(text: str, tmp_path: Path) -> None:
    """A terminal's escapes are refused with the fact base that holds them."""
    path = save_hostile(tmp_path, text)
    assert at_tab("zsh", "place ", CLTOOL_DATA=path) == Run(0, "", "")


class Choice(StrEnum):
    """Choices that no shell should be offered, and one that is safe."""

    RUN = "$(touch x)"
    OPTION = "--rf"
    SAFE = "safe"


@pytest.mark.parametrize("typed", ["", "-", "$", "$(touch x)", "`x`", "safe", "../x;y"])
def test_nothing_that_typer_offers_goes_round_the_check(typed: str) -> None:
    """Completers, choices, files and the names of commands: all come through one place."""
    app = typer.Typer(add_completion=False)
    app.callback()(lambda: None)

    @app.command()
    def ask(
        completed: Annotated[str, typer.Argument(autocompletion=lambda: [*planted(RUN), "safe"])],
        choice: Annotated[Choice, typer.Option(help="$(touch x)")],
        file: Annotated[typer.FileText, typer.Option("--file", "--$(touch x)")],
    ) -> None:
        """Run `touch x`."""

    app.command("$(touch x)")(lambda: None)
    for words in ([], ["ask"], ["ask", "--choice"], ["ask", "--file"], ["ask", "--"]):
        for word, help_ in offers(app, words, typed):
            assert WORD.fullmatch(word)
            assert not set(help_) & set("$()`\\\"'")
    assert offers(app, ["ask", "--choice"], "") == [("safe", "")]
    assert offers(app, [], "") == [("ask", "Run touch x.")]


@pytest.mark.parametrize(
    "line", ["--version ra", "--install-completion ra", "--show-completion ra"]
)
def test_options_of_the_line_do_nothing_at_tab(line: str, tmp_path: Path) -> None:
    """An option that acts at once acts at Enter alone."""
    assert at_tab("bash", line, HOME=str(tmp_path)) == Run(0, "rank\n", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "line",
    [
        "rank --top many --field pl", "rank --scale 0 --field pl", "rank --no-such --field pl",
        "rank --field x --field pl", "rank a b c --field pl", "rank --within '$(x) --field pl",
        "compare --field pl", "share --of - --field pl", "place '' --field pl", "no-such-command a",
        "-- rank", "rank --", "rank -- -", "rank --series --measure ", "place \\",
        "rank --data", "rank --data=", "rank --data /no/such --field pl",
        f"place --data {'x' * 999} ",
    ],
)  # fmt: skip
def test_a_broken_line_is_no_matter(line: str) -> None:
    """Whatever the line so far, TAB offers something or nothing, and says nothing."""
    for shell in ("zsh", "bash"):
        done = at_tab(shell, line)
        assert done.err == "" or "COMP_CWORD" in done.err
        assert all(WORD.match(each) for each in done.out.splitlines())


def test_facts_in_a_pipe_are_not_waited_for(tmp_path: Path) -> None:
    """TAB reads files alone: a pipe, a terminal or a folder offers nothing, at once."""
    os.mkfifo(tmp_path / "pipe")
    for path in (str(tmp_path / "pipe"), "/dev/stdin", "-", str(tmp_path)):
        assert at_tab("zsh", f"place --data {path} ", run_installed) == Run(0, "", "")


@pytest.mark.parametrize(
    ("env", "message"),
    [
        ({"_CLTOOL_COMPLETE": "complete_bash"}, "but not COMP_WORDS"),
        ({"_CLTOOL_COMPLETE": "complete_zsh"}, "but not _TYPER_COMPLETE_ARGS"),
        ({"_CLTOOL_COMPLETE": "complete_fish"}, "but not _TYPER_COMPLETE_ARGS"),
        ({"_CLTOOL_COMPLETE": "complete_powershell"}, "given _CLTOOL_COMPLETE"),
        ({"_CLTOOL_COMPLETE": "foo_bar"}, "given _CLTOOL_COMPLETE 'foo_bar', expected one of"),
        ({"_CLTOOL_COMPLETE": "1"}, "given _CLTOOL_COMPLETE '1'"),
        ({"_CLTOOL_COMPLETE": "\x1b[2J"}, r"given _CLTOOL_COMPLETE '\x1b[2J'"),
        *(
            (
                {"_CLTOOL_COMPLETE": "complete_bash", "COMP_WORDS": "cltool a", "COMP_CWORD": at},
                f"given COMP_CWORD '{at}', expected the number of a word",
            )
            for at in ("", "x", "-1", "0", "3", "1" * 5000, "１", "1.0")
        ),
    ],
)
def test_a_wrong_request_is_one_line(env: dict[str, str], message: str) -> None:
    """Without what a shell's script sets, the program says what is missing."""
    done = run(env=env)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("cltool: ")
    assert done.err.count("\n") == 1
    assert message in done.err


@pytest.mark.parametrize("shell", list(SHELLS))
def test_scripts_evaluate_nothing(shell: str) -> None:
    """The script that a shell is given takes the offers for words."""
    script = run(env={"_CLTOOL_COMPLETE": f"source_{shell}"}).out
    assert script == SHELLS[shell].script
    assert "eval" not in script.split()


def test_the_line_before_the_word_counts() -> None:
    """Options with and without =, and quotations that are still open."""
    assert at_tab("bash", "rank --field = pl").out == "place\n"
    assert at_tab("bash", "rank --field =").out.startswith("rank\n")
    assert at_tab("zsh", "compare 'great yarmouth' \"south-y").out.startswith("south-yorkshire:")
    assert at_tab("zsh", f"place --data {ROOT}/data/referrals.json nor").out.startswith("norfolk:")
