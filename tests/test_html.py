"""The figure of HTML: what a page gets that it is pasted into, and what a notebook shows."""

import shlex
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given

import cltool
from cltool.formats import formats

from .bases import ODD_NAMES, examples, loaded
from .conftest import run_installed
from .test_formats_roundtrip import MARKS, answers, checked, odd_base, people_rows, read_by_people

ATTRIBUTES = {"lang", "scope", "style", "id", "href", "aria-label"}
ELEMENTS = {
    "figure", "div", "table", "caption", "figcaption", "thead", "tbody", "tr", "th", "td", "strong",
    "a", "ul", "li", "p", "cite",
}  # fmt: skip
ROWS = "div/table/tbody/tr"


def read(answer: cltool.Answer) -> ElementTree.Element:
    """The figure of an answer as a reader of XML has it, which forgives nothing."""
    text = cltool.render(answer, "html")
    formats()["html"].verify(text)
    return ElementTree.fromstring(text)  # noqa: S314 - our own


def text_of(element: ElementTree.Element | None) -> str:
    """All that an element says."""
    assert element is not None
    return "".join(element.itertext())


def as_text(text: str) -> str:
    """A text as HTML can hold it: without what stands for no character."""
    return "".join("\ufffd" if ord(each) & 0xFFFE == 0xFFFE else each for each in text)


def asked() -> Iterator[cltool.Answer]:
    """An answer to each question about the facts that come with the program."""
    facts = cltool.load()
    yield cltool.rank(facts)
    yield cltool.rank(facts, "towns", all_sources=True)
    yield cltool.rank(facts, per="population", series="castro-2023-year1")
    yield cltool.compare(facts, ["essex", "norfolk"])
    yield cltool.share(facts, of="essex")
    yield cltool.share(facts, ["southend"])
    yield cltool.place(facts, "southend")
    yield cltool.trend(facts, ["essex", "norfolk"])
    yield cltool.total(facts, ["essex", "norfolk"])
    yield cltool.average(facts)
    yield cltool.claims(facts)
    yield cltool.facts(facts)
    yield cltool.places(facts)
    yield cltool.measures(facts)
    yield cltool.series(facts)
    yield cltool.sources(facts)
    yield cltool.sources(facts, "echo-2019")
    yield cltool.check(cltool.load_file())


def check_figure(answer: cltool.Answer) -> None:
    """It says the answer, the cells, the notes and the sources, and holds nothing else."""
    figure = read(answer)
    found = list(figure.iter())
    assert {each.tag for each in found} <= ELEMENTS
    assert {name for each in found for name in each.attrib} <= ATTRIBUTES
    assert [figure[0].tag, text_of(figure[0])] == ["figcaption", as_text(answer.summary)]
    said = [*figure.iterfind("div/table/caption"), *figure.iterfind("p")]
    sources = [f"Source: {source}." for source in answer.sources()]
    assert [text_of(each) for each in said] == list(map(as_text, [answer.title, *sources]))
    headings = [text_of(each) for each in figure.iterfind("div/table/thead/tr/th")]
    assert headings == [as_text(each.title) for each in read_by_people(answer)]
    rows = [[text_of(cell).rstrip(MARKS) for cell in row] for row in figure.iterfind(ROWS)]
    wanted = people_rows(answer) if read_by_people(answer) else []
    assert rows == [[as_text(cell).rstrip(MARKS) for cell in row] for row in wanted]
    notes = sorted(text_of(each).lstrip(MARKS).lstrip() for each in figure.iterfind("ul/li"))
    assert notes == sorted(as_text(note.text).lstrip(MARKS) for note in answer.notes)


def check_headers(answer: cltool.Answer) -> None:
    """Every header says whether it is of a column or of a row, of which it has one at most."""
    figure = read(answer)
    for header in figure.iterfind("div/table/thead/tr/th"):
        assert header.get("scope") == "col"
    for row in figure.iterfind(ROWS):
        headers = row.findall("th")
        assert [each.get("scope") for each in headers] == ["row"] * len(headers)
        assert len(headers) <= 1
        assert all(map(text_of, headers))


def check_links(answer: cltool.Answer) -> None:
    """A mark leads to the one note that begins with it; all else leads to the web."""
    figure = read(answer)
    ids = [each.get("id") for each in figure.iter() if each.get("id")]
    assert len(set(ids)) == len(ids)
    notes = {f"#{each.get('id')}": text_of(each) for each in figure.iterfind("ul/li")}
    for link in figure.iter("a"):
        href = str(link.get("href"))
        if href.startswith("#"):
            assert notes[href].startswith(f"{link.text} ")
            assert link.get("aria-label") == f"Note {link.text}"
        else:
            assert href.startswith(("http://", "https://"))


CHECKS = (check_figure, check_headers, check_links)


@given(answers())
@examples(30)
def test_any_answer(answer: cltool.Answer) -> None:
    """What the figure promises holds of any answer."""
    for check in CHECKS:
        check(answer)


@pytest.mark.parametrize(
    "name", [*ODD_NAMES, "<script>alert(1)</script>", "a\ufffeb", "\U0001ffff"]
)
def test_odd_name(name: str) -> None:
    """A name that could be markup is only a name."""
    base = odd_base(name)
    facts = loaded(base)
    for answer in (cltool.rank(facts), cltool.place(facts, "q"), checked(base)):
        for check in CHECKS:
            check(answer)


