"""One JSON object: rows, notes and sources together."""

from typing import TYPE_CHECKING

from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer


class Json(Format):
    """JSON (RFC 8259)."""

    name = "json"
    ending = "json"
    order = 4
    meaning = "One object: rows, notes and sources together."
    carries_notes = True
    for_people = False

    def write(self, answer: "Answer", style: Style) -> str:  # noqa: ARG002 - JSON has one style
        """The whole answer; see `Answer.to_dict`. A number that is not finite is null."""
        page = answer.to_dict()
        try:
            return _dumps(page)
        except ValueError:
            return _dumps(_finite(page))

    def verify(self, text: str) -> None:
        """It is an object, with no number that JSON doesn't have."""
        import json

        def refuse(constant: str) -> None:
            raise ValueError(f"the constant {constant}")

        if not isinstance(json.loads(text, parse_constant=refuse), dict):
            raise ValueError("not an object")


def _dumps(page: object) -> str:
    import json

    return json.dumps(page, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _finite(value: object) -> object:
    """A value of JSON, with null for each number that JSON can't write."""
    from math import isfinite

    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not isfinite(value) else value
