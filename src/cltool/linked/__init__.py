"""The facts that questions work on: records that know each other."""
