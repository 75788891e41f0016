"""``--model`` as a user meets it: real processes on real files, with real servers."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from bellflower.store import Database
from tests.model.reports import STORY
from tests.model.servers import Body, answering, completion, incident, send, serving
from tests.test_cli import contents, run

OTHER = "On 9 May 2012 police in Lagos seized 30 kg of cocaine.\n"
TOLD = {"incidents": [incident(STORY.split(". ")[0] + ".", goods=[("12 kg of heroin", "heroin", 12, "kg")])]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "in"
    reports.mkdir()
    (reports / "rotterdam.txt").write_text(STORY, encoding="utf-8")
    (reports / "lagos.txt").write_text(OTHER, encoding="utf-8")
    return reports


def accounts(at: Path) -> list[Body]:
    return [json.loads(line) for line in (at / "model" / "readings.jsonl").read_text(encoding="utf-8").splitlines()]


def test_extract_with_a_model_writes_the_exchange_format_and_an_account_beside_it(folder: Path, tmp_path: Path) -> None:
    with serving(answering(TOLD)) as listening:
        done = run("extract", folder, "--out", tmp_path / "o", "--model", "m", "--base-url", listening.url)
    assert run("extract", folder, "--out", tmp_path / "plain").returncode == done.returncode == 0
    assert f"goes to {listening.url}, on this machine" in done.stderr
    assert done.stdout.splitlines()[1].startswith("m: 2 read, 3 values agreed, 0 added, 0 disputed, 1 rejected; see ")
    for name in ("rotterdam.json", "lagos.json"):
        assert (tmp_path / "o" / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()
    assert [account["report"] for account in accounts(tmp_path / "o")] == ["lagos", "rotterdam"]
    assert not (tmp_path / "plain" / "model").exists()


def test_a_dossier_says_which_claims_both_found(folder: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    with serving(answering(TOLD)) as listening:
        done = run("dossier", folder, "--case", case, "--model", "m", "--base-url", listening.url, "--json")
        again = run("dossier", folder, "--case", case, "--model", "m", "--base-url", listening.url, "--json")
    assert done.returncode == 0 and done.stdout == again.stdout and len(listening.asked) == 2
    counts = json.loads(done.stdout)["model"]
    assert (counts["read"], counts["agreed"], counts["failed"]) == (2, 3, 0)
    claims = [json.loads(line) for line in (case / "dossier" / "claims.jsonl").read_text().splitlines()]
    assert [c["value_raw"] for c in claims if c["extractor"] == "grammar+model" and c["predicate"] == "quantity"] == [
        "12 kg"
    ]
    assert "grammar+model" in (case / "dossier" / "dossier.html").read_text(encoding="utf-8")
    assert not any("answers" in name for name in contents(case / "dossier"))
    what = next(claim["id"] for claim in claims if claim["extractor"] == "grammar+model")
    assert run("decide", case, "accept", what, "--by", "Ann", "--why", "seen").returncode == 0
    with closing(Database(case / "case.duckdb")) as database:
        [(version,)] = database.rows("SELECT DISTINCT version FROM originals")
    assert version.endswith("a model, too"), "who decides does so on what the dossier shows, and reads nothing anew"


@pytest.mark.parametrize("command", ["extract", "dossier"])
def test_without_an_answer_everything_is_as_without_a_model(command: str, folder: Path, tmp_path: Path) -> None:
    option = "--out" if command == "extract" else "--case"
    plain, tried = tmp_path / "a" / "x", tmp_path / "b" / "x"
    with serving(lambda handler, _: send(handler, 500, b"out of memory")) as listening:
        done = run(
            command, folder, option, tried, "--model", "m", "--base-url", listening.url, "--model-seconds", "5", "-q"
        )
    assert run(command, folder, option, plain, "-q").returncode == 0
    lines = done.stderr.splitlines()
    assert done.returncode == 1 and len(lines) == 2
    assert all(line.startswith("not read by m: ") and "500 (out of memory); " in line for line in lines)
    assert {line.split(": ")[1].rpartition("/")[2].removesuffix(".txt") for line in lines} == {"rotterdam", "lagos"}
    kept = {name: content for name, content in contents(tried).items() if not name.startswith("model/")}
    assert kept == contents(plain)


def test_a_killed_run_does_not_ask_again_what_was_answered(folder: Path, tmp_path: Path) -> None:
    for number in range(8):
        (folder / f"n{number}.txt").write_text(OTHER.replace("30", str(31 + number)), encoding="utf-8")
    out = tmp_path / "o"

    def slowly(handler: BaseHTTPRequestHandler, body: Body) -> None:
        time.sleep(0.2)
        send(handler, 200, completion({"incidents": []}))

    with serving(slowly) as listening:
        command = [sys.executable, "-m", "bellflower", "extract", str(folder), "--out", str(out)]
        command += ["--model", "m", "--base-url", listening.url]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while len(listening.asked) < 4:
            time.sleep(0.01)
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        _, told = running.communicate()
        assert running.returncode == 130 and told.endswith("stopped; the same call goes on from here\n")
        kept = len(list((out / "model" / "answers").glob("*.json")))
        before = len(listening.asked)
        assert run(*command[3:]).returncode == 0
        assert len(listening.asked) - before == 10 - kept and kept >= 3
    assert len(accounts(out)) == 10


def test_a_key_comes_from_the_environment_and_is_written_nowhere(folder: Path, tmp_path: Path) -> None:
    with serving(answering(TOLD)) as listening:
        done = run(
            "dossier", folder, "--case", tmp_path / "case", "--model", "m", "--base-url", listening.url,
            BELLFLOWER_API_KEY="s3cret-key",
        )  # fmt: skip
    assert listening.headers[0]["authorization"] == "Bearer s3cret-key"
    assert "s3cret" not in done.stdout + done.stderr
    assert not [name for name, content in contents(tmp_path).items() if b"s3cret" in content]


def test_a_protected_report_stays_and_that_is_said(folder: Path, tmp_path: Path) -> None:
    (folder / "lagos.csl.json").write_text('{"type": "report", "protection": "covert"}', encoding="utf-8")
    with serving(answering(TOLD)) as listening:
        url = listening.url.replace("127.0.0.1", "0.0.0.0")
        done = run(
            "extract", folder, "--out", tmp_path / "o", "--model", "m", "--base-url", url, "--plain-http", "--quiet"
        )
    assert done.returncode == 0 and done.stdout == ""
    assert (
        done.stderr.startswith("not sent to m: ") and "lagos.txt: it is marked protection: covert; ask" in done.stderr
    )
    assert len(listening.asked) == 1 and "Lagos" not in json.dumps(listening.asked)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--model", "m"), "belong together"),
        (("--base-url", "http://localhost:1/v1"), "belong together"),
        (("--model", "m", "--base-url", "http://192.0.2.1/v1"), "--plain-http"),
        (("--model", "m", "--base-url", "localhost:1"), "is no address"),
        (("--model", "m", "--base-url", "http://localhost:1", "--model-seconds", "0"), "--model-seconds"),
    ],
)
def test_a_wrong_call_is_told_with_code_2(
    arguments: tuple[str, ...], message: str, folder: Path, tmp_path: Path
) -> None:
    for command in (("extract", folder, "--out", tmp_path / "o"), ("dossier", folder, "--case", tmp_path / "c")):
        done = run(*command, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in " ".join(done.stderr.split()) and "Traceback" not in done.stderr
