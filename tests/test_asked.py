"""Asked as people ask: what fails says what to type, in the program's own words."""

import io
import json
import shlex
from typing import Any

import pytest
import typer.main

from cltool.cli import COMMANDS, main, program, suggestions
from cltool.cli.terminal import Terminal
from cltool.errors import ExitStatus

from .conftest import Run, run

LIBRARY = (
    "Input should be",
    "unable to parse",
    "Did you mean",
    "See:",
    "Missing",
    "Got unexpected",
    "requires an argument",
    "does not take a value",
    "Invalid value",
    "No such",
    "Possible options",
    "Usage:",
    "Error:",
    "Traceback",
)
"""Words of the libraries that read the line."""


def ask(*words: str, **env: str) -> Run:
    """Run a command line in this process."""
    out, err = io.BytesIO(), io.BytesIO()
    status = main(words, Terminal(out, err, env))
    return Run(status, out.getvalue().decode(), err.getvalue().decode())


def refused(*words: str) -> str:
    """The one line that refuses a command line, without the program's name."""
    done = ask(*words)
    assert (done.status, done.out) == (ExitStatus.USAGE, ""), done
    assert done.err.startswith("cltool: ")
    assert done.err.count("\n") == 1
    assert [word for word in LIBRARY if word in done.err] == []
    return done.err.removeprefix("cltool: ").rstrip("\n")


TYPED = {
    "essex": "'essex' is a place, not a command; try: cltool place essex",
    "Essex": "'Essex' is a place, not a command; try: cltool place Essex",
    "great yarmouth": "'great yarmouth' is a place, not a command; try: cltool place "
    "'great yarmouth'",
    "essex vs norfolk": "'essex' is a place, not a command; try: cltool compare essex norfolk",
    "towns": "'towns' is a kind of place, not a command; try: cltool rank towns",
    "towns essex": "'towns' is a kind of place, not a command; try: cltool rank towns "
    "--within essex",
    "towns in essex": "'towns' is a kind of place, not a command; try: cltool rank towns "
    "--within essex",
    "compare Essex vs Norfolk": "leave out 'vs' between places; try: cltool compare Essex Norfolk",
    "open echo-2019": "unknown command 'open'; try: cltool sources echo-2019",
    "quote essex": "unknown command 'quote'; try: cltool place essex",
    "define population": "unknown command 'define'; try: cltool measures population",
    "compare essex and norfolk and hampshire": "leave out 'and' between places; try: cltool "
    "compare essex norfolk hampshire",
    "compare essex to norfolk --field difference": "leave out 'to' between places; try: cltool "
    "compare essex norfolk --field difference",
    "rank --sort asc": "unknown option --sort; try: cltool rank --lowest --all-sources",
    "rank --sort=asc towns": "unknown option --sort; try: cltool rank --lowest towns",
    "rank --sort desc": "unknown option --sort; highest first is what rank does; try: cltool rank",
    "rank --sort value": "unknown option --sort; rank goes from the highest down, or up with "
    "--lowest",
    "rank --asc": "unknown option --asc; try: cltool rank --lowest --all-sources",
    "rank --ascending": "unknown option --ascending; try: cltool rank --lowest --all-sources",
    "rank towns --reverse": "unknown option --reverse; try: cltool rank towns --lowest",
    "rank --bottom": "unknown option --bottom; try: cltool rank --lowest --all-sources",
    "rank --bottom 1": "unknown option --bottom; try: cltool rank --lowest --top 1 --all-sources",
    "rank --desc": "unknown option --desc; highest first is what rank does; try: cltool rank",
    "rank --limit 5": "unknown option --limit; try: cltool rank --top 5",
    "rank --head=5": "unknown option --head; try: cltool rank --top 5",
    "rank -n 5": "unknown option -n; try: cltool rank --top 5",
    "rank -n5": "unknown option -n; try: cltool rank --top 5",
    "town southend --value": "unknown option --value; try: cltool town southend --field value",
    "rank towns --reported-by": "unknown option --reported-by; try: cltool rank towns --field "
    "reported_by",
    "compare essex norfolk --difference": "unknown option --difference; try: cltool compare essex "
    "norfolk --field difference",
    "rank --csv": "unknown option --csv; try: cltool rank --format csv",
    "rank --tsv": "unknown option --tsv; try: cltool rank --format tsv",
    "rank --markdown": "unknown option --markdown; try: cltool rank --format markdown",
    "rank --md": "unknown option --md; try: cltool rank --format markdown",
    "rank --table": "unknown option --table; try: cltool rank --format table",
    "rank --file x.csv": "unknown option --file; to write a file: -o FILE; to ask one: --data FILE",
    "rank --kind towns": "unknown option --kind; try: cltool rank towns",
    "rank --lowset": "unknown option --lowset; try: cltool rank --lowest --all-sources",
    "rank --nothing-near": "unknown option --nothing-near; for help: cltool rank --help",
    "compare essex norfolk --asc": "unknown option --asc; for help: cltool compare --help",
    "--json rank": "options come after the command; try: cltool rank --json",
    "--verison": "unknown option --verison; try: cltool --version",
    "mean": "unknown command 'mean'; try: cltool average counties",
    "median towns": "unknown command 'median'; try: cltool average towns",
    "avg": "unknown command 'avg'; try: cltool average counties",
    "sum": "unknown command 'sum'; try: cltool total essex norfolk",
    "sum southend and basildon": "unknown command 'sum'; try: cltool total southend basildon",
    "top": "unknown command 'top'; try: cltool rank",
    "top 5 towns": "unknown command 'top'; try: cltool rank towns --top 5",
    "highest": "unknown command 'highest'; try: cltool rank",
    "lowest towns": "unknown command 'lowest'; try: cltool rank towns --lowest",
    "list": "unknown command 'list'; try: cltool places, or cltool facts",
    "list sources": "unknown command 'list'; try: cltool sources",
    "boroughs": "'boroughs' is a kind of place, not a command; try: cltool places boroughs",
    "-V": "unknown option -V; try: cltool --version",
    "list towns": "unknown command 'list'; try: cltool places towns",
    "list essex": "unknown command 'list'; try: cltool facts essex",
    "diff essex norfolk": "unknown command 'diff'; try: cltool compare essex norfolk",
    "vs essex norfolk": "unknown command 'vs'; try: cltool compare essex norfolk",
    "versus": "unknown command 'versus'; try: cltool compare essex norfolk",
    "find southend": "unknown command 'find'; try: cltool place southend",
    "show": "unknown command 'show'; try: cltool place essex",
    "get towns": "unknown command 'get'; try: cltool rank towns",
    "info essex": "unknown command 'info'; try: cltool place essex",
    "percent southend": "unknown command 'percent'; try: cltool share southend",
    "percentage": "unknown command 'percentage'; try: cltool share southend",
    "proportion": "unknown command 'proportion'; try: cltool share southend",
    "history norfolk": "unknown command 'history'; try: cltool trend norfolk",
    "change": "unknown command 'change'; try: cltool trend norfolk",
    "validate": "unknown command 'validate'; try: cltool check",
    "verify": "unknown command 'verify'; try: cltool check",
    "lint data/referrals.json": "unknown command 'lint'; try: cltool check data/referrals.json",
    "per-capita": "unknown command 'per-capita'; try: cltool rank --per population",
    "rnak towns": "unknown command 'rnak'; try: cltool rank towns",
    "xyzzy": "unknown command 'xyzzy'; for a list: cltool --help",
    "rank --top x": "given --top 'x', expected a whole number; for help: cltool rank --help",
    "rank --top 1.5": "given --top '1.5', expected a whole number; for help: cltool rank --help",
    "rank --top": "given --top without its value, expected --top N; for help: cltool rank --help",
    "rank -o": "given -o without its value, expected -o FILE; for help: cltool rank --help",
    "rank --lowest=yes": "given --lowest with a value, expected --lowest alone; for help: cltool "
    "rank --help",
    "compare": "compare needs places; try: cltool compare essex norfolk",
    "town": "town needs a name; try: cltool town southend",
    "new": "new needs a file; try: cltool new my.json",
    "import": "import needs a table; for help: cltool import --help",
    "rank counties towns": "'towns' is one word too many; for help: cltool rank --help",
    "rank towns essex": "'essex' is one word too many; try: cltool rank towns --within essex",
    "facts great yarmouth": "'yarmouth' is one word too many; try: cltool facts 'great yarmouth'",
    "measures a b c d": "'b', 'c' and 'd' are 3 words too many; for help: cltool measures --help",
}