def test_every_question() -> None:
    """Every question has a figure, and none of them names an option."""
    for answer in asked():
        for check in CHECKS:
            check(answer)
        assert " --" not in cltool.render(answer, "html")


def test_the_disputed_figure_is_marked() -> None:
    """The mark stands at the figure, and its note is the caveat about that."""
    answer = cltool.compare(cltool.load(), ["essex", "norfolk"])
    figure = read(answer)
    row = figure.findall(ROWS)[0]
    assert [text_of(cell) for cell in row][:2] == ["Essex", "121†"]
    (dispute,) = [note for note in answer.notes if note.kind == "disputed"]
    (link,) = row.iter("a")
    (note,) = [each for each in figure.iter("li") if f"#{each.get('id')}" == link.get("href")]
    assert text_of(note) == f"† {dispute.text}"


@pytest.mark.parametrize(
    ("answer", "column"),
    [
        (cltool.rank(cltool.load()), "County"),
        (cltool.trend(cltool.load(), ["essex"]), "Period"),
        (cltool.trend(cltool.load(), ["essex", "norfolk"]), "Place"),
        (cltool.facts(cltool.load()), "Place"),
    ],
    ids=["rank", "trend", "trend-of-two", "facts"],
)
def test_rows_are_named_by_what_tells_them_apart(answer: cltool.Answer, column: str) -> None:
    """A row is named by its first text that no other row has, or else by its place."""
    figure = read(answer)
    names = [text_of(each) for each in figure.iterfind("div/table/thead/tr/th")]
    cells = [[cell.tag for cell in row] for row in figure.iterfind(ROWS)]
    assert {row.index("th") for row in cells} == {names.index(column)}


def test_two_on_a_page_do_not_clash() -> None:
    """No name of one answer's figure is in that of another."""
    facts = cltool.load()
    figures = [
        cltool.compare(facts, ["essex", "norfolk"]),
        cltool.compare(facts, ["norfolk", "essex"]),
        cltool.rank(facts),
    ]
    ids = [each.get("id") for answer in figures for each in read(answer).iter() if each.get("id")]
    assert len(ids) >= len(figures)
    assert len(set(ids)) == len(ids)


def test_two_runs_write_the_same() -> None:
    """The names of the notes depend on the answer alone."""
    words = shlex.split("compare essex norfolk --format html")
    first, second = (run_installed(*words, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
    assert first == second
    assert "<figure" in first.out
    assert first.err == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://a b", '"'])
def test_only_the_web_is_linked(url: str) -> None:
    """What is no address of the web is text, also where a column brings it."""
    answer = cltool.rank(cltool.load())
    columns = tuple(replace(each, links=(url,) * len(answer)) for each in answer.columns)
    cited = tuple(each._replace(url=url) for each in answer.citations)
    figure = read(replace(answer, columns=columns, citations=cited))
    assert all(str(link.get("href")).startswith("#") for link in figure.iter("a"))


def test_an_address_is_escaped() -> None:
    """An address keeps its meaning, whatever characters it has."""
    answer = cltool.rank(cltool.load())
    url = 'https://example.org/é?a="1"&b=<2>%20'
    cited = tuple(each._replace(url=url) for each in answer.citations)
    figure = read(replace(answer, citations=cited))
    (link,) = figure.iterfind("p/cite/a")
    assert link.get("href") == "https://example.org/%C3%A9?a=%221%22&b=%3C2%3E%20"


def test_without_header() -> None:
    """The names of the columns are left out where they are not wanted."""
    answer = cltool.rank(cltool.load())
    assert "<thead>" not in cltool.render(answer, "html", cltool.Style(header=False))


@pytest.mark.parametrize(
    "text",
    [
        "<p>A</p>\n",
        "<figure><p>A</figure>\n",
        "<figure><script></script></figure>\n",
        '<figure><p class="a">A</p></figure>\n',
        '<figure><a href="#note">A</a></figure>\n',
        '<figure><a href="javascript:x">A</a></figure>\n',
        '<figure><ul><li id="a">A</li><li id="a">B</li></ul></figure>\n',
        "<figure></figure>\nmore",
    ],
)
def test_what_is_no_figure_is_seen(text: str) -> None:
    """The check of the format refuses what its readers would not read."""
    with pytest.raises(ValueError, match=r".+"):
        formats()["html"].verify(text)


def test_notebooks_show_the_figure() -> None:
    """A notebook gets HTML, and Markdown for where it can't show that."""
    answer = cltool.rank(cltool.load())
    assert answer._repr_html_() == cltool.render(answer, "html")
    assert answer._repr_mimebundle_() == {
        "text/html": cltool.render(answer, "html"),
        "text/markdown": cltool.render(answer, "markdown"),
    }


def test_a_table_is_returned_in_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    """In Jupyter a table is the same text, and nothing is shown beside."""
    answer = cltool.rank(cltool.load())
    outside = cltool.render(answer, "table")

    class ZMQInteractiveShell:
        """What Jupyter's shell is called."""

    def get_ipython() -> Any:
        return ZMQInteractiveShell()

    monkeypatch.setattr("rich.console.get_ipython", get_ipython, raising=False)
    assert cltool.render(answer, "table") == outside
