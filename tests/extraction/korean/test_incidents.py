"""Incidents told in Korean, by class of sentence: every slot as a reader of Korean finds it."""

from __future__ import annotations

from typing import Any

import pytest

from bellflower.extraction.grammar import Grammar
from tests.extraction.korean.reports import incidents, read, told

METH = "methamphetamine"

# What each sentence tells; ``kind`` is looked at on its own below.
ONE: list[tuple[str, dict[str, Any]]] = [
    # Active, passive, attempted and nominal forms
    (
        "중국 단둥 세관은 지난 3일 북한 남성 2명을 체포하고 필로폰 1.5kg을 압수했다고 밝혔다.",
        {"items": [(METH, 1.5, "kg")], "suspects": [("KP", "man", 2)], "date": "2014-11-03", "country": "CN",
         "place": "단둥", "authority_country": "CN"},
    ),
    (
        "2002년 6월 북한 외교관 두 명이 이집트 카이로에서 각성제 50만 정을 팔려다 적발됐다.",
        {"items": [("stimulants", 500000, "tablet")], "suspects": [("KP", "diplomat", 2)], "date": "2002-06",
         "country": "EG", "place": "카이로"},
    ),
    (
        "북한 주민 세 명이 지난달 28일 중국 훈춘에서 아편 12킬로그램을 밀반입하려다 공안에 붙잡혔다.",
        {"items": [("opium", 12, "kg")], "suspects": [("KP", "resident", 3)], "date": "2014-10-28", "country": "CN",
         "place": "훈춘", "authority_country": "CN"},
    ),
    (
        "러시아 하산역에서 헤로인 22kg을 지닌 북한 벌목공 한 명이 체포되었다.",
        {"items": [("heroin", 22, "kg")], "suspects": [("KP", "lumberjack", 1)], "country": "RU",
         "place": "하산역"},
    ),
    (
        "태국 경찰의 외교관 2명 체포는 상아 40kg 압수로 이어졌다.",
        {"items": [("ivory", 40, "kg")], "suspects": [(None, "diplomat", 2)], "country": "TH",
         "authority_country": "TH"},
    ),
    (
        "인도네시아 자카르타 공항서 코카인 3.2㎏ 압수…북한인 1명 체포",
        {"items": [("cocaine", 3.2, "kg")], "suspects": [("KP", None, 1)], "country": "ID", "place": "자카르타 공항"},
    ),
    # Numerals
    (
        "몽골 세관이 북한 의사 한 명에게서 위조지폐 3만5천달러를 압수했다.",
        {"items": [("counterfeit currency", 35000, "USD")], "suspects": [("KP", "doctor", 1)], "country": "MN",
         "authority_country": "MN"},
    ),
    (
        "베트남 하노이에서 중국인 스물다섯 명이 검거되고 필로폰 이십오 킬로그램이 압수됐다.",
        {"items": [(METH, 25, "kg")], "suspects": [("CN", None, 25)], "country": "VN", "place": "하노이"},
    ),
    (
        "일본 경찰은 2001년 12월 북한 선원 여섯 명을 체포하고 각성제 1천250g을 압수했다.",
        {"items": [("stimulants", 1.25, "kg")], "suspects": [("KP", "sailor", 6)], "date": "2001-12", "country": "JP",
         "authority_country": "JP"},
    ),
    # Places, vessels, forces
    (
        "2003년 4월 20일 호주 당국은 헤로인 125kg을 싣고 온 북한 화물선 만경호를 나포하고 선원 30명을 체포했다.",
        {"items": [("heroin", 125, "kg")], "suspects": [(None, "sailor", 30)], "date": "2003-04-20", "country": "AU",
         "authority_country": "AU", "conveyance": "만경호"},
    ),
    (
        "함경북도 회령시 보안서는 지난주 빙두 300그램을 갖고 있던 주민 네 명을 체포했다.",
        {"items": [(METH, 0.3, "kg")], "suspects": [(None, "resident", 4)], "date": "2014-11-03/2014-11-09",
         "country": "KP", "place": "회령시", "authority_country": "KP"},
    ),
    (
        "부산본부세관은 지난 9월 중국에서 들여온 위조담배 5천 보루를 적발했다.",
        {"items": [("cigarettes", 5000, "carton")], "date": "2014-09", "country": "KR",
         "place": "부산", "authority_country": "KR"},
    ),
    # Persons
    (
        "중국 공안은 옌지에서 조선족 3명과 탈북자 한 명을 필로폰 밀매 혐의로 구속했다.",
        {"items": [(METH, None, None)], "suspects": [("CN", "ethnic korean", 3), (None, "defector", 1)],
         "country": "CN", "place": "옌지", "authority_country": "CN"},
    ),
    (
        "캄보디아 프놈펜에서 북한 국적 여성 2명과 중국인 운전기사 1명이 필로폰 4kg을 나르다 체포됐다.",
        {"items": [(METH, 4, "kg")], "suspects": [("KP", "woman", 2), ("CN", "driver", 1)], "country": "KH",
         "place": "프놈펜"},
    ),
    (
        "케냐 당국은 코뿔소 뿔 다섯 개를 숨겨 나가려던 북한 대사관 직원 1명을 추방했다.",
        {"items": [("rhino horn", 5, "piece")], "suspects": [("KP", "embassy employee", 1)], "country": "KE",
         "authority_country": "KE"},
    ),
    # Other goods
    (
        "인도 세관은 작년 3월 델리 공항에서 북한 외교관으로부터 금괴 27kg을 압수했다.",
        {"items": [("gold", 27, "kg")], "suspects": [("KP", "diplomat", None)], "date": "2013-03", "country": "IN",
         "place": "델리 공항", "authority_country": "IN"},
    ),
    (
        "짐바브웨 하라레 공항에서 천산갑 비늘 60kg이 든 상자 네 개가 발견됐다.",
        {"items": [("pangolin scales", 60, "kg")], "country": "ZW", "place": "하라레 공항"},
    ),
    (
        "말레이시아 경찰은 위스키 200병과 담배 4만 갑을 실은 트럭을 적발했다.",
        {"items": [("liquor", 200, "bottle"), ("cigarettes", 40000, "pack")], "country": "MY",
         "authority_country": "MY"},
    ),
    # Several goods, worth, and what lay beside them
    (
        "중국 선양에서 필로폰 2kg(시가 30만 달러 상당)과 권총 2정, 현금 4만 위안이 압수됐다.",
        {"items": [(METH, 2, "kg"), ("weapons", 2, "piece"), ("cash", 40000, "CNY")], "country": "CN",
         "place": "선양"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "slots"), ONE, ids=[text[:24] for text, _ in ONE])
def test_a_sentence_tells_of_one_incident(grammar: Grammar, text: str, slots: dict[str, Any]) -> None:
    found = incidents(grammar, text)
    assert len(found) == 1
    assert {key: value for key, value in told(found[0]).items() if key != "kind"} == slots


KINDS: list[tuple[str, set[str]]] = [
    ("중국 세관이 필로폰 2kg을 압수했다.", {"seizure"}),
    ("필로폰 2kg을 지닌 북한인 한 명이 단둥에서 붙잡혔다.", {"arrest"}),
    ("단둥 세관에서 필로폰 2kg이 발견됐다.", {"discovery"}),
    ("일본 해상보안청이 각성제 30kg을 실은 북한 어선을 나포했다.", {"interception"}),
    ("핀란드는 담배 2천 보루를 들여온 북한 외교관 두 명을 추방했다.", {"expulsion"}),
    ("홍콩 법원은 코카인 5kg을 운반한 북한인 남성에게 징역 12년을 선고했다.", {"conviction"}),
    ("중국 공안이 옌지에서 북한 남성 2명을 구속하고 아편 3kg을 몰수했다.", {"arrest", "seizure"}),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS, ids=[text[:24] for text, _ in KINDS])
def test_the_verb_says_of_what_kind_it_is(grammar: Grammar, text: str, kinds: set[str]) -> None:
    assert [set(found["kind"]) for found in incidents(grammar, text)] == [kinds]


SEVERAL: list[tuple[str, list[dict[str, Any]]]] = [
    (  # two clauses, each with a date and a place of its own
        "1998년 1월에는 러시아 모스크바에서 북한 외교관 2명이 코카인 25kg을 나르다 체포됐고, 같은 해 7월에는 이집트 "
        "카이로에서 북한 무역일꾼 1명이 각성제 50만 정을 팔려다 적발됐다.",
        [
            {"items": [("cocaine", 25, "kg")], "suspects": [("KP", "diplomat", 2)], "date": "1998-01",
             "country": "RU", "place": "모스크바", "kind": {"arrest"}},
            {"items": [("stimulants", 500000, "tablet")], "suspects": [("KP", "trade official", 1)],
             "date": "1998-07", "country": "EG", "place": "카이로", "kind": {"discovery"}},
        ],
    ),
    (  # a headline, the catch, and what was found on those arrested
        "옌지서 북한 남성 2명 필로폰 밀매 혐의로 체포\n\n"
        "중국 공안은 지난 5일 옌지의 한 여관에서 북한 남성 2명을 체포하고 필로폰 800g을 압수했다.\n\n"
        "이들로부터 현금 3만 위안과 대마 50g도 압수됐다.",
        [
            {"items": [(METH, 0.8, "kg"), ("cash", 30000, "CNY"), ("cannabis", 0.05, "kg")],
             "suspects": [("KP", "man", 2)], "date": "2014-11-05", "country": "CN", "place": "옌지",
             "authority_country": "CN", "kind": {"arrest", "seizure"}},
        ],
    ),
    (  # an older case told behind the new one
        "태국 세관은 지난 9일 방콕 공항에서 상아 80kg을 압수했다.\n"
        "앞서 지난 8월에는 치앙마이에서 코뿔소 뿔 네 개가 발견됐다.",
        [
            {"items": [("ivory", 80, "kg")], "date": "2014-11-09", "country": "TH", "place": "방콕 공항",
             "authority_country": "TH", "kind": {"seizure"}},
            {"items": [("rhino horn", 4, "piece")], "date": "2014-08", "country": "TH", "place": "치앙마이",
             "kind": {"discovery"}},
        ],
    ),
    (  # those arrested told apart in the sentence behind
        "인천 세관은 지난 4일 필로폰 6kg을 들여오려던 일당 5명을 체포했다.\n"
        "체포된 5명 가운데 3명은 탈북자, 2명은 중국 국적인 것으로 확인됐다.",
        [
            {"items": [(METH, 6, "kg")], "suspects": [(None, "defector", 3), ("CN", None, 2)], "date": "2014-11-04",
             "country": "KR", "place": "인천", "authority_country": "KR", "kind": {"arrest"}},
        ],
    ),
    (  # what one weight is, said in another sentence
        "마카오 경찰은 지난달 위조지폐를 바꾸려던 북한인 한 명을 체포했다.\n위조지폐는 액면가로 7만 달러에 이른다.",
        [
            {"items": [("counterfeit currency", 70000, "USD")], "suspects": [("KP", None, 1)], "date": "2014-10",
             "country": "MO", "authority_country": "MO", "kind": {"arrest"}},
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "slots"), SEVERAL, ids=[text[:24] for text, _ in SEVERAL])
def test_what_is_one_incident_and_what_another(grammar: Grammar, text: str, slots: list[dict[str, Any]]) -> None:
    assert [told(found) for found in incidents(grammar, text)] == slots


NONE = [
    # Denied, negated, planned, supposed, or the rule of every day
    "북한은 자국 외교관이 필로폰 30kg을 나르다 체포됐다는 보도는 사실이 아니라고 부인했다.",
    "단둥 세관은 북한 화물차에서 필로폰 2kg이 적발됐다는 소문은 사실무근이라고 밝혔다.",
    "경찰은 배를 수색했지만 마약은 발견되지 않았다.",
    "중국에서 필로폰과 관련해 체포된 북한인은 아직 없다.",
    "경찰은 필로폰 1톤을 압수하지는 못했다.",
    "경찰은 다음 달부터 필로폰 밀매상을 집중 단속해 모두 체포할 계획이다.",
    "필로폰 1kg을 나르다 적발되면 10년 이상 징역형을 받는다.",
    "이들은 다음번에는 세관에 필로폰 5kg이 적발될 수 있다고 우려했다.",
    "보안서는 필로폰을 파는 주민들을 단속하고 있다.",
    # Sums over a period
    "태국 경찰은 지난 5년간 필로폰 총 30톤을 압수했다.",
    "지난해 인천공항에서 적발된 대마는 모두 120kg이다.",
    "올해 상반기 세관이 압수한 위조담배는 2만 보루에 달했다.",
    # The plain things
    "저수지에서 얼음 300톤을 캐던 주민 두 명이 안전 규정 위반으로 적발됐다. 이들은 마약과 무관하다.",
    "경찰은 벌금 3천만 원을 물리고 자금 출처를 수사해 회계 담당자를 구속했다.",
    "마약 문제를 다루는 회의가 열렸다.",
    "해상에서 어선이 전복돼 선원 3명이 숨진 채 발견됐다.",
    "검찰은 마약 사범 단속법을 어긴 혐의를 수사 중이다.",
]


@pytest.mark.parametrize("text", NONE, ids=[text[:24] for text in NONE])
def test_what_did_not_come_about_is_no_incident(grammar: Grammar, text: str) -> None:
    assert [told(found) for found in incidents(grammar, text)] == []


def test_hearsay_is_an_incident_that_is_alleged(grammar: Grammar) -> None:
    reading = read(grammar, "북한 외교관 두 명이 지난달 카라치에서 헤로인 3kg을 나르다 체포된 것으로 알려졌다.")
    assert len(reading.mentions) == 1
    assert {claim.modality for claim in reading.claims} == {"alleged"}
    assert {claim.attributed_to for claim in reading.claims} == {("said to be (unattributed)",)}


def test_an_act_that_is_told_as_fact_is_asserted_by_those_who_tell_it(grammar: Grammar) -> None:
    reading = read(grammar, "경찰은 단둥에서 필로폰 2kg을 압수하고 2명을 체포했다고 밝혔다.")
    assert {claim.modality for claim in reading.claims} == {"asserted"}
    assert {claim.attributed_to for claim in reading.claims} == {("경찰",)}


def test_who_denies_the_charge_was_arrested_all_the_same(grammar: Grammar) -> None:
    found = incidents(grammar, "필로폰 2kg을 나르다 체포된 북한인 두 명은 혐의를 부인했다.")
    assert [told(incident)["suspects"] for incident in found] == [[("KP", None, 2)]]


TRAPS: list[tuple[str, list[tuple[str, float | None, str | None]]]] = [
    ("단둥 세관이 빙두 2g과 얼음 5g을 압수했다.", [(METH, 0.002, "kg"), (METH, 0.005, "kg")]),
    ("단둥 세관이 빙두 2kg을 생선 상자의 얼음 10kg 밑에서 찾아냈다.", [(METH, 2, "kg")]),
    ("단둥 세관이 금 3kg과 현금 2만 위안을 압수하고 벌금 5만 위안을 물렸다.",
     [("gold", 3, "kg"), ("cash", 20000, "CNY")]),
    ("단둥 세관이 총 3kg의 필로폰과 총 두 자루를 압수했다.", [(METH, 3, "kg"), ("weapons", 2, "piece")]),
    ("단둥 세관이 엑스터시 300정과 권총 1정을 압수했다.", [("mdma", 300, "tablet"), ("weapons", 1, "piece")]),
    ("단둥 세관이 필로폰 300g 정도를 압수했다.", [(METH, 0.3, "kg")]),
    ("단둥 세관이 필로폰 2만 정만 압수했다.", [(METH, 20000, "tablet")]),
    ("단둥 세관이 트럭 세 대만 뒤져 아편 4kg을 압수했다.", [("opium", 4, "kg")]),
    ("단둥 세관이 3일 동안 일하던 노동자에게서 아편 4kg을 압수했다.", [("opium", 4, "kg")]),
    ("단둥 세관이 마약 3kg을 압수했다.", [("unspecified drugs", 3, "kg")]),
    ("단둥 세관이 배가 전복된 곳에서 말린 전복 30kg을 압수했다.", [("abalone", 30, "kg")]),
    ("단둥 세관이 담배 공장 상표가 붙은 위조담배 20만 개비를 압수했다.", [("cigarettes", 200000, "stick")]),
    ("단둥 세관이 100달러권 위조지폐 250장을 압수했다.", [("counterfeit currency", 250, "piece")]),
    ("단둥 세관이 북한산 필로폰 1.2kg(시가 2억 원 상당)을 압수했다.", [(METH, 1.2, "kg")]),
    ("단둥 세관이 필로폰 1회 투약분 0.03g씩 나눈 봉지 40개를 압수했다.", [(METH, None, None)]),
    ("대마도 해상에서 대마 5kg이 발견됐다.", [("cannabis", 5, "kg")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "items"), TRAPS, ids=[text[:24] for text, _ in TRAPS])
def test_words_that_mean_two_things(
    grammar: Grammar, text: str, items: list[tuple[str, float | None, str | None]]
) -> None:
    assert [item for found in incidents(grammar, text) for item in told(found)["items"]] == items


# The manners of newspapers: one sentence or two, and the slots that they are about.
MANNERS: list[tuple[str, list[dict[str, Any]]]] = [
    (  # the day of the announcement is not that of the catch
        "9일 부산본부세관에 따르면 지난 6일 부산항에서 코카인 12kg이 적발됐다.",
        [{"date": "2014-11-06", "items": [("cocaine", 12, "kg")]}],
    ),
    ("관세청은 10일 아편 4kg을 들여오려던 선원 1명을 구속했다고 밝혔다.", [{"date": "2014-11-10"}]),
    (  # Hanja behind a name
        "중국 단둥(丹東)시의 한 여관에서 필로폰 3kg이 발견됐다.",
        [{"place": "단둥시", "country": "CN"}],
    ),
    (  # goods made or bought elsewhere
        "태국에서 만든 필로폰 5kg을 인천공항에서 세관이 압수했다.",
        [{"country": "KR", "items": [(METH, 5, "kg")]}],
    ),
    ("2009년 대구에서 중국에서 만든 가짜 의약품 알약 3천 개가 압수됐다.",
     [{"country": "KR", "place": "대구", "items": [("counterfeit medicine", 3000, "piece")]}]),
    ("인천공항세관은 지난 2일 베트남에서 들여온 대마 7kg을 적발했다.", [{"country": "KR", "authority_country": "KR"}]),
    # the weight in brackets, the part of a whole, the worth between
    ("단둥 세관이 금괴 20개(18.5kg)를 압수했다.", [{"items": [("gold", 18.5, "kg")]}]),
    ("단둥 세관이 위폐 900장 중 250장을 압수했다.", [{"items": [("counterfeit currency", 250, "piece")]}]),
    ("단둥 세관이 담배 시가 3억 원 상당 6만 갑을 압수했다.", [{"items": [("cigarettes", 60000, "pack")]}]),
    # those counted together, and who only sold it
    ("단둥에서 한국인 3명과 북한인 4명 등 모두 7명이 필로폰 2kg을 나르다 체포됐다.",
     [{"suspects": [("KR", None, 3), ("KP", None, 4)]}]),
    ("단둥에서 북한 외교관이 중국인 2명으로부터 코뿔소 뿔 4kg을 구입해 나르다 체포됐다.",
     [{"suspects": [("KP", "diplomat", None)]}]),
    ("한 호주인 승객이 제주공항에서 코카인 2kg을 감추고 나가다 붙잡혔다.", [{"suspects": [("AU", "passenger", 1)]}]),
    # an older case that only says who they are
    ("단둥 세관은 지난 4일 필로폰 2kg을 나르던 2명을 체포했다.\n"
     "붙잡힌 2명은 지난해 8월 적발된 밀수 사건으로 재판을 받고 있다.",
     [{"date": "2014-11-04", "items": [(METH, 2, "kg")]}]),
    # officers who are praised for a catch tell of none
    ("필로폰을 적발한 직원들은 표창을 받았다.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "slots"), MANNERS, ids=[text[:24] for text, _ in MANNERS])
def test_the_manners_of_newspapers(grammar: Grammar, text: str, slots: list[dict[str, Any]]) -> None:
    found = [told(incident) for incident in incidents(grammar, text)]
    assert [{key: f.get(key) for key in s} for f, s in zip(found, slots, strict=True)] == slots
