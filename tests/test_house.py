"""The house: imports point one way, files and functions are small, registries are whole."""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import cltool
from cltool.checks import rules
from cltool.checks.rule import RULES, Rule, Severity
from cltool.cli.commands import COMMANDS, Command
from cltool.formats import Format, formats

from .conftest import ROOT

PACKAGE = Path(inspect.getfile(cltool)).parent
FLOORS = (
    ("text", "arithmetic", "errors", "wording"),
    ("caveat", "citation", "column", "notebook"),
    ("answer",),
    ("dataset",),
    ("linked",),
    ("verdicts",),
    ("drafts",),
    ("selection",),
    ("checks",),
    ("questions",),
    ("tables",),
    ("charts",),
    ("formats",),
    ("publishing",),
    ("api",),
    ("cli",),
    ("__main__",),
)
"""What may import what is on a floor before its own, or on its own."""
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
MOST_PARAMETERS = 7


@cache
def parsed(path: Path) -> ast.Module:
    """A module, read once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, parsed(path)


def room(path: Path) -> str:
    """The folder or module of the package that a file is in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path, tree: ast.Module) -> Iterator[str]:
    """The rooms that a module imports from."""
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            if node.module:
                yield node.module.split(".")[0]
            else:
                yield from (alias.name for alias in node.names)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Every function of a module, also those in classes and functions."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_room_has_a_floor() -> None:
    """A new room is put on a floor, so that its imports are looked at."""
    rooms = {room(path) for path, _ in modules()} - {"__init__"}
    assert rooms == {name for floor in FLOORS for name in floor}


def test_imports_point_one_way() -> None:
    """No module imports from a floor above its own."""
    floor_of = {name: number for number, floor in enumerate(FLOORS) for name in floor}
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {other}"
        for path, tree in modules()
        if room(path) != "__init__"
        for other in imported(path, tree)
        if other in floor_of and floor_of[other] > floor_of[room(path)]
    ]
    assert wrong == []


def test_nothing_is_large() -> None:
    """No file of more than 300 lines, no function of more than 50 lines or seven parameters."""
    large = []
    for path, tree in modules():
        name = path.relative_to(PACKAGE)
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_FILE:
            large.append(f"{name}: {lines} lines")
        for function in functions(tree):
            length = (function.end_lineno or 0) - function.lineno + 1
            arguments = function.args
            count = len(arguments.posonlyargs + arguments.args + arguments.kwonlyargs)
            count -= bool(arguments.args) and arguments.args[0].arg in ("self", "cls")
            if length > LONGEST_FUNCTION:
                large.append(f"{name}: {function.name}: {length} lines")
            if count > MOST_PARAMETERS:
                large.append(f"{name}: {function.name}: {count} parameters")
    assert large == []


def test_no_message_steers() -> None:
    """No code of questions, selection or formats looks into a sentence of an answer."""
    steering = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and any(isinstance(each, ast.In) for each in node.ops)
        and any(
            isinstance(each, ast.Attribute) and each.attr in ("text", "summary", "title")
            for each in node.comparators
        )
    ]
    assert steering == []


def test_a_format_says_all_of_itself() -> None:
    """A format that forgets something fails when it is made, with words."""
    with pytest.raises(TypeError, match="the format Half does not say its ending, order, meaning"):

        class Half(Format):
            """A format with a name and half of the rest."""

            name = "half"
            carries_notes = True
            for_people = True

    assert "half" not in formats()
    orders = [format_.order for format_ in formats().values()]
    assert len(orders) == len(set(orders))
    page = (ROOT / "docs" / "scripting.md").read_text(encoding="utf-8")
    assert [name for name in formats() if f"`{name}`" not in page] == []


def test_a_rule_says_all_of_itself() -> None:
    """A rule that forgets something fails when it is made or asked, with words."""
    orders = [rule.order for rule in rules()]
    assert len(orders) == len(set(orders))
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'help'"):
        Rule("half", Severity.NOTE, 99, "It is half.")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="the rule half does not say what to do"):
        Rule("half", Severity.NOTE, 99, "It is half.", "")
    with pytest.raises(TypeError, match="two rules are called conflict"):
        Rule("conflict", Severity.NOTE, 99, "Twice.", "Rename it.")
    half = Rule("half", Severity.NOTE, 99, "It has no function.", "Give it one.")
    try:
        with pytest.raises(TypeError, match=r"the rule half has no function: name one with @RULE"):
            half.findings(None)  # type: ignore[arg-type]
    finally:
        del RULES["half"]


def test_a_command_is_entered_once() -> None:
    """Two commands of one name fail at once."""
    with pytest.raises(TypeError, match="two commands are called rank"):
        Command("rank", print)
    assert "rank" in COMMANDS


def test_every_column_says_what_it_holds() -> None:
    """Every column of every question has its meaning, and one name has few meanings."""
    facts = cltool.load()
    answers = [
        cltool.rank(facts, all_sources=True, per="population"),
        cltool.compare(facts, ["essex", "norfolk"]),
        cltool.share(facts, of="essex"),
        cltool.place(facts, "essex"),
        cltool.trend(facts, ["essex"]),
        cltool.total(facts, ["essex", "norfolk"]),
        cltool.average(facts),
        cltool.claims(facts),
        cltool.facts(facts),
        cltool.places(facts),
        cltool.measures(facts),
        cltool.series(facts),
        cltool.sources(facts),
        cltool.check(cltool.load_file()),
    ]
    meanings = {column.meaning for answer in answers for column in answer.columns}
    assert all(meanings)
    assert all(not meaning.endswith(".") for meaning in meanings)


def test_promises_name_tests_that_are_there() -> None:
    """Every test that the page of promises names exists."""
    page = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", page)
    assert len(named) > 30
    for file, test in named:
        tree = parsed(ROOT / "tests" / file)
        assert test in {function.name for function in functions(tree)}, (file, test)
