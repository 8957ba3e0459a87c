"""Installing completion: the user's own files are replaced whole or left as they were."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from .conftest import PROGRAM, Run, run_shell
from .sessions import Session

STARTUP = {"bash": ".bashrc", "zsh": ".zshrc"}
SCRIPT = {
    "bash": ".bash_completions/cltool.sh",
    "zsh": ".zfunc/_cltool",
    "fish": ".config/fish/completions/cltool.fish",
}
OWN = "# mine: café\nalias precious=1\n" * 100


def install(shell: str, home: Path, before: str = "true") -> Run:
    """Install completion from a shell, after some other command."""
    return run_shell(f"{before}; cltool --install-completion; exit", shell, HOME=str(home))


def files(home: Path) -> list[str]:
    """The files below a folder."""
    return sorted(str(each.relative_to(home)) for each in home.rglob("*") if each.is_file())


def test_a_new_terminal_completes(shell: str, tmp_path: Path) -> None:
    """What is installed is found by the shell itself, at the first TAB."""
    done = install(shell, tmp_path)
    assert (done.status, done.err) == (0, "")
    assert str(tmp_path / SCRIPT[shell]) in done.out
    session = Session(shell, tmp_path, installed=True)
    assert "yarmouth" in session.type("cltool town great\t", "yarmouth")
    session.close()


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
def test_the_startup_file_keeps_what_it_held(shell: str, tmp_path: Path) -> None:
    """One line is added, once; mode, link and text stay. fish needs none."""
    startup, real = tmp_path / STARTUP[shell], tmp_path / "dotfiles" / "rc"
    real.parent.mkdir()
    real.write_text(OWN.rstrip("\n"), encoding="utf-8")
    real.chmod(0o640)
    startup.symlink_to("dotfiles/rc")
    assert install(shell, tmp_path).status == 0
    once = real.read_text(encoding="utf-8")
    assert once.startswith(OWN)
    assert once.removeprefix(OWN).count("\n") == 1
    assert install(shell, tmp_path).status == 0
    assert real.read_text(encoding="utf-8") == once
    assert startup.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert files(tmp_path) == sorted([SCRIPT[shell], STARTUP[shell], "dotfiles/rc"])


@pytest.mark.parametrize("blocks", [0, 1])
def test_a_full_disk_leaves_every_file(blocks: int, tmp_path: Path) -> None:
    """Where the script or the startup file can't be written whole, the old one stays."""
    (tmp_path / ".bashrc").write_text(OWN, encoding="utf-8")
    done = install("bash", tmp_path, f"unset COVERAGE_PROCESS_CONFIG; ulimit -f {blocks}")
    assert done.status == 1
    assert done.err.startswith(f"cltool: cannot write {tmp_path}/.bash")
    assert done.err.count("\n") == 1
    assert (tmp_path / ".bashrc").read_text(encoding="utf-8") == OWN
    assert files(tmp_path) == [SCRIPT["bash"], ".bashrc"][1 - blocks :]


def test_a_startup_file_that_cannot_be_read_is_left(tmp_path: Path) -> None:
    """Text in another encoding, a pipe or a folder: one line says what to do instead."""
    startup = tmp_path / ".bashrc"
    startup.write_bytes(b"# caf\xe9\n")
    done = install("bash", tmp_path)
    assert done.status == 1
    assert done.err == (
        f"cltool: cannot change {startup}: not UTF-8; "
        "add this line yourself: source ~/.bash_completions/cltool.sh\n"
    )
    assert startup.read_bytes() == b"# caf\xe9\n"
    startup.unlink()
    os.mkfifo(startup)
    assert "not a regular file; add this line yourself" in install("bash", tmp_path).err
    startup.unlink()
    startup.mkdir()
    assert "not a regular file; add this line yourself" in install("bash", tmp_path).err


def test_without_a_home_or_a_known_shell_nothing_is_installed(tmp_path: Path) -> None:
    """It says what is missing, and writes nothing."""
    done = run_shell("cltool --install-completion; exit", HOME="not/absolute")
    assert (done.status, done.out) == (1, "")
    assert "set HOME to its full path" in done.err
    unknown = tmp_path / "csh"
    unknown.symlink_to("/bin/sh")
    for option in ("--install-completion", "--show-completion"):
        command = [str(unknown), "-c", f"{PROGRAM} {option}; exit $?"]
        told = subprocess.run(
            command, env={"HOME": str(tmp_path)}, capture_output=True, text=True, check=False
        )
        assert (told.returncode, told.stdout) == (1, "")
        assert told.stderr == "cltool: this shell is csh; there is completion for bash, zsh, fish\n"
    assert files(tmp_path) == ["csh"]
