"""A figure of HTML: the answer as its caption, the table, the notes, and the sources.

It holds no class and no colour, so that it looks like the page that it is pasted into.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape

from ..answer import Answer, Cited, Column, Kind
from ..text import is_web_address
from ._characters import held
from ._marks import Marked, drawn_columns, marked, remarks

_CAPTION = ' style="text-align: left"'
_LEFT = ' style="padding: 0.2em 0.6em; text-align: left"'
_RIGHT = ' style="padding: 0.2em 0.6em; text-align: right"'
_ROW_HEADER = ' style="padding: 0.2em 0.6em; text-align: left; font-weight: normal"'
"""So that the cells of a page without a style of its own stand apart, numbers below each other."""
_ELEMENTS = {
    "figure": {"lang", "style"},
    "div": {"style"},
    "table": set(),
    "caption": {"style"},
    "figcaption": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope", "style"},
    "td": {"style"},
    "strong": set(),
    "a": {"href", "aria-label"},
    "ul": set(),
    "li": {"id"},
    "p": set(),
    "cite": set(),
}
"""The elements of a figure, each with the attributes that it may have."""


def draw(answer: Answer, *, header: bool = True) -> str:
    """The figure of an answer.

    Args:
        answer: The answer.
        header: Whether to name the columns.
    """
    return "".join(f"{line}\n" for line in _Figure(answer).lines(header=header))


class _Figure:
    """A figure that is being drawn."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._columns = drawn_columns(answer)
        self._marks = marked(answer, self._columns)
        self._ids = _ids(answer, self._marks)

    def lines(self, *, header: bool) -> Iterator[str]:
        yield '<figure lang="en-GB" style="margin: 1em 0">'
        yield f"<figcaption><strong>{_text(self._answer.summary)}</strong></figcaption>"
        title = _text(self._answer.title)
        if self._columns:
            yield '<div style="overflow-x: auto">'  # a wide table is moved, and not the page
            yield f"<table>\n<caption{_CAPTION}>{title}</caption>"
            yield from self._rows(header=header)
            yield "</table>\n</div>"
        else:
            yield f"<p>{title}</p>"
        yield from self._notes()
        yield from map(_source, self._answer.cited())
        yield "</figure>"

    def _rows(self, *, header: bool) -> Iterator[str]:
        if header:
            names = "".join(
                f'<th scope="col"{_RIGHT if each.kind.numeric else _LEFT}>{_text(each.title)}</th>'
                for each in self._columns
            )
            yield f"<thead><tr>{names}</tr></thead>"
        naming = _naming(self._answer, self._columns)
        cells = [self._cells(column, is_header=column is naming) for column in self._columns]
        yield "<tbody>"
        for row in zip(*cells, strict=True):
            yield f"<tr>{''.join(row)}</tr>"
        yield "</tbody>"

    def _cells(self, column: Column, *, is_header: bool) -> Iterator[str]:
        """The cells of a column, those that name their rows as headers."""
        style = _RIGHT if column.kind.numeric else _LEFT
        start, end = f"<td{style}>", "</td>"
        if is_header:
            start, end = f'<th scope="row"{_ROW_HEADER}>', "</th>"
        links = column.links or [None] * len(column.cells)
        texts = self._answer.cells_for_people(column)
        for number, (text, url) in enumerate(zip(texts, links, strict=True)):
            marks = self._marks.cells.get((number, column.name), "")
            yield f"{start}{_link(text, url)}{''.join(map(self._reference, marks))}{end}"

    def _reference(self, mark: str) -> str:
        """A mark that leads to its note."""
        return f'<a href="#{self._ids[mark]}" aria-label="Note {mark}">{mark}</a>'

    def _notes(self) -> Iterator[str]:
        """The notes; the first of each mark has a name to be led to."""
        notes = remarks(self._answer, self._marks)
        unnamed = dict(self._ids)
        if notes:
            yield "<ul>"
        for mark, text in notes:
            id_ = unnamed.pop(mark, None)
            start = "<li>" if id_ is None else f'<li id="{id_}">'
            yield f"{start}{f'{mark} ' if mark else ''}{_text(text)}</li>"
        if notes:
            yield "</ul>"


def _ids(answer: Answer, marks: Marked) -> Mapping[str, str]:
    """The name of the note of each mark, which no note of another answer has."""
    known = sha256(repr(answer.to_dict()).encode(errors="backslashreplace")).hexdigest()[:12]
    used = dict.fromkeys("".join(marks.cells.values()))
    return {mark: f"note{known}-{number}" for number, mark in enumerate(used, start=1)}


def _naming(answer: Answer, columns: list[Column]) -> Column | None:
    """The column that names the rows: the first text that tells them all apart, else the places."""
    texts = [column for column in columns if not column.kind.numeric]
    for column in texts:
        cells = answer.cells_for_people(column)
        if all(cells) and len(set(cells)) == len(cells):
            return column
    filled = [column for column in texts if all(answer.cells_for_people(column))]
    places = (column for column in filled if column.kind is Kind.PLACE)
    return next(places, filled[0] if filled else None)


def _source(source: Cited) -> str:
    where = f", {source.where()}" if source.locators else ""
    return f"<p>Source: <cite>{_link(source.text, source.url)}</cite>{_text(where)}.</p>"


def _link(text: str, url: str | None) -> str:
    """A text that leads to an address, where that is one of the web."""
    if not is_web_address(url):
        return _text(text)
    return f'<a href="{_text(_address(str(url)))}">{_text(text)}</a>'


def _address(url: str) -> str:
    """An address with what none may hold as it is written as bytes in percent (RFC 3986)."""
    from urllib.parse import quote

    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")


def _text(text: str) -> str:
    """A text that is nothing but text."""
    return escape(held(text))


def hold(text: str) -> None:
    """Hold a text to be such a figure.

    Raises:
        ValueError: If it is not.
    """
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        """Keeps what is open, and the names and links that were read."""

        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []
            self.ids: list[str] = []
            self.links: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found = dict(attrs)
            if tag not in _ELEMENTS or not found.keys() <= _ELEMENTS[tag]:
                raise ValueError(f"<{tag}> with {list(found)}")
            if not self.open and (tag != "figure" or self.getpos() != (1, 0)):
                raise ValueError(f"<{tag}> outside of the figure")
            self.open.append(tag)
            self.ids += [str(found["id"])] if "id" in found else []
            self.links += [str(found["href"])] if "href" in found else []

        def handle_endtag(self, tag: str) -> None:
            if not self.open or self.open.pop() != tag:
                raise ValueError(f"</{tag}> ends what is not open")

        def handle_data(self, data: str) -> None:
            if data.strip() and not self.open:
                raise ValueError(f"{data.strip()!r} outside of the figure")

    reader = Reader()
    reader.feed(text)
    reader.close()
    inside = {f"#{id_}" for id_ in reader.ids}
    astray = [each for each in reader.links if each not in inside and not is_web_address(each)]
    if reader.open or not text.endswith("</figure>\n"):
        raise ValueError(f"not whole: {reader.open} are open")
    if len(inside) < len(reader.ids) or astray:
        raise ValueError(f"names twice among {reader.ids}, or links to nothing: {astray}")
