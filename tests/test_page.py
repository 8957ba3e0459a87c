"""The page of a whole fact base: what it holds, that nothing breaks out of it, and a browser."""

import hashlib
import json
import re
import resource
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import cltool
from cltool.linked.files import FactFile
from cltool.publishing.page import Terms, html_of
from cltool.publishing.said import Voices

from .bases import bases, encoded, examples
from .conftest import run
from .making import base as base_of
from .making import measure, series, source

Write = Callable[[Any], str]
VOID = {"meta", "br", "input", "link"}
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
HOSTILE = "</script></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"


class Parsed(HTMLParser):
    """A page taken apart: its elements with their attributes and text, and that tags match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[list[str]] = []
        self._open: list[int] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element."""
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        self.texts.append([])
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element that closes itself."""
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        self.texts.append([])

    def handle_endtag(self, tag: str) -> None:
        """Leave the innermost element, which must be of this name."""
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        """Give a text to all elements that it stands in."""
        for at in self._open:
            self.texts[at].append(data)

    def found(self, tag: str, **wanted: str) -> Iterator[tuple[dict[str, str], str]]:
        """The elements of a name with some attributes, each with its text."""
        for (name, attributes), words in zip(self.elements, self.texts, strict=True):
            if name == tag and wanted.items() <= attributes.items():
                yield attributes, re.sub(r"\s+", " ", "".join(words)).strip()

    def row(self, id_: str) -> str:
        """The text of a row."""
        ((_, words),) = self.found("tr", id=id_)
        return words


def made(folder: Path, data: str | None = None, *words: str) -> str:
    """The page of a base, or of the packaged one."""
    path = folder / "out.html"
    done = run("page", str(path), *(["--data", data] if data else []), *words)
    assert (done.status, done.err) == (0, ""), done.err
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the packaged base."""
    return made(tmp_path_factory.mktemp("page"))


def test_every_figure_has_its_row(page: str) -> None:
    """Each has a stable address, its value, and its source with a link; all addresses lead on."""
    parsed = Parsed(page)
    rows = {attributes["id"] for attributes, _ in parsed.found("tr") if "id" in attributes}
    facts = cltool.load()
    assert rows == {f"{each.id}/{place}" for each in facts.series for place in each.observations}
    essex = parsed.row("echo-2019/essex")
    for words in (
        "Essex", "121", "January 2018 to April 2019", "Echo (Southend and Basildon), October 2019",
        "paragraph 2", "in its words: “referred”", "Also given by", "Manningtree Standard",
        "repeated by The Monthly Mosquito", "Disputed: ITV News Anglia and L. Castro-Gonzalez, "
        "British Drug Dynamics give 336", "Read first, on Rescue and Response (Mayor of London)",
    ):  # fmt: skip
        assert words in essex
    assert "may be off by 1" in parsed.row("castro-2023-year1/norfolk")
    ids = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    leads = {attributes["href"] for attributes, _ in parsed.found("a")}
    inside = {each for each in leads if each.startswith("#")}
    assert {each[1:] for each in inside} <= {*ids}
    assert leads >= {each.url for each in facts.sources if each.url}
    assert len(ids) == len({*ids})


def test_findings_charts_and_dataset(page: str) -> None:
    """It shows what the questions answer, what a check finds, and the dataset for machines."""
    parsed = Parsed(page)
    facts = cltool.load()
    text = " ".join(words for _, words in parsed.found("section", id="findings"))
    for finding in cltool.check(cltool.load_file()):
        assert str(finding["message"]) in text
    headings = [words for attributes, words in parsed.found("h3", **{"class": "unseen"})]
    ranked = cltool.rank(facts, "county", series="castro-2023-year1", top=15)
    assert headings[0] == ranked.headline
    assert any("Essex" in each for each in headings)
    ((_, block),) = parsed.found("script", type="application/ld+json")
    dataset = json.loads(block)
    assert (dataset["@type"], dataset["name"]) == ("Dataset", facts.title)
    assert dataset["temporalCoverage"] == "2018-01-01/2020-04-30"
    assert len(dataset["citation"]) == len(facts.sources)
    assert len(dataset["variableMeasured"]) == len(facts.measures)


def test_it_loads_nothing(page: str) -> None:
    """The policy forbids all but the styles and the one script written there, by their hashes."""
    parsed = Parsed(page)
    ((policy, _),) = parsed.found("meta", **{"http-equiv": "Content-Security-Policy"})
    rules = dict(rule.strip().split(" ", 1) for rule in policy["content"].split(";"))
    assert rules["default-src"] == "'none'"
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    for name, parts in (("script-src", scripts), ("style-src", styles)):
        hashes = {b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in parts}
        assert {*rules[name].split()} == {f"'sha256-{each}'" for each in hashes}
    assert len(scripts) == 1
    for name, attributes in parsed.elements:
        assert not {"src", "srcset", "style", "data", "onclick"} & {*attributes}, name
        assert name not in ("link", "img", "iframe", "object", "image", "use")
    assert "url(" not in re.sub(r"url\(#hatch\)", "", " ".join(styles))


