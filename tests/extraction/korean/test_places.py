from __future__ import annotations

import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.korean.note import KoreanNote
from bellflower.extraction.view import View
from tests.extraction.korean.reports import report

PLACES = [
    ("중국 랴오닝성 단둥에서 체포됐다.", [("중국", "CN"), ("랴오닝성", "CN-LN"), ("단둥", "CN")]),
    ("함경북도 회령시 주민이 체포됐다.", [("함경북도", "KP-09"), ("회령시", "KP")]),
    ("량강도 혜산에서", [("량강도", "KP-10"), ("혜산", "KP")]),
    ("심양과 연길, 도문에서", [("심양", "CN"), ("연길", "CN"), ("도문", "CN")]),
    ("부산본부세관은", [("부산", "KR")]),
    ("태국 방콕 공항에서", [("태국", "TH"), ("방콕 공항", "TH")]),
    ("케냐 나이로비에서", [("케냐", "KE"), ("나이로비", "KE")]),
    ("남포항을 떠난 배가 서해에서", [("남포항", "KP"), ("서해", None)]),
    ("러시아 하산역에서", [("러시아", "RU"), ("하산역", "RU")]),
    ("일본 시마네현 앞바다에서", [("일본", "JP"), ("시마네현", "JP-32")]),
    # What only looks like one
    ("그 수단은 오만한 선전이었다.", []),
    ("중국인과 태국인이 중국산 담배를 팔았다.", []),
    ("대마를 피우던 남성", []),
]


def annotated(grammar: Grammar, text: str) -> KoreanNote:
    return KoreanNote(View(report(text)), grammar, grammar.korean_words)


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(grammar: Grammar, text: str, expected: list[tuple[str, str | None]]) -> None:
    note = annotated(grammar, text)
    found = []
    for place in note.places:
        division = (place.where.place_id or "").removeprefix("iso3166-2:")
        code = division if place.where.level == "adm1" and "-" in division else place.where.country
        found.append((note.text[place.start : place.end], code))
    assert found == expected


def test_a_name_on_both_sides_of_the_line_is_left_open(grammar: Grammar) -> None:
    (place,) = annotated(grammar, "강원도에서 필로폰이 발견됐다.").places
    assert place.where.place_id is None and place.where.lat is None
    assert set(place.where.candidates) == {"iso3166-2:KP-07", "iso3166-2:KR-42"}


def test_it_is_the_one_in_the_country_that_the_text_names(grammar: Grammar) -> None:
    *_, place = annotated(grammar, "북한 강원도에서 필로폰이 발견됐다.").places
    assert (place.where.country, place.where.place_id) == ("KP", "iso3166-2:KP-07")


def test_words_for_peoples(grammar: Grammar) -> None:
    note = annotated(grammar, "중국인 두 명과 북한인 한 명, 인도 사람이 인도인을 만났다.")
    assert [(note.text[n.start : n.end], n.country) for n in note.nationalities] == [
        ("중국인", "CN"), ("북한인", "KP"), ("인도인", "IN"),
    ]  # fmt: skip
