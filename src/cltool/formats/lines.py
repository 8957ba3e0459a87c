"""A finding a line, as compilers write them: `FILE:LINE:COLUMN: severity: text`."""

from ..answer import Answer
from ..errors import UsageError
from . import Style
from .cells import plain

_COLUMNS = ("file", "line", "column", "severity", "finding")


def write(answer: Answer, style: Style) -> str:  # noqa: ARG001 - the lines have one style
    """The findings of a check, for editors to jump to.

    Raises:
        UsageError: If the answer holds no findings.
    """
    names = [column.name for column in answer.columns]
    if not set(_COLUMNS) <= set(names):
        raise UsageError("the format lines is for findings; try: cltool check --format lines")
    lines = []
    for row in answer.rows:
        file, line, column, severity, finding = (plain(row[names.index(name)]) for name in _COLUMNS)
        lines.append(f"{file}:{line}:{column}: {severity}: {finding}\n")
    return "".join(lines)
