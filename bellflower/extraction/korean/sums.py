"""Sums over a period told apart from single catches: 지난 5년간 총 …, 올해 들어 …, 1990년부터 2010년까지 …"""

from __future__ import annotations

from collections.abc import Sequence

from bellflower.extraction.dates.dates import DateSpan
from bellflower.extraction.korean.acts import Told
from bellflower.extraction.korean.note import KoreanNote
from bellflower.extraction.korean.numbers import NUMBER
from bellflower.patterns import regex

PERIOD = regex(
    rf"(?:(?:지난|최근|과거)\s)?(?:{NUMBER}|몇|수)\s?(?:년|해|개월|달|주)\s?(?:간|동안|사이)"
    r"|올해?\s?들어|금년 들어|(?:올해|금년|지난해|작년|\d년)?\s?(?:상반기|하반기|[1-4]분기)|(?:지난|작|올"
    r"|이\s?)\S{0,2}\s?한\s?해(?:\s?동안)?"
    r"|\d{4}년?\s?(?:부터|~|∼|-|에서)\s?(?:\d{4}년|지금|현재|최근|올해|지난해)|\d{4}년\s?(?:이후|이래)|연간"
    r"|연평균|매년|해마다|해에만|한 달\s?(?:간|동안|새)"
)
_SUM = regex(
    r"(?:총|모두|합계|누적|도합|합쳐|전체)\s|에 달|에 이르|에 이른|이르렀|집계|건\b|차례|압수량|적발량|늘었"
    r"|줄었|증가|감소"
)
_TAKEN_IS = regex(
    r"(?:압수|적발|회수|몰수|검거|체포)(?:한|된|량|해 온|돼 온)\s?[^.]{0,24}?(?:은|는|이|가)\s(?:모두|총|약"
    r"|무려|합쳐|도합)?\s?\d"
)
_SPAN = regex(r"\d\s?(?:년|개월)\s?(?:간|동안)\s")
_ONE_AFTER_ANOTHER = regex(r"잇따라|연이어|차례로|비중|최대치|최다")
_TIMES = regex(
    r"(?:\d+|여러|수십|수백)\s?(?:차례|건)(?:에 걸쳐|의|을|를|에서|\s총|\s모두)\s?[^.]{0,20}(?:압수|적발|단속)"
)


def is_sum(note: KoreanNote, start: int, end: int, live: Sequence[Told], date: DateSpan | None) -> bool:
    """Whether a clause tells what was taken over a period or in several catches, rather than one catch."""
    text = note.text[start:end]
    if not any(told.act.takes != "persons" for told in live):
        return bool(PERIOD.search(text)) and bool(_SUM.search(text)) and date is None
    by_day = date is not None and "/" not in date.edtf and len(date.edtf) == 10
    if by_day:
        return False
    if PERIOD.search(text) and (_SUM.search(text) or _TAKEN_IS.search(text) or _SPAN.search(text) or date is None):
        return True
    if _TIMES.search(text):
        return True
    yearly = date is not None and ("/" in date.edtf or len(date.edtf) == 4)
    return yearly and bool(_TAKEN_IS.search(text) or _ONE_AFTER_ANOTHER.search(text))
