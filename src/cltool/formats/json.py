"""One JSON object: rows, notes and sources together."""

import json

from ..answer import Answer
from .format import Format, Style


class Json(Format):
    """JSON (RFC 8259)."""

    name = "json"
    order = 4
    meaning = "One object: rows, notes and sources together."
    carries_notes = True
    for_people = False

    def write(self, answer: Answer, style: Style) -> str:  # noqa: ARG002 - JSON has one style
        """The whole answer; see `Answer.to_dict`."""
        return json.dumps(answer.to_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"

    def verify(self, text: str) -> None:
        """It is an object, with no number that JSON doesn't have."""

        def refuse(constant: str) -> None:
            raise ValueError(f"the constant {constant}")

        if not isinstance(json.loads(text, parse_constant=refuse), dict):
            raise ValueError("not an object")
