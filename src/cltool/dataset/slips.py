"""What keeps a text from being JSON: the slips that hands make, each named."""

import re
from collections.abc import Callable

from ..text import LONGEST_SHOWN, shown
from .numerals import number_advice
from .positions import Lines
from .syntax import BROKEN_TEXT, Stop, Wanted

Slip = tuple[int, str]
"""Where a slip stands, and what to say of it."""

_MARKS = '"[]{},:'
_CURLY = "“”„‟‘’‚‛«»"  # noqa: RUF001 - the quotes that word processors write
_CURLY_TEXT = re.compile(f'[{_CURLY}]([^{_CURLY}"\n]*)')
_CURLY_END = re.compile(rf'"([^{_CURLY}]*)[{_CURLY}](?=\s*(?:[,:}}\]]|$))')
_SINGLE_TEXT = re.compile(r"['`]([^'`\n]*)")
_COMMENT = re.compile(r"//|/\*|#")
_ODD_SPACE = re.compile(r"[^\S \t\r\n]|[\ufeff\u200b]")
_WORD = re.compile(r"[^\W\d]|\.\.\.|…")
_RUN = re.compile(r'(?:[^][{},:\n"]|,(?=[0-9]{3}(?![0-9])))+|"[^"\n]*+"?')
_NUMBERLIKE = re.compile(
    r"(?:[A-Za-z][A-Za-z ]*[. ])?[^\w\s\"'{[(]*\s*[0-9]"
    r"|[-–—](?=\s*[,}\]])"  # noqa: RUF001 - the dashes that stand for no figure
)
_KEY = re.compile(r'("[^"\n]*")\s*:')
_DIGITS_BEFORE = re.compile(r"[-+]?[0-9]+(?:,[0-9]+)*,$")
_DIGITS_AFTER = re.compile(r"[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?")
_LONGEST_NUMBER = 40
_CONSTANTS = {
    **{word: f"write {word}, in small letters" for word in ("true", "false")},
    **dict.fromkeys(("none", "null", "nil", "undefined", "na"), "leave the key out"),
}


def slip(text: str, stop: Stop) -> Slip:
    """What a text that stops being JSON has there: the slip, and where it stands."""
    for rule in _RULES:
        if (found := rule(text, stop)) is not None:
            return found
    return stop.offset, f"given {_run(text, stop.offset)}, expected {stop.wanted.value}"


def _ended(text: str, stop: Stop) -> Slip | None:
    if stop.offset < len(text):
        return None
    return stop.offset, f"the file ends too soon: {_opened(text, stop)} is not closed"


def _too_deep(text: str, stop: Stop) -> Slip | None:  # noqa: ARG001 - as every rule
    if stop.wanted is not Wanted.LESS_DEPTH:
        return None
    return stop.offset, "more brackets in each other than a fact base has; close some before it"


def _comment(text: str, stop: Stop) -> Slip | None:
    if not _COMMENT.match(text, stop.offset):
        return None
    return stop.offset, 'JSON has no comments: delete it, or make it the "note" of a record'


def _curly_quotes(text: str, stop: Stop) -> Slip | None:
    found = _CURLY_TEXT.match(text, stop.offset)
    return (
        (stop.offset, f'curly quotes; write straight ones: "{shown(found[1])}"') if found else None
    )


def _single_quotes(text: str, stop: Stop) -> Slip | None:
    found = _SINGLE_TEXT.match(text, stop.offset)
    return (
        (stop.offset, f'single quotes; write double ones: "{shown(found[1])}"') if found else None
    )


def _odd_space(text: str, stop: Stop) -> Slip | None:
    found = _ODD_SPACE.match(text, stop.offset)
    if found is None:
        return None
    return stop.offset, f"a space of an odd kind (U+{ord(found[0]):04X}); write a plain one"


def _broken_text(text: str, stop: Stop) -> Slip | None:
    """A text that its line, or an escape, breaks off."""
    found = BROKEN_TEXT.match(text, stop.offset)
    if found is None or stop.wanted not in (Wanted.VALUE, Wanted.KEY):
        return None
    at = found.end()
    match text[at : at + 1]:
        case "\\":
            escape = shown(text[at : at + (6 if text[at + 1 : at + 2] == "u" else 2)])
            return at, rf"{escape} stands for no character; a backslash is written \\"
        case "\t":
            return at, "a tab within a text; write a space"
        case "" | "\n" | "\r":
            if curly := _CURLY_END.match(found[0]):
                return stop.offset + curly.end(1), _straight(curly[1])
            return stop.offset, "this text has no quote at its end, in its own line"
        case control:
            return at, f"a control character (U+{ord(control):04X}) within a text; delete it"


def _grouped(text: str, stop: Stop) -> Slip | None:
    """A number whose digits have commas between them, of which the first ended it."""
    if stop.wanted is not Wanted.KEY or stop.offset != stop.last[1]:
        return None
    before = _DIGITS_BEFORE.search(text[max(0, stop.offset - _LONGEST_NUMBER) : stop.offset])
    after = _DIGITS_AFTER.match(text[stop.offset : stop.offset + _LONGEST_NUMBER])
    if not before or not after:
        return None
    given = before[0] + after[0]
    return stop.offset - len(before[0]), number_advice(given) or f"given {given}, expected a number"


