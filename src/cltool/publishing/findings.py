"""What a check of the base found, for readers: without what only its authors can do about it."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from ..answer import Answer, Cell
from ..checks import Severity
from ..linked.fact_base import FactBase
from ..wording import counted
from .markup import text
from .rows import row_id

_LEAD = {
    Severity.ERROR: "What can't all be true.",
    Severity.WARNING: "Where sources disagree, and a reader must know of it.",
    Severity.NOTE: "What else to know before quoting.",
}
_LISTS = ("series", "given", "given_by")


def findings_list(facts: FactBase, checked: Answer) -> str:
    """The findings, the most serious first.

    Args:
        facts: The fact base.
        checked: The answer of a check of it.
    """
    found = list(checked)
    if not found:
        return "<p>Nothing was found.</p>"
    parts = []
    for severity, group in groupby(found, key=lambda each: str(each["severity"])):
        items = [_item(facts, checked.names, each) for each in group]
        parts.append(
            f"<h3>{counted(len(items), severity)}</h3>\n<p>{_LEAD[Severity(severity)]}</p>\n"
            f'<ul class="entries">\n{"".join(items)}</ul>'
        )
    return "\n".join(parts)


def _item(facts: FactBase, names: Mapping[str, str], finding: Mapping[str, Cell]) -> str:
    place = finding["place"]
    series, given, by = (list(_texts(finding[name])) for name in _LISTS)
    about = []
    if isinstance(place, str):
        about.append(f"<b>{_to_row(facts, names[place], place, series)}</b>")
    if isinstance(finding["subject"], str):
        about.append(text(finding["subject"]))
    start = f"<small>{': '.join(about)}</small>" if about else ""
    held = "".join(f"<li>{_given(*each)}</li>" for each in zip(given, by, strict=True))
    message = text(str(finding["message"]))
    return f"<li><p>{start}{message}</p>{f'<ul>{held}</ul>' if held else ''}</li>\n"


def _given(what: str, by: str) -> str:
    return f"<b>{text(what)}</b>: {text(by)}" if what else text(by)


def _texts(cell: Cell) -> Iterator[str]:
    for each in cell if isinstance(cell, tuple) else ():
        if isinstance(each, str):
            yield each


def _to_row(facts: FactBase, name: str, place: str, series: list[str]) -> str:
    """A place's name, leading to the first of its rows that a finding is about."""
    for id_ in series:
        if place in facts.series_by_id[id_].observations:
            return f'<a href="#{row_id(id_, place)}">{text(name)}</a>'
    return text(name)
