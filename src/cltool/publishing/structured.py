"""The dataset as search engines and catalogues read it: JSON-LD in the words of schema.org.

See https://schema.org/Dataset and https://developers.google.com/search/docs/appearance/structured-data/dataset.
"""

from collections.abc import Mapping
from typing import Any

from ..linked.fact_base import FactBase
from ..linked.record import Measure, Place, Source
from ..text import is_web_address


def described(facts: FactBase, title: str) -> Mapping[str, Any]:
    """A fact base as a `Dataset`.

    Args:
        facts: The fact base.
        title: What the page calls it.
    """
    base = facts.base
    used = {each.place for series in facts.series for each in series.record.observations}
    outer = set(facts.nesting.outermost(used))
    places = [each for each in facts.places if each.id in outer]
    periods = [each.period for each in facts.series]
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": title,
        "description": base.description or f"Figures about places: {title}.",
        "license": _license(base.license),
        "temporalCoverage": "",
        "spatialCoverage": [_place(each) for each in places],
        "variableMeasured": [_variable(each) for each in facts.measures],
        "citation": [_work(each) for each in facts.sources],
        "isAccessibleForFree": True,
    }
    if periods:
        first = min(each.first for each in periods)
        last = max(each.last for each in periods)
        found["temporalCoverage"] = f"{first}/{last}"
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _license(name: str | None) -> Any:
    if name is None or is_web_address(name):
        return name
    return {"@type": "CreativeWork", "name": name}


def _place(place: Place) -> dict[str, Any]:
    code = {"identifier": place.code} if place.code else {}
    return {"@type": "Place", "name": place.name, **code}


def _variable(measure: Measure) -> dict[str, Any]:
    return {
        "@type": "PropertyValue",
        "name": measure.name,
        "unitText": measure.unit,
        "description": measure.definition,
    }


def _work(source: Source) -> dict[str, Any]:
    url = {"url": source.url} if source.url else {}
    return {
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
        "datePublished": source.published,
        **url,
    }
