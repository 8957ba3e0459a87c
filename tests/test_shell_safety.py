"""A fact base never runs code: payloads in real shells, at TAB and at Enter after it."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from .conftest import environment
from .payloads import RUN, canaries, planted, write_hostile
from .sessions import Session

LINES = {
    "place --data evil.json ": "safe-p",
    "place --data evil.json 000-p ": "safe-p",
    "place --per ": "safe-m",
    "town ": "safe-p",
    "compare ": "safe-p",
    "share ": "safe-p",
    "share --of ": "safe-p",
    "trend ": "safe-p",
    "facts ": "safe-p",
    "rank ": "Safes",
    "rank --data kinds.json ": "Safes",
    "places ": "Safes",
    "rank --within ": "safe-p",
    "rank --series ": "safe-r",
    "rank --measure ": "safe-m",
    "rank --field ": "value",
    "rank --format ": "markdown",
    "audit --source ": "safe-s",
    "help ": "exit-codes",
    "rank -": "--within",
    "": "county",
}
"""What is typed after the program's name, and what is offered among the rest."""
ALIKE = (
    *("town ", "compare ", "share ", "share --of ", "trend ", "facts ", "rank --within "),
    *("places ", "rank --measure "),
)
"""Those of them that are offered what another one is."""
QUIET = {
    "bash": "; ".join(
        f"bind 'set {setting}'"
        for setting in (
            "completion-query-items 0",
            "page-completions off",
            "show-all-if-ambiguous on",
        )
    ),
    "zsh": "LISTMAX=0",
    "fish": "true",
}
"""What lets a shell list all that it is offered without asking first."""
TABS = {"bash": "\t", "zsh": "\t\t", "fish": "\t\t"}
"""The keys that list what is offered, and in zsh and fish put the first of it on the line."""
NAIVE = {
    "bash": """_naive() { eval "COMPREPLY=( \\"$(cat offered)\\" )"; }; complete -F _naive naive""",
    "zsh": """_naive() { eval "local -a x; x=( \\"$(cat offered)\\" )"; }; compdef _naive naive""",
    "fish": "complete -c naive -f -a '(eval (cat offered))'",
}
"""A completion that evaluates what it is offered."""


@pytest.fixture
def session(shell: str, tmp_path: Path) -> Session:
    """A shell in a folder with a hostile fact base, which is asked by default."""
    return hostile_session(shell, tmp_path)


def hostile_session(name: str, folder: Path, locale: str = "C.UTF-8") -> Session:
    """A shell in a folder with a hostile fact base, which is asked by default."""
    write_hostile(folder)
    home = folder / "home"
    home.mkdir()
    session = Session(name, home, folder=folder, rows=400, CLTOOL_DATA="evil.json", LC_ALL=locale)
    settle(session, f"{QUIET[name]}\n", "quiet")
    return session


def settle(session: Session, keys: str, mark: str) -> str:
    """Type some keys, then a command, and wait for its answer: all before it is done."""
    return session.type(f"{keys}echo {mark[:1]}''{mark[1:]}\n", mark, 60)


def insert_and_run(session: Session, name: str, mark: str) -> str:
    """Take what is offered, in bash all of it at once, and press Enter."""
    return settle(session, "\x1b*\n" if name == "bash" else "\n\n", mark)


def test_nothing_runs_at_tab_or_enter(
    shell: str, session: Session, tmp_path: Path, thorough: bool
) -> None:
    """Every payload, in every text of the facts, wherever the facts are offered.

    Lines that are offered what another is are typed if the test is to be thorough; what each of
    them is offered is looked at without a shell, in `test_completion.py`.
    """
    for number, (line, safe) in enumerate(LINES.items()):
        if line in ALIKE and not thorough:
            continue
        shown = session.type(f"cltool {line}{TABS[shell]}", safe, 60)
        assert canaries(tmp_path) == [], line
        shown += insert_and_run(session, shell, f"entered-{number}-")
        assert "Traceback" not in shown
        assert "MarkupError" not in shown
        assert canaries(tmp_path) == [], line
    session.close()


def test_nothing_runs_in_a_plain_locale(shell: str, tmp_path: Path) -> None:
    """Bytes of other scripts' letters are no marks of a shell that knows ASCII alone."""
    session = hostile_session(shell, tmp_path, locale="C")
    session.type(f"cltool place {TABS[shell]}", "safe-p", 60)
    insert_and_run(session, shell, "entered")
    assert canaries(tmp_path) == []
    session.close()


def test_what_is_typed_and_files_do_not_run(session: Session, tmp_path: Path) -> None:
    """The line so far is the shell's to read, and so are the names of files."""
    for number, name in enumerate(planted(("$(TOUCH)", "`TOUCH`", ";TOUCH;", '"$(TOUCH)"', "'"))):
        folder = tmp_path / f"file-{number}"
        folder.mkdir()
        (folder / f"x{name}").touch()
        settle(session, f"cltool check file-{number}/x\t\n", f"file-{number}-")
    for number, word in enumerate(
        planted(("'$(TOUCH)'", "'`TOUCH`'", "'; TOUCH'", "'\\$(TOUCH)'"))
    ):
        for line in (f"place {word[:-1]}", f"place --data {word} "):
            settle(session, f"cltool {line}\t\x15", f"typed-{number}-")
    assert canaries(tmp_path) == []
    session.close()


def test_code_that_is_run_is_noticed(shell: str, session: Session, tmp_path: Path) -> None:
    """The same keys, with a completion that evaluates what it is offered, leave a file."""
    code = "touch canary-tab" if shell == "fish" else "$(touch canary-tab)"
    (tmp_path / "offered").write_text(code)
    settle(session, f"{NAIVE[shell]}\n", "defined")
    session.type("naive \t\t", seconds=0.1)
    deadline = time.monotonic() + 20
    while not canaries(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert canaries(tmp_path) == ["canary-tab"]
    settle(session, "\x15true $(touch canary-enter)\n", "entered")
    assert canaries(tmp_path) == ["canary-enter", "canary-tab"]
    session.close()


def evaluated(payload: str) -> dict[str, list[str]]:
    """Code, by shell, that a payload becomes: bare, in quotes, or escaped as typer does for zsh."""
    escaped = payload.replace('"', '""').replace("'", "''").replace("$", "\\$").replace("`", "\\`")
    plain = [f"true {payload}", f'true "{payload}"', f"true '{payload}'"]
    return {"bash": plain, "zsh": [*plain, f'true "{escaped}"'], "fish": plain[:1]}


EVALUATE = {
    "bash": 'for code; do ( eval "$code" ) & done; wait',
    "zsh": 'for code; do ( eval "$code" ) & done; wait',
    "fish": "for code in $argv; eval $code; end",
}
"""What runs each of some codes, also where others are broken."""


def test_every_payload_is_live(tmp_path: Path) -> None:
    """Each is run by a shell that takes it for code: they are not just odd texts."""
    payloads = planted(RUN)
    assert len(payloads) >= 60
    for name, script in EVALUATE.items():
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed")
        codes = [code for payload in payloads for code in evaluated(payload)[name]]
        subprocess.run(
            [name, "-c", script, *(["sh"] if name != "fish" else []), *codes],
            cwd=tmp_path,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
    wanted = {f"canary-{number}" for number in range(len(payloads))}
    deadline = time.monotonic() + 10
    while not wanted <= {*canaries(tmp_path)} and time.monotonic() < deadline:
        time.sleep(0.05)
    dead = wanted - {*canaries(tmp_path)}
    assert [payloads[int(name.partition("-")[2])] for name in sorted(dead)] == []