@pytest.mark.parametrize("words", TYPED)
def test_says_what_to_type(words: str) -> None:
    """One line says what to type, and that answers when it is pasted."""
    told = refused(*words.split())
    assert told == TYPED[words]
    _, _, line = told.partition("try: cltool ")
    first = line.partition(", or ")[0]
    if first and "<<<" not in first and not first.startswith("new"):
        assert ask(*shlex.split(first)).status == ExitStatus.ANSWERED


def test_places_in_one_text() -> None:
    """Places between quotation marks with a word between them are named one by one."""
    told = refused("compare", "Essex vs Norfolk")
    assert told == "name each place by itself; try: cltool compare Essex Norfolk"
    told = refused("total", "essex and great yarmouth", "norwich")
    assert told.endswith("try: cltool total essex 'great yarmouth' norwich")
    assert refused("compare", "Essex vs Nowhere").startswith("unknown place 'Essex vs Nowhere'")


def test_one_of_a_listing() -> None:
    """Measures and series can be named, as sources can, by a word of their id."""
    for words in (["measures", "funding"], ["series", "castro-2023-year1"]):
        done = ask(*words)
        assert (done.status, done.out.count("\n")) == (ExitStatus.ANSWERED, 1)
    assert refused("measures", "nothing").startswith("unknown measure 'nothing'")
    alone = ask("county", "essex", "--measure", "funding").err
    assert "no figure for Essex, only for Essex County Council; series that have" in alone


