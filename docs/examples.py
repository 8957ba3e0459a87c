"""Runs the examples of the pages, as a reader at a terminal would, for cog to print them.

`cog -r` writes the outputs into the pages; `cog --check` fails if a page does not show what the
program prints.
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

import cog

ROOT = Path(__file__).parents[1]
COLUMNS = 80
_work = tempfile.TemporaryDirectory()


def _terminal(script: str) -> str:
    """What a terminal shows of a shell script."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    process = subprocess.Popen(
        ["bash", "-c", script],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=slave,
        cwd=_work.name,
        env={"PATH": path, "LANG": "C.UTF-8", "TERM": "xterm", "NO_COLOR": "1"},
    )
    os.close(slave)
    chunks = []
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break  # Linux's way to say that the other end is closed
        if not chunk:
            break
        chunks.append(chunk)
    os.close(master)
    process.wait()
    text = b"".join(chunks).decode().replace("\r\n", "\n")
    return re.sub(r"\x1b\[[0-9;]*m", "", text)  # a page has no colour


def run(*scripts: str) -> None:
    """Show commands with what they print."""
    cog.outl("```console")
    for script in scripts:
        cog.outl(f"$ {script}")
        cog.out(_terminal(script))
    cog.outl("```")


def file(name: str, text: str) -> None:
    """Show a file, and give it to the commands that follow."""
    (Path(_work.name) / name).write_text(text, encoding="utf-8")
    language = {".py": "python"}.get(Path(name).suffix, Path(name).suffix.removeprefix("."))
    cog.outl(f"```{language}")
    cog.out(text)
    cog.outl("```")


def reference() -> None:
    """Show every command's help."""
    names = [
        line.split()[0]
        for line in _terminal("cltool --help").partition("Commands:\n")[2].splitlines()
        if line.strip() and line.startswith("  ") and not line.startswith("   ")
    ]
    for command in ["", *names]:
        words = f"cltool {command}".strip()
        cog.outl(f"## {words}\n")
        cog.outl("```text")
        cog.out(_terminal(f"{words} --help"))
        cog.outl("```\n")


def columns() -> None:
    """Show the columns of every command that answers, in their order."""
    questions = {
        "rank": "rank",
        "compare": "compare essex norfolk",
        "share": "share southend",
        "place, town, county": "town southend",
        "facts": "facts essex",
        "places": "places",
        "measures": "measures",
        "series": "series",
        "sources": "sources",
        "check": "check",
        "audit": "audit --source epping-2019 - <<< 121",
    }
    cog.outl("| command | columns |")
    cog.outl("| --- | --- |")
    for name, words in questions.items():
        header = _terminal(f"cltool {words} --format csv -q | head -n 1").strip()
        cog.outl(f"| {name} | {header.replace(',', ', ')} |")
