"""What a command is, and how a question becomes one."""

import inspect
import sys
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, fields, replace
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, get_args

import typer

from ..errors import CltoolError, ExitStatus, UsageError
from . import completion
from .options import WHICH, choice_parameters
from .output import Output
from .terminal import Terminal

if TYPE_CHECKING:
    from ..answer import Answer

Function: TypeAlias = Callable[..., Any]
OUTPUT = "Output"
"""The heading of the options that say how to print, in the help of a question."""
COMMANDS: dict[str, "Command"] = {}
"""The commands by their names. A run makes the one that it is asked for."""


class Loads(Enum):
    """What a question is given first."""

    FACTS = auto()
    """The fact base."""
    FILE = auto()
    """The fact base with the file that it came from."""
    NOTHING = auto()
    """It brings its own, and its command has no `--data`."""


@dataclass(eq=False, repr=False)
class Command:
    """A command: what the user types, and what is done then. Making one enters it.

    Attributes:
        name: What the user types.
        function: What is done: it is given the context and the options, or, for a question, what
            it loads and the options.
        loads: What a question is given first; None for a command that prints for itself.
        choice: The options of a `Choice` that it takes.
        options: The class whose fields are more of its options, given as one object.
        examples: What to type after its name for an answer. The pages show the first.
        before: What to type before the examples, where they need a file.
    """

    name: str
    function: Function
    loads: Loads | None = None
    choice: tuple[str, ...] = ()
    options: type | None = None
    examples: tuple[str, ...] = ("",)
    before: str = ""

    def __post_init__(self) -> None:
        if self.name in COMMANDS:
            raise TypeError(f"two commands are called {self.name}; give one another name")
        COMMANDS[self.name] = self

    @property
    def group(self) -> str:
        """The heading that it has in the help: its module's `GROUP`."""
        return str(vars(sys.modules[self.function.__module__]).get("GROUP", "More"))

    @property
    def only_reads(self) -> bool:
        """Whether asking changes nothing, so that it may be asked to see its columns."""
        return self.loads is Loads.FACTS and self.group in ("Ask", "Browse")

    @property
    def example(self) -> str:
        """What to type after its name for an answer."""
        return self.examples[0]

    def lines(self) -> list[str]:
        """Its examples as a shell takes them, to be typed one after the other."""
        typed = [f"cltool {self.name} {example}".rstrip() for example in self.examples]
        return [self.before, *typed] if self.before else typed

    def made(self) -> Function:
        """The function that typer takes its arguments and options from."""
        return self.function if self.loads is None else _Asking(self).command()


def command(*examples: str) -> Callable[[Function], Function]:
    """Enter a function that prints for itself as a command; a `_` at its name's end is left off."""

    def enter(function: Function) -> Function:
        Command(function.__name__.rstrip("_"), function, examples=examples)
        return function

    return enter


def question(
    *choice: str,
    loads: Loads = Loads.FACTS,
    options: type | None = None,
    example: str | tuple[str, ...] = "",
    before: str = "",
) -> Callable[[Function], Function]:
    """Enter a function that gives an answer as a command; see `Command`."""
    examples = (example,) if isinstance(example, str) else example

    def enter(function: Function) -> Function:
        name = function.__name__.rstrip("_")
        Command(name, function, loads, choice, options, examples, before)
        return function

    return enter


class _Asking:
    """A question on its way to becoming a command."""

    def __init__(self, asked: Command) -> None:
        self._asked = asked
        self._loads = asked.loads
        own = inspect.signature(asked.function).parameters.values()
        self._own = [each for each in own if each.kind is not inspect.Parameter.VAR_KEYWORD]
        if asked.loads is not Loads.NOTHING:
            self._own = self._own[1:]
        self._own = [each for each in self._own if each.name != "options"]
        self._more = _parameters(asked.options) if asked.options else []
        own_names = {each.name for each in (*self._own, *self._more)}
        self._shared = [
            _completed(each, asked) if each.name == "field" and asked.only_reads else each
            for each in _of_output()
            if each.name not in own_names  # such as a title of its own
            and (each.name != "data" or asked.loads is not Loads.NOTHING)
        ]

    def command(self) -> Function:
        """The function that typer takes its arguments and options from, and calls."""

        def run(context: typer.Context, **given: Any) -> ExitStatus:
            output = Output(**{each.name: given.pop(each.name) for each in self._shared})
            if "file" in given:
                output = replace(output, data=given.pop("file") or output.data)
            if self._asked.options:
                taken = {each.name: given.pop(each.name) for each in self._more}
                given["options"] = self._asked.options(**taken)
            return self._run(context, output, given)

        context = inspect.Parameter(
            "context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context
        )
        chosen = choice_parameters(self._asked.choice)
        parameters = [
            each.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for each in (context, *self._own, *self._more, *chosen, *self._shared)
        ]
        run.__name__ = self._asked.function.__name__
        run.__doc__ = self._asked.function.__doc__
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {each.name: each.annotation for each in parameters}
        return run

    def _run(self, context: typer.Context, output: Output, given: dict[str, Any]) -> ExitStatus:
        terminal: Terminal = context.obj
        _refuse_empty(context)
        format_ = output.chosen(terminal)
        read = [value for name, value in context.params.items() if name != "output"]
        output.keep([output.source(terminal), *read])
        answer: Answer = self._asked.function(*self._loaded(output.source(terminal)), **given)
        try:
            output.deliver(answer, format_, terminal)
        except CltoolError as error:
            raise error.after(answer.written) from None
        if answer.failures:
            return max(failure.status for failure in answer.failures)
        return ExitStatus.ANSWERED if answer.passed else ExitStatus.NO_ANSWER

    def _loaded(self, source: str | None) -> tuple[Any, ...]:
        """What the question takes first, loaded."""
        from ..linked.files import load, load_file

        if self._loads is Loads.FACTS:
            return (load(source),)
        return (load_file(source),) if self._loads is Loads.FILE else ()


def _parameters(options: type) -> list[inspect.Parameter]:
    """The fields of a class of options as parameters."""
    own = inspect.signature(options).parameters
    return [own[field.name] for field in fields(options)]


@cache
def _of_output() -> list[inspect.Parameter]:
    """The options of all questions, each under its heading of the help: made once for all."""
    return [
        _changed(each, rich_help_panel=WHICH if each.name == "data" else OUTPUT)
        for each in _parameters(Output)
    ]


def _completed(parameter: inspect.Parameter, asked: Command) -> inspect.Parameter:
    """The option `--field`, which completes a question's columns."""
    return _changed(parameter, autocompletion=completion.fields_of(asked.function))


def _changed(parameter: inspect.Parameter, **changes: object) -> inspect.Parameter:
    kind, shared = get_args(parameter.annotation)
    option = copy(shared)
    for name, value in changes.items():
        setattr(option, name, value)
    return parameter.replace(annotation=Annotated[kind, option])


def _refuse_empty(context: typer.Context) -> None:
    """Refuse an empty text, as an unset variable gives: it is not the same as none."""
    for parameter in context.command.params:
        given = context.params.get(str(parameter.name))
        if given == "" or (parameter.param_type_name == "option" and given == [""]):
            is_option = parameter.param_type_name == "option"
            name = parameter.opts[0] if is_option else str(parameter.metavar)
            without = "" if parameter.required else f", or leave {name} out"
            raise UsageError(f"given {name} '', expected a value; give one{without}")
