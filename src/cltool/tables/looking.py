"""A look at a table before it is taken: what lies where, and the command to type."""

from collections.abc import Sequence

from ..answer import Answer, Caveat, Column, Weight
from ..dataset.loading import load_bytes, name_of
from ..text import cut, printable, shown
from ..wording import counted, listing, number
from .asked import Asked
from .cells import text_of
from .columns import Role, Seen, survey
from .layout import Layout
from .opening import tables_of
from .sheet import letter
from .suggesting import Suggester
from .suggestion import Suggestion

_SAMPLES = 3
_MOST_COLUMNS = 60
_LONGEST = 40
_INTO = "my.json"


def look(path: str, asked: Asked) -> Answer:
    """What a table holds, and the command that takes its figures.

    Args:
        path: The file; `-` for standard input.
        asked: How it is read, as far as that is said.

    Returns:
        A row a column of the table: column, header, holds, and what stands in three rows. Columns
        of a period each are one row. Its note of the kind `command` is the command.

    Raises:
        UsageError: If the file can't be read, or holds no table.
    """
    found = Suggester(load_bytes(path), name_of(path), asked).suggest()
    layout = found.layout
    rows = [layout.body[at] for at in _spread(len(layout.body))]
    groups = _grouped(survey(layout))[:_MOST_COLUMNS]
    samples = tuple(
        Column(
            f"row_{number}",
            "what stands in one of its rows",
            tuple(printable(cut(text_of(line.cell(group[0].at)), _LONGEST)) for group in groups),
            heading=f"Row {line.number}",
            weight=Weight.BACKGROUND if number > 1 else Weight.USEFUL,
        )
        for number, line in enumerate(rows, 1)
    )
    columns = (
        Column("column", "which column of the table", tuple(map(_letters, groups))),
        Column("header", "its header", tuple(map(_headers, groups))),
        Column("holds", "what it holds", tuple(_holds(group) for group in groups)),
        *samples,
    )
    return Answer(
        question="import",
        title=_title(found),
        summary=_summary(found),
        columns=columns,
        notes=tuple(_notes(found, path)),
        passed=found.trouble is None,
        failures=() if found.trouble is None else (found.trouble,),
    )


def _spread(count: int) -> Sequence[int]:
    """Rows from the top, the middle and the end."""
    return sorted({0, count // 2, count - 1}) if count >= _SAMPLES else range(count)


def _grouped(seen: Sequence[Seen]) -> list[list[Seen]]:
    """The columns; those of a period each that follow one another together."""
    groups: list[list[Seen]] = []
    for each in seen:
        timed = each.period is not None and each.role in (Role.FIGURES, Role.EMPTY)
        if groups and timed and groups[-1][-1].period and groups[-1][-1].at == each.at - 1:
            groups[-1].append(each)
        elif each.role is not Role.EMPTY or each.title:
            groups.append([each])
    return groups


def _letters(group: Sequence[Seen]) -> str:
    ends = dict.fromkeys([letter(group[0].at), letter(group[-1].at)])
    return "..".join(ends)


def _headers(group: Sequence[Seen]) -> str:
    ends = dict.fromkeys([each.title for each in (group[0], group[-1])])
    return " .. ".join(printable(cut(title, _LONGEST)) for title in ends)


def _holds(group: Sequence[Seen]) -> str:
    if len(group) > 1:
        return f"figures, {len(group)} periods"
    first = group[0]
    if first.role is Role.GROUP and len(first.values) <= 4:
        texts = [shown(cut(text, 20)) for text in first.values]
        return f"{first.role}: {listing(texts)}"
    return str(first.role)


def _title(found: Suggestion) -> str:
    sheet = found.layout.sheet.name
    return f"{found.book.name}: {found.book.form}" + (
        f", sheet {printable(sheet)}" if sheet else ""
    )


def _summary(found: Suggestion) -> str:
    layout = found.layout
    head = [line.number for line in layout.header]
    rows = "-".join(str(each) for each in dict.fromkeys([*head[:1], *head[-1:]]))
    where = f"header in row{'s' if len(head) > 1 else ''} {rows}" if head else "no header"
    below = f"{counted(len(layout.body), 'row')}, the last in row {layout.body[-1].number}"
    taken = ""
    if found.table is not None:
        places = len({row.place for row in found.table.rows})
        periods = {row.period for row in found.table.rows}
        taken = f" As below, {counted(places, 'place')} and {counted(len(periods), 'period')}."
    return f"{where.capitalize()}; {below}.{taken}"


def _notes(found: Suggestion, path: str) -> list[Caveat]:
    notes = []
    sheets = found.book.sheets
    if len(sheets) > 1:
        tables = [each.sheet.name for each in _tables(found)]
        names = [f"'{printable(name)}'" for name in tables]
        text = f"{counted(len(sheets), 'sheet')}; tables in {listing(names, 12)}."
        notes.append(Caveat("sheets", text, Weight.VITAL))
    hidden = [f"'{printable(sheet.name)}'" for sheet in sheets if sheet.hidden]
    if hidden:
        notes.append(Caveat("hidden", f"Hidden sheets: {listing(hidden, 12)}.", Weight.VITAL))
    narrowing = [
        f"{each.name} ({number(len(each.values))})"
        for each in survey(found.layout)
        if each.role is Role.GROUP and len(each.values) > 1 and found.table is not None
        and any(each.name in some for some in found.asked.where)
    ]  # fmt: skip
    if narrowing:
        text = f"To be narrowed, with the number of its texts: {listing(narrowing)}."
        notes.append(Caveat("narrow", text, Weight.VITAL))
    if found.table is not None and (found.table.others or found.table.left_out):
        names = [printable(cut(name)) for name in found.table.others or found.table.left_out]
        text = f"Of another level than the other places: {listing(names, 8)}."
        notes.append(Caveat("levels", text, Weight.VITAL))
    unsure = [*found.guessed, "publisher, title, date, unit, type and kind are yours to say"]
    notes.append(Caveat("guessed", f"Make sure: {'; '.join(unsure)}.", Weight.VITAL))
    if found.trouble is None:
        command = found.command(path, _INTO)
        notes.append(Caveat("command", command, Weight.VITAL))
    return notes


def _tables(found: Suggestion) -> list[Layout]:
    return tables_of(found.book, Asked(encoding=found.asked.encoding))
