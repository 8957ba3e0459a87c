"""The commands that verify: a fact base against its sources, a source against its text."""

from inspect import cleandoc
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from ..drafts.score import EXPERIMENTAL, SCORE
from . import completion
from .commands import Loads, question

if TYPE_CHECKING:
    from ..answer import Answer
    from ..linked.fact_base import FactBase
    from ..linked.files import FactFile

GROUP = "Verify"

FileArgument: TypeAlias = Annotated[
    str | None,
    typer.Argument(metavar="FILE", help="The fact base to check, if not that of --data."),
]


def _rules() -> list[tuple[str, str]]:
    """The rules, for completion."""
    from ..checks import rules

    return [(rule.kind, rule.meaning) for rule in rules()]


def _severities() -> list[str]:
    """The severities, for completion."""
    from ..checks import Severity

    return list(Severity)


@question(loads=Loads.FILE, example=("", "--place essex --kind claim", "--format lines"))
def check(
    base: "FactFile",
    file: FileArgument = None,  # noqa: ARG001 - the file that `base` was loaded from
    *,
    all_claims: Annotated[
        bool, typer.Option("--all", help="Also show claims that hold or can't be checked.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Let warnings fail the check, not only errors.")
    ] = False,
    place: Annotated[
        str | None,
        typer.Option(
            "--place",
            metavar="PLACE",
            help="Only what concerns this place. With --kind, in short, and also claims that hold "
            "or can't be checked.",
            autocompletion=completion.places,
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="RULE",
            help="Only what this rule finds, such as conflict or claim.",
            autocompletion=_rules,
        ),
    ] = None,
    severity: Annotated[
        str | None,
        typer.Option(
            "--severity",
            metavar="error|warning|note",
            help="Only what is as serious as this, or more. However the check is narrowed, only "
            "what is shown can fail it.",
            autocompletion=_severities,
        ),
    ] = None,
) -> "Answer":
    """Check a fact base: do its sources agree, and do its claims hold?"""
    from ..questions.check import check as ask

    return ask(
        base, all_claims=all_claims, strict=strict, place=place, kind=kind, severity=severity
    )


@question(
    example=(
        "- <<< 'Norfolk had 416 links to county lines.'",
        "- --source epping-2019 <<< 121",
        "- --source epping-2019 <<< $'A.\\n\\nB.\\n\\nC.\\n\\nD.\\n\\nE.\\n\\nIn Essex, 121.'",
    )
)
def audit(
    facts: "FactBase",
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            help="The draft: text, Markdown or docx; - for standard input. Blank lines separate "
            "its paragraphs, which count from 1.",
        ),
    ],
    *,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Take it for this source's own text: is each of its figures there?",
            autocompletion=completion.sources,
        ),
    ] = None,
) -> "Answer":
    """Read a draft: are its numbers those of the base? Experimental.

    Each number is supported, disputed, contradicted or unknown. Only contradicted ones fail the
    audit; -v also shows the supported and the unknown. With --source, a figure is found if it
    stands where its locator says, and is said of its place.
    """
    from ..dataset.loading import load_bytes, name_of
    from ..drafts.document import text_of
    from ..questions.audit import audit as ask

    name = name_of(text)
    return ask(facts, text_of(load_bytes(text), name), source=source, name=name)


audit.__doc__ = f"{cleandoc(audit.__doc__ or '')}\n\n{EXPERIMENTAL} {SCORE}"
