"""Whether an act is told as having happened: negation, plans, hypotheses, habits and allegations."""

from __future__ import annotations

import re

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.cued import Cued, cued
from bellflower.extraction.lexicon import Hit
from bellflower.packs import Act
from bellflower.patterns import regex
from bellflower.records import Modality

_NEGATED = cued(
    r"\b(?:not|never|no|nobody|none|nothing|without(?! (?:[\w'-]+ ){1,4}(?:was|were|has|have|had) )|"
    r"failed to|unable to|n't|neither|nor|no one|"
    r"refused to|denied|denies|deny|instead of|rather than) (?:(?!(?:after|when|as|once|until|before) )[\w'-]+ ){0,4}$",
    re.I,
)
_NEGATED_OBJECT = regex(r"^ (?:no|nothing|nobody|none|neither)\b", re.I)
_COMPARED = regex(r" (?:less|fewer|more) (?!than\b)", re.I)
_DENIED = regex(
    r"[^.;]{0,120}\b(?:was|were|has been|have been) (?:later |since )?(?:denied|refuted|disproved|"
    r"retracted|withdrawn)\b",
    re.I,
)
_HEARSAY = cued(  # "a report that two were caught", "denied that there had been an arrest"
    r"\b(?:(?:reports?|stor(?:y|ies)|claims?|allegations?|accusations?|rumou?rs?|suggestions?|charges?|whisper(?:s|ed)?|gossip)\b[^.;:]{0,40}?|"
    r"(?:den(?:y|ies|ied|ying)|no (?:\w+ )?(?:evidence|proof|sign|indication))\b[^.;:]{0,30}?)"
    r"\bthat\b(?:(?!\b(?:which|who|when|after|but)\b)[^.;:]){0,120}$",
    re.I,
)
_ASKED = cued(  # "asked whether it could confirm that an officer had been detained"
    r"\b(?:ask(?:s|ed|ing)?|inquir\w+|enquir\w+|wonder\w*|question\w*|unclear|not (?:known|say|clear)|"
    r"doubt\w*|debat\w+)\b[^.;]{0,60}?\b(?:whether|if)\b(?:(?!\b(?:who|which|after|when|where|because)\b)[^.;]){0,90}"
    r"\b(?:had|has|have|was|were) (?:been )?(?:\w+ )?$",
    re.I,
)
_TOOK_FOR = cued(  # "the crew thought that it had found a load of cannabis"
    r"\b(?:thought|believed|assumed|imagined|convinced|sure)\b(?: [\w']+){0,4}? that (?:it|they|he|she|we|I) had "
    r"(?:\w+ )?$",
    re.I,
)
_PENALTY_FOR = cued(  # "the death penalty for those caught with a kilo or more"
    r"\b(?:penalt\w+|punish\w*|sentences?|prison|jail|fines?|gallows|prosecut\w+|execut\w+)(?: \w+){0,3}? "
    r"(?:for |of )?(?:those|anyone|anybody|people|persons|whoever|offenders)"
    r"(?: (?:who (?:is|are)|found))? (?:\w+ly )?$",
    re.I,
)
_EXPECTED = cued(r"\b(?:expect|predict|forecast|foresee|hope|want|bet)(?:s|ed|ing)?\b[^.;]*$", re.I)
_TO_BE = regex(r"(?<!first )(?<!second )(?<!third )(?<!last )\bto be (?:\w+ly )?$")
_AS_HAPPENS = regex(  # "people have been arrested for a trace of it"
    r"\W*(?:people|travell?ers|passengers|tourists|foreigners|visitors|others|many|some|drivers|users|youths)"
    r" (?:have|had) (?:also |often |even )?been ",
    re.I,
)
_WOULD_BRING = cued(  # "broken seals will lead to the confiscation of the contents"
    r"\b(?:will|would|could|may|might|can|shall) (?:lead to|result in|mean|bring|cause|face|risk|entail|"
    r"be followed by)\b[^.;]{0,30}$",
    re.I,
)
_EACH = cued(r"\b(?:each|every|per|a) (?:year|month|week|day)\b", re.I)
_BY_THEM = regex(r"\bby (?:[a-z-]+ )?\Z")
_PRESENT = regex(r"\b(?:is|are) (?:also |now |further )?$")
_RUMOUR = regex(r"\b(?:reports?|stor(?:y|ies)|rumou?rs?|claims?|allegations?|accusations?)\b", re.I)
_WHISPERED = regex(  # "rumours that police had caught his son": nobody stands by it
    r"rumou?rs? (?:\w+ ){0,2}that (?:(?!\b(?:who|which|but|and)\b)[^.;:,])*", re.I
)
_BASELESS = regex(
    r"\b(?:is|are|was|were) (?:\w+ly |all )?(?:(?:a|an) \W?(?:\w+ )?(?=fiction|fabricat|invention|lie|smear|hoax))?"
    r"(?:baseless|false|untrue|unfounded|nonsense|invented|fabricat\w+|fiction|invention|smear|hoax|a lie|lies?)\b"
)
_DISBELIEVED = regex(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing)|disput(?:es|ed|ing)|"
    r"false|untrue|unfounded|baseless|fabricat(?:ed|ion)|not be (?:confirmed|verified|substantiated)|"
    r"no such (?:\w+ )?\w+|no (?:\w+ )?(?:confirmation|evidence|truth|proof|sign|indication)|retracted|withdrew|"
    r"(?:nobody|no one) (?:has|had|have) (?:ever )?(?:seen|met|found|confirmed))\b",
    re.I,
)
_UNCONFIRMED = cued(r"\b(?:not|declined to|refused to|unable to) (?:confirm|say)\b[^.;:]{0,60}$", re.I)
_DEMANDED = cued(
    r"\b(?:demand(?:s|ed)?|recommend(?:s|ed)?|propos(?:es|ed)|suggest(?:s|ed)?|ask(?:s|ed)|urg(?:es|ed)|insist(?:s|ed)?)"
    r" that [^.;:]{0,40}$",
    re.I,
)
_AWAITED = cued(r"\b(?:expect|hope|wait|want|wish|call)(?:s|ed|ing)?\b[^.;:,]{0,40}\bto be (?:\w+ly )?$", re.I)
_GENERAL = cued(  # the law's words: "anyone caught with more than five grams"
    r"\b(?:any(?:one|body)|whoever|those|persons?|people|offenders?|(?:a|any) (?:person|driver|traveller|passenger))"
    r" (?:who (?:is|are|was|were) )?(?:\w+ly )?$",
    re.I,
)
_PUNISHED = cued(
    r"\b(?:faces?|shall|will be|(?:is|are) (?:punish|liable|fined|jailed)\w*|may be|can be|risks?)\b", re.I
)
_LAW = regex(  # "Under the Abcville convention, envoys caught with it may be expelled"
    r"\W*(?:under|by|according to|in) (?:the|its|his|their|this|that|article|section|international|[A-Z]\w+)\b"
    r"[^,.;]{0,60}"
    r"\b(?:laws?|conventions?|rules|treat(?:y|ies)|acts?|regulations?|code|article \d+|section \d+)\b",
    re.I,
)
_ALLOWS = cued(r"\b(?:may|can|must|shall|should|cannot) (?:only |not )?(?:be|lose|face|expect|go)\b")
_STAGED = cued(
    r"\b(?:(?:training|military|naval|joint) (?:exercises?|drills?)|mock|simulated|fictional|"
    r"(?:the|a|his|her) (?:films?|movies?|novels?|plays?|series|documentary) (?:tells?|shows?|is about|follows?))\b",
    re.I,
)
_DISPOSED = cued(r"\b(?:burn|destroy|incinerate|auction|dispose of|crush)\b", re.I)
_DONE_AWAY = cued(  # "bulldozers crushed 61,000 bottles of confiscated whisky"
    r"\b(?:burn(?:ed|t)|crushed|destroyed|incinerated|set (?:fire|light) to|shredded|auctioned|steamrolled)\b"
    r"(?:(?! and | who )[^.;:,]|,(?=\d))*$",
    re.I,
)
_NOT_SO = regex(  # "They were not."
    r"\W*(?:(?:they|it|he|she|this|that|these|none of (?:it|this|them)) (?:was|were|did|had|is|has|have) "
    r"(?:not|never|false|untrue|wrong|invented|nonsense)|not so|not true|nothing of the (?:sort|kind))"
    r"(?: so| true| the case)?[.;!]",
    re.I,
)
_WHOEVER = cued(
    r"\b(?:anyone|anybody|someone|whoever|those|people|persons|offenders|"
    r"(?:a|any|each|every) (?:\w+ )?(?:person|offender|individual))(?: (?:who |that )?(?:is|are|gets?))? (?:\w+ly )?$",
    re.I,
)
_WOULD_FOLLOW = regex(
    r"\b(?:(?:is|are) (?:\w+ly )?(?:fined|sentenced|liable|punish\w*|jailed|hanged|executed|presumed|deemed|"
    r"to (?:be|pay|lose|go|get|face))|"
    r"(?:goes?|can|may|faces?|risks?|gets?|receives?|pays?|will|must|shall|should) (?:\w+ly )?(?:to (?:prison|jail)|"
    r"expect|be|get|receive|pay|lose|go|up to|a |an |the |at least|life|death|\w+ years))"
)
_HYPOTHETICAL = cued(
    r"\b(?:if|unless|would|could|might|(?-i:may)|should|can|cannot|must|whether|had it|in case|suppose|"
    r"supposing|imagine|risks?|risk of|fear(?:s|ed)?(?: of)?|likely to|liable to|able to) (?:[\w'-]+ ){0,5}$",
    re.I,
)
_PLANNED = cued(
    r"\b(?:will|shall|plan(?:s|ned|ning)? to|intend(?:s|ed)? to|aim(?:s|ed|ing)? to|going to|"
    r"hop(?:es|ed|ing) to|expected to|due to be|was to be|were to be|about to|in order to|wanted to|"
    r"tried to|try to|tries to|attempt(?:ed|s|ing)? to|efforts? to|trained to|so as to|how to|"
    r"ready to|asked to|ordered to|power to|powers to|used to|designed to|meant to|set up to|"
    r"vowed to|pledged to|promised to|to help|task of|to better|agreed to|calls? to|need to|"
    r"had to be|authority to|right to) (?:[\w'-]+ ){0,3}$",
    re.I,
)
_ACHIEVED = cued(
    r"\b(?:managed|helped|enabled|enabling|able|allowed|allowing|led|succeeded|went on|moved in|"
    r"proceeded|made it possible)(?: \w+){0,3} (?:to|in) (?:[\w'-]+ ){0,2}$",
    re.I,
)
_INFINITIVE = regex(r"\bto (?:\w+ly )?$", re.I)
_ALLEGED = cued(
    r"\b(?:allegedly|reportedly|alleged|said to|believed to|thought to|rumou?red|accused|suspected|"
    r"unconfirmed|claims?|according to a defector|supposedly|purportedly|apparently)\b",
    re.I,
)
_HABIT = cued(
    r"\b(?:often|usually|routinely|regularly|every (?:year|month|week|day)|typically|frequently|"
    r"normally|commonly|most(?:ly)? of the|generally|always|sometimes|have been (?:seized|caught|"
    r"arrested|occurring)|increasingly|on average|have repeatedly)\b",
    re.I,
)


