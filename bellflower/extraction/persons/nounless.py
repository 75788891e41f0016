"""Persons told of without a noun of their own: by name, by age, by number, by what is left of a group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.persons import words
from bellflower.extraction.persons.nouns import (
    NAME,
    by_nationality,
    does_speak,
    find_nouns,
    is_figure,
    is_name,
)
from bellflower.extraction.persons.party import Party
from bellflower.packs import Act, Role
from bellflower.patterns import regex

_ALIAS = r",? (?:alias|a\.k\.a\.|aka|also known as|nicknamed) \"?[\w .'-]{2,25},?\"?,?"
_AGED = regex(
    rf"(?P<name>{NAME})(?:(?:{_ALIAS}|,) (?:aged )?[1-9]\d(?=[,.;)]| and\b| was\b| were\b)| \((?:aged )?[1-9]\d\))"
)
_YEARS_OLD = cued(
    r"\b(?P<the>[Tt]he|[Aa]n?) [1-9]\d-year-old"
    r"(?! (?:was|had been|has been) (?:shot|killed|stabbed|found|beaten|robbed|hit|"
    r"knocked|wounded|injured|rushed|treated|taken to hospital|raped|kidnapped)| (?:had )?(?:died|overdosed|collapsed))"
    r"(?= (?:was|is|were|has|had|from|of|who|with|and|in|at|on|after|for)\b|[,.;])"
)
_NAME_WAS = cued(
    rf"(?P<name>{NAME})(?:,[^.;:]{{2,60}},)? (?:was|were|has been|have been|had been|is|are)(?: \w+ly| later| also| both)* $"  # noqa: E501
)
_NAME_AFTER = regex(
    rf" (?P<name>{NAME})(?=[,.;]|$| (?:and|at|in|on|for|after|with|who|as|near|over|when|while|from|of|to)\b)"
)
_AND_NAME = regex(  # "arrested Ann Lee, Bo Moe and Cy Roe"
    rf"(?:,| and|, and) (?P<name>{NAME})"
    r"(?=[,.;]|$| (?:and|at|in|on|for|after|with|who|as|near|over|when|while|from|of|to)\b)"
)
_NAME_AND = regex(rf"(?P<name>{NAME})(?:,| and|, and) $")
_DRIVEN_BY = cued(rf"\b(?:driven|steered|piloted|skippered|captained|ridden) by (?P<name>{NAME})")
_FROM = r"(?:comes?|came|hails?|is|are|was|were)"
_SOME_FROM = cued(
    rf"\b(?P<n>{words.NUMBER}) (?:of (?:them|whom|these|the \w+)(?: {_FROM})?|{_FROM}) from (?:the )?$", re.I
)
_ALL_FROM = cued(  # "the skipper and three deckhands, who are from Myanmar"
    r"(?:,? (?:who|all|both|all of whom|both of whom|all of them|both of them)|"
    r"(?P<others>\bthe (?:\w+ )?(?:others?|rest)))(?: (?:all|both))?"
    r"(?: (?:are|were|is|was|come|came|comes|hail|hails|hailed))?(?: all| both)? from (?:the )?$"
)
_ELLIPTIC = cued(rf"(?:,| and|, and) (?P<n>{words.NUMBER})(?: others?)? (?P<link>of|from) (?:the )?$", re.I)
_OF_AN_AGE = cued(r"\b[Aa] [1-9]\d-year-old(?=(?P<origin> from (?:the )?)| (?:was|is|has|and|who)\b|[,.;])")
_HELD_PAPERS = cued(
    rf"\b(?P<n>{words.NUMBER}|both|all|they)(?: (?:of (?:them|whom|the \w+)))? (?:also )?"
    r"(?:held|hold|holds|carried|carry|carries|had|have|has|used|travell?ed on|were travell?ing on|possessed) "
    r"(?:an? )?(?:valid |forged |false )?$",
    re.I,
)
_PAPERS = regex(r" (?:passports?|nationality|citizenship|travel documents?|identity cards?|papers)\b")
_AND_ANOTHERS = regex(rf"(?:,|,? and) (?P<n>{words.NUMBER}|the other) (?:an? )?$")
_NEXT_PAPERS = 40  # characters from one nationality of a list of passports to the next
_UNNAMED = (
    rf"[Tt]he (?P<all>{words.NUMBER})(?=[,:] |\'s | (?:were|are|had|have|who|was)\b)"
    r"|[Aa]nother(?= (?:was|is|were|has|had|got))"
    rf"|(?P<other>[Tt]he (?:other|remaining) (?P<left>{words.NUMBER})|[Tt]he others"
    r"|[Tt]he other(?= (?:was|is|were|are|had|has|an?|of|from|fled|escaped|got)\b|[,.;:])"
    r"|[Tt]he rest(?= (?:were|are|fled|escaped)))"
    rf"|[Aa]n? (?P<nth>{words.ORDINAL})(?=,? (?:was|is|were|got|had|has|the|an?)\b)"
    r"|(?<=[a-z]ed )a (?P<more>third|fourth|fifth)(?= (?:in|on|at|near|as|when|after|later|while)\b|[,.;])"
    r"|[Oo]thers(?= (?:were|are|fled|escaped|got)))\b(?! (?:kg|kilo|grams|ton|pounds|bags|packets|sacks))"
)
_BARE = regex(rf"(?:(?P<n>{words.NUMBER}) (?:others?)|{_UNNAMED}")
_BARE_NO_OTHER = regex(rf"(?:(?P<n>(?!))|{_UNNAMED}")  # quicker where "other" doesn't stand


# What every match of the pattern above begins with.
_THE_NUMBER = regex(rf"the {words.NUMBER}")
_AN_ORDINAL = cued(rf"\ban? (?:{words.ORDINAL})")
_AGE = regex(r"[, (][1-9]\d(?:[,.;)]| and\b| was\b| were\b)")  # the age alone, which stands nowhere near as often
_HELD_COUNT = cued(  # "5 kg of heroin seized, three arrested"
    rf"(?:^|(?<=[.:;,] )|(?<=\band )(?<!\d and )|(?<=\bwith )|(?<=- ))(?P<n>{words.NUMBER})(?: (?:were|are|others?|more|further|already|now|been))* "  # noqa: E501
    r"(?=(?:arrested|held|detained|charged|jailed|in custody|under arrest|nabbed|indicted|expelled|deported|sentenced)\b)",  # noqa: E501
    re.I,
)


def find_persons(note: Annotation, start: int, end: int) -> list[Party]:
    """All persons told of between ``start`` and ``end``, one by one, with and without a noun."""
    found = find_nouns(note, start, end)
    found += _of_a_region(note, start, end)
    found += _from_country(note, start, end)
    found += _by_age_alone(note, start, end)
    found += _by_passport(note, start, end)
    taken = [(p.start, p.end) for p in found]
    found += [p for p in _by_age(note, start, end) if not any(a < p.end and p.start < b for a, b in taken)]
    taken = [(p.start, p.end) for p in found]
    found += [p for p in _by_years(note, start, end) if not any(a < p.end and p.start < b for a, b in taken)]
    taken = [(p.start, p.end) for p in found]
    found += [p for p in _by_name(note, start, end) if not any(a < p.end and p.start < b for a, b in taken)]
    taken = [(p.start, p.end) for p in found]
    bare = (*_bare(note, start, end), *_counted_only(note, start, end))
    found += [p for p in bare if not any(a <= p.start < b or a < p.end <= b for a, b in taken)]
    return sorted(found, key=lambda p: p.start)


def _of_a_region(note: Annotation, start: int, end: int) -> Iterator[Party]:
    """Persons told by a people that is none of one country: "four Asians", "a West African"."""
    nations = within(note.nationalities, start, end)
    for match in note.finditer(words.PEOPLE_OF_A_REGION, start, end):
        if not any(n.start < match.end() and match.start() < n.end for n in nations):
            party = by_nationality(note, match.start(), match.end(), None, start)
            if party is not None and party.count is not None:
                yield party


def _from_country(note: Annotation, start: int, end: int) -> Iterator[Party]:
    """A part told by its country alone: "two of them from Ghana", "one is from Peru"."""
    low = note.low[start:end]
    if "from " not in low and " of " not in low:
        return
    for place in within(note.places, start, end):
        if place.where.level != "country" or not place.where.country:
            continue
        before = note.text[max(start, place.start - 60) : place.start]
        if like := _ELLIPTIC.search(before):
            role = _counted_role(note, max(start, place.start - 60) + like.start(), like["link"], start)
            if role is not None:
                yield Party(
                    start=max(start, place.start - 60) + like.start("n"),
                    end=place.end,
                    side="suspect",
                    role=role,
                    count=words.count_of(like["n"]),
                    nationality=place.where.country,
                )
                continue
        if all_from := _ALL_FROM.search(before):
            yield Party(
                start=place.start,
                end=place.end,
                side="suspect",
                role=None,
                count=None,
                nationality=place.where.country,
                relation="others" if all_from["others"] else "all",
                bare=True,
            )
            continue
        left = _SOME_FROM.search(before)
        if left is None:
            continue
        yield Party(
            start=max(start, place.start - 60) + left.start(),
            end=place.end,
            side="suspect",
            role=None,
            count=words.count_of(left["n"]),
            nationality=place.where.country,
            relation="part",
            bare=True,
        )


def _by_passport(note: Annotation, start: int, end: int) -> Iterator[Party]:
    """A part told by its papers: "three held Jordanian passports and one a Syrian one"."""
    if not _PAPERS.search(note.text, start, end):
        return
    told: int | None = None
    for nation in within(note.nationalities, start, end):
        at = max(start, nation.start - 50)
        left = note.search_cut(_HELD_PAPERS, at, nation.start)
        if left and not _PAPERS.match(note.text, nation.end):
            left = None
        if left is None and told is not None and nation.start - told < _NEXT_PAPERS:
            left = _AND_ANOTHERS.search(note.text[at : nation.start])
        if left is None:
            continue
        told = nation.end
        every = left["n"].lower().startswith(("both", "all", "they"))
        yield Party(
            start=at + left.start("n"),
            end=nation.end,
            side="suspect",
            role=None,
            count=None if every else words.count_of(left["n"]),
            nationality=nation.country,
            relation="all" if every else "part",
            bare=True,
        )


def _by_age_alone(note: Annotation, start: int, end: int) -> Iterator[Party]:
    """Persons told of by their age and nothing else: "a 27-year-old from Hong Kong", "a 19-year-old was held"."""
    for match in note.finditer(_OF_AN_AGE, start, end):
        after = match.end("origin") if match["origin"] else match.end()
        home = within(note.places, after, after + 1) if match["origin"] else ()
        country = home[0].where.country if home and home[0].where.level == "country" else None
        yield Party(
            start=match.start(),
            end=home[0].end if country else match.end(),
            side="suspect",
            role=None,
            count=1,
            nationality=country,
            speaks=does_speak(note, match.start(), match.end(), start),
        )


def _counted_role(note: Annotation, at: int, link: str, start: int) -> str | None:
    """The role of those counted right before ``at`` and told by their country: "two nationals of Mali | and one of Chad"."""  # noqa: E501
    before = [hit for hit in note.of("role", max(start, at - 40), at) if note.text.startswith(f" {link} ", hit.end)]
    return before[-1].entry.role if before and isinstance(before[-1].entry, Role) else None


def _by_age(note: Annotation, start: int, end: int) -> Iterator[Party]:
    """Persons told of by name and age alone: "Ann Lee Moss, 31, of Ely"."""
    if not _AGE.search(note.text, start, end):
        return
    for match in _AGED.finditer(note.text, start, end):
        if is_name(note, match.start("name"), match.end("name")):
            yield Party(
                start=match.start(),
                end=match.end(),
                side="suspect",
                role=None,
                count=1,
                nationality=None,
                name=match["name"],
                speaks=does_speak(note, match.start(), match.end(), start),
            )


def _by_years(note: Annotation, start: int, end: int) -> Iterator[Party]:
    """A person told of by age alone: "a 26-year-old was arrested"."""
    for match in note.finditer(_YEARS_OLD, start, end):
        yield Party(
            start=match.start(),
            end=match.end(),
            side="suspect",
            role=None,
            count=1,
            nationality=None,
            definite=match["the"].lower() == "the",
            refers=match["the"].lower() == "the",
            speaks=does_speak(note, match.start(), match.end(), start),
        )


def _by_name(note: Annotation, start: int, end: int) -> Iterator[Party]:
    """Persons told of by name alone, beside a verb that befalls only persons: "Ann Lee Moss was arrested"."""
    found: list[tuple[int, re.Match[str]]] = []
    for act in note.of("act", start, end):
        if not isinstance(act.entry, Act) or act.entry.takes != "persons" or act.entry.strength == "weak":
            continue
        begin = max(start, act.start - 120)
        if before := note.search_cut(_NAME_WAS, begin, act.start):
            found.append((begin, before))
            if other := _NAME_AND.search(note.text[begin : begin + before.start("name")]):
                found.append((begin, other))
        offset, listed = act.end, _NAME_AFTER
        while after := listed.match(note.text[offset : offset + 60]):
            found.append((offset, after))
            offset, listed = offset + after.end("name"), _AND_NAME
    if " by " in note.text[start:end]:
        found += [(start, match) for match in _DRIVEN_BY.finditer(note.text[start:end])]
    for offset, match in found:
        begin, stop = offset + match.start("name"), offset + match.end("name")
        known = note.text.find(match["name"].split()[-1], 0, begin) >= 0  # told of before: no new person
        if (
            not known
            and is_name(note, begin, stop)
            and not (note.of("role", begin, stop) or note.of("conveyance", begin, stop))
        ):
            yield Party(
                start=begin,
                end=stop,
                side="suspect",
                role=None,
                count=1,
                nationality=None,
                name=match["name"],
                speaks=does_speak(note, begin, stop, start),
            )


def may_be_bare(low: str) -> bool:
    """Whether words in small letters may tell of persons without a noun."""
    plain = "other" in low or "the rest" in low or "the remaining" in low
    return plain or bool(_THE_NUMBER.search(low) or _AN_ORDINAL.search(low))


def _bare(note: Annotation, start: int, end: int) -> Iterator[Party]:
    """Persons without a noun: "two others", "the rest", "a third"."""
    low = note.low[start:end]
    if not may_be_bare(low):
        return
    for match in (_BARE if "other" in low else _BARE_NO_OTHER).finditer(note.text, start, end):
        if match.start() and note.text[match.start() - 1] in "$€£.-0123456789":
            continue
        nth = match["nth"] or match["more"]
        like = _like(note, match.start(), start) if match[0].lower() == "another" else None
        yield Party(
            start=match.start(),
            end=match.end(),
            side="suspect",
            role=like.role if like else None,
            count=words.count_of(match["n"] or match["all"] or match["left"])
            if match["n"] or match["all"] or match["left"]
            else 1
            if nth or match[0].lower() == "another"
            else None,
            nationality=like.nationality if like else None,
            relation="others" if match["other"] else "all" if match["all"] else "part" if nth else "new",
            ordinal=words.ORDINALS.get(nth.lower()) if nth else None,
            bare=True,
            speaks=does_speak(note, match.start(), match.end(), start),
        )


def _counted_only(note: Annotation, start: int, end: int) -> Iterator[Party]:
    """Persons told by their number alone: "Five arrested: three Greeks and two Turks"."""
    if start < 3 and note.text[start:end].rstrip()[-1:] not in (".", ";", ":"):
        return  # a headline sums up what may be several incidents
    for match in note.finditer(_HELD_COUNT, start, end):
        count = words.count_of(match["n"])
        if count and not is_figure(note, match.start("n")):
            yield Party(
                start=match.start("n"),
                end=match.end("n"),
                side="suspect",
                role=None,
                count=count,
                nationality=None,
            )


def _like(note: Annotation, at: int, start: int) -> Party | None:
    """The single person told of just before "another", in this sentence or the one before."""
    sentence = min(start, note.sentence_of(start)[0])
    before = [p for p in find_nouns(note, sentence, at) if p.count == 1 and not p.speaks] if sentence < at else []
    return before[-1] if before and not before[-1].bare else None
