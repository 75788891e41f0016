"""Figures that are no load: prices, fines, limits, what the law names, parts of one told, what was put right since."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.incidents.money import is_money
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.packs import Conveyance
from bellflower.patterns import regex

_MEASURED = frozenset({"mass", "volume", "count", "none", "currency"})
_NOT_HELD = regex(
    r"\b(?:fine of|fined|bail of|bail set at|bribe of|reward of|sentence of|up to a maximum|"
    r"limit of|quota of|paid|pay|charged|cost|costs|"
    r"sold for|sells for|price of|valued at|worth|value of|estimated at|at a cost of|loan of|"
    r"salary of|debt of)\s*(?:about |some |nearly |almost |around |up to |as much as |over |"
    r"more than |roughly |approximately |an estimated |as |at )*$"
)
_RATE = regex(  # "40,000 counterfeit cigarettes an hour"
    r" (?:[\w-]+ ){0,3}(?:(?:an|per) hour|(?:a|per) (?:minute|day|week|month|shift)|daily|hourly)\b"
    r"(?! (?:after|before|later|earlier|ago|since|in))"
)
_YIELDS = cued(
    r"\b(?:to|could|would|might|can)(?: have)?(?: be| been)? (?:make|made|produced?|manufactured?|yield(?:ed)?|"
    r"cook(?:ed)?|synthesi[sz]e)(?: (?:an?|another|further|additional|about|around|some|up|to|as|much|more|than|over|"
    r"nearly|estimated|least|at))*\s*$",
    re.I,
)
_UNTOLD = regex(
    r"(?:tens|hundreds|thousands|dozens|scores|millions)(?: of (?:thousands|millions))? of\b|"
    r"(?:several|many) (?:hundred|thousand|million|dozen)\b",
    re.I,
)
_STATUTE = regex(
    r"\b(?:traffick\w*|possess\w*|distribut\w*|substance|methamphetamine|cocaine|heroin|fentanyl|intent)\b"
    r"[^.;]{0,50}?,? (?:over|greater than|in excess of|exceeding|less than|under)\s*$",
    re.I,
)
_OR_MORE = regex(r"\bor more\b")
_CALIBRE = regex(r"[ -]?(?:caliber|calibre|cal\b|mm\b|gauge)")
_GUN = regex(r" (?:hunting )?(?:rifle|revolver|pistol|handgun|magnum)\b", re.I)
_BAIL = regex(r" (?:cash |secured |unsecured |in cash |cash-only )*(?:bail|bond|surety|reward|prize|ransom)\b")
_STRENGTH = regex(r"\b(?:strengths?|doses?|dosages?|potency) of (?:\d[\d.,]* (?:mg |\w*grams? )?(?:and|to|or) )?$")
_SOLVED = regex(
    r"\b(?:uncovered|solved|detected|registered|cracked|reported|recorded|busted|handled|filed|investigat\w+|opened)"
    r"(?: \w+)? $"
)
_OF_A_CRIME = regex(
    r" (?:involving|registered|related|relating|concerning|against|under|in which|were registered|"
    r"of (?:[\w-]+ ){0,3}(?:trafficking|smuggling|possession|forgery|offences|crimes?))\b"
)
_LIMIT = cued(
    r"\b(?:limit|threshold|maximum|allowance|ceiling|quota)(?: \w+){0,3} (?:is|of|was|stands at) (?:only )?$|"
    r"\b(?:may|can|is|are|were) (?:legally |only )?(?:allowed|permitted|entitled|bring in|import|possess|carry) "
    r"(?:\w+ ){0,3}$",
    re.I,
)
_RUNNING = cued(r"\b(?:br(?:ought|ings?|inging)|taking|takes|raising)(?: \w+){0,4} to (?:about |some |over )*$", re.I)
_IN_A_PERIOD = regex(r"[^.;]{0,60}?\b(?:(?:this|last) (?:year|month|week)|so far|to date|since|in (?:19|20)\d\d)\b")
_IS_SOLD = regex(
    r" of (?:[\w-]+ ){1,3}(?:now |then |usually |can |could |may )*(?:sells?|sold|costs?|fetch\w*|brings|goes|went|"
    r"is worth|was worth|be had|be bought|is offered|was offered)\b"
)
_PART = regex(
    r"\b(?:of (?:which|them|that|these|it|those|this)|including|among them|among these),? (?:\w+ ){0,3}$", re.I
)
_NAMES_A_GOOD = regex(r" of (?!it\b|them\b|that\b|which\b)")
_WITHDRAWN_BEFORE = regex(r"\b(?:not|instead of|rather than|and not) (?:the )?(?:about |some |over |nearly )*$", re.I)
_CHARGED = "indictment|charge sheet|manifest|bill of lading|invoice|first (?:report|statement|release|version|count)"
_WITHDRAWN_BEHIND = regex(
    rf",? (?:in|of|according to|on|per|by|as per) (?:the|its|an?) (?:\w+ )?(?:{_CHARGED})\b|"
    r",? as (?:was |had been )?(?:first |originally |earlier )?(?:stated|reported|announced|charged|given|alleged)\b",
    re.I,
)
_SAID_FIRST = regex(
    rf"\b(?:(?:{_CHARGED}) (?:\w+ )?(?:spoke|speaks|alleged?s?|puts?|gave|gives|had|has|mentions?|mentioned|said)|"
    r"(?:first|originally|initially) (?:reported|put|given|estimated|thought|said|stated))\b[^.;]*$",
    re.I,
)
_OF_SHIP = regex(r",? (?:of|displacing|measuring)(?: about| some| nearly)? $")
_SENTENCE = regex(r"[.!?](?=\s)|\n")

_STERLING = regex(r" (?:in (?:cash|notes|banknotes)|sterling)\b")


def measures(note: Annotation, q: QuantitySpan) -> bool:
    """Whether a figure may measure a load at all."""
    if q.dimension not in _MEASURED:
        return note.lost(q, "no measure of goods", "it measures no mass, volume, number of things or money")
    if _STERLING.match(note.text, q.end) and note.text[q.start : q.end].rstrip("s").endswith("pound"):
        return note.lost(q, "pounds of money", "pounds in cash are no weight")
    if q.per is not None or (q.dimension != "currency" and _RATE.match(note.text, q.number_end)):
        return note.lost(q, "rate", "so much for each one or for each year is a price or a rate, and no load")
    if q.conversion_of is not None or _is_exchanged(note, q):
        return note.lost(q, "said again", "the same figure in another unit; the first one stands")
    if note.search_cut(_YIELDS, max(0, q.start - 60), q.start):
        return note.lost(q, "yield", "it says what could be made, and not what was found")
    if _is_statutory(note, q):
        return note.lost(q, "words of the law", "the law's threshold: over 28 grams, five kilograms or more of")
    if _UNTOLD.match(note.text, q.number_start):
        return note.lost(q, "no number told", "dozens, thousands of: a word for many")
    if q.dimension == "mass" and _is_tonnage(note, q):
        return note.lost(q, "size of a ship", "it says how large the ship is")
    if q.dimension == "mass" and _STRENGTH.search(note.text, max(0, q.start - 40), q.start):
        return note.lost(q, "strength", "it says how strong each tablet is")
    before = note.text[max(0, q.start - 70) : q.start]
    if _LIMIT.search(before):
        return note.lost(q, "limit", "it says how much is allowed")
    if _RUNNING.search(before) and _IN_A_PERIOD.match(note.text, q.end, q.end + 90):
        return note.lost(q, "running total", "it says how much a catch adds up to with those before")
    if q.value in (1, 0.001) and _IS_SOLD.match(note.text, q.end):
        return note.lost(q, "price", "it says what one of them costs")
    if q.unit == "case" and _is_court_case(note, q):
        return note.lost(q, "case of the law", "cases that were registered or solved are no cases of goods")
    if _CALIBRE.match(note.text, q.end) or (q.value < 1 and _GUN.match(note.text, q.end)):  # "a .375 rifle"
        return note.lost(q, "calibre", "it says of which calibre a weapon is")
    if _BAIL.match(note.text, q.end):
        return note.lost(q, "bail", "bail, a bond, a reward or a prize is no load")
    worth = _NOT_HELD.search(note.text[max(0, q.start - 48) : q.start]) if q.dimension != "mass" else None
    if worth and not _is_face_value(note, worth.group(), q):
        return note.lost(
            q, "price, fine or limit", "the words before it tell a price, a worth, a fine, bail or a limit"
        )
    return True


def _is_tonnage(note: Annotation, q: QuantitySpan) -> bool:
    """Whether a weight is that of a ship: "the freighter, of 1,620 tons, remains in port"."""
    of = _OF_SHIP.search(note.text, max(0, q.start - 24), q.start)
    ships = note.of("conveyance", of.start() - 24 if of.start() > 24 else 0, of.start()) if of else ()
    at_sea = any(isinstance(h.entry, Conveyance) and h.entry.mode == "sea" and h.end == of.start() for h in ships if of)
    return at_sea and not note.text.startswith(" of ", q.end)


def _is_court_case(note: Annotation, q: QuantitySpan) -> bool:
    return bool(
        _SOLVED.search(note.text, max(0, q.start - 40), q.start) or _OF_A_CRIME.match(note.text, q.end, q.end + 60)
    )


_FROM_MONEY = 140  # characters from money to what it is worth
_TO_THE_FACE = regex(
    r",? (?:(?:with|of) a (?:face |total |nominal )*)?|"
    r"[^.;:]{1,110} (?:had|has|have|having) a (?:total )?(?:face|nominal) "
)


def _is_face_value(note: Annotation, words: str, q: QuantitySpan) -> bool:
    """ "False bills worth $390,000": the worth of money is how much of it there is."""
    if q.dimension != "currency" or not re.match(r"worth|value|valued", words):
        return False
    at = q.start - len(words)
    return any(
        is_money(hit) and _TO_THE_FACE.fullmatch(note.text, hit.end, at)
        for hit in note.of("good", at - _FROM_MONEY, at)
    )


def _is_exchanged(note: Annotation, q: QuantitySpan) -> bool:
    """ "310,000 yuan (45,700 dollars)": money said again in another currency."""
    if q.dimension != "currency":
        return False
    before = [other for other in within(note.quantities, q.start - 60, q.start) if other.dimension == "currency"]
    gap = note.text[before[-1].end : q.start] if before else ""
    return bool(
        re.fullmatch(r"(?: \(|, or | or | - )(?:about |some |roughly |nearly |approximately |around |equal to )?", gap)
    )


def _is_statutory(note: Annotation, q: QuantitySpan) -> bool:
    """What a law names, not what was found: "trafficking in cocaine over 28 grams", "five kilograms or more of"."""
    if q.dimension != "mass":
        return False
    before = note.text[max(0, q.number_start - 90) : q.number_start]
    charged = re.search(
        r"\b(?:charge[sd]?|indict\w*|conspir\w*|counts?|penalty|law|guilty|statute)\b",
        note.text[max(0, q.start - 240) : q.start],
        re.I,
    )
    return bool(charged) and bool(_STATUTE.search(before) or _OR_MORE.search(note.text[q.start : q.end + 12]))


def mended(note: Annotation, figures: Sequence[QuantitySpan]) -> list[QuantitySpan]:
    """``figures`` without parts of one told before, and without those that the same sentence puts right."""
    return [
        q
        for index, q in enumerate(figures)
        if q.dimension == "currency"
        or not (
            (_is_part(note, q, figures[:index]) and _lost_part(note, q))
            or (_is_withdrawn(note, q, figures) and _lost_claim(note, q))
        )
    ]


def _is_part(note: Annotation, q: QuantitySpan, before: Sequence[QuantitySpan]) -> bool:
    """ "9.33 kg, of which 4.66 kg were on the assistant"."""
    if not _PART.search(note.text, max(0, q.start - 30), q.start) or _NAMES_A_GOOD.match(note.text, q.end):
        return False
    if note.of("good", q.start, q.end + 16):
        return False
    return any(other.unit == q.unit and other.value >= q.value and q.start - other.end < 200 for other in before)


def _is_withdrawn(note: Annotation, q: QuantitySpan, figures: Sequence[QuantitySpan]) -> bool:
    """ "38 kg, not 83"; "270 kg in the indictment, was shown to be 207"."""
    rivals = [f for f in figures if f is not q and f.dimension == q.dimension and f.value != q.value]
    rivals = [f for f in rivals if not _SENTENCE.search(note.text, min(f.end, q.end), max(f.start, q.start))]
    if not rivals:
        return False
    before = note.text[max(0, q.start - 80) : q.start]
    if _WITHDRAWN_BEFORE.search(before):
        return rivals[0].start < q.start
    later = any(f.start > q.start for f in rivals)
    return bool(_WITHDRAWN_BEHIND.match(note.text, q.end)) or (later and bool(_SAID_FIRST.search(before)))


def _lost_part(note: Annotation, q: QuantitySpan) -> bool:
    return not note.lost(q, "part of a load", "the words before it make it a part of the figure told before")


def _lost_claim(note: Annotation, q: QuantitySpan) -> bool:
    return not note.lost(q, "put right since", "the same sentence says that it was another")
