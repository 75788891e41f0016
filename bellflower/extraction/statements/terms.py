"""Sanctions in force, other names of the goods, and denials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bellflower.extraction.lexicon import Hit
from bellflower.extraction.modality import is_told
from bellflower.extraction.statements.scope import Passage, good_name, short
from bellflower.extraction.statements.trade import MODIFIERS, told
from bellflower.extraction.statements.words import Found, StatementWords, any_of, compiled, forms
from bellflower.packs import Good
from bellflower.records import Term

_RESOLUTION = (
    r"(?:(?:UN|U\.N\.|United Nations) )?(?:Security Council )?[Rr]esolutions? "
    r"(?P<number>\d{3,4}(?:(?:, | and |, and )\d{3,4})*)"
)
_QUOTED = r"[\"'](?P<quoted>[^\"']{2,40}?)[,.]?[\"']"
_NO_NAME = frozenset(
    """
    the a an and or of to for by in on at as it its his her their this that these those so such not no what which who
    upon into from with is was when if part one two most more another police
    """.split()  # noqa: SIM905 - a list of short words reads better as words
)


def find_sanctions(passage: Passage, words: StatementWords) -> Iterator[Found]:
    """A resolution by its number, or a sanction with the one who ordered it; not what is lifted or only asked for."""
    if not (passage.has("resolution") or (passage.has("sanctions") and passage.has("issuers"))):
        return
    text = passage.text
    if compiled(any_of(words.lifted)).search(text):
        return
    issuers, sanctions = any_of(words.issuers), any_of(words.sanctions)
    spans: list[tuple[int, int]] = []
    by = (
        rf"(?<![\w'-])(?P<np>(?:the )?{MODIFIERS}{sanctions})(?: [\w-]+){{0,6}}? "
        rf"(?:(?:{forms(words.sanction_verbs)}) )?by (?:the )?(?P<by>{issuers})(?P<res> "
        rf"(?:under|in|through) (?:its )?{_RESOLUTION})?"
    )
    imposes = rf"(?:(?:has |have |had )?{forms(words.sanction_verbs)} )?"
    own = rf"(?P<by>{issuers})(?:'s|')? {imposes}(?P<np>{MODIFIERS}{sanctions})"
    under = (
        rf"(?P<np>{sanctions})(?: [\w-]+){{0,5}}? (?:under|in|of|by) (?:the )?(?P<by>UN |"
        rf"U\.N\. |United Nations )?{_RESOLUTION.replace('?P<number>', '')}"
    )
    alone = rf"(?:under|by|of|with|since|through|breach of|violation of|adopted|passed) (?P<np>{_RESOLUTION})"
    acting = (
        rf"(?P<np>(?:UNSC )?{_RESOLUTION}) (?:bans|banned|prohibits|prohibited|forbids|forbade|restricts|outlaws)\b"
    )
    for rule, pattern in (
        ("sanction by issuer", by),
        ("sanction under resolution", under),
        ("issuer's sanction", own),
        ("resolution", alone),
        ("resolution", acting),
    ):
        for match in compiled(pattern).finditer(text):
            if any(start < match.end() and match.start() < end for start, end in spans):
                continue
            if is_told(told(passage, match.start("np"), match.end("np"), "participle")):
                spans.append(match.span())
                subject = _sanction(match)
                yield Found(
                    kind="sanction",
                    start=match.start(),
                    end=match.end(),
                    subject=subject,
                    value=Term(text=subject),
                    rule=rule,
                )


def _sanction(match: re.Match[str]) -> str:
    number = re.search(r"[Rr]esolutions? (\d[\d, and]*\d)", match.group())
    if number:
        return f"UN Security Council Resolution {number[1]}"
    return f"{short(match['np'])} ({match['by']})"


def find_aliases(passage: Passage, words: StatementWords) -> Iterator[Found]:
    """Another name for a good of the sentence, or of the one before it where the sentence says "it"."""
    for rule, match, good in _named(passage, words):
        alias = (match["quoted"] or match["bare"] or "").strip(" ,.")
        if not alias or (match["bare"] and alias.lower().split()[0] in _NO_NAME) or alias.lower() == good_name(good):
            continue
        group = "quoted" if match["quoted"] else "bare"
        start = match.start(group)
        inner = next(
            (
                hit
                for hit in passage.note.of("good", passage.start + start, passage.start + match.end(group))
                if hit.entry is not None
            ),
            None,
        )
        meant = inner if inner is not None and inner.form == "code" else _specific(passage, good)
        stands_for = good_name(meant)
        own = good in passage.goods
        begin = min(match.start(), good.start - passage.start) if own else match.start()
        subject = f'{passage.note.text[good.start : good.end]} = "{alias}"'
        yield Found(
            kind="alias",
            start=begin,
            end=max(match.end(), good.end - passage.start) if own else match.end(),
            subject=subject,
            value=Term(text=alias, stands_for=stands_for),
            rule=rule,
        )


def _specific(passage: Passage, good: Hit) -> Hit:
    """The good itself, or for "the drug, known as ..." the specific one named last before it in the sentence."""
    if not isinstance(good.entry, Good) or good.entry.kind != "generic":
        return good
    before = [
        h for h in passage.goods if h.start < good.start and isinstance(h.entry, Good) and h.entry.kind != "generic"
    ]
    return before[-1] if before else good


def _named(passage: Passage, words: StatementWords) -> Iterator[tuple[str, re.Match[str], Hit]]:
    text = passage.text
    quoted = text.count('"') + text.count("'") > 1
    bare = (
        r"(?P<bare>[A-Za-z][\w'-]+(?: [A-Z][\w'-]+)?)(?=[,.;:)]| (?:in|by|to|on|among|at|"
        r"across|there|here|and|or|is|was|has|-)\b|$| \()"
    )
    name = rf"(?:{_QUOTED}|{bare})"
    for hit in passage.goods if passage.has("alias_cues") else ():
        cue = compiled(
            rf"(?: (?:hydrochloride|tablets|pills|powder|crystals))?[ ,(-]{{1,3}}(?:is |"
            rf"was |which is |locally |also |commonly |often |usually |popularly )"
            rf"*{any_of(words.alias_cues)}(?: in \w+| locally| simply| by \w+)?(?: as)? "
            rf"{name}"
        )
        match = cue.match(text, hit.end - passage.start)
        if match:
            yield "good called name", match, hit
    as_name = rf"{forms(words.alias_verbs)}(?P<object> [\w' -]{{2,60}}?) as (?:a |the )?{_QUOTED}(?P<bare>)"
    for match in compiled(as_name).finditer(text) if quoted and passage.has("alias_verbs") else ():
        good = passage.good_in(match.start("object"), match.end("object"))
        if good or re.fullmatch(
            r" (?:it|them|these|this|the (?:drug|drugs|crop|stuff|pills|powder|plants|poppies))", match["object"]
        ):
            good = good or (passage.goods[0] if passage.goods else passage.topic)
            if good:
                yield "good referred to as name", match, good
    by_name = rf"{forms(words.naming_verbs)} (?P<object>it|them|[\w' -]{{2,40}}?) (?:simply )?{_QUOTED}(?P<bare>)"
    for match in compiled(by_name).finditer(text) if quoted and passage.has("naming_verbs") else ():
        good = passage.good_in(match.start("object"), match.end("object"))
        if good is None and match["object"].lower() in (
            "it",
            "them",
            "the drug",
            "the stuff",
            "the powder",
            "the pills",
            "the crop",
            "the plants",
            "the poppies",
            "the flowers",
        ):
            good = passage.good_before(match.start(), 200) or passage.topic
        if good:
            yield "they call good name", match, good
    word_for = (
        rf"(?:{_QUOTED}|(?<![\w'-])(?P<bare>{MODIFIERS}[\w'-]+)),?(?: is| was|, the|, a|"
        rf" -)? (?:the |a |an )?(?:\w+ )?{any_of(words.alias_nouns)} (?:the )?"
    )
    for match in compiled(word_for).finditer(text) if passage.has("alias_nouns") else ():
        good = passage.good_in(match.end(), match.end() + 15)
        if good:
            yield "name is word for good", match, good


def find_denials(passage: Passage, words: StatementWords) -> Iterator[Found]:
    """A body that denies, rejects or claims innocence, where the matter is the trade."""
    if not passage.has("denial_verbs", "denial_nouns", "innocence", "called_false"):
        return
    text = passage.text
    if compiled(any_of(words.unrelated)).search(text):
        return
    bodies = (
        rf"(?<![\w'-])(?P<body>(?:the )?{MODIFIERS}{any_of(words.bodies)}(?: (?:in|to|at|of)"
        rf" (?:the )?(?-i:[A-Z][\w'-]+(?: [A-Z][\w'-]+)?))?|(?-i:[A-Z][\w'-]+(?: "
        rf"[A-Z][\w'-]+){{0,2}}))"
    )
    adverbs = (
        r"(?: (?:has|have|had|also|always|repeatedly|flatly|strongly|consistently|later|"
        r"since|again|routinely|long|\w+ly))*"
    )
    patterns = (
        (
            "body denies",
            rf"{bodies}{adverbs} (?P<verb>{forms(words.denial_verbs)})(?P<object>(?: [^.;]{{1,120}})?)",
            words.deniable,
            "denial_verbs",
        ),
        (
            "body claims innocence",
            rf"{bodies}{adverbs} (?P<verb>{forms(words.innocence_verbs)})(?P<object> [^.;]{{3,160}})",
            words.innocence,
            "innocence",
        ),
        (
            "body calls it false",
            (
                rf"{bodies}{adverbs} (?P<verb>called|calls|dismissed|dismisses|branded|"
                rf"described|describes|denounced)(?P<object> [^.;]{{3,120}})"
            ),
            words.called_false,
            "called_false",
        ),
        (
            "denial by body",
            rf"(?P<verb>{any_of(words.denial_nouns)}) (?:from|by|of) {bodies}(?P<object>)",
            (),
            "denial_nouns",
        ),
    )
    for rule, pattern, needed, cue in patterns:
        if not passage.has(cue):
            continue
        for match in compiled(pattern).finditer(text):
            if not _is_body(passage, match, words) or not _is_about_trade(passage, match, needed, rule):
                continue
            end = match.end() if match["object"] else len(text)
            start = match.start("body") if rule != "denial by body" else match.start()
            subject = short(match["body"])
            yield Found(
                kind="denial", start=start, end=max(end, match.end("verb")), subject=subject,
                value=Term(text=subject), rule=rule, about=match.span("body"),
            )  # fmt: skip
            return


def _is_body(passage: Passage, match: re.Match[str], words: StatementWords) -> bool:
    body = match["body"]
    if compiled(any_of(words.bodies)).search(body):
        return True
    if re.search(r"\b(?:in|at|of|from|to|near) (?:the )?$", passage.text[: match.start("body")]) and match[
        "verb"
    ].lower() not in ("denial", "denials"):
        return False
    start, end = passage.start + match.start("body"), passage.start + match.end("body")
    return any(start <= place.start and place.end == end for place in passage.note.places)


def _is_about_trade(passage: Passage, match: re.Match[str], needed: tuple[str, ...], rule: str) -> bool:
    """Whether the object speaks of a charge or a good, and an illicit good stands there or just before."""
    begin, end = match.span("object")
    if passage.good_in(begin, end) and rule == "body denies":
        return True
    if needed and not compiled(any_of(needed)).search(match["object"]):
        return False
    return bool(passage.goods) or passage.topic is not None
