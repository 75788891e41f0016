"""Who of the persons told of are suspects, and how the sentences of one incident make one list of them."""

from __future__ import annotations

from functools import cache

import pytest

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.incidents.fragments import find_fragments
from bellflower.extraction.persons.merging import merge_parties
from bellflower.extraction.view import View
from bellflower.records import Report

Told = list[tuple[int | None, str | None, str | None]]


@cache
def grammar() -> Grammar:
    return Grammar.of()


def suspects(text: str) -> Told:
    report = Report(id="r", stem="r", path="r.txt", text=text + "\n", content_sha256="0", text_sha256="0")
    fragments = find_fragments(Annotation(View(report), grammar()))
    merged = merge_parties([party for fragment in fragments for party in fragment.parties])
    return sorted(((p.count, p.nationality, p.role) for p in merged), key=str)


LOAD = "Customs officers seized 40 kg of heroin in Antwerp on 3 May 2010. "


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("Four men were arrested. Three are Dutch; the fourth is an Albanian national of 41.", [(1, "AL", "man"), (3, "NL", "man")]),  # noqa: E501
        ("Five men, four of them Saudi citizens, were arrested.", [(1, None, "man"), (4, "SA", "man")]),
        ("Seven people were arrested. An eighth, the engraver, was arrested on Sunday. He is a Bolivian. The others are Peruvians.",  # noqa: E501
         [(1, "BO", "engraver"), (7, "PE", "people")]),
        ("The crew of five were arrested: three Danes and two Poles.", [(2, "PL", "crew"), (3, "DK", "crew")]),
        ("Two drivers were arrested. Both are Malaysian.", [(2, "MY", "driver")]),
        ("The driver, a Guatemalan citizen, remains in prison.", [(1, "GT", "driver")]),
        ("Four North Korean nationals, including the ship's political officer, were charged.", [(4, "KP", "national")]),
        ("The cook and his Russian girlfriend were arrested.", [(1, "RU", "girlfriend"), (1, None, "cook")]),
        ("Two conductors were arrested. The two conductors, one a Kazakh and the other an Uzbek, deny it.",
         [(1, "KZ", "conductor"), (1, "UZ", "conductor")]),
        ("A Danish diplomat was expelled. The man, a first secretary at the embassy, flew home.", [(1, "DK", "diplomat")]),  # noqa: E501
    ],
)  # fmt: skip
def test_later_sentences_refine_those_told_before(after: str, found: Told) -> None:
    assert suspects(LOAD + after) == sorted(found, key=str)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Customs relieved a North Korean diplomat of 27 kg of gold in Dhaka.", [(1, "KP", "diplomat")]),
        ("Soldiers seized 12 kg of opium from a Turkish truck driver in Kars.", [(1, "TR", "truck driver")]),
        (
            "Police seized 12 kg of opium from the stomach of a Doha-bound passenger in Lahore.",
            [(1, None, "passenger")],
        ),
        ("An operation netted 78 kg of cocaine in Bissau and three Malian couriers.", [(3, "ML", "courier")]),
        ("Troops shot dead two smugglers and seized 5 kg of hashish near Irbid.", [(2, None, "smuggler")]),
        ("Four men were seen with opium at the quay in Riga. All of them were arrested.", [(4, None, "man")]),
    ],
)
def test_those_whom_the_act_befell(text: str, found: Told) -> None:
    assert suspects(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Police seized 12 kg of opium in Kars; two smugglers fled.",
        "Police seized 12 kg of opium in Kars, a colonel said.",
        "Police seized 12 kg of opium in Kars. A researcher said that the trade had grown.",
        "Police seized 12 kg of opium in Kars. The lawyer of the firm said nothing.",
        "Police seized 12 kg of opium in Kars. A woman who saw it was questioned and released.",
        "Police seized 12 kg of opium in Kars. No suspect was found.",
    ],
)
def test_those_who_act_speak_or_got_away_are_none(text: str) -> None:
    assert suspects(text) == []


def test_the_heading_of_a_list_may_say_whose_officials_they_are() -> None:
    entry = "\n\n1991 - Lima: a third secretary is arrested with 4 kg of cocaine.\n"
    assert suspects("A chronology of Bulgarian diplomats and drugs, 1989-2004" + entry) == [
        (1, "BG", "third secretary")
    ]
    assert suspects("A chronology of drugs, 1989-2004" + entry) == [(1, None, "third secretary")]


