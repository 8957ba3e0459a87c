"""One JSON object: rows, notes and sources together."""

import json

from ..answer import Answer
from . import Style


def write(answer: Answer, style: Style) -> str:  # noqa: ARG001 - JSON has one style
    """The whole answer; see `Answer.to_dict`."""
    return json.dumps(answer.to_dict(), ensure_ascii=False, indent=2) + "\n"
