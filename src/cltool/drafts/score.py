"""How well the audit of drafts does, for its help and its page."""

SCORE = "Not scored yet on texts that were kept apart from its making."
"""Errors found, flags right and supported right, with counts, on such texts."""
EXPERIMENTAL = "Experimental: a second reader, not a gate. What it does not flag may be wrong."
