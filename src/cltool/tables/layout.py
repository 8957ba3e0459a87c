"""Where a sheet has its table: the rows of the header, the rows below it, the notes around them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..errors import Parameter, UsageError
from ..text import shown
from .cells import is_filled, missing, text_of, without_footnote
from .figures import is_number
from .periods import read_period
from .sheet import Line, Sheet

_SAMPLE = 150
_HEADER_ROWS = 3
_MANY = 2_000
_PLACES = re.compile(
    r"\b(places?|areas?|country|countries|entity|nations?|names?|regions?|councils?|boroughs?|state"
    r"|authority|authorities|geograph\w*|count(?:y|ies)|towns?|cit(?:y|ies)|districts?|boards?"
    r"|land|wards?|constituenc\w*|municip\w*|comun\w*|provinc\w*|regione|ente|geo|lad|la|lsoa|ltla"
    r"|utla|local\w*|force|trust|ccg|location)\b",
    re.IGNORECASE,
)


class HeaderError(UsageError):
    """A table has no header, or may have none.

    Attributes:
        sheet: The name of its sheet.
        row: The row in question.
        doubtful: Whether that may be a header.
    """

    sheet = ""
    row = ""
    doubtful = False


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A table within a sheet.

    Attributes:
        sheet: The sheet.
        header: The rows of the header; none if the table has no header.
        body: The rows of figures.
        above: The rows above the header.
        names: The name of each column: the parts of its header, from top to bottom.
    """

    sheet: Sheet
    header: Sequence[Line]
    body: Sequence[Line]
    above: Sequence[Line]
    names: Sequence[tuple[str, ...]]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.names)

    def title(self, at: int) -> str:
        """The header of a column, without footnote marks and line breaks."""
        return " ".join(self.names[at])

    def sample(self) -> Sequence[Line]:
        """Some rows from all over the table, for what need not be held against each."""
        return self.body[:: max(1, len(self.body) // _SAMPLE)]


def is_place_header(title: str) -> bool:
    """Whether a header says that its column holds places."""
    return _PLACES.search(title.replace("_", " ")) is not None


def lay_out(sheet: Sheet, name: str, header: str | None = None) -> Layout | None:
    """The table of a sheet; None if it has none.

    Args:
        sheet: The sheet.
        name: What messages call it.
        header: The rows of the header, as the user says: `3`, `3-4`, or `none`.

    Raises:
        UsageError: If it has no header, or it can't be told whether it has.
    """
    lines = sheet.lines
    width = _width(lines)
    if header is not None:
        first, last = _told(lines, header)
    else:
        found = _header(lines, width)
        if found is None:
            return None
        first, last = found
        _refuse_figures(sheet, first, last, name)
    body = _without_notes(lines[last:], width)
    columns = max((len(line.cells) for line in [*lines[first:last], *body]), default=0)
    return Layout(sheet, lines[first:last], body, lines[:first], _names(lines[first:last], columns))


def _filled(line: Line) -> int:
    return sum(map(is_filled, line.cells))


def _width(lines: Sequence[Line]) -> int:
    """How many cells the rows of the table have: the number that fills most of the sheet."""
    counts = Counter(map(_filled, lines[:: len(lines) // _MANY + 1]))
    del counts[1]
    return max(counts, key=lambda width: width * counts[width], default=0)


def _header(lines: Sequence[Line], width: int) -> tuple[int, int] | None:
    """Where the header begins and where the rows below it do."""
    least = max(2, (width + 1) // 2)
    first = next((at for at, line in enumerate(lines) if _filled(line) >= least), None)
    if first is None or width < 2:
        return None
    while first + 1 < len(lines) and _is_above(lines[first], lines[first + 1]):
        first += 1
    last = first + 1
    while last < len(lines) and last - first < _HEADER_ROWS and _continues(lines, first, last):
        last += 1
    above = first
    while above > 0 and first - above < _HEADER_ROWS - 1 and _leads(lines[above - 1], lines[first]):
        above -= 1
    return above, last


def _is_above(line: Line, below: Line) -> bool:
    """Whether a row is a title, for what stands below it after a gap is no row of figures."""
    cells = [cell for cell in below.cells[1:] if is_filled(cell)]
    figures = [cell for cell in cells if is_number(cell) or missing(text_of(cell))]
    years = [cell for cell in cells if read_period(cell) is not None]
    return below.number - line.number > 1 and (not figures or len(years) == len(cells) > 1)


def _continues(lines: Sequence[Line], first: int, at: int) -> bool:
    """Whether a row goes on with the header above it: its places are none, and its figures too."""
    line, head = lines[at], lines[at - 1]
    if is_filled(line.cell(0)) and line.cell(0) != lines[first].cell(0):
        return False
    filled = [cell for cell in line.cells[1:] if is_filled(cell)]
    plain = [cell for cell in filled if is_number(cell) and read_period(cell) is None]
    named = _filled(head) > 1 and is_filled(head.cell(0))
    return bool(filled) and not plain and (named or not is_filled(line.cell(0)))


def _leads(line: Line, below: Line) -> bool:
    """Whether a row is the upper part of the header below it: it spans its columns."""
    if not 2 <= _filled(line) < len(below.cells) or line.number != below.number - 1:
        return False
    return (
        not is_filled(below.cell(0)) or line.cell(0) == below.cell(0) or not is_filled(line.cell(0))
    )


def _refuse_figures(sheet: Sheet, first: int, last: int, name: str) -> None:
    """Refuse a table whose first row is one of figures, or may be one."""
    lines = sheet.lines
    head, body = lines[last - 1], lines[last : last + _SAMPLE]
    width = max((len(line.cells) for line in body), default=0)
    numeric = [
        at
        for at in range(width)
        if 2 * sum(is_number(line.cell(at)) for line in body)
        > sum(is_filled(line.cell(at)) for line in body)
    ]
    over = [head.cell(at) for at in numeric if is_filled(head.cell(at))]
    sure = [cell for cell in over if is_number(cell) and read_period(cell) is None]
    sure += [cell for cell in over if missing(text_of(cell)) and not text_of(cell).isalpha()]
    texts = [text_of(cell) for cell in head.cells if is_filled(cell) and not is_number(cell)]
    doubtful = len(over) == 1 and is_number(over[0]) and not any(map(is_place_header, texts))
    if last - first == 1 and (sure or doubtful):
        is_ = "is a row of figures, not a header" if sure else "may be a header or a row of figures"
        row = ", ".join(shown(text_of(cell)) for cell in head.cells[:3])
        error = HeaderError(
            f"{name}:{head.line}: {is_}: {row}; if the table has no header, add ",
            Parameter("header_row", "none"),
            f" (its columns are then A, B, ...); if this is it, {'' if sure else 'add '}",
            Parameter("header_row", head.number),
        )
        error.sheet, error.row, error.doubtful = sheet.name, str(head.number), not sure
        raise error


def _told(lines: Sequence[Line], header: str) -> tuple[int, int]:
    if header.casefold() == "none":
        return 0, 0
    match = re.fullmatch(r"([0-9]{1,7})(?:-([0-9]{1,7}))?", header)
    if match is None:
        given = Parameter("header_row", f"'{shown(header)}'")
        raise UsageError("given ", given, ", expected a row such as 3, rows such as 3-4, or none")
    first, last = int(match[1]), int(match[2] or match[1])
    inside = [at for at, line in enumerate(lines) if first <= line.number <= last]
    if not inside:
        given = Parameter("header_row", header)
        raise UsageError("given ", given, ", expected a row that is not empty")
    return inside[0], inside[-1] + 1


def _without_notes(lines: Sequence[Line], width: int) -> Sequence[Line]:
    """The rows without those of notes below them: short, or after a gap, and without a figure."""
    end = len(lines)
    while end and _is_note(lines[end - 1], width):
        end -= 1
    kept = lines[:end]
    gaps = [at for at, (one, two) in enumerate(pairwise(kept), 1) if two.number - one.number > 1]
    for gap in reversed(gaps):
        if any(is_number(cell) for line in kept[gap:] for cell in line.cells[1:]):
            break
        if any(missing(text_of(cell)) for line in kept[gap:] for cell in line.cells[1:]):
            break
        kept = kept[:gap]
    return kept


def _is_note(line: Line, width: int) -> bool:
    filled = _filled(line)
    figures = [cell for cell in line.cells[1:] if is_number(cell) or missing(text_of(cell))]
    return not figures and (filled == 1 or 2 * filled < width)


def _names(header: Sequence[Line], width: int) -> list[tuple[str, ...]]:
    """The parts of each column's header; an upper one spans the blanks to its right."""
    parts: list[list[str]] = [[] for _ in range(width)]
    for row, line in enumerate(header):
        below = header[row + 1] if row + 1 < len(header) else None
        over = ""
        for at in range(width):
            text = clean(text_of(line.cell(at)))
            spans = below is not None and at > 0 and is_filled(below.cell(at))
            over = text or (over if spans else "")
            if over and over not in parts[at]:
                parts[at].append(over)
    return [tuple(each) for each in parts]


def clean(title: str) -> str:
    """A header without footnote marks and line breaks."""
    return without_footnote(re.sub(r"\s+", " ", title))
