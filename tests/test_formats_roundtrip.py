"""What each format writes of random bases is read back whole by those who read that format."""

import csv
import io
import json
import math
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

import cltool
from cltool.answer import Cell, Column, Kind
from cltool.charts.rows import DRAWN
from cltool.formats import formats
from cltool.tables.formulas import unescape_formulas
from cltool.tables.package import export, from_folder

from .bases import ODD_NAMES, VALUES, Base, Number, bases, encoded, exact, examples, loaded

ANY_ANSWER = [name for name, each in formats().items() if not each.binary and name != "svg"]
"""The formats of text that take any answer; lines take findings alone."""
WIDTHS = (20, 40, 80, 300)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@st.composite
def answers(draw: st.DrawFn) -> cltool.Answer:
    """The answer to any question that a random base has an answer to."""
    base = draw(bases(claims=True))
    facts = loaded(base)
    ids = [place["id"] for place in base["places"]]
    series = draw(st.sampled_from(base["series"]))["id"]
    questions: list[Callable[[], cltool.Answer]] = [
        lambda: cltool.rank(facts, series=series),
        lambda: cltool.rank(facts, all_sources=True, lowest=True),
        lambda: cltool.facts(facts),
        lambda: cltool.places(facts),
        lambda: cltool.measures(facts),
        lambda: cltool.series(facts),
        lambda: checked(base),
    ]
    if ids:
        one = draw(st.sampled_from(ids))
        questions += [
            lambda: cltool.compare(facts, ids[:3], anyway=True),
            lambda: cltool.share(facts, of=one, series=series),
            lambda: cltool.share(facts, [one], series=series),
            lambda: cltool.place(facts, one, series=series),
            lambda: cltool.trend(facts, ids[:2]),
        ]
    try:
        return draw(st.sampled_from(questions))()
    except cltool.CltoolError:  # no answer
        return cltool.sources(facts)


def checked(base: Base) -> cltool.Answer:
    """What a check finds in a base."""
    file = cltool.FactFile("a file.json", encoded(base).decode(), loaded(base))
    return cltool.check(file, all_claims=True)


def plain(cell: Cell) -> str:
    """A cell as machines should read it."""
    if isinstance(cell, tuple):
        return ";".join(
            str(item.value) if isinstance(item, cltool.Alternative) else item for item in cell
        )
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def machine_rows(answer: cltool.Answer) -> list[list[str]]:
    """The rows as machines should read them, under the names of their columns."""
    printed = [column for column in answer.columns if not column.on_request]
    cells = ([plain(cell) for cell in column.cells] for column in printed)
    return [[column.name for column in printed], *map(list, zip(*cells, strict=True))]


def read_by_people(answer: cltool.Answer) -> list[Column]:
    """The columns that people should read in a table: none of a record, and none that is empty."""
    if answer.shape is cltool.Shape.RECORD:
        return []
    return [
        column
        for column in answer.columns
        if column.for_people and any(cell not in (None, (), "") for cell in column.cells)
    ]


MARKS = "†‡§¶‖"


def vital(answer: cltool.Answer) -> list[cltool.Caveat]:
    """The caveats that change what may be said."""
    return [note for note in answer.notes if note.weight is cltool.Weight.VITAL]


def people_rows(answer: cltool.Answer) -> list[list[str]]:
    """The rows as people should read them; the first of what others are held against is empty.

    Of a column of rates each has two decimals where one has.
    """
    columns = []
    for column in read_by_people(answer):
        texts = [answer.for_people(cell, column) for cell in column.cells]
        if column.kind is Kind.RATE and max(map(decimals, texts)) == 2:
            texts = [text + "0" * (decimals(text) == 1) for text in texts]
        if column.relative and len(answer) > 1:
            texts[0] = ""
        columns.append(texts)
    return [[texts[row] for texts in columns] for row in range(len(answer))]


def decimals(text: str) -> int:
    """How many decimals a number has."""
    return len(text.partition(".")[2])


