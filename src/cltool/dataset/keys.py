"""Which key an unknown one was meant for: by the words that people use, then by its spelling."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches

_LEAST_LIKENESS = 0.7
_WORDS = {
    "id": "identifier key slug",
    "name": "title label",
    "title": "headline heading name",
    "publisher": "author outlet newspaper organisation organization by",
    "published": "date day year time when publication_date",
    "period": "date dates day year years month months time when",
    "url": "link website web address href uri site",
    "relays": "via cites quotes copied_from original",
    "group": "owner company",
    "supersedes": "replaces revises",
    "within": "in inside part_of parent belongs_to county region country area",
    "aliases": "aka also_known_as other_names synonyms",
    "kind": "type category sort class level",
    "type": "kind category sort class",
    "unit": "unit_of measured_in",
    "definition": "description meaning",
    "place": "location area name town county",
    "value": "number count figure total amount n quantity",
    "locator": "paragraph page where location",
    "withheld": "suppressed hidden reason",
    "said": "wording words quote",
    "least": "min minimum low lower lowest from",
    "most": "max maximum high higher upper highest to",
    "tolerance": "margin margin_of_error error uncertainty plus_minus",
    "note": "comment comments remark remarks",
    "caveat": "warning",
    "observations": "figures data values rows points numbers",
    "statement": "text claim quote wording",
    "rank": "position",
    "among": "top",
    "default_series": "default",
    "sources": "references publications articles",
    "measures": "indicators variables statistics",
    "places": "locations areas",
    "claims": "statements",
    "format": "version",
}


def meant(key: str, keys: Sequence[str], there: Collection[str]) -> str | None:
    """The key of a record that another word was meant for.

    Args:
        key: The word.
        keys: The keys that its record may have.
        there: The keys that it has already, which no other word is taken for.

    Returns:
        The key; None if no one can tell.
    """
    word = key.strip().casefold().replace("-", "_").replace(" ", "_")
    free = [each for each in keys if each not in there]
    if word in free:
        return word
    named = [each for each in free if word in _WORDS.get(each, "").split()]
    near = named or get_close_matches(word, free, 1, _LEAST_LIKENESS)
    return near[0] if near else None