_SEAMS = regex(r"[;:]|, (?:and|but|which|who|when) ")
_SUPPOSED = regex(r"(?:suppose|imagine|if)\b", re.I)


_WINDOW = 60  # characters before an act that are looked at


class _Before:
    """The words before an act, those of its own clause among them; which patterns may match there is asked once."""

    __slots__ = ("_may", "_whole", "clause")

    def __init__(self, note: Annotation, start: int, end: int) -> None:
        self._whole = note.text[start:end]
        self._may = note.cues.among(start, end)
        self.clause = _SEAMS.split(self._whole)[-1]

    def has(self, pattern: Cued, whole: bool = False) -> bool:
        """Whether ``pattern`` matches in the clause, or anywhere before the act."""
        return pattern in self._may and pattern.pattern.search(self._whole if whole else self.clause) is not None


def reality(note: Annotation, act: Hit, start: int, end: int) -> Modality:
    """``asserted`` or ``alleged`` for an act told as done, else the way in which it is not."""
    key = ("reality", act.start, act.end, act.form, start, end)
    if key not in note.memo:
        note.memo[key] = _reality(note, act, start, end)
    return note.memo[key]  # type: ignore[no-any-return]


def _reality(note: Annotation, act: Hit, start: int, end: int) -> Modality:
    before = _Before(note, max(start, act.start - _WINDOW), act.start)
    clause = before.clause
    if note.text.startswith(" not to ", act.end):  # "told not to leave"
        return "negated"
    if before.has(_NEGATED) or _NEGATED_OBJECT.match(note.text[act.end : act.end + 12]):
        return "negated"
    if _NOT_SO.match(note.text[end : end + 60]) and note.text[end - 1 : end] in ".!?":
        return "denied"
    if note.text.endswith("?", start, note.sentence_of(act.start)[1]) or before.has(_TOOK_FOR, whole=True):
        return "hypothetical"
    if before.has(_PENALTY_FOR, whole=True):
        return "hypothetical"
    if before.has(_WHOEVER, whole=True) and _WOULD_FOLLOW.search(note.text, act.end, end):
        return "hypothetical"
    if _DENIED.match(note.text[act.end : end]) or _is_hearsay(note, act, start, end):
        return "denied"
    if before.has(_UNCONFIRMED):
        return "denied"
    if act.form != "noun" and note.search(_ASKED, start, act.start):
        return "hypothetical"
    if before.has(_ACHIEVED):
        return "asserted"
    if _is_framed(note, act, before, start, end):
        return "hypothetical"
    if act.form in ("base", "past", "participle") and (before.has(_PLANNED) or before.has(_AWAITED)):
        return "planned"
    if act.form in ("past", "participle") and _TO_BE.search(clause) and note.search(_EXPECTED, start, act.start):
        return "planned"
    if act.form in ("past", "participle") and _PRESENT.search(clause) and note.search(_EACH, start, end):
        return "historical"
    if act.form in ("past", "participle") and _PRESENT.search(clause) and _is_done_by_many(note, act.end, end):
        return "historical"  # "the birds are caught by farmers"
    if act.form == "ing" and clause.endswith(" for ") and isinstance(act.entry, Act) and act.entry.strength == "weak":
        return "historical"  # "fined two supporters for bringing in beer": the deed, not the catch
    if note.text[act.start : act.end] == "accused" and _PRESENT.search(clause):
        return "historical"
    if act.form in ("past", "participle") and _AS_HAPPENS.match(note.text, start, act.start):
        return "historical"
    if act.form == "noun" and before.has(_WOULD_BRING):
        return "hypothetical"
    if act.form in ("base", "noun") and before.has(_DEMANDED):
        return "planned"
    if _SUPPOSED.match(note.text, start, end) or (act.form != "noun" and before.has(_HYPOTHETICAL)):
        return "hypothetical"
    if act.form == "base" and _INFINITIVE.search(clause):
        return "planned"
    if _COMPARED.match(note.text[act.end : act.end + 10]):
        return "historical"
    if act.form in ("s", "base", "noun") and note.search_cut(_HABIT, start, end):
        return "historical"
    return "alleged" if note.search_cut(_ALLEGED, start, end) else "asserted"


