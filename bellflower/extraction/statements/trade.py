"""Who makes the goods, where they are sold, and who or what carries them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bellflower.extraction.annotation import within
from bellflower.extraction.cued import cued
from bellflower.extraction.lexicon import Form, Hit
from bellflower.extraction.modality import is_told, reality
from bellflower.extraction.statements.scope import Passage, short
from bellflower.extraction.statements.words import Found, StatementWords, any_of, compiled, forms, nouns
from bellflower.packs import Act
from bellflower.patterns import regex
from bellflower.records import Modality, Term

STOP = (
    r"(?!(?:in|on|at|of|to|for|and|but|that|by|with|from|as|who|whom|which|when|where|is|"
    r"was|were|are|has|have|had|said|not|while|after|before|because|since|if|or|than|then|"
    r"so|into|over|under|about|through|the|a|an|its|their|his|her|our|this|that|be|been|"
    r"being|it|they|he|she|we|also|do|does|did)\b)"
)
MODIFIERS = rf"(?:{STOP}[\w'-]+(?:,(?= [a-z]))? ){{0,4}}?"
_AUXILIARY = (
    r"has|have|had|is|are|was|were|been|be|to|also|now|again|once|long|still|even|both|itself|themselves|there|\w+ly"
)
_BREAK = regex(r"[.;:]|, (?:and|but|so) | (?:that|which|who|because|after|when|while|where|although|unless) ")
_OUGHT = cued(
    r"\b(?:difficult|hard|harder|easier|easy|impossible|tempting|cheaper|keen|"
    r"unwilling|reluctant|free|allowed|willing|pressure|temptation)(?: [\w']+){0,4} to "
    r"$"
)
_BEGUN = cued(
    r"\b(?:beg[aiu]n|begins|start(?:s|ed)?|continue[sd]?|resumed?|turn(?:s|ed)|came|"
    r"come|said|believed|known|thought|reported|alleged|used|has) to $"
)
_TAIL = (
    r"(?: (?:in|on|from|of|along|near|across)(?: (?!said\b|says\b|that\b|who\b|which\b|"
    r"has\b|have\b|is\b|are\b|was\b|were\b)[\w'-]+){1,6}?)?"
)
_WITHHELD = cued(
    r"\b(?:refus\w+|declin\w+|never|not|no|without|forb[ia]d\w*|avoid\w*|shun\w*"
    r"|stopp?\w*|against|fight\w*|fought|discuss\w*)\b",
    re.IGNORECASE,
)
_PASSIVE = regex(r"\b(?:is|are|was|were|been|being)(?: \w+ly)? $")
_LOADS = frozenset(["kg", "l", "tablet", "capsule", "stick", "piece"])


def find_production(passage: Passage, words: StatementWords) -> Iterator[Found]:
    """Who makes the goods: "the regime makes heroin", "the army began its production", "made by state firms"."""
    if not passage.goods or not passage.has("make_verbs", "make_nouns"):
        return
    for match in compiled(_actor_makes(words)).finditer(passage.text) if passage.has("make_verbs") else ():
        good = passage.good_in(match.end(), match.end() + 70)
        if good is None or not _is_actor(passage, match, words):
            continue
        between = passage.text[match.end() : good.start - passage.start]
        aux = re.findall(r"\w+", match["aux"].lower())
        if _BREAK.search(between) or _is_passive(aux, match["verb"]):
            continue
        if is_told(
            told(passage, match.start("aux") + 1 if match["aux"] else match.start("verb"), match.end("verb"), "past")
        ):
            yield _made(match.start("actor"), good.end - passage.start, match["actor"], "actor makes good")
            return
    yield from _programmes(passage, words)


def _actor_makes(words: StatementWords) -> str:
    aux = rf"(?P<aux>(?: (?:{_AUXILIARY}|{forms(words.begin_verbs)}))*)"
    return rf"{_actor(words)}{_TAIL}(?:,? (?:which|who|that))?{aux} (?P<verb>{forms(words.make_verbs)})"


def _actor(words: StatementWords) -> str:
    return (
        rf"(?<![\w-])(?P<actor>(?:the )?{MODIFIERS}{any_of(words.actors)}|(?-i:[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,2}}))"
    )


def _is_actor(passage: Passage, match: re.Match[str], words: StatementWords) -> bool:
    """Whether the words are an actor's: a noun for one, or the name of a place that acts for its government."""
    actor = match["actor"]
    if _is_noun_for_actor(actor, words):
        return True
    start, end = passage.start + match.start("actor"), passage.start + match.end("actor")
    before = passage.text[max(0, match.start("actor") - 12) : match.start("actor")]
    if re.search(r"\b(?:in|from|at|to|near|of|by) (?:the )?$", before, re.IGNORECASE):
        return False
    return any(place.end == end for place in within(passage.note.places, start, end))


