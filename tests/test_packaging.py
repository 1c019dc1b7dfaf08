"""What is installed: the models, the word lists, the types, and the pins."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import quotes

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_wheel_holds_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"quotes", f"quotes-{quotes.__version__}.dist-info"}
    assert not [name for name in wheel.namelist() if "__pycache__" in name or name.endswith(".tmp")]


@pytest.mark.parametrize("pattern", ["*.py", "**/data/**/*", "models/embedded/**/*", "py.typed"])
def test_wheel_holds_every_file(pattern: str, wheel: zipfile.ZipFile) -> None:
    package = ROOT / "quotes"
    files = package.rglob(pattern) if pattern == "*.py" else package.glob(pattern)
    wanted = {path.relative_to(ROOT).as_posix() for path in files if path.is_file() and "__pycache__" not in path.parts}
    assert wanted
    assert wanted <= set(wheel.namelist())


def test_wheel_holds_the_licence_and_the_command(wheel: zipfile.ZipFile) -> None:
    info = f"quotes-{quotes.__version__}.dist-info"
    assert "Apache License" in wheel.read(f"{info}/licenses/LICENSE").decode()
    assert "quotes = quotes.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()


def test_the_version_is_told_in_one_voice() -> None:
    assert quotes.__version__ == PROJECT["version"]
    assert f"## {quotes.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_everything_that_is_required_is_pinned() -> None:
    pins = {
        normal(line.split("==")[0])
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    required = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    assert {normal(re.split(r"[<>=!~\[ ;]", requirement)[0]) for requirement in required} <= pins


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
