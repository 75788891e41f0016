"""Whether an act is told as having happened."""

from __future__ import annotations

import pytest

from bellflower.extraction.modality import is_told, reality
from tests.extraction.conftest import Annotate, Incidents


def modality(annotate: Annotate, text: str) -> list[str]:
    """The modality of every act of a sentence, in order."""
    note = annotate(text)
    return [reality(note, act, 0, len(note.text)) for act in note.of("act", 0, len(note.text))]


@pytest.mark.parametrize(
    "text",
    [
        "Police seized no heroin that year.",
        "Officers failed to seize the heroin.",
        "No one was arrested over the heroin.",
        "The men were never arrested.",
        "Customs did not seize the cargo.",
        "The police arrested nobody.",
        "The ministry denied that envoys were arrested.",
        "They left without being arrested.",
    ],
)
def test_negated(annotate: Annotate, text: str) -> None:
    assert modality(annotate, text) == ["negated"]


@pytest.mark.parametrize(
    "text",
    [
        "The seizure of 5 kg of heroin was later denied.",
        "Reports that police seized 5 kg of heroin were later denied.",
        "The seizure of 5 kg of heroin has been refuted by the ministry.",
    ],
)
def test_denied_afterwards(annotate: Annotate, text: str) -> None:
    assert modality(annotate, text) == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "He denied a newspaper's report that customs officers in Oslo had seized a container of heroin.",
        "The embassy dismissed as fantasy a story that two of its staff were caught with 9 kg of gold.",
        "A claim on a website that nine traders were arrested in the port could not be confirmed.",
        "The chief of police denied to reporters that there had been any arrest of sailors in the town.",
    ],
)
def test_hearsay_that_nobody_believes(annotate: Annotate, text: str) -> None:
    assert set(modality(annotate, text)) == {"denied"}


@pytest.mark.parametrize(
    "text",
    [
        "Under the new act anyone caught with more than 9 g of heroin faces ten years in prison.",
        "In a training exercise officers found 20 kg of heroin in a yacht.",
        "The film tells the story of a smuggler who is arrested with 9 kg of heroin.",
        "The police could not confirm that an envoy had been detained with gold.",
        "The senator demanded that police arrest those who sell heroin.",
        "Analysts expect more heroin to be seized on the border.",
        "The government will burn 8 tonnes of seized heroin.",
        "Checkpoints caught less heroin than before.",
    ],
)
def test_what_the_law_an_exercise_or_a_wish_tells_is_no_event(annotate: Annotate, text: str) -> None:
    assert not any(is_told(told) for told in modality(annotate, text))


@pytest.mark.parametrize(
    "text",
    [
        "A newspaper's report that customs officers had seized a container of heroin came on Monday.",
        "The men denied the charges after police seized 9 kg of gold.",
        "He denied that the bag was his when police seized 9 kg of gold.",
        "People caught with 9 kg of heroin in the port were released.",
        "The seized heroin weighed 9 kg.",
        "Officers seized more than 9 kg of heroin.",
    ],
)
def test_hearsay_that_stands(annotate: Annotate, text: str) -> None:
    assert all(is_told(told) for told in modality(annotate, text))


@pytest.mark.parametrize(
    "text",
    [
        "Police will seize the heroin next week.",
        "The plan was to seize the heroin at the border.",
        "Agents tried to seize the heroin.",
        "The unit was set up to seize drugs.",
        "Customs vowed to seize more opium.",
        "They were ordered to arrest the envoy.",
    ],
)
def test_planned(annotate: Annotate, text: str) -> None:
    assert modality(annotate, text) == ["planned"]


@pytest.mark.parametrize(
    "text",
    [
        "If police seized 5 kg of heroin, he would be rich.",
        "Customs could have seized the heroin.",
        "Suppose that customs seized a ton of opium.",
        "He risks being arrested with heroin.",
        "Had it not rained, they might have seized the boat.",
    ],
)
def test_hypothetical(annotate: Annotate, text: str) -> None:
    assert set(modality(annotate, text)) == {"hypothetical"}


