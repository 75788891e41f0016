"""What an annotation knows of a text as a whole."""

from __future__ import annotations

import pytest

from tests.extraction.conftest import Annotate


@pytest.mark.parametrize(
    "dateline",
    [
        "BANGKOK, March 12 -",
        "NAIROBI (Agency) -",
        "Mumbai, Aug 17 (PTN)",
        "LIMA (Tues) -",
        "STOCKHOLM (Friday).",
        "CHENNAI:",
    ],
)
def test_datelines_of_wire_reports(annotate: Annotate, dateline: str) -> None:
    note = annotate(f"{dateline} Police seized 5 kg of heroin in a flat on Monday.\n")
    assert [note.text[start:end].strip() for start, end in note.datelines] == [dateline]


@pytest.mark.parametrize(
    "text",
    [
        "Police in Lima seized 5 kg of heroin on Tuesday - and let the driver go.\n",
        "\n\n".join(f"Dublin, March {day} - 5 kg of heroin in a lorry." for day in range(1, 8)) + "\n",
    ],
)
def test_what_opens_no_report(annotate: Annotate, text: str) -> None:
    note = annotate(text)
    assert all(note.text.count("\n", 0, start) < 4 for start, _ in note.datelines)


def test_a_text_without_goods_names_none(annotate: Annotate) -> None:
    assert annotate("Police seized 5 kg of heroin.\n").names_goods
    assert not annotate("The council met on Tuesday.\n").names_goods


@pytest.mark.parametrize(
    "head",
    ["SINGAPORE, 18 May 2019 - ", "Iquique, 5 October 2018. ", "Yanji, Nov. 25, 2010 - ", "Tema (G/R) Feb. 14, GSN - "],
)
def test_datelines_with_a_day_after_the_city(annotate: Annotate, head: str) -> None:
    note = annotate(f"{head}Officers seized 4 kg of heroin.\n")
    assert note.dates and all(note.in_dateline(date) for date in note.dates)
