"""A case made up for the dossier: five reports, a conflict, a copy, a denial, an undated act, a failed cross-check."""

from __future__ import annotations

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
    Quote,
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
from tests.sharing.case_texts import R1, R2, R3, R4, R5


def at(report: Report, words: str, after: str = "") -> Quote:
    """Where words stand in a report, past ``after``."""
    start = report.text.index(words, report.text.index(after) if after else 0)
    return quote_at(report.text, start, start + len(words))


class _Case:
    """Claims and mentions as they are made."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.mentions: list[Mention] = []

    def claim(
        self, report: Report, words: str, predicate: Predicate, value: Value, after: str = "", **more: Any
    ) -> Claim:
        quote = at(report, words, after)
        made = Claim(
            id=stable_id("c", report.id, quote.start, quote.end, predicate),
            report_id=report.id,
            predicate=predicate,
            quote=quote,
            value_raw=words,
            value=value,
            **more,
        )
        self.claims.append(made)
        return made

    def mention(self, report: Report, first: str, last: str, *claims: Claim) -> Mention:
        start = report.text.index(first)
        end = report.text.index(last, start) + len(last)
        made = Mention(
            id=stable_id("m", report.id, start, end),
            report_id=report.id,
            kinds=("seizure",),
            quote=quote_at(report.text, start, end),
            claim_ids=tuple(c.id for c in claims),
        )
        self.mentions.append(made)
        return made


def values(*claims: Claim, origins: int = 1) -> tuple[SlotValue, ...]:
    """One value a claim."""
    return tuple(SlotValue(value=c.value, label=label(c.value), claim_ids=(c.id,), origins=origins) for c in claims)


def slot(name: str, *claims: Claim, rule: str = "the only value told") -> Slot:
    """A slot that shows its first value."""
    return Slot(name=name, values=values(*claims), chosen=0, rule=rule)


def kg(value: float, goods: str, **more: Any) -> Amount:
    """A seized mass."""
    return Amount(value=value, unit="kg", goods=goods, stage="seized", **more)


def country(code: str, name: str) -> Where:
    """A whole country."""
    return Where(name=name, level="country", country=code, place_id=f"iso3166-1:{code}")


TASMANIA = Where(
    name="Tasmania", level="adm1", country="AU", lat=-42.0, lon=146.5, radius_m=190_000, place_id="iso3166-2:AU-TAS"
)
KHASAN = Where(name="Khasan", level="town", country="RU", lat=42.43, lon=130.64, radius_m=4000, place_id="pack:khasan")
VLADIVOSTOK = Where(
    name="Vladivostok", level="town", country="RU", lat=43.11, lon=131.87, radius_m=12_000, place_id="geonames:2013348"
)
SHANGHAI = Where(
    name="Shanghai", level="town", country="CN", lat=31.22, lon=121.46, radius_m=30_000, place_id="geonames:1796236"
)
BUSAN = Where(
    name="Busan", level="town", country="KR", lat=35.10, lon=129.04, radius_m=15_000, place_id="geonames:1838524"
)
LIAONING = Where(
    name="Liaoning", level="adm1", country="CN", lat=41.3, lon=122.6, radius_m=240_000, place_id="iso3166-2:CN-LN"
)
HASSAN = Where(name="Hassan Station", level="site", candidates=("Khasan (Russia)", "Hassan (India)"))
BALI = Where(name="Bali", level="adm1", country="ID", lat=-8.4, lon=115.2, radius_m=60_000, place_id="iso3166-2:ID-BA")
RANAM = Where(
    name="Ranam",
    level="town",
    country="KP",
    lat=41.71,
    lon=129.68,
    radius_m=8000,
    role="production",
    place_id="pack:ranam",
)


def dossier() -> Dossier:
    """The case as reconciliation would hand it over."""
    case = _Case()
    c = case.claim
    when1 = c(R1, "20 April 2003", "occurred_on", When(edtf="2003-04-20"))
    where1 = c(R1, "Tasmania", "located_at", TASMANIA)
    ship1 = c(R1, "Morning Heron", "conveyance", Term(text="Morning Heron"))
    much = c(R1, "nearly 125 kilograms of heroin", "quantity", kg(125, "heroin"), qualifier="approximate")
    good1 = c(R1, "heroin", "commodity", Goods(name="heroin"), after="kilograms")
    crew = c(
        R1,
        "Four crew members, all North Korean nationals",
        "suspect",
        Party(nationality="KP", role="crew member", count=4, legal_status="arrested"),
    )
    force1 = c(R1, "Australian Federal Police", "authority", Party(name="Australian Federal Police", country="AU"))
    worth = c(
        R1,
        "160 million Australian dollars",
        "value",
        Amount(value=160e6, unit="AUD", goods="heroin"),
        attributed_to=("Detectives",),
    )
    denial1 = c(
        R1,
        "The shipping company denied any knowledge of the load",
        "denial",
        Term(text="knowledge of the load"),
        subject="shipping company",
        modality="denied",
    )
    m1 = case.mention(R1, "Officers who", "dollars.", when1, where1, ship1, much, good1, crew, force1, worth)

    ship2 = c(R2, "Morning Heron", "conveyance", Term(text="Morning Heron"))
    where2 = c(R2, "Australia", "country", country("AU", "Australia"))
    when2 = c(R2, "April 2003", "occurred_on", When(edtf="2003-04"))
    less = c(R2, "50 kilograms\n\nof heroin", "quantity", kg(50, "heroin"))
    c(
        R2,
        "white lanterns",
        "alias",
        Term(text="white lanterns", stands_for="opium poppies"),
        subject="white lanterns = opium poppies",
    )
    m2 = case.mention(R2, "The Morning Heron", "cases", ship2, where2, when2, less)
    when3 = c(R2, "November 1996", "occurred_on", When(edtf="1996-11"))
    opium3 = c(R2, "22 kilograms of opium", "quantity", kg(22, "opium"))
    loggers = c(R2, "two North Korean loggers", "suspect", Party(nationality="KP", role="logger", count=2))
    where3 = c(R2, "Khasan", "located_at", KHASAN)
    force3 = c(R2, "Russian border guards", "authority", Party(role="border guards", country="RU"))
    m3 = case.mention(R2, "In November 1996", "Khasan.", when3, opium3, loggers, where3, force3)
    where4 = c(R2, "Vladivostok", "located_at", VLADIVOSTOK)
    when4 = c(R2, "the same month", "occurred_on", When(edtf="1996-11"))
    opium4 = c(
        R2,
        "20 kilograms of raw opium",
        "quantity",
        kg(20, "opium"),
        modality="alleged",
        attributed_to=("the author", "a colleague"),
    )
    m4 = case.mention(R2, "Another group", "said.", where4, when4, opium4)
    when5 = c(R2, "9 August 1994", "occurred_on", When(edtf="1994-08-09"))
    diplomat = c(R2, "a diplomat", "suspect", Party(role="diplomat", count=1))
    where5 = c(R2, "Shanghai", "located_at", SHANGHAI)
    six = c(R2, "six\n\nkilograms of heroin", "quantity", kg(6, "heroin"))
    m5 = case.mention(R2, "On 9 August", "bag.", when5, diplomat, where5, six)
    c(R2, "A works in the Ranam district", "site", RANAM, subject="works in the Ranam district")
    output = c(
        R2,
        "one ton of heroin a month",
        "production_rate",
        Amount(value=1000, unit="kg/month", goods="heroin", stage="produced"),
        subject="works in the Ranam district",
        aggregation="capacity",
    )
    price = c(
        R2,
        "between 10,000 and 15,000 dollars",
        "price",
        Amount(value=10_000, value_max=15_000, unit="USD/kg", goods="heroin"),
        qualifier="range",
        subject="abroad",
    )

    when6 = c(R3, "7 June 2011", "occurred_on", When(edtf="2011-06-07"))
    where6 = c(R3, "Busan", "located_at", BUSAN)
    meth = c(R3, "12.5 kg of methamphetamine", "quantity", kg(12.5, "methamphetamine"))
    tablets = c(
        R3, "3,000 tablets of ecstasy", "quantity", Amount(value=3000, unit="tablet", goods="ecstasy", stage="seized")
    )
    trader = c(
        R3,
        "A Chinese trader, Li Wen",
        "suspect",
        Party(nationality="CN", role="trader", count=1, name="Li Wen", legal_status="charged"),
    )
    m6 = case.mention(R3, "Busan: 12.5", "charged.", when6, where6, meth, tablets, trader)
    where7 = c(R3, "Liaoning", "located_at", LIAONING)
    thirty = c(R3, "at least 30 kg of methamphetamine", "quantity", kg(30, "methamphetamine"), qualifier="at_least")
    when7 = c(R3, "May 2010", "occurred_on", When(edtf="2010-05"))
    eleven = c(R3, "eleven persons", "suspect", Party(count=11))
    force7 = c(R3, "border police", "authority", Party(role="border police", country="CN"))
    m7 = case.mention(R3, "Liaoning:", "border police.", where7, thirty, when7, eleven, force7)
    where8 = c(R3, "Hassan Station", "located_at", HASSAN)
    eight = c(R3, "8 kg of opium", "quantity", kg(8, "opium"), attributed_to=("the informant",))
    m8 = case.mention(R3, "Once, at", "opium.", where8, eight)

    ship9 = c(R4, "Morning Heron", "conveyance", Term(text="Morning Heron"))
    again = c(R4, "nearly 125 kilograms of heroin", "quantity", kg(125, "heroin"), qualifier="approximate")
    m9 = case.mention(R4, "Officers who", "heroin.", ship9, again)
    revenue = c(
        R4,
        "between 500 million and one billion dollars a year",
        "revenue",
        Amount(value=5e8, value_max=1e9, unit="USD/year"),
        qualifier="range",
        modality="alleged",
        subject="the drug trade",
    )
    c(
        R4,
        "Exports have reached Japan, the Philippines and Egypt",
        "export",
        Term(text="Japan, the Philippines, Egypt"),
        subject="Japan, the Philippines, Egypt",
    )
    c(R4, "diplomatic bags", "channel", Term(text="diplomatic bag"), subject="diplomatic bag")
    c(
        R4,
        "The government insists that its plants make medicine only",
        "denial",
        Term(text="makes medicine only"),
        subject="the government",
        modality="denied",
    )

    where10 = c(R5, "Bali", "located_at", BALI)
    when10 = c(R5, "2013", "occurred_on", When(edtf="2013"))
    forty = c(
        R5, "40 kg of methamphetamine", "quantity", kg(40, "methamphetamine"), attributed_to=("Indonesian police",)
    )
    two = c(R5, "two Iranians", "suspect", Party(nationality="IR", count=2, legal_status="arrested"))
    force10 = c(R5, "Indonesian police", "authority", Party(role="police", country="ID"))
    m10 = case.mention(R5, "Indonesian police", "2013", where10, when10, forty, two, force10)
    c(
        R5,
        "UN Security Council measures",
        "sanction",
        Term(text="UN Security Council measures"),
        subject="UN Security Council measures",
    )

    rule = "first-hand before later, then the more precise"
    ship_slot = Slot(
        name="quantity",
        values=(
            SlotValue(value=much.value, label=label(much.value), claim_ids=(much.id, again.id), origins=1),
            *values(less),
        ),
        chosen=0,
        rule=rule,
    )
    conflict = Conflict(
        id="k-heron",
        kind="partial_total",
        slot="quantity",
        incident_id="i-heron",
        values=ship_slot.values,
        shown=label(much.value),
        rule=rule,
        explanation="50 kg may be what was aboard, and 125 kg all that was recovered, on the beach too.",
    )
    date_conflict = Conflict(
        id="k-denied",
        kind="denial",
        slot="kind",
        incident_id="i-heron",
        values=values(denial1),
        shown="",
        rule="a denial is kept beside what it denies",
        explanation="The shipping company denies what the police assert.",
    )

    def incident(key: str, title: str, mentions: tuple[Mention, ...], *slots: Slot, **more: Any) -> Incident:
        reports = tuple(dict.fromkeys(m.report_id for m in mentions))
        kinds = more.pop("kinds", ("seizure",))
        return Incident(
            id=key,
            kinds=kinds,
            title=title,
            mention_ids=tuple(m.id for m in mentions),
            report_ids=reports,
            origins=more.pop("origins", len(reports)),
            slots=slots,
            **more,
        )

    incidents = (
        incident(
            "i-heron",
            "Heroin, Tasmania (Morning Heron)",
            (m1, m2, m9),
            slot("occurred_on", when1, when2, rule="the more precise"),
            slot("country", where2),
            slot("located_at", where1),
            slot("commodity", good1),
            ship_slot,
            slot("value", worth),
            slot("suspect", crew),
            slot("authority", force1),
            slot("conveyance", ship1, ship2, ship9),
            kinds=("seizure", "arrest", "interception"),
            origins=2,
            conflict_ids=("k-heron", "k-denied"),
            why=("the same vessel, Morning Heron, and the same month",),
        ),
        incident(
            "i-khasan",
            "Opium, Khasan",
            (m3,),
            slot("occurred_on", when3),
            slot("located_at", where3),
            slot("quantity", opium3),
            slot("suspect", loggers),
            slot("authority", force3),
        ),
        incident(
            "i-vladivostok",
            "Opium, Vladivostok",
            (m4,),
            slot("occurred_on", when4),
            slot("located_at", where4),
            slot("quantity", opium4),
        ),
        incident(
            "i-shanghai",
            "Heroin in a diplomat's bag, Shanghai",
            (m5,),
            slot("occurred_on", when5),
            slot("located_at", where5),
            slot("quantity", six),
            slot("suspect", diplomat),
            kinds=("seizure",),
        ),
        incident(
            "i-busan",
            "Methamphetamine and ecstasy, Busan",
            (m6,),
            slot("occurred_on", when6),
            slot("located_at", where6),
            slot("quantity", meth),
            slot("quantity", tablets),
            slot("suspect", trader),
            kinds=("discovery", "arrest"),
        ),
        incident(
            "i-liaoning",
            "Methamphetamine, Liaoning",
            (m7,),
            slot("occurred_on", when7),
            slot("located_at", where7),
            slot("quantity", thirty),
            slot("suspect", eleven),
            slot("authority", force7),
            kinds=("seizure", "arrest"),
        ),
        incident("i-hassan", "Opium at Hassan Station", (m8,), slot("located_at", where8), slot("quantity", eight)),
        incident(
            "i-bali",
            "Methamphetamine, Bali",
            (m10,),
            slot("occurred_on", when10),
            slot("located_at", where10),
            slot("quantity", forty),
            slot("suspect", two),
            slot("authority", force10),
            kinds=("arrest", "seizure"),
        ),
    )
    shared = "Officers who boarded the freighter Morning Heron off Tasmania"
    derivations = (
        Derivation(
            report_id=R4.id,
            from_id=R1.id,
            from_name=None,
            kind="summary",
            score=0.82,
            evidence=(Evidence(kind="shared_passage", quote=at(R4, shared), source_quote=at(R1, shared)),),
            why="shares a passage of nine words and was published later",
        ),
        Derivation(
            report_id=R4.id,
            from_id=None,
            from_name="a Seoul daily",
            kind="citation",
            score=0.5,
            evidence=(Evidence(kind="named_source", quote=at(R4, "a Seoul daily wrote\nlast year")),),
            why="names a Seoul daily as its source",
        ),
    )
    check = CrossCheck(
        id="x-revenue",
        identity="production × price = revenue",
        inputs=(output.id, price.id),
        against=(revenue.id,),
        implied=(120e6, 180e6),
        stated=(500e6, 1e9),
        unit="USD/year",
        ratio=(500 / 180, 1000 / 120),
        verdict="contradicts",
        explanation="1,000 kg a month over twelve months at 10,000 to 15,000 USD a kilogram.",
    )
    return Dossier(
        title="The Morning Heron and seven other cases",
        reports=(R1, R2, R3, R4, R5),
        refusals=(
            Refusal(
                path="reports/scan.pdf",
                reason="The file holds pictures of pages and no text.",
                mend="Run a text recognition over it and add the result.",
            ),
        ),
        claims=tuple(case.claims),
        mentions=tuple(case.mentions),
        incidents=incidents,
        possible=(
            PossiblePair(
                incident_ids=("i-khasan", "i-vladivostok"),
                score=0.61,
                why="the same month, goods and country; the towns differ",
            ),
        ),
        conflicts=(conflict, date_conflict),
        derivations=derivations,
        cross_checks=(check,),
    )
