"""What no file of the repository may hold, and how long a file may grow."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_MODULE = 600  # lines
LOCK_FILES = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "package-lock.json", "yarn.lock"}
# Written with a group so that this file doesn't match itself.
MACHINE_PATH = re.compile(rb"(?<![\w.:/*-])/(work|farm|home|root|Users)/[\w.-]")
REGISTRY = re.compile(
    rb"(--(extra-)?index-url|pypi[.](org|python)|pythonhosted[.]org|registry[.]npmjs|deb[.]debian|/simple/[a-z]|artifactory|nexus[.])"
)


def tracked() -> list[Path]:
    """Every file that belongs to the repository; without git (an unpacked archive), all but by-products."""
    try:
        names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        files = [ROOT / name for name in names.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        made = {".venv", "out", "dist", "build", "__pycache__"}
        files = [path for path in ROOT.rglob("*") if not made & set(path.relative_to(ROOT).parts)]
    return [path for path in files if path.is_file()]


FILES = tracked()


def hits(pattern: re.Pattern[bytes]) -> list[str]:
    """Each file and line in which the pattern is found."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line[:120]!r}"
        for path in FILES
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1)
        if pattern.search(line)
    ]


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert hits(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert [hit for hit in hits(REGISTRY) if not hit.startswith("tests/test_repository.py")] == []


def test_no_lock_file() -> None:
    assert [path.name for path in FILES if path.name in LOCK_FILES] == []


def test_constraints_are_plain_names_and_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="ascii").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)] == []
    assert lines == sorted(lines, key=lambda line: re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower())


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix == ".py"], ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_module_stays_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines < LONGEST_MODULE, f"{path.name} has {lines} lines"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (b"see /" + b"work/x", True),
        (b"/" + b"home/ann", True),
        (b"https://a.org/" + b"work/x", False),
        (b"homework/x", False),
    ],
)
def test_a_machine_path_is_told_from_an_address(line: bytes, found: bool) -> None:
    assert bool(MACHINE_PATH.search(line)) is found