def test_no_text_breaks_out(base: dict[str, Any], write: Write, tmp_path: Path) -> None:
    """Whatever a base says stands as text, in the page and in its data."""
    for each in (base, *base["sources"], *base["measures"], *base["places"], *base["series"]):
        for key in ("title", "name", "publisher", "unit", "definition", "note", "caveat"):
            if key in each or (key in ("note", "caveat") and each is not base):
                each[key] = HOSTILE + str(each.get("id", ""))
    base["measures"][0].pop("note")
    base["description"] = base["license"] = HOSTILE
    for each in base["series"][0]["observations"]:
        each |= {"locator": HOSTILE, "note": HOSTILE, "as_worded": HOSTILE, "caveat": HOSTILE}
    base["sources"][0]["url"] = 'https://example.org/"><script>alert(1)</script>'
    html = made(tmp_path, write(base), "--title", HOSTILE)
    parsed = Parsed(html)
    assert [name for name, _ in parsed.elements].count("script") == 2
    assert not [name for name, _ in parsed.elements if name == "img"]
    assert [words for _, words in parsed.found("h1")] == [HOSTILE]
    ((_, block),) = parsed.found("script", type="application/ld+json")
    assert json.loads(block)["name"] == HOSTILE
    assert HOSTILE in parsed.row("paper/north")


def test_each_way_to_differ_is_said(write: Write, tmp_path: Path) -> None:
    """Disputed, elsewhere, revised, withheld and not exact: each in words, and counted above."""
    revised = [source("office", supersedes="early"), source("early"), source("agency")]
    relays = [source(each, relays="office") for each in ("post", "mail")]
    facts = base_of(
        series("post", {"a": 10, "b": {"withheld": "Fewer than 5."}}, source="post"),
        series("mail", {"a": 12, "c": {"value": 7, "said": "about 7", "most": 9}}, source="mail"),
        series("early", {"d": 4}, source="early"),
        series("office", {"d": 5}),
        series("agency", {"d": 6, "a": 10}, source="agency"),
        sources=[*revised, *relays],
    )
    parsed = Parsed(made(tmp_path, write(facts)))
    assert "Disputed: Mail gives 12." in parsed.row("post/a")
    assert "Confirmed by another origin, Agency." in parsed.row("post/a")
    assert "withheldFewer than 5." in parsed.row("post/b")
    assert "said: “about 7”at most 9" in parsed.row("mail/c")
    assert "Revised: Office gives 5 in its place." in parsed.row("early/d")
    assert "Elsewhere: Agency gives 6." in parsed.row("office/d")
    ((_, told),) = parsed.found("p", **{"class": "facts"})
    assert "2 disputed between sources, 1 revised since" in told
    assert "1 withheld, 1 not exact" in told


@given(bases())
@examples(25)
def test_any_base_has_a_page(base: dict[str, Any]) -> None:
    """Tags match, addresses lead on; and words found once are what each figure's evidence says."""
    file = FactFile.of(encoded(base), "base.json")
    parsed = Parsed(html_of(file, Terms()))
    ids = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    assert len(ids) == len({*ids})
    leads = [attributes["href"] for attributes, _ in parsed.found("a")]
    assert {each[1:] for each in leads if each.startswith("#")} <= {*ids}
    for each in file.facts.series:
        shared = Voices(each)
        for figure in each.figures:
            assert shared.about(figure.place.id) == Voices(each).about(figure.place.id)
            assert ("Disputed" in shared.about(figure.place.id).html) == bool(
                figure.evidence.others
            )


