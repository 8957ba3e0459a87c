"""Bringing one's own facts: a first fact base, tables of others, and packages."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cltool
from cltool.tables.cells import missing
from cltool.tables.figures import Convention, parse_number

from .conftest import ROOT, run, run_shell, without_hashes

TABLES = ROOT / "tests" / "tables"
HOUSES = "Household Type: All categories: Household type; measures: Value"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A fact base as `cltool new` writes it."""
    path = tmp_path / "my.json"
    assert run("new", str(path)).status == 0
    return path


def add(path: Path, table: str | bytes, *words: str) -> tuple[int, list[list[str]], str]:
    """Import a table from standard input; the status, the rows, and standard error."""
    words = ("--source", "report", "--measure", "cases", "--period", "2026", *words)
    done = run("import", "-", "--into", str(path), *words, stdin=table)
    return done.status, [line.split("\t") for line in done.out.splitlines()], done.err


def test_new(tmp_path: Path) -> None:
    """A first fact base loads, has something to find, and its schema stands beside it."""
    path = tmp_path / "my.json"
    done = run("new", str(path))
    schema = tmp_path / "cltool.schema.json"
    assert done.out == f"{path} and {schema} written. Next: cltool check {path}\n"
    assert json.loads(path.read_text())["$schema"] == schema.name
    assert schema.read_text() == run("schema").out
    assert run("check", str(path), "-q").status == 0
    assert run("rank", "--data", str(path), "-q").out == (
        "1\tnorthshire\tNorthshire\t1200\t60.0\t1 outlet\t1\t1\t\t\n"
        "2\tsouthshire\tSouthshire\t800\t40.0\t1 outlet\t1\t1\t880\t\n"
    )


def test_new_never_overwrites(tmp_path: Path) -> None:
    """Neither the fact base nor another file of the schema's name is written over, unless told."""
    path = tmp_path / "my.json"
    path.write_text("mine")
    done = run("new", str(path))
    assert done.status == 2
    assert done.err == (
        f"cltool: {path} is there already; give another name, or to write over it, add --force\n"
    )
    assert path.read_text() == "mine"
    assert run("new", str(path), "--force").status == 0
    assert cltool.load(path).title == "Cases in two counties, 2025"
    (tmp_path / "cltool.schema.json").write_text("mine")
    assert run("new", str(tmp_path / "other.json")).status == 2
    assert run("new", str(tmp_path / "no" / "my.json")).err.endswith("no such file or directory\n")


def test_import(first: Path) -> None:
    """A table's figures become a series; footnotes are dropped and suppressed values counted."""
    table = (
        "Cases by area, 2026\n\nArea [note 1],Cases\n"
        'Northshire,"1,300"\nSouths [2],900 [r]\nAyton,..\n\nSource: The County Office,\n'
    )
    undecided = add(first, table)
    assert undecided[:2] == (2, [])
    assert "1,300 can be read two ways" in undecided[2]
    status, rows, err = add(first, table, "--decimal", ".")
    assert status == 0
    assert rows == [
        ["4", "northshire", "Northshire", "1300", "taken", "2026"],
        ["5", "southshire", "Souths [2]", "900", "taken", "2026"],
        ["6", "ayton-on-sea", "Ayton", "", "taken as withheld", "2026"],
    ]
    new = json.loads(first.read_text(encoding="utf-8"))["series"][-1]["observations"]
    assert new == [
        {"place": "northshire", "value": 1300, "locator": "row 4, column B"},
        {
            "place": "southshire",
            "value": 900,
            "locator": "row 5, column B",
            "note": "Marked [r] in the source.",
        },
        {
            "place": "ayton-on-sea",
            "locator": "row 6, column B",
            "withheld": "The source prints “..”.",
        },
    ]
    assert f"cltool: note: Written to {first}." in err
    ranked = run("rank", "--data", str(first), "--series", "report", "--field", "value", "-q")
    assert ranked.out == "1300\n900\n"
    assert cltool.dumps(cltool.load(first)) == first.read_text()


