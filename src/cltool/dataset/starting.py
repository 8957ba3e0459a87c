"""A first fact base, to write one's own facts over."""

from pathlib import Path

from ..errors import UsageError
from ..text import printable
from .saving import is_there, locked, replace_files
from .schema import json_schema

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
    with locked(Path(file)):
        there = [path for path, text in texts.items() if is_there(path) and not _is(path, text)]
        if there and not force:
            raise UsageError(
                f"{printable(str(there[0]))} is there already; give another name, or to write "
                "over it, add --force"
            )
        replace_files(texts)
    return [str(path) for path in texts]


def _is(path: Path, text: str) -> bool:
    """Whether a file is the schema as it would be written anyway."""
    return path.name == SCHEMA and path.is_file() and path.read_bytes() == text.encode()
