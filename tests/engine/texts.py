"""Reports for an engine to read."""

from __future__ import annotations

from pathlib import Path

from bellflower.reading import find_files, read_file
from bellflower.records import Report

CORPUS = Path(__file__).parent.parent / "corpus" / "reports"


def corpus(number: int) -> list[Report]:
    """Every so-manieth report of the corpus, so that all kinds are among them."""
    files = list(find_files([CORPUS]))
    chosen = files[:: len(files) // number][:number]
    return [outcome for path in chosen for outcome in read_file(path) if isinstance(outcome, Report)]


def short(number: int, text: str = "On 4 March 2011 police in Rotterdam seized {} kg of heroin.\n") -> Report:
    return Report(
        id=f"r{number}", stem=f"r{number}", path=f"r{number}.txt", text=text.format(number + 1),
        content_sha256=str(number), text_sha256=str(number),
    )  # fmt: skip


# Half of a character, as no decoding gives it: the lexicon refuses such text.
FAULTY = short(0, "On 4 March 2011 police in Rotterdam seized 12 kg of heroin \ud800.\n")
