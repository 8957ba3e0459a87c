"""The one object that knows the process's streams and environment."""

import io
import os
import sys
from codecs import getincrementalencoder
from collections.abc import Mapping
from shutil import get_terminal_size
from typing import BinaryIO, NamedTuple

from ..errors import OutputError
from ..formats.format import Style

_MARKS = "█─†·"
_AT_ONCE = 2**23
"""How many characters are encoded at a time."""


class Terminal(NamedTuple):
    """Where answers and messages go, and what those places can show.

    Attributes:
        out: Standard output; None where it is closed.
        err: Standard error; None where it is closed.
        environ: The environment's variables.
        interactive: Whether standard output is a terminal.
        encoding: The encoding that standard output's reader expects of text.
        columns: The width of the terminal.
    """

    out: BinaryIO | None
    err: BinaryIO | None
    environ: Mapping[str, str]
    interactive: bool = False
    encoding: str = "utf-8"
    columns: int = 80

    @classmethod
    def of_process(cls) -> "Terminal":
        """The terminal of this process."""
        return cls(
            out=_raw(sys.stdout),
            err=_raw(sys.stderr),
            environ=os.environ,
            interactive=sys.stdout is not None and sys.stdout.isatty(),
            encoding=getattr(sys.stdout, "encoding", None) or "utf-8",
            columns=get_terminal_size().columns,
        )

    def style(self, header: bool | None, *, is_file: bool = False) -> Style:
        """What a page on this terminal is like, or one that is written to a file."""
        if is_file:
            return Style(header=header)
        return Style(
            header=header,
            width=self.columns if self.interactive else None,
            colour=self._colour(),
            ascii_only=not _encodes(_MARKS, self.encoding),
            links=self.interactive and self._colour(),
        )

    def _colour(self) -> bool:
        forced = self.environ.get("FORCE_COLOR", "")
        if self.environ.get("NO_COLOR") or forced == "0" or self.environ.get("TERM") == "dumb":
            return False
        return self.interactive or forced != ""

    def write(self, written: str | bytes, encoding: str = "utf-8") -> None:
        """Print an answer.

        Args:
            written: What to print: text, or bytes as they are.
            encoding: UTF-8 for machines, the terminal's own encoding for people. What that can't
                show is written as an escape.

        Raises:
            OutputError: If standard output is closed, full or broken.
        """
        if self.out is None:
            raise OutputError("standard output is closed, so the answer has nowhere to go")
        try:
            if isinstance(written, bytes):
                _write_all(self.out, written)
                return
            encoder = getincrementalencoder(encoding)("backslashreplace")
            for start in range(0, len(written), _AT_ONCE):  # no second copy of a long text is made
                _write_all(self.out, encoder.encode(written[start : start + _AT_ONCE]))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(f"cannot write the answer: {reason}") from None

    def report(self, text: str) -> None:
        """Print a message, a line each, on standard error; in silence where that is closed."""
        if self.err is None:
            return
        lines = "".join(f"cltool: {line}\n" for line in text.splitlines())
        try:
            _write_all(self.err, lines.encode(errors="backslashreplace"))
        except OSError:
            return  # there is nowhere left to say it


def _raw(stream: object) -> BinaryIO | None:
    """The stream's file without a buffer, so that nothing is left to fail at exit."""
    if stream is None:
        return None
    try:
        return io.FileIO(stream.fileno(), "w", closefd=False)  # type: ignore[attr-defined]
    except (OSError, ValueError):
        return None


def _write_all(file: BinaryIO, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


def _encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
