"""Who reports a figure, in words: `the report itself`, `4 outlets`, `1 outlet (3 titles)`."""

from collections.abc import Iterable

from ..answer import Caveat
from ..linked.evidence import Reading, count_voices, voices
from ..linked.series import Figure
from ..wording import counted, listing, number
from .citing import publishers


def reported_by(figure: Figure) -> str:
    """Who gives the value of a figure."""
    evidence = figure.evidence
    if evidence.origins > 1:
        return counted(evidence.origins, "office")
    return _reporters(evidence.chosen)[0]


def one_voice(used: Iterable[Figure]) -> list[Caveat]:
    """Which titles count as one outlet, and why, each set of them once."""
    reports = {figure.evidence.chosen.independent: None for figure in used}
    groups = {
        tuple(publishers(group)): None
        for sources in reports
        if len(sources) > 1
        for group in voices([each for each in sources if each.relays is not None])
    }
    return [
        Caveat("outlets", f"{listing(names)} count as one outlet: one owner, or one text.")
        for names in groups
        if len(names) > 1
    ]


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