def _is_passive(aux: list[str], verb: str) -> bool:
    being = [word for word in aux if not word.endswith("ly")]
    return bool(being) and being[-1] in ("is", "are", "was", "were", "been", "be") and not verb.lower().endswith("ing")


def _programmes(passage: Passage, words: StatementWords) -> Iterator[Found]:
    """An actor that begins or runs the making, or by whom the goods are made."""
    for start, end in goods_made(passage, words):
        before = compiled(
            rf"{_actor(words)}{_TAIL}(?:,? (?:which|who|that))?(?P<aux>(?: "
            rf"(?:{_AUXILIARY}))*) (?P<verb>{forms(words.begin_verbs)})(?: [\w'-]+)"
            rf"{{0,6}} ?$"
        ).search(passage.text, 0, start)
        if before and _is_actor(passage, before, words):
            if is_told(told(passage, before.start("verb"), before.end("verb"), "past")):
                yield _made(before.start("actor"), end, before["actor"], "actor begins making")
            return
        after = compiled(rf"(?: and [\w-]+)?(?: of [\w ]{{3,30}}?)? by {_actor(words)}").match(passage.text, end)
        if after and _is_noun_for_actor(after["actor"], words) and is_told(told(passage, start, start + 1, "noun")):
            yield _made(start, after.end(), after["actor"], "good made by actor")
            return


def _is_noun_for_actor(phrase: str, words: StatementWords) -> bool:
    return compiled(any_of(words.actors) + "$").search(phrase) is not None


def goods_made(passage: Passage, words: StatementWords) -> Iterator[tuple[int, int]]:
    """Spans of a good with the word for its making: "opium production", "the manufacture of heroin", "meth made"."""
    making, made = any_of(words.make_nouns), forms(words.make_verbs)
    for hit in passage.goods:
        start, end = hit.start - passage.start, hit.end - passage.start
        after = compiled(
            rf"(?: (?:is|are|was|were|has been|have been|being|that is|that was|which "
            rf"is|which was))?"
            r"(?: (?:said|believed|thought|alleged|reported|known) to (?:be|have been))?"
            rf"(?: \w+ly)? (?:{made}|(?:smuggling|trafficking) and "
            rf"{making}|{making})"
        ).match(passage.text, end)
        before = compiled(
            rf"(?:{making}|{made})(?: (?:and|or|and the) [\w-]+)?(?: of)?(?: (?!by |in |at |on )[\w'-]+){{0,5}} ?$"
        ).search(passage.text, max(0, start - 90), start)
        if after:
            yield start, after.end()
        elif before:
            yield before.start(), end


def _made(start: int, end: int, actor: str, rule: str) -> Found:
    subject = short(re.sub(r"^(?:.*?\b(?:when|while|where|since|as|because) )", "", actor))
    return Found(kind="production", start=start, end=end, subject=subject, value=Term(text=subject), rule=rule)


def told(passage: Passage, start: int, end: int, form: Form) -> Modality:
    """How the words at ``start:end`` of the sentence are told, by the rules for acts."""
    if form == "past" and _OUGHT.search(passage.text, 0, start):
        return "hypothetical"
    if form == "past" and re.search(r"\bto $", passage.text[:start]) and not _BEGUN.search(passage.text, 0, start):
        form = "base"
    act = Hit(start=passage.start + start, end=passage.start + end, category="act", form=form, entry=None)
    return reality(passage.note, act, passage.start, passage.end)


