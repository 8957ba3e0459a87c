"""Tables of others: nothing wrong goes in, whatever they look like."""

import csv
import io
import json
import os
import pty
import random
import shlex
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cltool
from cltool.tables.periods import read_period, read_periods
from cltool.tables.sums import sums_among

from .conftest import PROGRAM, Run, environment, run, run_shell, run_terminal
from .workbooks import ACROSS, LONG, NOTED, SHAPES, TOWNS, TWO_ROWS, WIDE, Rows, csv_of, xlsx

NEW = [
    "--publisher", "The County Office", "--title", "Cases", "--published", "2021-05",
    "--unit", "people", "--type", "stock", "--kind", "town",
]  # fmt: skip
Figures = dict[tuple[str, str], Any]


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """A fact base that is not there yet."""
    return tmp_path / "my.json"


def take(into: Path, name: str, data: bytes, *words: str) -> Run:
    """Import a table from a file into a base."""
    table = into.with_name(name)
    table.write_bytes(data)
    return run("import", str(table), "--into", str(into), *words)


def figures(into: Path) -> Figures:
    """The figures of a base by the name of their place and by period; or the reason for none."""
    base = cltool.load(into).base
    names = {place.id: place.name for place in base.places}
    return {
        (names[each.place], str(series.period)): each.withheld if each.value is None else each.value
        for series in base.series
        for each in series.observations
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_the_command_that_a_look_prints_works(shape: str, tmp_path: Path) -> None:
    """Every table can be looked at, and what is then to be typed takes it, to be asked at once."""
    name, data = SHAPES[shape]
    (tmp_path / name).write_bytes(data)
    given = ["import", name]
    if shape == "Shift-JIS":
        refused = run(*given, folder=tmp_path)
        assert refused.status == 2
        assert "--encoding shift-jis" in refused.err
        given += ["--encoding", "shift-jis"]
    looked = run(*given, "--json", folder=tmp_path)
    assert (looked.status, looked.err) == (0, "")
    notes = {note["kind"]: note["text"] for note in json.loads(looked.out)["notes"]}
    assert notes["command"].startswith(f"cltool import {name} --into my.json ")
    done = run_shell(f"cd {tmp_path}; {notes['command']}")
    assert done.status == 0, done.err
    asked = run("places", "--data", "my.json", "-q", folder=tmp_path)
    assert len(asked.out.splitlines()) >= 2
    assert run("check", "my.json", "-q", folder=tmp_path).status == 0


def test_a_look_on_a_terminal(tmp_path: Path) -> None:
    """The command stands in one line, to be copied."""
    path = tmp_path / "noted.xlsx"
    path.write_bytes(SHAPES["notes around"][1])
    shown = run_terminal("import", str(path))
    assert shown.status == 0
    assert "Header in row 4; 5 rows, the last in row 9." in shown.out
    command = next(line for line in shown.out.splitlines() if line.startswith("cltool import"))
    words = shlex.split(command)
    assert words[words.index("--value") + 1] == "Cases (number)"
    assert words[words.index("--period") + 1] == "2020"


def test_years_across(into: Path) -> None:
    """A column a year becomes a series a year; another level is refused until it is told."""
    data = csv_of(WIDE)
    refused = take(into, "w.csv", data, "--values", "2018..2020", *NEW)
    assert refused.status == 2
    assert "'Whole county' (county)" in refused.err
    assert not into.exists()
    done = take(into, "w.csv", data, "--values", "2018..2020", *NEW, "--other-levels", "county")
    assert done.status == 0
    found = figures(into)
    rows: Rows = [[row[0], *row[2:]] for row in WIDE[1:]]
    assert found == {
        (str(name), year): "The source prints “..”." if cell == ".." else cell
        for name, *cells in rows
        for year, cell in zip(("2018", "2019", "2020"), cells, strict=True)
    }
    base = cltool.load(into)
    assert {place.name: (place.kind, place.code) for place in base.places} == {
        str(row[0]): ("county" if row[0] == "Whole county" else "town", row[1]) for row in WIDE[1:]
    }
    assert str(base.default_series.record.period) == "2020"
    ranked = run("rank", "towns", "--data", str(into), "--series", base.series[-1].id, "-q")
    assert ranked.out.splitlines()[0].split("\t")[2:4] == ["Eaton", "14"]


def test_periods_down(into: Path) -> None:
    """Rows are narrowed, and their periods become series."""
    data = csv_of(LONG)
    refused = take(into, "l.csv", data, *NEW)
    assert "which differ in Year and Sex" in refused.err
    assert take(into, "l.csv", data, "--period-column", "year", *NEW).status == 2
    done = take(into, "l.csv", data, "--period-column", "year", "--where", "sex=all", *NEW)
    assert done.status == 0
    assert figures(into) == {(row[0], str(row[2])): row[3] for row in LONG[1:] if row[1] == "All"}
    one = into.with_name("one.json")
    assert take(one, "l.csv", data, "--where", "Year=2019", "--where", "Sex=Men", *NEW).status == 0
    assert {period for _, period in figures(one)} == {"2019"}


def test_places_across(into: Path) -> None:
    """Headers that are places, in the row that is asked for, with the day that it names."""
    book = xlsx({"Table 1": ACROSS[:4], "Table 3 - patients": ACROSS, "Old": ACROSS}, hidden="Old")
    assert "has tables in 2 sheets; say which with --sheet" in take(into, "a.xlsx", book, *NEW).err
    words = ["--sheet", "table 3", "--places-across"]
    assert "has 3 rows of figures for each place" in take(into, "a.xlsx", book, *words, *NEW).err
    assert take(into, "a.xlsx", book, *words, "--where", "Date=2020-03-20", *NEW).status == 0
    assert figures(into) == {
        ("NHS Northshire", "2020-03-20"): 20,
        ("NHS Southshire", "2020-03-20"): "The source prints “*”.",
        ("NHS Ayton", "2020-03-20"): 60,
    }
    first = cltool.load(into).base.series[0].observations[0]
    assert first.locator == "sheet Table 3 - patients, row 6, column B"


def test_two_header_rows(into: Path) -> None:
    """Merged headers are joined, indents show levels, and years are found in the lower row."""
    book = xlsx({"T": TWO_ROWS}, merged=["A2:A3", "C2:E2"])
    words = ["--values", "2010..2012", *NEW]
    assert "'Whole country' (above)" in take(into, "t.xlsx", book, *words).err
    done = take(into, "t.xlsx", book, *words, "--leave-out", "Whole country")
    assert done.status == 0
    assert figures(into) == {
        (str(row[0])[1:], str(year)): row[at]
        for row in TWO_ROWS[4:]
        for at, year in ((2, 2010), (3, 2011), (4, 2012))
    }


@pytest.mark.parametrize("column", ["Cases (number)", "cases\n(number) [2]", "B", "b", "2"])
def test_a_column_by_any_of_its_names(column: str, into: Path) -> None:
    """Headers match without case, footnotes and line breaks; or letters and numbers do."""
    book = xlsx({"Table 1": NOTED})
    words = ["--value", column, "--period", "year to March 2020", *NEW]
    assert take(into, "n.xlsx", book, *words).status == 0
    assert figures(into) == {(town, "2019-04/2020-03"): 100 + at for at, town in enumerate(TOWNS)}
    assert cltool.load(into).measures[0].name == "Cases (number)"


def test_a_merged_number_is_of_one_place(into: Path) -> None:
    """A text that spans rows stands for each; a number does not, for that would double it."""
    rows: Rows = [["County", "Area", "Cases"], ["North", "A", 5], [None, "B", None], [None, "C", 7]]
    book = xlsx({"T": rows}, merged=["A2:A4", "C2:C3"])
    words = ["--place", "County", "--place", "Area", "--period", "2020", *NEW]
    assert take(into, "m.xlsx", book, *words).status == 0
    assert figures(into) == {("North, A", "2020"): 5, ("North, C", "2020"): 7}


def test_codes_come_first(into: Path) -> None:
    """A place is found by its code, whatever its name; another code of the name is refused."""
    words = ["--period", "2019", *NEW]
    first = b"Area,Code,n\nAyton,E07000001,1\nBeeton,E07000002,2\n"
    assert take(into, "a.csv", first, *words).status == 0
    second = b"Area,Code,n\nAyton-on-Sea,E07000001,3\nBeeton,E07000002,4\n"
    known = ["--source", "the-county-office-2021", "--measure", "n", "--kind", "town"]
    assert take(into, "b.csv", second, "--period", "2020", *known).status == 0
    assert [place.name for place in cltool.load(into).places] == ["Ayton", "Beeton"]
    assert figures(into)["Ayton", "2020"] == 3
    moved = b"Area,Code,n\nAyton,E07000009,3\nSeaton,E07000003,4\n"
    done = take(into, "c.csv", moved, "--period", "2021", *known)
    assert done.status == 1
    assert "Ayton has the code E07000009 here and E07000001 in the fact base" in done.err


def test_a_code_of_another_scheme_is_none(into: Path) -> None:
    """Numbers that two tables give their rows lead to no place of another name."""
    words = ["--period", "2019", *NEW]
    assert take(into, "a.csv", b"Area,id,n\nAyton,1001,1\nBeeton,1002,2\n", *words).status == 0
    known = ["--source", "the-county-office-2021", "--measure", "n", "--period", "2020"]
    second = b"Area,id,n\nBeeton,1001,3\nAyton,1003,4\n"
    done = take(into, "b.csv", second, *known)
    assert done.status == 1
    assert "Ayton has the code 1003 here and 1001 in the fact base" in done.err
    assert take(into, "b.csv", second, *known, "--alias", "Ayton=ayton").status == 0
    assert figures(into)["Beeton", "2020"] == 3
    assert figures(into)["Ayton", "2020"] == 4


def test_a_header_of_codes_over_names(into: Path) -> None:
    """Names are names, though their header speaks of a scheme of codes."""
    data = b"GSS_CD,GSS_NM,n\nE07000001,Ayton,1\nE07000002,Beeton,2\n"
    assert take(into, "g.csv", data, "--period", "2019", *NEW).status == 0
    places = [(place.name, place.code) for place in cltool.load(into).places]
    assert places == [("Ayton", "E07000001"), ("Beeton", "E07000002")]


def test_a_code_of_many_places_tells_none(into: Path) -> None:
    """A column of the codes of regions is not taken for that of the places."""
    rows: Rows = [["Area", "Region code", "n"], *([town, "R001" if at < 3 else "R002", at]
            for at, town in enumerate(TOWNS))]  # fmt: skip
    assert take(into, "r.csv", csv_of(rows), "--period", "2019", *NEW).status == 0
    assert [place.code for place in cltool.load(into).places] == [None] * len(TOWNS)


def test_a_period_over_others(into: Path) -> None:
    """A period for all figures is taken, and said, where a column gives each its own."""
    data = b"Area,n,Year\nAyton,9,2019\nBeeton,8,2020\n"
    bare = take(into, "y.csv", data, *NEW)
    assert "the table does not say the period; add --period-column 'Year' or --period" in bare.err
    done = take(into, "y.csv", data, "--period", "2021", *NEW)
    assert done.status == 0
    assert "All are taken as of one period, though column Year has several." in done.err


def test_shares_that_are_called_percentages(into: Path) -> None:
    """What a spreadsheet shows as 33% it stores as 0.33, which is said."""
    book = xlsx({"T": [["Area", "% online"], ["Ayton", 0.33], ["Beeton", 0.5]]})
    done = take(into, "p.xlsx", book, "--period", "2019", *NEW)
    assert done.status == 0
    assert "No figure is above 1: these are shares of 1" in done.err


def test_places_are_not_split(into: Path) -> None:
    """A name much like one that is there is refused, with what to add; so it is within a table."""
    first = b"Area,n\nBristol,1\nDerby,2\n"
    assert take(into, "a.csv", first, "--period", "2019", *NEW).status == 0
    known = ["--source", "the-county-office-2021", "--measure", "n", "--kind", "town"]
    words = ["--period", "2020", *known]
    second = b'Area,n\n"Bristol, City of",3\nDerby,4\nNorth Derby,5\n'
    done = take(into, "b.csv", second, *words)
    assert done.status == 1
    assert (
        "'Bristol, City of' may be Bristol; if it is, add --alias 'Bristol, City of=Bristol', and "
        "if it is another place, --new-place 'Bristol, City of'"
    ) in done.err
    alias = ["--alias", "Bristol, City of=Bristol"]
    assert take(into, "b.csv", second, *words, *alias).status == 0
    base = cltool.load(into)
    assert [place.name for place in base.places] == ["Bristol", "Derby", "North Derby"]
    assert base.places[0].aliases == ("Bristol, City of",)
    long = b"Area,Year,n\nHull,2019,1\nYork,2019,2\nCity of Hull,2020,3\nYork,2020,4\n"
    other = into.with_name("other.json")
    split = take(other, "c.csv", long, "--period-column", "Year", *NEW)
    assert split.status == 2
    assert "'City of Hull' may be 'Hull' in another period" in split.err


def test_a_base_is_made_whole_or_not_at_all(into: Path) -> None:
    """What makes a base must be given in a script; then it can be asked at once, and added to."""
    data = b"Area,Cases\nAyton,5\nBeeton,6\n"
    bare = take(into, "t.csv", data, "--period", "2020")
    assert bare.err == (
        f"cltool: {into} is not there yet; to make it, add --publisher, --title, --published, "
        "--unit, --type\n"
    )
    assert not into.exists()
    wrong = take(
        into, "t.csv", data, "--period", "2020", *NEW[:-4], "--type", "many", "--kind", "x"
    )
    assert wrong.err.startswith("cltool: given --type 'many', expected \"flow\"")
    assert take(into, "t.csv", data, "--period", "2020", *NEW, "--complete").status == 0
    assert run("rank", "--data", str(into), "-q").out.splitlines()[0].split("\t")[2] == "Beeton"
    assert cltool.load(into).base.series[0].coverage == {"town": "complete"}
    known = ["--source", "the-county-office-2021", "--measure", "cases", "--period", "2020"]
    again = take(into, "t.csv", data, *known)
    assert (again.status, again.err.count("has this place already")) == (1, 2)
    new = b"Area,Cases\nAyton,7\n"
    assert take(into, "t.csv", new, *known, "--replace").status == 0
    assert figures(into) == {("Ayton", "2020"): 7, ("Beeton", "2020"): 6}
    later = [*known[:-1], "2021"]
    assert take(into, "t.csv", new, *later).status == 0
    assert str(cltool.load(into).default_series.record.period) == "2020"
    assert take(into, "t.csv", new, *later, "--replace", "--default").status == 0
    assert str(cltool.load(into).default_series.record.period) == "2021"


def test_a_terminal_is_asked_what_makes_a_base(into: Path) -> None:
    """Only what is left out is asked for, and only where a person can answer."""
    into.with_name("t.csv").write_text("Area,Cases\nAyton,5\nBeeton,6\n")
    command = f"{PROGRAM} import t.csv --into my.json --period 2020 --kind town --unit people"
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(into.parent)
        os.execvpe(PROGRAM, command.split(), environment())  # noqa: S606 - the program under test
    shown = ""
    for asked, said in {
        "Who published it:": "The Office",
        "Its title:": "Cases by area",
        "When (2020, 2020-04 or 2020-04-10):": "2021",
        "Are they a flow, a stock, a rate or a level:": "flow",
        "Written to my.json": "",
    }.items():
        while asked not in shown:
            shown += os.read(terminal, 65536).decode()
        os.write(terminal, f"{said}\n".encode() if said else b"")
    assert os.waitpid(pid, 0)[1] == 0
    os.close(terminal)
    source = cltool.load(into).sources[0]
    assert (source.publisher, source.title, source.published) == (
        "The Office", "Cases by area", "2021"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "sums"),
    [
        ([4, 6, 10, 20], {3}),
        ([1, 2, 3], set()),
        ([5, 5, 0, 0], set()),
        ([0.5, 0.25, 0.25, 1.0], {3}),
        ([300, 100, 200, 900, 500, 400], {0, 3}),
        ([1200, 300, 100, 200, 900, 500, 400], {0, 1, 4}),
        ([300, 100, 200, 7, 8, 9, 10, 11], set()),
        ([10, 20, 30, 40, 50, None, 155], {6}),
        ([10, 20, 30, 40, 50, None, 900], set()),
        ([], set()),
    ],
)
def test_sums(values: list[float | None], sums: set[int]) -> None:
    """A total is the sum of all the others; a region that of the districts that follow it."""
    assert sums_among(values, gaps=None in values) == sums


