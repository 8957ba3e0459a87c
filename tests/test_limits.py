"""What reading costs: time and memory in proportion to the input, and what is refused before."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cltool
from cltool import text
from cltool.answer import Answer, Column
from cltool.dataset import positions, repeats, writing
from cltool.errors import ExitStatus
from cltool.tables import cells, figures, nearness, periods
from cltool.tables.asked import Asked
from cltool.tables.importing import Adding, Target, add_table
from cltool.tables.table import Table, read_table

from .conftest import BASE, PROGRAM, Run, environment, run, without_hashes

MIB = 1024**2
SIZE = 100_000
SMALL = cltool.loads(json.dumps(BASE).encode())
SLOW = 20.0
"""Seconds of a processor: linear code takes far less on the busiest machine, and quadratic code far
more on the quickest. What exactly it takes is for the benchmarks."""


def repeated(piece: str, end: str = "") -> str:
    """A text of 100 kB that says one thing again and again."""
    return piece * (SIZE // len(piece)) + end


CELLS = [
    *(repeated(mark, end) for mark in ("(r)", "[a]", "[", "*", " ", " *", "(12)") for end in "x]1"),
    *("1" + repeated(mark, "x") for mark in ("(r)", "[a]", " ", "*", " *", "(1)[a]*")),
    *(repeated(digits, "x") for digits in ("1", "1,111", "111,", "1.", "£", "- ", "\u00a0111")),
]
WORST: dict[str, tuple[Callable[[str], object], list[str]]] = {
    "a number": (lambda cell: (figures.is_number(cell), figures.parse_number(cell)), CELLS),
    "a convention": (lambda cell: figures.Convention.of([cell, "1,5"]), CELLS),
    "a footnote": (cells.without_footnote, CELLS),
    "a missing value": (cells.missing, [*CELLS, repeated(".", "x"), repeated("[low]")]),
    "a table": (
        lambda cells: read_table(cells.encode(), "t", Asked(place=("a",), value="b")),
        ["a,b\n" + repeated(row) for row in ("\r", "\n", '"a",', "a,b\r\n", "\n \n", "a;b|c\td")],
    ),
    "a table of two columns": (
        lambda cells: read_table(cells.encode(), "t", Asked()),
        [repeated("a,b\n", "c,1"), repeated("a,1(r)(r)(r)x\n", "c,1"), repeated("a\tb\n", "c\t1")],
    ),
    "names": (
        text.fold,
        ["a" + repeated("\u0301\u0323"), repeated("\u0f73"), repeated("é' -"), repeated("\ufdfa")],
    ),
    "what is printed": (text.printable, [repeated("\x1b"), repeated("a\u202e")]),
    "the tokens of JSON": (
        lambda given: list(positions.spots(given)),
        [
            json.dumps(repeated("\\")),
            json.dumps(repeated('"')),
            json.dumps(repeated("a")),
            "[]" + " " * SIZE,
            "[" + " " * SIZE + "]",
            "[" * 200 + repeated("1,", "1") + "]" * 200,
        ],
    ),
    "an audited text": (
        lambda given: cltool.audit(SMALL, f"x {given[: SIZE // 8]}", source="paper"),
        [
            *(repeated(number) for number in ("1,111", "1 ", "1.1.", " 1k", "1 mil", "\n", "\n ")),
            *(repeated(words) for words in ("forty", "forty ", "forty-and ")),
            "forty" + " " * SIZE,
        ],
    ),
    "Markdown": (
        lambda given: cltool.render(
            Answer("q", given, given, (Column("a", "a text", (given,)),)), "markdown"
        ),
        [repeated("*"), repeated("1"), repeated("1."), repeated("|")],
    ),
    "an id": (
        lambda given: cltool.loads(json.dumps({**BASE, "default_series": given}).encode()),
        [repeated("a", " "), repeated("-"), repeated("a.")],
    ),
    "a text": (
        lambda given: cltool.loads(json.dumps({**BASE, "description": given}).encode()),
        [repeated("a "), "a" + repeated(" "), repeated("\x1b")],
    ),
    "a period": (
        periods.read_period,
        [*map(repeated, ("2019", "2019-01/", "-01", "2019 to ", "year to ", "1 ", "q1 "))],
    ),
    "names that may be near": (
        lambda given: nearness.Names([f"n {given}", given]).near(given),
        [*map(repeated, ("a ", "city of ", "é", "-"))],
    ),
}


@pytest.mark.parametrize("name", WORST)
def test_every_expression_is_linear(name: str) -> None:
    """Each expression over input takes no time for 100 kB of its worst."""
    read, worst = WORST[name]
    for each in worst:
        start = time.process_time()
        with suppress(cltool.CltoolError):
            read(each)
        assert time.process_time() - start < SLOW, each[:20]


def test_footnotes_of_a_cell_that_never_ends() -> None:
    """A cell of 116 bytes that could be read in a thousand million ways is read at once."""
    assert figures.parse_number("1" + "(r)" * 40 + "x") is None
    assert figures.parse_number("1" + "(r)" * 40) == 1


@pytest.mark.parametrize(
    ("cell", "bare"),
    [
        ("Essex [r]", "Essex"),
        ("Essex (r)(12) * [note 3, [b]", "Essex"),
        ("Essex (123)", "Essex (123)"),
        ("Essex (re)", "Essex (re)"),
        ("Essex]", "Essex]"),
        ("Stoke [a] on Trent", "Stoke [a] on Trent"),
        ("a]b[c]", "a]b"),
        ("[r]", ""),
        (" * ", ""),
        ("", ""),
    ],
)
def test_footnotes(cell: str, bare: str) -> None:
    """Marks at the end of a cell are footnotes; what stands elsewhere is not."""
    assert cells.without_footnote(cell) == bare


def invented(places: int, series: int, separators: tuple[str, str] | None = None) -> str:
    """A fact base of many bare observations: laid out by `dumps`, or with other separators."""
    base: dict[str, Any] = {
        **BASE,
        "places": [{"id": f"p{n}", "name": f"Place {n}", "kind": "town"} for n in range(places)],
        "series": [
            {
                **BASE["series"][0],
                "id": f"s{number}",
                "observations": [{"place": f"p{n}", "value": 1000 + n} for n in range(places)],
            }
            for number in range(series)
        ],
        "default_series": "s0",
    }
    if separators is None:
        return cltool.dumps(cltool.loads(json.dumps(base).encode()))
    return json.dumps(base, separators=separators)


PEAK = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.stdout.write(done.stderr.decode())
"""


