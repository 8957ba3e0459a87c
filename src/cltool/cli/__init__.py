"""The command line. One file a group of commands."""

from .commands import COMMANDS
from .program import main, program

__all__ = ["COMMANDS", "main", "program"]
