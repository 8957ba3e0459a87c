"""Lines of values with a tab between them: for `cut`, `sort`, `awk` and `while read`."""

from typing import TYPE_CHECKING

from .cells import plain_rows
from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer


class Tsv(Format):
    """Tab-separated values."""

    name = "tsv"
    ending = "tsv"
    order = 2
    meaning = (
        "Values with a tab between them, in full precision, without a header unless --header. "
        "Notes and sources go to standard error."
    )
    carries_notes = False
    for_people = False

    def write(self, answer: "Answer", style: Style) -> str:
        """The rows, without a header unless asked for.

        No value holds a tab or a line end: loading refuses them. So nothing needs quoting.
        """
        lines = ["\t".join(row) for row in plain_rows(answer.printed)]
        if style.header:
            lines.insert(0, "\t".join(column.name for column in answer.printed))
        return "".join(f"{line}\n" for line in lines)

    def verify(self, text: str) -> None:
        """Every line has as many tabs."""
        tabs = {line.count("\t") for line in text.split("\n")[:-1]}
        if len(tabs) > 1:
            raise ValueError(f"lines of {sorted(tabs)} tabs")