def find_exports(passage: Passage, words: StatementWords) -> Iterator[Found]:
    """Where the goods are sold: "exports spread to A and B", "sells the drug to A", "the market for meth is A"."""
    if not passage.has("export_nouns", "export_verbs", "market") or _tells_a_case(passage):
        return
    sales, verbs = any_of(words.export_nouns), forms(words.export_verbs)
    adverbs, moves = r"(?: (?:has|have|had|then|soon|later|also|\w+ly))*", forms(words.export_motions)
    for rule, cue, pattern in (
        (
            "exports reach places",
            "export_nouns",
            rf"(?P<cue>{sales})(?P<object> (?:of|in) [\w ]{{3,40}}?)?{adverbs} {moves}(?: out)? (?:to|into|across)\b",
        ),
        ("sold to places", "export_verbs", rf"(?P<cue>{verbs})(?P<object> [^.;:]{{0,70}}?)? to\b"),
        (
            "market in places",
            "market",
            (
                r"\b(?P<cue>markets?)(?P<object> (?:for|of) [^.;:]{3,60}?) (?:is|are|was|"
                r"were|include[sd]?|lies? in|lay in)\b"
            ),
        ),
    ):
        for match in compiled(pattern).finditer(passage.text) if passage.has(cue) else ():
            named = _listed(passage, match.end(), words)
            if not named or not is_told(told(passage, match.start("cue"), match.end("cue"), "past")):
                continue
            if _moves_illicit(passage, match):
                subject = ", ".join(passage.text[start:end] for start, end in named)
                start = _clause_start(passage.text, match.start())
                yield Found(
                    kind="export", start=start, end=named[-1][1], subject=subject, value=Term(text=subject), rule=rule
                )
                return


_NO_OBJECT = regex(
    r"(?: (?:it|them|these|this|the drugs?|the goods|the stuff|the product|the pills"
    r"|abroad|overseas|on|out|again|\w+ly))*"
    r"(?: (?:through|via|across|by) [\w' -]+)?"
)


def _moves_illicit(passage: Passage, match: re.Match[str]) -> bool:
    """Whether what is sold is illicit: the object where there is one, else what the sentences speak of."""
    begin, end = match.span("object")
    if begin >= 0 and passage.good_in(begin, end + 1):
        return True
    if not _NO_OBJECT.fullmatch(match["object"] or ""):
        return False
    if _PASSIVE.search(passage.text[: match.start("cue")]):
        return passage.good_before(match.start("cue"), 60) is not None
    if passage.goods:
        return True
    plain = any(hit.entry is not None for hit in passage.note.of("good", passage.start, passage.end))
    return not plain and passage.topic is not None


def _tells_a_case(passage: Passage) -> bool:
    """Whether the sentence tells of a catch or of one load: an incident, and no statement about the trade."""
    acts = passage.note.of("act", passage.start, passage.end)
    if any(isinstance(act.entry, Act) and act.entry.strength == "strong" and act.form != "noun" for act in acts):
        return True
    return any(
        amount.unit in _LOADS and not amount.per
        for amount in within(passage.note.quantities, passage.start, passage.end)
    )


def _listed(passage: Passage, at: int, words: StatementWords) -> list[tuple[int, int]]:
    """The places listed from ``at`` on, as spans of the sentence; no capital or verb may stand before the first."""
    spans = [
        (place.start - passage.start, place.end - passage.start)
        for place in within(passage.note.places, passage.start + at, passage.end)
    ]
    regions = compiled(rf"(?:(?:north|south|east|west|central)[a-z-]* |sub-Saharan )*{any_of(words.regions)}")
    spans += [match.span() for match in regions.finditer(passage.text, at)]
    spans.sort(key=lambda span: (span[0], -span[1]))
    listed: list[tuple[int, int]] = []
    for start, end in spans:
        if listed and start < listed[-1][1]:
            continue
        if not listed and compiled(nouns(words.sites)).search(passage.text, at, start):
            break
        between = passage.text[listed[-1][1] if listed else at : start]
        lead = (
            r"(?: [a-z][a-z'-]*,?){0,12}(?: not limited to,?)?(?: the)? "
            if not listed
            else r"(?:,|,? and|,? or|,? as well as|,? then|,? later)(?: to| in)?(?: the)? "
        )
        if not re.fullmatch(lead, between) or len(between) > 70 or _BREAK.search(between):
            break
        listed.append((start, end))
    return listed


