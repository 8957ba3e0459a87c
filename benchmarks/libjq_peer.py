"""Asks a question of jq's own library, as its Python binding builds it: a current one.

`python libjq_peer.py QUESTION FILE`. What starting Python takes is in its time.
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from programs import JQ, JQ_FIGURES

jq: Any = import_module("jq")  # optional

text = Path(sys.argv[2]).read_text(encoding="utf-8")
for line in jq.compile(JQ_FIGURES + JQ[sys.argv[1]]).input_text(text):
    print(line)
