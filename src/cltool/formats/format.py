"""What a format is."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

if TYPE_CHECKING:
    from ..answer import Answer


class Style(NamedTuple):
    """What a format may be told about the page it writes for.

    Attributes:
        header: Whether to print the names of the columns; None for the format's own habit.
        width: The columns of the terminal; None for as wide as it needs to be.
        colour: Whether to use colour.
        ascii_only: Whether to draw with ASCII marks alone.
        links: Whether the page may hold links that a terminal opens.
        all_notes: Whether to tell all that there is to know, or what is vital.
        size: How large to draw, as asked for; None for the format's own habit.
        title: What to write above, in place of the answer's own words.
    """

    header: bool | None = None
    width: int | None = None
    colour: bool = False
    ascii_only: bool = False
    links: bool = False
    all_notes: bool = False
    size: str | None = None
    title: str | None = None


class Format(ABC):
    """A way to print an answer. Each stands in a file of this folder, and declares itself whole.

    Attributes:
        name: What it is called.
        ending: How the names of its files end.
        order: When it comes in a list of formats, from 1.
        meaning: What it is, in a line or two for the help and the pages.
        carries_notes: Whether its text holds the notes and sources, or they are told apart.
        for_people: Whether people read it, so that it rounds, groups and follows the terminal.
        binary: Whether it is bytes and no text, which no terminal shows.
        takes: The options that it takes of those not all formats do: `size`, `title`.
    """

    name: ClassVar[str]
    ending: ClassVar[str]
    order: ClassVar[int]
    meaning: ClassVar[str]
    carries_notes: ClassVar[bool]
    for_people: ClassVar[bool]
    binary: ClassVar[bool] = False
    takes: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        lacking = [each for each in Format.__annotations__ if not hasattr(cls, each)]
        if lacking:
            raise TypeError(f"the format {cls.__name__} does not say its {', '.join(lacking)}")

    @abstractmethod
    def write(self, answer: "Answer", style: Style) -> str | bytes:
        """The answer as text that ends in a line feed, or as bytes where the format is binary.

        Raises:
            UsageError: If the answer is not of a kind that the format can hold.
        """

    @abstractmethod
    def verify(self, written: Any) -> None:
        """Refuse a text, or bytes, that a reader of this format would not read. For tests.

        Raises:
            ValueError: If it is not of this format.
        """