def _number(text: str, stop: Stop) -> Slip | None:
    """A value that begins as a number, or has one, and goes on as none."""
    start = stop.offset
    if text[start] in _MARKS:
        return None
    if stop.wanted is Wanted.COMMA and text[stop.last[0]] in "-0123456789":
        start = stop.last[0]
    elif stop.wanted is not Wanted.VALUE or not _NUMBERLIKE.match(text, start):
        return None
    given = _run(text, start)
    advice = number_advice(given)
    if " has a comma" in advice:
        return start, advice
    return start, f"given {given}, expected a number{'; ' if advice else ''}{advice}"


def _word(text: str, stop: Stop) -> Slip | None:
    """A key, or a value, without quotes; or what stands for what was left out."""
    found = _WORD.match(text, stop.offset)
    if found is None or stop.wanted not in (Wanted.VALUE, Wanted.KEY):
        return None
    given = _run(text, stop.offset)
    if not found[0].isalpha():
        return stop.offset, f"given {given}, expected {stop.wanted.value}; delete it"
    constant = _CONSTANTS.get(re.sub(r"\W", "", given).casefold())
    if constant and stop.wanted is Wanted.VALUE:
        return stop.offset, f"given {given}; {constant}"
    return stop.offset, f'given {given} without quotes; write "{given}"'


def _spare_comma(text: str, stop: Stop) -> Slip | None:
    here, before = text[stop.offset], text[slice(*stop.last)]
    if before == "," and here in "]},":
        return stop.last[0], "a comma with nothing after it; delete it"
    if here == "," and before in ("[", "{"):
        return stop.offset, "a comma with nothing before it; delete it"
    return None


def _no_value(text: str, stop: Stop) -> Slip | None:
    """A key with nothing after it, or no colon."""
    here, before = text[stop.offset], text[slice(*stop.last)]
    if stop.wanted is Wanted.VALUE and before == ":" and here in ",}":
        return stop.last[0], "nothing after this colon; write a value, or leave the key out"
    if stop.wanted is not Wanted.COLON:
        return None
    given = "" if here in _MARKS else f"given {_run(text, stop.offset)}, "
    return stop.offset, f"{given}expected a colon after the key {shown(before)}"


def _no_comma(text: str, stop: Stop) -> Slip | None:
    """Two values with nothing between them, or a text that a quote within it ends."""
    here, last = text[stop.offset], text[slice(*stop.last)]
    if stop.wanted is not Wanted.COMMA or stop.opened is None or here in "]}:":
        return None
    if here not in _MARKS and (curly := _CURLY_END.match(last)):
        return stop.last[0] + curly.end(1), _straight(curly[1])
    if last.startswith('"') and here not in _MARKS:
        if re.search(r'[,:{}[]\s*"$', last):
            return stop.last[0], f"this text runs on too far: {shown(last)}; a quote is missing"
        return stop.last[1] - 1, r"this quote ends the text; one within a text is written \""
    key = _KEY.match(text, stop.offset)
    if key and text[stop.opened] == "[":
        told = f"expected ] before {shown(key[1])}: {_opened(text, stop)} is not closed"
        return stop.offset, told
    following = {"{": "the next object", "[": "the next list"}.get(here)
    return stop.last[1], f"expected a comma before {following or _run(text, stop.offset)}"


def _wrong_bracket(text: str, stop: Stop) -> Slip | None:
    here = text[stop.offset]
    if here not in "]}" or stop.opened is None:
        return None
    closing = "}" if text[stop.opened] == "{" else "]"
    if here == closing:
        return None
    return stop.offset, f"given {here}, expected {closing}: {_opened(text, stop)} is not closed"


def _goes_on(text: str, stop: Stop) -> Slip | None:
    """Something after the one value that a file holds."""
    if stop.wanted is not Wanted.END:
        return None
    if text[stop.offset] == "{":
        return stop.offset, "a second object begins here; a fact base is one object in braces"
    return stop.offset, f"given {_run(text, stop.offset)} after the end of the facts; delete it"


_RULES: tuple[Callable[[str, Stop], Slip | None], ...] = (
    _ended,
    _too_deep,
    _comment,
    _curly_quotes,
    _single_quotes,
    _odd_space,
    _broken_text,
    _grouped,
    _number,
    _word,
    _spare_comma,
    _no_value,
    _no_comma,
    _wrong_bracket,
    _goes_on,
)
"""The first that knows a slip names it."""


def _straight(text: str) -> str:
    """What to write for a text that ends in a curly quote."""
    return f'a curly quote; write a straight one: "{shown(text)}"'


def _run(text: str, start: int) -> str:
    """What stands at an offset: a text in quotes, what is none up to the next mark, or a mark."""
    found = _RUN.match(text, start, start + 2 * LONGEST_SHOWN)
    return shown((found[0].strip() if found else "") or text[start])


def _opened(text: str, stop: Stop) -> str:
    """The innermost list or object that is open, by where it begins."""
    if stop.opened is None:
        return "the file"
    line, _ = Lines(text).position(stop.opened)
    return f"the {'object' if text[stop.opened] == '{' else 'list'} that begins in line {line}"
