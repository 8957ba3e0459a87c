"""The audit of drafts: reading numbers, binding them, judging them, and what the command says."""

import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cltool
from cltool.drafts.numerals import numbers_of
from cltool.drafts.tokens import sentences_of

from .conftest import run, run_terminal
from .test_evidence import loaded

FACTS = cltool.load()
MARK = re.compile(r"\{([^{}|]*)\|([a-z]+)\}")


def read(text: str) -> list[tuple[str, str, float, str]]:
    """The numbers of a text: as written, what each is, its value and unit."""
    found = []
    for sentence in sentences_of(text):
        for each in numbers_of(sentence.tokens):
            start, end = sentence.tokens[each.first].start, sentence.tokens[each.last].end
            sense = "" if each.sense.name == "PLAIN" else f" {each.sense.name.lower()}"
            form = f"{each.form.name.lower()}{sense}"
            found.append((text[start:end], form, round(float(each.value), 4), each.unit))
    return found


@pytest.mark.parametrize(
    ("text", "written", "form", "value"),
    [
        ("The total reached 4,013.", "4,013", "amount", 4013),
        ("It handled 1.2m journeys.", "1.2m", "amount", 1_200_000),
        ("Some ten million people.", "ten million", "amount about", 10_000_000),
        ("Twenty-six came.", "Twenty-six", "amount", 26),
        ("One hundred and twenty-one people.", "One hundred and twenty-one", "amount", 121),
        ("It cost half a million.", "half a million", "amount", 500_000),
        ("About a dozen left.", "a dozen", "amount about", 12),
        ("A quarter of a million voted.", "A quarter of a million", "amount", 250_000),
        ("Two and a half million did.", "Two and a half million", "amount", 2_500_000),
        ("It is 36% now.", "36%", "percent", 36),
        ("Fifty-two per cent agreed.", "Fifty-two per cent", "percent", 52),
        ("Up by three percentage points.", "three percentage points", "points", 3),
        ("Nearly two-thirds of it.", "two-thirds", "part nearly", 0.6667),
        ("A third of them.", "A third", "part", 0.3333),
        ("One in eight did.", "One in eight", "part", 0.125),
        ("That is four out of ten.", "four out of ten", "part", 0.4),
        ("It has more than tripled.", "tripled", "multiple over", 3),
        ("Numbers halved.", "halved", "multiple", 0.5),
        ("Up by half a point.", "half a point", "points", 0.5),
        ("One case for every 5,000 people.", "One case for every 5,000", "part", 0.0002),
        ("It rose by 0.5 and 0.9 points.", "0.9 points", "points", 0.9),
        ("It had three times as many as Kent.", "three times", "multiple", 3),
        ("It was the third highest.", "third", "ordinal", 3),
        ("It ranked 22nd of all.", "22nd", "ordinal", 22),
        ("At least 40 or so.", "40", "amount least", 40),
        ("Just under 400 were.", "400", "amount nearly", 400),
        ("No fewer than 12 boats.", "12", "amount least", 12),
        ("Complaints top 300 again.", "300", "amount over", 300),
    ],
)
def test_reads_numbers(text: str, written: str, form: str, value: float) -> None:
    """A number is read as it is written, with the words that say how close it is."""
    assert [each[:3] for each in read(text)][-1:] == [(written, form, value)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It cost £500k.", "pounds"),
        ("A ticket is 40p.", "pounds"),
        ("The wait is 14 weeks.", "weeks"),
        ("Children as young as 11.", "years"),
        ("It had 416.", ""),
    ],
)
def test_a_number_keeps_its_unit(text: str, unit: str) -> None:
    """Money, times and ages are told apart from counts."""
    assert [each[3] for each in read(text)] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "On 19 September 2019 it opened.",
        "It ran from May 2019 to April 2020.",
        "In 2018/19 and in 2021.",
        "The 1990s and the 80s.",
        "Boys aged 17 and a 12-year-old.",
        "Under-18s were there.",
        "Mark Ellis, 44, agreed.",
        "The A12 and the M25 were shut.",
        "It left at 9.30am, not at 10:45.",
        "Call 01245 490490 today.",
        "Covid-19 came.",
        "They won 3-1.",
        "See https://example.org/2019/44 for more.",
        "Write to a1@example.org now.",
        "A 12-month plan.",
        "Under Section 60 of the act.",
        "One of them left.",
        "For a third year running.",
        "It is rated per 100,000 people.",
        "Postcode SS1 2AB.",
        "Version 1.2.3 is out.",
    ],
)
def test_sets_aside_what_is_no_figure(text: str) -> None:
    """Dates, ages, years, roads, times, telephone numbers and scores are no figures."""
    kinds = {form for _, form, _, _ in read(text)}
    assert kinds <= {"ordinal"}


