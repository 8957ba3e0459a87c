"""Small fact bases for tests, made from what matters in each."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import cltool

Json = dict[str, Any]


def series(
    id_: str, values: Mapping[str, Any], period: str = "2020", source: str = "office", **more: Any
) -> Json:
    """A series of figures by place; a value may be a number or the keys of an observation."""
    return {
        "id": id_,
        "source": source,
        "measure": "crimes",
        "period": period,
        "coverage": "partial",
        "observations": [
            {"place": place, **(value if isinstance(value, dict) else {"value": value})}
            for place, value in values.items()
        ],
        **more,
    }


def source(id_: str, publisher: str = "", **more: Any) -> Json:
    """A source; its publisher is named for its id."""
    return {
        "id": id_,
        "publisher": publisher or id_.title(),
        "title": f"Report of {id_}",
        "published": "2022",
        "url": f"https://example.org/{id_}",
        **more,
    }


def measure(id_: str = "crimes", type_: str = "flow", **more: Any) -> Json:
    """A measure, by default of crimes."""
    return {
        "id": id_,
        "name": id_.capitalize(),
        "unit": id_,
        "definition": f"{id_.capitalize()} counted.",
        "type": type_,
        **more,
    }


def base(
    *all_series: Json,
    sources: Sequence[Json] = (),
    measures: Sequence[Json] = (),
    places: Sequence[Json] = (),
    claims: Sequence[Json] = (),
) -> Json:
    """A base of some series: A, B, C and D are counties in E, a region."""
    named = [{"id": id_, "name": id_.upper(), "kind": "county", "within": "e"} for id_ in "abcd"]
    return {
        "format": 1,
        "title": "A base of one thing",
        "default_series": all_series[0]["id"],
        "sources": [*({each["id"]: each for each in (source("office"), *sources)}).values()],
        "measures": [*({each["id"]: each for each in (measure(), *measures)}).values()],
        "places": [{"id": "e", "name": "E", "kind": "region"}, *named, *places],
        "series": list(all_series),
        "claims": list(claims),
    }


def claim(place: str, source: str = "office", **more: Any) -> Json:
    """A claim about a county in 2020."""
    return {
        "source": source,
        "measure": "crimes",
        "place": place,
        "kind": "county",
        "period": "2020",
        "statement": f"{place.upper()} stands so.",
        **more,
    }


def loaded(made: Json) -> cltool.FactBase:
    """A fact base from its dictionary."""
    return cltool.loads(json.dumps(made).encode())


def facts(*all_series: Json, **more: Any) -> cltool.FactBase:
    """The fact base that `base` makes."""
    return loaded(base(*all_series, **more))


def notes(answer: cltool.Answer, kind: str) -> list[str]:
    """The caveats of one kind."""
    return [note.text for note in answer.notes if note.kind == kind]


def vital(answer: cltool.Answer) -> list[str]:
    """The kinds of the caveats that change what may be said, in their order."""
    return [note.kind for note in answer.notes if note.weight == "vital"]


def columns(answer: cltool.Answer, *names: str) -> list[tuple[object, ...]]:
    """Some columns of an answer's rows."""
    return [tuple(row[name] for name in names) for row in answer]
