"""The frame of a page: one file that loads nothing, and says so to the browser."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import NamedTuple

from .markup import text


class Section(NamedTuple):
    """A part of a page.

    Attributes:
        id: Its address within the page.
        heading: Its heading, also in the list of contents.
        html: What stands below that.
    """

    id: str
    heading: str
    html: str


def document(title: str, head: str, sections: Sequence[Section], foot: str, data: str) -> str:
    """A page as one file.

    The browser is told to load nothing, and to heed no script and no style but those written here,
    by their hashes (Content Security Policy Level 3).

    Args:
        title: What it is called.
        head: What stands below the title.
        sections: Its parts; those with nothing in them are left out.
        foot: What stands at its end.
        data: The data for machines, as a script element.
    """
    shown = [each for each in sections if each.html]
    style, script = _part("page.css"), _part("page.js")
    contents = "".join(f'<li><a href="#{each.id}">{each.heading}</a></li>' for each in shown)
    body = "\n".join(
        f'<section id="{each.id}">\n<h2>{each.heading}</h2>\n{each.html}\n</section>'
        for each in shown
    )
    inner = (
        f'<header>\n<a class="skip" href="#figures">To the figures</a>\n<h1>{text(title)}</h1>\n'
        f'{head}\n<nav aria-label="On this page"><ul>{contents}</ul></nav>\n</header>\n'
        f"<main>\n{body}\n</main>\n<footer>\n{foot}\n</footer>"
    )
    styles = [style, *re.findall(r"<style>(.*?)</style>", inner, re.DOTALL)]
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(styles, [script])}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n{data}\n</head>\n"
        f"<body>\n{inner}\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    return (
        f"default-src 'none'; style-src {_hashes(styles)}; script-src {_hashes(scripts)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashes(parts: Iterable[str]) -> str:
    found = dict.fromkeys(b64encode(hashlib.sha256(each.encode()).digest()) for each in parts)
    return " ".join(f"'sha256-{each.decode()}'" for each in found)
