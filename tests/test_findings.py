"""How findings are drawn for people, and how a check is narrowed."""

import json
import re
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from rich.cells import cell_len

import cltool
from cltool.checks import rules
from cltool.checks.excerpt import AFTER, BEFORE, excerpt

from .bases import bases, encoded, examples, loaded
from .conftest import BASE, ROOT, run, run_terminal
from .test_checks import CASES
from .test_completion import at_tab
from .test_evidence import FINDINGS

WIDTHS = (20, 40, 60, 80, 140)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
PACKAGED = "data/referrals.json"
PLANTS = {
    **{name: (case.kind, case.has) for name, case in CASES.items()},
    **{f"{name}, too": (finding[1], plant) for name, (plant, finding) in FINDINGS.items()},
}


def checked(base: dict[str, Any], **narrowed: Any) -> cltool.Answer:
    """What is found in a base, as a file with a record a line."""
    file = cltool.FactFile("base.json", json.dumps(base, indent=1), loaded(base))
    return cltool.check(file, all_claims=True, **narrowed)


def drawn(answer: cltool.Answer, width: int | None = None, **style: Any) -> str:
    """The page of an answer."""
    return cltool.render(answer, "table", cltool.Style(width=width, **style))


def squashed(text: str) -> str:
    """A text without its whitespace."""
    return "".join(text.split())


def texts(row: dict[str, cltool.answer.Cell]) -> list[str]:
    """All the words of a finding: none may be cut on a page, but for its excerpt."""
    listed = [row["given"], row["given_by"]]
    given = [str(each) for cell in listed if isinstance(cell, tuple) for each in cell]
    label = f"{row['severity']}[{row['kind']}]: {row['message']}"
    where = f"{row['file']}:{row['line']}:{row['column']}"
    return [label, where, *given, *([str(row["subject"])] if row["subject"] else [])]


def hold_page(answer: cltool.Answer) -> None:
    """A page of any width, in colour or ASCII, fits, says all, and ends with how many there are."""
    for width in WIDTHS:
        plain = drawn(answer, width)
        packed = squashed(plain)
        for row in answer:
            for text in [*texts(row), f"help: {row['help']}"]:
                assert squashed(text) in packed, (width, text)
        assert packed.endswith(squashed(answer.summary))
        assert COLOUR.sub("", drawn(answer, width, colour=True)) == plain
        for page in (plain, drawn(answer, width, ascii_only=True)):
            lines = page.split("\n")
            whole = re.compile(r" +--> .+:[0-9]+:[0-9]+")  # to be opened, and so never broken
            fitting = [line for line in lines if not whole.fullmatch(line)]
            assert all(cell_len(line) <= width for line in fitting), width
            assert all(line == line.rstrip() for line in lines), width
            assert "\n\n\n" not in page


@pytest.mark.parametrize("name", PLANTS)
def test_every_rule_draws(name: str) -> None:
    """What each rule finds is drawn whole, with the value that it is about marked."""
    kind, plant = PLANTS[name]
    base = deepcopy(BASE)
    plant(base)
    answer = checked(base)
    assert kind in {row["kind"] for row in answer}
    hold_page(answer)


def test_every_rule_is_drawn() -> None:
    """The pages of these tests show what every rule finds."""
    assert {kind for kind, _ in PLANTS.values()} == {rule.kind for rule in rules()}


@given(bases(claims=True))
@examples(25)
def test_any_finding_draws(base: dict[str, Any]) -> None:
    """Whatever is found is drawn whole, with odd names and on one line of a file, too."""
    text = encoded(base).decode()
    hold_page(cltool.check(cltool.FactFile("a file.json", text, loaded(base)), all_claims=True))


@pytest.mark.parametrize("name", PLANTS)
def test_sentences_are_short(name: str) -> None:
    """What was found takes at most two lines of 80 columns, and so does what to do."""
    kind, plant = PLANTS[name]
    base = deepcopy(BASE)
    plant(base)
    for row in checked(base, kind=kind):
        assert len(f"{row['severity']}[{kind}]: {row['message']}") <= 150
        assert len(str(row["help"])) <= 140


