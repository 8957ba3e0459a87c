"""A finding a line, as compilers write them: `FILE:LINE:COLUMN: severity: text`."""

import re
from typing import TYPE_CHECKING

from ..errors import UsageError
from .cells import plain
from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer

_COLUMNS = ("file", "line", "column", "severity", "finding")


class Lines(Format):
    """Findings for editors to jump to."""

    name = "lines"
    ending = "lines"
    order = 6
    meaning = "The findings of check: FILE:LINE:COLUMN: severity: text."
    carries_notes = False
    for_people = False

    def write(self, answer: "Answer", style: Style) -> str:
        """The findings of a check.

        Raises:
            UsageError: If the answer holds no findings.
        """
        columns = {column.name: column for column in answer.columns}
        if not columns.keys() >= set(_COLUMNS):
            raise UsageError(
                "the format lines is for findings", hint="try: cltool check --format lines"
            )
        found = zip(*(map(plain, columns[name].cells) for name in _COLUMNS), strict=True)
        silent = columns["background"].cells if "background" in columns else ()
        hidden = silent if silent and not style.all_notes else (False,) * len(answer)
        return "".join(
            f"{file}:{line}:{column}: {severity}: {finding}\n"
            for (file, line, column, severity, finding), skip in zip(found, hidden, strict=True)
            if not skip
        )

    def verify(self, text: str) -> None:
        """Every line is a finding."""
        for line in text.split("\n")[:-1]:
            if not re.fullmatch(r".+:[0-9]+:[0-9]+: (error|warning|note): .+", line):
                raise ValueError(f"not a finding: {line!r}")