def test_regions_above_their_districts(into: Path) -> None:
    """What sums show of levels is refused, without a name or a code that tells."""
    rows: Rows = [["Area", "n"], ["Upland", 300], ["A", 100], ["B", 200], ["Lowland", 900],
                  ["C", 500], ["D", 400]]  # fmt: skip
    done = take(into, "s.csv", csv_of(rows), "--period", "2020", *NEW)
    assert "'Upland' (total) and 'Lowland' (total)" in done.err


def test_a_level_that_is_known_is_no_trouble(into: Path) -> None:
    """A place that the fact base has of its own kind needs no word in the next table."""
    table = b"Area,n\nEngland,9\nAyton,1\nBeeton,2\nSeaton,3\n"
    words = ["--period", "2019", *NEW, "--other-levels", "nation"]
    assert take(into, "a.csv", table, *words).status == 0
    known = ["--source", "the-county-office-2021", "--measure", "n", "--period", "2020"]
    assert take(into, "a.csv", table, *known, "--kind", "town").status == 0
    kinds = [place.kind for place in cltool.load(into).places]
    assert kinds == ["nation", "town", "town", "town"]


def test_a_long_table_is_told_in_short(into: Path) -> None:
    """Of thousands of figures three are shown, and those with trouble."""
    rows: Rows = [["Area", "n"], *([f"P{at}", at] for at in range(5_000)), ["Odd", "see note"]]
    done = take(into, "t.csv", csv_of(rows), "--period", "2020", *NEW)
    assert done.status == 1
    assert len(done.out.splitlines()) == 4
    assert "t.csv:5002: given 'see note'" in done.err
    told = take(into, "t.csv", csv_of(rows), "--period", "2020", *NEW, "--missing", "see note")
    assert (told.status, len(told.out.splitlines())) == (0, 3)
    assert figures(into)["Odd", "2020"] == "The source prints “see note”."


