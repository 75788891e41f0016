"""Page furniture in stored text: what the page says around the report, told by signals that hold for any site.

The text itself keeps every character, so offsets hold; the spans found here are passed over by extraction. Where a
line may be a sentence of the report it stays: furniture read as text costs little, a lost sentence can't be found
again. The signals follow the block features of boilerplate detection (Kohlschütter, Fankhauser and Nejdl 2010: words
in a block, full stops, link-like lists) with the wordings that sites use for menus, consent, credits and footers.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from bellflower.patterns import regex
from bellflower.text import flow

_BULLET = regex(r"\A\s*(?:[-•*·»›▪◦●○■□–—>|]|\(?\d{1,2}[.)])\s+")
_STOP = regex(r"[.!?。！？][\"'”’»)\]]*(?=\s|$)")
_NETWORKS = r"(?:instagram|youtube|facebook|twitter|linkedin|whatsapp|telegram|pinterest|tiktok|reddit|flipboard|rss)"
_AND = r"(?:[,|/·\s]|and|or|by|via|on|x|e-?mail|print|link)*"


def _whole(*forms: str) -> re.Pattern[str]:
    """Matches where one of the forms is all of the line."""
    return regex("|".join(rf"(?:{form})" for form in forms), re.IGNORECASE)


# Lines that are furniture wherever they stand.
_CERTAIN = _whole(
    # links for screen readers
    r"(?:skip|jump|go)(?: directly)? to (?:the )?(?:[\w-]+ ){0,3}"
    r"(?:content|menu|navigation|search|footer|sites?|main|text)",
    r"(?:zum (?:inhalt|hauptmenü)|aller au contenu|ir al contenido|vai al contenuto|본문 바로가기|跳到主要内容).{0,30}",
    # consent and scripts
    r"(?:accept|reject|allow|refuse|manage)(?: all)?(?: cookies| preferences| settings)?",
    r"cookie (?:settings|policy|notice)",
    r"(?:please )?(?:enable|turn on) javascript.{0,80}|your browser does not support.{0,60}",
    # sharing
    rf"(?:(?:share|follow|find|like|join)(?: us| this| it)?(?: (?:article|story|page|post))?(?: on| via| with)?|tweet)"
    rf"\W*{_AND}(?:{_NETWORKS}\W*{_AND})*",
    rf"(?:\w+ )?{_NETWORKS}(?: icon| logo| page| channel)?(?:{_AND}{_NETWORKS})*{_AND}",
    r"copy link|print(?: this)?(?: page| article)?|save(?: article)?|bookmark|listen",
    r"back to top|top of page|scroll to top",
    # the site and its reader
    r"send us (?:a message|an e-?mail|your \w+)\W*|contact(?: us)?|get in touch\W*|about us|our team|careers|site ?map",
    r"subscribe(?: (?:now|to .{1,40}))?\W*|sign (?:up|in)(?: (?:for|to) .{1,50})?\W*",
    r"log ?in|register|my account|donate(?: now)?|start now|loading\W*|menu|close|search(?: for)?:?",
    r"(?:terms (?:of (?:use|service)|and conditions)|privacy(?: policy| notice)?|legal notice|imprint|impressum"
    r"|disclaimer)(?:\W+(?:terms.*|privacy.*|cookies?.*|contact.*))?",
    r"advertis(?:ement|ing)|sponsored(?: content| links)?|(?:story|article) continues (?:below|after).{0,30}",
    r"(?:\d+ |leave a |post a |add a |view |show )comments?|leave a reply",
    # who made it
    r"(?:proudly )?powered by .{1,40}|(?:this )?(?:web)?site (?:was )?(?:designed|built|created) (?:with|by)\b.{0,60}",
    r".{0,30}create your (?:own )?(?:free )?website.{0,30}",
    # how to reach it
    r"(?:tel|phone|fax|call|mobile|t|f)?[.:]?\s*\(?\+?\d[\d()./ -]{7,}\d",
    r"(?:e-?mail:?\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?:page|seite) \d+(?: (?:of|von|/) \d+)?",
)
_BAR = regex(r"\s+[|·•›»/]\s+")
_SECTION = _whole(
    r"home(?:page)?|news|world|politics|business|economy|sports?|weather|culture|opinion|video|archives?|about(?: us)?",
    r"(?:older|newer|previous|next|earlier|later) (?:posts?|articles?|entry|entries|stories|story|page)",
)
_DATE_LIKE = regex(r"\d{4}-\d\d-\d\d.*|[\d .]+")
_COPYRIGHT = regex(r"(?:[©ⓒ]|\(c\)|copyright\b|all rights reserved\b)", re.IGNORECASE)
_RIGHTS = regex(r"\ball rights reserved\b", re.IGNORECASE)
_CONSENT = regex(
    r"\b(?:we|site|you|your|our|continu\w+|browser)\b.*\bcookies?\b"
    r"|\bcookies?\b.*\b(?:we|site|you|your|our|experience)\b",
    re.IGNORECASE,
)
_TEASER = regex(
    r"(?:(?:read|see|watch|listen|look|more)(?: (?:more|also|next|here|too))?|(?:also|now|must) (?:read|see|watch)"
    r"|related(?: (?:article|story|stories|news|reading))?|further reading|more (?:on|from|about) [\w ]{1,30}"
    r"|recommended(?: for you)?|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|leia também"
    r"|leggi anche|читайте также|관련 ?기사|相关新闻|関連記事)\s*[:：|>»–]\s*\S.*",
    re.IGNORECASE,
)
_CREDIT = regex(
    r"(?:^|(?<=[\w.,)\"'”’])|(?<=[\s(\[|–-]))"
    r"(?P<credit>(?i:(?:image|photo(?:graph)?|picture|pic|foto|bild|video|graphic|illustration)s?"
    r"(?: (?:credit|courtesy|source)s?)?)(?:\s*:\s*(?=[\w©])|\s+(?:by|courtesy of)\s+(?=[A-Z©]))[^.!?:]{2,60})[)\]]?$"
)
_LIST_HEAD = _whole(
    r"(?:related|recommended|popular|latest|trending|similar|further|other|top|recent)"
    r" (?:articles?|stories|story|posts?|news|reading|topics?|content|links?):?",
    r"(?:related|recommended|trending|most (?:read|viewed|popular|shared)):?",
    r"more (?:on|from|in|about) (?:this|the) (?:topic|story|author|section|site):?",
    r"more (?:stories|news|articles|headlines):?",
    r"(?:you (?:may|might) also (?:like|be interested in)|don'?t miss|read next|up next|explore more):?",
    r"editors?['’]s? picks?:?",
    r"(?:tags|topics|keywords|filed under|categories)(?:\s*:.{0,120})?",
)
_ROLE = r"(?:journalist|reporter|correspondent|editor|writer|columnist|author|contributor|blogger|freelancer|producer)"
_NAME = r"(?-i:(?!The |An? )[A-ZÀ-ÞЀ-Я][\w.'’-]*(?: (?:[A-ZÀ-ÞЀ-Я][\w.'’-]*|al|bin|da|de|der|el|la|van|von)){1,3}?)"
_BIO = regex(
    rf"{_NAME},? (?:is |was )?(?:an? |the )?(?:[\w-]+ ){{0,5}}?{_ROLE}\b"
    r".*\b(?:based in|cover(?:s|ing)|focus(?:es|ing|ed)? on|writ(?:es|ing)|reports? (?:on|from|for)|speciali[sz]\w+|"
    r"contribut\w+|follow (?:him|her|them)|on twitter)\b.*",
    re.IGNORECASE,
)
_ADDRESS = regex(
    r"\b(?:floor|suite|building|bldg|street|st|road|rd|avenue|ave|boulevard|blvd|p\.?o\.? box"
    r"|[\w-]+-(?:ro|gil|gu|dong|do)|[\w]*stra(?:ß|ss)e|rue|calle|via"
    r"|\d{5}|\d{3}-\d{3,4}|[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2})\b",
    re.IGNORECASE,
)
_LONG = 20  # words: a line that long with a full stop in it is prose


class _Page(msgspec.Struct, frozen=True):
    """A text's lines that aren't blank: where they stand, and their words."""

    text: str
    lines: list[tuple[int, int]]
    words: list[str]

    def touching(self, number: int) -> bool:
        """Whether a line follows the one before it without a blank line between."""
        return number > 0 and self.text.count("\n", self.lines[number - 1][1], self.lines[number][0]) == 1


def furniture(text: str, pages: Sequence[int] = ()) -> tuple[tuple[int, int], ...]:
    """Spans ``(start, end)`` of page furniture in a stored text, in order and apart from each other.

    ``pages`` are the offsets at which pages start: their running heads and feet are found by repetition. A span covers
    whole lines, or the picture credit at the end of a line that else is a sentence.
    """
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    page = _Page(text, lines, [text[start:end].strip() for start, end in lines])
    marked: dict[int, int] = {}  # line -> offset in it where furniture starts
    for number, line in enumerate(page.words):
        if _inside_prose(page.words, number):
            continue
        if _certain(line):
            marked[number] = 0
        elif (credit := _CREDIT.search(line)) is not None:
            marked[number] = credit.start("credit") if _sentence(line[: credit.start("credit")]) else 0
            if not marked[number]:
                marked |= dict.fromkeys(_captions(page, number), 0)
    marked = (
        dict.fromkeys([*_menus(page, marked), *_lists(page), *_addresses(page), *_running(page, pages)], 0) | marked
    )
    marked = dict.fromkeys(_footer(page, marked), 0) | marked
    marked = dict.fromkeys(_biography(page.words, marked), 0) | marked
    return tuple(_joined(page, marked))


def _certain(line: str) -> bool:
    bare = _BULLET.sub("", line, count=1).strip()
    count = len(bare.split())
    if _CERTAIN.fullmatch(bare.rstrip(".")) and not _DATE_LIKE.fullmatch(bare):
        return True
    parts = _BAR.split(bare)
    if len(parts) >= 3 and all(len(part.split()) <= 4 and not re.search(r"\d", part) for part in parts):
        # A menu on one line: some of its entries are what every site has.
        return sum(bool(_SECTION.fullmatch(part) or _CERTAIN.fullmatch(part)) for part in parts) >= 2
    if count <= 25 and (_COPYRIGHT.match(bare) or (count <= 12 and _RIGHTS.search(bare))):
        return True
    if count <= 60 and _CONSENT.search(bare):
        return not re.search(r"\d", bare)
    return count <= 20 and bool(_TEASER.fullmatch(bare)) and not re.search(r"\.[\"'”’)]*$", bare)


def _sentence(line: str) -> bool:
    """Whether a line reads as prose: a full stop after at least five words."""
    stop = _STOP.search(line)
    return len(line.split()) >= 5 and stop is not None


def _prose(line: str) -> bool:
    """Whether a line is surely the report's: a sentence of eight words or more, or a long paragraph."""
    count = len(line.split())
    return count > _LONG or (count >= 8 and _STOP.search(line) is not None)


