"""Which cells of a table are meant: as the user says, as the table tells, and else refused."""

from collections import defaultdict
from collections.abc import Sequence

from ..errors import Parameter, UsageError
from ..text import cut, shown
from ..wording import alternatives, listing, number
from .asked import Asked
from .cells import Cell, is_filled, text_of
from .columns import MOST_NAMED, Role, Seen, find_column, listed, survey
from .figures import Convention
from .layout import Layout, is_place_header
from .periods import read_period
from .rows import Plan, same
from .sheet import Line

MOST_GROUPS = 60
_RARELY = 20


def make_plan(layout: Layout, asked: Asked, name: str, *, strict: bool = True) -> Plan:
    """Which cells of a table are meant.

    Args:
        layout: The table.
        asked: What the user says.
        name: What messages call it.
        strict: Whether what is undecided is refused: the sign of decimals, rows of one place.

    Raises:
        UsageError: If what is said does not fit the table, or does not say enough.
    """
    seen = survey(layout)
    where = _filters(layout, asked, name)
    period_column = _period_column(layout, seen, asked, name)
    used = {at for at, _ in where} | ({period_column} if period_column is not None else set())
    places = () if asked.places_across else _places(layout, seen, asked, name)
    code = _code(layout, seen, asked, name, places)
    used |= {*places, *([] if code is None else [code])}
    values, periods = _values(layout, [each for each in seen if each.at not in used], asked, name)
    plan = Plan(layout, places, values, periods, code, period_column, _period(asked, where), where)
    if not plan.lines():
        raise UsageError(f"{name}: no row has {_said(asked.where)}")
    if not strict:
        return plan
    if places:
        _refuse_repeats(plan, seen, name)
    elif period_column is None and len(plan.lines()) > 1:
        raise UsageError(
            f"{name}: has {len(plan.lines())} rows of figures for each place; say which with ",
            Parameter("where", "COLUMN=TEXT"),
            " or their periods with ",
            Parameter("period_column"),
        )
    return Plan(
        layout, places, values, periods, code, period_column, plan.period, where,
        _decimal(plan, asked, name),
    )  # fmt: skip


def _filters(layout: Layout, asked: Asked, name: str) -> tuple[tuple[int, str], ...]:
    found = []
    for each in asked.where:
        column, sign, wanted = each.partition("=")
        if not sign:
            given = Parameter("where", f"'{shown(each)}'")
            raise UsageError("given ", given, ", expected COLUMN=TEXT")
        at = find_column(layout, column, "where", name)
        if not any(same(line.cell(at), wanted) for line in layout.body):
            values = dict.fromkeys(text_of(line.cell(at)) for line in layout.body)
            some = listed(shown(each) for each in values if each)
            raise UsageError(
                f"{name}: column {shown(column)} has no '{shown(wanted)}'; it has: {some}"
            )
        found.append((at, wanted))
    return tuple(found)


def _said(where: Sequence[str]) -> str:
    return listing([f"'{shown(each)}'" for each in where])


def _period_column(layout: Layout, seen: Sequence[Seen], asked: Asked, name: str) -> int | None:
    """The column of periods: as asked, or the only one if it says the same throughout."""
    if asked.period_column is not None:
        return find_column(layout, asked.period_column, "period_column", name)
    found = [each.at for each in seen if each.role is Role.PERIOD]
    if len(found) != 1 or asked.period is not None:
        return None
    cells = {text_of(line.cell(found[0])) for line in layout.body}
    return found[0] if len(cells - {""}) == 1 and "" not in cells else None


def _period(asked: Asked, where: Sequence[tuple[int, str]]) -> str | None:
    if asked.period is not None or asked.period_column is not None:
        return asked.period
    read = [period for _, wanted in where if (period := read_period(wanted))]
    return read[0] if len(read) == 1 else None


