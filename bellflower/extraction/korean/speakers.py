"""Who is said to have said it, in Korean: 소식통에 따르면, 경찰은 …했다고 밝혔다, 이 매체는 …를 인용해 보도했다."""

from __future__ import annotations

from bellflower.patterns import regex

_WHO = r"(?P<who>[^\s,.\"'“”][^,.\"“”\n]{1,28}?)"
_ACCORDING = regex(rf"{_WHO}에 (?:따르면|의하면)")
_QUOTING = regex(rf"{_WHO}(?:을|를) 인용해")
_SAID = regex(
    rf"(?:^|[,.]\s){_WHO}(?:은|는|이|가)\s[^\n]*?(?:다|라|냐|자"
    rf"|까)\"?고\s?(?:지난\s)?(?:\d{{1,2}}일\s)?(?:[^\s.]{{1,10}}에\s)?"
    r"(?:밝혔|전했|말했|발표했|보도했|주장했|증언했|설명했|덧붙였|강조했|한다|말한다|확인했)"
)
_INVERTED = regex(
    rf"(?:다|라)\"?고\s{_WHO}(?:은|는|이|가)\s(?:지난\s)?(?:\d{{1,2}}일\s)?(?:[^\s.]{{1,10}}에\s)?(?:밝혔|전했"
    rf"|말했|발표했|보도했|증언했)"
)
_BELIEVED = regex(r"것으로 (?P<how>알려졌|전해졌|보인|추정된|보도됐|전해진)|다고 (?P<said>한다)")
_ENGLISH = {
    "알려졌": "said to be (unattributed)", "전해졌": "reported (unattributed)", "전해진": "reported (unattributed)",
    "보인": "believed (unattributed)", "추정된": "estimated (unattributed)", "보도됐": "reported (unattributed)",
    "한다": "said to be (unattributed)",
}  # fmt: skip


def attributed_to(text: str) -> tuple[str, ...]:
    """The sources that a sentence names, outermost first; bare belief comes last and is marked as such."""
    found: list[tuple[int, int, str]] = []
    for pattern in (_ACCORDING, _QUOTING, _SAID, _INVERTED):
        match = pattern.search(text)
        if match and not any(match.start("who") < end and start < match.end("who") for start, end, _ in found):
            found.append((match.start("who"), match.end("who"), match["who"].strip()))
    names = [name for _, _, name in sorted(found, key=lambda one: one[0])]
    believed = _BELIEVED.search(text)
    if believed:
        names.append(_ENGLISH[believed["how"] or believed["said"]])
    return tuple(dict.fromkeys(names))
