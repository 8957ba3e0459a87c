"""Libraries that only some formats need, and that are installed for them alone."""

import sys
from importlib import import_module
from typing import Any

from ..errors import OutputError
from ..text import printable


def extra(module: str, format_: str, project: str) -> Any:
    """A module of an extra.

    Args:
        module: The module.
        format_: The format that needs it.
        project: What to install for it.

    Raises:
        OutputError: If it is not installed, with the command that installs it where this runs.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError:
        from shlex import quote

        python = printable(quote(sys.executable or "python3"))
        raise OutputError(
            f"the format {format_} needs {project}, which is not installed; "
            f"install it with: {python} -m pip install {project}"
        ) from None
