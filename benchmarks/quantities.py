"""Quantities on the development sets: value and unit (quantities.jsonl), exact spans (seizure_spans.jsonl), speed.

    python benchmarks/quantities.py [BENCH_DIR] [--show]

The sets stay outside the repository; without them this says so and ends well. ``--show`` prints what went wrong.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import time
from collections.abc import Iterator
from importlib import util
from pathlib import Path
from types import ModuleType

from bellflower.extraction.quantities.quantities import QuantitySpan, Units, find_quantities

ROOT = Path(__file__).resolve().parent.parent
UNITS = Units.load([ROOT / "bellflower" / "packs" / "units.csv"])

# The sets' names for what Bellflower writes canonically; the word as written decides where a unit was converted.
MONEY = {
    "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "JPY": "japanese yen", "CNY": "chinese yuan",
    "CAD": "canadian dollar", "AUD": "australian dollar", "NZD": "new zealand dollar", "HKD": "hong kong dollar",
    "CHF": "swiss franc", "franc": "swiss franc", "TRY": "turkish lira", "INR": "rupee", "MXN": "mexican peso",
    "FIM": "finnish markka", "DEM": "mark", "NLG": "netherlands guilde", "ESP": "peseta", "CRC": "costa rican colón",
    "GEL": "georgian lari", "LAK": "lao kip", "LKR": "sri lankan rupee", "BTC": "bitcoin",
}  # fmt: skip
WORDS = {
    "kg": "kilogram", "kilo": "kilogram", "g": "gram", "gm": "gram", "mg": "milligram", "mcg": "microgram",
    "μg": "microgram", "µg": "microgram", "t": "metric ton", "tonne": "metric ton", "lb": "pound-mass",
    "pound": "pound-mass",
    "oz": "ounce", "l": "litre", "liter": "litre", "ml": "millilitre", "milliliter": "millilitre", "m": "metre",
    "meter": "metre", "km": "kilometre", "kilometer": "kilometre", "mm": "millimetre", "dm": "decimetre",
    "cm": "centimetre", "ft": "foot", "feet": "foot", "inches": "inch", "km2": "square kilometre", "m2": "square metre",
    "square meter": "square metre", "cubic feet": "cubic foot", "km²": "square kilometre", "yr": "year", "°": "degree",
    "microgramme": "microgram", "gramme": "gram", "satoshi": "satoshi", "kilometer ": "kilometre",
}  # fmt: skip
PER = {"kg": "kilogram", "g": "gram", "l": "litre"}


def bench(path: str | None) -> Path | None:
    folder = Path(path) if path else ROOT.parent / "shared" / "bench"
    return folder if (folder / "score.py").is_file() else None


def scorer(folder: Path) -> ModuleType:
    spec = util.spec_from_file_location("score", folder / "score.py")
    assert spec and spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_written(span: QuantitySpan) -> tuple[float, float | None, str]:
    """Value and unit under the sets' names: they keep the unit as written where Bellflower converts it."""
    word = (span.unit_raw or "").lower().replace(".", "").strip("-")
    unit = UNITS.named(span.unit_raw) if span.unit_raw and span.unit else None
    factor = unit.factor if unit else 1.0
    name = word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    singular = word[:-1] if word.endswith("s") and len(word) > 2 else word
    if span.dimension == "currency":
        factor = unit.factor if unit and unit.dimension == "currency" and unit.factor < 1 else 1.0
        name = {"cent": "cent", "cents": "cent", "pence": "penny", "penny": "penny", "satoshis": "satoshi"}.get(
            word, MONEY.get(span.unit or "", (span.unit or "").lower())
        )
    elif span.dimension == "percent":
        name = "percentage"
    elif span.dimension == "temperature":
        name = {"Cel": "celsius", "[degF]": "fahrenheit"}[span.unit or "Cel"]
    elif span.dimension == "age":
        name, factor = f"{span.unit} of age", 1.0
    elif span.dimension == "none":
        name = "count" if word == "times" else "people" if word == "people" else singular or "-"
    else:
        name = WORDS.get(word) or WORDS.get(singular) or singular
    if span.per:
        name += f" per {PER.get(span.per, span.per)}"
    return span.value / factor, None if span.value_max is None else span.value_max / factor, name


def found(text: str) -> list[tuple[float | tuple[float, float], str]]:
    out: list[tuple[float | tuple[float, float], str]] = []
    for span in find_quantities(text, UNITS):
        low, high, unit = as_written(span)
        out.append((low if high is None else (low, high), unit))
    return out


def goods() -> re.Pattern[str]:
    with (ROOT / "bellflower" / "packs" / "narcotics" / "goods.csv").open(encoding="utf-8", newline="") as file:
        terms = {t.strip().lower() for row in csv.DictReader(file) for t in row["terms"].split("|") if t.strip()}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, terms), key=len, reverse=True))})s?\b")


GOODS = goods()
# The set keeps some qualifiers inside its spans more often than not; the convention is its own.
INCLUDED = frozenset(("about", "approximately", "more than", "less than", "nearly"))
HOLDERS = frozenset(("tablet", "capsule", "ampoule", "plant", "parcel", "bag", "sachet", "packet", "brick", "pellet"))


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """What the seizure set calls QUANTITY: a measure with its unit, a count of a drug without its name."""
    low = text.lower()
    for span in find_quantities(text, UNITS):
        end = span.unit_end if span.unit_end and span.end >= span.unit_end else span.number_end
        behind = re.split(r"[,;.]\s|\s(?:and|in|from|with|were|was|at|hidden)\s", low[end : end + 60])[0]
        if (
            span.dimension in ("mass", "volume")
            or (
                span.dimension == "count" and (span.unit == "tablet" or (span.unit in HOLDERS and GOODS.search(behind)))
            )
            or (span.dimension in ("none", "count") and GOODS.match(behind.lstrip()) and span.unit is None)
        ):
            start = span.start if low[span.start : span.number_start].strip() in INCLUDED else span.number_start
            yield start, max(end, span.end) if low[span.end - 1] == "x" else end, "QUANTITY"


def main() -> None:
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    folder = bench(arguments[0] if arguments else None)
    if folder is None:
        print("The development sets are not here (looked in ../shared/bench); nothing measured.")
        return
    score = scorer(folder)
    if "--show" in sys.argv:
        show(folder, score)
    for name, figures in score.quantities(found).items():
        print(f"quantities  {name:<12} {figures}")
    print(f"spans       QUANTITY     {score.spans(spans)['QUANTITY']}")
    text = "\n".join(json.loads(line)["text"] for line in (folder / "seizure_spans.jsonl").open(encoding="utf-8"))
    start = time.perf_counter()
    count = len(find_quantities(text, UNITS))
    seconds = time.perf_counter() - start
    print(f"speed       {len(text) / seconds / 1e6:.2f} M characters/s, {count} quantities in {len(text)} characters")


def show(folder: Path, score: ModuleType) -> None:
    for line in (folder / "quantities.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        gold = sorted(f"{q['value']} {q['normalized_unit'].lower()}" for q in row["quantities"])
        got = found(row["text"])
        left, missed = list(got), []
        for quantity in row["quantities"]:
            value = score._value(quantity["value"])
            hit = next(
                (x for x in left if score._close(value, x[0]) and x[1] == quantity["normalized_unit"].lower()), None
            )
            if hit:
                left.remove(hit)
            else:
                missed.append(quantity)
        if left or missed:
            print(row["text"], "\n    gold", gold, "\n    got ", got)


if __name__ == "__main__":
    main()
