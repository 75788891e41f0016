from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bellflower.store import BusyError, held

HOLDER = """
import sys
from pathlib import Path
from bellflower.store.lock import held
with held(Path(sys.argv[1]), "bellflower build", 0, print):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_told_who_has_the_case_and_takes_it_when_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout and other.stdout.readline() == "held\n"
    said: list[str] = []
    with (
        pytest.raises(BusyError, match=rf"bellflower build, process {other.pid} is at work.*--wait"),
        held(path, "bellflower add", 0.2, said.append),
    ):
        pass
    assert said == [f"{tmp_path}: waiting for bellflower build, process {other.pid}"]
    other.kill()
    other.communicate()
    with held(path, "bellflower add", 10, said.append):
        assert path.read_text().startswith("bellflower add, process ")
    assert path.read_text() == ""
