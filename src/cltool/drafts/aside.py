"""What is no figure: dates, ages, years, times, roads, telephone numbers, scores, `Covid-19`."""

from collections.abc import Sequence

from .tokens import Sort, Token
from .words import MONTHS, ORDINALS, PARTS, SCALES, TENS, UNITS, word_set

_LABELS = word_set(
    "no number junction section room platform class page paragraph figure table article year "
    "phase band ward grade level tier chapter part stage zone route bus line unit flat block "
    "step version model type rule question group option appendix clause act key channel radio "
    "bbc psalm gate exit form sector division league"
)
_TAILS = word_set("st nd rd th am pm k m bn mn p pc s")
_DIALLED = word_set("call calling dial phone tel telephone ring text ringing fax")
_FIRST_YEAR, _LAST_YEAR = 1500, 2100


def is_year(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is written as a year is."""
    text = tokens[at].text
    return (
        tokens[at].sort is Sort.FIGURE
        and len(text) == 4
        and text.isdecimal()
        and _FIRST_YEAR <= int(text) <= _LAST_YEAR
        and not (at and tokens[at - 1].text in "£$€")
    )


def of(tokens: Sequence[Token]) -> set[int]:
    """The indices of the tokens of a sentence that are no part of a figure."""
    found: set[int] = set()
    for at, token in enumerate(tokens):
        if token.sort is Sort.FIGURE:
            found.update(_of_figure(tokens, at))
        elif token.is_word and (token.low in UNITS or token.low in TENS or token.low in ORDINALS):
            found.update(_of_word(tokens, at))
    found.update(_addresses(tokens))
    return found


def of_one(tokens: Sequence[Token], at: int) -> Sequence[int]:
    """The indices around one token of figures that are no part of a figure."""
    return _of_figure(tokens, at)


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token stands right behind the one before it."""
    return 0 < at < len(tokens) and tokens[at].start == tokens[at - 1].end


def _of_figure(tokens: Sequence[Token], at: int) -> Sequence[int]:
    before, after = _low(tokens, at - 1), _low(tokens, at + 1)
    if is_year(tokens, at) and not _counts(tokens, at):
        return _with_rest(tokens, at)
    if _joined(tokens, at) and before and (before[-1].isalpha() or before in ("#", "/", "_", "@")):
        return [at]  # A12, SS1
    if _joined(tokens, at) and before == "-" and _joined(tokens, at - 1):
        word = _low(tokens, at - 2)
        if word and word[0].isalpha() and word not in (*UNITS, *TENS):
            return [at]  # Covid-19
    if _joined(tokens, at + 1) and after[:1].isalpha() and after not in _TAILS:
        return [at]  # 4x4, 3D
    if after in ("am", "pm") or (after == "p" and _low(tokens, at + 3) == "m"):
        return [at]
    if after == "s" and _joined(tokens, at + 1):
        return [at]  # the 80s
    if _joined(tokens, at + 1) and _joined(tokens, at + 2) and after in (":", "/"):
        return [at, at + 2]
    if _joined(tokens, at) and before in (":", "/"):
        return [at]
    if _is_of_date(tokens, at) or _is_age(tokens, at) or _is_dialled(tokens, at):
        return [at]
    if _is_score(tokens, at):
        return [at, at + 2]
    if at > 0 and before in _LABELS and _is_label(tokens, at):
        return [at]
    if before == "." and _low(tokens, at - 2) in ("no", "nos"):
        return [at]
    if _opens_item(tokens, at):
        return [at]
    return [at] if _in_front(tokens, at) or _is_base_of_rate(tokens, at) else []


def _is_label(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word such as `Year` names what a number follows: `Year 2`, not `year 20`."""
    word = tokens[at - 1]
    plain = word.low in ("no", "number", "route", "junction", "page", "paragraph", "section")
    return (word.is_capital and at > 1) or (plain and at > 1) or word.text in ("Junction", "Route")


def _opens_item(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number numbers an item of a list, or stands in brackets as a reference."""
    if at == 0 and _low(tokens, 1) in (".", ")") and len(tokens) > 2:
        return len(tokens[0].text) <= 2
    return _low(tokens, at - 1) == "[" and _low(tokens, at + 1) == "]"


def _with_rest(tokens: Sequence[Token], at: int) -> Sequence[int]:
    """A year, with the second of `2018/19`, `2018-19` or `2018 to 2020`."""
    dashed = _low(tokens, at + 1) in ("/", "-", "–") and at + 2 < len(tokens)  # noqa: RUF001
    if dashed and tokens[at + 2].sort is Sort.FIGURE and _joined(tokens, at + 1):
        return [at, at + 1, at + 2]
    return [at]


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether what is written as a year is a number of something: `2015 people`."""
    after = _low(tokens, at + 1)
    before = _low(tokens, at - 1)
    if before in ("in", "since", "by", "until", "from", "to", "and", "of", "during", "before"):
        return after in ("people", "cases", "%")
    return after in ("people", "cases", "%", "residents", "pupils", "patients", "children")


def _is_of_date(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is the day of a date: `19 September`, `September 19`, `19th of May`."""
    text = tokens[at].text
    if not text.isdecimal() or not 0 < int(text[:9]) <= 31:
        return False
    after = at + 1
    after += _low(tokens, after) in ("st", "nd", "rd", "th")
    after += _low(tokens, after) == "of"
    if after < len(tokens) and tokens[after].low in MONTHS and tokens[after].is_capital:
        return True
    if at and tokens[at - 1].low in MONTHS and tokens[at - 1].is_capital:
        return not (_low(tokens, at + 1) in SCALES or _low(tokens, at + 1) == "%")
    if _low(tokens, after) in ("and", "to", "-", "–", "or") and after + 2 < len(tokens):  # noqa: RUF001
        later = after + 2
        return tokens[later].low in MONTHS and tokens[later].is_capital
    return False


def _is_age(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is an age: `aged 17`, `17-year-old`, `Mark Ellis, 44,`, `under-18s`."""
    before, after = _low(tokens, at - 1), _low(tokens, at + 1)
    if before in ("aged", "age", "ages") or _low(tokens, at - 2) in ("aged", "ages"):
        return before != "with"
    if before in ("and", "to", "-", "–") and _low(tokens, at - 3) in ("aged", "between", "ages"):  # noqa: RUF001
        return _low(tokens, at - 4) == "aged" or _low(tokens, at - 3) != "between"
    if before == "age" or (before == "of" and _low(tokens, at - 2) in ("age", "ages")):
        return True
    if after == "-" and _low(tokens, at + 2) in ("year", "month"):
        return True
    if after in ("years",) and _low(tokens, at + 2) in ("old", "older", "younger"):
        return True
    if after == "s" and _joined(tokens, at + 1):
        return True
    if before in (",", "(") and after in (",", ")", ".", ""):
        named = at >= 3 and tokens[at - 2].is_capital and tokens[at - 3].is_capital
        return named and len(tokens[at].text) == 2 and _is_person(tokens, at - 2)
    return False


_PUBLIC = word_set(
    "county council police city north south east west great new upper lower st saint royal "
    "general hospital park road street trust district valley hill green"
)


def _is_person(tokens: Sequence[Token], at: int) -> bool:
    """Whether two capitalised words look like a person's name."""
    return tokens[at].low not in _PUBLIC and tokens[at - 1].low not in _PUBLIC


def _is_dialled(tokens: Sequence[Token], at: int) -> bool:
    text = tokens[at].text
    if len(text) > 1 and text[0] == "0" and "." not in text:
        return True
    if _low(tokens, at - 1) in _DIALLED or _low(tokens, at - 2) in _DIALLED:
        return len(text) >= 3
    start = at
    while start > 0 and tokens[start - 1].sort is Sort.FIGURE:
        start -= 1
    begins = tokens[start].text
    return start < at and len(begins) > 2 and begins[0] == "0" and begins.isdecimal()


def _is_score(tokens: Sequence[Token], at: int) -> bool:
    """Whether numbers are a score or a pair of seasons: `3-1`."""
    if _low(tokens, at + 1) not in ("-", "–") or not _joined(tokens, at + 1):  # noqa: RUF001
        return False
    if at + 2 >= len(tokens) or tokens[at + 2].sort is not Sort.FIGURE:
        return False
    return len(tokens[at].text) <= 2 and len(tokens[at + 2].text) <= 2


def _in_front(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is part of an adjective: `12-month`, `24-hour`, `five-year`."""
    if _low(tokens, at + 1) != "-" or at + 2 >= len(tokens) or not _joined(tokens, at + 1):
        return False
    word = tokens[at + 2]
    return (
        word.is_word
        and word.low not in (*UNITS, *TENS, *SCALES, "fold", "times", "point")
        and (not word.low.endswith(("ths", "thirds", "quarters", "fifths", "and")))
    )


def _is_base_of_rate(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is what a rate is per: `per 100,000 people`, `in every 1,000`."""
    before = _low(tokens, at - 1)
    turned = "one" in [each.low for each in tokens[max(at - 6, 0) : at]]  # one for every 63
    return before == "per" or (before == "every" and _low(tokens, at - 2) == "for" and not turned)


def _of_word(tokens: Sequence[Token], at: int) -> Sequence[int]:
    """What is no figure though it is written in number words."""
    token, before, after = tokens[at], _low(tokens, at - 1), _low(tokens, at + 1)
    if token.low in ORDINALS:
        months = after in MONTHS or (after == "of" and _low(tokens, at + 2) in MONTHS)
        return [at] if months else []
    opens = after in (*SCALES, "in", "-", *PARTS) or (
        after == "out" and _low(tokens, at + 2) == "of"
    )
    opens = opens or "every" in [each.low for each in tokens[at + 1 : at + 6]]
    if token.low in ("one", "zero") and before not in ("-", "and") and not opens:
        return [at]
    if _in_front(tokens, at) or _is_age(tokens, at) or _is_base_of_rate(tokens, at):
        return [at]
    if before in ("the", "these", "those", "all", "other", "his", "her") and after not in SCALES:
        return [at] if token.low in UNITS and UNITS[token.low] < 13 and after != "-" else []
    return []


def _addresses(tokens: Sequence[Token]) -> set[int]:
    """The tokens of web and mail addresses: a run without a space that holds `/` or `@`."""
    found: set[int] = set()
    start = 0
    for at in range(1, len(tokens) + 1):
        if at < len(tokens) and _joined(tokens, at):
            continue
        run = range(start, at)
        marks = {tokens[each].text for each in run}
        worded = any(tokens[each].is_word for each in run)
        if worded and ("@" in marks or ("/" in marks and {":", "."} & marks)):
            found.update(run)
        start = at
    return found
