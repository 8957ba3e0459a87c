"""Adding the figures of a table to a fact base: all of them, or none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from ..answer import Answer, Caveat, Column, Kind, Weight
from ..dataset.loading import STDIN, load_bytes, name_of, read
from ..dataset.observations import PlainObservation
from ..dataset.records import Dataset, Place, Series
from ..dataset.saving import is_there, locked, replace_files
from ..dataset.writing import dumps
from ..errors import NoAnswerError, Parameter, UsageError
from ..linked.files import FactFile
from ..linked.finding import find_measure, find_source
from ..text import cut, printable, shown
from ..wording import listing, number
from .matching import KEPT_OUT, TAKEN, Matcher, Outcome, name_fault
from .package import counted, from_folder
from .reading import Columns, Row, Table, decode, read_table
from .resources import DESCRIPTOR
from .target import Target as Target

Record = TypeVar("Record")

_LONGEST_CELL = 200
_MOST_CITED = 20


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
    _refuse_standard_input(into)
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


def _refuse_standard_input(into: str) -> None:
    if into == STDIN:
        raise UsageError("given ", Parameter("into", "'-'"), ", expected the name of a file")


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
    _refuse_standard_input(into)
    table = read_table(decode(load_bytes(path)), name_of(path), columns)
    with locked(Path(into)):
        data = read(into)
        base = FactFile.of(data, name_of(into))
        facts, answer = add_rows(base, table, target, add_places=add_places)
        written = answer.passed and not dry_run
        if written:
            replace_files({Path(into): dumps(facts)}, unless_changed=data)
    outcome = "Written to" if written else "Nothing was written to"
    note = Caveat("written", f"{outcome} {base.name}.", Weight.VITAL)
    return replace(answer, notes=(*answer.notes, note), written=(into,) if written else ())


def add_rows(
    base: FactFile, table: Table, target: Target, *, add_places: str | None = None
) -> tuple[Dataset, Answer]:
    """Add the figures of a table to a fact base.

    Args:
        base: The fact base.
        table: The table.
        target: The series to add them to.
        add_places: The kind of place that an unknown name becomes; without one it is refused.

    Returns:
        The fact base with the figures, and a row for each row of the table: line, place, name,
        value, result. The answer has passed if no row was refused; only then is the new fact base
        another than the old. Its failures cite the first refused rows by the table's file and line.

    Raises:
        UsageError: If the source, measure, period or series is not as it must be.
    """
    source = find_source(base.facts, target.source)
    measure = find_measure(base.facts, target.measure)
    target = replace(target, source=source.id, measure=measure.id)
    if add_places is not None and (reason := name_fault(add_places)) is not None:
        given = Parameter("add_places", f"'{shown(add_places)}'")
        raise UsageError("given ", given, f", expected {reason}")
    if not table.rows:
        raise UsageError(f"{table.name}: the table has no rows below its header")
    facts = base.facts.base
    series = _series(facts, target)
    matcher = Matcher(base.facts, {each.place for each in series.observations}, add_places)
    outcomes = [matcher.take(row) for row in table.rows]
    answer = _answer(series, table, outcomes, tuple(matcher.new_places.values()))
    return _extended(facts, series, outcomes, matcher) if answer.passed else facts, answer


def _answer(
    series: Series, table: Table, outcomes: Sequence[Outcome], new_places: Sequence[Place]
) -> Answer:
    """What becomes of each row, and where the first refused ones stand."""
    counts = Counter(outcome.result for outcome in outcomes)
    refused = [
        (row, outcome)
        for row, outcome in zip(table.rows, outcomes, strict=True)
        if outcome.result not in (TAKEN, KEPT_OUT)
    ]
    failures = [
        NoAnswerError(f"{table.name}:{row.line}: {outcome.result}")
        for row, outcome in refused[:_MOST_CITED]
    ]
    if len(refused) > len(failures):
        failures.append(
            NoAnswerError(
                f"{table.name}: these are the first {_MOST_CITED} of {len(refused)} refused rows"
            )
        )
    return Answer(
        question="import",
        title=f"Figures for series {series.id}",
        summary=f"{number(counts[TAKEN])} can be added, {number(counts[KEPT_OUT])} kept out for "
        f"want of a value, {number(len(refused))} refused.",
        columns=_columns(table.rows, outcomes),
        notes=_new_places(new_places),
        passed=not refused,
        failures=tuple(failures),
    )


def _columns(rows: Sequence[Row], outcomes: Sequence[Outcome]) -> tuple[Column, ...]:
    return (
        Column("line", "the line of the table", tuple(row.line for row in rows), Kind.NUMBER),
        Column(
            "place",
            "the id of the place",
            tuple(each.place for each in outcomes),
            Kind.PLACE,
            for_people=False,
        ),
        Column(
            "name",
            "the place as the table names it",
            tuple(printable(cut(row.place, _LONGEST_CELL)) for row in rows),
        ),
        Column("value", "the figure", tuple(each.value for each in outcomes), Kind.NUMBER),
        Column("result", "what became of the row", tuple(each.result for each in outcomes)),
    )


def _new_places(places: Sequence[Place]) -> tuple[Caveat, ...]:
    if not places:
        return ()
    names = listing([place.name for place in places], _MOST_CITED)
    text, ids = f"New places: {names}.", tuple(place.id for place in places)
    return (Caveat("places", text, Weight.VITAL, places=ids),)


def _series(facts: Dataset, target: Target) -> Series:
    """The series to add to: one that is there, or a new one without observations.

    Raises:
        UsageError: If the id that was asked for can't be that of such a series.
    """
    wanted = (target.source, target.measure, target.period)
    for series in facts.series:
        same = (series.source, series.measure, str(series.period)) == wanted
        if series.id == target.series and not same:
            raise UsageError(
                f"series {series.id} is of another source, measure or period; give ",
                Parameter("series"),
                " another id",
            )
        if same and target.series in (None, series.id):
            return series
    names = [target.source, f"{target.source}-{target.measure}"]
    names.append(f"{names[1]}-{target.period.replace('/', '-')}")
    used = {series.id for series in facts.series}
    free = (name for name in names if name not in used)
    id_ = target.series or next(free, None)
    if id_ is None:
        raise UsageError(
            f"the ids {listing(names)} are taken; give ", Parameter("series"), " another id"
        )
    try:
        return Series(
            id=id_,
            source=target.source,
            measure=target.measure,
            period=target.period,  # type: ignore[arg-type]
            coverage="partial",
            observations=(),
        )
    except ValidationError as error:
        from ..dataset.expectations import expected

        reason = expected(error.errors(include_url=False)[0])
        given = Parameter("series", f"'{shown(id_)}'")
        raise UsageError("given ", given, f", expected {reason}") from None


def _extended(
    facts: Dataset, series: Series, outcomes: Sequence[Outcome], matcher: Matcher
) -> Dataset:
    """The fact base with the observations that were taken, and the places that are new."""
    new = tuple(
        PlainObservation(place=str(outcome.place), value=outcome.value or 0)
        for outcome in outcomes
        if outcome.result == TAKEN
    )
    longer = _with(series, observations=series.observations + new, period=str(series.period))
    there = any(each is series for each in facts.series)
    return _with(
        facts,
        places=(*facts.places, *matcher.new_places.values()),
        series=tuple(longer if each is series else each for each in facts.series)
        + (() if there else (longer,)),
    )


def _with(record: Record, **changes: Any) -> Record:
    """A record with some keys changed, by the names that the file has for them."""
    model_fields = record.__pydantic_fields__  # type: ignore[attr-defined]
    keys = {
        model_fields[each.name].alias or each.name: getattr(record, each.name)
        for each in fields(record)  # type: ignore[arg-type]
    }
    return type(record)(**keys | changes)
