"""Texts that one shell or another would run, or trip over, if it took them for more than text."""

import json
from pathlib import Path
from typing import Any

RUN = (
    "$(TOUCH)", "`TOUCH`", "$(BRACE)", "`BRACE`", "${IFS+$(TOUCH)}", "${x:-$(TOUCH)}",
    "${x:=$(TOUCH)}", "${x-`TOUCH`}", "$((0$(TOUCH)))", "$[0$(TOUCH)]", "${x:-${y:-$(TOUCH)}}",
    "$(echo $(TOUCH))", r"`echo \`TOUCH\``", "x$(TOUCH)y", "${PATH/x/$(TOUCH)}", "$(TOUCH;)",
    "<(TOUCH)", ">(TOUCH)", "=(TOUCH)", r"${(e):-\$(TOUCH)}", "${(e):-'$(TOUCH)'}",
    r"${(e)${:-\$(TOUCH)}}", "*(e:'TOUCH':)", "*(Ne:'TOUCH':)", "; TOUCH ;", ";BRACE;", "| TOUCH",
    "|& TOUCH", "& TOUCH &", "&& TOUCH", "; TOUCH #", "&& TOUCH #", "| TOUCH #", "& TOUCH #",
    ";{ TOUCH;}", ";(TOUCH)", "; eval TOUCH", "; if TOUCH; then :; fi", "; command TOUCH",
    "x; TOUCH; y", ";$(BRACE);", '"; TOUCH; "', '"; TOUCH; #', '" && TOUCH #', '"$(TOUCH)"',
    '"`TOUCH`"', '" $(TOUCH) "', '"; BRACE; "', r"\"; TOUCH; \"", r"\" $(TOUCH) \"",
    r"\" <(TOUCH) \"", r"\" =(TOUCH) \"", "'; TOUCH; '", "'; TOUCH #", "'$(TOUCH)'", "'`TOUCH`'",
    "'\"$(TOUCH)\"'", r"\'$(TOUCH)\'", r"\$(TOUCH)", r"\`TOUCH\`", r"\\$(TOUCH)", r"\\\$(TOUCH)",
    r"\\`TOUCH`", r"\$(BRACE)", r"x\$(TOUCH)y", r"\${(e):-\$(TOUCH)}",
    "))$(TOUCH)((", "))'; TOUCH; '((", "(TOUCH)", "x(TOUCH)y", "; and TOUCH", "{$(TOUCH),b}",
    "~$(TOUCH)", "!$(TOUCH)", "[b]$(TOUCH)[/b]", "[/b]$(TOUCH)", r"\[b]$(TOUCH)",
    r"x\[$(TOUCH)]", "%{$(TOUCH)%}", "%(?.$(TOUCH).)", "$(TOUCH):help", "a:$(TOUCH)",
    "-$(TOUCH)", "--opt=$(TOUCH)", "$(TOUCH)*", "?$(TOUCH)", r"$'\n'$(TOUCH)", "«$(TOUCH)»",
)  # fmt: skip
"""Each is run by at least one shell that evaluates it. TOUCH and BRACE make a file."""
UNSPACED = (
    "$(BRACE)", "`BRACE`", ";BRACE;", "&BRACE&", "|BRACE|", "x$(BRACE)y", "${x:-$(BRACE)}",
    "$[0$(BRACE)]", '"$(BRACE)"', "<(BRACE)", ">(BRACE)", "a;BRACE;b", "~$(BRACE)", "*$(BRACE)",
)  # fmt: skip
"""Each is run also where its spaces become hyphens and all of them stand on one line."""
ODD = (
    "[/b]", "[b", "[link=x]y", r"\[", "\\", "\\\\", '"', "'", "`", "$", "${", "$(", "((", "))", "*",
    "/etc/*", "{a,b}", "~", "~root", "=ls", "!!", "!$", "^a^b", "%n%m", "%F{red}", "%",
    r"\n; TOUCH", r"\`BRACE\`", r"\e[2J", r"\033]0;x\007", "#", "-", "--", "-rf", ":", "a:b",
    "a\\:b", "a|b", "＄(TOUCH)", "\N{GREEK VARIA}TOUCH\N{GREEK VARIA}",
    "a\N{GREEK QUESTION MARK} TOUCH",
    "␤TOUCH", "﹔TOUCH", "‘TOUCH’", "“TOUCH”", "ѓTOUCHѓ", "хTOUCH", "東TOUCH表",
    "E\N{COMBINING ACUTE ACCENT}", "zero\N{ZERO WIDTH SPACE}width",
    "wide\N{IDEOGRAPHIC SPACE}space", "word " * 37 + "end",
)  # fmt: skip
"""Marks alone, look-alikes, and texts too long: nothing to run, much to trip over."""
CONTROLS = ("a\x1b[2Jb", "a\x1b]0;t\x07b", "a\nb", "a\rb", "a\tb", "a\x85b", "a\u2028b", "a\u202eb")
"""Texts that no fact base may hold."""