def large(count: int) -> dict[str, Any]:
    """A base of many figures, half of them those of a source that relays the other half's."""
    names = [f"p{at}" for at in range(count // 10)]
    facts = base_of(
        *(
            series(
                f"{who}-{year}",
                {
                    name: (at * 7919) % 4000 + (who == "post" and at % 17 == 0)
                    for at, name in enumerate(names)
                },
                period=str(year),
                source=who,
            )
            for year in range(2016, 2021)
            for who in ("office", "post")
        ),
        sources=[source("post", relays="office")],
        places=[{"id": each, "name": f"Place {each}", "kind": "district"} for each in names],
    )
    for each in facts["series"]:
        for at, observation in enumerate(each["observations"]):
            observation["locator"] = f"table 3, row {at}"
    return facts


def test_ten_thousand_figures(write: Write, tmp_path: Path) -> None:
    """They take about a second and 8 MB; and words found once for many rows are right for each."""
    path = write(large(10_000))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    html = made(tmp_path, path)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 3  # on a busy machine
    assert len(html.encode()) < 8_000_000
    facts = cltool.load(path)
    rows = dict(re.findall(r'<tr id="([^"]*)"[^>]*>(.*)</tr>', html))
    assert len(rows) == 10_000
    for each in facts.series[:2]:
        for figure in each.figures[:200]:
            others = figure.evidence.others
            row = rows[f"{each.id}/{figure.place.id}"]
            assert ("Disputed" in row) == bool(others)
            assert all(f"gives <b>{other.value:,}</b>." in row for other in others)


def test_the_same_bytes(page: str, tmp_path: Path) -> None:
    """Two runs write the same file."""
    assert made(tmp_path) == page


SQUARES = {"a": "E1", "b": "E2", "c": "E3"}


def geojson(**top: Any) -> dict[str, Any]:
    """Three squares in a row, and one of no place of the base."""
    features = [
        {
            "type": "Feature",
            "properties": {"NAME": code.lower(), "CODE": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[at, 50], [at + 1, 50], [at + 1, 51], [at, 51], [at, 50]]],
            },
        }
        for at, code in enumerate([*SQUARES.values(), "E9"])
    ]
    return {"type": "FeatureCollection", "features": features, **top}


def rated() -> dict[str, Any]:
    """A base with rates of A and B, of which the second is disputed; of C there is none."""
    facts = base_of(
        series("office", {"a": 1, "b": 2, "c": 3, "d": 4}),
        series("post", {"b": 9}, source="post"),
        series("people", {"a": 100, "b": 100, "d": 100}, measure="people"),
        sources=[source("post", relays="office")],
        measures=[measure("people", "stock", denominator=True)],
    )
    for each in facts["places"]:
        if each["id"] in SQUARES:
            each["code"] = SQUARES[each["id"]]
    return facts


def test_a_map_of_rates(write: Write, tmp_path: Path) -> None:
    """Rates are shaded, the unknown hatched, the disputed outlined, and the licence is said."""
    data, outlines = write(rated()), tmp_path / "b.json"
    outlines.write_text(json.dumps(geojson(licence="Office, OGL\x1b v3")), encoding="utf-8")
    html = made(tmp_path, data, "--boundaries", str(outlines))
    parsed = Parsed(html)
    kinds = [attributes["class"] for attributes, _ in parsed.found("path") if "class" in attributes]
    assert kinds == ["shade0", "shade4", "unknown", "unknown", "outlined"]
    titles = [words for _, words in parsed.found("path") if words]
    assert titles == ["A: 1,000.0", "B: 2,000.0, disputed", "C: not known"]
    assert "Boundaries: Office, OGL v3" in [words for _, words in parsed.found("p")]
    assert "1 place with a rate is not on the map: D." in [x for _, x in parsed.found("p")]


def test_topojson_is_the_same_map(write: Write, tmp_path: Path) -> None:
    """Shared, turned and shifted arcs make the outlines that GeoJSON lists."""
    data = write(rated())
    topology = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 50]},
        "arcs": [
            [[1, 0], [0, 1]],
            [[1, 1], [-1, 0], [0, -1], [1, 0]],
            [[1, 1], [1, 0], [0, -1], [-1, 0]],
        ],
        "objects": {
            "land": {"type": "Polygon", "arcs": [[0, 1]]},
            "areas": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "id": "E1", "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "id": "E2", "arcs": [[[-1, -3]]]},
                ],
            },
        },
    }
    topology["objects"]["areas"]["geometries"][1]["arcs"] = [[[0, 2]]]  # type: ignore[index]
    flat = geojson()
    del flat["features"][2:]
    paths = []
    for name, tree in (("t.json", topology), ("g.json", flat)):
        (tmp_path / name).write_text(json.dumps(tree), encoding="utf-8")
        words = ["--boundaries", str(tmp_path / name), "--boundaries-credit", "Mine"]
        parsed = Parsed(made(tmp_path, data, *words))
        drawn = [x["d"] for x, _ in parsed.found("path") if x.get("class", "")[:5] == "shade"]
        paths.append([{*re.findall(r"M(\d+),(\d+)", each)} for each in drawn])
        assert len(drawn) == 2
        assert next(words for _, words in parsed.found("path") if words) == "A: 1,000.0"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", ":1:2 is not JSON; expected GeoJSON or TopoJSON"),
        (b"\xff", "is not text in UTF-8"),
        (b"[" * 100_000, "is nested too deeply"),
        ({"type": "Point"}, "holds no boundaries (its type is 'Point')"),
        ({"type": "FeatureCollection", "features": 3}, "has no list of features"),
        ({"type": "Topology", "arcs": 3}, "has no arcs, as TopoJSON has"),
        ({"type": "FeatureCollection", "features": [3]}, "has a feature that is no object"),
        ({"type": "FeatureCollection", "features": []}, "has no outline with the code of a place"),
        (geojson(), "does not say whose the boundaries are; give their licence and owner with "),
    ],
)
def test_a_bad_file_of_boundaries(content: Any, told: str, write: Write, tmp_path: Path) -> None:
    """It is told in one line, and nothing is written."""
    path = tmp_path / "b.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    out = tmp_path / "out.html"
    done = run("page", str(out), "--data", write(rated()), "--boundaries", str(path))
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err
    assert not out.exists()


