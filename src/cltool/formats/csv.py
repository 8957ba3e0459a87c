"""Comma-separated values (RFC 4180, with line feeds): for spreadsheets and statistics packages."""

import csv
import io

from ..answer import Answer
from . import Style
from .cells import plain


def write(answer: Answer, style: Style) -> str:
    """The rows under a header, unless it is not wanted."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    if style.header is not False:
        writer.writerow(column.name for column in answer.columns)
    writer.writerows(map(plain, row) for row in answer.rows)
    return page.getvalue()