def _is_done_by_many(note: Annotation, start: int, end: int) -> bool:
    """Whether persons who are no force, and not counted, are told to do the act."""
    return any(
        hit.form == "plural" and _BY_THEM.search(note.text, start, hit.start) and not note.of("force", start, hit.end)
        for hit in note.of("role", start, end)
    )


def _is_framed(note: Annotation, act: Hit, before: _Before, start: int, end: int) -> bool:
    """Whether the act is one of the law's, of an exercise, of a story, or told of goods that wait for their end."""
    if before.has(_GENERAL) and note.search(_PUNISHED, act.end, end):
        return True
    if act.form in ("past", "participle") and _LAW.match(note.text, start) and note.search(_ALLOWS, act.end, end):
        return True
    if note.search(_STAGED, start, end):
        return True
    if act.form not in ("past", "participle") or not note.of("good", act.end, act.end + 2):
        return False
    if note.search(_DONE_AWAY, start, act.start):
        return True
    disposed = note.search(_DISPOSED, start, act.start)
    return disposed is not None and note.search_cut(_PLANNED, start, disposed.start()) is not None


def _is_hearsay(note: Annotation, act: Hit, start: int, end: int) -> bool:
    """Whether the act is what somebody's report says in a sentence that doesn't believe it."""
    begin = min(start, note.sentence_of(start)[0])
    rumour = _RUMOUR.search(note.text, begin, act.start)
    said = note.search(_HEARSAY, begin, act.start)
    if not (rumour or said):
        return False
    stop = min((e for _, e in note.sentences if e >= end), default=end)
    if rumour and isinstance(act.entry, Act) and _WHISPERED.fullmatch(note.text, rumour.start(), act.start):
        return True
    if rumour and _BASELESS.search(note.text, act.end, stop):
        return True
    return said is not None and _DISBELIEVED.search(note.text, begin, stop) is not None


def is_told(modality: Modality) -> bool:
    """Whether something of this modality may be an incident."""
    return modality in ("asserted", "alleged")
