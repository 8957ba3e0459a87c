"""The tests: what users rely on."""
