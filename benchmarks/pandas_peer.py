"""Answers a question with pandas: `python pandas_peer.py QUESTION FILE`."""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

pandas: Any = import_module("pandas")  # optional, and has no types of its own


def read_figures(path: Path) -> Any:
    """The figures of the default series, a row each, with their places."""
    with path.open(encoding="utf-8") as file:
        base = json.load(file)
    series = next(each for each in base["series"] if each["id"] == base["default_series"])
    places = pandas.DataFrame(base["places"]).set_index("id")
    return pandas.DataFrame(series["observations"]).join(places, on="place")


def rank(figures: Any) -> Any:
    """The ten highest towns."""
    towns = figures[figures["kind"] == "town"].copy()
    towns["percent"] = 100 * towns["value"] / towns["value"].sum()
    towns["rank"] = towns["value"].rank(ascending=False, method="min").astype(int)
    return towns.nlargest(10, "value")[["rank", "place", "value", "percent"]]


def compare(figures: Any) -> Any:
    """Two towns, against the first."""
    rows = figures.set_index("name").loc[["Town 3", "Town 7"], ["place", "value"]]
    base = rows["value"].iloc[0]
    rows["difference"] = rows["value"] - base
    rows["ratio"] = rows["value"] / base
    rows["percent_change"] = 100 * rows["difference"] / base
    return rows


def share(figures: Any) -> Any:
    """A town as a part of its county."""
    town = figures[figures["name"] == "Town 3"]
    row = town.merge(figures, left_on="within", right_on="place", suffixes=("", "_whole"))
    row["percent"] = 100 * row["value"] / row["value_whole"]
    return row[["place", "value", "place_whole", "value_whole", "percent"]]


def town(figures: Any) -> Any:
    """A town's figure, share and rank."""
    row = share(figures)
    towns = figures[figures["kind"] == "town"]
    row["rank"] = 1 + (towns["value"] > row["value"].iloc[0]).sum()
    row["ranked"] = len(towns)
    return row[["place", "place_whole", "value", "percent", "rank", "ranked"]]


QUESTIONS: dict[str, Callable[[Any], Any]] = {
    "rank": rank,
    "compare": compare,
    "share": share,
    "town": town,
}

if __name__ == "__main__":
    answer = QUESTIONS[sys.argv[1]](read_figures(Path(sys.argv[2])))
    answer.to_csv(sys.stdout, sep="\t", index=False, header=False)
