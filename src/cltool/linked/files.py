"""Fact bases in files: loaded and linked, and written as text."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from ..dataset import loading, writing
from ..errors import InvalidFactsError
from .fact_base import FactBase


@dataclass(frozen=True, slots=True)
class FactFile:
    """A fact base with the file that it came from.

    Attributes:
        name: The file as the user named it, `<stdin>` for standard input.
        text: Its text.
        facts: The fact base.
    """

    name: str
    text: str
    facts: FactBase

    @classmethod
    def of(cls, data: bytes, name: str) -> "FactFile":
        """The fact base in the bytes of a file; see `loads`."""
        facts = loads(data, name)
        return cls(name, data.removeprefix(codecs.BOM_UTF8).decode(), facts)


def load(path: str | Path | None = None) -> FactBase:
    """Load and validate a fact base.

    Args:
        path: A JSON file, or `-` for standard input; without one, the facts that come with cltool.

    Returns:
        The fact base.

    Raises:
        InvalidFactsError: If the file is missing, unreadable or not a valid fact base.
    """
    return loads(loading.read(path), loading.name_of(path))


def loads(data: bytes, name: str = "<bytes>") -> FactBase:
    """Validate the bytes of a JSON file: UTF-8, with or without a byte-order mark.

    Args:
        data: The bytes.
        name: What messages call the file.

    Returns:
        The fact base.

    Raises:
        InvalidFactsError: If the bytes are not a valid fact base; holds every problem.
    """
    return FactBase(loading.validate(data, name))


def load_names(path: str | Path | None = None) -> FactBase:
    """Load all of a fact base but its observations, as completing a name needs: in a tenth.

    They are left out of the text up to the first bracket that may end them. If that stood within
    a text, no JSON is left, and all is loaded.

    Raises:
        InvalidFactsError: As `load` does, for what is left.
    """
    data = loading.read(path)
    try:
        return loads(re.sub(rb'("observations"\s*+:\s*+\[)[^]]*+', rb"\1", data))
    except InvalidFactsError:
        return loads(data)


def load_file(path: str | Path | None = None) -> FactFile:
    """Load a fact base and keep its text; see `load`."""
    return FactFile.of(loading.read(path), loading.name_of(path))


def dumps(facts: FactBase) -> str:
    """The fact base as the text of a JSON file, ending in a line feed.

    Loading the text gives an equal fact base. Keys at their default are left out.
    """
    return writing.dumps(facts.base)
