"""Adding the figures of a table to a fact base: all of them, or none."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..answer import Answer, Caveat, Cell, Column, Kind
from ..arithmetic import Number
from ..dataset.loading import load_bytes, name_of, read
from ..dataset.period import Period
from ..dataset.positions import spots
from ..dataset.saving import is_there, locked, replace_files
from ..dataset.writing import dumps as in_json
from ..errors import UsageError
from ..linked.fact_base import FactBase
from ..linked.files import FactFile, dumps, loads
from ..linked.finding import find, find_measure, find_source
from ..text import fold, printable
from ..wording import number
from .package import DESCRIPTOR, counted, from_folder
from .reading import Row, decode, is_suppressed, parse_number, read_rows, without_footnote

TAKEN = "taken"
KEPT_OUT = "kept out"


@dataclass(frozen=True, slots=True)
class Target:
    """The series that figures are added to.

    Attributes:
        source: The id of its source.
        measure: The id of its measure.
        period: Its period.
        series: Its id; by default that of a series with these, or a new one named for the source.
    """

    source: str
    measure: str
    period: str
    series: str | None = None

    @classmethod
    def of(
        cls, source: str | None, measure: str | None, period: str | None, series: str | None
    ) -> "Target":
        """The series that was asked for.

        Raises:
            UsageError: If its source, measure or period is not given, or the period is not one.
        """
        if source is None or measure is None or period is None:
            raise UsageError("a table needs --source, --measure and --period")
        try:
            return cls(source, measure, str(Period.parse(period)), series)
        except ValueError as error:
            raise UsageError(f"given --period '{printable(period)}', expected {error}") from None


@dataclass(frozen=True, slots=True)
class Columns:
    """The headers of a table's columns; None to take the first and second of just two."""

    place: str | None = None
    value: str | None = None


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
    facts = from_folder(Path(path))
    with locked(Path(into)):
        if is_there(Path(into)):
            raise UsageError(
                f"{printable(into)} is there already; give --into the name of a new file"
            )
        if not dry_run:
            replace_files({Path(into): in_json(facts)})
    summary = f"{printable(into)}: {'not ' if dry_run else ''}written."
    return counted(facts, "import", summary, written=() if dry_run else (into,))


def import_table(
    path: str,
    into: str,
    target: Target,
    columns: Columns,
    *,
    add_places: str | None = None,
    dry_run: bool = False,
) -> Answer:
    """Add the figures of a table in a file to a fact base in a file; see `add_rows`.

    Args:
        path: The table; `-` for standard input.
        into: The fact base.
        target: The series to add to.
        columns: The columns of the table.
        add_places: The kind of place that an unknown name becomes.
        dry_run: Whether to write nothing.

    Raises:
        OutputError: If the fact base can't be written; it is then as it was.
    """
    rows = read_rows(decode(load_bytes(path)), columns.place, columns.value)
    with locked(Path(into)):
        data = read(into)
        base = FactFile.of(data, name_of(into))
        facts, answer = add_rows(base, rows, target, add_places=add_places)
        written = answer.passed and not dry_run
        if written:
            replace_files({Path(into): dumps(facts)}, unless_changed=data)
    outcome = "Written to" if written else "Nothing was written to"
    note = Caveat("written", f"{outcome} {base.name}.")
    return replace(answer, notes=(*answer.notes, note), written=(into,) if written else ())


def add_rows(
    base: FactFile, rows: Sequence[Row], target: Target, *, add_places: str | None = None
) -> tuple[FactBase, Answer]:
    """Add the figures of a table to a fact base.

    Args:
        base: The fact base.
        rows: The rows of the table.
        target: The series to add them to.
        add_places: The kind of place that an unknown name becomes; without one it is refused.

    Returns:
        The fact base with the figures, and a row for each row of the table: line, place, name,
        value, result. The answer has passed if no row was refused; only then is the new fact base
        another than the old.

    Raises:
        UsageError: If the source, measure, period or series is not as it must be.
        InvalidFactsError: If the outcome would not be a valid fact base.
    """
    facts = base.facts
    if any(spot.repeated for spot in spots(base.text)):
        raise UsageError(
            f"{base.name} has a key twice in one object, and one would be lost; see: cltool check"
        )
    find_source(facts, target.source)
    find_measure(facts, target.measure)
    tree = json.loads(base.text)
    series = _series(tree, target, len(rows))
    taken = {observation["place"] for observation in series["observations"]}
    outcomes: list[tuple[Cell, ...]] = []
    for row in rows:
        place, value, result = _take(facts, tree, row, taken, add_places)
        if result == TAKEN:
            taken.add(place)
            series["observations"].append({"place": place, "value": value})
        outcomes.append((row.line, place, printable(row.place), value, result))
    counts = Counter(str(outcome[4]) for outcome in outcomes)
    refused = len(rows) - counts[TAKEN] - counts[KEPT_OUT]
    answer = Answer(
        question="import",
        title=f"Figures for series {series['id']}",
        summary=f"{number(counts[TAKEN])} can be added, {number(counts[KEPT_OUT])} kept out for "
        f"want of a value, {number(refused)} refused.",
        columns=_columns(outcomes),
        notes=_new_places(facts, tree),
        passed=refused == 0,
    )
    if refused:
        return facts, answer
    return loads(json.dumps(tree, ensure_ascii=False).encode(), base.name), answer


