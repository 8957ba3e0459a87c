"""Charts: what they say holds, their text never overlaps, and a picture is the same anywhere."""

import itertools
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import given

import cltool
from cltool import charts
from cltool.charts import canvas, font
from cltool.charts.rows import rows_of

from .bases import Base, bases, examples, loaded
from .conftest import PROGRAM, ROOT, environment, run, run_terminal

SIZES = [charts.WIDE, charts.PHONE, charts.Size(900)]
NAMES = ("Åre", "Kingston upon Hull, City of", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysilio")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


class Box(NamedTuple):
    """Where a text stands."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def elements(svg: str, name: str) -> list[ElementTree.Element]:
    """The elements of a name in a chart."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own text
    return [x for x in root.iter() if x.tag.endswith(f"}}{name}")]


def boxes(svg: str) -> list[Box]:
    """Where each text of a chart stands, by the font's own measures."""
    found = []
    for each in elements(svg, "text"):
        text, size = each.text or "", float(each.attrib["font-size"])
        wide = font.face(bold="font-weight" in each.attrib).width(text, size)
        shift = {"end": wide, "middle": wide / 2}.get(each.get("text-anchor", ""), 0)
        left, base = float(each.attrib["x"]) - shift, float(each.attrib["y"])
        found.append(Box(text, left, base - 0.75 * size, left + wide, base + 0.2 * size))
    return found


def hold_apart(svg: str) -> None:
    """No text of a chart overlaps another, or leaves the chart."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own text
    wide, high = float(root.attrib["width"]), float(root.attrib["height"])
    placed = boxes(svg)
    for each in placed:
        assert each.left >= 0, each
        assert each.right <= wide + 0.5, (each, wide)
        assert each.bottom <= high, (each, high)
    for one, other in itertools.combinations(placed, 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        assert across <= 0.5 or down <= 0.5, (one, other)


def wide_base(seed: int) -> cltool.FactBase:
    """A base of 1 to 60 places with names of all lengths, some of whose figures are disputed."""
    chance = random.Random(seed)
    count = chance.choice([1, 2, 3, 7, 20, 60])
    places = [
        {"id": f"p{at}", "name": f"{chance.choice(NAMES)} {at}", "kind": "county"}
        for at in range(count)
    ]
    scale = chance.choice([1, 10, 1000, 10**7])

    def figures(part: int) -> list[dict[str, Any]]:
        return [
            {"place": each["id"], "value": chance.randrange(1, 100) * scale} for each in places
        ][:part]

    base = loaded_base()
    base["places"] = places
    for series, part in zip(base["series"], (count, chance.randrange(1, count + 1)), strict=True):
        series["observations"] = figures(part)
    for each in base["series"][0]["observations"][::5]:
        each["most"] = each["value"] + 30 * scale
        each["least"] = max(each["value"] - 20 * scale, 0)
    return loaded(base)


def loaded_base() -> dict[str, Any]:
    """The small base, to be changed."""
    from copy import deepcopy

    from .conftest import BASE

    return deepcopy(BASE)


def test_headlines_hold() -> None:
    """A headline is short, and names the other value where one would change it."""
    facts = cltool.load()
    answers = {
        "Norfolk has 3.4 times Essex's figure, or 1.2 by other sources": cltool.compare(
            facts, ["essex", "norfolk"]
        ),
        "Norfolk has the highest figure of the 3 counties listed: 416": cltool.rank(facts),
        "Southend-on-Sea and Basildon are at most 54.5% of Essex's figure, or 19.6% by other "
        "sources": cltool.share(facts, of="essex"),
        "Norfolk's monthly figure fell by 36.5% to 40.5%": cltool.trend(facts, ["norfolk"]),
        "Sources differ on whether Essex's monthly figure rose or fell": cltool.trend(
            facts, ["essex"]
        ),
        "Essex: 121 people, or 336 by other sources": cltool.place(facts, "essex"),
    }
    for said, answer in answers.items():
        assert answer.headline == said
        assert len(said.split()) <= 15
        assert f"<title>{said}</title>" in charts.draw(answer)


def test_a_lead_that_another_value_takes_away(base: dict[str, Any]) -> None:
    """Whoever is first by some value is named; a number that is disputed is not."""
    assert cltool.rank(loaded(base)).headline == (
        "North has the highest figure of the 2 counties listed"
    )
    base["series"][1]["observations"][0]["value"] = 10
    base["series"][1]["observations"][1]["value"] = 41
    assert cltool.rank(loaded(base)).headline == (
        "North or South has the highest figure of the 2 counties listed: sources differ"
    )
    assert cltool.rank(loaded(base), top=1).headline == cltool.rank(loaded(base)).headline
    assert cltool.compare(loaded(base), ["north", "south"]).headline == (
        "Sources differ on whether North or South has the higher figure"
    )


@pytest.mark.parametrize("values", [(0, 3), (3, 0), (0, 0)])
def test_nothing_is_told_in_times_of_nothing(base: dict[str, Any], values: tuple[int, int]) -> None:
    """Where one of two figures is 0, by whichever source, the headline gives no ratio."""
    for observation, value in zip(base["series"][1]["observations"], values, strict=True):
        observation["value"] = value
    assert "times" not in cltool.compare(loaded(base), ["north", "south"]).headline


@examples(20)
@given(base=bases())
def test_any_base_is_drawn(base: Base) -> None:
    """Whatever can be asked of a base can be drawn, with short true titles and no overlap."""
    facts = loaded(base)
    names = [place.id for place in facts.places]
    asked: list[Callable[[], cltool.Answer]] = [
        lambda: cltool.rank(facts, all_sources=True),
        lambda: cltool.compare(facts, names[:3], anyway=True),
        lambda: cltool.share(facts, of=names[0]),
        lambda: cltool.trend(facts, names[:2], anyway=True),
        lambda: cltool.place(facts, names[0]),
    ]
    for ask in asked if names else ():
        try:
            answer = ask()
        except cltool.CltoolError:
            continue
        for size in (charts.WIDE, charts.PHONE):
            try:
                svg = charts.draw(answer, size=size)
            except cltool.UsageError as refused:
                if "too long" not in str(refused):
                    raise
            else:
                hold_apart(svg)
                assert len(answer.headline.split()) <= 15


@pytest.mark.parametrize("seed", range(8))
def test_text_never_overlaps(seed: int) -> None:
    """1 to 60 rows, names of all lengths, any size: no text lies over another."""
    facts = wide_base(seed)
    for size in SIZES:
        svg = charts.draw(cltool.rank(facts), size=size)
        hold_apart(svg)
        assert len(elements(svg, "rect")) > len(facts.places)


def test_places_without_a_rate_are_drawn_without_a_bar(base: dict[str, Any]) -> None:
    """Where every place's denominator is 0, the answer says so, and the chart draws none."""
    base["measures"].append(
        {
            "id": "people",
            "name": "Population",
            "unit": "people",
            "definition": "All.",
            "type": "stock",
            "denominator": True,
        }
    )
    none = [{"place": place, "value": 0} for place in ("north", "south")]
    base["series"].append({**base["series"][0], "id": "p", "measure": "people"})
    base["series"][-1]["observations"] = none
    answer = cltool.rank(loaded(base), per="people")
    assert answer.summary == "There are no counties listed with a rate."
    texts = [x.text for x in elements(charts.draw(answer), "text")]
    assert texts.count("not known") == 2
    for each in (
        cltool.place(loaded(base), "north", per="people"),
        cltool.trend(loaded(base), ["north"], per="people"),
        cltool.compare(loaded(base), ["north", "south"], per="people"),
    ):
        assert "not known" in charts.draw(each)


def test_another_value_is_drawn_where_it_lies() -> None:
    """The solid bar ends at the answered value, the ring stands at the other, with who says so."""
    facts = cltool.load()
    answer = cltool.compare(facts, ["essex", "norfolk"])
    (essex, _) = rows_of(answer)
    assert [(x.value, x.by) for x in essex.others] == [(336, "ITV News Anglia and one more source")]
    svg = charts.draw(answer)
    (ring,) = elements(svg, "circle")
    solid = [x for x in elements(svg, "rect") if x.get("fill") == canvas.BAR]
    zero, long = (float(solid[0].attrib[key]) for key in ("x", "width"))
    full = float(solid[1].attrib["width"])
    assert long / full == pytest.approx(121 / 416, abs=0.001)
    assert (float(ring.attrib["cx"]) - zero) / full == pytest.approx(336 / 416, abs=0.001)
    assert "336 by ITV News Anglia and one more source" in [x.text for x in elements(svg, "text")]


def test_the_area_of_a_trend_is_its_figure() -> None:
    """A column is as wide as its months and as high as its amount a month."""
    svg = charts.draw(cltool.trend(cltool.load(), ["norfolk"]))
    first, second = (x for x in elements(svg, "rect") if x.get("fill") == canvas.BAR)
    areas = [(float(x.attrib["width"]) + 2) * float(x.attrib["height"]) for x in (first, second)]
    assert areas[0] / areas[1] == pytest.approx(416 / 198, rel=0.002)


def test_parts_are_set_end_to_end_only_where_they_add_up(base: dict[str, Any]) -> None:
    """One bar with the rest of the whole; where units overlap, no rest is drawn."""
    exact = charts.draw(cltool.share(loaded(base), of="north"))
    texts = [x.text for x in elements(exact, "text")]
    assert {"Ayton: 25 (62.5%)", "Bee-ton: 5 (12.5%)", "rest of North: 10"} <= set(texts)
    outlined = [x for x in elements(exact, "rect") if x.get("stroke") == canvas.OTHER]
    assert float(outlined[0].attrib["width"]) == pytest.approx(600 * 10 / 50, abs=0.1)
    hold_apart(exact)
    base["measures"][0]["overlapping"] = True
    doubled = charts.draw(cltool.share(loaded(base), of="north"))
    assert "rest of" not in doubled


def test_a_chart_carries_what_it_rests_on() -> None:
    """Source, notes and licence stand on the chart; no option does; all rows are described."""
    answer = cltool.rank(cltool.load(), series="castro-2023-year1", top=15)
    svg = charts.draw(answer, title="Mine")
    said = " ".join(x.text or "" for x in elements(svg, "text"))
    assert said.startswith("Mine People from London")
    for part in ("15 of 37 shown", "Source: L. Castro-Gonzalez", "Licence of the collection: MIT"):
        assert part in said
    assert "--" not in said
    (description,) = elements(svg, "desc")
    assert all(name in str(description.text) for name in ("Norfolk", "Surrey"))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance)."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dim = sorted([light(one), light(other)], reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_contrast(dark: bool) -> None:
    """Text has a contrast of 4.5 to its ground and bars of 3, also in the dark."""

    def shade(colour: str) -> str:
        return canvas._DARK[colour] if dark else colour

    paper = shade(canvas.PAPER)
    for colour in (canvas.INK, canvas.GREY, canvas.OTHER):
        assert contrast(shade(colour), paper) >= 4.5
    assert contrast(shade(canvas.ON_BAR), shade(canvas.BAR)) >= 4.5
    for colour in (canvas.BAR, canvas.SECOND, canvas.REST, canvas.LINE):
        assert contrast(shade(colour), paper) >= 3