def test_the_conflict() -> None:
    """A finding as a compiler draws one: all of it, to the letter."""
    assert (
        drawn(checked(BASE), 60)
        == """\
Cases, 2019

warning[conflict]: North is 40, but also 50.
  --> base.json:98:15
98 | "value": 50
   |          ^^
   = 40  The Paper
   = 50  The Radio
   = help: Read the sources again. If each is right, let a
     caveat say what each figure counts.

1 warning in 6 figures, 2 series, 3 sources; no errors or
notes.
"""
    )


def test_colours_have_meaning() -> None:
    """An error is red, a warning yellow; the sentence is bold, and the frame dim."""
    base = deepcopy(BASE)
    base["series"][0]["observations"][2]["value"] = 36
    page = drawn(checked(base), 80, colour=True)
    assert "\x1b[1;31merror[parts]" in page
    assert "\x1b[1;33mwarning[conflict]" in page
    assert "\x1b[2m" in page


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ('{"a": 12, "b": 3}', "12", ('{"a": 12, "b": 3}', "12")),
        ('{\n\t"a":\t"b c",\n "d": 3}', '"b', ('"a":    "b c",', '"b c"')),
        ('{"a": {"b": "top"}}', '{"b"', ('{"a": {"b": "top"}}', '{"b": "top"}')),
        ('{"a": {\n"b": [1]}}', '{\n"b"', ('{"a": {', "{")),
        ('{"a": "\u2028", "b": -0.5e3}', "-0.5", ('{"a": "\\u2028", "b": -0.5e3}', "-0.5e3")),
        ('{"a": "\\"}", "b": 1}', '"\\', ('{"a": "\\"}", "b": 1}', '"\\"}"')),
    ],
)
def test_excerpt(text: str, value: str, found: tuple[str, str]) -> None:
    """The line of a value without its indentation, tabs and controls made visible."""
    got = excerpt(text, text.index(value))
    assert (got.text, got.text[got.mark - 1 : got.mark - 1 + got.length]) == found


def test_excerpt_of_a_long_line() -> None:
    """Of a file on one line, only what stands around the value is kept; so of a long value."""
    text = f"[{'1, ' * 5000}42{', 1' * 5000}]"
    got = excerpt(text, text.index("42"))
    assert len(got.text) == 3 + BEFORE + 2 + AFTER + 3
    assert got.text[got.mark - 1 :].startswith("42, 1")
    long = excerpt(f'["{"x" * 9000}"]', 1)
    assert long.length == 60
    assert len(long.text) < 100


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_the_mark_stands_below_the_value(width: int) -> None:
    """The caret is below the value, however far to the right that stands, and after any script."""
    base = deepcopy(BASE)
    base["series"][1]["observations"][0] = {"place": "north", "note": "東京 é" * 12, "value": 50}
    file = cltool.FactFile("base.json", json.dumps(base, ensure_ascii=False), loaded(base))
    for style in ({}, {"ascii_only": True}):
        lines = drawn(cltool.check(file), width, **style).splitlines()
        (at,) = [at for at, line in enumerate(lines) if "^" in line]
        start = cell_len(lines[at][: lines[at].index("^")])
        above, column = "", 0
        for char in lines[at - 1]:
            if column >= start:
                above += char
            column += cell_len(char)
        assert above.startswith("50}"), lines[at - 1]
        assert lines[at].count("^") == 2


# Narrowing


def test_is_essex_third() -> None:
    """One rule about one place is answered in short: the verdict on each source's claim."""
    done = run_terminal("check", PACKAGED, "--place", "essex", "--kind", "claim")
    assert (
        done.out
        == """\
People from London linked to county lines, January 2018 to April 2019

warning[claim]: Basingstoke Gazette ranks Essex third, and Greater London
    Authority among the 5 highest counties; depends: possible with 336, but not
    with 121, which 8 counties exceed.
warning[claim]: Echo (Southend and Basildon) ranks Essex third; contradicted by
    its own 121, which 8 counties exceed; 336 would allow it.

2 warnings about Essex by the rule claim; no errors or notes.
"""
    )


