"""Finding what was meant by a name: what is near is offered, what is not near never is."""

from typing import Any

import pytest

import cltool
from cltool import errors
from cltool.linked import finding

from .conftest import run
from .making import facts, measure, series, source


def refusal(*words: str) -> str:
    """What the program says of a wrong word."""
    done = run(*words)
    assert (done.status, done.out, done.err.count("\n")) == (errors.ExitStatus.USAGE, "", 1)
    return done.err.removeprefix("cltool: ").removesuffix("\n")


SLIPS = {
    "nofolk": "Norfolk",
    "Essx": "Essex",
    "Norwhich": "Norwich",
    "Basildn": "Basildon",
    "sothend": "Southend-on-Sea",
    "londn": "London",
    "hamphire": "Hampshire",
    "cornwall": "Devon and Cornwall",
}


@pytest.mark.parametrize("typed", SLIPS)
def test_a_slip_of_the_hand(typed: str) -> None:
    """A name that is nearly right is offered, alone."""
    assert refusal("place", typed) == f"unknown place '{typed}'; did you mean {SLIPS[typed]}?"


def test_spaces_and_hyphens_are_no_slip() -> None:
    """A name without its hyphens is that name."""
    assert finding.find(cltool.load(), "southendonsea").id == "southend-on-sea"


@pytest.mark.parametrize("typed", ["scotland", "france", "x", "nowhere", "isle of wight"])
def test_nothing_near(typed: str) -> None:
    """Where no name is near, the error says what there is, and how to list it."""
    assert refusal("place", typed) == (
        f"unknown place '{typed}'; the base has 37 counties, 11 towns, 7 boroughs, 1 country and "
        "2 of other kinds; for a list: cltool places"
    )


@pytest.mark.parametrize(("command", "held"), [("place", "37 counties, "), ("town", "11 towns; ")])
def test_a_name_that_only_the_words_of_the_base_have(command: str, held: str) -> None:
    """What a caveat says of a place without figures is told with its name."""
    told = refusal(command, "wales")
    assert told.startswith(f"unknown {command} 'wales'; the base has {held}")
    assert "; a caveat of the source castro-2023-year2 names it: “Swansea was tenth" in told
    assert "so Wales is missing here, not empty.”; for a list: cltool places" in told
    assert "names it" not in refusal(command, "hales")


def test_nothing_near_of_a_kind() -> None:
    """Of a kind, the places of that kind are counted; a near name of another kind is told."""
    assert refusal("town", "narnia") == (
        "unknown town 'narnia'; the base has 11 towns; for a list: cltool places town"
    )
    assert refusal("town", "nofolk") == "unknown town 'nofolk'; did you mean Norfolk (a county)?"
    assert refusal("town", "london").startswith("London is a region, not a town")


def test_a_kind_of_place() -> None:
    """A kind that is nearly right is offered; else the error says what kinds there are."""
    assert refusal("rank", "twons") == "unknown kind of place 'twons'; did you mean towns?"
    assert refusal("rank", "villages") == (
        "unknown kind of place 'villages'; the base has 37 counties, 11 towns, 7 boroughs, "
        "1 country and 2 of other kinds; for a list: cltool places"
    )


BASE = {
    "sources": [source("gazette", "The Gazette"), source("gazette-2021", "The Gazette")],
    "measures": [measure("arrests"), measure("people", "stock", denominator=True)],
}


def small(**more: Any) -> cltool.FactBase:
    """Four series, two of them of one publisher."""
    return facts(
        series("office-2020", {"a": 4, "b": 5}),
        series("post-2019", {"a": 1}, source="post", period="2019"),
        series("gazette", {"a": 2}, source="gazette"),
        series("gazette-2021", {"a": 3}, source="gazette-2021", period="2021"),
        sources=[source("post", "The Evening Post"), *BASE["sources"]],
        measures=BASE["measures"],
        **more,
    )


@pytest.mark.parametrize("typed", ["post-2019", "post", "POST", "post 20", "the evening post"])
def test_a_series_by_what_names_only_it(typed: str) -> None:
    """A series answers to its id, to what only its id begins with, and to its publisher."""
    base = small()
    assert finding.find_series(base, typed).id == "post-2019"
    assert [row["value"] for row in cltool.rank(base, series=typed)] == [1]


def test_an_exact_id_comes_first() -> None:
    """An id that others begin with is still that id."""
    assert finding.find_series(small(), "gazette").id == "gazette"
    assert finding.find_source(small(), "gazette").id == "gazette"


@pytest.mark.parametrize("typed", ["gaz", "the gazette", "GAZETTE"])
def test_what_fits_several(typed: str) -> None:
    """What several answer to is refused in one line that lists them."""
    for find, noun in ((finding.find_series, "series"), (finding.find_source, "sources")):
        with pytest.raises(cltool.UsageError) as refused:
            find(small(), typed)
        assert str(refused.value) == (
            f"'{typed}' fits several {noun}: gazette and gazette-2021; give one of them"
        )


def test_nothing_is_everything() -> None:
    """An empty text, a year, or a part of a word in an id is the name of none."""
    for typed in ("", "2019", "azette"):
        with pytest.raises(cltool.UsageError, match="unknown series"):
            finding.find_series(small(), typed)


def test_a_measure_by_its_name() -> None:
    """A measure answers to its name as `measures` lists it, in any case."""
    base = cltool.load()
    assert finding.find_measure(base, "people from london linked to COUNTY LINES").id == "linked"
    assert finding.find_measure(base, "pop").id == "population"
    assert finding.find_measure(base, "Funding").id == "extra-funding"
    assert refusal("rank", "--measure", "fundng").startswith("unknown measure 'fundng'")


def test_a_source_by_its_title() -> None:
    """A source answers to its title and its publisher."""
    assert finding.find_source(small(), "the evening post").id == "post"
    assert finding.find_source(small(), "report of gazette-2021").id == "gazette-2021"


@pytest.mark.parametrize("word", ["head", "capita", "person", "inhabitants", "populaton"])
def test_what_to_divide_by(word: str) -> None:
    """Where --per names no measure, the error says which there are to divide by."""
    assert refusal("rank", "--per", word) == (
        f"unknown measure '{word}'; to divide by there is: population; try: --per population"
    )


def test_nothing_to_divide_by() -> None:
    """A base without such a measure says what measures it has."""
    base = facts(series("one", {"a": 1}))
    with pytest.raises(cltool.UsageError, match=r"'head'; expected one of: crimes$"):
        cltool.rank(base, per="head")
    with pytest.raises(cltool.UsageError, match=r"there is: people; try: per=people$"):
        cltool.rank(small(), per="head")


def test_import_knows_the_same_names(tmp_path: Any) -> None:
    """A table is added to the source and the measure that the words name, under their ids."""
    path = tmp_path / "facts.json"
    path.write_text(cltool.dumps(small()), encoding="utf-8")
    words = ["--source", "pos", "--measure", "Arrests", "--period", "2018", "-q"]
    assert run("import", "-", "--into", str(path), *words, stdin="place,value\nA,7\n").status == 0
    added = cltool.load(path).series[-1]
    assert (added.source.id, added.measure.id) == ("post", "arrests")
