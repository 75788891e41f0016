"""Korean place names by rule: one key for all the ways in which a syllable string is written in Latin letters.

Revised Romanisation, McCune-Reischauer (with marks and without), the DPRK's own style and the folk spellings of
testimonies differ in the same few places: vowels that Latin letters lack (eo, ŏ, u, o; ae, e), stops that are voiced or
not (ㄱ k/g, ㄷ t/d, ㅂ p/b, ㅈ ch/j), the initial ㄹ (r, n or nothing), doubled letters and a silent final h.
:func:`folk_key` folds all of these away, so it is lossy on purpose: use it only for names already known to be Korean.

Sources: Revised Romanisation of Korean (2000), McCune-Reischauer (1939).
"""

from __future__ import annotations

import re
import unicodedata

from bellflower.patterns import regex

# ruff: noqa: SIM905 - tables of syllables read better as words than as lists
_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()
_MEDIALS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()
_MR_INITIALS = "k kk n t tt r m p pp s ss - ch tch ch' k' t' p' h".split()
_MR_MEDIALS = "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i".split()
_VOICED = {"k": "g", "t": "d", "p": "b", "ch": "j"}
_FIRST, _LAST = 0xAC00, 0xD7A3

#: Words for a level of division that Koreans write after the name: province, county, city, town, ward, village.
SUFFIXES = ("nodongjagu", "rodongjagu", "bukto", "bukdo", "namdo", "ŭp", "up", "eup", "si", "gun", "kun", "ku", "gu",
            "ri", "ni", "do", "dong", "myon", "myeon")  # fmt: skip

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (regex(pattern), put)
    for pattern, put in (
        (r"[^a-z]", ""),
        (r"wh", "hw"),
        (r"weo", "wo"),
        (r"tch|ch|jj|zh|z", "j"),
        (r"tj+", "j"),
        (r"sh", "s"),
        (r"ph", "p"),
        (r"([aeiou])h(?![aeiouwy])", r"\1"),  # Yonsah
        (r"kk|gg|g(?!$)", "k"),
        (r"tt|dd|d", "t"),
        (r"pp|bb|b", "p"),
        (r"ss", "s"),
        (r"ngk", "nk"),
        (r"nk(?=[^aeiouwy]|$)", "n"),  # the nasal of -ng, before a consonant or at the end
        (r"g", "k"),
        (r"^y?[rl](?=[aeiouwy])|^n(?=[iy])", "n"),
        (r"^n(?=[iy])", ""),
        (r"l|r", "n"),
        (r"[nm](?=n)", ""),
        (r"oi|wae|oe|we", "wE"),
        (r"ae|ai|ay", "E"),
        (r"yeo|you|yuh|yu|yo", "yO"),
        (r"eui|ui", "i"),
        (r"eo|eu|oo|ou|uh|aw", "O"),
        (r"e", "E"),
        (r"[ou]", "O"),
        (r"w(?=O)", ""),
        (r"O+", "O"),
        (r"h$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def is_hangul(text: str) -> bool:
    """Whether ``text`` holds Hangul syllables and nothing but these and blanks."""
    letters = [c for c in text if not c.isspace()]
    return bool(letters) and all(_FIRST <= ord(c) <= _LAST for c in letters)


def _syllables(hangul: str) -> list[tuple[int, int, int]]:
    codes = [ord(c) - _FIRST for c in hangul if _FIRST <= ord(c) <= _LAST]
    return [(code // 588, code % 588 // 28, code % 28) for code in codes]


def revised(hangul: str) -> str:
    """Revised Romanisation, syllable by syllable, without the changes of sound between syllables."""
    out = ""
    for initial, medial, final in _syllables(hangul):
        out += (_INITIALS[initial] + _MEDIALS[medial] + _FINALS[final]).replace("-", "")
    return out


def mccune_reischauer(hangul: str) -> str:
    """McCune-Reischauer with its marks; a plain stop between voiced sounds is voiced, other assimilation is left."""
    out = ""
    for initial, medial, final in _syllables(hangul):
        letter = _MR_INITIALS[initial]
        if out and out[-1] in "aeiouŏŭnmgl" and not out.endswith(("k", "t", "p")):
            letter = _VOICED.get(letter, letter)
        out += (letter + _MR_MEDIALS[medial] + _FINALS[final]).replace("-", "")
    return out


def folk_key(name: str) -> str:
    """The key that a Hangul name and all its romanisations share; empty where ``name`` has no letters."""
    if is_hangul(name):
        name = revised(name)
    plain = name.casefold().replace("ŏ", "eo").replace("ŭ", "eu")
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    for pattern, put in _STEPS:
        plain = pattern.sub(put, plain)
    return plain
