"""Files are written whole or left: with several writers, kills, full disks and odd files."""

import json
import os
import random
import resource
import socket
import stat
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import cltool
from cltool.dataset.saving import replace_files
from cltool.errors import OutputError

from .conftest import PROGRAM, Run, environment, run, run_shell

TABLE = "place,value\nNorthshire,{}\n"
WORDS = ("--source", "report", "--measure", "cases", "--period", "2030")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A fact base of one's own."""
    path = tmp_path / "base.json"
    assert run("new", str(path)).status == 0
    return path


def start(*words: str, limit: int | None = None, stdin: str = "") -> subprocess.Popen[bytes]:
    """Start the program, perhaps with a limit on the size of the files that it writes."""

    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    # what measures coverage writes files too, and would meet the limit
    bare = {name: value for name, value in environment().items() if "COVERAGE" not in name}
    process = subprocess.Popen(
        [PROGRAM, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=bare if limit is not None else environment(),
        preexec_fn=limited,
    )
    assert process.stdin is not None
    process.stdin.write(stdin.encode())
    process.stdin.close()
    process.stdin = None
    return process


def ended(process: subprocess.Popen[bytes]) -> Run:
    """What a started program left behind."""
    out, err = process.communicate(timeout=60)
    return Run(process.returncode, out.decode(), err.decode())


def add(base: Path, series: str, value: int = 1, **how: Any) -> subprocess.Popen[bytes]:
    """Start to add a series of one figure."""
    words = ("import", "-", "--into", str(base), *WORDS, "--series", series)
    return start(*words, stdin=TABLE.format(value), **how)


def leftovers(folder: Path) -> list[str]:
    """The temporary files in a folder."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".cltool-")]


@pytest.mark.parametrize("count", [2, 10])
def test_several_writers(base: Path, count: int) -> None:
    """After any number of writers the file holds exactly what those that exited 0 added."""
    before = set(cltool.load(base).series_by_id)
    writers = {f"s{number}": add(base, f"s{number}") for number in range(count)}
    added = {series for series, writer in writers.items() if ended(writer).status == 0}
    assert set(cltool.load(base).series_by_id) == before | added
    assert added == set(writers)
    assert leftovers(base.parent) == []


def test_a_change_in_between_is_noticed(tmp_path: Path) -> None:
    """A file that an editor, which takes no lock, has changed meanwhile is not written over."""
    path = tmp_path / "base.json"
    path.write_bytes(b"theirs")
    with pytest.raises(OutputError, match="was changed while this was worked out, so nothing was"):
        replace_files({path: "mine"}, unless_changed=b"as it was")
    assert path.read_bytes() == b"theirs"
    assert leftovers(tmp_path) == []


def test_a_writer_that_waits_too_long_says_so(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who holds up the writing is told, and nothing is written."""
    monkeypatch.setattr("cltool.dataset.saving.LONGEST_WAIT", 0.1)
    from cltool.dataset.saving import locked, save

    before = base.read_bytes()
    with locked(base), pytest.raises(OutputError, match="another run of cltool has been writing"):
        save(base, "mine")
    assert base.read_bytes() == before


def killed(process: subprocess.Popen[bytes], seconds: float) -> int:
    """Kill a program after some time; its status."""
    time.sleep(seconds)
    process.kill()
    process.communicate()
    return process.returncode


def test_kills_leave_the_old_file_or_the_new(base: Path) -> None:
    """A killed import changes nothing or all, and what it leaves beside is cleared by the next."""
    chance = random.Random(1)
    old = base.read_bytes()
    for number in range(8):
        killed(add(base, f"s{number}"), chance.uniform(0.05, 0.2))
        found = base.read_bytes()
        assert cltool.loads(found).series_by_id.keys() >= cltool.loads(old).series_by_id.keys()
        old = found
    assert len(leftovers(base.parent)) <= 1
    assert ended(add(base, "last")).status == 0
    assert leftovers(base.parent) == []


@pytest.fixture
def two_bases(base: Path) -> tuple[Path, Path]:
    """Two bases that differ in the years of their figures and in the figures."""
    tree = json.loads(base.read_text(encoding="utf-8"))
    for series in tree["series"]:
        series["period"] = "1924"
        for observation in series["observations"]:
            observation["value"] += 1
    other = base.with_name("other.json")
    other.write_text(json.dumps(tree), encoding="utf-8")
    return base, other


def imported(package: Path) -> cltool.FactBase | None:
    """What a package imports as; None if it is refused."""
    into = package.with_name("back.json")
    into.unlink(missing_ok=True)
    done = run("import", str(package), "--into", str(into))
    if done.status:
        assert "is not the table that datapackage.json describes" in done.err
        assert not into.exists()
        return None
    return cltool.load(into)


def test_a_package_is_of_one_export(two_bases: tuple[Path, Path]) -> None:
    """Tables of two exports side by side are refused, whichever of them were replaced."""
    package = two_bases[0].with_name("package")
    assert run("export", str(package), "--data", str(two_bases[0])).status == 0
    fresh = package.with_name("fresh")
    assert run("export", str(fresh), "--data", str(two_bases[1])).status == 0
    assert imported(package) == cltool.load(two_bases[0])
    (package / "series.csv").write_bytes((fresh / "series.csv").read_bytes())
    assert imported(package) is None
    (package / "observations.csv").write_bytes((fresh / "observations.csv").read_bytes())
    assert imported(package) is None
    (package / "datapackage.json").write_bytes((fresh / "datapackage.json").read_bytes())
    assert imported(package) == cltool.load(two_bases[1])


def test_a_killed_export_is_refused_or_right(two_bases: tuple[Path, Path]) -> None:
    """Whatever a kill leaves, the package imports as one of the two bases or not at all."""
    chance = random.Random(2)
    package = two_bases[0].with_name("package")
    bases = [cltool.load(path) for path in two_bases]
    assert run("export", str(package), "--data", str(two_bases[0])).status == 0
    for number in range(6):
        data = two_bases[number % 2]
        process = start("export", str(package), "--data", str(data), "--force")
        killed(process, chance.uniform(0.08, 0.2))
        assert imported(package) in (None, *bases)
    assert run("export", str(package), "--data", str(two_bases[1]), "--force").status == 0
    assert imported(package) == bases[1]
    assert leftovers(package) == []


def test_a_full_disk(base: Path, two_bases: tuple[Path, Path]) -> None:
    """What doesn't fit is refused, and nothing changes: neither the base nor a package."""
    before = base.read_bytes()
    done = ended(add(base, "more", limit=500))
    assert (done.status, base.read_bytes()) == (1, before)
    assert done.err == f"cltool: cannot write {base}: file too large\n"
    package = base.with_name("package")
    assert run("export", str(package), "--data", str(two_bases[0])).status == 0
    files = {path.name: path.read_bytes() for path in package.iterdir()}
    words = ("export", str(package), "--data", str(two_bases[1]), "--force")
    assert ended(start(*words, limit=500)).status == 1
    assert {path.name: path.read_bytes() for path in package.iterdir()} == files


def writes(path: Path) -> Sequence[tuple[str, ...]]:
    """Commands that would write over a file."""
    return [("new", str(path), "--force"), ("import", "-", "--into", str(path), *WORDS)]


def device(path: Path) -> None:
    """Make a device of one's own, like /dev/null."""
    if os.geteuid() != 0:
        pytest.skip("only root makes devices")
    os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))