def _inside_prose(words: list[str], number: int) -> bool:
    """Whether a line goes on a sentence of the line before it, or is gone on with by the next, as wrapped text does."""
    line = words[number]
    above = words[number - 1] if number else ""
    unfinished = len(above) > 40 and not _STOP.search(above[-3:])
    if unfinished and (line[:1].islower() or re.search(r"\.[\"'”’)]*$", line)):
        return True
    following = words[number + 1] if number + 1 < len(words) else ""
    return len(line) > 55 and following[:1].islower() and not _STOP.search(line[-3:]) and not _CREDIT.search(line)


def _captions(page: _Page, number: int) -> Iterator[int]:
    """The lines straight above a credit that belong to its picture: short, without a full stop."""
    while page.touching(number):
        number -= 1
        line = page.words[number]
        if _STOP.search(line) or len(line.split()) > 15 or line.endswith(":"):
            return
        yield number


def _menus(page: _Page, marked: dict[int, int]) -> Iterator[int]:
    """Runs of three or more short list items above the report's first sentence: the page's navigation."""
    words = page.words
    first = next((n for n, line in enumerate(words) if _prose(line) and n not in marked), 0)
    run: list[int] = []
    for number in range(min(first + 1, len(words))):
        item = _BULLET.match(words[number])
        bare = words[number][item.end() :] if item else ""
        if item and len(bare.split()) <= 6 and not re.search(r"[\d.:;]", bare):
            run.append(number)
            continue
        if len(run) >= 3 and not (run[0] and words[run[0] - 1].endswith((":", "："))):
            yield from run
        run = []


