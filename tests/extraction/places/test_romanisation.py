from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.places.romanisation import folk_key, is_hangul, mccune_reischauer, revised

SYLLABLES = st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=5)


@given(SYLLABLES)
def test_revised_and_mccune_reischauer_share_a_folk_key(hangul: str) -> None:
    assert folk_key(revised(hangul)) == folk_key(mccune_reischauer(hangul)) == folk_key(hangul)


@given(SYLLABLES)
def test_marks_and_apostrophes_may_be_left_out(hangul: str) -> None:
    marked = mccune_reischauer(hangul)
    assert folk_key(marked.replace("'", "")) == folk_key(marked)
    assert folk_key(marked.upper()) == folk_key(marked)


@pytest.mark.parametrize(
    ("hangul", "spellings"),
    [
        ("청진", "Chungjin Cheongjin Chongjin Ch'ŏngjin"),
        ("회령", "Hweryung Hoiryong Hoeryong Hoeryeong Hoeryŏng"),
        ("무산", "Moosan Musan"),
        ("온성", "Onsung Onsong Onseong"),
        ("연사", "Yonsah Yonsa Yeonsa"),
        ("나남", "Nanam Ranam"),
        ("량강", "Ryanggang Yanggang Yangkang"),
        ("신의주", "Sinuiju Shinuiju Sineuiju Sinŭiju"),
        ("원산", "Wonsan Wŏnsan Weonsan"),
        ("김책", "Kimchaek Gimchaek Kimch'aek"),
        ("남포", "Nampo Nampho Namp'o"),
        ("해주", "Haeju Haejoo"),
    ],
)
def test_folk_spellings_meet_their_hangul(hangul: str, spellings: str) -> None:
    assert {folk_key(s) for s in spellings.split()} == {folk_key(hangul)}


def test_names_that_differ_stay_apart() -> None:
    assert len({folk_key(n) for n in ("Hamhung", "Hamgyong", "Hyesan", "Khasan", "Kaesong", "Kanggye", "Sariwon")}) == 7


def test_what_is_hangul() -> None:
    assert is_hangul("함경 북도")
    assert not is_hangul("함경 Bukdo")
    assert not is_hangul(" ")