def test_settled_claims_belong_to_the_question() -> None:
    """Claims that can't be checked are part of the answer, told once with their sources."""
    (row,) = cltool.check(cltool.load_file(), place="suffolk", kind="claim")
    assert (row["severity"], row["excerpt"], row["help"]) == ("note", None, None)
    assert str(row["message"]).startswith(
        "Basingstoke Gazette, East Anglian Daily Times and Eastern Daily Press rank Suffolk sixth; "
        "can't be checked: "
    )
    assert len(cltool.check(cltool.load_file(), place="suffolk")) == 0


def test_narrowing() -> None:
    """Only what is asked for is given; a severity comes with those more serious."""
    base = deepcopy(BASE)
    base["series"][0]["observations"][2]["value"] = 36
    base["places"].append({"id": "east", "name": "East", "kind": "county"})

    def kinds(**narrowed: str) -> list[object]:
        return [row["kind"] for row in checked(base, **narrowed)]

    assert kinds() == ["parts", "conflict", "unused-place"]
    assert kinds(severity="note") == kinds()
    assert kinds(severity="warning") == ["parts", "conflict"]
    assert kinds(severity="error") == ["parts"]
    assert kinds(place="East") == ["unused-place"]
    assert kinds(kind="conflict") == ["conflict"]
    assert kinds(kind="conflict", place="south") == []
    assert checked(base).passed is False
    assert checked(base, kind="conflict").passed is True
    assert checked(base, kind="conflict", place="south").summary == (
        "No errors, warnings or notes about South by the rule conflict."
    )
    assert checked(base, severity="error").summary == "1 error in 6 figures, 2 series, 3 sources."


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--kind", "clam"), "unknown kind of finding 'clam'; did you mean claim?"),
        (("--kind", "xyz"), "unknown kind of finding 'xyz'; expected conflict, parts, "),
        (("--severity", "bad"), "unknown severity 'bad'; expected error, warning or note"),
        (("--place", "nowhere"), "unknown place 'nowhere'; the base has 37 counties"),
    ],
)
def test_unknown_words(words: tuple[str, str], error: str) -> None:
    """What is unknown is refused in one line that says what is expected."""
    done = run("check", *words)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(f"cltool: {error}")


def test_only_what_is_shown_can_fail() -> None:
    """The exit status is that of the whole check, or, if that is narrowed, of what is shown."""
    assert run("check", "--strict").status == 1
    assert run("check", "--strict", "--severity", "error").status == 0
    assert run("check", "--strict", "--place", "essex", "--kind", "claim").status == 1
    assert run("check", "--strict", "--place", "suffolk", "--kind", "claim").status == 0


def test_completion() -> None:
    """The rules and the severities are offered at TAB."""
    offered = at_tab("bash", "check --kind ").out.split("\n")
    assert {rule.kind for rule in rules()} <= {each.split("\t")[0] for each in offered}
    assert at_tab("bash", "check --severity w").out.split() == ["warning"]


def test_every_format_stands_alone() -> None:
    """What was found says its measure and its period wherever it is read without a heading."""
    start = "People from London linked to county lines, January 2018 to April 2019: Essex is 336"
    for format_ in ("lines", "tsv", "csv", "json", "markdown"):
        assert start in run("check", "--kind", "conflict", "--format", format_).out


def test_the_end_of_the_page() -> None:
    """The page ends with what was found in how much."""
    done = run("check", "--format", "table")
    assert re.fullmatch(
        r"\d+ warnings and \d+ notes in \d+ figures, \d+ series, \d+ sources; no errors\.",
        done.out.splitlines()[-1],
    )


def test_a_column_alone_is_a_table() -> None:
    """One column of the findings is printed as any other answer's."""
    done = run("check", PACKAGED, "--field", "severity", "--format", "table")
    assert ["Severity"] in [line.split() for line in done.out.splitlines()]
    assert "warning" in done.out


def test_values_are_pointed_at() -> None:
    """The line and the column lead to the value itself."""
    lines = (ROOT / PACKAGED).read_text(encoding="utf-8").splitlines()
    wanted = {"conflict": "121,", "parts": "121,", "coverage": '{"', "window": '"2018-01/2019-03"'}
    for row in cltool.check(cltool.load_file(ROOT / PACKAGED)):
        rest = lines[int(str(row["line"])) - 1][int(str(row["column"])) - 1 :]
        assert rest.startswith(wanted.get(str(row["kind"]), ""))