def _lists(page: _Page) -> Iterator[int]:
    """A heading such as "Related articles" and the headlines below it, up to the next sentence."""
    words = page.words
    for number, line in enumerate(words):
        if not _LIST_HEAD.fullmatch(line) or _inside_prose(words, number):
            continue
        yield number
        for below in range(number + 1, min(number + 12, len(words))):
            title = words[below]
            # Figures below such a heading may be the report's own list.
            if re.search(r"\d|[.!?。！？][\"'”’»)\]]*(?:\s|$)", title) or len(title.split()) > _LONG:
                break
            # Without a blank line or a bullet, the first line below may be a heading of the report.
            if not (page.touching(below) or _BULLET.match(title)) or _inside_prose(words, below):
                break
            yield below


def _addresses(page: _Page) -> Iterator[int]:
    """Blocks of short lines, at least two of which read as parts of a postal address."""
    words = page.words
    block: list[int] = []
    for number in range(len(words) + 1):
        if number < len(words) and (not block or page.touching(number)):
            block.append(number)
            continue
        short = all(len(words[n]) <= 80 and not _STOP.search(words[n]) for n in block)
        if short and sum(bool(_ADDRESS.search(words[n])) and bool(re.search(r"\d|,|-", words[n])) for n in block) >= 2:
            yield from block
        block = [number]


