"""What sources claim of ranks, and whether the figures bear it out."""
