"""The program: its commands as one command line, and how a run ends."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import partial
from io import StringIO
from typing import Annotated

import typer

from .. import __version__
from ..errors import CltoolError, ExitStatus, UsageError
from ..text import printable
from . import ask, browse, completion, own, publish, verify
from .commands import COMMANDS, command
from .help import ProgramHelp, QuestionHelp
from .terminal import Terminal
from .topics import TOPICS, describe, listed

GROUP = "Help"
GROUPS = (ask, browse, verify, publish, own)
"""The modules that enter the commands, in the order of the help."""
ABOUT = """\
Ask figures that were published about places: who is highest, by how much, what share of the whole.

Every answer says where its figures come from and what they can't tell."""
FIRST = ("cltool rank", "cltool compare essex norfolk", "cltool town southend")
"""What to try first."""


def program(names: Iterable[str]) -> typer.Typer:
    """The command line with some of the commands."""
    app = typer.Typer(
        name="cltool",
        cls=ProgramHelp,
        epilog="\n".join(FIRST),
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True, help=ABOUT)(cltool)
    for name in sorted(names, key=_turn):
        entered = COMMANDS[name]
        epilog = "\n".join(entered.lines())
        enter = app.command(name, cls=QuestionHelp, epilog=epilog, rich_help_panel=entered.group)
        enter(entered.made())
    return app


def _turn(name: str) -> int:
    """When a command comes in the help: with its group, and those of no group last."""
    modules = [group.__name__ for group in GROUPS]
    module = COMMANDS[name].function.__module__
    return modules.index(module) if module in modules else len(modules)


def _version(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        context.obj.write(f"cltool {__version__}\n")
        raise typer.Exit


def _install_completion(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from .installing import current_shell, install

        name = current_shell()
        files = " and ".join(printable(str(file)) for file in install(name))
        context.obj.write(f"Completion for {name} is in {files}. A new terminal has it.\n")
        raise typer.Exit


def _show_completion(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from . import shells
        from .installing import current_shell

        context.obj.write(shells.SHELLS[current_shell()].script)
        raise typer.Exit


def cltool(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback prints it
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
    install_completion: Annotated[  # noqa: ARG001 - its callback installs it
        bool,
        typer.Option(
            "--install-completion",
            callback=_install_completion,
            is_eager=True,
            help="Install completion for the current shell.",
        ),
    ] = False,
    show_completion: Annotated[  # noqa: ARG001 - its callback prints it
        bool,
        typer.Option(
            "--show-completion",
            callback=_show_completion,
            is_eager=True,
            help="Print completion for the current shell, to install it yourself.",
        ),
    ] = False,
) -> None:
    """Print the help, where no command is given."""
    if context.invoked_subcommand is None:
        context.obj.write(f"{context.get_help()}\n")


@command("agreement", "rank")
def help_(
    context: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(
            metavar="TOPIC",
            help=f"One of: {', '.join(TOPICS)}; or a command.",
            autocompletion=lambda: list(TOPICS),
        ),
    ] = None,
) -> ExitStatus:
    """Explain a topic or a command; alone, list the topics."""
    terminal: Terminal = context.obj
    if topic in TOPICS:
        terminal.write(describe(topic))
        return ExitStatus.ANSWERED
    if topic is not None and topic not in COMMANDS:
        raise UsageError(
            f"unknown topic '{printable(topic)}'; expected one of: {', '.join(TOPICS)}; "
            "or a command"
        )
    if topic is None:
        status = main(["--help"], terminal)
        if status is ExitStatus.ANSWERED:
            terminal.write(listed())
        return status
    return main([topic, "--help"], terminal)


def main(arguments: Sequence[str] | None = None, terminal: Terminal | None = None) -> ExitStatus:
    """Run a command line, and turn whatever happens into an exit status.

    Args:
        arguments: The words after the program's name; by default those of the process.
        terminal: Where to print; by default the process's streams.
    """
    terminal = terminal or Terminal.of_process()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if asked := terminal.environ.get(completion.VARIABLE):
            from . import shells

            offers = partial(completion.offers, program(COMMANDS))
            terminal.write(shells.answer(asked, terminal.environ, offers))
            return ExitStatus.ANSWERED
        with _printing_to(terminal):
            return ExitStatus(
                _for(words)(words, prog_name="cltool", standalone_mode=False, obj=terminal) or 0
            )
    except (CltoolError, typer.TyperException) as error:
        from . import mistakes

        app = partial(_for, words)
        told: CltoolError
        if isinstance(error, CltoolError):
            told = mistakes.improved(error, app, words)
        else:
            told = mistakes.explained(error, app, words)
        terminal.report(told.on_command_line())
        return told.status
    except MemoryError:
        terminal.report("this needs more memory than there is; ask of a smaller file")
        return ExitStatus.INVALID_FACTS


def _for(words: Sequence[str]) -> typer.Typer:
    """The command line with the one command that some words ask for, or else with all."""
    return program(words[:1] if words and words[0] in COMMANDS else COMMANDS)


@contextmanager
def _printing_to(terminal: Terminal) -> Iterator[None]:
    """Print on a terminal what typer prints itself, such as help.

    Where standard output is closed, typer would take it for printed.
    """
    printed = StringIO()
    try:
        with redirect_stdout(printed):
            yield
    finally:  # typer may end by SystemExit
        if printed.getvalue():
            terminal.write(printed.getvalue(), terminal.encoding)
