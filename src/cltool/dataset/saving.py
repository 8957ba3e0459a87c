"""Writing files whole: new ones take the place of old ones, or nothing changes.

A new file is written beside the old one and takes its name when it is on the disk. While that
happens other runs of the program wait, as long as the system can hold them off.
"""

import hashlib
import os
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import OutputError
from ..text import printable

try:
    import fcntl
except ImportError:  # a system without such locks: that the file changed is still noticed
    fcntl = None  # type: ignore[assignment]

LONGEST_WAIT = 30.0
"""The seconds that a writer waits for another one."""
_PAUSE = 0.02
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFIFO: "a FIFO",
    stat.S_IFSOCK: "a socket",
}


def is_there(path: Path) -> bool:
    """Whether a file stands where one is to be written.

    Raises:
        OutputError: If none could ever stand there.
    """
    try:
        return os.path.lexists(path)
    except OSError as error:
        raise _failed(path, error) from None


def save(path: Path, written: str | bytes) -> None:
    """Write a file whole; see `replace_files`.

    Raises:
        OutputError: If it can't be written; the old file is then as it was.
    """
    with locked(path):
        replace_files({path: written})


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other runs of the program from writing into the folder of a file.

    Args:
        path: The file; a link stands for the file that it leads to.

    Raises:
        OutputError: If another run writes for longer than `LONGEST_WAIT`.
    """
    folder = _resolved(path).parent
    handle = _opened(folder)
    try:
        if handle is not None:
            _wait_for(handle, folder)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # the second is what 3.11 makes of a circle of links
        raise _failed(path, error) from None


def _opened(folder: Path) -> int | None:
    """A handle to lock a folder by; None where it can't be locked."""
    if fcntl is None:
        return None
    try:
        return os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None  # writing into it then says why


def _wait_for(handle: int, folder: Path) -> None:
    end = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise OutputError(
                    f"another run of cltool has been writing into {printable(str(folder))} for "
                    f"{LONGEST_WAIT:.0f} seconds; end it, or try again later"
                ) from None
            time.sleep(_PAUSE)
        except OSError:
            return  # some network disks have no locks: that the file changed is still noticed
        else:
            return


def replace_files(
    files: Mapping[Path, str | bytes], *, unless_changed: bytes | None = None
) -> None:
    """Write some files, each whole, in their order; the caller holds the lock of their folder.

    A link stays a link: the file that it leads to is replaced, in its own folder. Mode and owner
    stay as they are.

    Args:
        files: The files, and what they are to hold.
        unless_changed: What the old files must still hold.

    Raises:
        OutputError: If one can't be written, or holds something else; before anything changed.
    """
    staged: list[_Staged] = []
    try:
        for path, written in files.items():
            staged.append(_stage(path, written.encode() if isinstance(written, str) else written))
        for each in staged:
            each.refuse_change(unless_changed)
            each.take_place()
    finally:
        for each in staged:
            each.new.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file that is on the disk beside the one that it is to replace."""

    path: Path
    target: Path
    new: Path

    def refuse_change(self, expected: bytes | None) -> None:
        if expected is not None and self.target.read_bytes() != expected:
            raise OutputError(
                f"{printable(str(self.path))} was changed while this was worked out, so nothing "
                "was written; run the command again"
            )

    def take_place(self) -> None:
        try:
            self.new.replace(self.target)
            _sync_folder(self.target.parent)
        except OSError as error:
            raise _failed(self.path, error) from None


def _stage(path: Path, data: bytes) -> _Staged:
    target = _resolved(path)
    try:
        old = _replaceable(path, target)
        # A name of its own for each target, so that a run clears what a killed one left.
        mark = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]
        new = target.with_name(f".cltool-{mark}.new")
        new.unlink(missing_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        try:
            with os.fdopen(handle, "wb") as file:
                if old is not None:
                    _dress(file.fileno(), old)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _failed(path, error) from None
    return _Staged(path, target, new)


def _replaceable(path: Path, target: Path) -> os.stat_result | None:
    """What is to be replaced; None where nothing is there.

    Raises:
        OutputError: If it is to be left alone.
    """
    try:
        old = target.lstat()
    except FileNotFoundError:
        return None
    name = printable(str(path))
    if not stat.S_ISREG(old.st_mode):
        kind = _KINDS.get(stat.S_IFMT(old.st_mode), "no file")
        raise OutputError(f"{name} is {kind}, and only a file is written over; give another name")
    if not old.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise OutputError(
            f"{name} is write-protected; give another name, or make it writable with: chmod u+w"
        )
    if old.st_nlink > 1:
        raise OutputError(
            f"{name} has {old.st_nlink} names (hard links), and replacing it would part them; "
            "give another name, or make it a file of its own"
        )
    return old


def _dress(handle: int, old: os.stat_result) -> None:
    """Give a new file the owner and the mode of the old one."""
    mine = os.fstat(handle)
    if (mine.st_uid, mine.st_gid) != (old.st_uid, old.st_gid):
        os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _failed(path: Path, error: OSError | RuntimeError) -> OutputError:
    circle = "its links lead in a circle"
    reason = circle if isinstance(error, RuntimeError) else (error.strerror or str(error)).lower()
    return OutputError(f"cannot write {printable(str(path))}: {reason}")