def peak(*words: str) -> tuple[int, float, str]:
    """The status, the peak memory in bytes, and the errors of a run of the program."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, PROGRAM, *words],
        capture_output=True,
        env={name: value for name, value in environment().items() if "COVERAGE" not in name},
        check=True,
        timeout=120,
    )
    head, _, errors = done.stdout.decode().partition("\n")
    return int(head.split()[0]), int(head.split()[1]) * 1024, errors


@cache
def own_peak(question: str) -> float:
    """The peak memory of a run that asks of the packaged facts: what is not the file's."""
    return peak(question)[1]


@pytest.mark.parametrize(
    ("separators", "times"), [(None, 12), ((",", ":"), 16)], ids=["as written", "dense"]
)
def test_memory_of_a_sound_file(
    separators: tuple[str, str] | None, times: int, write: Callable[[Any], str]
) -> None:
    """Reading takes at most 12 times the file, and 16 times one without a space."""
    content = invented(10_000, 15, separators)
    assert len(content) > 4 * MIB
    status, memory, _ = peak("series", "--data", write(content))
    assert status == 0
    assert memory - own_peak("series") < times * len(content)


FAULTY: dict[str, tuple[str, str, str]] = {
    "empty lists": ("[", "[],", "[]]"),
    "empty objects": ("[", "{},", "{}]"),
    "nested lists": ("[", "[" * 100 + "]" * 100 + ",", "1]"),
    "numbers": ("[", "1,", "1]"),
    "texts": ("[", '"",', '""]'),
    "a key again and again": ("{", '"a":1,', '"a":1}'),
    "a long text": ('{"title":"', "x", '"}'),
    "records of nothing": ('{"places":[', '{          "id":1       },', "1]}"),
    "faulty records": ('{"places":[', '{"id":"a","name":"a","kind":1},', "1]}"),
    "places that are alike": ('{"places":[', '{"id":"a","name":"a","kind":"b"},', "1]}"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_memory_of_a_refused_file(name: str, write: Callable[[Any], str]) -> None:
    """What is refused takes no more memory, and ends in a line a problem; never in an abort."""
    start, middle, end = FAULTY[name]
    content = start + middle * (12 * MIB // len(middle)) + end
    path = write(content)
    status, memory, errors = peak("rank", "--data", path)
    assert status == ExitStatus.INVALID_FACTS
    assert all(line.startswith(f"cltool: {path}") for line in errors.splitlines())
    assert len(errors.splitlines()) <= 21
    assert memory - own_peak("rank") < 16 * len(content)


def limited(mebibytes: int, *words: str) -> Run:
    """A run of the program in a limited address space."""
    script = f'ulimit -v {mebibytes * 1024}; exec "$@"'
    done = subprocess.run(
        ["bash", "-c", script, "bash", PROGRAM, *words],
        capture_output=True,
        env={name: value for name, value in environment().items() if "COVERAGE" not in name},
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_small_base_needs_little_memory(write: Callable[[Any], str]) -> None:
    """The packaged base is read in 200 MiB of address space, and what does not fit is refused."""
    assert limited(200, "rank", "-q").out == run("rank", "-q").out
    path = write(invented(10_000, 30))
    refused = limited(200, "rank", "--data", path)
    assert refused.status == ExitStatus.INVALID_FACTS
    assert refused.err == (
        f"cltool: {path}: is larger than 4 MiB, the most that memory bears here\n"
    )


def test_a_million_faults_are_not_all_told(base: dict[str, Any]) -> None:
    """Of more problems than 10,000 some are left out, and the message says so; in no time."""
    base["series"][0]["observations"] = [{"place": "nowhere", "value": 1}] * 100_000
    between = json.dumps(base).encode()
    base["series"][0]["observations"] = [{"place": "north", "value": -1}] * 100_000
    for data in (between, json.dumps(base).encode()):
        start = time.process_time()
        with pytest.raises(cltool.InvalidFactsError) as refused:
            cltool.loads(data, "x.json")
        assert time.process_time() - start < SLOW
        lines = str(refused.value).splitlines()
        assert len(lines) == 21
        assert lines[-1] == "x.json: these are the first 20 of more than 10,000 problems"


def test_problems_of_different_kinds_in_large_lists(base: dict[str, Any]) -> None:
    """Each problem has its own record, wherever in a long list that stands."""
    base["places"] += [{"id": f"p{n}", "name": f"P{n}", "kind": "town"} for n in range(500)]
    base["places"][3]["kind"] = base["places"][250]["name"] = 1
    del base["places"][499]["name"]
    base["series"][1]["observations"] += [{"place": f"p{n}", "value": n} for n in range(500)]
    base["series"][1]["observations"][333]["value"] = "3"
    with pytest.raises(cltool.InvalidFactsError) as refused:
        cltool.loads(json.dumps(base).encode(), "x.json")
    found = [(each.path, each.where) for each in refused.value.problems]
    assert found == [
        (("places", 3, "kind"), "place beeton, kind"),
        (("places", 250, "name"), "place p246, name"),
        (("places", 499), "place p495"),
        (("series", 1, "observations", 333, "value"), "series radio, observation p331, value"),
    ]


REPEATED = {
    "a value": ('"value": 50', '"value": 50, "value": 51', "value", "series radio, observation"),
    "an escaped key": ('"value": 50', '"value": 50, "v\\u0061lue": 51', "value", "series radio"),
    "an equal value": ('"value": 50', '"value": 50, "value": 50', "value", "series radio"),
    "an optional key": (
        '"locator": "paragraph 1"',
        '"locator": "a:b", "locator": "c"',
        "locator",
        "",
    ),
    "a list": ('"measures": [', '"measures": [], "measures": [', "measures", "measures"),
    "a colon elsewhere": ('"title": "A', '"title": "x", "title": "A\\u003a', "title", "title"),
    "at its default": (
        '"type": "flow"',
        '"overlapping": false, "type": "flow", "id": "cases"',
        "id",
        "measure cases",
    ),
}


@pytest.mark.parametrize("name", REPEATED)
def test_repeated_keys(name: str, base: dict[str, Any]) -> None:
    """A key that stands twice in one object is refused, at its second place."""
    old, new, key, where = REPEATED[name]
    base["description"] = "Such as 12:30: 1"
    content = json.dumps(base)
    changed = content.replace(old, new, 1)
    assert cltool.loads(content.encode())
    with pytest.raises(cltool.InvalidFactsError) as refused:
        cltool.loads(changed.encode(), "x.json")
    (problem,) = refused.value.problems
    assert problem.message == (
        f'given the key "{key}" twice in one object, expected each key once; the last one would win'
    )
    assert problem.where.startswith(where)
    assert problem.column is not None
    at = problem.column - 1
    assert json.JSONDecoder().raw_decode(changed, at)[0] == key
    unchanged = next(n for n, (a, b) in enumerate(zip(content, changed, strict=False)) if a != b)
    assert at >= unchanged - 10


def test_repeated_keys_beside_other_problems(base: dict[str, Any]) -> None:
    """A repeated key is told with the other problems, in the order of the file."""
    base["series"][0]["observations"][0]["value"] = "40"
    changed = json.dumps(base).replace('"value": 50', '"value": 50, "value": 51')
    with pytest.raises(cltool.InvalidFactsError) as refused:
        cltool.loads(changed.encode())
    assert ["twice" in each.message for each in refused.value.problems] == [False, True]


@pytest.mark.parametrize("name", REPEATED)
def test_repeated_keys_beside_a_faulty_record(name: str, base: dict[str, Any]) -> None:
    """Each of them is told beside a record whose form is faulty, too."""
    old, new, key, _ = REPEATED[name]
    base["series"][1]["observations"][1]["value"] = "10"
    with pytest.raises(cltool.InvalidFactsError) as refused:
        cltool.loads(json.dumps(base).replace(old, new, 1).encode())
    told = [each.message for each in refused.value.problems]
    assert [f'"{key}" twice' in each for each in told].count(True) == 1
    assert len(told) == 2


TEXTS = st.sampled_from(["plain", "a:b", ":", 'a "quoted": one', "C\\: x", "é: ü"])


@st.composite
def written_bases(draw: st.DrawFn) -> str:
    """A valid fact base with texts of colons, and perhaps a key twice."""
    base = json.loads(json.dumps(BASE))
    for observation in base["series"][0]["observations"]:
        for key in ("locator", "note"):
            if draw(st.booleans()):
                observation[key] = draw(TEXTS)
        if draw(st.booleans()):
            observation["status"] = None
    base["title"] = draw(TEXTS)
    if draw(st.booleans()):
        base["series"][0]["coverage"] = {"town": "top", "county": "partial"}
    if draw(st.booleans()):
        base["measures"][0]["overlapping"] = draw(st.booleans())
    if draw(st.booleans()):
        base["places"][0]["aliases"] = [draw(TEXTS)]
    content = json.dumps(base, ensure_ascii=draw(st.booleans()))
    if draw(st.booleans()):
        pairs = [
            ('"value": 40', '"value": 1, "value": 40'),
            ('"value": 40', '"valu\\u0065": 1, "value": 40'),
            ('"town": "top"', '"town": "top", "town": "top"'),
            ('"unit":', '"unit": "::", "unit":'),
            ('"format": 1', '"format": 1, "format": 1'),
        ]
        content = content.replace(*draw(st.sampled_from(pairs)))
    return content


@settings(max_examples=200, deadline=None)
@given(written_bases())
def test_counting_keys_agrees_with_reading_them(content: str) -> None:
    """What counting colons proves, reading every key finds too."""
    data = content.encode()
    refused = False
    try:
        cltool.loads(data)
    except cltool.InvalidFactsError:
        refused = True
    assert refused == repeats.is_repeating(content)
    assert refused == repeats.is_repeating(content, json.loads(content))


def test_counting_keys_suffices_for_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file as `dumps` writes it is never read a second time only for its keys."""
    monkeypatch.setattr("cltool.dataset.repeats.is_repeating", lambda text: pytest.fail(text[:50]))
    assert cltool.loads(cltool.dumps(cltool.load()).encode()) == cltool.load()


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    ),
    st.sampled_from([None, 0, 1]),
)
def test_positions(tree: Any, indent: int | None) -> None:
    """Finding some values passes over the others to the same places as reading all of them."""
    content = f" {json.dumps(tree, indent=indent)} "
    spots = list(positions.spots(content))
    for spot in spots:
        found = positions.locate(content, [spot.path])
        assert found[spot.path] == spot.offset
        assert (
            positions.locate(content, [spot.path], keys=[spot.path])[spot.path] == spot.key_offset
        )
    everything = positions.locate(content, [spot.path for spot in spots])
    assert everything == {spot.path: spot.offset for spot in spots}


def test_a_deep_fault_is_found_without_recursion(base: dict[str, Any]) -> None:
    """A value nested as deep as JSON may be here is one problem at its place."""
    nested: Any = 1
    for _ in range(190):
        nested = [nested]
    base["title"] = nested
    with pytest.raises(cltool.InvalidFactsError, match="title: given a list, expected text"):
        cltool.loads(json.dumps(base).encode())


def words(into: str) -> list[str]:
    """The options of an import into a base of the tests."""
    return ["--into", into, "--source", "paper", "--measure", "cases", "--period", "2030"]


LONG = "N" * 130_000
ROWS = {
    "a number of 5,000 digits": (
        "North," + "1" * 5000,
        [],
        "given '1111",
        "expected a number from 0 to 1,",
    ),
    "a fraction of 5,000 digits": (
        "North," + "1" * 5000 + ".5",
        [],
        "given '1111",
        "expected a number from 0 to 1,",
    ),
    "more than can be": (
        "North,1000000000000000001",
        [],
        "given '1000",
        "expected a number from 0 to 1,",
    ),
    "a long name": (f"{LONG},1", [], "unknown place 'NNNN", "...'"),
    "a long new name": (
        f"{LONG},1",
        ["--kind", "town"],
        "given 'NNNN",
        "expected at most 200 characters",
    ),
    "a control character": (
        "a\x07b,1",
        ["--kind", "town"],
        "given 'a\\x07b'",
        "expected text with no control characters",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_are_cited_by_the_table(
    name: str, base: dict[str, Any], write: Callable[[Any], str], tmp_path: Path
) -> None:
    """What is wrong with a row is told with the table's file and line, in one short line."""
    row, more, given_words, expected = ROWS[name]
    table = tmp_path / "table.csv"
    table.write_text(f"place,value\nSouth,1\n{row}\n", encoding="utf-8")
    into = write(base)
    before = Path(into).read_bytes()
    done = run("import", str(table), *words(into), *more)
    assert done.status == ExitStatus.NO_ANSWER
    first = done.err.splitlines()[0]
    assert first.startswith(f"cltool: {table}:3: {given_words}")
    assert expected in first
    assert all(len(line) < 600 for line in (done.out + done.err).splitlines())
    assert Path(into).read_bytes() == before


TABLES = {
    "a cell too long": (
        "place,value\nNorth,1\n" + "x" * 140_000 + ",1\n",
        "3: a cell of more than 131,072",
    ),
    "a quotation mark too many": (
        'place,value\nNorth,1\n"South,1\n' + "x,1\n" * 50_000,
        "3: a cell of more than 131,072",
    ),
    "too many rows": (
        "place,value\n" + "North,1\n" * 500_001,
        "500002: the table has more than 500,000 rows",
    ),
    "many columns": ("a,b," + "c," * 9000 + "\n1,2\n", " has no table of figures"),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_that_are_refused(
    name: str, base: dict[str, Any], write: Callable[[Any], str], tmp_path: Path
) -> None:
    """A table that is too much is one line, with its file and line."""
    content, message = TABLES[name]
    table = tmp_path / "table.csv"
    table.write_text(content)
    done = run("import", str(table), *words(write(base)))
    assert (done.status, done.out) == (ExitStatus.USAGE, "")
    assert done.err.startswith(f"cltool: {table}:{message}")
    assert done.err.count("\n") == 1
    assert len(done.err) < 1000


def test_a_table_too_large(
    base: dict[str, Any], write: Callable[[Any], str], tmp_path: Path
) -> None:
    """A table beyond the limit is refused before it is read."""
    table = tmp_path / "table.csv"
    with table.open("wb") as file:
        file.truncate(65 * MIB)
    status, memory, errors = peak("import", str(table), *words(write(base)))
    assert (status, errors) == (
        2,
        f"cltool: {table}: is larger than 64 MiB, the most that cltool reads\n",
    )
    assert memory < 64 * MIB


def test_memory_of_a_table(
    base: dict[str, Any], write: Callable[[Any], str], tmp_path: Path, thorough: bool
) -> None:
    """As long and wide a table as may be takes no more memory than is stated; a part, less."""
    rows, most = (250_000, 512) if thorough else (50_000, 200)
    table = tmp_path / "table.csv"
    with table.open("w") as file:
        file.write("place,value" + ",note" * 8 + "\n")
        for number in range(rows):
            file.write(f"Place {number},{number}" + ",a note" * 8 + "\n")
    named = ["--place", "place", "--value", "value", "--dry-run"]
    status, memory, _ = peak("import", str(table), *words(write(base)), *named, "-q")
    assert status == 1
    assert memory < most * MIB


def test_a_chain_of_editions_is_followed_once(base: dict[str, Any]) -> None:
    """Ten thousand editions of one report, each of which supersedes the one before."""
    report = base["sources"][0]
    base["sources"] += [
        {**report, "id": f"e{at}", "supersedes": f"e{at - 1}" if at else "report"}
        for at in range(10_000)
    ]
    data = json.dumps(base).encode()
    start = time.process_time()
    cltool.rank(cltool.loads(data))
    assert time.process_time() - start < SLOW


def tabled(names: list[str], value: Callable[[int], int] = lambda at: at + 1) -> Table:
    """A table of places with figures."""
    content = "place,value\n" + "".join(f"{name},{value(at)}\n" for at, name in enumerate(names))
    return read_table(content.encode(), "t.csv", Asked(period="2030", other_levels="same"))


TO_PAPER = Target(source="paper", measure="cases")


@pytest.mark.parametrize(
    ("known", "kind"), [(True, None), (True, "village"), (False, None), (False, "town")]
)
def test_import_looks_up_each_name_once(known: bool, kind: str | None) -> None:
    """20,000 rows are matched with 20,000 places in little time, also where no name is known."""
    facts = cltool.loads(invented(20_000, 1).encode())
    table = tabled([f"{'place' if known else 'unknown'}-{n}" for n in range(20_000)])
    start = time.process_time()
    _, answer = add_table(facts.base, table, TO_PAPER, Adding(kind=kind), "my.json")
    assert time.process_time() - start < SLOW
    assert answer.passed is (known or kind is not None)
    assert len(answer) <= 23


def test_new_places_get_ids_of_their_own(base: dict[str, Any]) -> None:
    """Places whose names give one id, or none, are told apart; two spellings are one place."""
    facts = cltool.loads(json.dumps(base).encode())
    names = ["東京", "北京", "A 2", "A", "a.", "North End", "NORTH-END", "M" * 200]
    adding = Adding(kind="town", new_places=tuple(names))
    _, refused = add_table(facts.base, tabled(names), TO_PAPER, adding, "my.json")
    assert [(row["place"], row["result"]) for row in refused][3:] == [
        ("north-end", "the table gives this place a figure already, in line 7")
    ]
    del names[6]
    new, answer = add_table(facts.base, tabled(names), TO_PAPER, adding, "my.json")
    assert answer.passed
    assert [place.id for place in new.places[len(facts.places) :]] == [
        "place", "place-2", "a-2", "a", "a-3", "north-end", "m" * 80
    ]  # fmt: skip
    assert cltool.loads(writing.dumps(new).encode()).base == new


def package(base: dict[str, Any], write: Callable[[Any], str], folder: Path) -> Path:
    """The exported package of a base."""
    assert run("export", str(folder), "--data", write(base), "-q").status == 0
    without_hashes(folder / "datapackage.json")
    return folder


def append(name: str, row: str) -> Callable[[Path], object]:
    """Add a row to a table of a package."""

    def change(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"{row}\n")

    return change


def replaced(name: str, make: Callable[[Path], object]) -> Callable[[Path], object]:
    """Put something else in the place of a file of a package."""

    def change(folder: Path) -> None:
        (folder / name).unlink()
        make(folder / name)

    return change


PACKAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a long cell": (
        append("places.csv", "x" * 140_000),
        "places.csv:6: a cell of more than 131,072",
    ),
    "brackets in a cell": (
        append("places.csv", "x,X,town,," + "[" * 100_000),
        'places.csv:6: place x, aliases: given "[[[[',
    ),
    "nested lists in a cell": (
        append("places.csv", "x,X,town,," + "[" * 500 + "]" * 500),
        'places.csv:6: place x, aliases: given "[[[[',
    ),
    "a key twice in a cell": (
        append("series.csv", 'x,paper,cases,2020,"{""town"":""top"",""town"":""top""}"'),
        "series.csv:4: series x, coverage: given ",
    ),
    "a number of 5,000 digits": (
        append("observations.csv", "radio,ayton," + "1" * 5000),
        'observations.csv:8: series radio, observation ayton, value: given "1111',
    ),
    "too many cells": (
        append("places.csv", "x" + "," * 99),
        "places.csv:6: given 100 cells, expected",
    ),
    "brackets for a descriptor": (
        lambda folder: (folder / "datapackage.json").write_text("[" * 100_000),
        "datapackage.json was not made by cltool export",
    ),
    "a pipe without a writer": (
        replaced("claims.csv", lambda path: os.mkfifo(path)),
        "claims.csv: cannot be read: not a regular file",
    ),
    "a pipe for a descriptor": (
        replaced("datapackage.json", lambda path: os.mkfifo(path)),
        "datapackage.json: cannot be read: not a regular file",
    ),
    "a link to itself": (
        replaced("claims.csv", lambda path: path.symlink_to(path)),
        "claims.csv: cannot be read: too many levels of symbolic links",
    ),
    "a folder": (
        replaced("claims.csv", lambda path: path.mkdir()),
        "claims.csv: cannot be read: is a directory",
    ),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_packages_that_are_refused(
    name: str, base: dict[str, Any], write: Callable[[Any], str], tmp_path: Path
) -> None:
    """What is wrong in a package is one line, with its file and line, at once."""
    change, message = PACKAGES[name]
    folder = package(base, write, tmp_path / "package")
    change(folder)
    done = run("import", str(folder), "--into", str(tmp_path / "new.json"))
    assert done.status in (ExitStatus.USAGE, ExitStatus.INVALID_FACTS)
    assert done.out == ""
    assert done.err.startswith(f"cltool: {folder}/{message}")
    assert done.err.count("\n") == 1
    assert len(done.err) < 500
    assert not (tmp_path / "new.json").exists()


def test_pipes_bring_facts_and_tables(base: dict[str, Any], write: Callable[[Any], str]) -> None:
    """A pipe in the place of a file still works, for facts and for tables."""
    path = write(base)
    script = (
        f'"{PROGRAM}" rank -q --field value --data <(cat "{path}");'
        f'"{PROGRAM}" rank -q --field value --data /dev/stdin < "{path}";'
        f"\"{PROGRAM}\" import <(printf 'place,value\nNorth,7\n') -q --dry-run --field result "
        f'--into "{path}" --source paper --measure cases --period 2030'
    )
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, env=environment(), check=True, timeout=60
    )
    assert done.stdout.decode() == "40\n10\n40\n10\ntaken\n"


ECHOES = [
    ["rank", "--series", LONG],
    ["rank", "--measure", LONG],
    ["rank", LONG],
    ["rank", "--field", LONG],
    ["place", LONG],
    ["facts", LONG],
    ["audit", "README.md", "--source", LONG],
    ["import", "-", "--into", "x.json", "--source", "a", "--measure", "b", "--period", LONG],
]


@pytest.mark.parametrize("given_words", ECHOES, ids=lambda each: " ".join(each)[:20])
def test_what_is_given_is_not_echoed_at_length(given_words: list[str]) -> None:
    """A long word is shown cut."""
    done = run(*given_words)
    assert done.status == ExitStatus.USAGE
    assert len(done.err) < 400
    assert "N" * 56 + "..." in done.err
