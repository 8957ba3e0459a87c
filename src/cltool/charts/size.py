"""How large a chart is."""

import re
from typing import NamedTuple

from ..errors import UsageError
from ..text import shown

LEAST, MOST = 280, 4000
"""The narrowest and the widest that a chart may be."""


class Size(NamedTuple):
    """How large a chart is.

    Attributes:
        width: Its width.
        height: Its height; None for as high as its rows need.
    """

    width: int
    height: int | None = None

    @classmethod
    def of(cls, asked: str) -> "Size":
        """The size of a name, or of a width and a height such as `640x400`.

        Raises:
            UsageError: If it is neither, or too small or large to be drawn.
        """
        if asked in SIZES:
            return SIZES[asked]
        found = re.fullmatch(r"([0-9]{1,5})x([0-9]{1,5})", asked)
        if not found:
            raise UsageError(
                f"given the size '{shown(asked)}', expected one of: {', '.join(SIZES)}; or a "
                "width and a height such as 640x400"
            )
        size = cls(int(found[1]), int(found[2]))
        if not (LEAST <= size.width <= MOST and 1 <= (size.height or 0) <= MOST):
            raise UsageError(
                f"given the size '{asked}', expected a width of {LEAST} to {MOST} and a height "
                f"of at most {MOST}"
            )
        return size


WIDE, SQUARE, PHONE = Size(640), Size(640, 640), Size(360)
SIZES = {"wide": WIDE, "square": SQUARE, "phone": PHONE}
