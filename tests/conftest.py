"""What the tests share: a small fact base, and ways to run the program as a user does."""

import fcntl
import json
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from copy import deepcopy
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from unittest.mock import patch

import pytest

from cltool.cli import main
from cltool.cli.terminal import Terminal

ROOT = Path(__file__).parents[1]
PROGRAM = str(Path(sys.executable).parent / "cltool")
BASE: dict[str, Any] = {
    "format": 1,
    "title": "A small base",
    "default_series": "paper",
    "sources": [
        {"id": "report", "publisher": "The Report", "title": "All of it", "published": "2020"},
        {
            "id": "paper",
            "publisher": "The Paper",
            "title": "Most of it",
            "published": "2020-02",
            "url": "https://example.org/paper",
            "relays": "report",
        },
        {
            "id": "radio",
            "publisher": "The Radio",
            "title": "Some of it",
            "published": "2020-02-03",
            "url": "https://example.org/radio",
            "relays": "report",
        },
    ],
    "measures": [
        {
            "id": "cases",
            "name": "Cases",
            "unit": "cases",
            "definition": "Cases opened.",
            "type": "flow",
        }
    ],
    "places": [
        {"id": "north", "name": "North", "kind": "county"},
        {"id": "south", "name": "South", "kind": "county"},
        {"id": "ayton", "name": "Ayton", "kind": "town", "within": "north"},
        {"id": "beeton", "name": "Bee-ton", "kind": "town", "within": "north"},
    ],
    "series": [
        {
            "id": "paper",
            "source": "paper",
            "measure": "cases",
            "period": "2019",
            "coverage": "partial",
            "observations": [
                {"place": "north", "value": 40, "locator": "paragraph 1"},
                {"place": "south", "value": 10},
                {"place": "ayton", "value": 25},
                {"place": "beeton", "value": 5},
            ],
        },
        {
            "id": "radio",
            "source": "radio",
            "measure": "cases",
            "period": "2019",
            "coverage": "partial",
            "observations": [{"place": "north", "value": 50}, {"place": "south", "value": 10}],
        },
    ],
}
"""Two sources of one report that agree about South and not about North."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the expected outputs anew, to be read as a diff."""
    parser.addoption("--write-expected", action="store_true", help="write tests/expected anew")
    parser.addoption("--thorough", action="store_true", help="repeat and vary far more often")


@dataclass(frozen=True)
class Run:
    """What a run of the program left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether to repeat and vary far more often than the tests of a change do."""
    return bool(request.config.getoption("--thorough"))


@pytest.fixture
def base() -> dict[str, Any]:
    """A small valid fact base, as a dictionary that a test may change."""
    return deepcopy(BASE)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Any], str]:
    """Write a fact base, or any text, to a file and give its path."""

    def write_file(content: Any) -> str:
        path = tmp_path / "base.json"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content, indent=1)
            path.write_text(text, encoding="utf-8")
        return str(path)

    return write_file


@pytest.fixture(params=["bash", "zsh", "fish"])
def shell(request: pytest.FixtureRequest) -> str:
    """Each shell that completion is made for, if it is here."""
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


def environment(**changes: str) -> dict[str, str]:
    """The environment of a run: a clean one, as cron has, with some changes."""
    kept = {name: os.environ[name] for name in ("COVERAGE_PROCESS_CONFIG",) if name in os.environ}
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **kept, **changes}


def run(
    *words: str,
    stdin: str | bytes = b"",
    env: dict[str, str] | None = None,
    folder: Path = ROOT,
) -> Run:
    """Run the program in this process, as in a pipe, with a clean environment.

    It takes a small part of the time of a process of its own, so this is for what the program says.
    For what real streams, their encoding, signals or memory do, run the installed one.
    """
    return _run(words, stdin, env or {}, folder, None)


def run_terminal(*words: str, columns: int = 80, env: dict[str, str] | None = None) -> Run:
    """Run the program in this process, as on a terminal of some columns."""
    return _run(words, b"", {"TERM": "xterm", "NO_COLOR": "1", **(env or {})}, ROOT, columns)


def _run(
    words: Sequence[str],
    stdin: str | bytes,
    env: dict[str, str],
    folder: Path,
    columns: int | None,
) -> Run:
    with ExitStack() as stack:
        given, out, err = (
            TextIOWrapper(stack.enter_context(TemporaryFile()), "utf-8", newline="")
            for _ in range(3)
        )
        given.buffer.write(stdin.encode() if isinstance(stdin, str) else stdin)
        given.seek(0)
        stack.enter_context(patch.dict(os.environ, environment(**env), clear=True))
        stack.enter_context(patch("sys.stdin", given))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        stack.enter_context(chdir(folder))
        stack.enter_context(at_most(60))
        terminal = Terminal.of_process()
        if columns is not None:
            terminal = terminal._replace(interactive=True, columns=columns)
        status = int(main(words, terminal))
        return Run(status, _written(out), _written(err))


def _written(stream: TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Let a test fail that would wait or work for ever."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def run_installed(*words: str, stdin: str | bytes = b"", env: dict[str, str] | None = None) -> Run:
    """Run the installed program in a pipe."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [PROGRAM, *words],
        input=data,
        capture_output=True,
        env=environment(**(env or {})),
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_shell(script: str, shell: str = "bash", **env: str) -> Run:
    """Run a shell script in which `cltool` is the installed program."""
    path = f"{Path(PROGRAM).parent}:/usr/bin:/bin"
    done = subprocess.run(
        [shell, "-c", script],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(PATH=path, **env),
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_installed_terminal(
    *words: str, columns: int = 80, env: dict[str, str] | None = None
) -> Run:
    """Run the installed program with standard output on a terminal of some columns."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen(
        [PROGRAM, *words],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=subprocess.PIPE,
        env=environment(**{"TERM": "xterm", "NO_COLOR": "1", **(env or {})}),
        cwd=ROOT,
    )
    os.close(slave)
    chunks = []
    while select.select([master], [], [], 60)[0]:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break  # Linux's way to say that the other end is closed
        if not chunk:
            break
        chunks.append(chunk)
    os.close(master)
    assert process.stderr is not None
    err = process.stderr.read().decode()
    process.stderr.close()
    return Run(process.wait(60), b"".join(chunks).decode().replace("\r\n", "\n"), err)


def without_hashes(descriptor: Path) -> None:
    """Let a package's tables be changed."""
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        del resource["hash"], resource["bytes"]
    descriptor.write_text(json.dumps(package), encoding="utf-8")