def test_negative_figures(into: Path) -> None:
    """A new measure is signed if it must be; one that is not takes none below 0."""
    data = "Area,n\nAyton,−36\nBeeton,(125)\n".encode()
    assert take(into, "t.csv", data, "--period", "2020", *NEW).status == 0
    assert figures(into) == {("Ayton", "2020"): -36, ("Beeton", "2020"): -125}
    assert cltool.load(into).base.measures[0].signed


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2019", "2019"),
        ("2025/26", "2025-04/2026-03"),
        ("2025-26", "2025-04/2026-03"),
        ("2022 Q3", "2022-07/2022-09"),
        ("Q1 2022", "2022-01/2022-03"),
        ("year to March 2020", "2019-04/2020-03"),
        ("Year ending December 2019", "2019"),
        ("year ending 31 March 2020", "2019-04/2020-03"),
        ("year to 5 April 2020", None),
        ("31.12.2018", "2018-12-31"),
        ("mid-2019", "2019-06-30"),
        ("Mar-21", "2021-03"),
        ("April 1, 2010", "2010-04-01"),
        ("2019M05", "2019-05"),
        ("2018-01/2019-04", "2018-01/2019-04"),
        ("Jan 2018 to Apr 2019", "2018-01/2019-04"),
        ("2020-03-20 00:00:00", "2020-03-20"),
        ("03/04/2020", None),
        ("25/12/2020", "2020-12-25"),
        ("2011-12", None),
        ("2018-20", None),
        ("31.02.2018", None),
        ("1364", None),
        ("12", None),
        ("Total", None),
        ("", None),
    ],
)
def test_periods(text: str, period: str | None) -> None:
    """Periods are read as people write them, and what can be read two ways is not."""
    assert read_period(text) == period


