"""A page for people: the answer first, then the table, what is vital to know of it, and the source.

Where there is little room the table leaves out what is least needed. A figure or a name is never
cut.
"""

import io
from collections.abc import Sequence
from urllib.parse import urlsplit

from rich.console import Console
from rich.style import Style as Look
from rich.text import Text

from ..answer import Answer, Column
from ..text import is_web_address
from ..wording import counted, listing
from . import _findings as findings
from . import _grid as grid
from ._marks import COMMAND, GENERAL, drawn_columns, marked, others
from .format import Style

_INDENT = "   "
_IN_ASCII = str.maketrans("“”", '""')
_MOST_SOURCES = 3
_MOST_LOCATORS = 3
_ROOM_OF_ADDRESSES = 40
"""From this width on an address is left whole, for the terminal to break."""
_LOOKS = {GENERAL: "bold yellow", "·": "dim", "-": "dim"}


def draw(answer: Answer, style: Style) -> str:
    """The answer as wide as it needs to be, or fitted to the style's width."""
    drawn = io.StringIO()
    console = Console(
        file=drawn,
        width=style.width or grid.UNBOUNDED,
        color_system="standard" if style.colour else None,
        force_terminal=style.colour,
        force_jupyter=False,  # or Rich shows the page in a notebook, beside returning it
        no_color=not style.colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    if findings.draws(answer):
        findings.draw(answer, style, console)
        return drawn.getvalue()
    _Page(answer, style, console).draw()
    page = "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())
    return page.translate(_IN_ASCII) if style.ascii_only else page


class _Page:
    """A page that is being drawn."""

    def __init__(self, answer: Answer, style: Style, console: Console) -> None:
        self._answer = answer
        self._style = style
        self._console = console
        self._columns = drawn_columns(answer)
        self._marks = marked(answer, self._columns, ascii_only=style.ascii_only)

    def draw(self) -> None:
        """Print the whole page."""
        answer = self._answer
        self._say(Text(answer.summary, style="bold"))
        self._say(Text(answer.title, style="dim"))
        left_out: Sequence[Column] = ()
        if self._columns:
            self._console.print()
            found = grid.Grid(answer, self._marks, self._style).draw(self._console)
            left_out = found or ()
            if found is None:
                self._run_on()
        self._foot(left_out)

    def _foot(self, left_out: Sequence[Column]) -> None:
        """The caveats by their marks, the sources, and what is not shown."""
        every = self._style.all_notes
        notes = list(others(self._answer)) if every else []
        bullet = "-" if self._style.ascii_only else "·"
        lines = [
            (mark, caveat.with_hint())
            for mark, caveat in self._marks.caveats
            if caveat.kind != COMMAND
        ]
        lines += [(bullet, caveat.with_hint()) for caveat in notes]
        if lines or self._answer.citations or left_out:
            self._console.print()
        for mark, text in lines:
            self._marked(mark, Text(text), _LOOKS.get(mark, "yellow"))
        for command in (note.text for note in self._answer.notes if note.kind == COMMAND):
            self._console.print()
            self._console.print(Text(command), soft_wrap=True)  # in one line, to be typed as it is
        sources = self._sources()
        shown = sources if every else sources[:_MOST_SOURCES]
        for source in shown:
            self._marked("", source, "")
        if left_out:
            titles = listing([column.title for column in left_out])
            columns = "column" if len(left_out) == 1 else "columns"
            self._marked("", Text(f"No room for the {columns} {titles}.", style="dim"), "")
        more = [] if every else self._not_told(len(sources) - len(shown))
        if more:
            self._marked("", Text(f"{listing(more)}: -v", style="dim"), "")

    def _not_told(self, sources: int) -> list[str]:
        notes = sum(1 for _ in others(self._answer))
        told = []
        if notes:
            told.append(f"{counted(notes, 'more note')}")
        if sources:
            told.append(f"{counted(sources, 'more source')}")
        return told

    def _sources(self) -> list[Text]:
        """A line a source, with the way to open it."""
        lines = []
        for source in self._answer.cited():
            line = Text(source.text if self._style.all_notes else source.short, style="dim")
            where = source.where(None if self._style.all_notes else _MOST_LOCATORS)
            if where:
                line.append(f", {where}")
            self._add_address(line, source.url)
            lines.append(line)
        return lines

    def _add_address(self, line: Text, url: str | None) -> None:
        """Where a source can be read: its site, which opens it; in full where all is told."""
        if url is None:
            return
        between = " - " if self._style.ascii_only else " · "
        if not is_web_address(url) or (self._style.all_notes and not self._style.links):
            line.append(between).append(url)
            return
        site = (urlsplit(url).hostname or url).removeprefix("www.")
        look = Look(link=url, underline=True) if self._style.links else Look()
        line.append(between).append(site, style=look)

    def _say(self, text: Text) -> None:
        """Print a text, wrapped; an address at its end is left whole, so that it can be opened."""
        address = self._address_of(text)
        for line in text[: len(text) - len(address)].wrap(self._console, self._console.width):
            line.rstrip()
            self._console.print(line, soft_wrap=True)
        if address:
            self._console.print(address, soft_wrap=True)

    def _address_of(self, text: Text) -> Text:
        """The address at the end of a text, to stand whole on its own line; empty without one."""
        last = text.plain.rpartition(" ")[2]
        lone = is_web_address(last) and self._console.width >= _ROOM_OF_ADDRESSES
        return text[len(text) - len(last) :] if lone else Text()

    def _marked(self, mark: str, text: Text, look: str) -> None:
        """Print a text that hangs from its mark."""
        room = self._console.width - len(_INDENT)
        indent = _INDENT if room >= grid.LEAST_ROOM else ""
        start = (mark.ljust(len(indent)) if indent else f"{mark} " if mark else "", look)
        width = max(self._console.width - len(indent), 1)
        if not indent:
            text, start = Text.assemble(start, text), ("", "")
        address = self._address_of(text)
        for number, line in enumerate(text[: len(text) - len(address)].wrap(self._console, width)):
            line.rstrip()
            first = start if number == 0 else indent
            self._console.print(Text.assemble(first, line), soft_wrap=True)
        if address:
            self._console.print(Text.assemble(indent, address), soft_wrap=True)

    def _run_on(self) -> None:
        """The rows as lines of text, where there is no room for columns."""
        for row in range(len(self._answer)):
            told = []
            for column in self._columns:
                text = self._answer.cells_for_people(column)[row]
                if text:
                    mark = self._marks.cells.get((row, column.name), "")
                    told.append(f"{column.title} {text}{mark}")
            self._say(Text("; ".join(told)))
