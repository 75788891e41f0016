"""Five invented reports, in their own words."""

from __future__ import annotations

import hashlib
from typing import Any

from bellflower.records import Report

COURIER = """Home | World | Subscribe

Freighter held after heroin is found on a beach

Officers who boarded the freighter Morning Heron off Tasmania on 20 April 2003 have now recovered
nearly 125 kilograms of heroin.

Four crew members, all North Korean nationals, were arrested by the Australian Federal Police. The drug had
been brought ashore near Strahan. Detectives put its worth at 160 million Australian dollars.

The shipping company denied any knowledge of the load.

Share this story
"""
REVIEW = """An insider looks back at a state trade

The Morning Heron, stopped in Australia in April 2003 with 50 kilograms

of heroin aboard, was only the best known of several cases that the author

followed from his desk in the ministry until he left the country. Poppies were called

"white lanterns" in the files, and everybody in the office knew why.

In November 1996 Russian border guards seized 22 kilograms of opium

from two North Korean loggers at Khasan. Another group was caught in Vladivostok

the same month with 20 kilograms of raw opium, or so a colleague said.

On 9 August 1994 a diplomat was stopped at Shanghai airport with six

kilograms of heroin in his bag.

A works in the Ranam district turned out one ton of heroin a month, and abroad

a kilogram fetched between 10,000 and 15,000 dollars.
"""
BULLETIN = """Customs bulletin 14/2011

Busan: 12.5 kg of methamphetamine and 3,000 tablets of ecstasy were found on 7 June 2011 in a
container of frozen squid. A Chinese trader, Li Wen, was charged.

Liaoning: at least 30 kg of methamphetamine in May 2010; eleven persons were held by border police.

Once, at a place the informant calls Hassan Station, guards turned over 8 kg of opium. No date is given.
"""
COPYIST = """The lantern trade pays

A long trade with many friends abroad has become a fallback for a government short of cash, a Seoul daily wrote
last year. Officers who boarded the freighter Morning Heron off Tasmania recovered
nearly 125 kilograms of heroin.

Sold abroad, the drug is said to bring in between 500 million and one billion dollars a year.
Exports have reached Japan, the Philippines and Egypt, often in diplomatic bags.

The government insists that its plants make medicine only.
"""
WIRE = """DENPASAR, 3 March 2014 - Indonesian police said two Iranians had been held with 40 kg of methamphetamine
in Bali during 2013, and that UN Security Council measures had slowed such traffic.
"""


def make_report(stem: str, text: str, **more: Any) -> Report:
    """A report whose hashes are those of its text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    name = more.pop("path", f"reports/{stem}.txt")
    return Report(id=digest[:16], stem=stem, path=name, text=text, content_sha256=digest, text_sha256=digest, **more)


R1 = make_report(
    "courier",
    COURIER,
    title="Freighter held after heroin is found on a beach",
    published="2003-04-24",
    publisher="The Southern Courier",
    language="en",
    url="https://courier.example/news?id=7&x=1",
    authors=("May Ellis",),
    source_type="newspaper",
    furniture=((0, 26), (COURIER.index("Share this"), len(COURIER))),
)
R2 = make_report(
    "review",
    REVIEW,
    title="An insider looks back at a state trade",
    published="2005",
    publisher="Review of Northern Affairs",
    language="en",
    source_type="academic",
)
R3 = make_report(
    "bulletin",
    BULLETIN,
    title="Customs bulletin 14/2011",
    published="2011-06",
    language="en",
    source_type="customs_police",
)
R4 = make_report(
    "lantern",
    COPYIST,
    title="The lantern trade pays",
    published="2016",
    publisher="Policy Notes",
    language="en",
    url="javascript:alert(1)",
)
R5 = make_report(
    "wire", WIRE, published="2014-03-03", publisher="Island Wire", language="en", source_type="news_agency"
)