def test_a_name_told_again_is_the_same_person() -> None:
    text = "Jan Pieter Moll, 44, was arrested in Riga with 3 kg of cocaine. Moll, a Dutch national, was charged."
    assert len(suspects(text)) == 1


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("Four men were arrested. The men, aged 31 to 45, are all Albanian nationals.", [(4, "AL", "man")]),
        ("The woman, who is Brazilian, was charged.", [(1, "BR", "woman")]),
        ("Six people, one of whom is a Danish citizen, were arrested.", [(1, "DK", "people"), (5, None, "people")]),
        ("Nine men were arrested. Five of the nine are Iranians.", [(4, None, "man"), (5, "IR", "man")]),
    ],
)
def test_who_is_and_who_are(after: str, found: Told) -> None:
    assert suspects(LOAD + after) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Bonn police stopped a consul in a car and found 12 kg of heroin.", [(1, None, "consul")]),
        ("The widow of a baker was seized at Lomé airport with 4 kg of heroin.", [(1, None, "widow")]),
        ("A nurse from Chad with a Cuban passport was found to have 4 kg of heroin in Riga.", [(1, "CU", "nurse")]),
        ("Guards in Herat shot 14 smugglers and seized 90 kg of opium.", [(14, None, "smuggler")]),
        ("Arrest of three members of a club in Lima with 4 kg of cocaine.", [(3, None, "member")]),
    ],
)
def test_those_whom_other_words_befell(text: str, found: Told) -> None:
    assert suspects(text) == found


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("A case has been opened against the cook.", [(1, None, "cook")]),
        ("A lawyer presented himself on Sunday.", [(1, None, "lawyer")]),
        ("Nine Chilean loggers will go before the court.", [(9, "CL", "logger")]),
        ("A porter was questioned as a witness.", []),
        ("They would not give the name of their supplier, who was arrested before.", []),
    ],
)
def test_what_befell_them_told_afterwards(after: str, found: Told) -> None:
    assert suspects(LOAD + after) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Four men were charged over 9 kg of heroin. Those held are a Leeds man, two Hull men and a Polish tailor.",
            [(1, "PL", "tailor"), (1, None, "man"), (2, None, "man")],
        ),
        (
            "A consul was sent home over 9 kg of heroin. A Zambian who drove him was arrested.",
            [(1, "ZM", None), (1, None, "consul")],
        ),
        (
            "Father of two jailed over heroin\n\nA postman was jailed in Cork for having 9 kg of heroin.",
            [(1, None, "postman")],
        ),
        (
            "Five men, four of them Omanis and one an expatriate, were held with 9 kg of heroin.",
            [(1, None, "expatriate"), (4, "OM", "man")],
        ),
    ],
)
def test_one_list_of_what_several_sentences_tell(text: str, found: Told) -> None:
    assert suspects(text) == found


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("The first two are Lao, the others Thai. All four men were arrested.", [(2, "LA", "man"), (2, "TH", "man")]),
        (
            "Nine people were arrested. The wife, her brother and a baker were jailed. The other six are sellers.",
            [(1, None, "baker"), (1, None, "brother"), (1, None, "wife"), (6, None, "seller")],
        ),
        (
            "Nine sailors were on board. The first six said that they were Omanis, the others Iranians.",
            [(3, "IR", "sailor"), (6, "OM", "sailor")],
        ),
        (
            "Three passengers were held. Of these one, a Moldovan woman, was charged.",
            [(1, "MD", "woman"), (2, None, "passenger")],
        ),
    ],
)
def test_wholes_and_their_parts(after: str, found: Told) -> None:
    assert suspects(LOAD + after) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A major and two scouts were arrested in Kars with 9 kg of heroin.", [(1, None, "major"), (2, None, "scout")]),
        (
            "Peru today ordered the Cuban consul and two clerks to leave the country. Police had found 9 kg of cocaine "
            "in their car on 3 May.",
            [(1, "CU", "consul"), (2, None, "clerk")],
        ),
        ("Chad declared two attachés of the Cuban embassy persona non grata over 9 kg of heroin.", [(2, "CU", "attaché")]),  # noqa: E501
        ("A couple have been detained since Sunday, when police in Riga found 9 kg of heroin.", [(2, None, "couple")]),
        ("Agents in Rome intercepted a Maltese nurse and her companion, a pilot. In a bag lay 9 kg of heroin.",
         [(1, "MT", "nurse"), (1, None, "pilot")]),
        ("2 May 2012: Lomé. Police say a 4-man gang had 12,000 pills of tramadol.", [(4, None, "gang")]),
    ],
)  # fmt: skip
def test_verbs_that_stand_around_persons(text: str, found: Told) -> None:
    assert suspects(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Police in Riga busted 4 northern suspects with 9 kg of heroin.",
            [(4, None, "suspect")],
        ),
        (
            "Six people were found guilty over 9 kg of heroin. Four Omanis, including a clerk, were given two years each. "  # noqa: E501
            "A Libyan baker received one year. The heaviest sentence went to Ali Dar, a Chadian porter.",
            [(1, "LY", "baker"), (1, "OM", "clerk"), (1, "TD", "porter"), (3, "OM", "people")],
        ),
        (
            "Police in Riga stopped a lorry on 2 May 2014. Under a seat lay 9 kg of heroin. The driver, a baker from Oslo, "  # noqa: E501
            "said that it was not his.",
            [(1, None, "driver")],
        ),
        (
            "Three Omanis were held in Riga with 9 kg of heroin. The two men and a woman were charged on Sunday.",
            [(1, "OM", "woman"), (2, "OM", "man")],
        ),
    ],
)
def test_terms_drivers_and_sums(text: str, found: Told) -> None:
    assert suspects(text) == found


