"""Adding the figures of a table to a fact base: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..answer import Answer, Caveat, Weight
from ..dataset.integrity import faults
from ..dataset.loading import load_bytes, name_of, read, validate
from ..dataset.records import Dataset
from ..dataset.saving import is_there, locked, replace_files
from ..dataset.writing import dumps
from ..errors import Parameter, UsageError
from ..linked.fact_base import FactBase
from ..linked.finding import places_named
from ..text import shown
from ..wording import counted, listing
from .asked import Asked
from .cells import without_footnote
from .columns import Role, survey
from .extending import Addition, extended, series_for
from .matching import Matcher, Naming, name_fault, split_names
from .package import refuse_standard_input
from .table import Table, read_table
from .taking import Rules, Taker, answer_of, notes_of
from .target import Target as Target
from .target import empty_base


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """How figures are added.

    Attributes:
        kind: The kind of their places: unknown ones are added, as of this kind.
        aliases: `NAME=PLACE`: what a name of the table is in the fact base.
        new_places: Names that are new places, though another is much like them.
        complete: Whether the table lists all places of the kind.
        replace: Whether figures that are there are replaced.
        default: Whether the newest series becomes the one that answers by default.
        dry_run: Whether to write nothing.
    """

    kind: str | None = None
    aliases: tuple[str, ...] = ()
    new_places: tuple[str, ...] = ()
    complete: bool = False
    replace: bool = False
    default: bool = False
    dry_run: bool = False


def import_table(path: str, into: str, asked: Asked, target: Target, adding: Adding) -> Answer:
    """Add the figures of a table in a file to a fact base in a file, which is made if need be.

    Args:
        path: The table; `-` for standard input.
        into: The fact base.
        asked: How the table is read.
        target: The source, measure and series of the figures.
        adding: How they are added.

    Returns:
        A row for each figure that is refused, and for some that are taken: line, place, name,
        value, result, period. It has passed if none was refused; only then is the file written.

    Raises:
        UsageError: If the table, source, measure, period or series is not as it must be.
        InvalidFactsError: If the fact base can't be read, or would not be valid.
        OutputError: If it can't be written; it is then as it was.
    """
    refuse_standard_input(into)
    table = read_table(load_bytes(path), name_of(path), asked)
    with locked(Path(into)):
        new = not is_there(Path(into))
        data = b"" if new else read(into)
        base = empty_base(target.title or into) if new else validate(data, name_of(into))
        facts, answer = add_table(base, table, target, adding, name_of(into))
        written = answer.passed and not adding.dry_run
        if written:
            text = dumps(facts)
            if next(faults(facts), None) is not None:
                validate(text.encode(), name_of(into))  # says what is wrong, and where
            replace_files({Path(into): text}, unless_changed=None if new else data)
    outcome = "Written to" if written else "Nothing was written to"
    note = Caveat("written", f"{outcome} {name_of(into)}.", Weight.VITAL)
    return replace(answer, notes=(*answer.notes, note), written=(into,) if written else ())


def add_table(
    base: Dataset, table: Table, target: Target, adding: Adding, file: str
) -> tuple[Dataset, Answer]:
    """A fact base with the figures of a table, and what became of each; see `import_table`."""
    facts = FactBase(base)
    for option, given in (("kind", adding.kind), ("other_levels", table.other_kind)):
        if given is not None and (reason := name_fault(given)) is not None:
            raise UsageError(
                "given ", Parameter(option, f"'{shown(given)}'"), f", expected {reason}"
            )
    if not table.rows:
        raise UsageError(f"{table.name}: nothing is left to be taken")
    founded = target.founded(facts, table.header, file, new=not base.series)
    periods = list(dict.fromkeys(row.period for row in table.rows))
    refuse_missing_period(periods, table)
    if adding.kind is None and not base.places:
        raise UsageError(
            "the fact base has no places yet; say what sort these are, with ",
            Parameter("kind"), ", such as country, county or town",
        )  # fmt: skip
    refuse_mixed(table, facts)
    refuse_split(table, adding)
    every = series_for(base, founded, [str(each) for each in periods], target.series)
    there: set[tuple[str | None, str]] = {
        (str(series.period), each.place)
        for series in every.values()
        for each in series.observations
    }
    naming = Naming(
        kind=adding.kind, other_kind=table.other_kind, others=table.others,
        aliases=adding.aliases, new=adding.new_places,
    )  # fmt: skip
    matcher = Matcher(facts, naming)
    new_measure = founded.measure.id not in facts.measure_by_id
    signed = founded.measure.signed or new_measure
    rules = Rules(
        decimal=table.plan.decimal, missing=table.missing, signed=signed, replace=adding.replace
    )
    taker = Taker(matcher, there, rules)
    outcomes = [taker.take(row) for row in table.rows]
    if not any(each.is_new for each in outcomes) and all(each.is_good for each in outcomes):
        raise UsageError(f"{table.name}: no cell of the figures is filled, so nothing was taken")
    return _added(base, table, adding, Addition(founded, every, outcomes, matcher))


def _added(
    base: Dataset, table: Table, adding: Adding, addition: Addition
) -> tuple[Dataset, Answer]:
    notes = notes_of(addition.matcher)
    if unknown := addition.matcher.unknown_names:
        verb = "is" if unknown == 1 else "are"
        text = f"{counted(unknown, 'name')} {verb} not of one place in the fact base."
        hint = "To add such places, say what they are, such as --kind county."
        notes.append(Caveat("unknown", text, Weight.VITAL, hint))
    if table.left_out:
        notes.append(Caveat("left-out", f"Left out: {listing(table.left_out, 10)}.", Weight.VITAL))
    years = [series.period for series in addition.series.values()]
    if any(str(year.start)[4:] == "-04" and str(year.end)[4:] == "-03" for year in years):
        text = "Years such as 2021/22 are taken as April to March; if they are not, give --period."
        notes.append(Caveat("years", text, Weight.VITAL))
    other = table.other_periods()
    if other:
        text = f"All are taken as of one period, though column {shown(other)} has several."
        notes.append(Caveat("periods", text, Weight.VITAL))
    if _are_shares(addition, table):
        text = "No figure is above 1: these are shares of 1, though they are called percentages."
        notes.append(Caveat("shares", text, Weight.VITAL))
    ids = listing([series.id for series in addition.series.values()], 3)
    answer = answer_of(addition.outcomes, f"Figures for series {ids}", notes, table.name)
    if not answer.passed:
        return base, answer
    main = adding.kind if adding.complete else None
    return extended(base, addition, complete=main, default=adding.default), answer


def _are_shares(addition: Addition, table: Table) -> bool:
    """Whether figures that are called percentages are shares of 1, as spreadsheets store them."""
    called = f"{table.header} {addition.founded.measure.unit}".casefold()
    values = [abs(each.value) for each in addition.outcomes if each.value]
    return ("%" in called or "percent" in called) and bool(values) and max(values) <= 1


def refuse_missing_period(periods: Sequence[str | None], table: Table) -> None:
    """Refuse figures without a period.

    Raises:
        UsageError: If one has none.
    """
    if None not in periods:
        return
    told = [each for each in periods if each]
    columns = [each.name for each in survey(table.plan.layout) if each.role is Role.PERIOD]
    unsaid = columns and table.plan.period_column is None
    ways: list[str | Parameter] = [
        Parameter("period"),
        ", such as 2019, 2018-01/2019-04 or 2025/26",
    ]
    if unsaid:
        ways = [Parameter("period_column", f"'{columns[0]}'"), " or ", *ways]
    raise UsageError(
        f"{table.name}: the table does not say the period"
        + (f" of all its figures, only {listing(told, 3)}" if told else "")
        + "; add ",
        *ways,
    )


def refuse_mixed(table: Table, facts: FactBase) -> None:
    """Refuse places of several levels, unless it is said what becomes of them.

    Those that the fact base has, and so says of what kind they are, are no trouble.

    Raises:
        UsageError: If there are some.
    """
    others = {
        name: level
        for name, level in table.others.items()
        if len(places_named(facts, without_footnote(name))) != 1
    }
    if not others or table.other_kind is not None:
        return
    names = listing([f"'{shown(name)}' ({level})" for name, level in others.items()], 6)
    raise UsageError(
        f"{table.name}: some places are not of the others' level: {names}; leave them out with ",
        Parameter("other_levels", "out"),
        ", or say their kind, such as ",
        Parameter("other_levels", "region"),
        ", or, if they are places as the others, ",
        Parameter("other_levels", "same"),
    )


def refuse_split(table: Table, adding: Adding) -> None:
    """Refuse names that may be of one place, of which each has only some of the periods.

    Raises:
        UsageError: If there are some.
    """
    aliased = tuple(each.rpartition("=")[0] for each in adding.aliases)
    pairs = split_names(table.rows, (*adding.new_places, *aliased))
    if pairs:
        one, other = pairs[0]
        raise UsageError(
            f"{table.name}: '{shown(other)}' may be '{shown(one)}' in another period; if they are "
            "two places, add ",
            Parameter("new_place", f"'{shown(other)}'"),
            "; if not, write one name in the table",
        )
