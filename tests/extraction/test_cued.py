"""A pattern with its words finds what it finds without them, and its words are necessary."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bellflower.extraction
from bellflower.extraction.cued import Cued, CuesOfText, cued, cues_of
from bellflower.text import flow, lowered, sentences

REPORTS = sorted((Path(__file__).parents[1] / "corpus" / "reports").glob("*.txt"))


@cache
def patterns() -> dict[str, Cued]:
    """Every pattern of extraction that looks for its words first, by module and name."""
    names = [m.name for m in pkgutil.walk_packages(bellflower.extraction.__path__, "bellflower.extraction.")]
    modules = [importlib.import_module(name) for name in names]
    return {f"{m.__name__}.{k}": v for m in modules for k, v in vars(m).items() if isinstance(v, Cued)}


@cache
def corpus() -> str:
    return "\n".join(flow(path.read_text(encoding="utf8")) for path in REPORTS)


@pytest.mark.parametrize("name", sorted(patterns()))
def test_nothing_in_the_corpus_is_hidden_by_the_words(name: str) -> None:
    one = patterns()[name]
    text = corpus()
    for start, end in sentences(text)[::3]:
        plain = one.pattern.search(text, start, end)
        found = one.search(text, start, end)
        assert (plain and plain.span()) == (found and found.span()), text[start:end]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:said|says|told)\b", ["said", "says", "told"]),
        (r"\bseiz\w*", ["seiz"]),
        (r"(?:up|down) from (?:\d|last)", ["down from ", "up from "]),
        (r"[Tt]he (?:others?|rest)", ["the other", "the rest"]),
        (r"\ba (?:pair|couple)s? of\b", ["a couple of", "a couples of", "a pair of", "a pairs of"]),
        (r"colou?r(?=ed)", ["color", "colour"]),
        (r"(?<=not )guilty$", ["guilty"]),
        (r"\d+ (?=arrested|held)", ["arrested", "held"]),
        (r"\w+ (?:\d+|kg)", []),
        (r"(?:\w+ing )?", []),
        (r"if|unless", []),
        (r"(?:very )+long", ["very "]),
    ],
)
def test_the_words_of_a_pattern(pattern: str, words: list[str]) -> None:
    assert cues_of(pattern) == words


PIECES = st.sampled_from(
    ["seized", "(?:was|were)", r"\w+", "(?:the )?", "[Tt]old", "(?:a|an|one){1,2}", r"\b", " ", "s?"]
)


@given(st.lists(PIECES, min_size=1, max_size=5), st.text(alphabet="seizd wartholn", max_size=40), st.booleans())
def test_any_pattern_finds_the_same(pieces: list[str], text: str, folded: bool) -> None:
    one = cued("".join(pieces), re.IGNORECASE if folded else 0)
    text = text.upper() if folded else text
    assert [m.span() for m in one.finditer(text)] == [m.span() for m in one.pattern.finditer(text)]
    plain, found = one.pattern.search(text, 2, 30), one.search(text, 2, 30)
    assert (plain and plain.span()) == (found and found.span())


@given(
    st.lists(st.sampled_from(sorted(patterns())), min_size=1, max_size=4), st.integers(0, 9_000), st.integers(1, 300)
)
def test_one_pass_for_all_patterns_hides_nothing(names: list[str], start: int, length: int) -> None:
    text = corpus()[:10_000]
    cues = CuesOfText(lowered(text))
    among = cues.among(start, start + length)
    for name in names:
        one = patterns()[name]
        if one.pattern.search(text[start : start + length]):
            assert one in among
            assert cues.may_match(one, start, start + length)