def _footer(page: _Page, marked: dict[int, int]) -> Iterator[int]:
    """All that is below the report's last sentence, where at least two lines there are furniture for certain."""
    words = page.words
    last = max(_prose_lines(page, marked), default=len(words))
    tail = range(last + 1, len(words))
    sure = [n for n in tail if n in marked]
    if len(sure) < 2:
        return
    for number in tail:
        # A short line with figures above the first certain one may be the end of a table or a list of the report.
        if number > sure[0] or not (re.search(r"\d", words[number]) or _BULLET.match(words[number])):
            yield number


def _prose_lines(page: _Page, marked: dict[int, int]) -> Iterator[int]:
    """The lines that belong to prose: wrapped lines are judged as the paragraph that they make, less its furniture."""
    flowed = flow(page.text)
    run: list[int] = []
    for number, (start, _) in enumerate(page.lines):
        certain = marked.get(number) == 0
        if run and (certain or "\n" in flowed[page.lines[run[-1]][1] : start]):
            if _prose(flowed[page.lines[run[0]][0] : page.lines[run[-1]][1]]):
                yield from run
            run = []
        if not certain:
            run.append(number)
    if run and _prose(flowed[page.lines[run[0]][0] : page.lines[run[-1]][1]]):
        yield from run


def _biography(words: list[str], marked: dict[int, int]) -> Iterator[int]:
    """What the page says of the author below the report."""
    left = [n for n in range(len(words)) if n not in marked][-3:]
    for number in left:
        line = words[number]
        if len(line.split()) > 50 or re.search(r"\d", line) or not _BIO.fullmatch(line):
            continue
        yield number
        above = words[number - 1] if number else ""
        if 2 <= len(above.split()) <= 4 and line.startswith(above):
            yield number - 1


def _running(page: _Page, pages: Sequence[int]) -> Iterator[int]:
    """Heads and feet of pages: first and last lines that at least three pages, and half of them, have in common.

    They may differ by a number that goes up by one from page to page. Sentences are never meant.
    """
    if len(pages) < 3:
        return
    edges: dict[int, tuple[str, int]] = {}
    for index, (start, end) in enumerate(itertools.pairwise([*pages, len(page.text)])):
        inside = [n for n, (a, b) in enumerate(page.lines) if start <= a and b <= end]
        for number in {*inside[:2], *inside[-2:]}:
            line = page.words[number]
            if len(line) > 120 or _sentence(line):
                continue
            counter = re.search(r"(?<![\d.,])\d{1,4}(?![\d.,])", line)
            if counter:
                edges[number] = line[: counter.start()] + "#" + line[counter.end() :], int(counter.group()) - index
            else:
                edges[number] = line, 0
    often = Counter(edges.values())
    same = Counter(page.words[number] for number in edges)
    least = max(3, len(pages) // 2)
    for number, shape in edges.items():
        if often[shape] >= least or same[page.words[number]] >= least:
            yield number


def _joined(page: _Page, marked: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The marked lines as spans, neighbours with nothing but line feeds between them made one."""
    start = end = -1
    for number in sorted(marked):
        a, b = page.lines[number]
        if marked[number]:
            a = page.text.index(page.words[number], a) + marked[number]
        if start >= 0 and page.text[end:a].strip():
            yield start, end
            start = -1
        start, end = (a if start < 0 else start), b
    if start >= 0:
        yield start, end