def unix_socket(path: Path) -> None:
    """Make a socket."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (device, "a device"),
        (os.mkfifo, "a FIFO"),
        (Path.mkdir, "a folder"),
        (unix_socket, "a socket"),
    ],
)
def test_only_files_are_written_over(
    make: Callable[[Path], object], kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A device, a FIFO, a folder and a socket stay what they are."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "odd"
    make(path)
    before = path.lstat()
    done = run("new", str(path), "--force")
    assert done.status == 1
    assert done.err == (
        f"cltool: {path} is {kind}, and only a file is written over; give another name\n"
    )
    assert path.lstat().st_mode == before.st_mode
    package = tmp_path / "package"
    package.mkdir()
    path.rename(package / "places.csv")
    assert run("export", str(package), "--force").status == 1
    assert [each.name for each in package.iterdir()] == ["places.csv"]


def test_a_protected_file_stays(base: Path) -> None:
    """A file that isn't writable is not replaced, by root neither."""
    before = base.read_bytes()
    base.chmod(0o444)
    for words in writes(base):
        done = run(*words, stdin=TABLE.format(1))
        assert done.status == 1
        assert f"{base} is write-protected" in done.err
    assert (base.read_bytes(), base.stat().st_mode & 0o777) == (before, 0o444)


def test_hard_links_are_not_parted(base: Path) -> None:
    """A file with two names is left, since replacing one would part them."""
    other = base.with_name("same.json")
    other.hardlink_to(base)
    for words in writes(base):
        done = run(*words, stdin=TABLE.format(1))
        assert done.status == 1
        assert f"{base} has 2 names (hard links)" in done.err
    assert base.samefile(other)