@pytest.mark.parametrize(
    "text",
    [
        "Police routinely seize heroin here.",
        "Customs usually seizes heroin in winter.",
        "Every year seizures of heroin occur at the border.",
    ],
)
def test_habits(annotate: Annotate, text: str) -> None:
    assert modality(annotate, text) == ["historical"]


@pytest.mark.parametrize(
    "text",
    [
        "Police managed to seize 5 kg of heroin.",
        "The tip enabled officers to seize 5 kg of heroin.",
        "The new scanner helped customs to seize 5 kg of heroin.",
        "The men, who had not eaten, were arrested.",
        "On 12 May police in Riga seized 9 kg of heroin.",  # the month is no verb
        "Police seized 5 kg of heroin.",
    ],
)
def test_achieved(annotate: Annotate, text: str) -> None:
    assert modality(annotate, text) == ["asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "Police allegedly seized 5 kg of heroin.",
        "Customs reportedly found 5 kg of heroin.",
        "The man was believed to have been arrested with heroin.",
    ],
)
def test_alleged(annotate: Annotate, text: str) -> None:
    assert modality(annotate, text) == ["alleged"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police seized 5 kg of heroin; nobody was arrested.", ["asserted", "negated"]),
        ("Police did not stop, and then seized the heroin.", ["negated", "asserted"]),
    ],
)
def test_each_clause_has_its_own(annotate: Annotate, text: str, found: list[str]) -> None:
    assert modality(annotate, text) == found


def test_only_what_is_asserted_or_alleged_may_be_an_incident() -> None:
    assert is_told("asserted") and is_told("alleged")
    assert not any(map(is_told, ("negated", "denied", "planned", "hypothetical", "historical", "opinion")))


@pytest.mark.parametrize(
    "text",
    [
        "He denied a magazine's report that customs officers in Incheon had seized a container of drugs.",
        "There is no evidence that police in Bamako seized a ton of it.",
        "The ministry rejected claims that soldiers seized cocaine at Bissau.",
    ],
)
def test_what_is_denied_over_several_words(annotate: Annotate, text: str) -> None:
    note = annotate(text)
    (act,) = [hit for hit in note.of("act", 0, len(text)) if note.text[hit.start : hit.end] == "seized"]
    assert not is_told(reality(note, act, 0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "A first offender found with 1 kg of cocaine can expect eight years in Peru.",
        "At present, a person caught with 250 grams of opium goes to prison for twelve years.",
        "Anyone arrested with more than a kilo of heroin is presumed to be a dealer.",
        "It was written that 40 kilos of hashish were found aboard the yacht Minerva. They were not.",
    ],
)
def test_what_would_befall_anybody_and_what_is_taken_back(incidents: Incidents, text: str) -> None:
    assert incidents(f"{text}\n") == []


def test_a_man_who_faces_prison_was_caught(incidents: Incidents) -> None:
    assert len(incidents("A man caught with 3 kg of cocaine in Lima on Monday faces 20 years in prison.\n")) == 1


def test_reports_that_are_baseless(incidents: Incidents) -> None:
    text = "Reports about 4 kg of gold having been seized in a diplomatic bag in Delhi are baseless, he said.\n"
    assert incidents(text) == []


def test_told_not_to_leave_is_no_expulsion(incidents: Incidents) -> None:
    found = incidents(
        "Officers found 98 kilos of cocaine in a container of sugar at Colombo on Tuesday. "
        "The sugar's importer has been told not to leave the country.\n"
    )
    assert [incident["kind"] for incident in found] == [["discovery"]]


def test_what_many_do_is_told_as_a_habit_and_moves_no_incident(incidents: Incidents) -> None:
    (incident,) = incidents(
        "On 4 March 2011 customs took 300 tortoises from two passengers in Riga. The animals are caught in Estonia by "
        "farmers, who get 5 euros for each."
    )
    assert (incident["country"], incident["place"]) == ("LV", "Riga")
