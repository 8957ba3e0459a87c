"""How a table is to be read, as the user says."""

from dataclasses import dataclass

from ..errors import Parameter, UsageError
from ..text import shown

OUT, SAME = "out", "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a table is to be read. What is not given, the table must tell by itself.

    Attributes:
        sheet: The name of its sheet, or the beginning of that name.
        encoding: The encoding of a text.
        decimal: The sign of decimals in its column of figures, `,` or `.`.
        header_row: The rows of its header, such as `3` or `3-4`; `none` for none.
        place: The columns of the place's name; several are joined.
        code: The column of the place's code.
        value: The column of figures.
        values: The first and the last of its columns of figures, each of a period: `1960..2018`.
        places_across: Whether the headers are the places.
        period_column: The column of periods.
        period: The period of all its figures.
        where: What a row must have: `COLUMN=TEXT`.
        leave_out: Places to leave out, by name or code; `E92*` for all codes that begin so.
        other_levels: What becomes of places that are seen to be of another level: `out`, `same`
            for places as the others, or the kind that they are.
        missing: More words that stand for a missing figure.
    """

    sheet: str | None = None
    encoding: str | None = None
    decimal: str | None = None
    header_row: str | None = None
    place: tuple[str, ...] = ()
    code: str | None = None
    value: str | None = None
    values: str | None = None
    places_across: bool = False
    period_column: str | None = None
    period: str | None = None
    where: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    other_levels: str | None = None
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.decimal not in (None, ",", "."):
            given = Parameter("decimal", f"'{shown(str(self.decimal))}'")
            raise UsageError("given ", given, ", expected a comma or a point: , or .")
        if self.value is not None and self.values is not None:
            raise UsageError(
                "given both ", Parameter("value"), " and ", Parameter("values"), "; give one"
            )
