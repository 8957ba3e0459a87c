"""Behaviour that a change could lose unseen: each of these was once changed, and no test told."""

import copy
import json
import pickle
import pydoc
from collections.abc import Callable
from typing import Any

import pytest

import cltool

from .conftest import run


def loaded(base: dict[str, Any]) -> cltool.FactBase:
    """A fact base from a dictionary."""
    return cltool.loads(json.dumps(base).encode())


@pytest.mark.parametrize(
    "ask",
    [
        lambda facts: cltool.rank(facts),
        lambda facts: cltool.compare(facts, ["north", "south"]),
        lambda facts: cltool.share(facts, of="north"),
        lambda facts: cltool.place(facts, "north"),
        lambda facts: cltool.trend(facts, ["north"]),
        lambda facts: cltool.facts(facts),
    ],
)
def test_a_series_note_is_in_every_answer(
    ask: Callable[[cltool.FactBase], cltool.Answer], base: dict[str, Any]
) -> None:
    """What a series says of itself stands with whatever is answered from it."""
    base["series"][0]["note"] = "Counted by hand."
    noted = [note.text for note in ask(loaded(base)).notes if note.kind == "series"]
    assert "The Paper: Counted by hand." in noted


def test_the_largest_status_of_several_failures(
    base: dict[str, Any], write: Callable[[Any], str]
) -> None:
    """Of an unknown name (2) and a place without a figure (1) the larger status ends the run."""
    base["places"].append({"id": "empty", "name": "Empty", "kind": "town"})
    path = write(base)
    assert run("place", "empty", "--data", path).status == 1
    assert run("place", "north", "empty", "--data", path).status == 1
    assert run("place", "north", "empty", "nowhere", "--data", path).status == 2
    assert run("place", "empty", "nowhere", "--data", path).status == 2
    assert run("place", "nowhere", "empty", "--data", path).status == 2


def test_the_nearest_denominator_by_the_middle(base: dict[str, Any]) -> None:
    """Of two denominators the one answers whose middle is nearest, not the one that begins so."""
    base["measures"].append({**base["measures"][0], "id": "people", "unit": "people"})
    for id_, period, value in (("long", "2018-12/2030", 400), ("short", "2018", 200)):
        base["series"].append(
            {
                **base["series"][0],
                "id": id_,
                "measure": "people",
                "period": period,
                "observations": [{"place": "north", "value": value}],
            }
        )
    answer = cltool.compare(loaded(base), ["north", "south"], per="people", scale=100)
    first = next(iter(answer))
    assert (first["per_value"], first["rate"]) == (200, 20)


def test_one_scale_throughout() -> None:
    """A ranking per 1,000 speaks of the places that it leaves out per 1,000 too."""
    answer = cltool.rank(cltool.load(), per="population", scale=1000)
    (left_out,) = [note for note in answer.notes if note.kind == "left-out"]
    assert "per 1,000 people" in left_out.text
    assert "100,000" not in str(answer)


def test_markdown_says_its_notes_once() -> None:
    """Notes that stand in the page are not repeated on standard error."""
    done = run("rank", "--format", "markdown")
    assert ("ITV News Anglia" in done.out, done.err) == (True, "")


@pytest.mark.parametrize(("parts", "exceeds"), [((20, 20), False), ((20, 21), True)])
def test_what_equals_its_whole_does_not_exceed_it(
    parts: tuple[int, int], exceeds: bool, base: dict[str, Any]
) -> None:
    """Parts that make up their whole to the last are no excess."""
    for observation, value in zip(base["series"][0]["observations"][2:], parts, strict=True):
        observation["value"] = value
    facts = loaded(base)
    for answer in (cltool.share(facts, of="north"), cltool.share(facts, ["ayton", "beeton"])):
        assert any(note.kind == "exceeds" for note in answer.notes) is exceeds


@pytest.mark.parametrize(("value", "told"), [(10, False), (11, True)])
def test_what_equals_the_last_is_not_above_it(value: int, told: bool, base: dict[str, Any]) -> None:
    """A place that others list with the value of the last one listed is not above it."""
    base["places"].append({"id": "east", "name": "East", "kind": "county"})
    base["series"][1]["observations"].append({"place": "east", "value": value})
    answer = cltool.rank(loaded(base))
    assert any(note.kind == "left-out" for note in answer.notes) is told


def test_other_values_are_data(base: dict[str, Any]) -> None:
    """What another value would change stands in fields, so that no one reads it from a sentence."""
    base["places"].append({"id": "east", "name": "East", "kind": "county"})
    base["series"][0]["observations"].append({"place": "east", "value": 45})
    (note,) = [each for each in cltool.rank(loaded(base)).notes if each.kind == "disputed"]
    assert (note.weight, note.column, note.places) == ("vital", "value", ("north",))
    assert note.alternatives == (cltool.Alternative(50, ("radio",)),)
    assert [(x.other, x.place, x.result, x.value, x.instead_of) for x in note.effects] == [
        (50, "north", "rank", 1, 2)
    ]


def test_another_window_is_data() -> None:
    """What another length of a period would make of a change a month stands in fields."""
    answer = cltool.trend(cltool.load(), ["norfolk"])
    (note,) = [each for each in answer.notes if each.column == "per_month_change"]
    assert note.numbers["months"] == 15
    assert note.numbers["per_month_change"] == pytest.approx(-40.5, abs=0.1)


def test_options_and_parameters() -> None:
    """An error speaks of parameters in the library and of options on the command line."""
    with pytest.raises(cltool.UsageError) as refused:
        cltool.rank(cltool.load(), top=0)
    assert str(refused.value) == "given top=0, expected 1 or more"
    assert refused.value.on_command_line() == "given --top 0, expected 1 or more"
    assert run("rank", "--top", "0").err == "cltool: given --top 0, expected 1 or more\n"


def test_a_text_is_no_list_of_places() -> None:
    """A string where a list of places is expected is refused in words."""
    with pytest.raises(cltool.UsageError, match="given the text 'essex', expected a list of names"):
        cltool.compare(cltool.load(), "essex")


def test_the_public_names() -> None:
    """The package shows its names to `dir` and `help`, and has no others."""
    assert set(cltool.__all__) <= set(dir(cltool))
    page = pydoc.render_doc(cltool, renderer=pydoc.plaintext)  # type: ignore[attr-defined]
    assert all(f"    {name}(" in page for name in ("rank", "compare", "share", "load"))


def test_linked_facts_are_copied_and_pickled() -> None:
    """Facts, and each thing in them, come back equal, with a short line for people."""
    facts = cltool.load()
    figure = facts.series[0].figures[0]
    things = (facts, facts.sources[0], facts.measures[0], facts.places[0], facts.series[0], figure)
    for thing in (*things, facts.claims[0]):
        assert pickle.loads(pickle.dumps(thing)) == thing  # noqa: S301 - our own
        assert copy.copy(thing) == thing
        assert copy.deepcopy(thing) == thing
        assert len(repr(thing)) < 120
        assert "\n" not in repr(thing)
    assert figure.evidence is figure.evidence
    assert facts.places[1] != facts.places[0]


def test_frames() -> None:
    """An answer becomes a frame as it is: a row a dictionary."""
    import pandas as pd  # large libraries, which no other test imports
    import polars as pl

    answer = cltool.rank(cltool.load())
    assert next(iter(answer))["name"] == "Norfolk"
    assert list(pd.DataFrame(answer)["value"]) == [416, 369, 121]
    assert pl.DataFrame(list(answer))["name"].to_list()[0] == "Norfolk"
