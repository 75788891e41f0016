"""Who copied whom, and so how many independent origins stand behind what is said.

**How origins are counted.** Reports that one derivation ties together, whichever way it points, are one origin, and so
are reports that take a claim from the same named source outside the case: a claim that its report gives to another
outlet has that outlet as its origin. Reports between which no link is known count as one origin each, *apparently*
independent: absence of a trace is no proof. A report of which neither publisher nor author nor address is known has
unknown lineage and adds no origin beside others; alone it is one, for somebody said it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from bellflower.reconciliation.facts import fold
from bellflower.reconciliation.intervals import span
from bellflower.reconciliation.passages import Indexed, Overlap, covered, overlaps
from bellflower.records import Claim, Derivation, Evidence, Report, quote_at
from bellflower.text import flow, sentences

# Choices to test: how much of the later text the earlier must hold to be its reprint; how much wording ties two texts.
REPRINT_AT = 0.6
# Less of it does where the words are quoted or make a list: nobody happens on the same ones.
TIED_AT, TIED_BY_QUOTE_AT, TIED_BY_LIST_AT = 10.0, 7.0, 5.0
_NAME = r"(?:[A-Z][\w’'&.-]*\w)(?:\s(?:of|the|for|and)?\s?[A-Z][\w’'&.-]*\w){0,4}"
_LEADING = re.compile(r"^(?:(?:[Tt]he|A|An|In|But|And|Quoting|Citing)\s+|[\w-]+-based\s+)+")
# Anybody writes a report; "the X report" is X's.
_ANY_PAPER = frozenset({"report", "article"})
# "Tehran radio" is a name, "Tehran" is not the outlet.
_PART_OF_NAME = frozenset({"radio", "television"})

Direction = Literal["first", "second", "unknown"]


@dataclass(frozen=True)
class Wording:
    """How reports name the report that they rely on (``sources.yaml``)."""

    outlet_nouns: tuple[str, ...]
    name_parts: tuple[str, ...]
    wires: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """A sentence that gives its content to an outlet."""

    outlet: str
    start: int
    end: int


@cache
def wording() -> Wording:
    """The words of ``sources.yaml``."""
    raw = yaml.safe_load(Path(__file__).with_name("sources.yaml").read_text(encoding="utf-8"))
    return Wording(**{key: tuple(words) for key, words in raw.items()})


def derivations(reports: Sequence[Report]) -> tuple[Derivation, ...]:
    """Which report says what it says because another, in the case or outside it, said it; sorted by report."""
    by_id = {report.id: report for report in sorted(reports, key=lambda report: report.id)}
    texts = [Indexed(report.id, report.text) for report in by_id.values()]
    indexed = {text.id: text for text in texts}
    cited = {report.id: tuple(named_sources(report)) for report in by_id.values()}
    found = [_from_passages(overlap, by_id, indexed, cited) for overlap in overlaps(texts) if _tied(overlap, indexed)]
    tied = {frozenset((link.report_id, link.from_id or "")) for link in found}
    for report in by_id.values():
        found.extend(_from_names(report, cited[report.id], by_id.values(), tied))
    return tuple(sorted(found, key=lambda link: (link.report_id, link.from_id or "", link.from_name or "")))


def origins(claims: Iterable[Claim], groups: Mapping[str, str], reports: Mapping[str, Report]) -> int:
    """How many independent origins stand behind these claims; at least 1 for any claim (rule: see the module)."""
    known, unknown = set(), False
    for claim in claims:
        report = reports[claim.report_id]
        outlet = next((name for name in claim.attributed_to if is_outlet(name)), None)
        if outlet is not None:
            known.add(groups.get(_outside(outlet), _outside(outlet)))
        elif speaks(report) or any(groups[other] == groups[report.id] for other in reports if other != report.id):
            known.add(groups[report.id])
        else:
            unknown = True
    return len(known) or int(unknown)


def origin_groups(reports: Iterable[Report], links: Iterable[Derivation]) -> dict[str, str]:
    """For every report, and every outlet named outside the case, the group that derivations tie it into.

    An outlet named outside ties together only the claims given to it, not the whole reports: see :func:`origins`.
    """
    parent = {report.id: report.id for report in reports}

    def root(item: str) -> str:
        while parent[item] != item:
            item = parent[item]
        return item

    for link in links:
        if link.from_id is not None:
            one, other = sorted((root(link.report_id), root(link.from_id)))
            parent[other] = one
    groups = {item: root(item) for item in parent}
    for report in reports:
        for name in _own_names(report):
            groups.setdefault(f"outlet:{name}", groups[report.id])
    return groups


def speaks(report: Report) -> bool:
    """Whether it is known who speaks: a publisher, an author or an address."""
    return bool(report.publisher or report.authors or report.url)


def named_sources(report: Report) -> Iterator[Named]:
    """Sentences that give their content to another outlet ("the X news site reported", "according to X")."""
    own = _own_names(report)
    flowed = flow(report.text)
    bounds = sentences(flowed)
    starts = [start for start, _ in bounds]
    seen: set[tuple[str, int]] = set()
    for match in _cited_names().finditer(flowed):
        name = _LEADING.sub("", re.sub(r"\s+", " ", match["named"] or match["given"] or match["says"]))
        beside = match["noun"] and (match["noun"] not in _ANY_PAPER or match["the"])
        if not _is_name(name, report.text) or fold(name) in own or not (beside or is_outlet(name)):
            continue
        if match["noun"] in _PART_OF_NAME and not is_outlet(name):
            name = f"{name} {match['noun']}"
        start, end = bounds[max(0, bisect_right(starts, match.start("named" if match["named"] else 0)) - 1)]
        if (fold(name), start) not in seen:
            seen.add((fold(name), start))
            yield Named(name, start, end)


def _is_name(name: str, text: str) -> bool:
    """Whether capitals make a name here: "Police" is none where the text writes "police" too, nor is "News" alone."""
    if not name or name in wording().name_parts:
        return False
    return " " in name or name in wording().wires or re.search(rf"\b{re.escape(name.lower())}\b", text) is None


def is_outlet(name: str) -> bool:
    """Whether a name is an outlet's by its parts or a wire agency's; a person or a ministry is a speaker, no outlet."""
    return name in wording().wires or bool(_outlet_part().search(name))


@cache
def _outlet_part() -> re.Pattern[str]:
    parts = "|".join(map(re.escape, wording().name_parts))
    # "DailyNK" holds "Daily"; "Postal" does not hold "Post".
    return re.compile(rf"(?:\b|(?<=[a-z]))(?:{parts})(?=\b|[A-Z])(?!\s(?:Secretary|Office|Conference|Release))")


@cache
def _cited_names() -> re.Pattern[str]:
    words = wording()
    noun = "|".join(map(re.escape, words.outlet_nouns))
    before = "|".join(f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" for word in words.before)
    after = "|".join(map(re.escape, words.after))
    return re.compile(
        # "a Tokyo newspaper" names a town.
        rf"(?<!\b[Aa]\s)(?<!\b[Aa]n\s)(?P<the>\b[Tt]he\s)?(?P<named>{_NAME})\s(?P<noun>{noun})\b"
        rf"|(?:{before})\s(?:[Tt]he\s)?(?P<given>{_NAME})"
        rf"|(?P<says>{_NAME}),?\s(?:{after})\b"
    )


def _own_names(report: Report) -> frozenset[str]:
    """The folded names under which a report's outlet may be cited: whole, without its article, by its initials."""
    names = [report.publisher, report.csl.get("container-title"), report.csl.get("publisher")]
    found: set[str] = set()
    for name in names:
        if isinstance(name, str) and name:
            bare = _LEADING.sub("", name)
            initials = "".join(word[0] for word in bare.split() if word[0].isupper())
            found |= {fold(name), fold(bare), *([fold(initials)] if len(initials) > 1 else [])}
    return frozenset(found)