def _columns(outcomes: Sequence[tuple[Cell, ...]]) -> tuple[Column, ...]:
    lines, places, names, values, results = zip(*outcomes, strict=True)
    return (
        Column("line", "the line of the table", lines, Kind.NUMBER),
        Column("place", "the id of the place", places, Kind.PLACE, for_people=False),
        Column("name", "the place as the table names it", names),
        Column("value", "the figure", values, Kind.NUMBER),
        Column("result", "what became of the row", results),
    )


def _series(tree: dict[str, Any], target: Target, count: int) -> dict[str, Any]:
    """The series in the tree to add to: one that is there, or a new one."""
    if count == 0:
        raise UsageError("the table has no rows below its header")
    wanted = (target.source, target.measure, target.period)
    for series in tree["series"]:
        same = (series["source"], series["measure"], series["period"]) == wanted
        if series["id"] == target.series and not same:
            raise UsageError(
                f"series {series['id']} is of another source, measure or period; give --series "
                "another id"
            )
        if same and target.series in (None, series["id"]):
            found: dict[str, Any] = series
            return found
    used = {series["id"] for series in tree["series"]}
    names = [target.source, f"{target.source}-{target.measure}"]
    names.append(f"{names[1]}-{target.period.replace('/', '-')}")
    new = {
        "id": target.series or next((name for name in names if name not in used), names[-1]),
        "source": target.source,
        "measure": target.measure,
        "period": target.period,
        "coverage": "partial",
        "observations": [],
    }
    tree["series"].append(new)
    return new


def _take(
    facts: FactBase, tree: dict[str, Any], row: Row, taken: set[str], add_places: str | None
) -> tuple[str | None, Number | None, str]:
    """The place and the value of a row, and what becomes of it."""
    if is_suppressed(row.value):
        return None, None, KEPT_OUT
    value = parse_number(row.value)
    place, problem = _match(facts, tree, row.place, add_places)
    if value is None:
        problem = f"'{printable(row.value)}' is not a number of 0 or more"
    elif place is not None and place in taken:
        problem = "the series has this place already"
    return place, value, problem or TAKEN


def _match(
    facts: FactBase, tree: dict[str, Any], cell: str, add_places: str | None
) -> tuple[str | None, str]:
    """The id of the place that a cell names, and what is wrong with it."""
    problem = "no place is named"
    for name in dict.fromkeys([cell.strip(), without_footnote(cell)]):
        for kind in dict.fromkeys([None, add_places]):
            try:
                return find(facts, name, kind).id, ""
            except UsageError as error:
                problem = str(error) if name else problem
    name = without_footnote(cell)
    if not name or add_places is None or not problem.startswith(f"unknown {add_places} "):
        return None, problem
    return _add_place(tree, name, add_places), ""


def _add_place(tree: dict[str, Any], name: str, kind: str) -> str:
    """Add a place to the tree, unless it was added before; give its id."""
    words = [fold(word) for word in re.split(r"[\s-]+", name)]
    slug = "-".join(filter(None, (re.sub("[^a-z0-9]", "", word) for word in words))) or "place"
    known = {place["id"]: (place["name"], place["kind"]) for place in tree["places"]}
    ids = (slug, *(f"{slug}-{count}" for count in range(2, len(known) + 3)))
    id_ = next(each for each in ids if known.get(each, (name, kind)) == (name, kind))
    if id_ not in known:
        tree["places"].append({"id": id_, "name": name, "kind": kind})
    return id_


def _new_places(facts: FactBase, tree: dict[str, Any]) -> tuple[Caveat, ...]:
    new = [place["name"] for place in tree["places"] if place["id"] not in facts.place_by_id]
    return (Caveat("places", f"New places: {', '.join(map(printable, new))}."),) if new else ()
