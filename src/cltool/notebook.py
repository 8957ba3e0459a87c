"""How a notebook is shown what it is given."""

from collections.abc import Callable
from typing import Any, ClassVar


class Shown:
    """What notebooks show in the media that they know: Jupyter, marimo and Quarto ask these two.

    What is shown stands below the formats that write it, so it is told of them; see `shown_by`.
    """

    __slots__ = ()
    _writers: ClassVar[dict[str, Callable[[Any], str]]] = {}

    @classmethod
    def shown_by(cls, **writers: Callable[[Any], str]) -> None:
        """Say what writes it in each medium, such as `html` for `text/html`."""
        cls._writers = {f"text/{medium}": write for medium, write in writers.items()}

    def _repr_html_(self) -> str | None:
        write = self._writers.get("text/html")
        return write(self) if write else None

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Itself in every medium, of which the notebook picks one (IPython's protocol)."""
        del include, exclude  # the notebook leaves out by itself what it does not want
        return {medium: write(self) for medium, write in self._writers.items()}