def test_who_is_asked_to_leave_does_not_speak() -> None:
    told = suspects("Portugal asked the third secretary of Cuba's embassy to leave after police found 5 kg of heroin.")
    assert "third secretary" in {role for _, _, role in told}


def test_an_age_counts_nobody() -> None:
    told = suspects("Police seized 5 kg of heroin. Nine men aged between 21 and 58 were arrested in Lisbon.")
    assert [count for count, _, _ in told] == [9]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A bus was searched in Arica on 2 May 2014. A Peruvian woman and two Bolivians were travelling with 76,500 "
            "packs of cigarettes. The three were arrested.",
            [(1, "PE", "woman"), (2, "BO", None)],
        ),
        (
            "Agents in Praia found 9 kg of cocaine on a ship with a Greek crew; eleven sailors were arrested.",
            [(11, "GR", "sailor")],
        ),
        (
            "A broker was arrested in Cebu with 9 kg of cocaine. The owner, a Thai trader, is believed to be in Lagos.",
            [(1, None, "broker")],
        ),
    ],
)
def test_travellers_crews_and_those_abroad(text: str, found: Told) -> None:
    assert suspects(text) == found


@pytest.mark.parametrize(
    ("before", "subject", "found"),
    [
        ("The Peruvian baker Ana Rojas will be tried in June.", "She was", [(1, "PE", "baker")]),
        ("A court gave two Peruvian women a year each.", "They were", [(2, "PE", "woman")]),
        ("A court gave two Peruvian women a year each.", "They were later", [(2, "PE", "woman")]),
        ("Police watched two members of a gang from Lima.", "Both were", [(2, None, "member")]),
        ("Police watched two members of a choir from Lima.", "Both were", []),
        ("The judge spoke to two Peruvian women.", "He was", []),  # one is not two
        ("The judge spoke to a Peruvian woman.", "They were", []),
        ("A spokesman for customs, Bo Lund, said that all went well.", "He was", []),
        ("The Peruvian baker Ana Rojas fled in June.", "She was", []),
    ],
)
def test_he_and_they_are_those_of_the_sentence_before(before: str, subject: str, found: Told) -> None:
    assert suspects(f"{before} {subject} caught in May 2011 in Riga with 9 kg of opium.") == found


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        ("The driver of the truck is in jail.", [(1, None, "driver")]),
        ("The driver of the truck is to be heard as a witness.", []),
        ("The driver was only a witness, the court said.", []),
    ],
)
def test_a_witness_is_no_suspect(behind: str, found: Told) -> None:
    assert suspects(f"Customs stopped a truck in Riga on 3 May 2010 and seized 9 kg of opium. {behind}") == found


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("which they carried for a dealer in Lima", [(2, "PE", "woman")]),
        ("along with a dealer from Lima", [(1, None, "dealer"), (2, "PE", "woman")]),
    ],
)
def test_for_whom_a_load_was_carried(clause: str, found: Told) -> None:
    assert suspects(f"Two Peruvian women were arrested in May 2011 in Riga with 9 kg of opium, {clause}.") == found