def verdicts(text: str, facts: cltool.FactBase = FACTS) -> list[tuple[str, str]]:
    """The numbers of a text with their verdicts."""
    return [(str(row["text"]), str(row["verdict"])) for row in cltool.audit(facts, text)]


def test_a_marked_draft() -> None:
    """Every mark of a draft is what the audit says: values, changes, shares, ranks and errors."""
    marked = """\
County lines: fewer Londoners linked to Norfolk

The number of Londoners linked to county lines in Norfolk {more than halved|supported} in a year.
It was {416|supported} between January 2018 and April 2019. In the year to April 2020 it was
{189|contradicted}, a fall of {52 per cent|supported}.

Norwich had {167|supported} of them, {four in ten|supported}, and Great Yarmouth
{43|contradicted}.

Hampshire's {413|supported} people in the second year are {107|supported} more than Sussex had. It
ranked {first|supported}, and Norfolk {fourth|contradicted}.

Essex had {121|disputed} in the first year, and Southend {36|supported}. Together, Southend and
Basildon had {66|supported}, {more than half|disputed} of the Essex total.

Norwich City won 3-1 before {26,000|unknown} fans. House prices rose by {12 per cent|unknown}.
"""
    draft = MARK.sub(r"\1", marked)
    assert verdicts(draft) == MARK.findall(marked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Southend had 30 links to county lines and Basildon 36.", ["contradicted"] * 2),
        ("Southend had 36 links to county lines and Basildon 30.", ["supported"] * 2),
        ("There were 36 people linked to Southend and 30 to Basildon.", ["supported"] * 2),
        ("Southend and Basildon had 30 and 36 links respectively.", ["contradicted"] * 2),
        ("In Wessex 121 people were linked to county lines.", ["unknown"]),
        ("Norfolk had 416% links to county lines.", ["unknown"]),
        ("Norfolk had ten million links to county lines.", ["unknown"]),
        ("Norfolk had about 420 links to county lines.", ["supported"]),
        ("Norfolk had more than 420 links to county lines.", ["contradicted"]),
        ("Norfolk had 218 fewer links in the second year than in the first.", ["supported"]),
        ("Norfolk's links to county lines rose by 218 in a year.", ["contradicted"]),
        ("Norfolk had 46 links to county lines for every 100,000 people.", ["supported"]),
        ("Norfolk had three times the links to county lines of Dorset.", ["supported"]),
        ("Wiltshire had twice as many links to county lines as Dorset.", ["contradicted"]),
        ("Norfolk had 416 football clubs.", ["unknown"]),
        ("Norfolk has 300 football clubs.", ["unknown"]),
        ("In Suffolk 239 people from London were linked to county lines.", ["contradicted"]),
        ("Norfolk had 415 links to county lines and Hampshire 370.", ["contradicted"] * 2),
        (
            "Between January 2018 and April 2019, 121 people from London were linked to county "
            "lines in Essex and 416 in Norfolk, which is 3.4 times as many.",
            ["disputed", "supported", "disputed"],
        ),
        (
            "Essex had 121 people, the third highest in the country after Norfolk (416) and "
            "Hampshire (369).",
            ["disputed", "disputed", "supported", "supported"],
        ),
    ],
)
def test_binds_numbers(text: str, expected: list[str]) -> None:
    """A number is held against its own place, measure and question; what can't be told is not."""
    assert [verdict for _, verdict in verdicts(text)] == expected