def planted(templates: tuple[str, ...], first: int = 0) -> list[str]:
    """The payloads; each would make a file of its own, `canary-` and its number."""
    return [
        each.replace("TOUCH", f"touch canary-{number}").replace(
            "BRACE", f"{{touch,canary-{number}}}"
        )
        for number, each in enumerate(templates, first)
    ]


def canaries(folder: Path) -> list[str]:
    """The files that payloads have made."""
    return sorted(each.name for each in folder.glob("canary*"))


def hostile(payloads: list[str]) -> dict[str, Any]:
    """A valid fact base with the payloads in each of its texts, and a safe record of each kind."""
    names = [*payloads, "Safe"]
    ids = [f"{number:03}" for number in range(len(payloads))] + ["safe"]
    rows = list(zip(ids, names, strict=True))
    return {
        "format": 1,
        "title": payloads[0],
        "description": payloads[0],
        "license": payloads[0],
        "default_series": "000-r",
        "sources": [
            {
                "id": f"{id_}-s", "publisher": name, "title": name, "published": "2020",
                "kind": name, "url": f"https://example.org/{''.join(name.split())}", "note": name,
                "caveat": name, "group": name,
            }
            for id_, name in rows
        ],
        "measures": [
            {
                "id": f"{id_}-m", "name": name, "unit": name, "definition": name, "type": "flow",
                "caveat": name,
            }
            for id_, name in rows
        ],
        "places": [
            *(
                {
                    "id": f"{id_}-w", "name": name, "kind": name, "note": name, "caveat": name,
                }
                for id_, name in rows
            ),
            *(
                {
                    "id": f"{id_}-p", "name": name, "kind": "town", "within": f"{id_}-w",
                    "aliases": [f"{name} {id_}"], "code": f"{id_} {name}",
                }
                for id_, name in rows
            ),
        ],
        "series": [
            {
                "id": f"{id_}-r", "source": f"{id_}-s", "measure": f"{id_}-m", "period": "2019",
                "coverage": "partial", "note": name, "edition": name, "caveat": name,
                "observations": [
                    {
                        "place": f"{each}-p", "value": 1, "locator": name, "note": name,
                        "as_worded": name, "said": name, "caveat": name,
                    }
                    for each in (ids if id_ == "000" else [id_])
                ] + [{"place": f"{id_}-w", "withheld": name}],
            }
            for id_, name in rows
        ],
        "claims": [
            {
                "source": f"{id_}-s", "measure": f"{id_}-m", "place": f"{id_}-p", "kind": "town",
                "period": "2019", "statement": name, "among": 5, "edition": name, "locator": name,
            }
            for id_, name in rows
        ],
    }  # fmt: skip


def write_hostile(folder: Path) -> None:
    """Write fact bases of all payloads: `evil.json`, and `kinds.json` of those without spaces."""
    spaced = planted(RUN + ODD)
    for name, payloads in (
        ("evil.json", spaced),
        ("kinds.json", planted(UNSPACED, first=len(spaced))),
    ):
        (folder / name).write_text(json.dumps(hostile(payloads)), encoding="utf-8")
