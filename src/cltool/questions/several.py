"""One question about several things: each is answered, and what fails is told."""

from collections.abc import Callable, Iterable

from ..answer import Answer
from ..dataset.loading import STDIN, load_text
from ..errors import CltoolError, SeveralError, UsageError


def ask_each(names: Iterable[str], ask: Callable[[str], Answer]) -> Answer:
    """Ask a question of each name; `-` stands for the lines of standard input.

    An empty line asks nothing, and has its row all the same, so that rows keep step with lines.

    Args:
        names: The names, one or more.
        ask: The question.

    Returns:
        One answer with a row a name that has one, and the failures of the others.

    Raises:
        CltoolError: If no name has an answer.
    """
    answers: list[Answer] = []
    failures: dict[int, CltoolError] = {}
    empty: list[int] = []
    for position, (where, name) in enumerate(_expanded(names)):
        if where and not name:
            empty.append(position)
            continue
        try:
            answers.append(ask(name))
        except CltoolError as error:
            failures[position] = error.preceded(where) if where else error
    if answers:
        return Answer.joined(answers).with_failures(failures, empty)
    if not failures:
        raise UsageError("standard input holds no names; expected one a line")
    if len(failures) == 1:
        raise next(iter(failures.values()))
    raise SeveralError(tuple(failures.values()))


def _expanded(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Each name, with where it stands if that is not the command line."""
    for name in names:
        if name != STDIN:
            yield "", name
            continue
        for number, line in enumerate(load_text(STDIN).splitlines(), start=1):
            yield f"line {number}: ", line.strip()
