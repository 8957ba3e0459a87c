"""The findings of a check, as compilers write their diagnostics."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from ..answer import Answer, Cell, Shape
from ..text import printable
from .format import Style

_COLOURS = {"error": "bold red", "warning": "bold yellow", "note": "dim"}
_FRAME = "dim"
_SENTENCE = "bold"
_NO_SUBJECT = "Sources and places"
"""The heading of what is of no one measure."""
_HANGING = 4
_LONGEST_LABEL = 12
_LEAST_EXCERPT = 16
"""The columns that an excerpt needs, or it is left out."""
_AFTER_MARK = 12
"""The columns that should be free for what follows a value."""
_LEAST_BEFORE = 6
"""The columns that what stands before a long value gets, where not all fits."""
_DOTS = "..."
_NEEDED = {"severity", "kind", "subject", "message", "given", "given_by", "excerpt", "help"}
_Row = Mapping[str, Cell]


def draws(answer: Answer) -> bool:
    """Whether an answer is findings, with all the columns that they are drawn from."""
    return answer.shape is Shape.FINDINGS and {each.name for each in answer.columns} >= _NEEDED


def draw(answer: Answer, style: Style, console: Console) -> None:
    """Print findings: what they speak of once, each with its line of the file, then how many.

    A note that has a hint ends the page: by its hint, or in full where all is shown.

    Args:
        answer: The answer to a check; see `draws`.
        style: What the page is like.
        console: Where to print, as wide as the page.
    """
    page = _Page(style, console)
    subject: Cell = ""
    for row in answer:
        if row.get("background") and not style.all_notes:
            continue
        if row["subject"] != subject or row["excerpt"] is not None:
            page.gap()
        if row["subject"] != subject:
            subject = row["subject"]
            page.say(Text(str(subject or _NO_SUBJECT), style="underline"))
            page.gap()
        page.finding(row)
    page.gap()
    page.say(Text(answer.summary))
    for note in answer.notes:
        if note.hint:
            page.say(Text(note.text if style.all_notes else note.hint))


class _Page:
    """A page that findings are printed on, a line after the other."""

    def __init__(self, style: Style, console: Console) -> None:
        self._ascii = style.ascii_only
        self._console = console
        self._empty = True

    def gap(self) -> None:
        """An empty line, unless one is there already or the page begins."""
        if not self._empty:
            self._print(Text())
        self._empty = True

    def say(self, text: Text, first: Text | None = None, hanging: Text | None = None) -> None:
        """A text, wrapped.

        Args:
            text: The text.
            first: What stands before its first line.
            hanging: What stands before the others.
        """
        before, rest = first or Text(), text
        while rest:
            room = max(self._console.width - before.cell_len, 1)
            line = rest.wrap(self._console, room)[0]
            self._print(Text.assemble(before, line))
            rest = rest[len(line.plain.rstrip()) :]
            rest = rest[len(rest) - len(rest.plain.lstrip()) :]
            before = hanging or Text()

    def finding(self, row: _Row) -> None:
        """A finding."""
        severity = str(row["severity"])
        label = Text.assemble((f"{severity}[{row['kind']}]", _COLOURS[severity]), (": ", _SENTENCE))
        label.append(str(row["message"]), _SENTENCE)
        self.say(label, hanging=Text(" " * min(_HANGING, self._console.width // 4)))
        gutter = self._located(row) if row["excerpt"] is not None else 2
        bullet = Text.assemble(" " * gutter, ("= ", _FRAME))
        self._given(row, bullet)
        if row["help"] is not None:
            help_ = Text.assemble(("help: ", "bold"), str(row["help"]))
            self.say(help_, bullet, Text(" " * bullet.cell_len))

    def _located(self, row: _Row) -> int:
        """Where it stands, and what stands there; gives how wide the margin beside that is."""
        line = str(row["line"])
        gutter = len(line) + 1
        where = f"{printable(str(row['file']))}:{line}:{row['column']}"
        self._print(Text(f"{' ' * len(line)}--> {where}", style=_FRAME))  # whole, to be opened
        room = self._console.width - gutter - 2
        if room >= _LEAST_EXCERPT:
            text, start, length = _window(self._quoted(row), room)
            self._print(Text.assemble((f"{line} | ", _FRAME), text))
            colour = _COLOURS[str(row["severity"])]
            mark = (f"{' ' * start}{'^' * length}", colour)
            self._print(Text.assemble((f"{' ' * gutter}| ", _FRAME), mark))
        return gutter

    def _quoted(self, row: _Row) -> tuple[str, str, str]:
        """The excerpt: what stands before the mark, in it, and after it."""
        text, start = str(row["excerpt"]), int(str(row["mark"])) - 1
        end = start + int(str(row["mark_length"]))
        parts = text[:start], text[start:end], text[end:]
        if not self._ascii:
            return parts
        before, marked, after = (
            each.encode("ascii", "backslashreplace").decode() for each in parts
        )
        return before, marked, after

    def _given(self, row: _Row, bullet: Text) -> None:
        """What it holds up, one a line, the labels below each other if they are short."""
        labels, names = _texts(row["given"]), _texts(row["given_by"])
        width = max(map(cell_len, labels), default=0)
        for label, name in zip(labels, names, strict=True):
            if not label:
                self.say(Text(name), bullet, Text(" " * bullet.cell_len))
            elif width > min(_LONGEST_LABEL, self._console.width // 4):
                self.say(Text(f"{label}: {name}"), bullet, Text(" " * bullet.cell_len))
            else:
                padding = " " * (width - cell_len(label))
                first = Text.assemble(bullet, padding, (label, "bold"), "  ")
                self.say(Text(name), first, Text(" " * first.cell_len))

    def _print(self, line: Text) -> None:
        line.rstrip()
        self._console.print(line, soft_wrap=True)
        self._empty = False


def _texts(cell: Cell) -> Sequence[str]:
    return [str(each) for each in cell] if isinstance(cell, tuple) else []


def _window(quoted: tuple[str, str, str], room: int) -> tuple[str, int, int]:
    """The part of an excerpt that fits, and where in it the mark begins and how wide it is.

    It begins where the excerpt does, unless the mark would be too far to the right.
    """
    before, marked, after = quoted
    length = cell_len(marked)
    seen = min(length, room // 2)
    if cell_len(before) + seen + min(cell_len(after), _AFTER_MARK) > room:
        kept = max(room // 2 - seen, _LEAST_BEFORE)
        before = _DOTS + _last_cells(before, kept - len(_DOTS))
    start = cell_len(before)
    text = before + marked + after
    if cell_len(text) > room:
        text = set_cell_size(text, room - len(_DOTS)).rstrip() + _DOTS
    return text, start, min(length, room - start)


def _last_cells(text: str, cells: int) -> str:
    """The end of a text that takes at most so many columns."""
    while cell_len(text) > cells:
        text = text[max(len(text) - cells, 1) :]
    return text
