"""Which language a text is in."""

from __future__ import annotations

from bellflower.patterns import regex

_ENOUGH = 40  # letters; below it a guess is worth nothing
_HANGUL = regex("[\uac00-\ud7a3]")  # no other language is written in it, so that a few letters are enough
_SAMPLE = 20_000
_ENGLISH = (" the ", " of ", " and ")
_APART = 100  # characters: closer together, on average, these words stand in English and in no other language


def language_of(text: str) -> str | None:
    """The language as an ISO 639-1 code, by small words, script or py3langid; ``None`` for texts too short to tell."""
    sample = text[:_SAMPLE]
    if _is_english(sample):
        return "en"
    letters = sum(map(str.isalpha, sample))
    if not sample.isascii() and 2 * len(_HANGUL.findall(sample)) > letters:
        return "ko"
    if letters < _ENOUGH:
        return None
    import py3langid

    code, _ = py3langid.classify(sample)
    return str(code)


def _is_english(sample: str) -> bool:
    """Whether small words settle it: most reports are in English, and to count these costs next to nothing."""
    articles, *others = map(sample.count, _ENGLISH)
    return articles >= 4 and _APART * (articles + sum(others)) >= len(sample)