def test_the_answer_of_an_audit() -> None:
    """An answer says where a number stands, what it should be, and how that comes about."""
    text = (
        "Links to county lines.\n\nHampshire had 413 in the second year, 107 more than Sussex,\n"
        "and Suffolk 131.\n"
    )
    answer = cltool.audit(FACTS, text, name="draft.md")
    assert answer.summary == "3 numbers: 1 contradicted and 2 supported."
    assert not answer.passed
    rows = list(answer)
    assert [text[int(str(x["start"])) : int(str(x["end"]))] for x in rows] == ["413", "107", "131"]
    assert [(row["line"], row["column"]) for row in rows] == [(3, 15), (3, 39), (4, 13)]
    assert rows[1]["how"] == "413 \N{MINUS SIGN} 306"
    assert (rows[1]["asks"], rows[1]["expected"]) == ("difference", 107)
    assert (rows[2]["expected"], rows[2]["places"]) == (113, ("suffolk",))
    assert rows[2]["finding"] == "Suffolk: 131, but the figure is 113"
    assert rows[2]["sources"] == ("edp-norfolk-2020",)
    assert rows[2]["locators"] == ("paragraph 6",)


def test_the_audit_of_another_base(base: dict[str, Any]) -> None:
    """Words and units are those of the base, whatever it is about."""
    text = "North had 40 cases and South 12 cases. Ayton is 25 miles away. Bee-ton saw £5."
    assert verdicts(text, loaded(base)) == [
        ("40", "disputed"),
        ("12", "contradicted"),
        ("25", "unknown"),
        ("£5", "unknown"),
    ]


DRAFT = "Norfolk had 416 links to county lines in the first year.\n\nSuffolk had 283.\n"


def test_the_command(tmp_path: Path) -> None:
    """Contradicted numbers fail the audit, drawn with the line; -v shows the others too."""
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    done = run_terminal("audit", str(path))
    assert "error[contradicted]: Suffolk: 283, but the figure is 238" in done.out
    assert "3 | Suffolk had 283.\n  |             ^^^\n" in done.out
    assert "2 numbers: 1 contradicted and 1 supported." in done.out
    assert "416" not in done.out
    assert done.out.endswith("1 supported.\nWhat is not flagged may be wrong.\n")
    path.write_text(f"{DRAFT}\nThere are 12 pubs in Essex.\n", encoding="utf-8")
    unsure = run_terminal("audit", str(path)).out
    assert unsure.endswith("be wrong; -v lists the unknown numbers, too.\n")
    path.write_text(DRAFT, encoding="utf-8")
    assert (
        "note[supported]: Norfolk: 416 is the figure" in run_terminal("audit", str(path), "-v").out
    )
    lines = run("audit", str(path), "--format", "lines")
    assert lines.status == 1
    assert lines.out == f"{path}:3:13: error: Suffolk: 283, but the figure is 238\n"
    assert run("audit", "-", stdin=DRAFT.replace("283", "238")).status == 0
    row = json.loads(run("audit", "-", "--json", stdin=DRAFT).out)["rows"][1]
    assert (row["verdict"], row["start"], row["end"]) == ("contradicted", 70, 73)
    assert run("audit", "-", stdin="").status == 1


