"""Real shells at a terminal, with the completion of cltool."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from pathlib import Path

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


INSTALLED = {
    "bash": (["bash", "--noprofile", "-i"], "PS1='{prompt}'"),
    "zsh": (["zsh", "-d", "-i"], "PS1='{prompt}'"),
    "fish": (["fish", "-i"], "function fish_prompt; echo -n '{prompt}'; end"),
}
"""Shells that read the user's own startup files, and find completion there."""


class Session:
    """A shell at a terminal, with the completion of cltool."""

    def __init__(
        self,
        shell: str,
        home: Path,
        *,
        folder: Path = ROOT,
        rows: int = 50,
        installed: bool = False,
        **env: str,
    ) -> None:
        path = f"{Path(PROGRAM).parent}:/usr/bin:/bin"
        environment = {"PATH": path, "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8", **env}
        script = home / f"completion.{shell}"
        subprocess.run(
            [shell, "-c", f"cltool --show-completion > {script}; true"], env=environment, check=True
        )
        words, setup = (INSTALLED if installed else START)[shell]
        pid, self._terminal = pty.fork()
        if pid == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, environment)  # noqa: S606 - the shell under test
        self._pid = pid
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 200, 0, 0))
        self._read(1.0)
        self.type(setup.format(prompt=PROMPT, script=script) + "; echo set''-up\n", "set-up")

    def type(self, text: str, until: str = "", seconds: float = 20.0) -> str:
        """Type a text and give what the terminal shows after it, up to what it must show."""
        os.write(self._terminal, text.encode())
        shown = self._read(seconds, until)
        assert until in shown, f"{until} is not shown after {text!r}: {shown}"
        return shown

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
