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
