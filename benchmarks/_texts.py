"""Made-up news for benchmarks: texts that name none of the goods, and reports that do; the same for the same seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

LENGTHS = (1500, 3000, 5000, 8000, 12000)  # characters
_SENTENCES = (
    "The council of {town} voted on {day} to rebuild the {thing} that the {season} floods had damaged.",
    "{person}, who chairs the {body}, said that the work would take {number} months and cost less than planned.",
    "Residents had asked for a new {thing} since {year}, and {number} of them came to the meeting.",
    "“We waited long enough,” said {person}, a teacher from {town} who has lived there for {number} years.",
    "In {year} the {body} counted {number} visitors, up from {number} the year before.",
    "The {season} festival opens in {town} next {day} with {number} choirs from all over the region.",
    "Engineers from the {body} inspected the {thing} near {town} and found no cracks.",
    "The school team won {number} of its matches this {season}; its coach, {person}, praised the younger players.",
    "A spokeswoman for the {body} declined to say when the {thing} would open again.",
    "Trains between {town} and {town} were late on {day} because a tree had fallen onto the line.",
    "{person} read from a new novel about the fishermen of {town} in the old {thing} on {day}.",
    "Scientists at the {body} measured the warmest {season} since {year}, {number} days of it without rain.",
    "The mayor of {town}, {person}, thanked the {number} volunteers who had cleaned the river bank.",
    "The orchestra’s café has moved into the {thing}, where Renée Müller bakes every {day}.",
    "Farmers around {town} expect a good harvest of apples and pears after the mild {season}.",
    "The {body} will publish its yearly review in {season}, and {person} will present it in {town}.",
)
_WORDS = {
    "town": "Ashford|Bremen|Cartagena|Dunedin|Esbjerg|Florence|Graz|Haifa|Izmir|Jena|Kobe|Lund|Malmo|Nantes|Oulu",
    "day": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    "season": "spring|summer|autumn|winter",
    "thing": "bridge|library|town hall|swimming pool|theatre|concert hall|playground|railway station|museum|lighthouse",
    "person": "Anna Berg|Tomas Lind|Maria Costa|Peter Novak|Helen Ward|Juan Prado|Olga Petrova|Samir Haddad|Li Na",
    "body": "water board|school board|weather service|university|tourist office|heritage trust|choir union|council",
}
_REPORTS = (
    "Customs officers seized {number} kilograms of heroin from a lorry near {town} on {day}, the {body} said.",
    "Two men were arrested in {town} with {number} grams of cocaine and {number} ecstasy tablets.",
    "Police in {town} found {number} kilos of hashish under the floor of a fishing boat in {year}.",
)


def _filled(form: str, dice: random.Random) -> str:
    def word(match: re.Match[str]) -> str:
        if match.group(1) == "number":
            return str(dice.randint(2, 900))
        if match.group(1) == "year":
            return str(dice.randint(1950, 2024))
        return dice.choice(_WORDS[match.group(1)].split("|"))

    return re.sub(r"\{(\w+)\}", word, form)


def story(dice: random.Random, size: int, goods: bool = False) -> str:
    """About ``size`` characters of news in paragraphs; with ``goods``, one paragraph of it tells of a seizure."""
    paragraphs, length = [], 0
    while length < size:
        paragraph = " ".join(_filled(dice.choice(_SENTENCES), dice) for _ in range(dice.randint(2, 6)))
        paragraphs.append(paragraph)
        length += len(paragraph) + 2
    if goods:
        paragraphs.insert(dice.randrange(len(paragraphs)), " ".join(_filled(form, dice) for form in _REPORTS))
    return "\n\n".join(paragraphs) + "\n"


def stories(size: int, relevant: float = 0.0, lengths: Sequence[int] = LENGTHS, seed: int = 7) -> Iterator[str]:
    """Texts of about these lengths, ``size`` characters together; a share of them tells of seizures."""
    dice = random.Random(seed)
    left = size
    while left > 0:
        made = story(dice, dice.choice(lengths), dice.random() < relevant)
        left -= len(made)
        yield made


def fill(folder: Path, size: int, relevant: float = 0.0, lengths: Sequence[int] = LENGTHS) -> int:
    """Writes :func:`stories` as text files, a thousand a folder; returns how many bytes they have."""
    written = 0
    for number, text in enumerate(stories(size, relevant, lengths)):
        if number % 1000 == 0:
            (folder / f"{number // 1000:03}").mkdir(parents=True)
        data = text.encode()
        (folder / f"{number // 1000:03}" / f"note{number:06}.txt").write_bytes(data)
        written += len(data)
    return written
