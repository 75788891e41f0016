"""Acts in Korean, and whether they are told as having come about: the ending of the verb and what follows say so."""

from __future__ import annotations

from collections.abc import Iterator

from bellflower.extraction.korean.note import KoreanNote
from bellflower.extraction.lexicon import Hit
from bellflower.packs import Act
from bellflower.patterns import regex
from bellflower.records import Modality, Record

_VERBAL = regex(r"(?:을|를)?\s?(?:당하|당한|당했|당할)|하|한|할|함|해|했|되|된|될|돼|됐|됨|받|시키|시킨|시켰|시켜")
_CLOSING = regex(r"\s?(?:[.,·…)\"'\]]|$|\n)")
_NOMINAL = regex(r"\s(?:당시|직후|후|뒤|이후|과정)|(?:은|는|이|가|을|를|에|로|으로|과|와)(?=\s)")
_OF = regex(r"(?:의|에 대한)\s$|(?:명|kg|㎏|g|정|갑|보루|병|개|장|톤)(?:을|를)?\s$")
_NOT = regex(r"[^\s.,]{0,3}지(?:는|도|를)?\s?(?:않|못|아니|말)")
_NOBODY = regex(
    r"(?:한|된|당한|받은|힌|은|했던|됐던)?\s?(?:적|바|일|사례|사람|이|것|경우|선박|물품|흔적|증거|기록|북한인"
    r"|외교관|마약|건)"
    r"(?:이|은|는|도|가)?\s(?:[^\s.]{1,6}\s){0,2}(?:없|전무|확인되지 않)"
)
_PLANNED = regex(
    r"(?:할|될|하게 될|당할|을|릴|힐|할 수 있도록)\s(?:계획|예정|방침|생각|작정|것이|목적|준비|테니)|(?:하"
    r"|되)(?:기로|겠|려|고자|도록|라고|자고)"
    r"|(?:해|돼)야|기로\s|려고\s|토록"
)
_SUPPOSED = regex(
    r"(?:하|되|당하|히|리)?(?:면|더라도|든지)\s|(?:할|될|당할|힐|을)\s(?:경우|수|가능성|위험|우려|뻔|때|까"
    r"|지도)|(?:할|될)까"
)
_HABIT = regex(
    r"(?:하|되|받)?(?:고 있|는 중|곤 |기도 한다|기도 하|기 일쑤|기 위|는 (?:경우|일)이)|(?:하|되)는\s(?!한편"
    r"|등|데\s|성과|쾌거|과정)|하기\s"
)
_OF_A_CASE = regex(r"(?:된|한)\s(?:[^\s.,]+\s){0,3}사건(?:으로|에서|의|과|을|를)\s")  # 적발된 밀수 사건으로 재판 중
_DENIED = regex(
    r"[^\s.]{0,6}(?:다는|단|라는|다고 한|는|은|ㄴ|된|한)\s[^.\n]{0,40}?(?:보도|주장|소문|의혹|설|것|이야기"
    r"|내용|소식|발표|말)"
    r"[^.\n]{0,24}(?:사실이 아니|사실과 다|사실무근|부인|반박|일축|날조|모략|거짓|허위|오보|낭설|근거 없)"
)
_ALLEGED = regex(
    r"것으로 (?:알려|전해|보인|보이|추정|의심|관측|보도)|다고 한다|는 (?:소문|의혹|주장|설)|[했됐혔렸]다는 말"
)


class Told(Record, frozen=True):
    """An act of the packs in a sentence, and as what it is told; ``verbal`` where it is a verb there."""

    hit: Hit
    modality: Modality
    verbal: bool

    @property
    def live(self) -> bool:
        """Whether it came about, if only by hearsay."""
        return self.modality in ("asserted", "alleged")

    @property
    def act(self) -> Act:
        """The pack's entry."""
        assert isinstance(self.hit.entry, Act)
        return self.hit.entry


def find_acts(note: KoreanNote, start: int, end: int) -> list[Told]:
    """The acts between ``start`` and ``end``, which are a sentence, in order."""
    return [told for hit in _hits(note, start, end) if (told := _told(note, hit, start, end)) is not None]


def _hits(note: KoreanNote, start: int, end: int) -> Iterator[Hit]:
    morphemes = note.morphemes_in(start, end)
    starts, ends = {m.start for m in morphemes}, {m.end for m in morphemes}
    found: dict[int, Hit] = {}
    for noun, (act, _) in note.words.act_nouns.items():
        at = note.text.find(noun, start, end)
        while at >= 0:
            if at in starts and at + len(noun) in ends:
                found[at] = Hit(start=at, end=at + len(noun), category="act", form="noun", entry=act)
            at = note.text.find(noun, at + 1, end)
    for m in morphemes:
        verb = note.words.act_verbs.get(m.form) if m.tag.startswith("VV") else None
        if verb is not None:
            found[m.start] = Hit(start=m.start, end=m.end, category="act", form="base", entry=verb)
    yield from (found[at] for at in sorted(found))


def _told(note: KoreanNote, hit: Hit, start: int, end: int) -> Told | None:
    tail = note.text[hit.end : end]
    verbal = hit.form == "base"
    if hit.form == "noun":
        unless = note.words.act_nouns[note.text[hit.start : hit.end]][1]
        if any(tail.lstrip().startswith(word) for word in unless):
            return None
        verbal = _VERBAL.match(tail) is not None
        if not verbal and not _CLOSING.match(tail):
            before = note.text[max(start, hit.start - 8) : hit.start]
            after = note.text[hit.end : hit.end + 4].lstrip()
            if not (_NOMINAL.match(tail) and (_OF.search(before) or after[:1] in "당직후뒤")):
                return None
    return Told(hit=hit, modality=_modality(tail) if verbal else _alleged(tail), verbal=verbal)


def _modality(tail: str) -> Modality:
    if _OF_A_CASE.match(tail):
        return "historical"
    if _NOT.match(tail) or _NOBODY.match(tail):
        return "negated"
    if _DENIED.match(tail):
        return "denied"
    if _PLANNED.match(tail):
        return "planned"
    if _SUPPOSED.match(tail) or _HABIT.match(tail):
        return "hypothetical"
    return _alleged(tail)


def _alleged(tail: str) -> Modality:
    return "alleged" if _ALLEGED.search(tail) else "asserted"
