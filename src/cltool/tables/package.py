"""A fact base as a Frictionless Data Package: tidy CSV tables that statistics packages open.

The format is that of https://specs.frictionlessdata.io/data-package/ and its tabular profile.
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

from ..answer import Answer, Column, Kind
from ..dataset.loading import STDIN, load_part, validate
from ..dataset.records import Dataset
from ..dataset.saving import is_there, locked, replace_files
from ..dataset.writing import dumps
from ..errors import InvalidFactsError, OutputError, Parameter, UsageError
from ..linked.fact_base import FactBase
from ..text import printable
from .descriptor import descriptor, hash_of
from .formulas import escape_formulas, unescape_formulas
from .packaged_rows import Origins, keyed_rows, load_cell, load_descriptor
from .resources import DESCRIPTOR, RESOURCES, TOP, TYPES, records_of


def to_files(facts: Dataset) -> dict[str, str]:
    """The files of the package, by name: `datapackage.json` and a CSV file a table.

    The descriptor comes first. Written in this order, it refuses by its hashes whatever mixture of
    two exports a kill leaves.
    """
    tables = {f"{name}.csv": _table(facts, name) for name in RESOURCES}
    described = json.dumps(descriptor(facts, tables), ensure_ascii=False, indent=2)
    return {DESCRIPTOR: f"{described}\n", **tables}


def from_folder(path: Path) -> Dataset:
    """The fact base of a package that `to_files` made.

    Args:
        path: The folder, or its `datapackage.json`.

    Raises:
        UsageError: If the folder holds no such package.
        InvalidFactsError: If the tables are not a valid fact base; cites their files and lines.
    """
    folder = path if path.is_dir() else path.parent
    own, hashes = load_descriptor(folder / DESCRIPTOR)
    tree = {key: own[key] for key in TOP if key in own}
    origins = Origins(folder, DESCRIPTOR)
    for name in RESOURCES:
        tree[name] = []
        file = folder / f"{name}.csv"
        text = load_part(file)
        _refuse_another(file, text, hashes.get(name))
        for line, row in keyed_rows(text, printable(str(file))):
            tree[name].append(_parse(name, row))
            origins.lines.setdefault(name, []).append(line)
    origins.group_observations(tree)
    try:
        return validate(json.dumps(tree, ensure_ascii=False).encode(), str(folder))
    except InvalidFactsError as error:
        raise origins.cite(error) from None


def _refuse_another(path: Path, text: str, expected: str | None) -> None:
    """Refuse a table that is not the one its descriptor was written with."""
    if expected not in (None, hash_of(text.encode())):
        raise UsageError(
            f"{printable(str(path))} is not the table that {DESCRIPTOR} describes: it was changed, "
            "or an export was cut short; export again, or, if the change is meant, delete its "
            f'"hash" and "bytes" from {DESCRIPTOR}'
        )


def is_package(path: str) -> bool:
    """Whether a path leads to an exported package: its folder or its `datapackage.json`."""
    try:
        return Path(path).is_dir() or Path(path).name == DESCRIPTOR
    except OSError:
        return False  # reading it then says why


def import_package(path: str, into: str, *, dry_run: bool = False) -> Answer:
    """Make a fact base of an exported package.

    Args:
        path: The folder, or its `datapackage.json`.
        into: The file to write; it must not be there yet.
        dry_run: Whether to write nothing.

    Returns:
        A row a table: table, rows.

    Raises:
        UsageError: If the file is there, or the folder holds no package.
        InvalidFactsError: If the package is not a valid fact base.
        OutputError: If the file can't be written.
    """
    refuse_standard_input(into)
    facts = from_folder(Path(path))
    with locked(Path(into)):
        if is_there(Path(into)):
            raise UsageError(
                f"{printable(into)} is there already; give --into the name of a new file"
            )
        if not dry_run:
            replace_files({Path(into): dumps(facts)})
    summary = f"{printable(into)}: {'not ' if dry_run else ''}written."
    return counted(facts, "import", summary, written=() if dry_run else (into,))


def refuse_standard_input(into: str) -> None:
    """Refuse to write to `-`, which no lock is for."""
    if into == STDIN:
        raise UsageError("given ", Parameter("into", "'-'"), ", expected the name of a file")


def export(facts: FactBase, directory: str, *, force: bool = False) -> Answer:
    """Write a fact base as a package into a folder, which is made if it is not there.

    Args:
        facts: The fact base.
        directory: The folder.
        force: Whether to write over files that are there.

    Returns:
        A row a table: table, rows.

    Raises:
        UsageError: If a file is there, and not to be written over.
        OutputError: If a file can't be written.
    """
    folder = Path(directory)
    files = to_files(facts.base)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"cannot write {printable(directory)}: {reason}") from None
    with locked(folder / DESCRIPTOR):
        there = [name for name in files if is_there(folder / name)]
        if there and not force:
            raise UsageError(
                f"{printable(str(folder / there[0]))} is there already; to write over it, add "
                "--force"
            )
        replace_files({folder / name: text for name, text in files.items()})
    path = str(folder / DESCRIPTOR)
    summary = f"{printable(path)}: written."
    return counted(facts.base, "export", summary, written=(path,))


def counted(
    facts: Dataset, question: str, summary: str, *, written: tuple[str, ...] = ()
) -> Answer:
    """How many rows each table of a package has."""
    counts = [(name, sum(1 for _ in records_of(facts, name))) for name in RESOURCES]
    return Answer(
        question=question,
        title=facts.title,
        summary=summary,
        written=written,
        columns=(
            Column("table", "the table", tuple(name for name, _ in counts)),
            Column(
                "rows", "how many rows it has", tuple(count for _, count in counts), Kind.NUMBER
            ),
        ),
    )


def _table(facts: Dataset, name: str) -> str:
    page = io.StringIO()
    columns = RESOURCES[name].columns
    writer = csv.DictWriter(page, columns, lineterminator="\n")
    writer.writeheader()
    for found in records_of(facts, name):
        writer.writerow({key: _write(value) for key, value in found.items()})
    return page.getvalue()


def _write(value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)  # a number below 0 is no formula
    if isinstance(value, tuple | dict):
        return escape_formulas(json.dumps(value, ensure_ascii=False))
    return escape_formulas(str(value))


def _parse(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """A record of a table, without what is empty and what was added for the reader's ease."""
    found: dict[str, Any] = {}
    for key, written in row.items():
        if not written or key in RESOURCES[name].extra:
            continue
        cell = unescape_formulas(written)
        kind = TYPES.get(key, "string")
        if kind != "string" and not (kind == "any" and not cell.startswith("{")):
            found[key] = load_cell(cell)
        else:
            found[key] = cell
    return found
