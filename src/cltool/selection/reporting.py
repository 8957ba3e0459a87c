"""Who reports a figure, in words: `the report itself`, `4 outlets`, `1 outlet (3 titles)`."""

from collections.abc import Sequence

from ..answer import Caveat, Weight
from ..linked.evidence import Reading, count_voices
from ..linked.series import Figure
from ..wording import counted, listing, number
from .citing import publishers

MOST_TOLD = 6


def reported_by(figure: Figure) -> str:
    """Who gives the value of a figure."""
    evidence = figure.evidence
    if evidence.origins > 1:
        return counted(evidence.origins, "office")
    return _reporters(evidence.chosen)[0]


def reporters(used: Sequence[Figure]) -> list[Caveat]:
    """Who gives each of some figures, by name, and which titles of them count as one outlet."""
    told = []
    for figure in used[:MOST_TOLD]:
        reading = figure.evidence.chosen
        voices, named = count_voices(reading.independent), publishers(reading.independent)
        as_one = f" ({counted(voices, 'outlet')})" if 1 <= voices < len(named) else ""
        by = f" by {listing(named)}{as_one}" if named else ""
        again = publishers(reading.repeating)
        repeated = f", repeated by {listing(again)}" if again else ""
        told.append(f"{figure.place.name} {number(figure.value)}{by}{repeated}")
    if all(len(figure.evidence.chosen.sources) == 1 for figure in used[:MOST_TOLD]):
        return []
    more = len(used) - len(told)
    rest = f"; {number(more)} more are not told here" if more else ""
    text = f"Given: {'; '.join(told)}{rest}. Titles of one owner, or with one text, are one outlet."
    return [Caveat("reporters", text, Weight.BACKGROUND)]


def outlets(reading: Reading) -> str:
    """Who gives a value, with the verb: `1 outlet (3 titles) gives`."""
    words, several = _reporters(reading)
    return f"{words} {'give' if several else 'gives'}"


def _reporters(reading: Reading) -> tuple[str, bool]:
    """Who gives a value, and whether they are several."""
    own = any(source.relays is None for source in reading.independent)
    relaying = [source for source in reading.independent if source.relays is not None]
    if not relaying:
        return ("the report itself" if own else "a retelling"), False
    count = count_voices(relaying)
    words = counted(count, "outlet")
    if len(relaying) > count:
        words += f" ({number(len(relaying))} titles)"
    return (f"the report itself and {words}" if own else words), own or count > 1
