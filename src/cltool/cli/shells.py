"""How bash, zsh and fish ask at TAB what to offer, and how they are told.

Their scripts take each line that the program prints as a word, and evaluate none of it.
"""

import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..errors import UsageError
from ..text import printable
from .completion import VARIABLE, Offer


class Shell(NamedTuple):
    """What completion in one shell takes.

    Attributes:
        script: What the shell runs to learn to complete.
        file: Where the script is installed, from the user's home.
        startup: The file that the shell reads at its start, from the user's home; empty where
            the shell finds the script by itself.
        line: The line of that file that finds the script.
    """

    script: str
    file: str
    startup: str = ""
    line: str = ""


SHELLS = {
    "bash": Shell(
        script=r"""_cltool() {
    local IFS=$'\n' offer
    COMPREPLY=()
    while read -r offer; do
        COMPREPLY+=("$offer")
    done < <(
        env _CLTOOL_COMPLETE=complete_bash COMP_WORDS="${COMP_WORDS[*]}" \
            COMP_CWORD="$COMP_CWORD" "$1" </dev/null 2>/dev/null
    )
}

complete -o default -F _cltool cltool
""",
        file=".bash_completions/cltool.sh",
        startup=".bashrc",
        line="source ~/.bash_completions/cltool.sh",
    ),
    "zsh": Shell(
        script=r"""#compdef cltool

_cltool() {
    local -a offers
    offers=("${(@f)$(
        env _CLTOOL_COMPLETE=complete_zsh _TYPER_COMPLETE_ARGS="${words[1,CURRENT]}" \
            cltool </dev/null 2>/dev/null
    )}")
    if [[ -n "${offers[1]}" ]]; then
        offers=("${(@)offers%:}")
        _describe offer offers
    else
        _files
    fi
}

if [[ "${funcstack[1]}" == _cltool ]]; then
    _cltool "$@"
else
    compdef _cltool cltool
fi
""",
        file=".zfunc/_cltool",
        startup=".zshrc",
        line="fpath+=~/.zfunc; autoload -Uz compinit; compinit",
    ),
    "fish": Shell(
        script=r"""function __cltool_has_offers
    set -l line (commandline -cp | string collect)
    set -g __cltool_offers (
        env _CLTOOL_COMPLETE=complete_fish _TYPER_COMPLETE_ARGS="$line" \
            cltool </dev/null 2>/dev/null
    )
    set -q __cltool_offers[1]
end

complete --command cltool --condition __cltool_has_offers --no-files \
    --arguments '$__cltool_offers'
""",
        file=".config/fish/completions/cltool.fish",
    ),
}
INSTRUCTIONS = [f"{verb}_{shell}" for verb in ("complete", "source") for shell in SHELLS]


def answer(
    instruction: str,
    environ: Mapping[str, str],
    offers: Callable[[Sequence[str], str], list[Offer]],
) -> str:
    """What a shell is told: its script, or an offer a line.

    Args:
        instruction: What it asks; one of `INSTRUCTIONS`.
        environ: The environment, where it puts the line that is being typed.
        offers: Gives what may come next, after complete words and the typed part of one.

    Raises:
        UsageError: If it asks for something else, or the line is missing.
    """
    if instruction not in INSTRUCTIONS:
        raise UsageError(
            f"given {VARIABLE} '{printable(instruction)}', "
            f"expected one of: {', '.join(INSTRUCTIONS)}"
        )
    verb, name = instruction.split("_")
    if verb == "source":
        return SHELLS[name].script
    words, typed = (_bash_line if name == "bash" else _line)(environ)
    return "".join(f"{_shown(name, offer)}\n" for offer in offers(words[1:], typed))


def _shown(shell: str, offer: Offer) -> str:
    word, help_ = offer
    if shell == "zsh":
        return f"{word}:{help_}"
    return f"{word}\t{help_}" if shell == "fish" and help_ else word


def _line(environ: Mapping[str, str]) -> tuple[list[str], str]:
    """The complete words of the line up to the cursor, and what is typed of the next."""
    line = environ.get("_TYPER_COMPLETE_ARGS")
    if line is None:
        raise _missing("_TYPER_COMPLETE_ARGS")
    words = _split(line)
    typed = words.pop() if len(words) > 1 and not line[-1].isspace() else ""
    return words, typed


def _bash_line(environ: Mapping[str, str]) -> tuple[list[str], str]:
    """The complete words of bash's line, and what is typed of the one with the cursor."""
    line, number = environ.get("COMP_WORDS"), environ.get("COMP_CWORD", "")
    if line is None:
        raise _missing("COMP_WORDS")
    words = _split(line)
    if number not in map(str, range(1, len(words) + 1)):
        raise UsageError(
            f"given COMP_CWORD '{printable(number)}', expected the number of a word of COMP_WORDS"
        )
    at = int(number)
    typed = words[at] if at < len(words) else ""
    # bash takes the = of --option=value for a word
    return [each for each in words[:at] if each != "="], "" if typed == "=" else typed


def _missing(variable: str) -> UsageError:
    return UsageError(
        f"{VARIABLE} is set, but not {variable}; a shell sets both. See: cltool --show-completion"
    )


def _split(line: str) -> list[str]:
    """The words of a line as a shell reads them; a quotation may still be open at its end."""
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words.extend(lexer)
    except ValueError:
        words.append(lexer.token)
    return words