def _outside(name: str) -> str:
    return f"outlet:{fold(_LEADING.sub('', name))}"


def _tied(overlap: Overlap, texts: Mapping[str, Indexed]) -> bool:
    weight = sum(passage.weight for passage in overlap.passages)
    if any(passage.listed for passage in overlap.passages):
        return weight >= TIED_BY_LIST_AT
    a, b = texts[overlap.a].quotations, texts[overlap.b].quotations
    quoted = any(covered(passage.a, a) or covered(passage.b, b) for passage in overlap.passages)
    return weight >= (TIED_BY_QUOTE_AT if quoted else TIED_AT)


def _from_passages(
    overlap: Overlap, reports: Mapping[str, Report], texts: Mapping[str, Indexed], cited: Mapping[str, Sequence[Named]]
) -> Derivation:
    """The link between two texts that share wording, pointing from the later to the earlier where that can be told."""
    a, b = reports[overlap.a], reports[overlap.b]
    later, told_by = _later(overlap, a, b, texts, cited)
    turned = later == "first"
    derived, source = (a, b) if turned else (b, a)
    evidence = []
    for passage in sorted(overlap.passages, key=lambda passage: (-passage.weight, passage.a)):
        spans = stretch(a.text, passage.a, b.text, passage.b)
        here, there = spans if turned else spans[::-1]
        quoted = covered(here, texts[derived.id].quotations)
        evidence.append(
            Evidence(
                kind="quotation" if quoted else "shared_passage",
                quote=quote_at(derived.text, *here),
                source_quote=quote_at(source.text, *there),
            )
        )
    names = [named for named in cited[derived.id] if fold(named.outlet) in _own_names(source)]
    evidence += [Evidence(kind="named_source", quote=quote_at(derived.text, named.start, named.end)) for named in names]
    held = overlap.a_in_b if turned else overlap.b_in_a
    by_citation = bool(names) or any(item.kind == "quotation" for item in evidence)
    weight = sum(passage.weight for passage in overlap.passages)
    return Derivation(
        report_id=derived.id,
        from_id=source.id,
        from_name=None,
        kind="reprint" if held >= REPRINT_AT else "citation" if by_citation else "summary",
        score=round(weight / (weight + TIED_AT), 3),
        evidence=tuple(evidence),
        why=f"{_in_words(evidence)}; {told_by}",
    )


