"""The columns that several questions share."""

from collections.abc import Sequence

from ..answer import Column, Kind
from ..linked.series import Figure


def place_columns(used: Sequence[Figure], heading: str = "Place") -> list[Column]:
    """The ids and the names of the places of some figures."""
    return [
        Column(
            "place",
            "the id of the place",
            tuple(figure.place.id for figure in used),
            Kind.PLACE,
            for_people=False,
        ),
        Column(
            "name",
            "its name",
            tuple(figure.place.name for figure in used),
            heading=heading,
        ),
    ]


def evidence_columns(used: Sequence[Figure]) -> list[Column]:
    """How many independent sources give each figure, and which other values there are."""
    return [
        Column(
            "agreeing",
            "how many independent sources give the figure",
            tuple(figure.evidence.agreeing for figure in used),
            Kind.NUMBER,
            "Sources",
        ),
        Column(
            "disputed",
            "the other values that sources give",
            tuple(figure.evidence.disputed for figure in used),
            Kind.LIST,
            "Others say",
        ),
    ]