def test_every_word_of_the_tables_leads_somewhere() -> None:
    """Each word of other programs is no command of ours, and what replaces it is."""
    for word, instead in suggestions.COMMANDS.items():
        assert word not in COMMANDS
        for line in filter(None, (instead.line, instead.other)):
            assert line.split()[0] in (*COMMANDS, "--version")
    ours = {name for each in typer_commands() for name in each.opts if name.startswith("-")}
    for words in suggestions.OPTIONS.values():
        assert {word for word in words.split() if word.startswith("-")} <= {*ours, "--version"}


def typer_commands() -> list[Any]:
    """The parameters of all commands."""
    made: Any = typer.main.get_command(program(COMMANDS))
    return [each for command in made.commands.values() for each in command.params]


def test_own_facts_name_places(base: dict[str, Any], tmp_path: Any) -> None:
    """Places and kinds are those of the facts that are asked, by --data or the environment."""
    base["places"][2]["name"] = "Vs"
    path = tmp_path / "own.json"
    path.write_text(json.dumps(base), encoding="utf-8")
    named = f"'north' is a place, not a command; try: cltool place north --data {path}"
    assert refused("north", "--data", str(path)) == named
    done = run("south", env={"CLTOOL_DATA": str(path)})
    assert done.err == "cltool: 'south' is a place, not a command; try: cltool place south\n"
    assert refused("essex", f"--data={path}").startswith("unknown command 'essex'")
    assert ask("compare", "vs", "beeton", "--data", str(path)).status == ExitStatus.ANSWERED
    failing = ask("compare", "vs", "nowhere", "--data", str(path))
    assert failing.err.startswith("cltool: unknown place 'nowhere'")


@pytest.mark.parametrize("data", ["/no/such", "/dev/null", "-", "/"])
def test_facts_that_cannot_be_loaded(data: str) -> None:
    """Where there are no facts to look in, the line is the plain one."""
    assert refused("essex", "--data", data) == "unknown command 'essex'; for a list: cltool --help"


@pytest.mark.parametrize("name", COMMANDS)
def test_no_word_of_the_library(name: str) -> None:
    """Whatever is wrong with a line of any command, the program says it in its own words."""
    made: Any = typer.main.get_command(program([name]))
    command = made.commands[name]
    options = [each for each in command.params if each.param_type_name == "option"]
    refused(name, "--no-such-option")
    refused(name, "-Z")
    refused(name, *["x"] * 9, "--no-such-option=3")
    for option in options:
        if option.is_flag:
            assert "alone" in refused(name, f"{option.opts[0]}=1") or option.name == "help"
        else:
            assert f"without its value, expected {option.opts[0]} " in refused(name, option.opts[0])
        if option.type_descriptor.annotation is int:
            assert "expected a whole number" in refused(name, "x", "x", option.opts[0], "many")
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    if any(each.required for each in command.params):
        assert refused(name).startswith(f"{name} needs ")
    if not any(each.nargs == -1 for each in arguments):
        needed = ["x" for _ in arguments]
        given = [word for each in options if each.required for word in (each.opts[0], "x")]
        assert "'y' is one word too many" in refused(name, *needed, "y", *given)


HOSTILE = ["\x1b[2J", "a\nb", "--\x1b[2J", "x" * 5000, "$(touch x)", "'", "", "--", "-", "\udcff"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words(text: str) -> None:
    """Words that a terminal or a shell would act upon are shown, cut and quoted, on one line."""
    for words in ([text], ["rnak", text], ["rank", "--limit", text], ["rank", "--top", text]):
        done = ask(*words)
        assert done.err.count("\n") == (1 if done.status else 0), done
        assert "\x1b" not in done.err
        assert len(done.err) < 400
        if "$" in done.err:
            assert "'$(touch x)'" in done.err


def test_a_kind_is_no_place() -> None:
    """Where places are to be named, a kind is told to be one."""
    for command in ("trend", "total", "compare", "share", "place", "facts"):
        told = refused(command, "counties", *(["essex"] if command == "compare" else []))
        assert told == (
            "'counties' is a kind of place; name the places themselves; for all of them: $(cltool "
            "places counties --field place); ranked: cltool rank counties"
        )


def test_what_others_call_lines_of_json() -> None:
    """JSON with a row a line is a pipe away."""
    assert refused("rank", "--format", "jsonl").endswith("--json | jq -c '.rows[]'")


def test_a_year_is_a_period() -> None:
    """What other programs choose a time by is our --period, and the line answers."""
    told = refused("rank", "--year", "2020", "--all-sources")
    assert told == "unknown option --year; try: cltool rank --period 2020 --all-sources"
    assert ask("rank", "--period", "2020", "--all-sources", "-q").out.startswith("1\thampshire\t")
    none = ask("rank", "--period", "2018")
    assert none.err == (
        "cltool: the measure linked has no figures for 2018, only for 2018-01/2019-04, "
        "2018-01/2019-03 and 2019-05/2020-04; a period is written as there, or is the year in "
        "which it ends\n"
    )
