"""What can go wrong, and the exit status that says so."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from .text import printable


class ExitStatus(IntEnum):
    """The statuses that the program ends with. Scripts rely on them."""

    ANSWERED = 0
    """The question was answered."""
    NO_ANSWER = 1
    """The question has no answer here, or the answer could not be written."""
    USAGE = 2
    """An unknown command, option, place, kind, measure, series or format."""
    INVALID_FACTS = 3
    """The fact base is missing or was refused."""
    INTERRUPTED = 130
    """Ctrl-C: the shell's number for SIGINT, by which the program dies."""
    READER_GONE = 141
    """The reader of a pipe left: the shell's number for SIGPIPE, by which the program dies."""


class Parameter(NamedTuple):
    """A parameter of a question, in a message: an option where people type it.

    Attributes:
        name: Its name in the library.
        value: What was given for it; None to name the parameter alone.
    """

    name: str
    value: object = None

    def __str__(self) -> str:
        return self.name if self.value is None else f"{self.name}={self.value}"

    @property
    def option(self) -> str:
        """The parameter as the command line has it."""
        name = f"--{self.name.replace('_', '-')}"
        return name if self.value is None else f"{name} {self.value}"


class CltoolError(Exception):
    """The base of every error that cltool raises on purpose.

    Its text is written for the user: what was given, what was expected, what to do next.

    Attributes:
        parts: The text in pieces, so that it can speak of parameters or of options.
        hint: What to type next, for the command line only.
    """

    status = ExitStatus.NO_ANSWER

    def __init__(self, *parts: str | Parameter, hint: str = "") -> None:
        super().__init__("".join(map(str, parts)))
        self.parts = parts
        self.hint = hint

    def on_command_line(self) -> str:
        """The text as the command line says it: with options for parameters, and the hint."""
        words = [part.option if isinstance(part, Parameter) else part for part in self.parts]
        text = "".join(words)
        if not self.hint:
            return text
        return f"{text}{' ' if text.endswith('.') else '; '}{self.hint}"

    def after(self, written: Sequence[str]) -> "CltoolError":
        """The same error, saying which files were changed before it came."""
        if not written:
            return self
        names = " and ".join(map(printable, written))
        return type(self)(*self.parts, f"; but {names} was written", hint=self.hint)

    def preceded(self, words: str) -> "CltoolError":
        """The same error, with words before its text."""
        return type(self)(words, *self.parts, hint=self.hint)


class NoAnswerError(CltoolError):
    """The facts do not hold an answer to this question."""


class OutputError(CltoolError):
    """The answer could not be written."""


class UsageError(CltoolError):
    """The question names something that the facts do not have, or contradicts itself."""

    status = ExitStatus.USAGE


class SeveralError(CltoolError):
    """Why each of several things asked for has no answer. Its status is the largest of theirs.

    Attributes:
        errors: The errors.
    """

    def __init__(self, errors: Sequence[CltoolError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = tuple(errors)
        self.status = max(error.status for error in errors)

    def on_command_line(self) -> str:
        """The errors, a line each."""
        return "\n".join(error.on_command_line() for error in self.errors)


class Problem(NamedTuple):
    """One reason why a fact base was refused.

    Attributes:
        file: The file as the user named it, `<stdin>` for standard input.
        line: The line of the faulty value, from 1; None where the file could not be read at all.
        column: The character within that line, from 1; None likewise.
        where: The place in the author's terms, such as `series echo-2019, observation essex,
            value`; empty for the file as a whole.
        message: What was given and what was expected.
        path: The keys and indexes that lead to the faulty value in the file.
    """

    file: str
    line: int | None
    column: int | None
    where: str
    message: str
    path: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        position = "".join(f":{each}" for each in (self.line, self.column) if each)
        where = f"{self.where}: " if self.where else ""
        return f"{self.file}{position}: {where}{self.message}"


class InvalidFactsError(CltoolError):
    """The fact base is missing or was refused.

    Attributes:
        problems: Every problem found, in the order of the file; of more than 10,000 some are left
            out.
    """

    status = ExitStatus.INVALID_FACTS
    shown = 20
    most = 10_000

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        lines = [str(problem) for problem in problems[: self.shown]]
        if len(problems) > self.shown:
            many = len(problems) if len(problems) <= self.most else f"more than {self.most:,}"
            lines.append(f"{problems[0].file}: these are the first {self.shown} of {many} problems")
        super().__init__("\n".join(lines))
