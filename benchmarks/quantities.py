"""Quantities on the development set quantities.jsonl, by value and by value and unit; and how fast they are found.

    python -m benchmarks.quantities [--bench DIR] [--show]

``--show`` prints what went wrong.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from bellflower.extraction.quantities.quantities import QuantitySpan, Units, find_quantities
from benchmarks import ROOT, arguments_of, missing, options, row, rows, scorer

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


def show(folder: Path, score: Any) -> None:
    for entry in rows(folder, "quantities"):
        gold = sorted(f"{q['value']} {q['normalized_unit'].lower()}" for q in entry["quantities"])
        got = found(entry["text"])
        left, missed = list(got), []
        for quantity in entry["quantities"]:
            value = score._value(quantity["value"])
            hit = next(
                (x for x in left if score._close(value, x[0]) and x[1] == quantity["normalized_unit"].lower()), None
            )
            if hit:
                left.remove(hit)
            else:
                missed.append(quantity)
        if left or missed:
            print(entry["text"], "\n    gold", gold, "\n    got ", got)


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    given = arguments_of(parser, arguments)
    if missing(given.bench, "quantities") or (score := scorer(given.bench)) is None:
        return 0
    if given.show:
        show(given.bench, score)
    print(row("quantities", "precision", "recall", "F1"))
    for name, figures in score.quantities(found).items():
        print(row(name, *(str(figures[key]) for key in ("P", "R", "F1"))))
    text = "\n".join(entry["text"] for entry in rows(given.bench, "quantities"))
    began = time.process_time()
    find_quantities(text, UNITS)
    print(row("characters a second", f"{len(text) / (time.process_time() - began):,.0f}"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
