"""The leading answers as charts: a wide one, and one for a phone's width."""

import re
from collections.abc import Sequence

from ..answer import Answer
from ..charts import PHONE, WIDE, Size, draw
from ..errors import UsageError
from .markup import text

_OWN_STYLE = re.compile(r'(<svg[^>]*?) style="[^"]*"')
"""A style within a tag, which no content policy can allow by its hash; the page's own serves."""


def chart_figures(answers: Sequence[Answer]) -> list[str]:
    """Answers as figures, each with its finding as heading; what can't be drawn is left out."""
    return [figure for answer in answers if (figure := _figure(answer))]


def _figure(answer: Answer) -> str:
    try:
        wide, narrow = (_svg(answer, size) for size in (WIDE, PHONE))
    except UsageError:
        return ""
    finding = text(answer.headline or answer.title)
    return (
        f'<figure class="chart">\n<h3 class="unseen">{finding}</h3>\n'
        f'<div class="wide">{wide}</div>\n<div class="narrow">{narrow}</div>\n</figure>'
    )


def _svg(answer: Answer, size: Size) -> str:
    drawn = draw(answer, size=Size(size.width, None))
    return _OWN_STYLE.sub(r"\1", drawn, count=1).strip()