def _clause_start(text: str, start: int) -> int:
    """Where the clause begins in which ``start`` stands."""
    return max((match.end() for match in re.finditer(r"[;:] |, (?:and|but|while|with) |^", text[:start])), default=0)


def find_channels(passage: Passage, words: StatementWords) -> Iterator[Found]:
    """What the goods move by or who moves them: one claim for each channel that stands by a word of trade."""
    if not passage.has("channels"):
        return
    case = _tells_a_case(passage)
    trade = rf"(?:{forms(words.trade_verbs)}|{any_of(words.trade_nouns)})"
    taken: list[tuple[int, int]] = []
    for table, is_actor in ((words.channel_things, False), (words.channel_actors, True)):
        for name, terms in table.items():
            for match in compiled(any_of(terms)).finditer(passage.text):
                if (is_actor and case) or any(start < match.end() and match.start() < end for start, end in taken):
                    continue
                span = _at_work(passage, match, trade, words, is_actor) or _beside(passage.text, taken, match)
                if span and is_told(told(passage, match.start(), match.end(), "participle")):
                    taken.append(match.span())
                    yield Found(
                        kind="channel",
                        start=span[0],
                        end=span[1],
                        subject=name,
                        value=Term(text=match.group(), stands_for=name),
                        rule="actor in trade" if is_actor else "means of trade",
                    )
                    break


def _at_work(
    passage: Passage, channel: re.Match[str], trade: str, words: StatementWords, is_actor: bool
) -> tuple[int, int] | None:
    """The span from the channel to its word of trade, or back; ``None`` where it has nothing to do with the trade."""
    text = passage.text
    owner = re.search(rf"(?<![\w'-])(?:(?:the|its|their|a) )?{MODIFIERS}$", text[: channel.start()])
    start = owner.start() if owner else channel.start()
    use = compiled(
        rf"(?: [-(,][^.;:]{{3,60}}[-),])?(?:,? (?:which|who|that))?(?: (?!and\b|but\b|who\b)[\w'-]+){{0,7}}? {trade}"
    ).match(text, channel.end())
    if use and _WITHHELD.search(use.group()):
        return None
    if use and _goods_by(passage, start, use.end()):
        good = passage.good_in(use.end(), use.end() + 50)
        return start, good.end - passage.start if good and not _BREAK.search(
            text[use.end() : good.start - passage.start]
        ) else use.end()
    means = (
        rf"{any_of(words.channel_means)}(?: [\w'-]+){{0,4}}? ?$"
        if not is_actor
        else rf"(?:{any_of(words.channel_links)}|(?:through|via|by|using|used|uses)\b)(?: [\w',-]+){{0,7}}? ?$"
    )
    before = compiled(means).search(text, max(0, channel.start() - 90), channel.start())
    if before is None:
        return None
    work = list(compiled(trade).finditer(text, max(0, before.start() - 120), channel.start())) or list(
        compiled(trade).finditer(text, channel.end(), channel.end() + 60)
    )
    if work and _goods_by(passage, work[0].start(), channel.end()):
        return min(work[0].start(), before.start()), max(channel.end(), work[0].end())
    return None


def _beside(text: str, taken: list[tuple[int, int]], channel: re.Match[str]) -> tuple[int, int] | None:
    """The span of a channel that is listed right beside one already found."""
    joint = r"(?:,| and|, and|,? as well as|,? or)(?: with| by| the| \w+){0,3}? ?(?:the )?"
    for start, end in taken:
        if re.fullmatch(joint, text[end : channel.start()]) or re.fullmatch(joint, text[channel.end() : start]):
            return channel.span()
    return None


def _goods_by(passage: Passage, start: int, end: int) -> bool:
    """Whether an illicit good stands by the words, or the sentence names no good and the ones before do."""
    if passage.good_in(max(0, start - 80), end + 60):
        return True
    return not passage.note.of("good", passage.start, passage.end) and passage.topic is not None
