"""A faulty file, for telling where and what its faults are."""

from dataclasses import dataclass, is_dataclass
from typing import Any

from ..text import cut, printable
from .expectations import RECORDS
from .positions import Path


@dataclass(frozen=True, slots=True)
class Document:
    """A faulty file, for telling where and what its faults are.

    Attributes:
        name: What messages call the file.
        text: Its text.
        tree: What JSON makes of the text, or the fact base where its records are sound.
    """

    name: str
    text: str
    tree: Any

    def at(self, path: Path) -> Any:
        """The value that a path leads to."""
        node = self.tree
        for step in path:
            node = getattr(node, str(step)) if is_dataclass(node) else node[step]
        return node

    def has(self, path: Path) -> bool:
        """Whether a path leads anywhere."""
        try:
            self.at(path)
        except (AttributeError, KeyError, IndexError, TypeError):
            return False
        return True

    def where(self, path: Path) -> str:
        """A path in the author's terms: `series echo-2019, observation essex, value`."""
        words: list[str] = []
        collection = ""
        for depth, step in enumerate(path):
            if isinstance(step, int):
                noun = RECORDS[collection].__name__.lower() if collection in RECORDS else collection
                noun = "alias" if collection == "aliases" else noun
                record = self.at(path[: depth + 1]) if self.has(path[: depth + 1]) else None
                label = _label(record)
                if words and words[-1] == collection:
                    words.pop()
                words.append(f"{noun} {label if isinstance(label, str) else f'no. {step + 1}'}")
            else:
                collection = step
                words.append(step)
        return printable(", ".join(map(cut, words)))


def _label(record: Any) -> Any:
    """What tells a record from the others of its list: its id, or the id of its place."""
    if isinstance(record, dict):
        return record.get("id", record.get("place"))
    return getattr(record, "id", getattr(record, "place", None))
