#!/usr/bin/env bash
# The whole matrix of shells, streams, settings and hostile input, a line a case, far more often
# repeated and varied than the tests of a change are. Takes about half an hour.
set -uo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
export CLTOOL_EXAMPLES=500
"$python" -m pytest -v --thorough --numprocesses="${PROCESSES:-2}" \
  tests/test_{shells,shell_safety,completion,install_completion,streams,terminal,errors,hostile,fuzz,oracle,writing,limits,formulas}.py
tests=$?
"$python" tests/fuzz.py --cases 10000
fuzz=$?
exit $((tests || fuzz))
