from __future__ import annotations

import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.korean.acts import find_acts
from bellflower.extraction.korean.note import KoreanNote
from bellflower.extraction.korean.persons import find_parties
from bellflower.extraction.view import View
from tests.extraction.korean.reports import report

Short = tuple[str | None, str | None, int | None]

PERSONS: list[tuple[str, list[Short]]] = [
    ("북한 외교관 2명이 하시시 62kg을 나르다 붙잡혔다.", [("KP", "diplomat", 2)]),
    ("북한 대사관 직원 1명이 추방됐다.", [("KP", "embassy employee", 1)]),
    ("외교관 여권을 지닌 북한인 세 명은 추방됐다.", [("KP", None, 3)]),
    ("북한 외교관 부부를 체포했다.", [("KP", "diplomat", 2)]),
    ("북한 국적 남성 2명과 중국인 1명을 체포했다.", [("KP", "man", 2), ("CN", None, 1)]),
    ("선원 여섯 명이 체포됐다.", [(None, "sailor", 6)]),
    ("조선족 3명이 구속됐다.", [("CN", "ethnic korean", 3)]),
    ("탈북자 한 명이 구속됐다.", [(None, "defector", 1)]),
    ("총책 김모(52)씨 등 5명을 구속하고 투약자 12명을 입건했다.", [(None, None, 5), (None, "drug user", 12)]),
    ("중국인 운전기사가 체포됐다.", [("CN", "driver", None)]),
    ("북한인들이 체포됐다.", [("KP", None, None)]),
    ("스물다섯 명을 검거했다.", [(None, None, 25)]),
    ("20여 명을 검거했다.", [(None, None, None)]),
    # Those who act, speak, sell, flee, or only might take it
    ("단둥 세관 직원들에게 적발됐다.", []),
    ("조선족 공급책 A씨에게서 산 필로폰을 압수했다.", []),
    ("4만여 명이 한꺼번에 투약할 수 있는 필로폰을 압수했다.", []),
    ("두 명이 달아났지만 배는 나포됐다.", []),
    ("경찰 관계자는 3명을 체포했다고 말했다.", [(None, None, 3)]),
]


@pytest.mark.parametrize(("text", "expected"), PERSONS, ids=[text[:24] for text, _ in PERSONS])
def test_persons(grammar: Grammar, text: str, expected: list[Short]) -> None:
    note = KoreanNote(View(report(text)), grammar, grammar.korean_words)
    parties = find_parties(note, 0, len(text), find_acts(note, 0, len(text)))
    assert [(p.nationality, p.role, p.count) for p in parties] == expected


def test_a_full_name_is_kept_and_a_letter_is_none(grammar: Grammar) -> None:
    text = "탈북자 김철수(45)씨와 중국인 A씨가 체포됐다."
    note = KoreanNote(View(report(text)), grammar, grammar.korean_words)
    parties = find_parties(note, 0, len(text), find_acts(note, 0, len(text)))
    assert [(p.name, p.role, p.nationality, p.count) for p in parties] == [
        ("김철수", "defector", None, 1), (None, None, "CN", 1),
    ]  # fmt: skip
