"""The installed program in scripts: every shell, every stream, every setting."""

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cltool.cli import COMMANDS, main
from cltool.cli.terminal import Terminal
from cltool.errors import ExitStatus
from cltool.formats import formats

from .conftest import (
    PROGRAM,
    ROOT,
    environment,
    run,
    run_installed,
    run_installed_terminal,
    run_shell,
)

SHELLS = ["bash", "dash", "zsh"]
STRICT = {
    "bash": "set -euo pipefail; ",
    "dash": "set -eu; ",
    "zsh": "set -euo pipefail; ",
}


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    """Each shell, if it is here."""
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


SCRIPTS = {
    "a capture": ("n=$(cltool town southend --field value -q); echo $((n + 1))", 0, "37\n"),
    "a loop": (
        "for t in southend basildon; do cltool town $t --field value -q; done",
        0,
        "36\n30\n",
    ),
    "a reading loop": (
        "cltool rank -q | while read -r rank place rest; do echo $place; done",
        0,
        "norfolk\nhampshire\nessex\n",
    ),
    "the head of an answer": ("cltool rank -q | head -n 1 | cut -f3", 0, "Norfolk\n"),
    "a condition": ("if cltool town nowhere -q; then echo yes; else echo no; fi", 0, "no\n"),
    "an unknown town": ("cltool town nowhere -q", 2, ""),
    "no answer": ("cltool rank boroughs -q", 1, ""),
    "no facts": ("cltool rank --data /no/such -q", 3, ""),
    "names by line": (
        "cltool rank towns --field name -q | cltool town - --field value -q",
        0,
        "36\n30\n",
    ),
    "a failing name": (
        "printf 'southend\\nnowhere\\n' | cltool town - --field value -q",
        2,
        "36\n\n",
    ),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_script(name: str, shell: str) -> None:
    """Scripts under strict settings get what they expect, the documented status, and errors."""
    script, status, out = SCRIPTS[name]
    done = run_shell(STRICT[shell] + script, shell)
    assert (done.status, done.out) == (status, out)
    fails = status != 0 or name == "a condition"
    assert (done.err.startswith("cltool: "), done.err.count("\n")) == (fails, fails)


def test_repeats(shell: str, thorough: bool) -> None:
    """A reader that takes one line, or none, ends the same way every time."""
    for reader, statuses in (("head -n 1", {0}), ("true", {0, 141})):
        script = f"i=0; while [ $i -lt {100 if thorough else 3} ]; do i=$((i+1)); "
        script += f"cltool rank -q | {reader} >/dev/null; echo $?; done"
        pipefail = STRICT[shell].replace("set -eu", "set -u").replace("set -euo", "set -uo")
        done = run_shell(pipefail + script, shell)
        found = {int(line) for line in done.out.split()}
        assert found <= statuses
        assert len(found) == 1
        assert done.err == ""


def test_interrupt() -> None:
    """Ctrl-C ends the program at once, by the signal, in silence."""
    process = subprocess.Popen(
        [PROGRAM, "rank", "--data", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin is not None
    process.stdin.write(b" " * 1_000_000)  # more than a pipe holds: the program is reading
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (-signal.SIGINT, b"", b"")
    assert ExitStatus.INTERRUPTED == 128 + signal.SIGINT


INTERRUPTED_START = """
import os, signal, sys

class Interrupter:
    def find_spec(self, name, path=None, target=None):
        if name not in ("cltool", "cltool.__main__"):
            os.kill(os.getpid(), 2)

for name in ("gc", "importlib", "typing", *sys.argv[1:]):
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Interrupter())
from cltool.__main__ import run
run()
"""
"""A start that is interrupted as soon as cltool imports anything else, or a named module."""


@pytest.mark.parametrize(
    ("module", "status"), [("gc", -signal.SIGINT), ("signal", ExitStatus.INTERRUPTED)]
)
def test_interrupt_at_the_start(module: str, status: int) -> None:
    """Ctrl-C at the first import ends the program in silence, too."""
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_START, module],
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (status, b"", b"")


def test_library_leaves_signals_alone() -> None:
    """Importing and asking changes nothing in the process that asks."""
    script = "import gc, os, signal, cltool; gc.disable = os.umask = None; "
    script += "cltool.rank(cltool.load()); print(gc.isenabled(), "
    script += "signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=environment(), check=True
    )
    assert done.stdout == b"True True\n"


def test_many_at_once(thorough: bool) -> None:
    """Many runs at once all answer, and answer alike."""
    count = 200 if thorough else 10
    done = run_shell(f"seq {count} | xargs -P 8 -I % cltool rank --field value -q | sort | uniq -c")
    lines = [line.split() for line in done.out.splitlines()]
    assert lines == [[str(count), value] for value in ("121", "369", "416")]


SETTINGS: dict[str, dict[str, str]] = {
    "no HOME": {},
    "LANG=C": {"LANG": "C"},
    "LC_ALL=POSIX": {"LC_ALL": "POSIX"},
    "ASCII streams": {"PYTHONIOENCODING": "ascii"},
    "Latin-1 streams": {"PYTHONIOENCODING": "latin-1"},
    "no UTF-8 mode": {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
    "TERM=dumb": {"TERM": "dumb"},
    "no colour": {"NO_COLOR": "1"},
    "colour off": {"FORCE_COLOR": "0"},
    "colour on": {"FORCE_COLOR": "1"},
    "no columns": {"COLUMNS": "0"},
    "odd columns": {"COLUMNS": "wide"},
}
OF_STREAMS = ("LANG=C", "LC_ALL=POSIX", "ASCII streams", "Latin-1 streams", "no UTF-8 mode")
"""Those that Python reads, before the program does."""


@pytest.mark.parametrize("name", SETTINGS)
def test_setting(name: str) -> None:
    """No setting of the environment changes a byte of a machine format, or causes a traceback."""
    changed = run_installed("sources", env=SETTINGS[name])
    assert (changed.status, changed.out) == (0, run("sources").out)
    ask = run_installed if name in OF_STREAMS else run
    for words in (["rank", "--format", "table"], ["--help"], ["town", "nówhere"], ["check"]):
        done = ask(*words, env=SETTINGS[name])
        assert done.status in (0, 2)
        assert "Traceback" not in done.err
    shown = run_installed_terminal("rank", env=SETTINGS[name])
    assert shown.status == 0
    assert "416" in shown.out


def test_folders(tmp_path: Path) -> None:
    """A folder that can't be written to, or is gone, is no hindrance."""
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"cd {gone} && rmdir {gone} && cltool rank --field value -q"
    assert run_shell(script).out == "416\n369\n121\n"
    sealed = tmp_path / "sealed"
    sealed.mkdir(mode=0o500)
    assert run_shell(f"cd {sealed} && cltool rank --field value -q").out == "416\n369\n121\n"
    if os.geteuid() != 0:
        done = run_shell(f"cd {sealed} && cltool new my.json")
        assert (done.status, done.err) == (1, "cltool: cannot write my.json: permission denied\n")


def test_unwritable_output() -> None:
    """A full disk and closed streams have their status, for pages and for data."""
    for format_ in ("table", "json"):
        full = run_shell(f"cltool rank --format {format_} -q > /dev/full; echo $? >&2")
        assert full.err == "cltool: cannot write the answer: no space left on device\n1\n"
        told = run_shell(f"cltool rank --format {format_} > /dev/full")
        assert told.err == "cltool: cannot write the answer: no space left on device\n"
        assert run_shell(f"cltool rank --format {format_} >&-").status == 1
        assert run_shell(f"cltool rank --format {format_} 2>&- >/dev/null").status == 0
        assert run_shell(f"cltool rank --format {format_} 2>/dev/full >/dev/null").status == 0
    assert run_shell("cltool town - <&-").status == 2
    assert run_shell("cltool rank --data - < /dev/null").status == 3


@pytest.mark.parametrize("format_", sorted({*formats()} - {"lines"}))
def test_unwritable_format(format_: str) -> None:
    """What can't be written is told, whatever the format writes."""
    with Path("/dev/full").open("wb", buffering=0) as full:
        for out, told in ((full, b"cannot write the answer: no space"), (None, b"is closed")):
            err = io.BytesIO()
            words = ["rank", "--format", format_, "-q"]
            assert main(words, Terminal(out, err, {})) == ExitStatus.NO_ANSWER
            assert told in err.getvalue()


def test_help_topics() -> None:
    """The topics explain what every question shares; a command's help is found too."""
    assert "\n0\n    The question was answered.\n1\n" in run("help", "exit-codes").out
    assert "CLTOOL_DATA" in run("help", "environment").out
    assert "lines\n    The findings of check" in run("help", "formats").out
    assert run("help", "rank").out == run("rank", "--help").out
    assert run("help").out.startswith(run("--help").out)
    assert run("help", "nothing").status == 2


def test_manual_page() -> None:
    """The manual page is well formed and names every command and status."""
    page = (ROOT / "docs" / "cltool.1").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f".SS cltool {name}" in page
    for status in ExitStatus:
        assert f".B {int(status)}\n" in page
    if shutil.which("man") is None:
        pytest.skip("man is not installed")
    shown = subprocess.run(
        ["man", "--warnings", "-l", str(ROOT / "docs" / "cltool.1")],
        capture_output=True,
        env={**os.environ, "MANPAGER": "cat", "MANWIDTH": "80"},
        check=True,
    )
    assert shown.stderr == b""
    assert b"EXIT STATUS" in shown.stdout


def test_several_names(base: dict[str, Any], write: Callable[[Any], str]) -> None:
    """Several names in one call are answered in order; each that fails is told with its line."""
    path = write(base)
    words = ["place", "ayton", "--data", path, "-q", "--field", "value"]
    assert run(*words, "north").out == "25\n40\n"
    done = run("place", "-", "--data", path, stdin="ayton\n\nnorht\nBEE TON\nx\n")
    assert done.status == 2
    assert [line.split("\t")[1] for line in done.out.splitlines()] == ["Ayton", "Bee-ton"]
    errors = [line for line in done.err.splitlines() if "line " in line]
    assert errors == [
        "cltool: line 3: unknown place 'norht'; did you mean North?",
        "cltool: line 5: unknown place 'x'; the base has 2 counties and 2 towns; for a list: "
        "cltool places",
    ]
    none = run("place", "-", "--data", path, stdin="x\ny\n")
    assert (none.status, none.out, none.err.count("\n")) == (2, "", 2)
    assert run("place", "-", "--data", path).err == (
        "cltool: standard input holds no names; expected one a line\n"
    )
    table = run("place", "ayton", "north", "--data", path, "--format", "table").out
    assert "Name   Kind    Within" in table
