"""What stands around a clause can make its catch none; whole stories of the kind are in ``stories/nothing.yaml``."""

from __future__ import annotations

import pytest

from bellflower.extraction.incidents.frames import for_another_crime

from ..conftest import Annotate, Incidents


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Pirates boarded a freighter off Lagos on Monday and took 400 kg of gold.", 0),
        ("Marines boarded a freighter off Lagos on Monday and took 400 kg of cocaine from pirates.", 1),
        ("Rebels seized 40 rifles and 200 vehicles near Goma on Monday.", 0),
        ("Rebels seized 2 tonnes of hashish at a checkpoint near Goma on Monday.", 1),
        ("Police found 3 kg of white powder in a car in Graz on Monday. Tests showed that it was flour.", 0),
        ("Police found 3 kg of heroin in a car in Graz on Monday. Tests showed that it was of high purity.", 1),
        ("The seizure of 3 kg of heroin in Graz on Monday never happened, police said.", 0),
        ("In the second episode of the series police in Graz catch a man with 3 kg of heroin.", 0),
        ("Divers found 300 amphorae in a shipwreck off Crete on Monday.", 0),
        ("Divers of the coast guard found 300 kg of cocaine in a wreck off Crete on Monday.", 1),
        ("A man who stole 40 bottles of whisky from a shop in Graz was caught on Monday.", 0),
        ("A man who brought 40 bottles of whisky from a ship was caught in Graz on Monday.", 1),
    ],
)
def test_frame(incidents: Incidents, text: str, count: int) -> None:
    assert len(incidents(text)) == count


def test_another_crime(annotate: Annotate) -> None:
    text = "Two men were arrested in Graz on Monday for the murder of a baker. Heroin is cheap there."
    assert for_another_crime(annotate(text), 0, text.index(".") + 1)
    text = "Two men were arrested in Graz on Monday in a case of heroin smuggling. A baker was murdered there."
    assert not for_another_crime(annotate(text), 0, text.index(".") + 1)
