"""Cases with known truth: what happened is drawn first, then how reports tell it, so that linkage can be scored.

Same seed, same case, byte for byte. Everything is made up batch by batch, so a case of a million claims is a stream.

What happened (``events``): catches at real towns, airports and ports (GeoNames, ``packs/places``), of goods of the
packs, with near-duplicates on purpose: another catch at the same airport within days, another of the same good and a
similar weight in the same country and month, another by the same force, the same vessel caught again.

How it is told (``tellings``). Shares marked *corpus* were counted on the corpus of the tests (576 mentions read, 656 in
its gold): a country in nearly all, a date in 92 of 100, a place in 75, a force in 33, a named suspect in 8, a
conveyance in 7. Which dates, places and figures differ between reports of one incident, and how, is what the founding
case shows: a first count (40, 50 kg) beside the recovered total (125) and the landed one (150); a value in two
currencies and years; testimony's spellings (Hamkyung, Chungjin, Yonsah) beside gazetteer names; an area in chungbo told
as acres; dates of the arrest or of the announcement in place of the event's; a month or a year in later retellings.
How often each of these happens is a choice, made before any linker was run on it and the same for all seeds. About half
of the later reports follow an earlier one and repeat its figures, rounded or converted; the rest go back to what the
authorities said.

How it is written. Cases of claims (``readings``) have short texts, so that every quote stands; cases of reports
(``articles``) are newspaper articles in many manners, some of them round-ups, with sentences of nothing around the
facts, stock phrases and footers that many share, and metadata. Some are copies (``copying``): reprints, an agency's
text cut from below under a new headline, words exchanged for near-synonyms, kilograms told as pounds, a sentence
quoted, an outlet named as the source; copies of copies, too, and copies of an agency's text that is not in the case.

How much can be found. Some tellings say too little to be told from a neighbour's: boosted trees that were given the
truth of six cases, their pairs grouped by average linkage, reach precision 0.988 at recall 0.979 on another case of
20,000 claims and 0.985 at 0.976 on one of 100,000. What is far better than that has seen the truth.

Seeds 0 to 99 (``TUNING``) are for trying things out, seeds from 1,000 on (``MEASURING``) only for measuring.
"""

from __future__ import annotations

from benchmarks.generator.articles import Article, articles, write
from benchmarks.generator.readings import Told, readings

__all__ = ["MEASURING", "TUNING", "Article", "Told", "articles", "readings", "write"]

TUNING = range(100)
MEASURING = range(1000, 2000)