def test_sizes() -> None:
    """A size is a name or a width and a height; what it can't hold is refused, with what would."""
    assert charts.Size.of("640x400") == (640, 400)
    answer = cltool.rank(cltool.load(), series="castro-2023-year1")
    for asked in ("big", "640", "10x10", "640x99999", "640×400"):
        with pytest.raises(cltool.UsageError, match="expected"):
            charts.Size.of(asked)
    with pytest.raises(cltool.UsageError, match=r"needs a height of [0-9]+ at that width"):
        charts.draw(answer, size=charts.SQUARE)
    svg = charts.draw(cltool.rank(cltool.load()), size=charts.SQUARE)
    assert 'width="640" height="640"' in svg
    hold_apart(svg)


def test_what_cannot_be_drawn_is_refused() -> None:
    """Other answers, and answers without the columns, are refused in one line."""
    facts = cltool.load()
    with pytest.raises(cltool.UsageError, match="the answer of sources can't be drawn"):
        charts.draw(cltool.sources(facts))
    with pytest.raises(cltool.UsageError, match="a chart needs the column place"):
        charts.draw(cltool.rank(facts).only("value"))


def test_options() -> None:
    """The two options of charts are refused elsewhere, and a terminal gets no bytes."""
    refused = run("rank", "--size", "wide")
    assert (refused.status, refused.out) == (2, "")
    assert "the format tsv does not take; add --format svg or png" in refused.err
    drawn = run("rank", "--format", "svg", "--title", "A <b>", "--size", "phone")
    assert "<title>A &lt;b&gt;</title>" in drawn.out
    assert 'width="360"' in drawn.out
    assert drawn.err == ""
    shown = run_terminal("rank", "--format", "png")
    assert (shown.status, shown.out) == (2, "")
    assert "a terminal can't show it; write it to a file: -o FILE.png" in shown.err


