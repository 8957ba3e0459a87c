"""The ten highest towns, with polars: `python polars_peer.py rank FILE`."""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

polars: Any = import_module("polars")  # optional

base = json.loads(Path(sys.argv[2]).read_bytes())
series = next(each for each in base["series"] if each["id"] == base["default_series"])
places = polars.DataFrame(base["places"]).filter(polars.col("kind") == "town")
towns = polars.DataFrame(series["observations"]).join(places, left_on="place", right_on="id")
value = polars.col("value")
ranked = towns.with_columns(
    rank=value.rank("min", descending=True), percent=100 * value / value.sum()
).sort("value", descending=True)
print(
    ranked.select("rank", "place", "value", "percent")
    .head(10)
    .write_csv(separator="\t", include_header=False),
    end="",
)
