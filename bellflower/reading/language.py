"""Which language a text is in."""

from __future__ import annotations

_ENOUGH = 40  # letters; below it a guess is worth nothing
_SAMPLE = 20_000


def language_of(text: str) -> str | None:
    """The language as an ISO 639-1 code, by py3langid; ``None`` for texts too short to tell."""
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH:
        return None
    import py3langid

    code, _ = py3langid.classify(sample)
    return str(code)
