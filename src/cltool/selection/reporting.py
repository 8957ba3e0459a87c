"""Who reports a figure, in words: `the report itself`, `4 outlets`, `1 outlet (3 titles)`."""

from ..linked.evidence import Reading, count_voices
from ..linked.series import Figure
from ..wording import counted, number


def reported_by(figure: Figure) -> str:
    """Who gives the value of a figure."""
    evidence = figure.evidence
    if evidence.origins > 1:
        return counted(evidence.origins, "office")
    return _reporters(evidence.chosen)[0]


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
    voices = count_voices(relaying)
    words = counted(voices, "outlet")
    if len(relaying) > voices:
        words += f" ({number(len(relaying))} titles)"
    return (f"the report itself and {words}" if own else words), own or voices > 1
