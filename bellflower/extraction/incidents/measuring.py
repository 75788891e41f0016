"""Which figure of a clause measures which of its goods: the words that tie a number to what it counts or weighs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.incidents.money import is_money
from bellflower.extraction.incidents.shortened import is_completed
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.packs import Good
from bellflower.patterns import regex

FORWARD = regex(
    r"(?:\s*\([^)]*\))?(?:, this time)?(?:,? or (?:about|some|nearly|over)?[^,;]{0,18},)?\s*-?\s*"
    r"(?:worth |weight )?(?:of )?"
    r"(?:[\w$%&'\"./-]+ ){0,6}[\"']?(?:\(called )?[\"']?$"
)
_SECOND = regex(r"\band (?:an?|the|his|her|their|its|some|two|three|four|five|several|other)\b")
_BARE = regex(r"[ -](?:(?!(?:of|in|the|over|with|for|from|on|at|by|to|and|or|who|that|times|per) )[\w'\"-]+ ){0,3}\"?$")
BACKWARD = regex(
    r"(?:-(?:filled|laced|packed|stuffed))?(?: \([^()]{0,40}\))?"
    r"(?: (?:drugs?|substances?|narcotics?|tablets?|pills?|capsules?|bricks?|packages?|bars?|tusks?|horns?|plants?|"
    r"leaves))?"
    r"[\"']?,?(?: and)?\s*[(:,-]?\s*(?:"
    r"(?:weighing|weighed|totall?ing|totall?ed|amounting to|measuring|which weighed|that weighed|"
    r"came to|comes to)(?: in at)?"
    r"|(?:was|were|had been) (?:packed|wrapped|divided|pressed|distributed|sealed|put)(?: up)? (?:in|into)"
    r"|with (?:a |an )?(?:\w+ ){0,2}weight of|together|, ?the load came to|of|total(?: weight)?:?|haul of|"
    r"shipment of|consisting of"
    r"|(?:haul|shipment|consignment|load|cargo|cache|stash|powder|leaves|bust|seizure)s? (?:of|weighing|totall?ing)"
    r")?\s*\(?(?:an? |the )?"
    r"(?:(?:grand |combined )?total of |in total |altogether |overall |combined |estimated |full |gross |net )?$"
)
PILLS = frozenset({"tablet", "capsule", "stick"})
COUNTED_AS = {
    "tablet": "tablet", "capsule": "tablet", "stick": "stick", "carton": "stick", "pack": "stick", "case": "stick",
    "bottle": "bottle", "can": "bottle",
}  # fmt: skip
_AN = regex(r"\b(?:an?|one)(?: (?!(?:of|and|or|with|an?)\b)[\w'.-]+){0,3} $", re.I)
_ONE_ENDS = regex(r"[.,;:)\"]|$| (?:and|or|with|was|were|which|that|hidden|from|in|on|at|under|inside|to|of|they)\b|\n")
_CLOSE = 12  # characters between a figure and the good it surely measures
_NOUN_AND_BRACKET = regex(r"(?: (?:tablets?|pills?|capsules?|blocks?|bricks?|packets?|bottles?|plants?))? \(")
_ITS_WORTH = regex(
    r"(?: of | totall?ing | amounting to | in the amount of | worth |,? with a (?:face |total |nominal )*value of )"
    r"(?:about |some )?"
)
_ITS_SUM = regex(r"(?:, | \(|: )(?:about |some )?")
_SUBSTANCE = regex(  # "212 grams of a white powder which the analyst certified as"
    r" of (?:an? |some )?(?:[\w-]+ ){0,2}"
    r"(?:powder|substance|crystals?|liquid|paste|material|resin|pills|tablets|leaves),? "
    r"(?:\w+ ){0,5}(?:as|to be|for|was|were|contained|held) (?:\w+ )?"
)
_CLAUSE_AND_WEIGHT = regex(r",? [^.;:]{0,60}\bweigh(?:ing|ed|t of)(?: (?:in at|about|some|nearly|over|a|total|of))* ")
_ELSE = regex(
    r" of (?!(?:it|them|this|that|these|those|which|the|various|different|several|high|net|each|about|"
    r"some|nearly|one|half|an?)\b)[a-z]"
)


def good_of(
    note: Annotation,
    q: QuantitySpan,
    goods: Sequence[Hit],
    figures: Sequence[QuantitySpan],
) -> int | None:
    """The index in ``goods`` of the one that ``q`` measures, before it or behind it; ``None`` where no words tie it."""
    after = next((i for i, hit in enumerate(goods) if hit.end >= q.end), None)
    before = next((i for i in range(len(goods) - 1, -1, -1) if goods[i].end <= q.start), None)
    if before is not None and q.dimension == "mass" and _weighs(note, goods[before], q):
        return before
    if before is not None and q.dimension in ("mass", "volume", "count") and _is_entry(note, goods[before], q):
        return before
    if after is not None and _reaches_forward(note, q, goods[after], figures):
        return after
    if before is not None and q.dimension == "none" and _in_brackets(note, goods[before], q):
        return before
    if before is not None and is_completed(q):
        return before
    measured = before is not None and any(0 <= goods[before].start - f.end < _CLOSE for f in figures)
    if before is not None and q.dimension == "currency" and is_money(goods[before]):
        gap = note.text[goods[before].end : q.start]
        return before if _ITS_WORTH.fullmatch(gap) or (not measured and _ITS_SUM.fullmatch(gap)) else None
    if before is not None and q.dimension in ("mass", "volume", "count") and not is_money(goods[before]):
        gap = note.text[goods[before].end : q.start]
        if BACKWARD.fullmatch(gap) and not re.fullmatch(r",? and ", gap) and not _ELSE.match(note.text, q.end):
            return before
    if (
        before is not None
        and re.fullmatch(r",? ?\(?(?:some |about |nearly )?", note.text[goods[before].end : q.start])
        and re.match(r" (?:of (?:them|it)|in all|in total|all told|by weight)\b", note.text[q.end : q.end + 12])
    ):
        return before
    return None


def _in_brackets(note: Annotation, good: Hit, q: QuantitySpan) -> bool:
    """ "Methamphetamine tablets (1.5 million)", "heroin blocks (40)"."""
    return note.text.startswith(")", q.end) and bool(_NOUN_AND_BRACKET.fullmatch(note.text, good.end, q.start))


def _weighs(note: Annotation, good: Hit, q: QuantitySpan) -> bool:
    """ "MDMA pills weighing 610 g and 235 g of cocaine": a weight said to be that of the good before it."""
    gap = note.text[good.end : q.start]
    if re.search(r"\bweigh(?:ing|ed|t of)\b", gap) is None:
        return False
    return bool(BACKWARD.fullmatch(gap) or (_CLAUSE_AND_WEIGHT.fullmatch(gap) and not _counts(note, good.end, q)))


def _counts(note: Annotation, start: int, q: QuantitySpan) -> bool:
    """Whether other things are counted or named between a good and a weight."""
    return bool(within(note.quantities, start, q.start) or note.of("good", start, q.start))


def _is_entry(note: Annotation, good: Hit, q: QuantitySpan) -> bool:
    """An entry of a list, the figure behind the good and a comma behind that: "cannabis 19.6 kg, edibles 3.1 kg"."""
    closed = note.text[q.end : q.end + 1] in (",", ";", ".", "") or note.text.startswith(" and ", q.end)
    return closed and note.text[good.end : q.start] in (" ", ": ", " - ")


def _reaches_forward(note: Annotation, q: QuantitySpan, good: Hit, figures: Sequence[QuantitySpan]) -> bool:
    if good.start < q.end:  # "a 5-kg heroin haul" inside one span, "20,000 pills": the unit is the good's own word
        return q.start <= good.start
    gap = note.text[q.end : good.start]
    if gap.startswith(")") and any(_bracketed(note, other, q) for other in figures):
        gap = gap[1:]  # "49 bricks (17 kg) of heroin"
    between = [other for other in figures if q.end <= other.start < good.start and other.conversion_of is None]
    between = [other for other in between if not _bracketed(note, q, other)]
    if between and all(other.dimension == q.dimension for other in between) and is_series(note, [q, *between]):
        q, between = between[-1], []
        gap = note.text[q.end : good.start]
    if between:
        return False
    if q.dimension in ("mass", "volume", "count") and _SUBSTANCE.fullmatch(gap):
        return True
    if note.of("role", q.end, good.start) or any(h.form != "noun" for h in note.of("act", q.end, good.start)):
        return False
    if _SECOND.search(gap) or (q.unit == "tablet" and " and " in gap and not comes_as_pills(good)):
        return False
    if q.dimension == "currency":
        return is_money(good) and bool(FORWARD.fullmatch(gap))
    if is_money(good) and q.unit not in (None, "piece"):
        return False
    if q.dimension == "none":
        return bool(_BARE.fullmatch(gap + (" " if not gap.endswith((" ", "-")) else ""))) or gap in ("", " ")
    return bool(FORWARD.fullmatch(gap)) or (gap == ", " and q.dimension == "mass")


def _bracketed(note: Annotation, q: QuantitySpan, other: QuantitySpan) -> bool:
    """Whether a figure stands in brackets right behind another: the same load in another measure."""
    text = note.text
    return text[q.end : other.start].strip() == "(" and text[other.end : other.end + 1] == ")"


def is_series(note: Annotation, figures: Sequence[QuantitySpan]) -> bool:
    """ "540 kg and 910 kg of cocaine", "$340,000 and 25,000 euros in cash": figures that share one good."""
    units = {COUNTED_AS.get(q.unit or "", q.unit) for q in figures}
    if len(units) > 1 and {q.unit for q in figures} & COUNTED_AS.keys():
        return False  # "140 cartons and four bottles of spirits"
    gaps = (note.text[a.end : b.start] for a, b in itertools.pairwise(figures))
    return all(re.fullmatch(r",? ?(?:and |or )?", gap) for gap in gaps)


def comes_as_pills(good: Hit) -> bool:
    """Whether a good is sold by the tablet, or is a general word that may be."""
    return isinstance(good.entry, Good) and (good.entry.kind == "generic" or good.entry.count_unit in PILLS)


def one_of(note: Annotation, hit: Hit) -> QuantitySpan | None:
    """The article of one thing ("a shotgun", "an unlicensed pistol"), where the packs know its plural, too."""
    if not isinstance(hit.entry, Good) or hit.entry.kind == "generic" or hit.entry.count_unit != "piece":
        return None
    if hit.entry.group == "aircraft":  # "dropped by a drone"
        return None
    article = _AN.search(note.text, max(0, hit.start - 40), hit.start)
    if article is None or f"{note.text[hit.start : hit.end].lower()}s" not in hit.entry.terms:
        return None
    if not _ONE_ENDS.match(note.text, hit.end) or note.of("good", article.start(), hit.start):
        return None
    number_end = article.start() + len(article.group().split()[0])
    return QuantitySpan(
        start=article.start(),
        end=number_end,
        number_start=article.start(),
        number_end=number_end,
        value=1,
        value_max=None,
        unit=None,
        unit_raw=None,
        unit_start=None,
        unit_end=None,
        dimension="none",
        qualifier="exact",
    )
