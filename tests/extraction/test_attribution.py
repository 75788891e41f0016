"""Who is said to have said it: chains, names, and silence where nobody is named."""

from __future__ import annotations

from functools import cache

import pytest

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.attribution import attributed_to, speakers
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.view import View
from bellflower.records import Report


@cache
def grammar() -> Grammar:
    return Grammar.of()


def annotate(text: str) -> Annotation:
    report = Report(id="r", stem="r", path="r.txt", text=text + "\n", content_sha256="0", text_sha256="0")
    return Annotation(View(report), grammar())


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Quoting a circle of secret helpers inside Burma, who write by courier, "
            "the Paris-based Le Matin news site has "
            "reported that the army sells opium.",
            ("Le Matin", "circle of secret helpers inside Burma"),
        ),
        ("The DailyNK report identifies two plants.", ("DailyNK",)),
        (
            "Yonhap news agency reported the case, citing a source in North Pyongan Province.",
            ("Yonhap", "source in North Pyongan Province"),
        ),
        ("There are unconfirmed reports that a second plant runs.", ("unconfirmed reports",)),
        ("It has long been believed that envoys carry it.", ("long believed (unattributed)",)),
        ("The freighter is thought to have dropped the bags.", ("thought (unattributed)",)),
        ("According to media reports, prices fell.", ("media reports",)),
        ("Media reports had it that prices fell.", ("media reports",)),
        ("According to the source, a gram costs 100 yuan.", ("source",)),
        ("Two drivers were held, officials in both countries said.", ("officials in both countries",)),
        ('"They sell it," said Min Aung, a teacher in the town.', ("Min Aung",)),
        ("Police said on Monday they had arrested two men.", ("Police",)),
        ("A defector was quoted as saying that the crop failed.", ("defector",)),
        ("The list is long, according to a UN panel of experts.", ("UN panel of experts",)),
        ("A South Korean newspaper reported a drop in price.", ("South Korean newspaper",)),
        ("A seller in Zambia told us that the price fell.", ("seller in Zambia",)),
        ("Last month the provincial police said that it was gone.", ("provincial police",)),
        ("Not reported: two cases of 1990.", ()),
        ("Opium is grown on farms near the river.", ()),
        ("He said that he knew nothing, and they told nobody.", ()),
        ("An agent was caught by the police with five kilos.", ()),
        ("The report was never printed.", ()),
    ],
)
def test_the_chain_is_outermost_first(text: str, chain: tuple[str, ...]) -> None:
    assert attributed_to(annotate(text), 0, len(text)) == chain


def test_only_the_words_between_the_offsets_are_read() -> None:
    text = "Police said so. Opium is grown here."
    assert attributed_to(annotate(text), text.index("Opium"), len(text)) == ()


def test_a_speaker_keeps_the_span_of_the_words() -> None:
    text = "In Oslo the customs service said that ivory was found, according to Aftenposten."
    note = annotate(text)
    first = speakers(note, 0, len(text))[0]
    assert (text[first.start : first.end], first.name) == ("Aftenposten", "Aftenposten")
