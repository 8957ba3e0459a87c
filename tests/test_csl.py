"""The list of sources as CSL-JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import cltool
from cltool.formats import formats

from .bases import examples, loaded
from .conftest import run
from .test_formats_roundtrip import answers

Base = dict[str, Any]
KEYS = {"id", "type", "title", "container-title", "publisher", "issued", "genre", "URL"}


def items(answer: cltool.Answer) -> list[dict[str, Any]]:
    """The items of an answer."""
    text = cltool.render(answer, "csl")
    formats()["csl"].verify(text)
    found: list[dict[str, Any]] = json.loads(text)
    return found


@given(answers())
@examples(20)
def test_any_answer(answer: cltool.Answer) -> None:
    """Each source of the figures is an item, once, with what is known of it and no more."""
    found = {item["id"]: item for item in items(answer)}
    assert found.keys() >= {each.source for each in answer.citations}
    if answer.question != "sources":
        assert list(found) == list(dict.fromkeys(each.source for each in answer.citations))
    for each in answer.citations:
        item = found[each.source]
        assert item.keys() <= KEYS
        assert item["title"] == each.title
        assert each.publisher in (item.get("publisher"), item.get("container-title"))
        assert item.get("URL") == each.url
        (parts,) = item["issued"]["date-parts"]
        assert parts == [int(part) for part in each.published.split("-")]


def test_all_sources() -> None:
    """A listing of sources gives all of them, also those that no figure comes from."""
    facts = cltool.load()
    found = {item["id"]: item for item in items(cltool.sources(facts))}
    assert list(found) == [source.id for source in facts.sources]
    assert found["echo-2019"] == {
        "id": "echo-2019",
        "type": "article-newspaper",
        "title": "South Essex's high rate of London drug dealers",
        "container-title": "Echo (Southend and Basildon)",
        "issued": {"date-parts": [[2019, 10]]},
        "genre": "news article",
        "URL": facts.source_by_id["echo-2019"].url,
    }
    assert items(cltool.sources(facts, "echo-2019")) == [found["echo-2019"]]
    assert [item["type"] for item in found.values() if item["genre"] == "statistics"] == [
        "dataset"
    ] * 3


@pytest.mark.parametrize(
    ("kind", "url", "type_"),
    [
        ("news article", "https://example.org/", "article-newspaper"),
        ("Newspaper", None, "article-newspaper"),
        ("journal article", None, "article-journal"),
        ("official statistics", None, "dataset"),
        ("research code", None, "software"),
        ("press release", "https://example.org/", "report"),
        ("annual report", None, "report"),
        ("a leaflet", "https://example.org/", "webpage"),
        ("a leaflet", None, "document"),
        (None, None, "document"),
        ("renewspaper", None, "document"),
    ],
)
def test_type(kind: str | None, url: str | None, type_: str, base: Base) -> None:
    """The type follows from the words of the source's kind, and else from its address."""
    base["sources"][1] |= {"kind": kind, "url": url}
    base["sources"][1] = {key: x for key, x in base["sources"][1].items() if x is not None}
    (item,) = (x for x in items(cltool.sources(loaded(base))) if x["id"] == "paper")
    assert item["type"] == type_
    assert item.get("genre") == kind


def test_no_sources() -> None:
    """An answer without sources is an empty list."""
    assert items(cltool.places(cltool.load())) == []


@pytest.mark.parametrize(
    ("name", "begins"), [("a.csl.json", "["), ("a.json", "{"), ("csl.json", "{")]
)
def test_ending(name: str, begins: str, tmp_path: Path) -> None:
    """The longest ending that fits a file's name says the format."""
    path = tmp_path / name
    done = run("rank", "-q", "-o", str(path))
    assert (done.status, done.out, done.err) == (0, "", "")
    assert path.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    "text", ["{}", "[1]", '[{"id": "a", "type": "leaflet", "title": "A"}]', "[{}]", "["]
)
def test_what_is_no_list_of_sources_is_seen(text: str) -> None:
    """The check of the format refuses what its readers would not read."""
    with pytest.raises((ValueError, KeyError), match=r".+"):
        formats()["csl"].verify(text)