def test_periods_that_others_decide() -> None:
    """What can be read two ways alone, the other cells of the column decide."""
    assert read_periods(["2010-11", "2011-12"]) == ["2010-04/2011-03", "2011-04/2012-03"]
    assert read_periods(["2010-11", "2010-12"]) == ["2010-11", "2010-12"]
    assert read_periods(["03/04/2020", "13/04/2020"]) == ["2020-04-03", "2020-04-13"]
    assert read_periods(["03/04/2020", "04/13/2020"]) == ["2020-03-04", "2020-04-13"]


STYLES = {
    "plain": lambda n: str(n),
    "commas": lambda n: f"{n:,}",
    "points": lambda n: f"{n:,}".translate(str.maketrans(",.", ".,")),
    "spaces": lambda n: f"{n:,}".replace(",", "\u00a0"),
    "apostrophes": lambda n: f"{n:,}".replace(",", "'"),
    "pounds": lambda n: f"£{n:,}",
    "flags": lambda n: f"{n} p",
    "minus": lambda n: str(n).replace("-", "−"),
}


def independent(cell: str, style: str) -> Decimal:
    """A cell read by the style that it was written in, and by nothing of the program."""
    bare = cell.replace("£", "").replace("\u00a0", "").replace("'", "").replace("−", "-")
    bare = bare.removesuffix(" p")
    if style == "points":
        return Decimal(bare.replace(".", "").replace(",", "."))
    return Decimal(bare.replace(",", ""))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("style", STYLES)
