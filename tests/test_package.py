"""The program as it is installed by others: from the wheel, with runtime dependencies only."""

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from .conftest import ROOT, environment

DATA = (
    *("py.typed", "referrals.json", "template.json", "publishing/page.css", "publishing/page.js"),
    *(f"charts/fonts/{name}" for name in ("Regular.ttf", "Bold.ttf", "OFL.txt")),
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from the wheel into a new environment."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    install = [*pip, "install", "--quiet", "--no-compile", "--disable-pip-version-check"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    return folder / "bin" / "cltool"


def test_wheel_holds_what_it_needs(wheel: Path) -> None:
    """The wheel has the code, the facts, the licence and the marker for types; nothing else."""
    names = zipfile.ZipFile(wheel).namelist()
    package = ROOT / "src" / "cltool"
    modules = {f"cltool/{path.relative_to(package)}" for path in package.rglob("*.py")}
    shipped = {name for name in names if name.startswith("cltool/")}
    assert shipped == modules | {f"cltool/{name}" for name in DATA}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_runs_from_the_wheel(program: Path, tmp_path: Path) -> None:
    """Every command works with the runtime dependencies only, in any folder."""
    commands = ["rank", "town southend", "compare essex norfolk", "share --of essex", "check"]
    commands += [
        "facts",
        "places",
        "measures",
        "series",
        "sources",
        "schema",
        "rank --format table",
    ]
    commands += ["audit --source echo-2019 -"]
    for words in commands:
        done = subprocess.run(
            [program, *words.split()],
            capture_output=True,
            input=b"Nothing.",
            cwd=tmp_path,
            env=environment(),
            check=False,
        )
        assert done.returncode == (1 if words.startswith("audit") else 0), done.stderr
        assert b"Traceback" not in done.stderr


def test_manual_page_is_installed(program: Path) -> None:
    """`man cltool` finds the page in the prefix that the program is installed into."""
    page = program.parents[1] / "share" / "man" / "man1" / "cltool.1"
    assert page.read_bytes() == (ROOT / "docs" / "cltool.1").read_bytes()
    if shutil.which("man") is None:
        pytest.skip("man is not installed")
    found = subprocess.run(
        ["man", "-M", str(page.parents[1]), "-w", "cltool"], check=True, capture_output=True
    )
    assert found.stdout.decode().strip() == str(page)


def test_schema_accepts_the_packaged_file(program: Path, tmp_path: Path) -> None:
    """The JSON Schema that the program prints is valid and accepts the packaged facts."""
    schema = tmp_path / "schema.json"
    schema.write_bytes(subprocess.run([program, "schema"], check=True, capture_output=True).stdout)
    checker = str(Path(sys.executable).parent / "check-jsonschema")
    good = [checker, "--schemafile", str(schema), str(ROOT / "data" / "referrals.json")]
    subprocess.run(good, check=True, capture_output=True)
    meta = [checker, "--check-metaschema", str(schema)]
    subprocess.run(meta, check=True, capture_output=True)
    bad = tmp_path / "bad.json"
    text = (ROOT / "data" / "referrals.json").read_text(encoding="utf-8")
    bad.write_text(text.replace('"value": 416', '"value": "416"'), encoding="utf-8")
    refused = subprocess.run(
        [checker, "--schemafile", str(schema), str(bad)], check=False, capture_output=True
    )
    assert refused.returncode == 1
