"""Where the figures of a table go."""

from dataclasses import dataclass

from ..dataset.period import Period
from ..errors import Parameter, UsageError
from ..text import shown


@dataclass(frozen=True, slots=True)
class Target:
    """The series that figures are added to.

    Attributes:
        source: The id of its source.
        measure: The id of its measure.
        period: Its period.
        series: Its id; by default that of a series with these, or a new one named for the source.
    """

    source: str
    measure: str
    period: str
    series: str | None = None

    @classmethod
    def of(
        cls, source: str | None, measure: str | None, period: str | None, series: str | None
    ) -> "Target":
        """The series that was asked for.

        Raises:
            UsageError: If its source, measure or period is not given, or the period is not one.
        """
        if source is None or measure is None or period is None:
            raise UsageError(
                "a table needs ",
                Parameter("source"),
                ", ",
                Parameter("measure"),
                " and ",
                Parameter("period"),
            )
        try:
            return cls(source, measure, str(Period.parse(period)), series)
        except ValueError as error:
            given = Parameter("period", f"'{shown(period)}'")
            raise UsageError("given ", given, f", expected {error}") from None
