"""Validating the bytes of a fact base in memory that is in proportion to them.

Pydantic's own errors hold a copy of all that they are about. A document without its keys would be
copied once for each. So here validation only says whether there is a fault; `diagnosis` then finds
every one, a few records at a time.
"""

from functools import cache
from typing import Annotated, Any, cast

from pydantic import GetCoreSchemaHandler, GetPydanticSchema, TypeAdapter
from pydantic_core import CoreSchema, core_schema

from .records import Dataset


class _MissingKeyError(Exception):
    """A record lacks a key that must be there."""


def parse(data: bytes) -> Dataset | None:
    """The fact base that the bytes of a JSON file hold; None if it has a fault.

    Raises:
        ValidationError: If the bytes are not JSON at all.
    """
    try:
        facts: Dataset | None = _adapter().validate_json(data)
    except _MissingKeyError:
        return None
    return facts


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(_DatasetOrNone)


def _stop() -> None:
    raise _MissingKeyError


def _stopping(schema: Any, handle: GetCoreSchemaHandler, *, stop: bool = True) -> Any:
    """A schema by which a key that is missing ends validation at once.

    Of a union only the last choice does: what lacks a key of another may still be of that.
    """
    if isinstance(schema, list):
        return [_stopping(each, handle, stop=stop) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "definition-ref":
        schema = handle.resolve_ref_schema(cast(CoreSchema, schema))
    changed = {
        key: _stopping(each, handle, stop=stop) for key, each in schema.items() if key != "ref"
    }
    if changed.get("type") == "union":
        *others, last = schema["choices"]
        changed["choices"] = [
            *(_stopping(each, handle, stop=False) for each in others),
            _stopping(last, handle, stop=stop),
        ]
    if stop and changed.get("type") == "dataclass-field" and changed["schema"]["type"] != "default":
        changed["schema"] = core_schema.with_default_schema(
            changed["schema"], default_factory=_stop
        )
    return changed


_DatasetOrNone = Annotated[
    Dataset,
    GetPydanticSchema(
        lambda kind, handle: core_schema.with_default_schema(
            _stopping(handle(kind), handle), default=None, on_error="default"
        )
    ),
]
