"""What is wrong with a command line: what was given, what was expected, what to type instead.

The library that reads the line finds out; none of its own words reach a user.
"""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

import typer

from ..errors import CltoolError, UsageError
from ..text import shown
from ..wording import alternatives, listing
from . import completion, suggestions
from .commands import COMMANDS

_NEEDED = {"PLACE...": "places", "NAME...": "a name"}
_EXPECTED = {int: "a whole number", float: "a number"}


def explained(
    error: typer.TyperException, program: Callable[[], typer.Typer], words: Sequence[str]
) -> UsageError:
    """The library's refusal of a command line, in the program's own words.

    Args:
        error: What the library raised.
        program: Makes the command line.
        words: The words after the program's name.
    """
    context: Any = getattr(error, "ctx", None) or completion.context_of(program(), words)[1]
    if hasattr(error, "possibilities"):
        return _unknown_option(str(getattr(error, "option_name", "")), context, words)
    if hasattr(error, "option_name"):
        return _half_an_option(str(error.option_name), context)
    if hasattr(error, "param_type"):
        return _missing(getattr(error, "param", None), context)
    if isinstance(error, typer.BadParameter):
        return _wrong_value(error, context)
    if hasattr(context.command, "commands"):
        return _unknown_command(words)
    return _too_many(context, words)


def improved(
    error: CltoolError, program: Callable[[], typer.Typer], words: Sequence[str]
) -> CltoolError:
    """The error of a question; a better one if a word between places was taken for a place."""
    is_between = any(
        part.casefold() in suggestions.JOINING for word in words for part in word.split()
    )
    if not is_between or not isinstance(error, UsageError) or words[0] not in COMMANDS:
        return error
    _, context = completion.context_of(program(), words)
    named = context.params.get("places") or context.params.get("names") or ()
    if joined := _apart(named, completion.facts_at(context.params.get("data"))):
        left = [each for word in words for each in joined.get(word, [word])]
        return UsageError("name each place by itself", hint=_trying(left, words[0]))
    between = [name for name in named if name.casefold() in suggestions.JOINING]
    if not between or len(between) == len(named):
        return error
    facts = completion.facts_at(context.params.get("data"))
    between = [name for name in between if not suggestions.is_place(facts, name)]
    if not between:
        return error
    listed = listing([f"'{name}'" for name in dict.fromkeys(between)])
    left = [word for word in words if word not in between]
    return UsageError(f"leave out {listed} between places", hint=_trying(left, words[0]))


def _apart(named: Sequence[str], facts: Any) -> dict[str, list[str]]:
    """The texts that name several places with a word between them, each with those places."""
    found = {}
    for text in named:
        places = [""]
        for part in text.split():
            if part.casefold() in suggestions.JOINING:
                places.append("")
            else:
                places[-1] = f"{places[-1]} {part}".strip()
        if len(places) > 1 and all(suggestions.is_place(facts, each) for each in places):
            found[text] = places
    return found


def _help(command: str = "") -> str:
    return f"for help: {' '.join(['cltool', *command.split()])} --help"


def _trying(words: Sequence[str], command: str = "") -> str:
    return suggestions.trying(words, _help(command))


def _trying_all(words: Sequence[str], command: str) -> str:
    """The hint to try a line, of all sources where one alone would be refused."""
    facts = completion.facts_at(_value_of("--data", words)) if "--lowest" in words else None
    return _trying(suggestions.of_all_known(facts, words), command)


def _unknown_command(words: Sequence[str]) -> UsageError:
    at = next((at for at, word in enumerate(words) if not word.startswith("-")), len(words) - 1)
    word, rest = words[at], words[at + 1 :]
    facts = completion.facts_at(_value_of("--data", rest))
    unknown = f"unknown command '{shown(word)}'"
    if found := suggestions.instead_of(word, rest, facts):
        lines = [suggestions.of_all_known(facts, each) for each in found]
        hints = [each for each in map(suggestions.line, lines) if each]
        return UsageError(unknown, hint=f"try: {', or '.join(hints)}" if hints else _help())
    what, suggested = suggestions.of_facts(facts, words[at:])
    if what:
        named = shown(suggested[1])
        return UsageError(f"'{named}' is a {what}, not a command", hint=_trying(suggested))
    near = get_close_matches(word.casefold(), COMMANDS)
    if len(near) == 1:
        return UsageError(unknown, hint=_trying([near[0], *rest]))
    return _meaning(unknown, near, "for a list: cltool --help")


def _meaning(unknown: str, near: Sequence[str], hint: str) -> UsageError:
    """What is unknown, with all that may have been meant."""
    if not near:
        return UsageError(unknown, hint=hint)
    return UsageError(f"{unknown}; did you mean {alternatives(near)}? {hint.capitalize()}")


def _value_of(option: str, words: Sequence[str]) -> str | None:
    for at, word in enumerate(words):
        if word == option and at + 1 < len(words):
            return words[at + 1]
        if word.startswith(f"{option}="):
            return word.removeprefix(f"{option}=")
    return None


