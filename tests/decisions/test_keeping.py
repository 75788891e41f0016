"""The file of decisions: what is in it stays, whoever writes to it and whatever kills them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from bellflower.decisions import DecisionError, append, joined, read
from bellflower.records import Decision, OfReport
from tests.decisions.cases import decision

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from bellflower.decisions import append
from bellflower.records import OfReport
from tests.decisions.cases import decision
for minute in range(int(sys.argv[3])):
    append(Path(sys.argv[1]), [decision("grade", OfReport(report_id="r" * 3000), sys.argv[2], minute, grade="B")])
    print(minute, flush=True)
"""


def grade(by: str = "Ann", minute: int = 0, report_id: str = "r1") -> Decision:
    return decision("grade", OfReport(report_id=report_id), by, minute, grade="B")


def writer(path: Path, by: str, count: int) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WRITER, str(path), by, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    made = [grade(minute=minute) for minute in range(3)]
    append(path, made[:1])
    append(path, made[1:])
    assert read(path) == (made, [])
    assert len(path.read_bytes().splitlines()) == 3


def test_a_file_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert read(tmp_path / "decisions.jsonl") == ([], [])


def test_two_processes_append_at_once_and_no_line_is_torn(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    running = [writer(path, by, 40) for by in ("Ann", "Bob")]
    assert [process.wait() for process in running] == [0, 0]
    decisions, refusals = read(path)
    assert refusals == []
    assert sorted({(one.by, one.at) for one in decisions}) == sorted((one.by, one.at) for one in decisions)
    assert len(decisions) == 80


def test_what_a_process_said_it_kept_is_there_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    process = writer(path, "Ann", 100_000)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    said = len(process.stdout.read().split()) + 1
    process.wait()
    append(path, [grade("Bob")])
    decisions, refusals = read(path)
    assert len(refusals) <= 1
    assert len(decisions) >= said + 1 and decisions[-1].by == "Bob"


@pytest.mark.parametrize("keep", [1, 30, -2])
def test_a_torn_last_line_is_named_and_the_others_count(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "decisions.jsonl"
    append(path, [grade(), grade(minute=1)])
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + second[:keep])
    decisions, [refusal] = read(path)
    assert len(decisions) == 1
    assert refusal.path == "decisions.jsonl, line 2" and "not written to its end" in refusal.reason
    append(path, [grade(minute=2)])
    decisions, [refusal] = read(path)
    assert len(decisions) == 2 and refusal.path == "decisions.jsonl, line 2"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"act": "burn"}, "act"),
        ({"by": " "}, "by"),
        ({"at": "yesterday"}, "at"),
        ({"at": "2026-03-01T09:30:00"}, "at"),
        ({"about": {"type": "claim"}}, "about"),
        ({"grade": "1"}, "grade"),
        ({"grade": None}, "grade"),
        ({"mark": "odd"}, "mark"),
        ({"why": "another reason"}, "id"),
    ],
)
def test_a_line_that_is_no_decision_is_named_with_its_field(
    tmp_path: Path, change: dict[str, object], field: str
) -> None:
    path = tmp_path / "decisions.jsonl"
    line = json.loads(msgspec.json.encode(grade())) | change
    path.write_text(json.dumps(line) + "\n\nnot json\n", encoding="utf-8")
    append(path, [grade(minute=1)])
    decisions, [wrong, none] = read(path)
    assert len(decisions) == 1
    assert wrong.path == "decisions.jsonl, line 1" and wrong.reason.startswith(f"field {field}") and wrong.mend
    assert none.path == "decisions.jsonl, line 3" and none.reason == "it is no JSON object"


def test_files_are_joined_by_id_whatever_their_order() -> None:
    ann, bob = [grade("Ann", minute) for minute in (0, 2)], [grade("Bob", minute) for minute in (1, 3)]
    both = joined([ann, bob, ann])
    assert [one.at for one in both] == sorted(one.at for one in both) and len(both) == 4
    assert both == joined([bob, ann])


def test_a_decision_that_would_not_count_is_not_made() -> None:
    with pytest.raises(DecisionError, match=r"field grade: .* reliability from A to F"):
        decision("grade", OfReport(report_id="r1"), grade="3")