def test_import_is_all_or_nothing(first: Path) -> None:
    """One row that can't be taken, and nothing is written; every such row is listed."""
    before = first.read_bytes()
    table = "place\tvalue\nNorthshire\t1\nWeston\t2\nnorthshire\t3\nSouthshire\tmany\n\t5\n"
    status, rows, err = add(first, table)
    assert status == 1
    assert [row[4] for row in rows] == [
        "taken",
        "unknown place 'Weston'; the base has 2 counties and 1 town",
        "the table gives this place a figure already, in line 2",
        "given 'many', expected a number from 0 to 1,000,000,000,000,000,000, or a word for a "
        "missing one",
        "no place is named",
    ]
    assert err.startswith(
        "cltool: <stdin>:3: unknown place 'Weston'; the base has 2 counties and 1 town\n"
        "cltool: <stdin>:4: the table gives this place a figure already, in line 2\n"
    )
    assert f"Nothing was written to {first}." in err
    assert first.read_bytes() == before
    assert list(first.parent.glob("tmp*")) == []


def test_import_adds_places_if_asked(first: Path) -> None:
    """New places are added as of a kind; a dry run shows them and writes nothing."""
    before = first.read_bytes()
    table = "place,value\nAyton,5\nWeston-super-Mare,7\nÉtaples,8\n"
    status, rows, err = add(first, table, "--kind", "town", "--dry-run")
    assert (status, first.read_bytes()) == (0, before)
    assert [row[1] for row in rows] == ["ayton-on-sea", "weston-super-mare", "etaples"]
    assert "2 new places: Weston-super-Mare and Étaples." in err
    assert add(first, table, "--kind", "town")[0] == 0
    ranked = run("rank", "towns", "--data", str(first), "--series", "report", "-q").out
    assert ranked.splitlines()[0].startswith("1\tetaples\tÉtaples\t8")


def test_import_into_a_series(first: Path) -> None:
    """Figures of a source, measure and period that have a series join it."""
    words = ("--source", "herald", "--measure", "cases", "--period", "2025")
    done = run("import", "-", "--into", str(first), *words, stdin="place,value\nNorthshire,1200\n")
    assert done.status == 0
    herald = cltool.load(first).series_by_id["herald"]
    assert [(each.place.id, each.value) for each in herald.figures] == [
        ("southshire", 880),
        ("northshire", 1200),
    ]
    assert run("rank", "--data", str(first), "--field", "reports", "-q").out == "2\n1\n"


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("windows-1252"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(
    first: Path, encode: Callable[[str], bytes], delimiter: str
) -> None:
    """The table's encoding and delimiter are found, also where a cell holds a comma."""
    table = "Place;Value;Note\r\nNorthshire;£1 300;é\r\nSouthshire;900;x, y, z\r\n"
    data = encode(table.replace(", ", ". ").replace(";", delimiter))
    columns = ("--place", "place", "--value", "Value")
    status, rows, _ = add(first, data, *columns, "--dry-run")
    assert status == 0
    assert [row[3] for row in rows] == ["1300", "900"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("4,013", 4013),
        ("£500,000", 500_000),
        ("1 234 567", 1_234_567),
        ("1\u00a0234", 1234),
        ("1'234", 1234),
        ("12,34,567", 1_234_567),
        ("29.8", 29.8),
        ("11.12%", 11.12),
        ("416 [r]", 416),
        ("416*", 416),
        ("416 (p)", 416),
        ("416¹", 416),
        ("339108003p", 339_108_003),
        ("12 €", 12),
        ("4.65E7", 46_500_000),
        ("4.3E-06", 4.3e-06),
        ("(1,204)", -1204),
        ("£1.2m", 1_200_000),
        ("−36", -36),
        ("-5", -5),
        ("0", 0),
        (".5", 0.5),
        ("1.2b", None),
        ("12,5", None),
        ("1,23", None),
        ("1.2.3", None),
        ("--5", None),
        ("(5", None),
        ("5-9", None),
        ("1" * 5000, None),
        ("1E400", None),
        ("many", None),
        ("", None),
    ],
)
def test_numbers(cell: str, value: float | None) -> None:
    """A number is read however the table writes it, and nothing else is."""
    found = parse_number(cell)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (["1.364", "7.231,33"], ","),
        (["1.364", "12,5"], ","),
        (["1.364", "12.5"], "."),
        (["28,801", "31,2"], ","),
        (["1.364", "1.234.567"], ","),
        (["1,364", "0.5"], "."),
        (["1,364", "0,364"], ","),
        (["1 364,5", "1 364"], ","),
        (["12", "1300"], "."),
        (["1.364"], None),
        (["1,364", "900"], None),
        (["1.5", "1,5"], None),
        (["1.5", "12%"], None),
        ([1.364, "n/a"], "."),
    ],
)
def test_the_convention_of_a_column(cells: list[str | float], decimal: str | None) -> None:
    """Comma and point are told apart by all cells of a column, or not at all."""
    assert Convention.of(cells).decimal == decimal
    assert Convention.of(cells[::-1]).decimal == decimal


