"""What rounded shares add up to."""

from collections.abc import Sequence

from ..answer import Caveat


def rounding(percents: Sequence[float | None], whole: str) -> list[Caveat]:
    """A word on shares that make up a whole, but not as rounded for people.

    Args:
        percents: The shares, in hundredths of the whole.
        whole: What they are shares of, for people.
    """
    known = [percent for percent in percents if percent is not None]
    if not known or round(sum(known), 6) != 100:
        return []
    shown = round(sum(round(percent, 1) for percent in known), 1)
    if shown == 100:
        return []
    text = f"Rounded, the shares of {whole} add up to {shown}%, not 100%."
    return [Caveat("rounding", text, column="percent", numbers={"sum": shown})]
