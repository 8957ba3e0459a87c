"""Drafts: the numbers that a text gives, what each speaks of, and whether the facts bear it out."""
