import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.reading.furniture import furniture
from bellflower.text import normalise

LEAD = "Harbour guards found 40 kilograms of hashish under the nets of a fishing boat on Friday, the port office said."
NEXT = "Two men from the boat were held, and a third was sought on the coast road to the north."
LAST = "The port office has counted nine such finds since 1997 and expects more before the winter storms."


def left(text: str) -> str:
    """What extraction gets to see."""
    stored = normalise(text)
    for start, end in reversed(furniture(stored)):
        stored = stored[:start] + stored[end:]
    return stored


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "1. Skip to navigation",
        "Accept all cookies",
        "We use cookies to give you the best experience. By continuing you agree to our cookie policy.",
        "Please enable JavaScript to view this page",
        "Read more: Sawmill strike enters third week",
        "READ ALSO: Sawmill strike enters third week",
        "Related: Sawmill strike enters third week",
        "Lesen Sie auch: Streik im Sägewerk",
        "Image: Wire/Port Office",
        "Photo credit: Vera Lind, Border Gazette",
        "The boat at its moorings last weekImage: Wire/Port Office",
        "Photo by Vera Lind",
        "Share this article",
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "Follow us on Instagram",
        "• Black YouTube Icon",
        "Subscribe to our newsletter",
        "Send us a message!",
        "© 1999 Border Gazette. All rights reserved.",
        "Copyright 1999 Border Gazette",
        "All Rights Reserved.",
        "Privacy policy",
        "Advertisement",
        "Story continues below advertisement",
        "12 comments",
        "Back to top",
        "Home | World | Harbour | Weather",
        "Older posts | Newer posts | Powered by PressWorks",
        "Powered by PressWorks",
        "(+47) 22 33 44 55",
        "desk@gazette.example",
    ],
)
def test_furniture_is_passed_over_between_paragraphs(line: str) -> None:
    assert left(f"{LEAD}\n\n{line}\n\n{LAST}") == f"{LEAD}\n\n\n\n{LAST}\n"


@pytest.mark.parametrize(
    "line",
    [
        "He read more than 300 letters.",
        "Cookies filled with 2 kilograms of heroin were found by customs at the airport.",
        "The site uses 40 kilograms of precursor a day.",
        "Facebook posts offered 5 kilograms of ivory for sale.",
        "The image shows 3 boats.",
        "Police released a photo of the men who were held in May 2001.",
        "Share of the haul: 40 kg",
        "- 12 kg of opium",
        "- heroin",
        "1. Methamphetamine",
        "Seized: 40 kg of hashish",
        "Copyright piracy brought the gang 3 million dollars a year, and the police seized 400 discs in the old "
        "office by the harbour on that day alone, a spokesman said, from 2 men.",
        "Long track record",
        "1998 | 31 | 12",
        "heroin | opium | hashish",
        "2003-04-21",
        "By Vera Lind",
        "The driver is a freelance reporter who writes for the port paper.",
        "Contact between the 2 gangs was made by phone.",
    ],
)
def test_what_may_be_the_report_stays(line: str) -> None:
    text = f"{LEAD}\n\n{line}\n\n{LAST}\n"
    assert left(text) == text


def test_the_caption_above_a_credit_goes_with_it() -> None:
    page = f"{LEAD}\n\nFishing boat in the northern harbour\nImage: Wire\n\n{LAST}"
    assert left(page) == f"{LEAD}\n\n\n\n{LAST}\n"


def test_a_caption_that_is_a_sentence_loses_only_its_credit() -> None:
    caption = "Guards show the 40 kilograms of hashish that were found on Friday. "
    assert left(f"{LEAD}\n\n{caption}Photo: Wire\n\n{LAST}") == f"{LEAD}\n\n{caption}\n\n{LAST}\n"


def test_a_menu_above_the_report_goes() -> None:
    menu = "\n".join(f"  {n}. {item}" for n, item in enumerate(("Home", "World", "Sport", "Weather"), 1))
    assert left(f"{menu}\n\n{LEAD}\n\n{LAST}").strip() == f"{LEAD}\n\n{LAST}"


def test_a_list_that_the_report_announces_stays() -> None:
    page = f"Goods found:\n\n- hashish\n- opium\n- heroin\n\n{LEAD}\n"
    assert left(page) == page


def test_a_list_at_the_end_of_the_report_stays() -> None:
    page = f"{LEAD}\n\n{LAST}\n\n- hashish, 40 kg\n- opium, 12 kg\n- heroin\n\nShare\n\n© 1999 Border Gazette\n"
    assert left(page).strip().endswith("- heroin")


def test_a_footer_goes_with_its_address() -> None:
    footer = (
        "Harbour Watch Society\n\n+47 22 33 44 55\n\n3rd floor, Custom House\n14 Quay Street\n0150 Oslo\n\n"
        "• White Facebook Icon\nSend us a message!\n\n©1999 Harbour Watch Society.\n\nStart Now"
    )
    assert left(f"{LEAD}\n\n{LAST}\n\n{footer}").strip() == f"{LEAD}\n\n{LAST}"


def test_the_heads_below_related_articles_go() -> None:
    related = "Related articles\nSawmill strike enters third week\nStorm closes coast road"
    assert left(f"{LEAD}\n\n{related}\n\n{LAST}") == f"{LEAD}\n\n\n\n{LAST}\n"


def test_figures_below_such_a_heading_stay() -> None:
    page = f"{LEAD}\n\nRelated news\n- 12 kg of opium in May\n\n{LAST}\n"
    assert "- 12 kg of opium in May" in left(page)


def test_the_author_below_the_report_goes() -> None:
    bio = "Vera Lind\nVera Lind is a reporter based in Oslo, covering ports and customs"
    assert left(f"{LEAD}\n\n{LAST}\n\n{bio}").strip() == f"{LEAD}\n\n{LAST}"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_wrapped_lines_of_prose_stay_whatever_they_begin_with(gap: str) -> None:
    lines = [
        "Guards at the northern harbour, who had asked the owners of the boat to",
        "share this",
        "with nobody, opened the hold and counted the bags, and then had to",
        "print",
        "a list of all that they had found, which came to 40 kilograms in all and",
        "close.",
    ]
    text = gap.join(lines) + "\n"
    assert left(text) == text


@given(
    st.lists(
        st.sampled_from([LEAD, NEXT, LAST, "Share", "Image: Wire", "- Home", "Tags", "", "© 1999", "a\tb", "5 kg"])
    )
)
def test_spans_are_in_order_inside_the_text_and_hold_no_sentence(lines: list[str]) -> None:
    text = normalise("\n".join(lines))
    spans = furniture(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(spans))
    marked = " ".join(text[start:end] for start, end in spans)
    assert not any(sentence in marked for sentence in (LEAD, NEXT, LAST))


@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    stored = normalise(text)
    assert all(0 <= start < end <= len(stored) for start, end in furniture(stored))