def document(body: str) -> bytes:
    """A Word document with a body of this XML."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}">{body}</w:document>')
    return file.getvalue()


def test_a_word_document(tmp_path: Path) -> None:
    """A docx is read by its paragraphs; what its changes delete is not."""
    path = tmp_path / "draft.docx"
    path.write_bytes(
        document(
            "<w:body><w:p><w:r><w:t>Links to county lines</w:t></w:r></w:p><w:p><w:r><w:t>Suffolk "
            "had </w:t></w:r><w:del><w:r><w:delText>7</w:delText></w:r></w:del><w:r><w:t>28</w:t>"
            "</w:r><w:r><w:t>3.</w:t></w:r></w:p></w:body>"
        )
    )
    done = run("audit", str(path), "--format", "lines")
    assert done.out == f"{path}:3:13: error: Suffolk: 283, but the figure is 238\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04", "not a whole Word document; expected docx or text"),
        (document("<w:p>"), "the text of the Word document is damaged"),
        (b"\xff\xfe\x00", "expected text in UTF-8, or a Word document (docx)"),
    ],
)
def test_broken_documents(data: bytes, told: str, tmp_path: Path) -> None:
    """A broken document is refused in one line."""
    path = tmp_path / "draft.docx"
    path.write_bytes(data)
    done = run("audit", str(path))
    assert (done.status, done.out) == (2, "")
    assert told in done.err
    assert done.err.count("\n") == 1


def test_a_document_that_declares_entities(tmp_path: Path) -> None:
    """Entities, of which a few lines make a world, are refused."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    path = tmp_path / "draft.docx"
    path.write_bytes(file.getvalue())
    assert "the text of the Word document is damaged" in run("audit", str(path)).err


@pytest.mark.parametrize(
    "piece",
    ["1", "1,111,", "1 ", "twenty ", "one hundred and ", "Norfolk ", "Xyz ", "a-", "a/", ". ", "("],
)
def test_hostile_text(piece: str) -> None:
    """Any text is read in time that grows with its length, and huge numbers break nothing."""

    def seconds(size: int) -> float:
        start = time.process_time()
        cltool.audit(FACTS, f"x {piece * (size // len(piece))}")
        return time.process_time() - start

    small = seconds(3_000)
    assert seconds(12_000) < 8 * small + 1


SWAPPED: Callable[[str], str] = "Norfolk had 369 links and Hampshire 416.\n\n{}".format


def test_a_source_and_its_own_text() -> None:
    """Exchanged places do not pass; what the base lacks is listed; only what is missing fails."""
    told = "Essex: 121, South 9.\n\nSouthend had 36 and Basildon 30.\n"
    swapped = "A.\n\nB.\n\nNorfolk had 369 links and Hampshire 416.\n"
    answer = cltool.audit(FACTS, swapped, source="echo-2019")
    results = {row["place"]: row["result"] for row in answer}
    assert results["norfolk"] == results["hampshire"] == "another place's"
    right = "A.\n\nB.\n\nNorfolk had 416 links and Hampshire 369, and Kent 232.\n"
    found = [
        (row["place"], row["result"]) for row in cltool.audit(FACTS, right, source="echo-2019")
    ]
    assert found[:2] == [("norfolk", "found"), ("hampshire", "found")]
    assert found[-1] == ("kent", "not in the base")
    for wrong in ("In Wessex, 121.", "In Essex, 121%.", "In Essex, 121 million."):
        text = f"A.\n\nB.\n\nC.\n\nD.\n\nE.\n\n{wrong}\n"
        first = next(iter(cltool.audit(FACTS, text, source="epping-2019")))
        assert first["result"] != "found", wrong
    assert not cltool.audit(FACTS, told, source="echo-2019").passed


def test_a_part_without_decimals() -> None:
    """A number that no decimals write out, such as what `about a third` leaves, is judged."""
    text = "In Norfolk the number of people linked to county lines was down by about a third."
    assert [written for written, _ in verdicts(text)] == ["about a third"]


def test_a_change_that_is_told_by_the_month_is_no_error() -> None:
    """Where two periods differ in length, a fall by the month is a reading that a text may mean."""
    start = "The number of Londoners linked to county lines in Norfolk fell by "
    verdicts = {
        told: next(iter(cltool.audit(cltool.load(), f"{start}{told} per cent.")))["verdict"]
        for told in ("52.4", "36.5", "27")
    }
    assert verdicts == {"52.4": "supported", "36.5": "unknown", "27": "contradicted"}
