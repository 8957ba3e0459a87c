"""The sources that an answer rests on, and where in them its figures stand."""

from typing import NamedTuple

from .wording import locators_in_words


class Citation(NamedTuple):
    """A series that an answer rests on, with its source.

    Attributes:
        series, measure, period, status: The series, as the fact base gives it.
        source, kind, publisher, title, published, url: Its source.
        origin: The id of the source at the end of the chain of `relays`.
        period_in_words: The period for people.
        locators: Where in the source the figures stand.
        text: The source for people, without the locators.
        short: The source in short: who published it, and when.
    """

    series: str
    measure: str
    period: str
    status: str
    source: str
    kind: str | None
    publisher: str
    title: str
    published: str
    url: str | None
    origin: str
    period_in_words: str
    locators: tuple[str, ...]
    text: str
    short: str


class Cited(NamedTuple):
    """A source of an answer, for people.

    Attributes:
        text: The source, with its title.
        short: Who published it, and when.
        locators: Where in it the figures stand, as far as that is known.
        url: Where it can be read; None where that is not known.
    """

    text: str
    short: str
    locators: tuple[str, ...]
    url: str | None

    def where(self, most: int | None = None) -> str:
        """Where in it the figures stand, for people; empty where that is not known.

        Args:
            most: How many of several places to name; all by default.
        """
        return locators_in_words(self.locators, most)
