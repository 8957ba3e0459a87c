"""HTML from text that may hold anything."""

import json
from collections.abc import Iterable
from html import escape

from ..linked.record import Source
from ..text import is_web_address


def text(words: str) -> str:
    """Words as they stand in a page: in an element or in an attribute's quotes."""
    return escape(words)


def link(words: str, address: str | None) -> str:
    """Words that lead to an address of the web; the words alone where there is none."""
    if address is None or not is_web_address(address):
        return text(words)
    return f'<a href="{text(address)}">{text(words)}</a>'


def to_source(source: Source) -> str:
    """A source's publisher, leading to what the page says of the source."""
    return f'<a href="#source:{source.id}">{text(source.publisher)}</a>'


def paragraph(inner: str, kind: str = "") -> str:
    """A paragraph of HTML; empty for nothing."""
    if not inner:
        return ""
    return f'<p class="{kind}">{inner}</p>' if kind else f"<p>{inner}</p>"


def on_request(label: str, inner: Iterable[str]) -> str:
    """What a reader may open; empty for nothing."""
    found = "".join(filter(None, inner))
    return f"<details><summary>{label}</summary>{found}</details>" if found else ""


def data_block(content: object) -> str:
    """A value as JSON that can stand in a script element: no text in it can end that.

    See https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements.
    """
    written = json.dumps(content, ensure_ascii=False, indent=1)
    for char in "<>&":
        written = written.replace(char, f"\\u{ord(char):04x}")
    return f'<script type="application/ld+json">\n{written}\n</script>'
