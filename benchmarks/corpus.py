"""How much is read out of the corpus: incidents, their slots, and claims.

    python -m benchmarks.corpus [--reports DIR --gold DIR] [--misses [NAME ...]]

Two thirds of ``tests/corpus`` steer the rules. The rest, picked by the hash of the file's name, is only measured: its
misses are never shown. The founding reports are scored too where they lie beside the repository (``../shared/seeds``).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.reading import find_files, read_file
from bellflower.records import Report
from bellflower.sharing.exchange import project
from benchmarks import ROOT, options
from benchmarks._scoring import Score, lines, same_claim

CORPUS = ROOT / "tests" / "corpus"
SPLIT = "measured only: the SHA-256 of the file's name, without ending, is divisible by three"


def measured_only(stem: str) -> bool:
    """Whether a report of the corpus belongs to the third that is only measured."""
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % 3 == 0


def read_all(reports: Path, gold: Path, grammar: Grammar) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Name, gold and reading of every report that has a gold, a gold without its report read as nothing."""
    read = {}
    for file in find_files([reports]):
        for outcome in read_file(file):
            if isinstance(outcome, Report) and (gold / f"{outcome.stem}.json").is_file():
                read[outcome.stem] = project(read_claims(outcome, grammar))
    for path in sorted(gold.glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, wanted, read.get(path.stem, {"incidents": [], "claims": []})


def shown(incident: dict[str, Any]) -> str:
    """An incident on one line."""
    loads = ", ".join(f"{i['quantity'] or '?'} {i['unit'] or ''} {i['commodity']}" for i in incident["items"])
    persons = ", ".join(
        " ".join(str(p[key]) for key in ("count", "nationality", "role", "name") if p[key])
        for p in incident["suspects"]
    )
    return f"{incident['date']} {incident['country']} {incident['place']} | {loads} | {persons}"


def misses(stem: str, gold: dict[str, Any], read: dict[str, Any], pairs: list[tuple[int, int]]) -> Iterator[str]:
    """What a report has and the reading hasn't, and the other way round."""
    told = []
    for i, incident in enumerate(gold["incidents"]):
        partner = dict(pairs).get(i)
        if partner is None and not incident.get("uncertain_incident"):
            told += [f"  missed    {shown(incident)}", f"            {' '.join(incident['quote'].split())[:160]}"]
        elif partner is not None and shown(incident) != shown(read["incidents"][partner]):
            told += [f"  wanted    {shown(incident)}", f"  read      {shown(read['incidents'][partner])}"]
    told += [
        f"  invented  {shown(incident)}"
        for j, incident in enumerate(read["incidents"])
        if j not in dict(pairs).values()
    ]
    for name, have, others in (
        ("missed", gold["claims"], read["claims"]),
        ("invented", read["claims"], gold["claims"]),
    ):
        told += [
            f"  {name:<10}{claim['kind']} {claim['value']:g} {claim['unit']}: {' '.join(claim['quote'].split())[:100]}"
            for claim in have
            if not claim.get("uncertain")
            and not any(same_claim(other, claim) or same_claim(claim, other) for other in others)
        ]
    if told:
        yield stem
        yield from told


def main(arguments: Sequence[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--reports", type=Path, metavar="DIR", help="score these reports in place of the corpus")
    parser.add_argument("--gold", type=Path, metavar="DIR", help="what should be read out of them")
    parser.add_argument("--misses", nargs="*", metavar="NAME", help="list what is missed (never of the measured third)")
    given = parser.parse_args(arguments)
    if (given.reports is None) != (given.gold is None):
        parser.error("--reports and --gold belong together")
    if given.reports is not None:
        sets = {"reports": (given.reports, given.gold)}
    else:
        sets = {"corpus": (CORPUS / "reports", CORPUS / "gold")}
        seeds = given.bench.parent / "seeds", given.bench.parent / "gold"
        if all(folder.is_dir() for folder in seeds):
            sets["seeds"] = seeds
    for folder in (folder for pair in sets.values() for folder in pair):
        if not folder.is_dir():
            parser.error(f"{folder}: no such folder")
    grammar = Grammar.of()
    scores: dict[str, Score] = {}
    for name, (reports, gold) in sets.items():
        ours = reports.resolve() == CORPUS / "reports"
        for stem, wanted, read in read_all(reports, gold, grammar):
            kept = ours and measured_only(stem)
            column = ("measured only" if kept else "steering") if ours else name
            pairs = scores.setdefault(column, Score()).take(wanted, read)
            asked = given.misses is not None and (not given.misses or any(stem.startswith(n) for n in given.misses))
            if asked and not kept:
                for line in misses(stem, wanted, read, pairs):
                    print(line)
    order = ("steering", "measured only")
    print(
        *lines(
            {name: scores[name] for name in sorted(scores, key=lambda n: order.index(n) if n in order else len(order))}
        ),
        sep="\n",
    )
    if "measured only" in scores:
        print(SPLIT)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
