"""The sources of an answer as CSL-JSON: for Zotero, Pandoc, and whatever else sets references."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..text import is_web_address
from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer, Cell

_TYPES = {
    "article-newspaper": ("news", "newspaper"),
    "article-magazine": ("magazine",),
    "article-journal": ("journal", "paper", "preprint"),
    "dataset": ("statistics", "statistic", "dataset", "data", "database", "table", "census"),
    "software": ("code", "software", "notebook"),
    "legislation": ("act", "law", "legislation", "regulation"),
    "thesis": ("thesis", "dissertation"),
    "book": ("book",),
    "broadcast": ("broadcast", "programme", "radio", "television"),
    "speech": ("speech", "statement", "talk"),
    "post-weblog": ("blog",),
    "report": ("report", "assessment", "bulletin", "release", "paper", "review", "evaluation"),
}
"""The types of CSL 1.0.2, each with the words of a source's kind that tell it, the first found."""
_OTHERWISE = "webpage", "document"
"""The type of any other source: where it has an address, and where it has none."""
_WITHIN = ("article-newspaper", "article-magazine", "article-journal", "post-weblog", "webpage")
"""The types whose publisher's name is also that of what they appear in."""
_NEEDED = ("source", "kind", "publisher", "title", "published", "url")


class Csl(Format):
    """CSL-JSON, as the Citation Style Language's schema has it."""

    name = "csl"
    ending = "csl.json"
    order = 10
    meaning = (
        "CSL-JSON: the sources of the answer, for Zotero, Pandoc and other managers of references. "
        "The rest is told on standard error."
    )
    carries_notes = False
    for_people = False

    def write(self, answer: "Answer", style: Style) -> str:  # noqa: ARG002 - JSON has one style
        """The sources, each once: those of the figures, or those that the answer lists."""
        import json

        found = {source.id: source.item() for source in _sources(answer)}
        return json.dumps(list(found.values()), ensure_ascii=False, indent=2) + "\n"

    def verify(self, text: str) -> None:
        """It is a list of items, each with an id of its own, a type and a title."""
        import json

        items = json.loads(text)
        if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
            raise ValueError("not a list of items")
        types = {*_TYPES, *_OTHERWISE}
        ids = [each["id"] for each in items if each["type"] in types and each["title"]]
        if len(set(ids)) < len(items):
            raise ValueError(f"items without a type or an id of their own: {ids}")


class _Source(NamedTuple):
    """What is known of a source."""

    id: str
    kind: str
    publisher: str
    title: str
    published: str
    url: str | None

    def item(self) -> dict[str, object]:
        """The source as an item of CSL-JSON, without what is not known."""
        type_ = self._type()
        item: dict[str, object] = {
            "id": self.id,
            "type": type_,
            "title": self.title,
            "container-title" if type_ in _WITHIN else "publisher": self.publisher,
            "issued": {"date-parts": [[int(part) for part in self.published.split("-")]]},
        }
        if self.kind:
            item["genre"] = self.kind
        if is_web_address(self.url):
            item["URL"] = self.url
        return item

    def _type(self) -> str:
        words = self.kind.casefold().split()
        found = (type_ for type_, telling in _TYPES.items() if not {*telling}.isdisjoint(words))
        return next(found, _OTHERWISE[0] if is_web_address(self.url) else _OTHERWISE[1])


def _sources(answer: "Answer") -> Iterator[_Source]:
    """The sources that the rows are, if they are sources, then those of the figures."""
    columns = {column.name: column.cells for column in answer.columns}
    if answer.question == "sources" and columns.keys() >= set(_NEEDED):
        yield from map(_source, *(columns[name] for name in _NEEDED))
    for each in answer.citations:
        yield _source(each.source, each.kind, each.publisher, each.title, each.published, each.url)


def _source(*known: "Cell") -> _Source:
    id_, kind, publisher, title, published, url = (str(each or "") for each in known)
    return _Source(id_, kind, publisher, title, published, url or None)
