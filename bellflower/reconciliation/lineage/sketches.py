"""What of a report is kept to find the reports that share something with it: hashes and names, no text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from bellflower.reconciliation.intervals import span
from bellflower.reconciliation.lineage.figures import tokens
from bellflower.reconciliation.lineage.words import Numbers, Places, mixed, sorted_once, words_of
from bellflower.records import Claim, Record, Report

# The signature of a text's words by minwise hashing (Broder 1997): SLOTS numbers, of which two texts have as large a
# part in common as they have of their words. BAND of them together make one token, so that a pair with half of its
# words in common shares one of the 32 tokens in nine of ten cases, and one with a tenth in one of three hundred.
SLOTS, BAND, SEED = 128, 4, 1
_AT_ONCE = 512  # reports


class Sketch(Record, frozen=True):
    """A report as lineage knows it by: no word of it can be read from this.

    ``shingles`` are the hashes of five content words in a row, sorted, each once, eight bytes each (little endian);
    ``words`` is the minwise signature of its words, four bytes a slot; ``figures`` are hashes of the amounts that its
    claims tell.
    """

    report_id: str
    published: str | None
    shingles: bytes
    words: bytes
    figures: bytes = b""


def sketch(report: Report, claims: Iterable[Claim] = ()) -> Sketch:
    """The sketch of one report, and of its claims where they are known."""
    return next(sketches([report], claims))


def sketches(reports: Sequence[Report], claims: Iterable[Claim] = ()) -> Iterator[Sketch]:
    """The sketches of many reports, in the order given: much quicker together than one by one."""
    told = by_report(claims)
    # Some at a time: what is needed of so many stays in the cache.
    for start in range(0, len(reports), _AT_ONCE):
        yield from _sketches(reports[start : start + _AT_ONCE], told)


def _sketches(reports: Sequence[Report], told: Mapping[str, Sequence[Claim]]) -> Iterator[Sketch]:
    held = list(words_of([report.text for report in reports]))
    ends = np.cumsum([0, *(len(words.hashes) for words in held)], dtype=np.uint64)
    every = np.concatenate([words.hashes for words in held])
    rows = RMinHash.digest_matrix_from_flat_token_hashes(every, ends, SLOTS, SEED).to_rows()
    signatures = np.fromiter(chain.from_iterable(rows), "<u4", len(held) * SLOTS).reshape(len(held), SLOTS)
    for report, words, signature in zip(reports, held, signatures, strict=True):
        yield Sketch(
            report_id=report.id,
            published=report.published,
            shingles=sorted_once(words.shingles).astype("<u8", copy=False).tobytes(),
            words=signature.tobytes() if len(words.hashes) else b"",
            figures=np.array(tokens(told[report.id]), "<u8").tobytes() if report.id in told else b"",
        )


def by_report(claims: Iterable[Claim]) -> Mapping[str, Sequence[Claim]]:
    """The claims of each report."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.report_id].append(claim)
    return found


def figures_of(kept: Sketch) -> Numbers:
    """The hashes of a sketch's amounts, sorted, each once."""
    return np.frombuffer(kept.figures, "<u8")


def shingles_of(kept: Sketch) -> Numbers:
    """The hashes of a sketch's shingles, sorted, each once."""
    return np.frombuffer(kept.shingles, "<u8")


def bands_of(kept: Sequence[Sketch]) -> list[Numbers]:
    """The tokens of each sketch's signature; none for a text without words."""
    full = [one.words for one in kept if one.words]
    slots = np.frombuffer(b"".join(full), "<u4").astype(np.uint64).reshape(len(full), SLOTS // BAND, BAND)
    tokens = np.broadcast_to(np.arange(SLOTS // BAND, dtype=np.uint64), slots.shape[:2])
    for place in range(BAND):
        tokens = mixed(tokens + slots[:, :, place])
    rows = iter(tokens)
    return [next(rows) if one.words else np.zeros(0, np.uint64) for one in kept]


def alike(kept: Sequence[Sketch], one: Places, other: Places) -> npt.NDArray[np.float64]:
    """What part of their words every two of these have in common, by their signatures."""
    blank = bytes(4 * SLOTS)
    signed = np.array([bool(held.words) for held in kept], np.bool_)
    slots = np.frombuffer(b"".join(held.words or blank for held in kept), "<u4").reshape(len(kept), SLOTS)
    found = np.zeros(len(one))
    for start in range(0, len(one), 4096):
        some = slice(start, start + 4096)
        found[some] = np.count_nonzero(slots[one[some]] == slots[other[some]], axis=1) / SLOTS
    return found * (signed[one] & signed[other])


def tokens_of(kept: Sequence[Sketch]) -> tuple[Numbers, Places]:
    """What may tie these sketches to others (shingles, tokens of signatures and of amounts), and whose each is."""
    each = [*map(shingles_of, kept), *bands_of(kept), *map(figures_of, kept)]
    whose = np.tile(np.arange(len(kept)), 3)
    return np.concatenate([*each, np.zeros(0, np.uint64)]), np.repeat(whose, [len(row) for row in each])


def age(kept: Sketch) -> str:
    """What sketches are put in order by: the first day on which it may have been published, then its id."""
    days = span(kept.published) if kept.published else None
    return f"{(days.start if days else date.max).isoformat()} {kept.report_id}"