def _later(
    overlap: Overlap, a: Report, b: Report, texts: Mapping[str, Indexed], cited: Mapping[str, Sequence[Named]]
) -> tuple[Direction, str]:
    """Which of the two derives from the other, and what says so: the dates, a name, or quotation marks."""
    days_a, days_b = (span(report.published) if report.published else None for report in (a, b))
    if days_a and days_b and not days_a.overlaps(days_b):
        later: Direction = "first" if days_a.start > days_b.end else "second"
        new, old = (a, b) if later == "first" else (b, a)
        return later, f"published {new.published}, after {old.published}"
    a_cites = any(fold(named.outlet) in _own_names(b) for named in cited[a.id])
    b_cites = any(fold(named.outlet) in _own_names(a) for named in cited[b.id])
    if a_cites != b_cites:
        return ("first" if a_cites else "second"), "it names the other as its source"
    a_quotes = any(covered(passage.a, texts[a.id].quotations) for passage in overlap.passages)
    b_quotes = any(covered(passage.b, texts[b.id].quotations) for passage in overlap.passages)
    if a_quotes != b_quotes:
        return ("first" if a_quotes else "second"), "it quotes what the other says in its own words"
    return "unknown", "one from the other or both from a third: the dates do not tell which"


def _from_names(
    report: Report, cited: Sequence[Named], reports: Iterable[Report], tied: set[frozenset[str]]
) -> Iterator[Derivation]:
    """Links to the outlets that a report names: to a report in the case where one is theirs, else to the name."""
    by_outlet: dict[str, list[Named]] = defaultdict(list)
    for named in cited:
        by_outlet[fold(named.outlet)].append(named)
    for outlet, told in sorted(by_outlet.items()):
        inside = [other for other in reports if other.id != report.id and outlet in _own_names(other)]
        if any(frozenset((report.id, other.id)) in tied for other in inside):
            continue
        name = told[0].outlet
        # Naming an outlet points at one of its reports only where the case holds just one that could have been read.
        could = [other for other in inside if not _after(other, report)]
        from_id = could[0].id if len(could) == 1 else None
        yield Derivation(
            report_id=report.id,
            from_id=from_id,
            from_name=None if from_id else name,
            kind="wire" if name in wording().wires else "citation",
            score=0.5,
            evidence=tuple(
                Evidence(kind="named_source", quote=quote_at(report.text, named.start, named.end)) for named in told
            ),
            why=f"names {name} as its source" + ("" if from_id else ", which is not in the case"),
        )


def _after(one: Report, other: Report) -> bool:
    """Whether ``one`` was surely published after ``other``."""
    first, second = (span(report.published) if report.published else None for report in (one, other))
    return bool(first and second and first.start > second.end)


def stretch(a: str, in_a: tuple[int, int], b: str, in_b: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The same passage with the small words at its ends that both texts share too."""
    (start_a, end_a), (start_b, end_b) = in_a, in_b
    before = zip(_words(a, start_a - 80, start_a)[::-1], _words(b, start_b - 80, start_b)[::-1], strict=False)
    for left, right in before:
        if left.group().casefold() != right.group().casefold():
            break
        start_a, start_b = left.start(), right.start()
    for left, right in zip(_words(a, end_a, end_a + 80), _words(b, end_b, end_b + 80), strict=False):
        if left.group().casefold() != right.group().casefold():
            break
        end_a, end_b = left.end(), right.end()
    return (start_a, end_a), (start_b, end_b)


def _words(text: str, start: int, end: int) -> list[re.Match[str]]:
    # A word that the window cuts is none; bounds are looked at in the whole text.
    window = (max(0, start), min(len(text), end))
    return [
        match
        for match in re.compile(r"[^\W_]+").finditer(text, *window)
        if (match.start() == 0 or not text[match.start() - 1].isalnum())
        and (match.end() == len(text) or not text[match.end()].isalnum())
    ]


def _in_words(evidence: Sequence[Evidence]) -> str:
    numbers = [
        (sum(item.kind == "quotation" for item in evidence), "quotation"),
        (sum(item.kind == "shared_passage" for item in evidence), "passage"),
    ]
    shared = " and ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in numbers if number)
    named = "; names the other" if any(item.kind == "named_source" for item in evidence) else ""
    return f"shares {shared}{named}"
