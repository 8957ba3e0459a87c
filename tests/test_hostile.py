"""Files and words that are meant to break programs."""

import csv
import io
import json
import resource
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len

import cltool
from cltool.errors import ExitStatus
from cltool.tables.formulas import unescape_formulas

from .bases import TEXTS
from .conftest import PROGRAM, Run, environment, run, run_installed

LARGEST_MEMORY = 1024**3
LARGE = 5000
"""How many bytes could take more time or memory than any few."""

# The kinds of a public JSON parser test suite, by what is wrong with each.
JSON_TEXTS: dict[str, bytes] = {
    "nothing": b"",
    "a space": b" ",
    "a byte-order mark alone": b"\xef\xbb\xbf",
    "half a byte-order mark": b"\xef\xbb{}",
    "a word": b"nul",
    "two values": b"{} {}",
    "a comment": b"/* c */ {}",
    "a hash comment": b"# c\n{}",
    "a trailing comma": b'{"a": 1,}',
    "a leading comma": b'{, "a": 1}',
    "two commas": b"[1,,2]",
    "no comma": b"[1 2]",
    "no colon": b'{"a" 1}',
    "two colons": b'{"a":: 1}',
    "a key without quotes": b"{a: 1}",
    "a key in single quotes": b"{'a': 1}",
    "a number as key": b"{1: 1}",
    "an open object": b'{"a": 1',
    "an open list": b"[1",
    "an open string": b'["a',
    "a closed nothing": b"]",
    "brackets that cross": b"[{]}",
    "a plus sign": b"[+1]",
    "a leading zero": b"[012]",
    "a bare point": b"[.5]",
    "a point at the end": b"[1.]",
    "an empty exponent": b"[1e]",
    "hexadecimal": b"[0x1F]",
    "two minus signs": b"[--1]",
    "Infinity": b"[Infinity]",
    "minus Infinity": b"[-Infinity]",
    "NaN": b"[NaN]",
    "nan": b"[nan]",
    "a huge exponent": b"[1e400]",
    "a tiny exponent": b"[1e-400]",
    "400 digits": b"[" + b"9" * 400 + b"]",
    "5,000 digits": b"[" + b"9" * 5000 + b"]",
    "100,000 digits": b"[" + b"9" * 100_000 + b"]",
    "an unknown escape": rb'["\x"]',
    "a truncated escape": rb'["\u12"]',
    "an escape of no hex": rb'["\uqqqq"]',
    "a lone high surrogate": rb'["\ud800"]',
    "a lone low surrogate": rb'["\udc00"]',
    "surrogates that cross": rb'["\udc00\ud800"]',
    "a surrogate and a letter": rb'["\ud800a"]',
    "an encoded surrogate": b'["\xed\xa0\x80"]',
    "an overlong slash": b'["\xc0\xaf"]',
    "a lone continuation": b'["\x80"]',
    "a truncated sequence": b'["\xe2\x82"]',
    "beyond Unicode": b'["\xf4\x90\x80\x80"]',
    "Latin-1": b'["caf\xe9"]',
    "UTF-16, little": "{}".encode("utf-16-le"),
    "UTF-16, big": "{}".encode("utf-16-be"),
    "UTF-16 with a mark": "{}".encode("utf-16"),
    "UTF-32": "{}".encode("utf-32"),
    "a NUL in a string": b'["a\x00b"]',
    "a NUL outside": b"[\x00]",
    "a line end in a string": b'["a\nb"]',
    "a tab in a string": b'["a\tb"]',
    "an escape of the terminal": b'["\x1b[2J"]',
    "a form feed as space": b"[\x0c]",
    "a no-break space": b"[\xc2\xa0]",
    "5,000 lists": b"[" * 5000,
    "100,000 lists": b"[" * 100_000,
    "100,000 lists, closed": b"[" * 100_000 + b"]" * 100_000,
    "100,000 objects": b'{"a":' * 100_000,
    "a list of lists of objects": b'[{"":' * 5000,
    "a list": b"[]",
    "a string": b'"a"',
    "a number": b"1",
    "true": b"true",
    "null": b"null",
    "an object": b"{}",
    "an unknown key": b'{"a": 1}',
    "a repeated key": b'{"format": 1, "format": 2}',
    "an empty key": b'{"": 1}',
    "a key of control characters": rb'{"\u0000\u001b[2J\u202e": 1}',
    "a key of a megabyte": b'{"' + b"a" * 1_000_000 + b'": 1}',
}