def test_what_is_refused(write: Write, tmp_path: Path) -> None:
    """A name that is no page's, a file that is read, a map of totals: each in one line."""
    data = write(rated())
    before = Path(data).read_bytes()
    done = run("page", data, "--data", data)
    assert done.status == 2
    assert "expected a name that ends in .html" in done.err
    assert Path(data).read_bytes() == before
    html = tmp_path / "base.html"
    html.write_bytes(before)
    assert "a file that this command reads" in run("page", str(html), "--data", str(html)).err
    assert "without --boundaries" in run("page", "x.html", "--boundaries-credit", "Mine").err
    totals = rated()
    totals["series"].pop()
    outlines = tmp_path / "b.json"
    outlines.write_text(json.dumps(geojson(license="Mine")), encoding="utf-8")
    out = tmp_path / "o.html"
    done = run("page", str(out), "--data", write(totals), "--boundaries", str(outlines))
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "a map shows rates, never totals" in done.err
    assert not out.exists()


TRIAL = """
const heads = [...document.querySelectorAll("thead th")];
const places = () => [...document.querySelectorAll("tbody tr")].filter((row) => !row.hidden)
  .map((row) => row.id);
const said = { wide: document.documentElement.scrollWidth };
const button = heads[3].querySelector("button");
button.focus();
said.focused = document.activeElement === button;
button.click();
said.sorted = [heads[3].getAttribute("aria-sort"), places().slice(0, 2)];
button.click(); button.click();
said.unsorted = [heads[3].getAttribute("aria-sort"), places()[0]];
document.getElementById("state").value = "disputed";
document.getElementById("state").dispatchEvent(new Event("change"));
said.filtered = [document.getElementById("shown").textContent, places().length];
location.hash = "#population-mid-2018/essex";
addEventListener("hashchange", () => setTimeout(() => {
  said.shown = !document.getElementById("population-mid-2018/essex").hidden;
  parent.postMessage(said, "*");
}));
"""
PARENT = """<!DOCTYPE html><iframe src="trial.html" style="width:360px;height:800px"></iframe>
<pre></pre><script>addEventListener("message", (event) => {
  document.querySelector("pre").textContent = JSON.stringify(event.data);
});</script>"""


def dumped(path: Path) -> tuple[str, str]:
    """What a browser makes of a page, and what it logs."""
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
            "--enable-logging=stderr", f"--user-data-dir={path.parent / 'profile'}",
            "--virtual-time-budget=3000", path.as_uri(),
        ],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout, done.stderr


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed, which this tries it in")
def test_in_a_browser(page: str, tmp_path: Path) -> None:
    """The policy lets the page's script run; filter, sort and links work, at a phone's width."""
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    dom, log = dumped(tmp_path / "page.html")
    assert '<html lang="en-GB" class="scripted">' in dom
    assert "Content Security Policy" not in log
    open_ = re.sub(r"<meta http-equiv[^>]*>", "", page)
    trial = open_.replace("</body>", f"<script>{TRIAL}</script></body>")
    (tmp_path / "trial.html").write_text(trial, encoding="utf-8")
    (tmp_path / "parent.html").write_text(PARENT, encoding="utf-8")
    dom, _ = dumped(tmp_path / "parent.html")
    said = json.loads(re.findall("<pre>(.*?)</pre>", dom)[0])
    assert said["wide"] <= 360
    assert said["focused"]
    assert said["sorted"][0] == "descending"
    assert said["sorted"][1][0] == "population-mid-2019/united-kingdom"
    assert said["unsorted"] == ["none", "echo-2019/norfolk"]
    count = len(re.findall(r'<tr id="[^"]*" class="[^"]*\bdisputed', page))
    assert said["filtered"] == [f"{count} of 248 figures are shown.", count]
    assert said["shown"]