def test_a_links_target_is_replaced_where_it_lies(base: Path, tmp_path: Path) -> None:
    """A link stays a link, also to another folder; its target keeps mode and owner."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    target = folder / "target.json"
    base.rename(target)
    base.symlink_to(target)
    target.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(target, 12345, 12345)
    before = target.stat()
    assert ended(add(base, "more")).status == 0
    after = target.stat()
    assert base.is_symlink()
    assert "more" in cltool.load(target).series_by_id
    assert (after.st_mode, after.st_uid, after.st_gid) == (
        before.st_mode,
        before.st_uid,
        before.st_gid,
    )


def test_standard_input_is_no_file_to_write(tmp_path: Path) -> None:
    """A base from standard input can't be written back, and no file of that name is made."""
    done = run_shell(
        f"cd {tmp_path} && cltool import t.csv --into - --source a --measure b --period 2030"
    )
    assert (done.status, done.err) == (2, "cltool: given --into '-', expected the name of a file\n")
    assert list(tmp_path.iterdir()) == []


def test_a_circle_of_links(tmp_path: Path) -> None:
    """Links that lead in a circle are one line."""
    path = tmp_path / "loop.json"
    path.symlink_to(path)
    for words in writes(path):
        done = run(*words, stdin=TABLE.format(1))
        assert done.status in (1, 3)
        assert len(done.err.splitlines()) == 1
        assert "Traceback" not in done.err
    reasons = ("its links lead in a circle", "too many levels of symbolic links")
    assert run("new", str(path), "--force").err.endswith(tuple(f"{each}\n" for each in reasons))


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    """A new file gets the mode that the user's umask gives."""
    path = tmp_path / "base.json"
    done = run_shell(f"umask 027; cltool new {path}")
    assert (done.status, path.stat().st_mode & 0o777) == (0, 0o640)


def test_what_was_written_is_said(base: Path, tmp_path: Path) -> None:
    """If the answer can't be printed after a file was written, the error says that it was."""
    fresh = tmp_path / "fresh.json"
    table = tmp_path / "table.csv"
    table.write_text(TABLE.format(1), encoding="utf-8")
    package = tmp_path / "package"
    words = {
        fresh: f"new {fresh}",
        base: f"import {table} --into {base} {' '.join(WORDS)}",
        package / "datapackage.json": f"export {package}",
    }
    for path, command in words.items():
        done = run_shell(f"cltool {command} >/dev/full")
        assert done.status == 1
        assert "cannot write the answer: no space left on device; but " in done.err
        assert str(path) in done.err
        assert done.err.endswith(" written\n")
        assert path.exists()
    dry = run_shell(f"cltool {words[base]} --series x --dry-run >/dev/full")
    assert (dry.status, "written" in dry.err) == (1, False)
