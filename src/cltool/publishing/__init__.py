"""A whole fact base as one page to hand on: a file that needs nothing else."""
