"""Words of probability from one yardstick, which the product prints: ICD 203 or that of PHIA."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import msgspec

from bellflower.records import Record

Name = Literal["icd203", "phia"]


class Band(Record, frozen=True):
    """From ``low`` to ``high`` per cent, or ``below`` that, and the words for it."""

    low: float
    high: float
    words: str
    below: bool = False


class Yardstick(Record, frozen=True):
    """The bands in their order; there may be gaps between them."""

    name: str
    bands: tuple[Band, ...]


@cache
def yardstick(name: str) -> Yardstick:
    """The yardstick of that name. Raises :class:`KeyError` where there is none."""
    path = Path(__file__).parent / "yardsticks.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=dict[str, Yardstick])[name]


def likelihood(probability: float, name: str) -> str:
    """The words for a probability from 0 to 1; one in a gap is said to lie between two bands.

    What lies beyond the last band has its words: a yardstick has none for what is certain.
    """
    bands = yardstick(name).bands
    percent = probability * 100
    for band, above in pairwise(bands):
        if percent < band.high or (percent == band.high < above.low and not band.below):
            return band.words
        if percent < above.low:
            return f"between {band.words} and {above.words}"
    return bands[-1].words


def probability_of(bits: float) -> float:
    """The probability whose odds weigh so many bits."""
    return 1 / (1 + math.exp2(-max(-100.0, min(100.0, bits))))
