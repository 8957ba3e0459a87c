"""Completion in real shells, at a terminal."""

from pathlib import Path

from .conftest import ROOT, run
from .sessions import Session


def test_a_place_completes_and_answers(shell: str, tmp_path: Path) -> None:
    """What is completed works when Enter is pressed, also for a name with spaces."""
    session = Session(shell, tmp_path)
    session.type("cltool town great\t", "yarmouth")
    session.type(" -q --field value\n", "34")
    session.type("cltool rank bor\t", "oughs")
    session.type(" --measure referred -q --field name --top 1\n", "Lambeth")
    session.close()


def test_places_have_help(shell: str, tmp_path: Path) -> None:
    """The kind and county stand beside a place where the shell shows help: zsh and fish."""
    session = Session(shell, tmp_path)
    shown = session.type("cltool town south\t\t", "southend-on-sea")
    shown += session.type("", seconds=3.0)
    if shell != "bash":
        assert "Southampton, town in Hampshire" in shown
    session.close()


def test_a_broken_base_completes_to_nothing(shell: str, tmp_path: Path) -> None:
    """A fact base that is missing does not disturb the line being typed."""
    session = Session(shell, tmp_path, CLTOOL_DATA="/no/such.json")
    shown = session.type("cltool town south\t")
    assert "southend" not in shown
    assert "cannot be read" not in shown
    assert "Traceback" not in shown
    session.close()


def offered(*words: str, **env: str) -> list[str]:
    """What is offered for the last of some words, in bash's protocol."""
    done = run(
        env={
            "_CLTOOL_COMPLETE": "complete_bash",
            "COMP_WORDS": " ".join(["cltool", *words]),
            "COMP_CWORD": str(len(words)),
            **env,
        },
    )
    assert done.err == ""
    return done.out.split()


def test_offers() -> None:
    """Places, kinds, series, measures, sources, formats, fields and topics are offered."""
    assert offered("town", "south") == ["southampton", "southend-on-sea"]
    assert offered("county", "south") == ["south-yorkshire"]
    assert offered("compare", "essex", "ham") == ["hampshire"]
    assert offered("rank", "t") == ["towns"]
    assert offered("rank", "--series", "castro") == ["castro-2023-year1", "castro-2023-year2"]
    assert offered("rank", "--measure", "re") == ["referred", "residents-linked"]
    assert offered("rank", "--per", "pop") == ["population"]
    assert offered("audit", "--source", "ech") == ["echo-2019"]
    assert offered("rank", "--format", "t") == ["table", "tsv"]
    assert offered("rank", "--field", "d") == ["disputed"]
    assert offered("rank", "--per", "population", "--field", "ra") == ["rank", "rate"]
    assert offered("town", "--field", "per") == ["percent_of_within", "period_start", "period_end"]
    assert offered("compare", "essex", "--field", "rat") == ["ratio"]
    assert offered("help", "e") == ["environment", "exit-codes"]


def test_offers_of_other_facts(tmp_path: Path) -> None:
    """The facts of --data and CLTOOL_DATA are offered; broken ones offer nothing."""
    assert run("new", str(tmp_path / "my.json")).status == 0
    path = str(tmp_path / "my.json")
    assert offered("place", "--data", path, "") == ["northshire", "southshire", "ayton-on-sea"]
    assert offered("place", "sou", CLTOOL_DATA=path) == ["southshire"]
    assert offered("place", "--data", "/no/such", "a") == []
    assert offered("rank", "--data", str(ROOT / "README.md"), "--field", "a") == []
    assert offered("rank", "--data", "-", "--series", "a") == []
