"""A dossier small enough to read: three reports, three incidents, one of each thing that an export must carry."""

from __future__ import annotations

import hashlib
from typing import Any

from bellflower.records import (
    Amount,
    Claim,
    Conflict,
    CrossCheck,
    Derivation,
    Dossier,
    Evidence,
    Goods,
    Incident,
    Mention,
    Party,
    PossiblePair,
    Predicate,
    Refusal,
    Report,
    Slot,
    SlotValue,
    Term,
    Value,
    When,
    Where,
    quote_at,
    stable_id,
)
from bellflower.sharing.labels import label

HARBOUR = """Officers of the port police found 125 kg of heroin on the boat Amber Gull off Cape Otway on 16 April 2003.
Four sailors were arrested. The owner denied that the cargo was his.
"""
WEEKLY = """In April 2003 a trawler was stopped in Australia with 50 kilograms of heroin, the harbour paper reported.
A chemist said the plant turned out one ton a month.
"""
LETTER = """=cmd|'/c calc'!A1 is how the sender signed. He had 20 kg of ice and 3,000 tablets of ecstasy, no date given.
The price was USD 10,000 to 15,000 a kilogram, and the trade earned 500 million dollars a year.
"""


def report(stem: str, text: str, **more: Any) -> Report:
    """A report whose hashes are those of its text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        id=digest[:16], stem=stem, path=f"in/{stem}.txt", text=text, content_sha256=digest, text_sha256=digest, **more
    )


PAPER = report(
    "harbour-paper",
    HARBOUR,
    title="Trawler stopped off the cape",
    published="2003-04-19",
    language="en",
    publisher="The Harbour Paper",
    authors=("Jo Pen",),
    url="https://harbour.example/trawler?a=1&b=2",
    source_type="newspaper",
    csl={
        "id": "harbour",
        "type": "article-newspaper",
        "author": [{"family": "Pen", "given": "Jo"}],
        "private-note": "x",
    },
)
LATER = report("weekly", WEEKLY, title="-1 for the port", published="2004", publisher="@weekly")
SENDER = report("letter", LETTER)


def claim(source: Report, words: str, predicate: Predicate, value: Value, **more: Any) -> Claim:
    """A claim on the first place where ``words`` stand in the report."""
    start = source.text.index(words)
    return Claim(
        id=stable_id("c", source.id, start, start + len(words), predicate),
        report_id=source.id,
        predicate=predicate,
        quote=quote_at(source.text, start, start + len(words)),
        value_raw=words,
        value=value,
        **more,
    )


def mention(source: Report, words: str, *claims: Claim) -> Mention:
    """A mention whose quote begins with ``words`` and runs to the end of the line."""
    start = source.text.index(words)
    return Mention(
        id=stable_id("m", source.id, start),
        report_id=source.id,
        kinds=("seizure",),
        quote=quote_at(source.text, start, source.text.index("\n", start)),
        claim_ids=tuple(one.id for one in claims),
    )


def slot(name: str, *claims: Claim, rule: str = "the only value") -> Slot:
    """A slot with one value for each claim; the first is shown."""
    values = tuple(SlotValue(value=c.value, label=label(c.value), claim_ids=(c.id,), origins=1) for c in claims)
    return Slot(name=name, values=values, chosen=0, rule=rule)


CAPE = Where(
    name="Cape Otway", level="site", country="AU", lat=-38.857, lon=143.511, radius_m=2000, place_id="pack:cape"
)
ON_DAY = claim(PAPER, "16 April 2003", "occurred_on", When(edtf="2003-04-16"))
AT_CAPE = claim(PAPER, "Cape Otway", "located_at", CAPE)
BY_BOAT = claim(PAPER, "Amber Gull", "conveyance", Term(text="Amber Gull"))
HEROIN = claim(PAPER, "heroin", "commodity", Goods(name="heroin"))
MUCH = claim(PAPER, "125 kg", "quantity", Amount(value=125, unit="kg", goods="heroin", stage="seized"))
SAILORS = claim(PAPER, "Four sailors", "suspect", Party(count=4, role="sailor", legal_status="arrested"))
POLICE = claim(PAPER, "port police", "authority", Party(role="port police", country="AU"))
DENIAL = claim(PAPER, "The owner denied that the cargo was his", "denial", Term(text="owner"), modality="denied")

IN_MONTH = claim(LATER, "April 2003", "occurred_on", When(edtf="2003-04"))
IN_COUNTRY = claim(
    LATER, "Australia", "located_at",
    Where(name="Australia", level="country", country="AU", lat=-25.0, lon=135.0, radius_m=2_000_000),
)  # fmt: skip
HEROIN_TOO = claim(LATER, "heroin", "commodity", Goods(name="heroin"))
LESS = claim(
    LATER, "50 kilograms", "quantity", Amount(value=50, unit="kg", goods="heroin"), attributed_to=("the paper",)
)
OUTPUT = claim(LATER, "one ton a month", "production_rate", Amount(value=1000, unit="kg/month"), aggregation="capacity")

SIGNED = claim(SENDER, "=cmd|'/c calc'!A1", "authority", Party(role="=cmd|'/c calc'!A1"))
ICE = claim(SENDER, "ice and", "commodity", Goods(name="methamphetamine", resolved_from="ice"))
ECSTASY = claim(SENDER, "ecstasy", "commodity", Goods(name="ecstasy"))
TWENTY = claim(
    SENDER, "20 kg", "quantity", Amount(value=20, unit="kg", goods="methamphetamine"), qualifier="approximate"
)
TABLETS = claim(SENDER, "3,000 tablets", "quantity", Amount(value=3000, value_max=4000, unit="tablet", goods="ecstasy"))
PRICE = claim(SENDER, "USD 10,000 to 15,000 a kilogram", "price", Amount(value=10000, value_max=15000, unit="USD/kg"))
EARNED = claim(SENDER, "500 million dollars a year", "revenue", Amount(value=5e8, unit="USD/year"))

FIRST = mention(PAPER, "Officers", ON_DAY, AT_CAPE, BY_BOAT, HEROIN, MUCH, SAILORS, POLICE)
SECOND = mention(LATER, "In April 2003", IN_MONTH, IN_COUNTRY, HEROIN_TOO, LESS)
THIRD = mention(SENDER, "=cmd", SIGNED, ICE, ECSTASY, TWENTY, TABLETS)

PARTIAL = Conflict(
    id="k-partial",
    kind="partial_total",
    slot="quantity",
    incident_id="i-trawler",
    values=slot("quantity", MUCH, LESS).values,
    shown="125 kg of heroin",
    rule="first-hand before later",
    explanation="50 kg may be a part of 125 kg",
)
TRAWLER = Incident(
    id="i-trawler",
    kinds=("seizure", "arrest"),
    title="Heroin on the Amber Gull",
    mention_ids=(FIRST.id, SECOND.id),
    report_ids=(PAPER.id, LATER.id),
    origins=1,
    slots=(
        slot("occurred_on", ON_DAY, IN_MONTH, rule="the more precise"),
        slot("located_at", AT_CAPE, IN_COUNTRY, rule="the smaller place"),
        slot("commodity", HEROIN),
        slot("quantity", MUCH, LESS, rule="first-hand before later"),
        slot("suspect", SAILORS),
        slot("authority", POLICE),
        slot("conveyance", BY_BOAT),
    ),
    conflict_ids=(PARTIAL.id,),
    why=("the same month, goods and country",),
)
SIGNATURE = Incident(
    id="i-letter",
    kinds=("seizure",),
    title='=HYPERLINK("http://x.example")',
    mention_ids=(THIRD.id,),
    report_ids=(SENDER.id,),
    origins=1,
    slots=(
        slot("commodity", ICE),
        slot("quantity", TWENTY),
        slot("commodity", ECSTASY),
        slot("quantity", TABLETS),
        slot("authority", SIGNED),
    ),
)
COUNTRYWIDE = Incident(
    id="i-country",
    kinds=("interception",),
    title="A trawler, somewhere in Australia",
    mention_ids=(SECOND.id,),
    report_ids=(LATER.id,),
    origins=1,
    slots=(slot("occurred_on", IN_MONTH), slot("located_at", IN_COUNTRY)),
)
COPY = Derivation(
    report_id=LATER.id,
    from_id=PAPER.id,
    from_name=None,
    kind="citation",
    score=0.8,
    evidence=(Evidence(kind="named_source", quote=quote_at(WEEKLY, WEEKLY.index("the harbour paper"), 101)),),
    why="names the harbour paper as its source",
)
CHECK = CrossCheck(
    id="x-revenue",
    identity="production x price = revenue",
    inputs=(OUTPUT.id, PRICE.id),
    against=(EARNED.id,),
    implied=(1.2e8, 1.8e8),
    stated=(5e8, 5e8),
    unit="USD/year",
    ratio=(2.8, 4.2),
    verdict="contradicts",
    explanation="the stated revenue is 2.8 to 4.2 times what output and price imply",
)
CLAIMS = (
    EARNED, PRICE, TABLETS, TWENTY, ECSTASY, ICE, SIGNED, OUTPUT, LESS, HEROIN_TOO, IN_COUNTRY, IN_MONTH, DENIAL,
    POLICE, SAILORS, MUCH, HEROIN, BY_BOAT, AT_CAPE, ON_DAY,
)  # fmt: skip


def small_case() -> Dossier:
    """The whole of it."""
    return Dossier(
        title="A small case",
        reports=(PAPER, LATER, SENDER),
        refusals=(Refusal(path="in/empty.txt", reason="the file is empty", mend="save it again"),),
        claims=CLAIMS,
        mentions=(FIRST, SECOND, THIRD),
        incidents=(TRAWLER, SIGNATURE, COUNTRYWIDE),
        possible=(PossiblePair(incident_ids=("i-trawler", "i-country"), score=0.5, why="same month and country"),),
        conflicts=(PARTIAL,),
        derivations=(COPY,),
        cross_checks=(CHECK,),
    )