def without_rows(answer: cltool.Answer) -> cltool.Answer:
    """The answer with its columns, but no rows."""
    return replace(answer, columns=tuple(replace(each, cells=()) for each in answer.columns))


def squashed(text: str) -> str:
    """A text without its whitespace."""
    return "".join(text.split())


def table(answer: cltool.Answer, width: int, **style: Any) -> str:
    """The table of an answer on a terminal."""
    return cltool.render(answer, "table", cltool.Style(width=width, **style))


def check_tsv(answer: cltool.Answer) -> None:
    """A line a row, with one tab fewer than there are columns, and every cell whole."""
    lines = cltool.render(answer, "tsv", cltool.Style(header=True)).split("\n")
    assert lines.pop() == ""
    assert all(line.count("\t") == len(machine_rows(answer)[0]) - 1 for line in lines)
    assert [line.split("\t") for line in lines] == machine_rows(answer)
    assert cltool.render(answer, "tsv").split("\n")[:-1] == lines[1:]


def check_csv(answer: cltool.Answer) -> None:
    """The csv module reads every cell back, also those of a column alone.

    The apostrophes before formulas are taken off; numbers have none.
    """
    for each in (answer, *(answer.only(column.name) for column in answer.columns)):
        text = cltool.render(each, "csv")
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        read = [
            [
                unescape_formulas(cell) if column.kind in (Kind.TEXT, Kind.LIST) else cell
                for cell, column in zip(row, each.printed, strict=True)
            ]
            for row in rows
        ]
        assert read == machine_rows(each)


def check_json(answer: cltool.Answer) -> None:
    """JSON loads, strictly, and holds the rows, notes and sources with their types."""

    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is not JSON")

    def value(cell: Cell) -> Any:
        if not isinstance(cell, tuple):
            return cell
        return [
            {"value": item.value, "sources": list(item.sources)}
            if isinstance(item, cltool.Alternative)
            else item
            for item in cell
        ]

    read = json.loads(cltool.render(answer, "json"), parse_constant=refuse)
    assert read["rows"] == [{name: value(cell) for name, cell in row.items()} for row in answer]
    assert [type(cell) for row in read["rows"] for cell in row.values()] == [
        list if isinstance(cell, tuple) else type(cell) for row in answer.rows for cell in row
    ]
    assert [note["text"] for note in read["notes"]] == [note.text for note in answer.notes]
    assert [each["title"] for each in read["sources"]] == [x.title for x in answer.citations]
    assert (read["title"], read["summary"]) == (answer.title, answer.summary)


def check_markdown_pipes(answer: cltool.Answer) -> None:
    """Every row of a Markdown table has one unescaped pipe more than it has columns."""
    text = cltool.render(answer, "markdown")
    lines = [line for line in text.split("\n")[2:] if line.startswith("|")]
    count = len(read_by_people(answer))
    assert len(lines) == (len(answer.rows) + 2 if count else 0)
    for line in lines:
        assert len(re.findall(r"(?:\\.|[^\\|])*(\|)", line)) == count + 1


def written(token: Token, *, linked: bool = False) -> str:
    """The text of an inline token of Markdown that should hold nothing but text, or a link."""
    children = token.children or []
    links = {"link_open", "link_close"} if linked else set()
    assert {child.type for child in children} <= {"text", "text_special", *links}, token.content
    for child in children:
        if child.type == "link_open":
            assert str(child.attrs["href"]).startswith("http")
    return "".join(child.content for child in children)


