"""Korean reports by the command line: a folder to JSON, a case to a page, and a machine that cannot read them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

CATCH = "2014년 3월 5일 중국 단둥 세관은 북한 남성 2명을 체포하고 필로폰 1.5kg을 압수했다.\n"
ENGLISH = "On 4 March 2011 police in Rotterdam seized 12 kg of heroin aboard the freighter Sea Lark.\n"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
WITHOUT = "import sys; sys.modules['kiwipiepy'] = None; from bellflower.cli import main; main(sys.argv[1:])"


def run(*arguments: str | Path, without: bool = False) -> subprocess.CompletedProcess[str]:
    """``bellflower ARGUMENTS`` in a process of its own; ``without`` the analyser, as after a plain installation."""
    start = ["-c", WITHOUT] if without else ["-m", "bellflower"]
    return subprocess.run(
        [sys.executable, *start, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report in Korean, one in English, one in both, and a Korean one about something else."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, text in {
        "korean": CATCH,
        "english": ENGLISH,
        "mixed": ENGLISH + "\n" + CATCH,
        "other": "서울에서 회의가 열렸다. 참석자는 40명이었다.\n",
    }.items():
        (reports / f"{name}.txt").write_text(text, encoding="utf-8")
    return reports


def countries(path: Path) -> list[str]:
    return [incident["country"] for incident in json.loads(path.read_text(encoding="utf-8"))["incidents"]]


def test_a_folder_with_korean_reports_is_extracted(folder: Path, tmp_path: Path) -> None:
    done = run("extract", folder, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert countries(tmp_path / "out" / "korean.json") == ["CN"]
    assert countries(tmp_path / "out" / "mixed.json") == ["NL", "CN"]
    assert countries(tmp_path / "out" / "other.json") == []
    (incident,) = json.loads((tmp_path / "out" / "korean.json").read_text(encoding="utf-8"))["incidents"]
    assert incident["quote"] == CATCH.strip()
    assert incident["suspects"] == [{"nationality": "KP", "role": "man", "count": 2, "name": None}]


def test_without_the_extra_it_is_named_and_nothing_is_silently_empty(folder: Path, tmp_path: Path) -> None:
    done = run("extract", folder, "--out", tmp_path / "out", without=True)
    assert done.returncode == 1
    refused = [line for line in done.stderr.splitlines() if line.startswith("refused: ")]
    assert [Path(line.split(": ")[1]).name for line in refused] == ["korean.txt", "mixed.txt"]
    assert all("pip install 'bellflower[korean]'" in line for line in refused)
    written = {path.stem for path in (tmp_path / "out").glob("*.json")}
    assert written == {"english", "mixed", "other"}
    assert countries(tmp_path / "out" / "mixed.json") == ["NL"]


def test_without_the_extra_a_dossier_names_it_too(folder: Path, tmp_path: Path) -> None:
    done = run("dossier", folder, "--case", tmp_path / "case", "--json", without=True)
    assert done.returncode == 1
    assert done.stderr.count("bellflower[korean]") == 2
    assert json.loads(done.stdout)["refused"] == 2
    assert "bellflower[korean]" in (tmp_path / "case" / "dossier" / "dossier.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("BELLFLOWER_CHROMIUM") or shutil.which("chromium")
    assert path, "these tests need chromium: install it, or name it in the variable BELLFLOWER_CHROMIUM"
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


def test_the_page_shows_korean_words_under_english_values(browser: Browser, folder: Path, tmp_path: Path) -> None:
    assert run("dossier", folder / "korean.txt", "--case", tmp_path / "case").returncode == 0
    page = browser.new_page()
    page.goto((tmp_path / "case" / "dossier" / "dossier.html").as_uri())
    link = page.get_by_role("link", name="1.5 kg of methamphetamine").first
    expect(link).to_be_visible()
    link.click()
    assert "1.5kg" in "".join(page.locator("mark.lit").all_text_contents())
    text = page.locator(".words[lang=ko]")
    expect(text).to_contain_text("필로폰 1.5kg을 압수했다.")
    assert text.evaluate("element => getComputedStyle(element).wordBreak") == "keep-all"
    page.get_by_text("all values").first.click()
    words = page.locator("blockquote bdi[lang=ko] b")
    assert {"필로폰", "북한 남성 2명", "중국 단둥 세관", "2014년 3월 5일"} <= set(words.all_text_contents())
    page.close()
