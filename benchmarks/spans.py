"""Exact spans of quantities and drugs in news of drug seizures, on the development set seizure_spans.jsonl.

    python -m benchmarks.spans [--bench DIR] [--halves] [--show LABEL]

The set's spans follow conventions of their own: an adapter makes them of those of the quantity finder and the lexicon.
``--halves`` tells the half of the texts on which the adapter was made from the other, on which it was only measured;
``--show`` prints what went wrong in the first.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.quantities.quantities import Units, find_quantities
from bellflower.packs import Good
from benchmarks import ROOT, arguments_of, half, missing, options, row, rows, scorer

LABELS = {"QUANTITY": (82, 92), "DRUG": (86, 93)}  # must, aim
PACK = ROOT / "bellflower" / "packs" / "narcotics" / "goods.csv"
UNITS = Units.load([ROOT / "bellflower" / "packs" / "units.csv"])


def names() -> tuple[frozenset[str], re.Pattern[str]]:
    """The drugs of the pack, and a pattern of their terms."""
    with PACK.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    terms = {term.strip().lower() for entry in table for term in entry["terms"].split("|") if term.strip()}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, terms), key=len, reverse=True))})s?\b")
    return frozenset(entry["name"] for entry in table), pattern


NAMES, GOODS = names()

# The set's spans of drugs hold the form that a drug is in ("Xanax tablets", "liquid amphetamine") and a second name in
# brackets or behind a slash. A drug that only says what kind of a thing something is ("a heroin mill") is none, nor are
# words for drugs at large ("narcotics").
_FORM = re.compile(
    r"(?:[ -](?:type|like))?(?:[ -](?:tablets?|pills?|tabs?|capsules?|powder|cakes?|wheels|stones|grains|paste|base"
    r"|resin|plants?|bushes|flowers|leaves|seedlings|substances?|drugs?|narcotics|derivatives|injections|ampoules|syrup"
    r"|sativa|crystals))?(?!\w)",
    re.I,
)
_STATE = re.compile(
    r"\b(?:liquid|pure|raw|powdered|compressed|pink|herbal|dried|crystalline|crystal|high-(?:grade|quality)"
    r"|powder|indian|afghan|synthetic) $",
    re.I,
)
_THING = re.compile(
    r" (?:seizures?|busts?|raids?|traffick\w+|dealers?|couriers?|gangs?|cartels?|rings?|users?|addicts?|addiction"
    r"|overdoses?|use|smoke|tests?|grinders?|farms?|fields?|cultivation|production|producers?|process\w+|manufactur\w+"
    r"|mills?|labs?|laborator\w+|factor(?:y|ies)|markets?|trade|supply|suppliers?)\b",
    re.I,
)
_SECOND = re.compile(r" ?\([\"'‘’“”]?[A-Za-z][\w-]*[\"'‘’“”]?\)")
_FIRST = re.compile(r"\b[A-Z][A-Za-z]+ \($")
# Slang counts where it is measured out, or stands in for a name: all of the set is about drugs.
_MEANT = re.compile(
    r"(?:\b(?:kilos?|kilograms?|kgs?|grams?|gms?|g|tons?|tonnes|pounds|lbs|ounces|bags?|packets|packages|haul) of"
    r"|\b(?:known|sold) as|\bthe drug|\d(?:kg|g|gm)? ?x?) [\"'‘“]?$",
    re.I,
)
_CONTEXT = "\ndrug drugs narcotic narcotics dealer heroin opium cannabis cocaine methamphetamine amphetamine ketamine"


def drugs(text: str, grammar: Grammar) -> Iterator[tuple[int, int, str]]:
    """What the seizure set calls DRUG."""
    spans: list[tuple[int, int]] = []
    for hit in grammar.lexicon.find(text + _CONTEXT):
        start, end, entry = hit.start, hit.end, hit.entry
        if end > len(text) or not isinstance(entry, Good) or entry.name not in NAMES or not specific(entry, hit, text):
            continue
        if state := _STATE.search(text, max(0, start - 20), start):
            start = state.start()
        if form := _FORM.match(text, end):
            end = form.end()
        if _THING.match(text, end):
            continue
        if second := _SECOND.match(text, end):
            end = second.end()
        elif text[end : end + 1] == ")" and (first := _FIRST.search(text, max(0, start - 20), start)):
            start, end = first.start(), end + 1
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        elif spans and text[spans[-1][1] : start] in ("/", " / "):
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return ((start, end, "DRUG") for start, end in spans)


def specific(entry: Good, hit: Hit, text: str) -> bool:
    """Whether the words name a drug, not drugs at large."""
    words = text[hit.start : hit.end].lower()
    if entry.group == "drugs" or words.startswith(("precursor", "chemical", "processing")):
        return words.startswith("synthetic") or (hit.form == "code" and bool(_MEANT.search(text, 0, hit.start)))
    return (
        hit.form != "code" or bool(_MEANT.search(text[: hit.start])) or "(" in text[max(0, hit.start - 2) : hit.start]
    )


# The set keeps some qualifiers inside its spans more often than not, if they don't open the sentence; a conversion in
# brackets belongs to the figure before it; amounts without a figure count if they are amounts of a drug.
_INCLUDED = frozenset(("about", "approximately", "more than", "less than", "nearly"))
_HOLDER = (
    r"(?:packages?|packets?|packs?|parcels?|bundles?|bales?|bindles?|cartridges?|cases|wraps?|bags?|baggies?|tubs?"
    r"|boxes|blocks?|bricks?|balls?|sachets?|wheels|shares|sections|sacks?|bottles?|jars?|pellets?|containers?|pieces?"
    r"|bars?|rocks?|tablets?|pills?|capsules?|doses?|plants?|vials?|ampoules?|cakes?|grains?|wrappers?|sticks?|rolls?"
    r"|loaves|cartons?|barrels?|drums?|crates?|sheets?|tabs?|joints?|buds?)"
)
_HELD = re.compile(rf" (?!of)(?:[\w-]+ ){{0,2}}?{_HOLDER}(?= of )", re.I)
_IN_PACKAGES = re.compile(r"(?:in|and) $", re.I)
_PACKAGES = re.compile(r" packages\b", re.I)
_WEIGHT = r"(?:tons|tonnes|kilos|kilograms|kilogrammes|kgs|grams|pounds|ounces|litres|liters)"
_SOME = r"(?:hundreds of|thousands of|tens of|dozens of|scores of|several|multiple|few)"
_SIZE = r"(?:large|small|huge|massive|vast|significant|considerable|substantial|industrial)"
_VAGUE = re.compile(
    rf"(?<![\w-])(?:(?:{_SOME} )?{_WEIGHT}|(?:a )?{_SIZE} (?:quantity|quantities|amounts?)"
    rf"|(?:several|some|multiple|a|an) (?:[\w-]+ )?{_HOLDER})(?= of )",
    re.I,
)
_CONVERSION = re.compile(r" ?\((?:about |around |approximately |or )?")
_NAME = re.compile(r"\berimin $", re.I)


def quantities(text: str, grammar: Grammar) -> Iterator[tuple[int, int, str]]:
    """What the seizure set calls QUANTITY: a measure with its unit, a count of a drug or of what it is packed in."""
    named = [start for start, _, _ in drugs(text, grammar)]
    out: list[tuple[int, int]] = []

    def of_drug(end: int, reach: int = 30) -> bool:
        """Whether a drug is named soon behind, without a new clause or item between."""
        near = next((start for start in named if start >= end), len(text) + reach)
        return near - end <= reach and not re.search(
            r"[\d,;.(]|\b(?:and|in|from|with|were|was|at|hidden)\b", text[end:near]
        )

    for span in find_quantities(text, UNITS):
        start, end = (
            span.number_start,
            span.unit_end if span.unit_end and span.end >= span.unit_end else span.number_end,
        )
        if out and span.number_start < out[-1][1]:
            continue
        if span.dimension in ("mass", "volume"):
            pass
        elif held := _HELD.match(text, span.number_end):
            if not of_drug(held.end()):
                continue
            end = held.end()
        elif (packed := _PACKAGES.match(text, span.number_end)) and _IN_PACKAGES.search(text, 0, start):
            end = packed.end()
        elif span.dimension == "count" and span.unit == "tablet" and span.unit_end == end:
            pass
        elif span.dimension in ("none", "count") and not _NAME.search(text[:start]) and of_drug(span.number_end, 14):
            end = span.number_end
        else:
            continue
        if text[end : end + 1] == "x":
            end += 1
        qualifier = text[span.start : span.number_start].strip()
        if qualifier in _INCLUDED:
            start = span.start
        if out and _CONVERSION.fullmatch(text, out[-1][1], span.number_start) and text[end : end + 1] == ")":
            out[-1] = out[-1][0], end + 1
        else:
            out.append((start, end))
    vague = [match.span() for match in _VAGUE.finditer(text) if of_drug(match.end() + 3)]
    out += [span for span in vague if not any(a < span[1] and b > span[0] for a, b in out)]
    return ((start, end, "QUANTITY") for start, end in out)


FINDERS: dict[str, Callable[[str, Grammar], Iterator[tuple[int, int, str]]]] = {"QUANTITY": quantities, "DRUG": drugs}


def compared(
    entries: list[dict[str, Any]], label: str, grammar: Grammar
) -> Iterator[tuple[str, set[tuple[int, int]], set[tuple[int, int]]]]:
    """Each text with its true spans and those found."""
    for entry in entries:
        true = {(span["start"], span["end"]) for span in entry["spans"] if span["label"] == label}
        yield entry["text"], true, {(start, end) for start, end, _ in FINDERS[label](entry["text"], grammar)}


def f1(entries: list[dict[str, Any]], label: str, grammar: Grammar) -> float:
    both = true = found = 0
    for _, gold, got in compared(entries, label, grammar):
        both, true, found = both + len(gold & got), true + len(gold), found + len(got)
    return 200 * both / (true + found) if true + found else 0.0


def show(entries: list[dict[str, Any]], label: str, grammar: Grammar) -> None:
    for text, gold, got in compared(entries, label, grammar):
        for sign, spans in (("-", gold - got), ("+", got - gold)):
            for start, end in sorted(spans):
                print(sign, text[max(0, start - 40) : start] + "<<" + text[start:end] + ">>" + text[end : end + 30])


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--halves", action="store_true", help="tell the half that was looked at from the other")
    parser.add_argument("--show", choices=LABELS, help="print what went wrong in the half that may be looked at")
    given = arguments_of(parser, arguments)
    if missing(given.bench, "seizure_spans") or (score := scorer(given.bench)) is None:
        return 0
    grammar, entries = Grammar.of(), rows(given.bench, "seizure_spans")
    halves = [[e for e in entries if half(e["text"])], [e for e in entries if not half(e["text"])]]
    if given.show:
        show(halves[0], given.show, grammar)
        return 0
    worst = 0
    print(row("exact spans", "precision", "recall", "F1", "must be", "aim"))
    for label, (must, aim) in LABELS.items():
        figures = score.spans(lambda text, label=label: FINDERS[label](text, grammar))[label]
        print(row(label, *(str(figures[key]) for key in ("P", "R", "F1")), f"{must}", f"{aim}"))
        worst |= figures["F1"] < must
        if given.halves:
            seen, unseen = (f1(part, label, grammar) for part in halves)
            print(row("  looked at, only measured", "", "", f"{seen:.1f}, {unseen:.1f}"))
    return worst


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
