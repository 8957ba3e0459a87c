"""A first fact base, to write one's own facts over."""

from pathlib import Path

from ..errors import UsageError
from ..text import printable
from .schema import json_schema
from .writing import is_there, save

SCHEMA = "cltool.schema.json"


def start(file: str, *, force: bool = False) -> list[str]:
    """Write a small, complete fact base, and beside it the schema that it names.

    Editors that follow `$schema` then complete and check what is written.

    Args:
        file: The file to write.
        force: Whether to write over files that are there.

    Returns:
        The names of the files written.

    Raises:
        UsageError: If a file is there, and not to be written over.
        OutputError: If a file can't be written.
    """
    if not Path(file).name:
        raise UsageError(f"given '{printable(file)}', expected the name of a file to write")
    template = (Path(__file__).parents[1] / "template.json").read_text(encoding="utf-8")
    texts = {Path(file): template, Path(file).with_name(SCHEMA): json_schema()}
    there = [
        path
        for path, text in texts.items()
        if is_there(path) and (path.name != SCHEMA or path.read_bytes() != text.encode())
    ]
    if there and not force:
        raise UsageError(
            f"{printable(str(there[0]))} is there already; give another name, or to write over "
            "it, add --force"
        )
    for path, text in texts.items():
        save(path, text)
    return [str(path) for path in texts]
