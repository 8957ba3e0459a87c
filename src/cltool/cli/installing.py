"""Installs completion for the shell that runs the program: each file whole, or left as it was."""

from pathlib import Path

import shellingham  # type: ignore[import-untyped]

from ..dataset.saving import save
from ..errors import NoAnswerError, OutputError
from ..text import printable
from .shells import SHELLS


def current_shell() -> str:
    """The shell that runs the program.

    Raises:
        NoAnswerError: If it is none that completion is made for.
    """
    try:
        name = shellingham.detect_shell()[0]
    except shellingham.ShellDetectionFailure:
        name = "unknown"
    if name not in SHELLS:
        raise NoAnswerError(
            f"this shell is {printable(name)}; there is completion for {', '.join(SHELLS)}"
        )
    return str(name)


def install(name: str) -> list[Path]:
    """Install the completion of a shell for the user: the script, then the line that finds it.

    Args:
        name: The shell.

    Returns:
        The files that were written.

    Raises:
        OutputError: If a file can't be read or written; it is then as it was.
    """
    shell, home = SHELLS[name], _home()
    script = home / shell.file
    _write(script, shell.script)
    if not shell.startup:
        return [script]
    startup = home / shell.startup
    text = _read(startup, shell.line)
    if shell.line in text.splitlines():
        return [script]
    between = "" if text.endswith("\n") or not text else "\n"
    _write(startup, f"{text}{between}{shell.line}\n")
    return [script, startup]


def _home() -> Path:
    try:
        home = Path.home()
    except RuntimeError:
        home = Path()
    if not home.is_absolute():
        raise OutputError("cannot install completion: no home folder; set HOME to its full path")
    return home


def _read(path: Path, line: str) -> str:
    """The text of a startup file; empty where there is none."""
    try:
        if path.is_file():
            return path.read_bytes().decode()
        if not path.exists():
            return ""
        reason = "not a regular file"
    except UnicodeDecodeError:
        reason = "not UTF-8"
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
    raise OutputError(
        f"cannot change {printable(str(path))}: {reason}; add this line yourself: {line}"
    )


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        regular = path.is_file() or not path.exists()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"cannot write {printable(str(path))}: {reason}") from None
    if not regular:
        raise OutputError(f"cannot write {printable(str(path))}: not a regular file")
    save(path, text)