def made(path: Path, seed: str) -> bytes:
    """A chart that another process writes, with no font to be found."""
    env = environment(PYTHONHASHSEED=seed, HOME="/nowhere", FONTCONFIG_FILE="/dev/null")
    words = [PROGRAM, "compare", "essex", "norfolk", "-o", str(path)]
    subprocess.run(words, env=env, cwd=ROOT, check=True, timeout=60)
    return path.read_bytes()


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_same_bytes(ending: str, tmp_path: Path) -> None:
    """Two processes write the same bytes."""
    one, two = (made(tmp_path / f"{seed}.{ending}", str(seed)) for seed in (1, 2))
    assert one == two
    text = one.decode() if ending == "svg" else one
    cltool.formats.formats()[ending].verify(text)


def test_letters_without_a_shape_are_never_dropped(base: dict[str, Any]) -> None:
    """What the fonts lack is refused by name; the letters of Europe are drawn."""
    pytest.importorskip("resvg_py", reason="the extra png")
    base["places"][0]["name"] = "Αθήνα, Łódź, Київ"
    picture = cltool.render_any(cltool.rank(loaded(base)), "png")
    base["places"][0]["name"] = "Αθήνα, Łódź, Рига"
    assert picture != cltool.render_any(cltool.rank(loaded(base)), "png")
    base["places"][0]["name"] = "東京"
    with pytest.raises(cltool.UsageError, match=r"lack 東 \(U\+6771\) 京 .*--format svg"):
        cltool.render_any(cltool.rank(loaded(base)), "png")
    assert "東京" in cltool.render(cltool.rank(loaded(base)), "svg")
    with pytest.raises(cltool.UsageError, match="the format png is not text"):
        cltool.render(cltool.rank(cltool.load()), "png")


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, with the command that installs it."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(cltool.CltoolError, match=r"needs resvg-py, .+ -m pip install resvg-py"):
        cltool.render_any(cltool.rank(cltool.load()), "png")


