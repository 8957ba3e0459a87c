"""Numbers as people write them, and how a fact base has them written."""

import re
from decimal import Decimal

_LONGEST = 60
_SIZES = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6,
    "b": 10**9, "bn": 10**9, "billion": 10**9,
}  # fmt: skip
_GROUPED = r"[0-9]{1,3}(?:[,\s'’][0-9]{3})+(?![0-9])(?:\.[0-9]+)?"  # noqa: RUF001 - as typed
_PLAIN = r"[0-9]+(?:[.,][0-9]+)?|\.[0-9]+"
_WRITTEN = re.compile(
    rf"(?P<before>[^0-9]*?)\s*(?P<number>[-+−]?(?:{_GROUPED}|{_PLAIN}))"  # noqa: RUF001 - as typed
    rf"\s*(?P<size>(?:{'|'.join(sorted(_SIZES, key=len, reverse=True))})(?!\w))?\s*(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_RANGE = re.compile(r"(?:-|–|—|to)\s*([0-9]+)$")  # noqa: RUF001 - the dashes people type
_MORE_DIGITS = re.compile(r"\W*[0-9]")
_BELOW = re.compile(r"(?:<|≤|fewer|less|under|below|up to|at most)", re.IGNORECASE)
_CURRENCY = re.compile(r"[£$€]$")
_UNIT = re.compile(r"(?:%|[^\W\d]).*")
NO_NUMBER = 'if there is none, write "withheld" with the reason in place of "value"'


def number_advice(text: str, *, quoted: bool = False, is_figure: bool = True) -> str:
    """How to write what was given for a number.

    Args:
        text: What was given.
        quoted: Whether it stands in quotes.
        is_figure: Whether it is the figure of an observation, beside which other keys may stand.

    Returns:
        What to write, or what to do if no number is meant; empty if that can't be said.
    """
    text = text.strip()
    found = _WRITTEN.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return NO_NUMBER if is_figure else ""
    written = _plain(found["number"], found["size"])
    before, after = found["before"].strip(), found["after"].strip()
    end = _RANGE.fullmatch(after)
    if is_figure and end and not before and Decimal(written) < int(end[1]):
        return (
            f'for a range write "withheld": "{text}", "least": {written}, "most": {end[1]} '
            'in place of "value"'
        )
    if _MORE_DIGITS.match(after):
        return ""
    if is_figure and _BELOW.match(before):
        return NO_NUMBER
    if before and not _CURRENCY.fullmatch(before):
        return f"write {written}" + f', and "said": "{text}" beside it' * is_figure
    if before or _UNIT.fullmatch(after):
        return f"write {written}: the unit stands in its measure"
    if after:
        return f"write {written}" + f', and "note" beside it for the {after}' * is_figure
    if "," in found["number"]:
        return f"{found['number']} has a comma: write {written}"
    return f"write {written}{' without quotes' if quoted else ''}"


def _plain(number: str, size: str | None) -> str:
    """A number with neither groups nor a word for its size."""
    if re.fullmatch(rf"[-+−]?{_GROUPED}", number):  # noqa: RUF001 - the minus people type
        number = re.sub(r"[,\s'’]", "", number)  # noqa: RUF001 - the apostrophes people type
    plain = Decimal(number.replace(",", ".").replace("−", "-"))  # noqa: RUF001
    value = plain * _SIZES[size.casefold()] if size else plain
    return f"{value:f}".removesuffix(".0") if not size else f"{value.normalize():f}"
