"""The ten highest towns, by the standard library alone: `python script_peer.py rank FILE`."""

import json
import sys
from pathlib import Path

base = json.loads(Path(sys.argv[2]).read_bytes())
series = next(each for each in base["series"] if each["id"] == base["default_series"])
towns = {each["id"] for each in base["places"] if each["kind"] == "town"}
figures = [(each["value"], each["place"]) for each in series["observations"]]
listed = sorted((figure for figure in figures if figure[1] in towns), reverse=True)
total = sum(value for value, _ in listed)
for rank, (value, place) in enumerate(listed[:10], start=1):
    print(rank, place, value, 100 * value / total, sep="\t")
