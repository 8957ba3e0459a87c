"""Completion in real shells, at a terminal."""

import fcntl
import os
import pty
import select
import shutil
import struct
import subprocess
import termios
import time
from pathlib import Path

import pytest

from .conftest import PROGRAM, ROOT

PROMPT = "ready> "
START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "PS1='{prompt}'; source {script}"),
    "zsh": (
        ["zsh", "-f", "-i"],
        "PS1='{prompt}'; autoload -U compinit; compinit -u -D; source {script}",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "function fish_prompt; echo -n '{prompt}'; end; source {script}",
    ),
}


class Session:
    """A shell at a terminal, with the completion of cltool."""

    def __init__(self, shell: str, home: Path, **env: str) -> None:
        path = f"{Path(PROGRAM).parent}:/usr/bin:/bin"
        environment = {"PATH": path, "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8", **env}
        script = home / f"completion.{shell}"
        subprocess.run(
            [shell, "-c", f"cltool --show-completion > {script}; true"], env=environment, check=True
        )
        words, setup = START[shell]
        pid, self._terminal = pty.fork()
        if pid == 0:
            os.chdir(ROOT)
            os.execvpe(words[0], words, environment)  # noqa: S606 - the shell under test
        self._pid = pid
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self._read(1.0)
        self.type(setup.format(prompt=PROMPT, script=script) + "\n")

    def type(self, text: str, until: str = "", seconds: float = 20.0) -> str:
        """Type a text and give what the terminal shows after it."""
        os.write(self._terminal, text.encode())
        return self._read(seconds, until)

    def _read(self, seconds: float, until: str = "") -> str:
        shown = b""
        quiet_since = time.monotonic()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self._terminal], [], [], 0.1)[0]:
                try:
                    shown += os.read(self._terminal, 65536)
                except OSError:
                    break
                quiet_since = time.monotonic()
            if until and until in shown.decode(errors="replace"):
                break
            if not until and time.monotonic() - quiet_since > 0.8:
                break
        return shown.decode(errors="replace")

    def close(self) -> None:
        """End the shell."""
        os.close(self._terminal)
        os.waitpid(self._pid, 0)


@pytest.fixture(params=list(START))
def shell(request: pytest.FixtureRequest) -> str:
    """Each shell, if it is here."""
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


def test_a_place_completes_and_answers(shell: str, tmp_path: Path) -> None:
    """What is completed works when Enter is pressed, also for a name with spaces."""
    session = Session(shell, tmp_path)
    session.type("cltool town great\t", "yarmouth")
    assert "34" in session.type(" -q --field value\n", "34")
    session.type("cltool rank bor\t", "oughs")
    shown = session.type(" --measure referred -q --field name --top 1\n", "Newham")
    assert "Lambeth" in shown
    session.close()


def test_places_have_help(shell: str, tmp_path: Path) -> None:
    """The kind and county stand beside a place where the shell shows help: zsh and fish."""
    session = Session(shell, tmp_path)
    shown = session.type("cltool town south\t\t", "southend-on-sea")
    shown += session.type("", seconds=3.0)
    assert "southend-on-sea" in shown
    if shell != "bash":
        assert "Southampton, town in Hampshire" in shown
    session.close()


def test_a_broken_base_completes_to_nothing(shell: str, tmp_path: Path) -> None:
    """A fact base that is missing does not disturb the line being typed."""
    session = Session(shell, tmp_path, CLTOOL_DATA="/no/such.json")
    shown = session.type("cltool town south\t")
    assert "southend" not in shown
    assert "cannot be read" not in shown
    assert "Traceback" not in shown
    session.close()


def offered(*words: str, **env: str) -> list[str]:
    """What is offered for the last of some words, in bash's protocol."""
    done = subprocess.run(
        [PROGRAM],
        env={
            "PATH": "/usr/bin:/bin",
            "_CLTOOL_COMPLETE": "complete_bash",
            "COMP_WORDS": " ".join(["cltool", *words]),
            "COMP_CWORD": str(len(words)),
            **env,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_offers() -> None:
    """Places, kinds, series, measures, sources, formats, fields and topics are offered."""
    assert offered("town", "south") == ["southampton", "southend-on-sea"]
    assert offered("county", "south") == ["south-yorkshire"]
    assert offered("compare", "essex", "ham") == ["hampshire"]
    assert offered("rank", "t") == ["towns"]
    assert offered("rank", "--series", "castro") == ["castro-2023-year1", "castro-2023-year2"]
    assert offered("rank", "--measure", "re") == ["referred", "residents-linked"]
    assert offered("rank", "--per", "pop") == ["population"]
    assert offered("audit", "--source", "ech") == ["echo-2019"]
    assert offered("rank", "--format", "t") == ["table", "tsv"]
    assert offered("rank", "--field", "d") == ["disputed"]
    assert offered("rank", "--per", "population", "--field", "ra") == ["rank", "rate"]
    assert offered("town", "--field", "per") == ["percent_of_within"]
    assert offered("compare", "essex", "--field", "rat") == ["ratio"]
    assert offered("help", "e") == ["environment", "exit-codes"]


def test_offers_of_other_facts(tmp_path: Path) -> None:
    """The facts of --data and CLTOOL_DATA are offered; broken ones offer nothing."""
    subprocess.run([PROGRAM, "new", str(tmp_path / "my.json")], check=True, capture_output=True)
    path = str(tmp_path / "my.json")
    assert offered("place", "--data", path, "") == ["northshire", "southshire", "ayton-on-sea"]
    assert offered("place", "sou", CLTOOL_DATA=path) == ["southshire"]
    assert offered("place", "--data", "/no/such", "a") == []
    assert offered("rank", "--data", str(ROOT / "README.md"), "--field", "a") == []
    assert offered("rank", "--data", "-", "--series", "a") == []