@pytest.mark.parametrize("name", JSON_TEXTS)
def test_json(name: str, write: Callable[[Any], str]) -> None:
    """Each file has one clear answer, status 3; a large one in little time and memory, too."""
    content = JSON_TEXTS[name]
    path = write(content)
    ask = run_limited if len(content) >= LARGE else run
    done = ask("rank", "--data", path)
    assert (done.status, done.out) == (ExitStatus.INVALID_FACTS, "")
    lines = done.err.splitlines()
    assert lines
    assert all(line.startswith(f"cltool: {path}") for line in lines)
    assert all(len(line) < 400 for line in lines)
    assert all(32 <= byte < 127 or byte in b"\n" or byte >= 128 for byte in done.err.encode())


def run_limited(*words: str) -> Run:
    """Run the installed program in little time and memory."""
    done = subprocess.run(
        [PROGRAM, *words],
        capture_output=True,
        env=environment(),
        timeout=20,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY,) * 2),
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


# The kinds of a public list of strings that break programs.
HARMLESS = {
    "markup": "[bold]x[/bold] [link=x]y[/link] [/]",
    "emoji codes": ":warning: :smile:",
    "Markdown": "**x** _y_ `z` [a](b) | c <b>d</b> ~e~ \\ # 1.",
    "HTML": "<script>alert('x')</script> &amp; &#x41;",
    "a formula": "=1+1",
    "formulas": "@SUM(A1) +1 -1",
    "an option": "--top",
    "a short option": "-h",
    "SQL": "'; DROP TABLE places; --",
    "a shell": "$(rm -rf /) `id` ; & | > < * ? ~ ! {a,b} \\n",
    "percent signs": "%s %d %n %x {0} {} {name} ${HOME}",
    "quotes": "\"double\" 'single' “curly” «angled»",
    "commas": "a,b;c|d",
    "accents": "Ynys Môn Łódź Ñuñoa ßẞ ıİ",
    "combining marks": "Z͑ͫ̓a̴l̕g͝o e\u0301",
    "CJK": "東京都 서울 北京",
    "right to left": "القدس ירושלים",
    "emoji": "🏴󠁧󠁢󠁥󠁮󠁧󠁿 👩‍👩‍👧 ❤️ 🇬🇧",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "direction marks": "a\u200eb\u200fc",
    "a soft hyphen": "a\u00adb",
    "wide spaces": "a\u3000b\u2003c\u00a0d",
    "mathematical": "𝐄𝐬𝐬𝐞𝐱 ﬁ ½ ①",
    "numbers": "1e400 NaN Infinity 0x1F 1,000",
    "words of programs": "null None true undefined NaN",
    "paths": "../../etc/passwd C:\\x /dev/null",
    "private use": "a\ue000b",
    "noncharacters": "a\ufffeb\U0010ffff",
    "the longest": "N" * 200,
}
REFUSED = {
    "an escape": "\x1b[31mred",
    "a bell": "a\x07b",
    "a backspace": "a\x08b",
    "a tab": "a\tb",
    "a line feed": "a\nb",
    "a carriage return": "a\rb",
    "NUL": "a\x00b",
    "delete": "a\x7fb",
    "C1": "a\x9bb",
    "a next line": "a\x85b",
    "a line separator": "a\u2028b",
    "a paragraph separator": "a\u2029b",
    "an override": "a\u202eb",
    "an embedding": "a\u202ab",
    "an isolate": "a\u2066b",
    "a space before": " a",
    "a space after": "a ",
    "nothing": "",
    "only a space": " ",
}


