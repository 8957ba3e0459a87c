"""The rules that a fact base is held against, beyond what loading refuses. One file a rule."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ..linked.fact_base import FactBase
from .base import Base
from .rule import RULES, Finding, Rule, Severity

__all__ = ["Finding", "Rule", "Severity", "findings", "rules"]


@cache
def rules() -> tuple[Rule, ...]:
    """All the rules in their order: every module of this folder is looked at."""
    for module in iter_modules(__path__):
        import_module(f".{module.name}", __name__)
    return tuple(sorted(RULES.values(), key=lambda each: each.order))


def findings(facts: FactBase) -> Iterator[Finding]:
    """All that the rules find in a fact base, rule by rule."""
    base = Base(facts)
    for rule in rules():
        yield from rule.findings(base)
