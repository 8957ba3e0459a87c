"""One question about several things: each is answered, and what fails is told."""

from collections.abc import Callable, Iterable
from functools import reduce

from .answer import Answer
from .errors import CltoolError, UsageError
from .loading import STDIN, load_text


def ask_each(names: Iterable[str], ask: Callable[[str], Answer]) -> Answer:
    """Ask a question of each name; `-` stands for the lines of standard input.

    Args:
        names: The names, one or more.
        ask: The question.

    Returns:
        One answer with a row a name, and the failures of the names that have none.

    Raises:
        CltoolError: If no name has an answer.
    """
    answers: list[Answer] = []
    failures: list[CltoolError] = []
    for where, name in _expanded(names):
        try:
            answers.append(ask(name))
        except CltoolError as error:
            failures.append(type(error)(f"{where}{error}"))
    if not answers:
        if len(failures) == 1:
            raise failures[0]
        worst = max(failures, key=lambda failure: failure.status, default=None)
        if worst is None:
            raise UsageError("standard input holds no names; expected one a line")
        raise type(worst)("\n".join(map(str, failures)))
    joined = reduce(Answer.joined, answers)
    return joined.with_failures(failures)


def _expanded(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Each name, with where it stands if that is not the command line."""
    for name in names:
        if name != STDIN:
            yield "", name
            continue
        for number, line in enumerate(load_text(STDIN).splitlines(), start=1):
            if line.strip():
                yield f"line {number}: ", line.strip()