def _unknown_option(option: str, context: Any, words: Sequence[str]) -> UsageError:
    unknown = f"unknown option {shown(option)}"
    known = _options(context.command)
    at = next((at for at, word in enumerate(words) if word.startswith(option)), 0)
    before, attached = list(words[:at]), words[at][len(option) :].removeprefix("=")
    tail = [*([attached] if attached else []), *words[at + 1 :]]
    command = "" if hasattr(context.command, "commands") else str(context.info_name)
    if not command:
        moved = _moved(context.command, option, words)
        if moved:
            return UsageError("options come after the command", hint=_trying(moved))
    replaced = suggestions.instead_of_option(option, tail, known)
    if replaced is not None:
        ours, rest = replaced
        why = "" if ours else "highest first is what rank does; "
        return UsageError(unknown, hint=why + _trying_all([*before, *ours, *rest], command))
    if said := suggestions.advice(option, known):
        return UsageError(unknown, hint=said)
    if command and _is_argument(option, context.command):
        return UsageError(unknown, hint=_trying([*before, *tail], command))
    column = option.removeprefix("--").replace("-", "_")
    takes_value = bool(tail) and not tail[0].startswith("-")
    if command and not takes_value and column in _columns(context, [*before[1:], *words[at + 1 :]]):
        asked = [*before, "--field", column, *words[at + 1 :]]
        return UsageError(unknown, hint=_trying(asked, command))
    near = get_close_matches(option, known, cutoff=0.7) if len(option) > 2 else []
    if len(near) == 1 and (tail or _is_flag(near[0], context.command)):
        return UsageError(unknown, hint=_trying_all([*before, near[0], *tail], command))
    return _meaning(unknown, near, _help(command))


def _options(command: Any) -> list[str]:
    """The options of a command, with all their names."""
    given = [each for each in command.params if each.param_type_name == "option"]
    return [name for each in given for name in [*each.opts, *each.secondary_opts]]


def _is_flag(option: str, command: Any) -> bool:
    """Whether an option takes no value."""
    return any(each.is_flag for each in command.params if option in _names(each))


def _moved(program: Any, option: str, words: Sequence[str]) -> list[str]:
    """The words with an option after its command; none if no command follows that has it."""
    at = next((at for at, word in enumerate(words) if word in COMMANDS), None)
    if at is None or option not in _options(program.commands[words[at]]):
        return []
    return [*words[at:], *words[:at]]


def _is_argument(option: str, command: Any) -> bool:
    """Whether an option has the name of an argument."""
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    names = {name for each in arguments for name in (each.name, each.metavar.rstrip(".").lower())}
    return option.removeprefix("--") in names


def _columns(context: Any, rest: Sequence[str]) -> Sequence[str]:
    """The columns of what a line asks for, where asking changes nothing."""
    asked = COMMANDS[context.info_name]
    if not asked.only_reads:
        return []
    again = context.command.make_context(context.info_name, list(rest), resilient_parsing=True)
    return [] if again.args else completion.fields_of(asked.function)(again)


def _half_an_option(option: str, context: Any) -> UsageError:
    """An option without the value that it needs, or with one that it does not take."""
    found = next(each for each in context.command.params if option in _names(each))
    hint = _help("" if context.parent is None else context.info_name)
    if found.is_flag:
        return UsageError(f"given {option} with a value, expected {option} alone", hint=hint)
    return UsageError(
        f"given {option} without its value, expected {option} {found.metavar}", hint=hint
    )


def _names(parameter: Any) -> list[str]:
    return [*parameter.opts, *parameter.secondary_opts]


def _missing(parameter: Any, context: Any) -> UsageError:
    """An argument or option that a command needs."""
    entered = COMMANDS[context.info_name]
    if parameter.param_type_name == "argument":
        needed = _NEEDED.get(parameter.metavar, f"a {parameter.metavar.lower()}")
    else:
        needed = f"{parameter.opts[0]} {parameter.metavar}"
    example = f"cltool {entered.name} {entered.example}"
    hint = _help(entered.name) if entered.before else f"try: {example}"
    return UsageError(f"{entered.name} needs {needed}", hint=hint)


def _wrong_value(error: Any, context: Any) -> UsageError:
    """A value that is none of the kind that an option takes."""
    cause = error.__cause__
    given = f" '{shown(str(cause.errors()[0]['input']))}'" if hasattr(cause, "errors") else ""
    expected = _EXPECTED.get(error.param.type_descriptor.annotation, "another value")
    name = error.param.opts[0]
    return UsageError(f"given {name}{given}, expected {expected}", hint=_help(context.info_name))


def _too_many(context: Any, words: Sequence[str]) -> UsageError:
    """Words that a command has no argument for."""
    name = str(context.info_name)
    rest = list(words[words.index(name) + 1 :])
    again = context.command.make_context(name, list(rest), resilient_parsing=True)
    extra = list(again.args)
    many = "is one word" if len(extra) == 1 else f"are {len(extra)} words"
    more = [f"{len(extra) - 3} more"] if extra[3:] else []
    listed = listing([*(f"'{shown(word)}'" for word in extra[:3]), *more])
    fewer = _fewer(again, name, rest, extra)
    hint = _trying(fewer, name) if fewer else _help(name)
    return UsageError(f"{listed} {many} too many", hint=hint)


def _fewer(context: Any, name: str, rest: list[str], extra: list[str]) -> list[str]:
    """The line with its extra words where they may belong; none if that is not clear."""
    facts = completion.facts_at(context.params.get("data"))
    kept = list(rest)
    for word in extra:
        kept.remove(word)
    place = " ".join(word for word in extra if word.casefold() not in suggestions.WITHIN)
    if "--within" in _options(context.command) and suggestions.is_place(facts, place):
        return [name, *kept, "--within", place]
    first = context.params.get("place")
    if first and suggestions.is_place(facts, whole := " ".join([first, *extra])):
        return [name, *(whole if word == first else word for word in kept)]
    return []