def test_fonts() -> None:
    """The fonts are small, come with their licence, and hold what tables and names need."""
    for name in ("Regular.ttf", "Bold.ttf"):
        assert (font.FOLDER / name).stat().st_size < 60_000
    assert "SIL OPEN FONT LICENSE" in (font.FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert font.missing("Ångström, Đà Nẵng, “1,234” ‘x’ – — … † ‡ § € % ×") == ""
    assert font.missing("東a") == "東"


def test_nothing_is_loaded_before_it_is_needed() -> None:
    """A table loads no chart, and a chart no large library."""
    script = (
        "import sys; from cltool.cli.program import main; "
        "main(['rank', '--format', '{}']); "
        "print(*[x for x in ('cltool.charts', 'resvg_py', 'rich') if x in sys.modules], "
        "file=sys.stderr)"
    )
    for format_, loads in (("tsv", ""), ("svg", "cltool.charts")):
        code = script.format(format_)
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
        )
        assert done.stderr.splitlines()[-1:] == [loads], done.stderr


MEASURED = """<!doctype html><body>%s<pre></pre><script>
const found = [];
for (const svg of document.querySelectorAll('svg')) {
  const all = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]);
  for (let i = 0; i < all.length; i++) {
    const [text, a] = all[i];
    if (a.x < 0 || a.x + a.width > svg.viewBox.baseVal.width) found.push('leaves: ' + text);
    for (const [other, b] of all.slice(i + 1)) {
      const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
      const down = Math.min(a.y + .85 * a.height, b.y + .85 * b.height)
        - Math.max(a.y + .2 * a.height, b.y + .2 * b.height);
      if (across > .5 && down > .5) found.push(text + ' | ' + other);
    }
  }
}
document.querySelector('pre').textContent = 'measured ' + JSON.stringify(found);
</script>"""


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium, in which text is laid out for real")
def test_a_browser_lays_it_out_without_overlap(tmp_path: Path) -> None:
    """Whatever font a browser takes, no text lies over another, several charts on one page."""
    facts = cltool.load()
    answers = [
        cltool.compare(facts, ["essex", "norfolk"]),
        cltool.rank(facts, all_sources=True),
        cltool.share(facts, of="essex"),
        cltool.trend(facts, ["essex", "norfolk"]),
        cltool.place(facts, "essex"),
        *(cltool.rank(wide_base(seed)) for seed in range(8)),
    ]
    drawn = [charts.draw(x, size=size) for x in answers for size in (charts.WIDE, charts.PHONE)]
    wider = [x.replace(f"'{font.FAMILY}', ", "'DejaVu Sans', ") for x in drawn]
    page = tmp_path / "page.html"
    page.write_text(MEASURED % "".join(drawn + wider), encoding="utf-8")
    words = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    words += [f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    (found,) = re.findall(r"measured (\[.*?\])</pre>", done.stdout)
    assert found == "[]"