def check_markdown_cells(answer: cltool.Answer) -> None:
    """A Markdown reader sees the cells as plain text: no name becomes markup."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(cltool.render(answer, "markdown"))
    cells = [
        written(tokens[at + 1], linked=True).rstrip(MARKS)
        for at, token in enumerate(tokens)
        if token.type in ("th_open", "td_open")
    ]
    headings = [column.title for column in read_by_people(answer)]
    wanted = [*headings, *(cell for row in people_rows(answer) for cell in row)]
    assert cells == [cell.rstrip(MARKS) for cell in wanted]


def check_markdown_remarks(answer: cltool.Answer) -> None:
    """The answer is one bold line, and each note and source one point of one list."""
    reader = MarkdownIt("commonmark").enable("strikethrough")
    tokens = reader.parse(cltool.render(without_rows(answer), "markdown"))
    notes = [note.text for note in answer.notes]
    told = [*notes, *(f"Source: {source}" for source in answer.sources())]
    bold = [child for child in tokens[1].children or [] if child.type != "text" or child.content]
    assert [bold[0].type, bold[-1].type] == ["strong_open", "strong_close"]
    assert {child.type for child in bold[1:-1]} <= {"text", "text_special"}
    assert "".join(child.content for child in bold) == answer.summary
    assert written(tokens[4]) == answer.title
    lists = [at for at, token in enumerate(tokens) if token.type == "bullet_list_open"]
    assert len(lists) == bool(told)
    if not told:
        return
    at = lists[0]
    point = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]
    assert [token.type for token in tokens[at + 1 : -1]] == point * len(told)
    found = [written(x, linked=True) for x in tokens[at:] if x.type == "inline"]
    assert sorted(found) == sorted(told)


def check_table_fits(answer: cltool.Answer) -> None:
    """No line of a table is wider than its terminal, in its cells, but those to be opened."""
    for width, ascii_only in (*product(WIDTHS, [False]), *product(WIDTHS[1::2], [True])):
        page = table(answer, width, ascii_only=ascii_only)
        lines = [line for line in page.splitlines() if "--> " not in line]
        assert [line for line in lines if cell_len(line) > width] == [], width


def check_table_rows(answer: cltool.Answer) -> None:
    """Every name and every figure stands in a table of any width: at most folded, never cut.

    So no character is lost, and each cell is found once the whitespace is removed, or word by
    word where other columns stand beside it. Findings are drawn otherwise: see `test_findings.py`.
    """
    if answer.shape is cltool.Shape.FINDINGS:
        return
    bare = replace(answer, title="", summary="", notes=(), citations=())
    cells = [cell for row in people_rows(answer) for cell in row]
    headings = [column.title for column in read_by_people(answer)]
    wanted = Counter(squashed("".join([*cells, *headings])))
    for width in WIDTHS:
        page = table(bare, width)
        if "No room for the column" in " ".join(page.split()):
            continue  # it says which columns it leaves out
        packed = squashed(page)
        for cell in cells:
            assert squashed(cell) in packed or all(word in page for word in cell.split()), width
        assert wanted - Counter(packed) == Counter(), width


def check_table_remarks(answer: cltool.Answer) -> None:
    """The answer, and all there is to know of it, stand on a page of any width; at first the vital.

    They are wrapped but whole, in the order of their weight.
    """
    if answer.shape is cltool.Shape.FINDINGS:
        return
    for width in WIDTHS:
        every = cltool.Style(width=width, all_notes=True)
        page = squashed(cltool.render(without_rows(answer), "table", every))
        notes = [f"{mark} {note.with_hint()}" for mark, note in weighed(answer)]
        sources = [
            f"{source} · {cited.url}" if cited.url else source
            for source, cited in zip(answer.sources(), answer.cited(), strict=True)
        ]
        assert page == squashed("".join([answer.summary, answer.title, *notes, *sources])), width
        first = squashed(table(without_rows(answer), width))
        told = squashed("".join(f"! {note.with_hint()}" for note in vital(answer)))
        assert first.startswith(squashed(answer.summary + answer.title) + told), width


def weighed(answer: cltool.Answer) -> list[tuple[str, cltool.Caveat]]:
    """The notes with what stands before them where no cell is shown."""
    rest = [note for note in answer.notes if note not in vital(answer)]
    return [*(("!", note) for note in vital(answer)), *(("·", note) for note in rest)]


def check_colour(answer: cltool.Answer) -> None:
    """Without its colours, a coloured table is the plain one."""
    for width in WIDTHS[::2]:
        coloured = COLOUR.sub("", table(answer, width, colour=True)).splitlines()  # without links
        assert [line.rstrip() for line in coloured] == table(answer, width).splitlines()


def control_characters(text: str) -> set[str]:
    """The characters that could move a cursor, end a line or turn the direction of writing."""
    return {
        char
        for char in text
        if char != "\n" and (unicodedata.category(char) in ("Cc", "Zl", "Zp") or char in OVERRIDES)
    }


def check_characters(answer: cltool.Answer) -> None:
    """No format writes a control character, but for the tabs of TSV."""
    for format_ in ANY_ANSWER:
        if format_ != "lines" or answer.question == "check":
            found = control_characters(cltool.render(answer, format_))
            assert found <= ({"\t"} if format_ == "tsv" else set()), format_


def check_svg(answer: cltool.Answer) -> None:
    """A chart is well-formed and holds no control character, whatever its texts hold."""
    if answer.question in DRAWN:
        try:
            text = cltool.render(answer, "svg")
        except cltool.UsageError as refused:
            if "too long" not in str(refused):
                raise
            return
        formats()["svg"].verify(text)
        assert control_characters(text) == set()


CHECKS = (
    check_tsv,
    check_csv,
    check_json,
    check_markdown_pipes,
    check_markdown_cells,
    check_markdown_remarks,
    check_table_fits,
    check_table_rows,
    check_table_remarks,
    check_colour,
    check_characters,
    check_svg,
)


@given(answers())
@examples(25)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__[6:])
def test_format(check: Callable[[cltool.Answer], None], answer: cltool.Answer) -> None:
    """What a format promises holds of any answer; see the check of that name."""
    check(answer)


def odd_base(name: str) -> Base:
    """A base in which a name is a place's, a kind's, a unit's, a publisher's and a title."""
    return {
        "format": 1,
        "title": name,
        "default_series": "t",
        "sources": [{"id": "s", "publisher": name, "title": name, "published": "2020"}],
        "measures": [{"id": "m", "name": name, "unit": name, "definition": name, "type": "flow"}],
        "places": [
            {"id": "p", "name": name, "kind": name},
            {"id": "q", "name": f"{name} too", "kind": name, "within": "p", "note": name},
        ],
        "series": [
            {
                "id": "t",
                "source": "s",
                "measure": "m",
                "period": "2019",
                "coverage": "partial",
                "note": name,
                "observations": [
                    {"place": "p", "value": 10**18, "locator": name, "note": name},
                    {"place": "q", "value": 0.123456789},
                ],
            }
        ],
    }


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_name(name: str) -> None:
    """A name that one format or another could take for its own marks is only a name to all."""
    base = odd_base(name)
    facts = loaded(base)
    for answer in (
        cltool.rank(facts),
        cltool.share(facts, of="p"),
        cltool.place(facts, "q"),
        cltool.measures(facts),
        checked(base),
    ):
        for check in CHECKS:
            check(answer)


@given(bases(claims=True))
@examples(25)
def test_lines(base: Base) -> None:
    """Findings have a line each, whose position leads to the value that it is about."""
    text = json.dumps(base, indent=1)
    facts = cltool.loads(text.encode())
    answer = cltool.check(cltool.FactFile("a file.json", text, facts), all_claims=True)
    lines = cltool.render(answer, "lines").split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(answer)
    for line, row in zip(lines, answer, strict=True):
        parts = re.fullmatch(r"a file\.json:(\d+):(\d+): (error|warning|note): (.*)", line)
        assert parts is not None
        assert parts.groups()[2:] == (row["severity"], row["finding"])
        begins = text.split("\n")[int(parts[1]) - 1][int(parts[2]) - 1 :]
        assert re.match(r'["{\[0-9-]', begins)


@pytest.mark.parametrize("width", range(60, 100, 3))
def test_table_where_one_column_can_shrink(width: int) -> None:
    """Where only one of several columns has room to give, it wraps, and no other column is cut."""
    base = odd_base("http://example.org/?a=1&b=2")
    base["measures"][0].update(name="=1+1", definition="What is counted.")
    page = table(cltool.measures(loaded(base)), width)
    assert all(word in page.split() for word in ("What", "is", "counted."))
    assert max(map(cell_len, page.splitlines())) <= width


@given(st.lists(VALUES, min_size=1, max_size=5))
@examples(60)
def test_figures_in_full(figures: list[Number]) -> None:
    """People read every figure in full, its digits grouped, and it is the same figure."""
    base = odd_base("M")
    base["places"] = [
        {"id": f"p{at}", "name": f"Place {at}", "kind": "town"} for at in range(len(figures))
    ]
    base["series"][0]["observations"] = [
        {"place": f"p{at}", "value": value} for at, value in enumerate(figures)
    ]
    answer = cltool.rank(loaded(base))
    at = [column.name for column in answer.columns].index("value")
    for row in answer.rows:
        text = answer.for_people(row[at], answer.columns[at])
        assert re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?", text)
        assert Fraction(text.replace(",", "")) == exact_value(row[at])


def test_no_figure_is_minus_zero() -> None:
    """A figure of minus zero is 0, in every format."""
    base = odd_base("M")
    base["series"][0]["observations"] = [{"place": "p", "value": -0.0}]
    answer = cltool.rank(loaded(base))
    for format_ in ANY_ANSWER:
        if format_ != "lines":
            assert "-0" not in cltool.render(answer, format_), format_


def exact_value(cell: Cell) -> Fraction:
    """A figure as it is written."""
    assert isinstance(cell, int | float)
    return exact(cell)


@pytest.mark.parametrize(
    "cell", [math.inf, -math.inf, math.nan, (cltool.Alternative(math.inf, ()),)]
)
def test_json_is_never_invalid(cell: Cell) -> None:
    """What is not a finite number is null in JSON, which has no word for it."""
    answer = cltool.Answer(
        question="rank",
        title="A title",
        summary="A summary.",
        columns=(
            Column("place", "the place", ("north", "south")),
            Column("value", "the figure", (cell, 1.5), Kind.NUMBER),
        ),
    )
    rows = json.loads(cltool.render(answer, "json"), parse_constant=pytest.fail)["rows"]
    missing: object = [{"value": None, "sources": []}] if isinstance(cell, tuple) else None
    assert rows == [{"place": "north", "value": missing}, {"place": "south", "value": 1.5}]


def test_every_question_can_be_called_after_any_other() -> None:
    """The public names stay the functions they are, whatever was imported in between."""
    facts = cltool.load()
    cltool.rank(facts)
    for name in ("facts", "places", "measures", "series", "sources"):
        assert len(getattr(cltool, name)(facts)) > 0


@given(bases(claims=True))
@examples(40)
def test_a_base_written_anew_is_the_same(base: Base) -> None:
    """Writing a fact base and loading that gives an equal one."""
    facts = loaded(base)
    assert cltool.loads(cltool.dumps(facts).encode()) == facts


@given(bases(claims=True))
@examples(40)
def test_a_package_holds_the_whole_base(base: Base) -> None:
    """An export and the import of it give an equal fact base, whatever its texts look like."""
    facts = loaded(base)
    with tempfile.TemporaryDirectory() as folder:
        export(facts, folder)
        assert from_folder(Path(folder)) == facts.base


def test_control_characters_are_seen() -> None:
    """What the checks of characters look for, they find."""
    assert control_characters("a\x1b[0m\u202eb\u2028\tc\n") == {"\x1b", "\u202e", "\u2028", "\t"}