def with_text(base: dict[str, Any], text: str) -> dict[str, Any]:
    """A fact base with a text wherever one may stand."""
    base["title"] = base["description"] = text
    base["places"][0].update(name=text, aliases=[f"{text[:150]} alias"], note=text)
    base["sources"][1].update(publisher=text, title=text, note=text)
    base["measures"][0].update(name=text, unit=text, definition=text)
    base["series"][0]["note"] = text
    base["series"][0]["observations"][0].update(locator=text, note=text)
    return base


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_text(name: str, base: dict[str, Any]) -> None:
    """Any printable text is carried to every format unharmed, and columns stay aligned."""
    text = HARMLESS[name]
    facts = cltool.loads(json.dumps(with_text(base, text)).encode())
    assert cltool.loads(cltool.dumps(facts).encode()) == facts
    answer = cltool.rank(facts)
    rows = [line.split("\t") for line in cltool.render(answer, "tsv").splitlines()]
    assert [row[2] for row in rows] == [text, "South"]
    table = list(csv.DictReader(io.StringIO(cltool.render(answer, "csv"), newline="")))
    assert unescape_formulas(table[0]["name"]) == text
    assert json.loads(cltool.render(answer, "json"))["rows"][0]["name"] == text
    for width in (30, 80, None):
        drawn = cltool.render(answer, "table", cltool.Style(width=width))
        assert "".join(text.split()) in "".join(drawn.split())
        assert all(cell_len(line) <= (width or 10_000) for line in drawn.splitlines())
    grid = cltool.render(answer, "table").splitlines()
    starts = {
        cell_len(line[: line.index(value)]) for line, value in [(grid[5], "40†"), (grid[6], "10 ")]
    }
    if len(text) < 30:
        assert len(starts) == 1
    for format_ in TEXTS:
        if format_ not in ("lines", "svg"):
            assert all(
                character >= " " or character in "\n\t"
                for character in cltool.render(answer, format_)
            )


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_argument(name: str, base: dict[str, Any], write: Callable[[Any], str]) -> None:
    """A place of any name can be asked for by that name, after -- if it looks like an option."""
    text = HARMLESS[name]
    path = write(with_text(base, text))
    done = run("place", "--data", path, "--field", "place", "-q", "--", text)
    assert (done.status, done.out) == (0, "north\n")


@pytest.mark.parametrize("name", REFUSED)
def test_refused_text(name: str, base: dict[str, Any]) -> None:
    """What could act on a terminal, or break a line, is refused, and shown as an escape."""
    with pytest.raises(cltool.InvalidFactsError) as refused:
        cltool.loads(json.dumps(with_text(base, REFUSED[name])).encode())
    message = str(refused.value)
    assert "expected text with no control characters and no space at either end" in message
    assert all(character >= " " or character == "\n" for character in message)


@pytest.mark.parametrize(
    "text", ["\x1b[2J\x1b]0;x\x07", "a\nb\rc", "\x9b31m", "\u202eabc", "é\udcff"]
)
@pytest.mark.parametrize(
    "words",
    [
        ["place", "TEXT"],
        ["rank", "TEXT"],
        ["rank", "--series", "TEXT"],
        ["rank", "--measure", "TEXT"],
        ["rank", "--format", "TEXT"],
        ["rank", "--field", "TEXT"],
        ["rank", "--data", "TEXT"],
        ["rank", "--top", "TEXT"],
        ["rank", "--TEXT"],
        ["TEXT"],
        ["check", "TEXT"],
        ["audit", "--source", "TEXT", "README.md"],
        ["audit", "--source", "echo-2019", "TEXT"],
        ["import", "TEXT", "--into", "TEXT", "--period", "TEXT"],
        ["export", "TEXT/TEXT", "--data", "TEXT"],
        ["help", "TEXT"],
    ],
)
def test_no_argument_reaches_the_terminal(words: list[str], text: str) -> None:
    """An error shows what was given with every control character as an escape."""
    ask = run_installed if words == ["place", "TEXT"] else run
    done = ask(*(word.replace("TEXT", text) for word in words))
    assert done.status in (ExitStatus.USAGE, ExitStatus.INVALID_FACTS)
    shown = done.err
    assert shown.startswith("cltool: ")
    assert shown.count("\n") == 1
    assert not set(shown[:-1]) & {*map(chr, range(32)), *map(chr, range(127, 160)), "\u202e"}


def test_imported_text_is_safe(base: dict[str, Any], write: Callable[[Any], str]) -> None:
    """What a table holds reaches neither the terminal nor the file as a control character."""
    path = write(base)
    words = ["--source", "paper", "--measure", "cases", "--period", "2030", "--kind", "town"]
    done = run("import", "-", "--into", path, *words, stdin='place,value\n"a\x1b[2Jb\nc",1\n')
    assert done.status == ExitStatus.NO_ANSWER
    assert "\x1b" not in done.out + done.err
    assert "cltool: <stdin>:3: given 'a\\x1b[2Jb c', expected text with no control" in done.err
    shown = run("import", "-", "--into", path, *words[:-2], stdin='place,value\n"a\x1b[2Jb\nc",1\n')
    assert shown.out.split("\t")[2] == "a\\x1b[2Jb c"
