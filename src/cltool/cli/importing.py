"""The options of `cltool import`, and what it does with them."""

import sys
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

if TYPE_CHECKING:
    from ..answer import Answer

READING = "How the table is read"
GOING = "Where its figures go"


def _text(metavar: str, help_: str, panel: str, **more: Any) -> Any:
    return typer.Option(metavar=metavar, help=help_, rich_help_panel=panel, **more)


_Text: TypeAlias = str | None
_Texts: TypeAlias = list[str] | None


@dataclass(eq=False, repr=False, kw_only=True)
class ImportOptions:
    """The table, how it is read, and where its figures go."""

    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE",
            help="A CSV, TSV, xlsx, xls or ods file; - for standard input; or the folder of an "
            "export.",
        ),
    ]
    into: Annotated[
        _Text,
        typer.Option(
            metavar="FILE",
            help="The fact base to add to, made if it isn't there; without it, look at the table.",
        ),
    ] = None
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show, but write nothing.")] = False
    sheet: Annotated[_Text, _text("NAME", "The sheet, or how its name begins.", READING)] = None
    place: Annotated[
        _Texts, _text("COLUMN", "The column of places; several are joined.", READING)
    ] = None
    code: Annotated[_Text, _text("COLUMN", "The column of the places' codes.", READING)] = None
    value: Annotated[_Text, _text("COLUMN", "The column of figures.", READING)] = None
    values: Annotated[
        _Text, _text("FIRST..LAST", "Columns of figures, a period each: 1960..2018.", READING)
    ] = None
    places_across: Annotated[
        bool,
        typer.Option(
            "--places-across", help="The headers are the places.", rich_help_panel=READING
        ),
    ] = False
    period_column: Annotated[_Text, _text("COLUMN", "The column of periods.", READING)] = None
    where: Annotated[_Texts, _text("COLUMN=TEXT", "Only the rows that have this.", READING)] = None
    leave_out: Annotated[
        _Texts, _text("NAME", "Leave this place out, by name or code; E92* for many.", READING)
    ] = None
    other_levels: Annotated[
        _Text,
        _text("out|same|KIND", "What totals, regions and the like are among places.", READING),
    ] = None
    decimal: Annotated[_Text, _text(",|.", "The sign of decimals.", READING)] = None
    missing: Annotated[
        _Texts, _text("TEXT", "A word that stands for a missing figure.", READING)
    ] = None
    header_row: Annotated[
        _Text, _text("ROW", "The row of the header, rows such as 3-4, or none.", READING)
    ] = None
    encoding: Annotated[_Text, _text("NAME", "The encoding, such as shift-jis.", READING)] = None
    period: Annotated[
        _Text, _text("PERIOD", "The figures' period: 2019, 2025/26, 2018-01/2019-04.", GOING)
    ] = None
    kind: Annotated[
        _Text, _text("KIND", "What the places are; unknown ones are added, as of it.", GOING)
    ] = None
    alias: Annotated[
        _Texts, _text("NAME=PLACE", "A name of the table for a place that is there.", GOING)
    ] = None
    new_place: Annotated[
        _Texts, _text("NAME", "A new place, though another is much like it.", GOING)
    ] = None
    source: Annotated[_Text, _text("ID", "The source of the figures.", GOING)] = None
    publisher: Annotated[_Text, _text("NAME", "The publisher of a new source.", GOING)] = None
    title: Annotated[_Text, _text("TEXT", "The title of a new source.", GOING)] = None
    published: Annotated[
        _Text, _text("DATE", "When a new source was published: 2020-04-10.", GOING)
    ] = None
    url: Annotated[_Text, _text("ADDRESS", "Where a new source can be read.", GOING)] = None
    measure: Annotated[
        _Text, _text("ID", "The measure of the figures, or the name of a new one.", GOING)
    ] = None
    unit: Annotated[_Text, _text("UNIT", "The unit of a new measure.", GOING)] = None
    type: Annotated[_Text, _text("flow|stock|rate|level", "What a new measure is.", GOING)] = None
    series: Annotated[_Text, _text("ID", "The series to add to, or to make.", GOING)] = None
    complete: Annotated[
        bool,
        typer.Option(
            "--complete", help="The table has all places of the kind.", rich_help_panel=GOING
        ),
    ] = False
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Replace figures that are there.", rich_help_panel=GOING),
    ] = False
    default: Annotated[
        bool,
        typer.Option(
            "--default", help="Answer from the newest of these by default.", rich_help_panel=GOING
        ),
    ] = False


_QUESTIONS = {
    "publisher": "Who published it",
    "title": "Its title",
    "published": "When (2020, 2020-04 or 2020-04-10)",
    "unit": "The unit of its figures (people, pounds, percent)",
    "type": "Are they a flow, a stock, a rate or a level",
    "kind": "What its places are (country, county, town)",
}


def answer(options: ImportOptions) -> "Answer":
    """Import a table or a package, or look at a table where it is not said into what."""
    from ..errors import Parameter, UsageError
    from ..tables.asked import Asked
    from ..tables.importing import Adding, Target, import_table
    from ..tables.package import import_package, is_package

    if is_package(options.table):
        if options.into is None:
            raise UsageError("a package needs ", Parameter("into"), " and the name of a new file")
        return import_package(options.table, options.into, dry_run=options.dry_run)
    asked = Asked(**_given(options, Asked) | {"period": _period(options.period)})
    if options.into is None:
        from ..tables.looking import look

        return look(options.table, asked)
    into = options.into
    if not Path(into).exists():
        options = _completed(options)
    target = Target(**_given(options, Target))
    more = {"aliases": tuple(options.alias or ()), "new_places": tuple(options.new_place or ())}
    adding = Adding(**_given(options, Adding) | more)
    return import_table(options.table, into, asked, target, adding)


def _given(options: ImportOptions, wanted: type) -> dict[str, Any]:
    """The options that a class has fields for."""
    found = {each.name: getattr(options, each.name, None) for each in fields(wanted)}
    lists = {name: tuple(value) for name, value in found.items() if isinstance(value, list)}
    return {name: value for name, value in (found | lists).items() if value is not None}


def _period(text: str | None) -> str | None:
    """A period that was typed, as a fact base writes it."""
    from ..dataset.period import Period
    from ..errors import Parameter, UsageError
    from ..tables.periods import read_period
    from ..text import shown

    if text is None:
        return None
    try:
        return str(Period.parse(text))
    except ValueError as error:
        if (read := read_period(text)) is not None:
            return read
        given = Parameter("period", f"'{shown(text)}'")
        raise UsageError("given ", given, f", expected {error}") from None


def _completed(options: ImportOptions) -> ImportOptions:
    """The options; at a terminal, with what makes a new fact base, which is asked for."""
    if options.table == "-" or not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return options
    lacking = [name for name in _QUESTIONS if getattr(options, name) is None]
    try:
        given = {name: typer.prompt(_QUESTIONS[name], err=True) for name in lacking}
    except typer.Abort:
        return options  # what is lacking is then told
    return replace(options, **given)
