"""What is told of catches and is none: exercises, inventions, false alarms, research, deeds of outlaws.

A clause alone can't say so. What surrounds it does: the sentence that goes before, or the two that follow.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.cued import Cued, cued
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.lexicon import Hit
from bellflower.packs import Act, Good
from bellflower.patterns import regex

_STAGED = cued(  # two of these
    r"\b(trainees?|instructors?|drills?|exercises?|scenario|role[- ]?play\w*|simulated|mock|dumm(?:y|ies)|rehears\w+|"
    r"contest|competition|championship|pupils|"
    r"exam(?:ination)?s?|lesson|detector dogs?|sniffer dogs?|handlers?|cadets|recruits|pretend\w*|actors?)\b",
    re.I,
)
_UNMISTAKABLE = cued(
    r"\b(?:none of (?:it|this|them|that) was real|(?:shouted|called|cried) \W?cut\b|in (?:the )?cinemas|"
    r"(?:was|were) being filmed|(?:it|this|all of (?:it|this)) was (?:only |just |merely |all )?"
    r"(?:an? |part of an? )(?:\w+ )?(?:exercise|drill|rehearsal|simulation))\b",
    re.I,
)
_DOGS = frozenset({"handler", "handlers", "detector dog", "detector dogs", "sniffer dog", "sniffer dogs"})
_INVENTED = cued(  # two of these, told in the present
    r"\b(episodes?|series|novels?|films?|movies?|thrillers?|pages|readers|plot|protagonist|screenplay|heroine|hero|"
    r"season|chapter|cinema|viewers|starring|box office|directed by|fictional|inspector|memoirs?|"
    r"museum|exhibit(?:s|ion)?|wax|comic|cartoon|puppets?|opera|poem|paintings?|players?)\b",
    re.I,
)
_HARMLESS = (
    r"(?:icing sugar|sugar|flour|plaster|talc(?:um)?|starch|chalk|salt|baking (?:powder|soda)|washing powder|detergent|"
    r"soap|milk powder|powdered milk|cement|gypsum|tea|sand|drying agent|fertili[sz]er|spices?|vitamins?|sweets|"
    r"caffeine|harmless|nothing (?:illegal|forbidden|of the kind|but|more than))"
)
_NEVER = cued(  # what was told did not happen
    r"\b(?:never (?:happened|took place|existed)|did not (?:happen|take place)|"
    r"(?:was|were|been|be|as) (?:only |just |merely )?(?:a|an) (?:\w+ )?(?:false alarm|hoax|misunderstanding|prank)|"
    r"(?:nobody|no one|none) (?:was|had been|has been) (?:arrested|caught|detained|held|stopped) and (?:that )?"
    r"there (?:was|were|had been) no)\b",
    re.I,
)
_CONTENTS = r"(?:it|they|this|that|powder|substance|crystals|packets|bags|bricks|contents|sacks|pills|tablets)"
_TOOK_FOR_DRUGS = cued(
    r"\b(?:turned out|proved|proves|found|shown|showed|shows|established|revealed|confirmed|determined|say|said)"
    rf"(?: [\w-]+){{0,3}}? (?:to (?:be|hold|contain)|{_CONTENTS} (?:was|were|held|contained)"
    r"(?: in fact| actually| only| merely| just| simply)?|in fact|actually|only)(?: a| an| some)?(?: \w+)? "
    rf"{_HARMLESS}\b",
    re.I,
)
_BELIEVED = regex(
    r"\b(?:suspect\w*|believe[ds]?|thought|took (?:it )?for|presum\w+|suppos\w+|apparent\w*|looked like|"
    r"powder|crystals)\b",
    re.I,
)
_FAKED = regex(r"\b(?:counterfeit|fake[ds]?|forged|falsified|bogus|mixed|diluted|cut with)\b", re.I)
_RESEARCH = cued(
    r"\b(?:waste ?water|sewage|researchers?|scientists|study|survey|samples?|pharmacolog\w+|toxicolog\w+|"
    r"drug[- ]checking|autops\w+|blood|urine|hair tests?|traces of|per head|"
    r"thousand (?:people|inhabitants|residents))\b",
    re.I,
)
_ARMED = (
    r"(?:fighters|militants|insurgents|rebels?|gunmen|guerrill?as?|terrorists|jihadists?|islamists|islamic state|"
    r"isis|isil|al[- ]shabaab|boko haram|separatists|mercenaries|militiamen)"
)
_ROBBERS = r"(?:pirates|hijackers|looters|thieves|bandits)"
_THEIR_DEED = (
    r"(?: (?:who|which|that|have|had|has|also|then|later|reportedly|in \w+)){0,3} "
    r"(?:seized?|captured?|took|taken?|looted|hijacked|grabbed|stole|overran|boarded|found|held|attacked|stormed)\b"
)
_ROBBED = cued(rf"\b{_ROBBERS}{_THEIR_DEED}", re.I)
_TAKEN_IN_WAR = cued(rf"\b{_ARMED}{_THEIR_DEED}", re.I)
_SPOILS = frozenset(
    {"currency", "metals", "stones", "fuels", "weapons", "vehicles", "aircraft", "art", "goods", "timber"}
)
_STOLEN_FROM = cued(
    r"\b(?:steals?|stole|stealing|shoplift\w*|pilfer\w*)\b[^.;]{0,60}? from (?:an? |the |his |her |their |its )?"
    r"(?:[\w-]+ ){0,3}(?:shops?|stores?|supermarkets?|boutiques?|houses?|homes?|neighbou?rs?|employers?|hotels?|"
    r"kiosks?|restaurants?|banks?)\b",
    re.I,
)
_OTHER_CRIMES = cued(
    r"\b(?:murder\w*|having killed|homicide|manslaughter|stabb\w+|raped?|rapist|sexual\w*|indecen\w+|"
    r"married off|kidnapp\w*|abduct\w*|abus(?:ed|ing) (?:a|the|his|her|two|girls|boys|children)|migrants?|asylum|"
    r"protest(?:ed|ers?|ing|s)?|demonstrat(?:ors?|ion|ions)|riot\w*|hijack\w*|piracy|mutiny|espionage|spying|treason|coup|"
    r"bomb(?:s|ing|ings)?|arson|embezzl\w*|brib(?:es?|ery|ing)|corruption|fraud\w*|tax evasion|pickpocket\w*|"
    r"burglar\w*|drunk\w*|speeding|driving (?:a|under|without)|assault(?:ed|ing)?|brawl\w*|hooligan\w*|"
    r"blasphem\w*|(?:was|were) (?:shot|stabbed|beaten|killed|found dead)|"
    r"(?:steered|piloted|overloaded) (?:the|their|a) (?:boat|dinghy)|"
    r"illegal(?:ly)? (?:entry|entered|crossing|crossed|fishing))\b",
    re.I,
)
_KILLING = regex(r"\b(?:murder\w*|having killed|manslaughter|raped?|homicide)\b", re.I)
_FOR_DOING = cued(  # "was detained in Tehran for dancing in the street"
    r"\b(?:arrested|detained|held|jailed|charged|caught)\b(?: [\w'-]+){0,4}? for (?:having |illegally )?"
    r"(?!smuggl|traffick|carry|sell|deal|possess|transport|import|export|ship|bring|tak|receiv|hid|driv|deliver|peddl|"
    r"produc|mak|manufactur|grow|cultivat|us|distribut|suppl|conspir|attempt|try|run|belong|help|assist|work|be|"
    r"question|interrogat|organi|lead|handl|stor|keep|trad|poach|hunt|kill|catch|fish|collect|buy|purchas|own|launder|"
    r"forg|counterfeit|cook|process|print|mov|hav|pass|offer|send|mail|post)\w+ing\b",
    re.I,
)
_OF_THE_TRADE = cued(r"\b(?:smuggl\w+|traffick\w+|contraband|drugs?|narcotics?|poach\w+|counterfeit\w*)\b", re.I)
_DUG_UP = cued(r"\b(?:archa?eolog\w+|excavat\w+|divers|(?:ship)?wrecks?|hoard|metal detector\w*)\b", re.I)
_ILLICIT = cued(r"\b(?:loot\w*|smuggl\w+|stolen|illicit\w*|illegal\w*|traffick\w+)\b", re.I)
_OPENLY = frozenset({"metals", "stones"})
_THEY = regex(r"\W*(?:they|the (?:group|gang|fighters|men|militants|rebels|pirates))\b", re.I)
_RIGHTLY_THERE = 2  # sentences behind a clause that may take it back
_Why = tuple[str, str]


def unreal(note: Annotation, start: int, end: int, acts: Sequence[Hit], items: Sequence[Item]) -> _Why | None:
    """The rule by which a clause tells of no catch, and why; ``None`` where nothing around it says so."""
    if note.search(_STOLEN_FROM, start, end):
        return "theft", "it tells of what was stolen from a shop, a house or a museum"
    before, own, behind = _around(note, start, end)
    if _is_loot(note, (start, end), before, items):
        return "taken by others", "fighters or pirates took it, and not those who enforce the law"
    if _lawfully_found(note, acts, items, before[0], own[1]):
        return "lawful find", "what is traded openly came to light, and nobody who enforces the law is told of"
    if note.search(_UNMISTAKABLE, *behind) or _is_staged(note, before[0], own[1]):
        return "exercise", "the words around it tell of an exercise or a contest"
    present = bool(acts) and all(a.form in ("s", "base") for a in acts)
    if present and len(_kinds(_INVENTED, note, before[0], behind[1])) > 1:
        return "invention", "it is told in the present, amid the words of a film or a book"
    if _is_undone(note, before, own, behind, items):
        return "taken back", "the words around it say that it did not happen, or that the powder was harmless"
    bare = not any(item.quantity is not None for item in items)
    found = bool(acts) and all(isinstance(a.entry, Act) and a.entry.kind == "discovery" for a in acts)
    if bare and found and not note.of("force", *own) and note.search(_RESEARCH, before[0], own[1]):
        return "research", "a substance was found in samples, and no load of it"
    return None


def for_another_crime(note: Annotation, start: int, end: int) -> bool:
    """Whether a sentence that names no goods says for which other crime somebody was arrested."""
    begin, stop = note.sentence_of(start)
    stop = max(stop, end)
    if not (note.search(_OTHER_CRIMES, begin, stop) or note.search(_FOR_DOING, begin, stop)):
        return False
    if note.of("good", begin, stop) and not _KILLING.search(note.text, begin, stop):
        return False
    return note.search(_OF_THE_TRADE, begin, stop) is None


def _is_loot(note: Annotation, clause: tuple[int, int], before: tuple[int, int], items: Sequence[Item]) -> bool:
    """Whether pirates took it, or whether it is what fighters take: arms, money, oil, but no drugs."""
    spans = [clause]
    if _THEY.match(note.text, clause[0]) and not note.of("force", *clause):
        spans.append(before)
    if any(note.search(_ROBBED, *span) for span in spans):
        return True
    goods = [item.good.entry for item in items if isinstance(item.good.entry, Good)]
    return all(g.kind == "side" or g.group in _SPOILS for g in goods) and any(
        note.search(_TAKEN_IN_WAR, *span) for span in spans
    )


def _lawfully_found(note: Annotation, acts: Sequence[Hit], items: Sequence[Item], start: int, end: int) -> bool:
    """Whether things traded openly came to light, and nobody is told of who enforces the law: wrecks, lost rings."""
    if not items or any(
        not isinstance(a.entry, Act) or a.entry.takes != "goods" or a.entry.strength == "strong" for a in acts
    ):
        return False
    groups = {
        item.good.entry.group for item in items if isinstance(item.good.entry, Good) and item.good.entry.kind != "side"
    }
    if note.of("force", start, end):
        return False
    if note.search(_DUG_UP, start, end) and groups <= {*_OPENLY, "art", "remains", "documents", "natural history"}:
        return not note.search(_ILLICIT, start, end)
    return groups <= _OPENLY and not any(item.quantity is not None for item in items)


def _around(note: Annotation, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """The sentence before the one of a clause, that one, and from it to the end of those that may take it back."""
    number = max(0, bisect_right(note.sentences, start, key=_first) - 1)
    own = note.sentences[number]
    before = note.sentences[max(0, number - 1)]
    last = note.sentences[min(len(note.sentences) - 1, number + _RIGHTLY_THERE)]
    return before, (own[0], max(own[1], end)), (own[0], max(last[1], end))


def _kinds(pattern: Cued, note: Annotation, start: int, end: int) -> set[str]:
    return {m.group(1).lower().rstrip("s") for m in note.finditer(pattern, start, end)}


def _is_staged(note: Annotation, start: int, end: int) -> bool:
    marks = _kinds(_STAGED, note, start, end)
    return len(marks) > 1 and not marks <= {word.rstrip("s") for word in _DOGS}


def _is_undone(
    note: Annotation, before: tuple[int, int], own: tuple[int, int], behind: tuple[int, int], items: Sequence[Item]
) -> bool:
    named = any(item.quantity is not None and not item.generic for item in items)
    spans = [behind] if named or before == own else [behind, before]
    if any(note.search(_NEVER, *span) for span in spans):
        return True
    harmless = next((m for span in spans if (m := note.search(_TOOK_FOR_DRUGS, *span))), None)
    if harmless is None or (named and not _BELIEVED.search(note.text, *own)):
        return False
    stop = max(own[1], note.sentence_of(harmless.start())[1])
    return not _FAKED.search(note.text, before[0], stop)


def _first(span: tuple[int, int]) -> int:
    return span[0]
