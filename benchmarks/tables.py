"""What it takes to import a table: `python tables.py [ROWS]`.

Each run makes a new fact base of a generated table, as CSV, with a code a row.
"""

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path
from statistics import median

from measure import run

_NEW = {
    "publisher": "Office",
    "title": "Table",
    "published": "2020",
    "unit": "people",
    "type": "stock",
    "kind": "town",
    "period": "2020",
    "other-levels": "same",
}


def main() -> None:
    """Import a table several times, and print the median of the seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    draw = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        rows = (f"Place {n},E{n:08},{draw.randrange(10**6)}\n" for n in range(given.rows))
        (where / "table.csv").write_text("Area,Code,Value\n" + "".join(rows), encoding="utf-8")
        program = str(Path(sys.executable).parent / "cltool")
        new = [word for name, text in _NEW.items() for word in (f"--{name}", text)]
        seconds = []
        for number in range(given.runs):
            command = [program, "import", "table.csv", "--into", f"{number}.json", *new]
            seconds.append(run(command, where, os.environ, quiet=True).seconds)
    print(f"{given.rows:,} rows: {median(seconds):.2f} s, the median of {given.runs} runs")


if __name__ == "__main__":
    main()
