"""A ship's name is read beside the word for a ship, and where the sentences speak of one."""

from __future__ import annotations

import pytest

from tests.extraction.conftest import Incidents


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Customs in Riga seized 3 tonnes of cannabis from the freighter Blue Finch on 4 March 2011.", "Blue Finch"),
        ("Customs in Riga seized 3 tonnes of cannabis on a freighter on 4 March 2011. The Blue Finch, which had come "
         "from Lagos, is still there.", "Blue Finch"),
        ("On 4 March 2011 customs in Riga seized 3 tonnes of cannabis from the Blue Finch No. 7. The cargo ship, of "
         "1,800 tons, was let go.", "Blue Finch No. 7"),
        # the sentence behind any of those that tell of it
        ("Customs in Riga seized 3 tonnes of cannabis from a cargo ship on 4 March 2011. The Riga No. 6 was searched "
         "at her berth. The customs chief was content. Her master, Bo Lund, was arrested.", "Riga No. 6"),
        ("Customs in Riga seized 3 tonnes of cannabis on the Blue Finch, a Greek freighter, on 4 March 2011.",
         "Blue Finch"),
        ("On 4 March 2011 customs in Riga seized 3 tonnes of cannabis on a trawler. The boat, the Luz del Norte, had "
         "been bought in May.", "Luz del Norte"),
        ("Customs in Riga seized 3 tonnes of cannabis from the yacht Luz da Manha on 4 March 2011.", "Luz da Manha"),
        ("Customs in Riga seized 3 tonnes of cannabis from the yacht Luz in Riga on 4 March 2011.", "Luz"),
        ("Customs in Riga seized 3 tonnes of cannabis on a freighter on 4 March 2011. The crew drank at the Blue "
         "Finch, a tavern by the pier.", None),
        ("Customs in Riga seized 3 tonnes of cannabis from a freighter on 4 March 2011. The Finance Ministry, which "
         "runs the port, was content.", None),
        ("Customs in Riga seized 3 tonnes of cannabis from a lorry on 4 March 2011. The Blue Finch, which sells beer, "
         "stands next to it.", None),
    ],
)  # fmt: skip
def test_a_ship_is_named_where_one_is_spoken_of(incidents: Incidents, text: str, name: str | None) -> None:
    (incident,) = incidents(text)
    assert incident["conveyance"] == name
    assert [item["quantity"] for item in incident["items"]] == [3000.0]  # and no ship's tonnage


def test_the_same_ship_has_the_name_told_before(incidents: Incidents) -> None:
    told = incidents(
        "Customs in Riga seized 3 tonnes of cannabis from the freighter Blue Finch on 4 March 2011. In May 2010 "
        "officers in Tallinn had taken 800 kg of cannabis from the same ship."
    )
    assert [incident["conveyance"] for incident in told] == ["Blue Finch", "Blue Finch"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The freighter Blue Finch came from Lagos. On 4 March 2011 customs in Riga found 3 kg of heroin in her hold.",
         "Blue Finch"),
        ("The trawler Blue Finch was towed to Riga. Police seized 3 kg of heroin from the boat on 4 March 2011.",
         "Blue Finch"),
        ("The freighter Blue Finch came from Lagos. On 4 March 2011 customs in Riga found 3 kg of heroin on a yacht.",
         None),
        ("The freighter Blue Finch met the trawler Luz. On 4 March 2011 customs in Riga found 3 kg of heroin on board "
         "the vessel.", None),
        ("The freighter Blue Finch sank in 2010. On 4 March 2011 customs in Riga found 3 kg of heroin in a van.", None),
        ("The ferry Blue Finch was late. On 4 March 2011 customs in Riga found 3 kg of heroin on board a bus.", None),
    ],
)  # fmt: skip
def test_on_board_is_of_the_ship_told_before(incidents: Incidents, text: str, name: str | None) -> None:
    (incident,) = incidents(text)
    assert incident["conveyance"] == name


def test_a_ship_caught_again_has_her_name_in_both_catches(incidents: Incidents) -> None:
    told = incidents(
        "The cargo ship Blue Finch has been caught again. Customs seized 300 cases of cigarettes on board on 4 March "
        "2011 in the roads of Riga.\n\nIn Tallinn officers had taken 900 cases of cigarettes off the ship in 2010."
    )
    assert [incident["conveyance"] for incident in told] == ["Blue Finch", "Blue Finch"]
