"""The command line as a user meets it: real processes on real files."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

import bellflower

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"
STORY = "On 4 March 2011 police in Rotterdam seized {} kg of heroin aboard the freighter Sea Lark.\n"
OUTPUTS = [
    "claims.jsonl",
    "conflicts.csv",
    "dossier.html",
    "incidents.csv",
    "incidents.geojson",
    "incidents.xlsx",
    "sources.csl.json",
]


def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """``bellflower ARGUMENTS`` in a process of its own, its output kept."""
    command = [sys.executable, "-m", "bellflower", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=os.environ | environment
    )


def report(folder: Path, name: str = "note.txt", kilos: int = 12) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(STORY.format(kilos), encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder but the store, which may be deleted: how DuckDB lays it out is nobody's business."""
    store = {"case.duckdb", "case.duckdb.wal"}
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in store)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The case of the example reports, and how the run that made it went."""
    case = tmp_path_factory.mktemp("example") / "case"
    return case, run("dossier", EXAMPLES, "--case", case)


def test_the_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"bellflower, version {bellflower.__version__}\n")


def test_the_script_and_the_module_are_one_command() -> None:
    script = shutil.which("bellflower", path=str(Path(sys.executable).parent))
    assert script, "bellflower is not installed beside this Python"
    done = subprocess.run([script, "--help"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, run("--help").stdout)


COMMANDS = [(), ("dossier",), ("add",), ("build",), ("extract",), ("explain",), ("decide",), ("log",)]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_reads_well(command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert run(*command, "-h").stdout == done.stdout
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"Usage: {' '.join(['bellflower', *command])} ")
    assert all(len(line) <= 100 for line in lines)
    told = re.sub(r"(PATHS|WHAT|\[ARGS\])\.\.\.", "", done.stdout)
    assert "..." not in told, "a sentence is cut short"


def test_help_names_the_exit_codes_and_a_first_call() -> None:
    told = run("--help").stdout
    assert all(code in told for code in ("0  all went well", "1  done, but", "2  the call itself", "130  stopped"))
    assert "bellflower dossier REPORTS_FOLDER --case CASE_FOLDER" in told


def test_a_dossier_is_written_and_said_where(example: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    case, done = example
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in (case / "dossier").iterdir()) == OUTPUTS
    counts, where = done.stdout.splitlines()
    assert counts.startswith("6 reports, ") and counts.endswith("; 0 refused")
    assert where == f"The dossier lies in {case / 'dossier' / 'dossier.html'}"


def test_twice_gives_the_same_bytes(example: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    case, _ = example
    before = contents(case)
    again = run("dossier", EXAMPLES, "--case", case, PYTHONHASHSEED="1")
    assert again.returncode == 0
    assert contents(case) == before
    elsewhere = tmp_path / "other" / case.name  # the files one by one, sidecars too, as a shell's * names them
    made = run(
        "dossier", *sorted(EXAMPLES.iterdir(), reverse=True), "--case", elsewhere, PYTHONHASHSEED="2", TZ="Asia/Seoul"
    )
    assert made.returncode == 0
    assert contents(elsewhere / "dossier") == contents(case / "dossier")


def test_no_output_names_the_machine(example: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    case, _ = example
    for name, content in contents(case).items():
        assert str(case.parent).encode() not in content, name


def test_reports_added_later_join_the_case(tmp_path: Path) -> None:
    case = tmp_path / "case"
    for kilos, name in ((12, "a.txt"), (15, "b.txt")):
        done = run("dossier", report(tmp_path, name, kilos), "--case", case, "--json")
        assert done.returncode == 0
    assert json.loads(done.stdout)["reports"] == 2


def test_quiet_says_nothing_where_all_went_well(tmp_path: Path) -> None:
    path = report(tmp_path)
    for call in (("dossier", path, "--case", tmp_path / "c"), ("extract", path, "--out", tmp_path / "o")):
        done = run(*call, "--quiet")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_quiet_still_names_refusals(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("dossier", tmp_path / "empty.txt", "--case", tmp_path / "c", "-q")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("refused: ")


def test_json_is_one_object_for_a_program(tmp_path: Path) -> None:
    path, case = report(tmp_path), tmp_path / "c"
    told = json.loads(run("dossier", path, "--case", case, "--json").stdout)
    assert sorted(told) == ["claims", "conflicts", "dossier", "files", "incidents", "refused", "reports"]
    assert (told["reports"], told["incidents"], told["refused"]) == (1, 1, 0)
    assert told["dossier"] == str(case / "dossier" / "dossier.html")
    assert sorted(Path(name).name for name in told["files"]) == OUTPUTS
    told = json.loads(run("extract", path, tmp_path / "gone.txt", "--out", tmp_path / "o", "--json").stdout)
    assert told["reports"] == ["note"]
    assert [Path(refusal["path"]).name for refusal in told["refused"]] == ["gone.txt"]


@pytest.mark.parametrize("command", ["dossier", "extract"])
def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "in"
    report(folder)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nno more of it")
    (folder / "table.xyz").write_bytes(bytes(range(256)))
    option = "--case" if command == "dossier" else "--out"
    done = run(command, folder, tmp_path / "missing.txt", option, tmp_path / "o", "--json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    refused = [line for line in done.stderr.splitlines() if line.startswith("refused: ")]
    for name in ("empty.txt", "broken.pdf", "table.xyz", "missing.txt"):
        [line] = [line for line in refused if name in line]
        reason, _, mend = line.removeprefix("refused: ").split(name, 1)[1].partition("; ")
        assert reason.strip(": ") and mend, "a refusal has a reason and a mend"
    assert json.loads(done.stdout)["reports"] in (1, ["note"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("frobnicate",), "No such command"),
        (("dossier",), "Missing argument 'PATHS...'"),
        (("dossier", "x.txt"), "Missing option '--case'"),
        (("extract", "x.txt"), "Missing option '--out'"),
        (("extract", "x.txt", "--out", "o", "--colour"), "No such option"),
        (("extract", "x.txt", "--out", "taken"), "is a file"),
        (("dossier", "x.txt", "--case", "taken/below"), "taken/below: cannot be a case folder"),
        (("extract", "x.txt", "--out", "taken/below"), "taken/below: cannot be written to"),
        (("extract", "x.txt", "--out", "o", "--pack", "nowhere"), "no pack.yaml there"),
    ],
)
def test_a_wrong_call_is_told_with_code_2(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    report(tmp_path, "x.txt")
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr and "Traceback" not in done.stderr


def test_long_work_off_a_terminal_is_told_in_plain_lines(tmp_path: Path) -> None:
    for number in range(101):
        report(tmp_path / "in", f"n{number:03}.txt", number + 1)
    done = run("extract", tmp_path / "in", "--out", tmp_path / "o")
    assert done.returncode == 0
    assert done.stderr.splitlines() == ["Reading: 100 reports"]
    assert done.stdout == f"101 reports read, 0 refused; written to {tmp_path / 'o'}\n"
    assert run("extract", tmp_path / "in", "--out", tmp_path / "o", "-q").stderr == ""


def test_a_bar_is_drawn_on_a_terminal_only(tmp_path: Path) -> None:
    path, terminal = report(tmp_path), pty.openpty()
    termios.tcsetwinsize(terminal[1], (24, 80))
    command = [sys.executable, "-m", "bellflower", "extract", str(path), "--out", str(tmp_path / "o")]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal[1], text=True)
    os.set_blocking(terminal[0], False)
    drawn = os.read(terminal[0], 65536).decode()
    for end in terminal:
        os.close(end)
    assert done.returncode == 0
    assert "Reading" in drawn and "\r" in drawn
    assert done.stdout.startswith("1 report read, 0 refused; ")
    assert run("extract", path, "--out", tmp_path / "o").stderr == ""


def test_what_cannot_be_written_is_told_with_code_3(tmp_path: Path) -> None:
    in_the_way = tmp_path / "case" / "dossier" / "dossier.html"
    in_the_way.mkdir(parents=True)
    done = run("dossier", report(tmp_path), "--case", tmp_path / "case")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"Error: {in_the_way}: Is a directory\n"


def test_a_stopped_run_says_so_and_the_next_finishes_it(tmp_path: Path) -> None:
    for number in range(60):
        report(tmp_path / "in", f"n{number:03}.txt", number + 1)
    case = tmp_path / "stopped" / "case"
    command = [sys.executable, "-m", "bellflower", "dossier", str(tmp_path / "in"), "--case", str(case)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not list(case.glob("reports/*/*.txt")):
        time.sleep(0.01)
        assert running.poll() is None
    running.send_signal(signal.SIGINT)
    out, told = running.communicate()
    assert (running.returncode, out, told) == (130, "", "stopped; the same call goes on from here\n")
    assert run("dossier", tmp_path / "in", "--case", case).returncode == 0
    assert run("dossier", tmp_path / "in", "--case", tmp_path / "whole" / "case").returncode == 0
    assert contents(case) == contents(tmp_path / "whole" / "case")


@pytest.mark.parametrize("later", [0.1, 0.3, 0.5, 0.7])
def test_a_run_that_is_stopped_at_any_moment_says_so(tmp_path: Path, later: float) -> None:
    for number in range(40):
        report(tmp_path / "in", f"n{number:03}.txt", number + 1)
    case = tmp_path / "case"
    command = [sys.executable, "-m", "bellflower", "dossier", str(tmp_path / "in"), "--case", str(case)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not list(case.glob("reports/*/*.txt")):
        time.sleep(0.01)
    time.sleep(later)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate()
    # A quick machine may have finished the work, or be about to leave.
    assert (running.returncode, told) in {(130, "stopped; the same call goes on from here\n"), (0, ""), (-2, "")}


def test_two_reports_of_one_name_get_two_files(tmp_path: Path) -> None:
    first, second = report(tmp_path / "a"), report(tmp_path / "b", kilos=15)
    assert run("extract", first, second, "--out", tmp_path / "o").returncode == 0
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((tmp_path / "o").iterdir())]
    assert [record["doc"] for record in records] == ["note-2", "note"]
    assert [record["incidents"][0]["items"][0]["quantity"] for record in records] == [15, 12]


def test_the_title_is_the_cases_name_or_the_one_given(tmp_path: Path) -> None:
    path = report(tmp_path)
    for options, title in (((), "sea-lark"), (("--title", "The <Lark> & more"), "The &lt;Lark&gt; &amp; more")):
        assert run("dossier", path, "--case", tmp_path / "sea-lark", *options).returncode == 0
        page = (tmp_path / "sea-lark" / "dossier" / "dossier.html").read_text(encoding="utf-8")
        assert title in page and "<Lark>" not in page


def test_the_example_shows_what_its_readme_promises(example: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    page = (example[0] / "dossier" / "dossier.html").read_text(encoding="utf-8")
    for figure in ("40 kg", "50 kg", "125 kg", "120–180 million USD/year", "Pong Su"):
        assert figure in page


EXPLAINED = "Customs in Lagos seized 12 kg of heroin from a driver, freed on $900 bail.\nA school opened in Lagos.\n"


def test_explain_says_what_lost_and_why(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(EXPLAINED, encoding="utf-8")
    done = run("explain", "note.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "note.txt"
    assert all(len(line) <= 80 for line in lines) and "\x1b" not in done.stdout
    words = " ".join(done.stdout.split())
    assert "$900 900 USD lost: bail: " in words
    assert "quantity 12 kg of heroin “12 kg of heroin” rule: figure of the good, in extraction/incidents/" in words


def test_explain_is_narrowed_to_a_sentence(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(EXPLAINED, encoding="utf-8")
    for narrowing in (("--sentence", "2"), ("--at", "a school")):
        done = run("explain", note, *narrowing)
        assert (done.returncode, "A school" in done.stdout, "12 kg" in done.stdout) == (0, True, False)
    done = run("explain", note, "--at", "no such words")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no such sentence" in done.stderr


def test_explain_speaks_json(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(EXPLAINED, encoding="utf-8")
    told = json.loads(run("explain", note, "--json").stdout)
    assert told["path"] == str(note) and [s["number"] for s in told["sentences"]] == [1, 2]
    [incident] = told["incidents"]
    quantity = next(slot for slot in incident["slots"] if slot["name"] == "quantity")
    assert [claim["value"]["value"] for claim in quantity["claims"]] == [12]
    assert [(rival["text"], [one["rule"] for one in rival["lost"]]) for rival in quantity["rivals"]] == [
        ("$900", ["bail"])
    ]


def test_explain_refuses_as_others_do(tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_bytes(b"%PDF-1.4\n")
    done = run("explain", tmp_path / "note.pdf")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("refused: ")


def test_explain_is_coloured_on_a_terminal_only(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(EXPLAINED, encoding="utf-8")
    shown = {}
    for name, environment in (("colour", {}), ("plain", {"NO_COLOR": "1"})):
        main, side = pty.openpty()
        command = [sys.executable, "-m", "bellflower", "explain", str(tmp_path / "note.txt"), "--sentence", "2"]
        subprocess.run(command, stdout=side, check=True, env=os.environ | {"TERM": "xterm"} | environment)
        os.close(side)
        shown[name] = os.read(main, 100_000)
        os.close(main)
    assert b"\x1b[" in shown["colour"] and b"\x1b[" not in shown["plain"]


def test_what_speaks_of_no_goods_is_counted_and_listed_and_its_words_stay_in_the_case(tmp_path: Path) -> None:
    report(tmp_path / "given")
    (tmp_path / "given" / "other.txt").write_text("The library of Rotterdam was painted green on Monday.\n")
    done = run("dossier", tmp_path / "given", "--case", tmp_path / "case", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["reports"], told["incidents"]) == (0, 2, 1)
    page = (tmp_path / "case" / "dossier" / "dossier.html").read_text(encoding="utf-8")
    assert "other" in page and "speaks of none of the goods" in page and "painted green" not in page
    assert any(path.read_bytes().startswith(b"The library") for path in (tmp_path / "case" / "reports").rglob("*.txt"))
    done = run("extract", tmp_path / "given", "--out", tmp_path / "given" / "out")
    assert done.returncode == 0, "what is written below the folder that is read is not read"
    other = json.loads((tmp_path / "given" / "out" / "other.json").read_text(encoding="utf-8"))
    assert other == {"doc": "other", "published": None, "incidents": [], "claims": []}


def test_reports_of_one_name_get_numbers_that_are_free(tmp_path: Path) -> None:
    for folder, name in (("a", "note.txt"), ("b", "note.txt"), ("c", "note-2.txt"), ("d", "note.txt")):
        report(tmp_path / "given" / folder, name)
    done = run("extract", tmp_path / "given", "--out", tmp_path / "out", "--json")
    assert json.loads(done.stdout)["reports"] == ["note", "note-2", "note-2-2", "note-3"]
