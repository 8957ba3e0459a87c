"""The JSON Schema of a fact base, made from the model."""

import json

from pydantic import TypeAdapter

from .records import Dataset

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> str:
    """The schema as indented JSON text, in the 2020-12 dialect.

    It states what holds for each record alone; that ids exist and are unique, only loading tells.
    """
    schema = TypeAdapter(Dataset).json_schema()
    series = schema["$defs"]["Series"]["properties"]
    series["observations"]["items"] = {"$ref": "#/$defs/Observation"}
    del schema["$defs"]["PlainObservation"]  # a part of it, for reading fast
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"
