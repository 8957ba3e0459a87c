"""Lines of values with a tab between them: for `cut`, `sort`, `awk` and `while read`."""

from ..answer import Answer
from . import Style
from .cells import plain


def write(answer: Answer, style: Style) -> str:
    """The rows, without a header unless asked for.

    No value holds a tab or a line end: loading refuses them. So nothing needs quoting.
    """
    lines = ["\t".join(map(plain, row)) for row in answer.rows]
    if style.header:
        lines.insert(0, "\t".join(column.name for column in answer.columns))
    return "".join(f"{line}\n" for line in lines)