@pytest.mark.parametrize(
    "cell", ["..", ":", "c", "-", "*", "[c]", "[x]", "n/a", ".", "Not held", "<5", "[no data]"]
)
def test_missing(cell: str) -> None:
    """The marks and words of statistics offices for a missing or withheld figure are known."""
    reason = missing(cell)
    assert reason is not None
    assert cell in reason
    assert missing("0") is None
    assert missing("Norwich") is None


REFUSED: dict[str, tuple[str | bytes, list[str], str]] = {
    "nothing": ("", [], "<stdin>: has no table of figures"),
    "a header alone": ("place,value\n", [], "<stdin>: has no table of figures"),
    "no header": (
        "Northshire,1364\nSouthshire,900\n",
        [],
        "<stdin>:1: is a row of figures, not a header: Northshire, 1364; if the table has no "
        "header, add --header-row none",
    ),
    "a year that may be a figure": (
        "Northshire,1999\nSouthshire,900\n",
        [],
        "<stdin>:1: may be a header or a row of figures: Northshire, 1999;",
    ),
    "a number of two conventions": (
        "place,value\nNorthshire,1.364\nSouthshire,900\n",
        [],
        "<stdin>: 1.364 can be read two ways, and no other cell of its column says which; if its "
        "sign groups thousands, add --decimal ,, and if it begins the decimals, --decimal .",
    ),
    "both conventions": (
        'place,value\nNorthshire,1.5\nSouthshire,"2,5"\n',
        [],
        "<stdin>: the figures are not of one kind: 2,5 has a decimal comma and 1.5 a decimal point",
    ),
    "bytes of no text": (
        b"\x00\x01\x02place,value\n",
        [],
        "<stdin>: is no table: it holds character 0x00, which no text does",
    ),
    "an archive": (b"PK\x03\x04rubbish", [], "<stdin>: is cut, or no workbook"),
    "a web page": ("<html><table>", [], "<stdin>: is a web page; save its table as CSV"),
    "another encoding": (
        "place,value\n東京都,1\n".encode("shift-jis"),
        [],
        "<stdin>: is neither UTF-8 nor Windows-1252; say what it is, such as --encoding shift-jis",
    ),
    "not in that encoding": (
        "place,value\nÉtaples,1\n".encode("windows-1252"),
        ["--encoding", "utf-8"],
        "<stdin>:2: is not text in utf-8: byte 0xc9; give another --encoding",
    ),
    "a total": (
        "place,value\nNorthshire,1\nSouthshire,2\nTotal,3\n",
        [],
        "<stdin>: some places are not of the others' level: 'Total' (total); leave them out with "
        "--other-levels out",
    ),
    "a sum of the others": (
        "place,value\nNorthshire,1\nSouthshire,2\nAyton,3\nThe county,6\n",
        [],
        "<stdin>: some places are not of the others' level: 'The county' (total)",
    ),
    "nothing filled": (
        "place,value\nSouthshire,\nNorthshire,1\n",
        ["--where", "place=Southshire"],
        "<stdin>: no cell of the figures is filled, so nothing was taken",
    ),
    "rows to be narrowed": (
        "place,sex,value\nNorthshire,men,1\nNorthshire,women,2\nSouthshire,men,3\n",
        [],
        "<stdin>: Northshire stands in rows 2 and 3, which differ in sex; say which rows are meant "
        "with --where 'sex=men'",
    ),
    "years across": (
        "place,2019,2020\nNorthshire,1,2\n",
        [],
        "<stdin>: has 2 columns of figures, one a period; say which with --value or all of them "
        "with --values '2019..2020'",
    ),
    "an unknown column": (
        "place,value\nNorthshire,1\n",
        ["--value", "figure"],
        "<stdin>:1: no column 'figure'; expected one of: place, value",
    ),
    "three columns": (
        "place,a,b\nNorthshire,1,2\n",
        [],
        "<stdin>: has 2 columns of figures; say which with --value: a, b",
    ),
    "a column twice": (
        "place,a,a\nNorthshire,1,2\n",
        ["--place", "place", "--value", "a"],
        "<stdin>:1: several columns are 'a'; say which by its letter: --value with one of B (a), "
        "C (a)",
    ),
    "an unknown source": (
        "place,value\nNorthshire,1\n",
        ["--source", "tv"],
        "unknown source 'tv'; expected one of: report, gazette, herald",
    ),
    "a period of another form": (
        "place,value\nNorthshire,1\n",
        ["--period", "soon"],
        "given --period 'soon', expected a period such as 2018-01/2019-04, 2019 or 2018-06-30",
    ),
    "a series of another kind": (
        "place,value\nNorthshire,1\n",
        ["--series", "herald"],
        "series herald is of another source, measure or period; give --series another id",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_import_refused(name: str, first: Path) -> None:
    """What can't be a table, or can't be placed, is one line."""
    table, words, message = REFUSED[name]
    status, rows, err = add(first, table, *words)
    assert (status, rows) == (2, [])
    assert err.startswith(f"cltool: {message}")


def test_import_keeps_what_is_there(first: Path) -> None:
    """A file with a key twice would lose one in silence, so it is refused and not written."""
    text = first.read_text().replace('"format": 1,', '"format": 1, "title": "Lost",')
    first.write_text(text)
    status, _, err = add(first, "place,value\nNorthshire,1\n")
    assert status == 3
    assert 'given the key "title" twice in one object' in err
    assert first.read_text() == text


def test_import_of_a_table_needs_its_source(first: Path) -> None:
    """Without a source, a measure and a period a figure means nothing."""
    done = run("import", "-", "--into", str(first), stdin="place,value\nNorthshire,1\n")
    assert done.err == (
        "cltool: a table needs a source and a measure that are there, by --source and --measure, "
        "or for new ones --publisher, --title, --published, --unit, --type\n"
    )


def real(tmp_path: Path, unit: str) -> Path:
    """The packaged facts with a source and a measure for a real table."""
    base = json.loads((ROOT / "data" / "referrals.json").read_text(encoding="utf-8"))
    base["sources"].append(
        {"id": "office", "publisher": "The office", "title": "A table", "published": "2021-05"}
    )
    base["measures"].append(
        {"id": "m", "name": "M", "unit": unit, "definition": "As published.", "type": "level"}
    )
    path = tmp_path / "real.json"
    path.write_text(json.dumps(base), encoding="utf-8")
    return path


def test_a_real_table_of_house_prices(tmp_path: Path) -> None:
    """House prices: known places match by name and alias, unknown ones become places if asked."""
    path = real(tmp_path, "pounds")
    words = ["import", str(TABLES / "house-prices-2021-03.csv"), "--into", str(path)]
    words += ["--source", "office", "--measure", "m", "--period", "2021-03", "-q"]
    words += ["--place", "Local authorities", "--value", "March 2021"]
    refused = run(*words)
    assert refused.status == 1
    unknown = [line for line in refused.out.splitlines() if "\tunknown place" in line]
    assert [line.split("\t")[2] for line in unknown] == [
        "Basingstoke and Deane",
        "King's Lynn and West Norfolk",
        "Tamworth",
        "Tendring",
        "Thurrock",
    ]
    assert run(*words, "--kind", "district").status == 0
    ranked = run("rank", "towns", "--data", str(path), "--measure", "m", "--top", "2", "-q")
    assert [line.split("\t")[2:4] for line in ranked.out.splitlines()] == [
        ["Brighton", "405451"],
        ["Basildon", "324039"],
    ]
    kings = run("place", "kings lynn and west norfolk", "--measure", "m", "--data", str(path), "-q")
    assert kings.out.split("\t")[:2] == [
        "kings-lynn-and-west-norfolk",
        "King's Lynn and West Norfolk",
    ]


def test_a_real_table_of_households(tmp_path: Path) -> None:
    """A table of the census: places match by their code, in a column of many."""
    path = real(tmp_path, "households")
    words = ["import", str(TABLES / "households-2011.csv"), "--into", str(path)]
    words += ["--source", "office", "--measure", "m", "--period", "2011", "-q", "--dry-run"]
    words += ["--value", HOUSES]
    by_code = run(*words, "--place", "geography code").out.splitlines()
    southend = "southend-on-sea\tE06000033\t74678\ttaken\t2011"
    assert [line.partition("\t")[2] for line in by_code if "E06000033" in line] == [southend]
    by_name = run(*words, "--place", "geography", "--kind", "district")
    assert by_name.status == 0
    assert by_name.out.splitlines()[0].split("\t")[1:4] == [
        "kingston-upon-hull-city-of",
        "Kingston upon Hull, City of",
        "112596",
    ]


def test_export(tmp_path: Path) -> None:
    """A package validates as a Frictionless Data Package, and gives the same fact base back."""
    folder = tmp_path / "out"
    base = cltool.load().base
    tables = [base.sources, base.measures, base.places, base.series, base.claims]
    counts = [str(len(records)) for records in tables]
    counts.insert(4, str(sum(len(series.observations) for series in base.series)))
    names = ["sources", "measures", "places", "series", "observations", "claims"]
    assert [line.split("\t") for line in run("export", str(folder)).out.splitlines()] == [
        list(row) for row in zip(names, counts, strict=True)
    ]
    frictionless = str(Path(sys.executable).parent / "frictionless")
    checked = subprocess.run(
        [frictionless, "validate", str(folder / "datapackage.json"), "--json"],
        capture_output=True,
        check=False,
    )
    report = json.loads(checked.stdout)
    assert (checked.returncode, report["valid"], report["stats"]["tasks"]) == (0, True, 6)
    back = tmp_path / "back.json"
    assert run("import", str(folder), "--into", str(back)).status == 0
    assert back.read_bytes() == (ROOT / "data" / "referrals.json").read_bytes()
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"] == [{"name": "MIT"}]
    again = run("export", str(folder))
    assert again.status == 2
    assert again.err.endswith("is there already; to write over it, add --force\n")
    assert run("export", str(folder), "--force").status == 0


def test_export_of_a_first_base(first: Path, tmp_path: Path) -> None:
    """Also what stands beside the records comes back, such as the schema's name."""
    assert run("export", str(tmp_path / "out"), "--data", str(first)).status == 0
    back = tmp_path / "back.json"
    package = str(tmp_path / "out" / "datapackage.json")
    assert run("import", package, "--into", str(back)).status == 0
    assert cltool.load(back) == cltool.load(first)
    there = run("import", package, "--into", str(back))
    assert there.err == (f"cltool: {back} is there already; give --into the name of a new file\n")


def full_base(base: dict[str, Any]) -> dict[str, Any]:
    """A base that uses every key of the format."""
    report, paper, radio = base["sources"]
    report.update(kind="report", supersedes="draft", caveat="Two counties are missing.")
    paper.update(group="One House", shares_text_with=["radio", "report"], note="Not a scan.")
    base["sources"].append({**radio, "id": "draft", "relays": None, "title": "The first edition"})
    del base["sources"][-1]["relays"]
    base["measures"][0].update(
        type="stock", overlapping=True, denominator=True, signed=True, caveat="Not all count."
    )
    base["places"][0].update(
        aliases=["The “North”", "Nord"], code="E10000012", note="All of it.", caveat="Bounds moved."
    )
    first, second = base["series"]
    first.update(
        coverage={"county": "top"}, edition="Table 1", period_stated=False, note="By hand."
    )
    second.update(status="projected", tolerance=0.5, caveat="They do not compare.")
    north, south, ayton, beeton = first["observations"]
    north.update(as_worded="opened", said="about 40", least=35, most=45.5, note="Of 60.")
    south.update(value=-10, status="provisional", tolerance=1, caveat="By residence.")
    ayton.update(withheld="Fewer than 5.", locator="table 2")
    del ayton["value"]
    beeton.update(value=-0.25, most=-0.2)
    claim = {"source": "radio", "measure": "cases", "place": "ayton", "kind": "town"}
    claim |= {"period": "2019", "statement": "It is among the lowest.", "locator": "page 1"}
    base["claims"] = [
        {**claim, "among": 3, "lowest": True},
        {**claim, "rank": 1, "edition": "Table 1"},
    ]
    head = {"description": "All of it.", "license": "CC-BY-4.0", "$schema": "schema.json"}
    return base | head


def test_a_package_carries_every_key(
    base: dict[str, Any], write: Callable[[Any], str], tmp_path: Path
) -> None:
    """Every key that the schema knows is exported, and comes back unchanged."""
    full = full_base(base)
    schema = json.loads(run("schema").out)
    used = {
        "Source": full["sources"],
        "Measure": full["measures"],
        "Place": full["places"],
        "Series": full["series"],
        "Observation": [each for series in full["series"] for each in series["observations"]],
        "Claim": full["claims"],
    }
    assert {name: {key for record in used[name] for key in record} for name in used} == {
        name: set(record["properties"]) for name, record in schema["$defs"].items()
    }
    assert set(full) == set(schema["properties"])
    path = write(full)
    folder = tmp_path / "package"
    back = tmp_path / "back.json"
    assert run("export", str(folder), "--data", path).status == 0
    assert run("import", str(folder), "--into", str(back)).status == 0
    assert json.loads(back.read_text(encoding="utf-8")) == full
    assert back.read_text(encoding="utf-8") == cltool.dumps(cltool.load(path))


def test_a_package_of_every_key_validates(
    base: dict[str, Any], write: Callable[[Any], str], tmp_path: Path
) -> None:
    """It is valid by its own schema, also where numbers are below 0."""
    folder = tmp_path / "package"
    assert run("export", str(folder), "--data", write(full_base(base))).status == 0
    assert ",-10," in (folder / "observations.csv").read_text(encoding="utf-8")
    frictionless = str(Path(sys.executable).parent / "frictionless")
    checked = subprocess.run(
        [frictionless, "validate", str(folder / "datapackage.json"), "--json"],
        capture_output=True,
        check=False,
    )
    assert json.loads(checked.stdout)["valid"]


def test_packages_that_are_none(tmp_path: Path) -> None:
    """A folder without a package, or with a broken one, is one line."""
    target = str(tmp_path / "x.json")
    empty = run("import", str(tmp_path), "--into", target)
    assert empty.status == 2
    assert empty.err.startswith(f"cltool: {tmp_path}/datapackage.json: cannot be read")
    (tmp_path / "datapackage.json").write_text("{}")
    other = run("import", str(tmp_path), "--into", target)
    assert other.err == f"cltool: {tmp_path}/datapackage.json was not made by cltool export\n"
    assert run("export", str(tmp_path), "--force").status == 0
    without_hashes(tmp_path / "datapackage.json")
    text = (tmp_path / "observations.csv").read_text(encoding="utf-8")
    (tmp_path / "observations.csv").write_text(text.replace(",416,", ",many,"), encoding="utf-8")
    broken = run("import", str(tmp_path), "--into", target)
    assert broken.status == 3
    assert 'observation norfolk, value: given "many", expected a number' in broken.err
    (tmp_path / "observations.csv").write_text(
        text.replace("echo-2019,", "gone,"), encoding="utf-8"
    )
    unknown = run("import", str(tmp_path), "--into", target)
    assert unknown.err == ("cltool: observations.csv names series that series.csv lacks: gone\n")


def test_writing_keeps_the_mode(first: Path) -> None:
    """A file that is written anew keeps who may read it, and a link stays a link."""
    first.chmod(0o640)
    link = first.with_name("link.json")
    link.symlink_to(first)
    assert add(link, "place,value\nNorthshire,1\n")[0] == 0
    assert (first.stat().st_mode & 0o777, link.is_symlink()) == (0o640, True)


def test_trend() -> None:
    """Months differ, so the change is given as printed and a month."""
    answer = cltool.trend(cltool.load(), ["norfolk", "hampshire"])
    found = [(row["name"], row["months"], row["value"], row["per_month"]) for row in answer]
    assert found == [
        ("Norfolk", 16, 416, 26.0),
        ("Norfolk", 12, 198, 16.5),
        ("Hampshire", 15, 369, 369 / 15),
        ("Hampshire", 12, 413, 413 / 12),
    ]
    assert [row["publisher"] for row in answer][:2] == ["Eastern Daily Press"] * 2
    changes = [(row["percent_change"], row["per_month_change"]) for row in answer]
    assert changes[0] == (None, None)
    assert changes[1] == pytest.approx((-52.40384615384615, -36.53846153846154))
    assert re.search(
        r"Norfolk: .*, 15 months; by that the monthly figure is down 40\.5%, not down 36\.5%",
        str(answer),
    )
    assert "its figures do not compare directly with those of the first year" in str(answer)


def test_trend_of_nothing() -> None:
    """A trend needs a place."""
    with pytest.raises(cltool.UsageError, match="given no place, expected one or more"):
        cltool.trend(cltool.load(), [])


def test_trend_of_a_stock() -> None:
    """What is counted on a day has no figure a month."""
    answer = cltool.trend(cltool.load(), ["norfolk"], measure="population")
    assert [(row["value"], row["per_month"]) for row in answer] == [(903680, None), (907760, None)]
    assert "Norfolk: 903,680 to 907,760; up 0.5%" in answer.summary


def test_rates() -> None:
    """Per 100,000 residents Norfolk leads with 46.0, and every force area has a rate."""
    answer = cltool.rank(cltool.load(), per="population", series="castro-2023-year1")
    rows = [(row["rank"], row["name"], row["per_value"], row["rate"]) for row in answer]
    assert rows[0] == (1, "Norfolk", 903680, 100000 * 416 / 903680)
    assert rows[1][:2] == (2, "Suffolk")
    rates = {row["name"]: f"{row['rate']:.1f}" for row in answer if isinstance(row["rate"], float)}
    assert (rates["Norfolk"], rates["Suffolk"], rates["Essex"]) == ("46.0", "31.4", "18.3")
    assert [row[0] for row in rows] == list(range(1, 38))
    kinds = {note.kind for note in answer.notes}
    assert "rate" in kinds
    assert "no-rate" not in kinds
    assert "Population, 30 June 2018 (Office for National Statistics)" in str(answer)


def test_rates_elsewhere() -> None:
    """Compare and place take rates too; the denominator nearest in time is used."""
    facts = cltool.load()
    compared = cltool.compare(facts, ["essex", "norfolk"], per="population", scale=1000)
    assert [row["rate"] for row in compared] == [1000 * 121 / 1832752, 1000 * 416 / 903680]
    later = cltool.place(facts, "portsmouth", per="population")
    assert next(iter(later))["per_value"] == 214905
    with pytest.raises(cltool.UsageError, match="are of the measure linked themselves"):
        cltool.rank(facts, per="linked")
    with pytest.raises(cltool.UsageError, match="given scale=0, expected 1 or more"):
        cltool.rank(facts, per="population", scale=0)
    with pytest.raises(cltool.NoAnswerError, match="no place here has a figure"):
        cltool.rank(facts, per="extra-funding", series="edp-norfolk-2020")


def test_five_minutes(tmp_path: Path) -> None:
    """From nothing to an answer, as a shell script would."""
    done = run_shell(
        f"set -euo pipefail; cd {tmp_path}; cltool new my.json >/dev/null; "
        "printf 'county,cases\\nNorthshire,7\\nSouthshire,9\\n' | cltool import - --into my.json "
        "--source report --measure cases --period 2026 -q >/dev/null; "
        "cltool rank --data my.json --series report --field name -q"
    )
    assert (done.status, done.out) == (0, "Southshire\nNorthshire\n")


def test_names_too_long_for_a_file(first: Path, tmp_path: Path) -> None:
    """A file name that no system takes is one line, wherever it is given."""
    name = "x" * 300
    assert run("export", str(tmp_path)).status == 0
    words = ["--source", "report", "--measure", "cases", "--period", "2026"]
    for command, status in (
        (["export", name], 1),
        (["new", name], 1),
        (["import", str(tmp_path), "--into", name], 1),
        (["import", name, "--into", str(first), *words], 2),
        (["check", name], 3),
    ):
        done = run(*command)
        assert (done.status, done.out) == (status, "")
        assert done.err.endswith(("file name too long\n", "; expected a text file\n", "of facts\n"))
        assert done.err.count("\n") == 1


def test_unknown_places_of_a_table_are_told_with_what_adds_them(tmp_path: Path) -> None:
    """A table with a place that the base lacks is refused, with the option that adds it."""
    mine = str(tmp_path / "my.json")
    run("new", mine)
    table = "Area,Cases\nNorthshire,5\nEastshire,6\n"
    words = "import", "-", "--into", mine, "--source", "report", "--measure", "cases"
    refused = run(*words, "--period", "2026", stdin=table)
    assert refused.status == 1
    assert "1 name is not of one place in the fact base. To add such places" in refused.err
    added = run(*words, "--period", "2026", "--kind", "county", stdin=table)
    assert (added.status, "not of one place" in added.err) == (0, False)


def test_what_makes_a_new_source_or_measure_is_told(tmp_path: Path) -> None:
    """A name that is of no source, or no measure, is refused with the options that make one."""
    mine = str(tmp_path / "my.json")
    run("new", mine)
    words = "import", "-", "--into", mine, "--period", "2026"
    table = "Area,Cases\nNorthshire,5\n"
    source = run(*words, "--source", "council", "--measure", "cases", stdin=table)
    assert source.err.rstrip().endswith(
        "to make a new one, add --publisher, --title, --published"
    ), source.err
    measure = run(*words, "--source", "report", "--measure", "thefts", stdin=table)
    assert measure.err.rstrip().endswith("to make a new one, add --unit, --type"), measure.err