def _places(layout: Layout, seen: Sequence[Seen], asked: Asked, name: str) -> tuple[int, ...]:
    if asked.place:
        return tuple(find_column(layout, each, "place", name) for each in asked.place)
    found = [each for each in seen if each.role is Role.PLACE]
    if not found:
        raise UsageError(
            f"{name}: no column of places is seen; say which with ",
            Parameter("place"),
            f": {listed(shown(each.name) for each in seen)}; or, if the headers are places, add ",
            Parameter("places_across"),
        )
    rivals = rival_places(seen, found[0])
    if rivals and not asked.where:
        names = alternatives([shown(each.name) for each in (*found, *rivals)][:MOST_NAMED])
        raise UsageError(
            f"{name}: the places may be in {names}; say which with ", Parameter("place")
        )
    return (found[0].at,)


def _code(
    layout: Layout, seen: Sequence[Seen], asked: Asked, name: str, places: Sequence[int]
) -> int | None:
    """The column of the places' codes: as asked, or the only one that has one for each."""
    if asked.code is not None:
        return find_column(layout, asked.code, "code", name)
    if len(places) != 1:
        return None
    codes = [each.at for each in seen if each.role is Role.CODE and len(each.values) > 1]
    return codes[0] if len(codes) == 1 and _tells_places(layout, codes[0], places[0]) else None


def _tells_places(layout: Layout, code: int, place: int) -> bool:
    """Whether a column has a code for each place, and not one for many."""
    names: dict[str, set[str]] = defaultdict(set)
    for line in layout.body:
        names[text_of(line.cell(code))].add(text_of(line.cell(place)).casefold())
    names.pop("", None)
    return sum(len(each) > 1 for each in names.values()) <= len(names) // _RARELY


def _values(
    layout: Layout, seen: Sequence[Seen], asked: Asked, name: str
) -> tuple[tuple[int, ...], tuple[str | None, ...]]:
    """The columns of figures, and the period that each one's header names."""
    by_at = {each.at: each for each in survey(layout)}
    if asked.value is not None:
        at = find_column(layout, asked.value, "value", name)
        return (at,), (by_at[at].period,)
    figures = [each for each in seen if each.role is Role.FIGURES]
    if asked.places_across:
        chosen = [each for each in seen if each.role in (Role.FIGURES, Role.EMPTY) and each.title]
        return tuple(each.at for each in chosen), (None,) * len(chosen)
    if asked.values is not None:
        return _range(layout, by_at, asked.values, name)
    if len(figures) == 1:
        return (figures[0].at,), (figures[0].period,)
    if not figures:
        raise UsageError(
            f"{name}: no column of figures is seen; say which with ",
            Parameter("value"),
            f": {listed(shown(each.name) for each in seen)}",
        )
    timed = [each for each in figures if each.period]
    names = listed(shown(each.name) for each in figures)
    if len(timed) >= len([each for each in figures if not each.is_order]):
        raise UsageError(
            f"{name}: has {len(figures)} columns of figures, one a period; say which with ",
            Parameter("value"),
            " or all of them with ",
            Parameter("values", f"'{timed[0].name}..{timed[-1].name}'"),
        )
    raise UsageError(
        f"{name}: has {len(figures)} columns of figures; say which with ",
        Parameter("value"),
        f": {names}",
    )


def _range(
    layout: Layout, by_at: dict[int, Seen], asked: str, name: str
) -> tuple[tuple[int, ...], tuple[str | None, ...]]:
    first, dots, last = asked.partition("..")
    if not dots:
        given = Parameter("values", f"'{shown(asked)}'")
        raise UsageError("given ", given, ", expected the first and the last, such as 1960..2018")
    ends = sorted(find_column(layout, each, "values", name) for each in (first, last))
    chosen = [by_at[at] for at in range(ends[0], ends[1] + 1)]
    untold = [each for each in chosen if each.period is None]
    if untold:
        raise UsageError(
            f"{name}: the header '{shown(untold[0].name)}' names no period; give its column "
            "alone with ",
            Parameter("value"),
            " and ",
            Parameter("period"),
        )
    return tuple(each.at for each in chosen), tuple(each.period for each in chosen)