def test_every_cell_is_what_another_reader_reads(style: str, seed: int, tmp_path: Path) -> None:
    """No figure is ever another than the file's: all stored, or the table refused whole."""
    draw = random.Random(f"{style}{seed}")
    digits = draw.choice([0, 1, 2, 3])
    size = draw.choice([100, 5_000, 3_000_000])
    low = -size if style == "minus" else 0
    numbers = [draw.randint(low, size) for _ in range(8)]
    scaled: list[int | float] = [n / 10**digits if digits else n for n in numbers]
    rows: Rows = [
        ["Area", "Figure"],
        *([f"Place {n}", STYLES[style](x)] for n, x in enumerate(scaled)),
    ]
    into = tmp_path / "my.json"
    words = ["--period", "2020", *NEW, "--other-levels", "same"]
    done = take(into, "t.csv", csv_of(rows, ";"), *words)
    if done.status != 0:
        assert "can be read two ways" in done.err
        decimal = "," if style == "points" else "."
        done = take(into, "t.csv", csv_of(rows, ";"), *words, "--decimal", decimal)
    assert done.status == 0, done.err
    table = csv.reader(io.StringIO(csv_of(rows, ";").decode()), delimiter=";")
    expected = {row[0]: independent(row[1], style) for row in list(table)[1:]}
    assert {name: Decimal(repr(value)) for (name, _), value in figures(into).items()} == expected


def test_every_cell_of_a_workbook(tmp_path: Path) -> None:
    """What openpyxl reads of a workbook is what is stored, number for number."""
    draw = random.Random(1)
    rows: list[list[Any]] = [["Area", *range(2001, 2021)]]
    rows += [
        [f"Place {n}", *(draw.choice([draw.randint(0, 10**9), draw.random() * 100, None, ".."])
                         for _ in range(20))]
        for n in range(200)
    ]  # fmt: skip
    data = xlsx({"Data": rows})
    into = tmp_path / "my.json"
    words = ["--values", "2001..2020", *NEW, "--other-levels", "same"]
    assert take(into, "t.xlsx", data, *words).status == 0
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Data"]
    head, *body = sheet.iter_rows(values_only=True)
    expected = {
        (row[0], str(year)): "The source prints “..”." if cell == ".." else cell
        for row in body
        for year, cell in zip(head[1:], row[1:], strict=True)
        if cell is not None
    }
    assert figures(into) == expected