def _decimal(plan: Plan, asked: Asked, name: str) -> str:
    """The sign of decimals: as asked, or as all cells of the columns of figures show."""
    convention = Convention.of(plan.cells())
    if asked.decimal is not None:
        return asked.decimal
    if convention.mixed:
        raise UsageError(
            f"{name}: the figures are not of one kind: {shown(convention.doubt)}; mend the table, "
            "or say with ",
            Parameter("decimal"),
            " which is right, to see the rows that are not",
        )
    if convention.decimal is None:
        digits = shown(convention.doubt)
        raise UsageError(
            f"{name}: {digits} can be read two ways, and no other cell of its column says which; "
            "if its sign groups thousands, add ",
            Parameter("decimal", "." if "," in digits else ","),
            ", and if it begins the decimals, ",
            Parameter("decimal", "," if "," in digits else "."),
        )
    return convention.decimal


def rival_places(seen: Sequence[Seen], place: Seen) -> list[Seen]:
    """The columns that may hold the places as well as one that is taken for them."""
    return [
        each
        for each in seen
        if each.role is Role.GROUP
        and len(each.values) > 0.5 * len(place.values) > 2
        and (is_place_header(each.title) or not is_place_header(place.title))
    ]


def twice_named(plan: Plan) -> list[list[Line]]:
    """The rows that give a place more than one figure a period, together."""
    groups: dict[tuple[str, Cell, Cell], list[Line]] = defaultdict(list)
    at, code = plan.period_column, plan.code
    for line in plan.lines():
        if any(is_filled(line.cell(value)) for value in plan.values):
            when = None if at is None else line.cell(at)
            place = plan.name_of(line)[0].casefold()
            groups[place, when, None if code is None else line.cell(code)].append(line)
    return [lines for lines in groups.values() if len(lines) > 1]


def _refuse_repeats(plan: Plan, seen: Sequence[Seen], name: str) -> None:
    """Refuse rows that give a place more than one figure, and say what tells them apart."""
    twice = twice_named(plan)
    if not twice:
        return
    differing = narrowing(twice, plan, seen)
    place = shown(plan.name_of(twice[0][0])[0])
    lines = listing([number(line.number) for line in twice[0]], 3)
    if not differing:
        return  # each row is then refused for itself
    columns = [shown(each.name) for each in differing]
    first, value = differing[0], cut(text_of(twice[0][0].cell(differing[0].at)), 40)
    timed = [each for each in differing if each.role is Role.PERIOD]
    ways: list[str | Parameter] = [Parameter("where", f"'{first.name}={value}'")]
    if timed:
        ways += [" or, for all periods, ", Parameter("period_column", f"'{timed[0].name}'")]
    else:
        ways += [" or, if it tells places apart, ", Parameter("place", f"'{first.name}'"), " too"]
    raise UsageError(
        f"{name}: {place} stands in rows {lines}, which differ in {listing(columns, 6)}; say "
        "which rows are meant with ",
        *ways,
    )


def narrowing(twice: Sequence[Sequence[Line]], plan: Plan, seen: Sequence[Seen]) -> list[Seen]:
    """The columns that tell rows of one place apart: periods first, then those of fewest texts."""
    taken = {*plan.values, *plan.places, plan.code, plan.period_column}
    groups = [
        each
        for each in seen
        if each.at not in taken
        and (each.role in (Role.PERIOD, Role.GROUP, Role.CODE) or _is_label(each))
        and any(len({text_of(line.cell(each.at)) for line in lines}) > 1 for lines in twice)
    ]
    return sorted(groups, key=lambda each: (each.role is not Role.PERIOD, len(each.values)))


def _is_label(each: Seen) -> bool:
    return each.role is Role.FIGURES and len(each.values) <= MOST_GROUPS and each.is_order
