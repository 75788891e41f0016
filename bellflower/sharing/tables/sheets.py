"""The workbook's sheets: what stands behind the incidents, and what every column means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

import msgspec

from bellflower.reconciliation.yardstick import likelihood, probability_of
from bellflower.records import Amount, Dossier, Goods, Party, Report, Value, When, Where
from bellflower.sharing.dates import bounds
from bellflower.sharing.labels import label
from bellflower.sharing.rulings import reviews, yardstick_in_words
from bellflower.sharing.tables.columns import Column, Row, Table, joined, number
from bellflower.sharing.tables.decisions import (
    REVIEW,
    decision_table,
    evidence_order,
    redirect_table,
)
from bellflower.sharing.tables.incidents import incident_table, say

CLAIM_COLUMNS = (
    Column("claim_id", "The claim; the same after every rebuild"),
    Column("report_id", "The report it stands in (sheet sources)"),
    Column("start", "Where the quote begins in the report's text", "characters from 0", 8),
    Column("end", "Where the quote ends", "characters, not included", 8),
    Column("predicate", "What the claim is about", "a predicate of the codebook"),
    Column("subject", "Of what it is said", width=24),
    Column("value", "The value in words", width=30),
    Column("value_raw", "The value as the report writes it", width=24),
    Column("number", "The figure, or the lower end of a range; or how many persons", "number", 12),
    Column("number_max", "The upper end where the report gives a range", "number", 12),
    Column("unit", "Unit of number", "UCUM, a count, ISO 4217, or a rate such as USD/kg", 10),
    Column("goods", "The good meant", width=18),
    Column("edtf", "The date meant", "EDTF level 1", 14),
    Column("first_day", "First day of edtf without its ~ or ?; empty where open", "YYYY-MM-DD", 12),
    Column("last_day", "Last day of edtf without its ~ or ?; empty where open", "YYYY-MM-DD", 12),
    Column("country", "The country meant, of a place, a person or a force", "ISO 3166-1 alpha-2", 8),
    Column("qualifier", "How the value is hedged", "exact, approximate, at_least, at_most, range, order_of_magnitude"),
    Column("modality", "How it is put forward", "asserted, alleged, denied, negated, planned, hypothetical, ...", 12),
    Column("aggregation", "One event or a total", "single_event, cumulative, annual_rate, capacity, unknown", 14),
    Column("attributed_to", "Who says so inside the text, outermost first", "parted by ←", 24),
    Column("mention_id", "The telling of an incident that it belongs to; empty outside incidents"),
    Column("incident_ids", "The incidents built on it", "ids, parted by ;"),
    Column("extractor", "What found it, at which version and by which rule", "name version rule", 20),
    Column("review", REVIEW[0], REVIEW[1], 12),
    Column("reliability", "Reliability of the report's source", "A to F, of the Admiralty code", 9),
    Column("credibility", "Credibility of the item, whoever says so", "1 to 6, of the Admiralty code", 9),
    Column("credibility_basis", "On what basis", width=40),
    Column("quote", "The exact words", width=60),
    Column("prefix", "The words just before the quote", width=24),
    Column("suffix", "The words just after the quote", width=24),
    Column("value_json", "The value whole, as in claims.jsonl", "JSON", 30),
)
VALUE_COLUMNS = (
    Column("incident_id", "The incident"),
    Column("slot", "Which of its slots"),
    Column("shown", "Whether this is the value shown in the sheet incidents", "yes or no", 8),
    Column("value", "The value in words", width=36),
    Column("independent_origins", "How many independent origins say so", "number", 12),
    Column("rule", "By which rule the shown value was chosen", width=36),
    Column("claim_ids", "The claims that say so", "ids, parted by ;", 30),
    Column("value_json", "The value whole", "JSON", 30),
)
MENTION_COLUMNS = (
    Column("mention_id", "The telling: an incident as one report has it"),
    Column("report_id", "The report that tells it (sheet sources)"),
    Column("incident_id", "The incident it was taken for; empty where for none"),
    Column("incident_type", "Kinds of act", "as in the sheet incidents"),
    Column("start", "Where its words begin in the report's text", "characters from 0", 8),
    Column("end", "Where they end", "characters, not included", 8),
    Column("quote", "Its exact words", width=70),
    Column("claim_ids", "The claims that fill it", "ids, parted by ;", 30),
)
CONFLICT_COLUMNS = (
    Column("conflict_id", "The conflict; the same on each of its rows"),
    Column("incident_id", "The incident it is about; empty where it is about none"),
    Column(
        "kind", "What kind of conflict", "partial_total, unit, date_basis, place_level, valuation, true_conflict, ..."
    ),
    Column("slot", "What the values disagree about"),
    Column("value", "One of the values, in words", width=36),
    Column(
        "taken_for",
        "What the value is taken for beside the others",
        "recovered, partial, imported, another total, contested, taken back, level and year of a worth, date of ..., "
        "shown",
    ),
    Column("spread", "From the lowest value to the highest, or from the first day to the last", width=20),
    Column("independent_origins", "How many independent origins have this value", "number", 12),
    Column("claim_ids", "The claims with this value", "ids, parted by ;", 30),
    Column("shown", "What is shown in the end", width=30),
    Column("rule", "By which rule that was chosen", width=30),
    Column("explanation", "How the values may go together, or why they don't", width=50),
    Column("value_json", "The value whole", "JSON", 30),
)
POSSIBLE_COLUMNS = (
    Column("incident_id", "An incident"),
    Column("may_be_incident_id", "Another that may be the same; they are kept apart"),
    Column("score", "How much speaks for it: the logarithm of the odds", "bits", 8),
    Column("likelihood", "The same in words of the yardstick", "ICD 203 or PHIA, as the sheet read me says", 20),
    Column("why", "What speaks for it", width=60),
)
CHECK_COLUMNS = (
    Column("check_id", "The cross-check"),
    Column("identity", "What must hold if all the claims are right", width=30),
    Column("implied_low", "What the inputs imply, lowest", "number", 16),
    Column("implied_high", "What the inputs imply, highest", "number", 16),
    Column("stated_low", "What is stated, lowest", "number", 16),
    Column("stated_high", "What is stated, highest", "number", 16),
    Column("unit", "Unit of these figures", width=12),
    Column("ratio_low", "Stated over implied, lowest; empty where units differ", "number", 10),
    Column("ratio_high", "Stated over implied, highest; empty where units differ", "number", 10),
    Column("verdict", "What comes of it", "agrees, contradicts, cannot_tell", 14),
    Column("explanation", "The same in words", width=50),
    Column("input_claim_ids", "The claims that imply", "ids, parted by ;", 30),
    Column("against_claim_ids", "The claims that state", "ids, parted by ;", 30),
)
SOURCE_COLUMNS = (
    Column("report_id", "The report: the first 16 digits of content_sha256"),
    Column("file", "Name of the file as it came", width=24),
    Column("title", "Title", width=40),
    Column("authors", "Authors", "parted by ;", 22),
    Column("publisher", "Publisher", width=22),
    Column("published", "Date of publication", "EDTF", 12),
    Column("language", "Language", "BCP 47", 9),
    Column("url", "Where it was found", "URL as text", 30),
    Column("source_type", "What kind of source speaks", "a source_type of the codebook"),
    Column("reliability", "Reliability of the source", "A to F, of the Admiralty code", 9),
    Column("reliability_basis", "On what basis", width=30),
    Column("tlp", "Traffic Light Protocol 2.0 marking", width=10),
    Column("derived_from", "From what it takes what it says (sheet lineage)", "reports or names, parted by ;", 30),
    Column("claims", "How many claims were read out of it", "number", 8),
    Column("incidents", "How many incidents it tells of", "number", 9),
    Column("media_type", "Format of the file"),
    Column("characters", "Length of its text; empty where it speaks of none of the goods", "characters", 10),
    Column("content_sha256", "SHA-256 of the file's bytes", "hexadecimal", 30),
    Column("text_sha256", "SHA-256 of its text", "hexadecimal", 30),
    Column("text_normalisation", "The form of the text that offsets count in"),
)
LINEAGE_COLUMNS = (
    Column("report_id", "The report that derives"),
    Column("from_id", "The report that it derives from; empty where that one isn't in the case"),
    Column("from_name", "The name that it gives as its source, where that one isn't in the case", width=24),
    Column("kind", "How it derives", "reprint, wire, translation, citation, summary, update, correction", 12),
    Column("score", "How sure that is", "0 to 1", 8),
    Column("why", "What shows it", width=44),
    Column("evidence", "Kind of this passage", "shared_passage, quotation, named_source, date"),
    Column("passage", "The passage in the report that derives", width=50),
    Column("source_passage", "The passage that it comes from", width=50),
)
REFUSAL_COLUMNS = (
    Column("file", "Name of the file", width=30),
    Column("reason", "Why it could not be read", width=50),
    Column("mend", "What can be done about it", width=50),
)
DICTIONARY_COLUMNS = (
    Column("sheet", "The sheet that the column is in"),
    Column("column", "Its name", width=22),
    Column("description", "What it holds", width=80),
    Column("format", "Its unit or format", width=60),
)
READ_ME = (
    "Every figure leads back to its words: claim_ids name rows of the sheet claims, and there stand the exact quote "
    "and its place in the report's text.",
    "One row of the sheet incidents is one good of one incident in one unit of measure: to count incidents, count "
    "incident_id, not rows; and don't sum figures with different stages or units.",
    "An empty cell means that no report says; it never means zero.",
    "Where reports disagree nothing is averaged: one value is shown, by a rule that is named, and the others stand in "
    "other_values and in the sheets values and conflicts.",
    "A reprint, a translation or a rewrite of another report adds no independent origin.",
    "Counts are of what was reported, so at least; they follow what is reported as much as what happens.",
    "Reliability (A to F) is of a source, credibility (1 to 6) of what is said; neither follows from the other, and F "
    "and 6 mean that there is no basis, not that it is bad.",
    "What analysts rejected fills no incident and stays among the claims; an amended claim says so in extractor.",
    "Incidents that may be one are kept apart and stand in the sheet possible.",
    "Text is stored as text: a cell that begins with an equals sign is the words of a report, not a formula. In "
    "incidents.csv such a cell has an apostrophe in front.",
    "Not in this workbook: the texts of the reports and the links between words and page, which are in the dossier.",
)


def sheets(dossier: Dossier) -> list[Table]:
    """All sheets of the workbook, in order."""
    tables = [
        incident_table(dossier),
        _claims(dossier),
        conflict_table(dossier),
        _sources(dossier),
        _values(dossier),
        _mentions(dossier),
        _possible(dossier),
        _checks(dossier),
        _lineage(dossier),
        _refusals(dossier),
        decision_table(dossier),
        redirect_table(dossier),
    ]
    return [_read_me(dossier, tables), *tables, data_dictionary(tables)]


def data_dictionary(tables: Sequence[Table]) -> Table:
    """Every column of the tables: what it holds, in which unit or format."""
    rows: list[Row] = [
        {"sheet": table.name, "column": column.name, "description": column.description, "format": column.format}
        for table in tables
        for column in table.columns
    ]
    return Table("data dictionary", "What every column holds", DICTIONARY_COLUMNS, rows)


def documentation() -> str:
    """The data dictionary as Markdown, a section for each table."""
    nothing = Dossier(
        title="", reports=(), refusals=(), claims=(), mentions=(), incidents=(), possible=(), conflicts=(),
        derivations=(), cross_checks=(),
    )  # fmt: skip
    parts = [
        "# The tables\n",
        "`incidents.csv` is the sheet *incidents*, `conflicts.csv` the sheet *conflicts*; `incidents.xlsx` holds them "
        "all.\n",
    ]
    for table in sheets(nothing)[1:-1]:
        parts += [
            f"## {table.name}\n",
            f"{table.about}.\n",
            "| column | what it holds | unit or format |\n|---|---|---|",
        ]
        parts += [f"| `{c.name}` | {c.description} | {c.format} |" for c in table.columns]
        parts[-1] += "\n"
    return "\n".join([*parts, "## To know\n", *(f"- {text}" for text in READ_ME)]) + "\n"


def _read_me(dossier: Dossier, tables: Sequence[Table]) -> Table:
    columns = (Column("about", "About this workbook", width=24), Column("text", "", width=110))
    rows: list[Row] = [{"about": "Case", "text": dossier.title}]
    rows += [{"about": "To know" if not index else None, "text": text} for index, text in enumerate(READ_ME)]
    rows.append({"about": "Words of probability", "text": yardstick_in_words(dossier.yardstick)})
    rows += [{"about": f"Sheet {t.name}", "text": f"{t.about}: {len(t.rows)}"} for t in tables]
    rows.append({"about": "Sheet data dictionary", "text": "What every column holds"})
    return Table("read me", "What this workbook is", columns, rows)


def _claims(dossier: Dossier) -> Table:
    incidents_of: dict[str, list[str]] = {}
    for incident in dossier.incidents:
        for slot in incident.slots:
            for value in slot.values:
                for claim_id in value.claim_ids:
                    incidents_of.setdefault(claim_id, []).append(incident.id)
    review = reviews(dossier.rulings)
    reliable = {grade.report_id: grade for grade in dossier.source_grades}
    credible = {grade.claim_id: grade for grade in dossier.item_grades}
    rows: list[Row] = [
        {
            "claim_id": claim.id,
            "report_id": claim.report_id,
            "start": claim.quote.start,
            "end": claim.quote.end,
            "predicate": claim.predicate,
            "subject": claim.subject or None,
            "value": label(claim.value, claim.qualifier),
            "value_raw": claim.value_raw,
            **_parts(claim.value),
            "qualifier": claim.qualifier,
            "modality": claim.modality,
            "aggregation": claim.aggregation,
            "attributed_to": " ← ".join(claim.attributed_to) or None,
            "mention_id": claim.mention,
            "incident_ids": joined(incidents_of.get(claim.id, [])),
            "extractor": " ".join(filter(None, (claim.extractor, claim.extractor_version, claim.rule))),
            "review": review.get(claim.id, "unreviewed"),
            "reliability": reliable[claim.report_id].reliability if claim.report_id in reliable else None,
            "credibility": credible[claim.id].credibility if claim.id in credible else None,
            "credibility_basis": credible[claim.id].basis if claim.id in credible else None,
            "quote": claim.quote.exact,
            "prefix": claim.quote.prefix or None,
            "suffix": claim.quote.suffix or None,
            "value_json": _json(claim.value),
        }
        for claim in evidence_order(dossier.claims)
    ]
    return Table("claims", "What the reports say, one assertion a row", CLAIM_COLUMNS, rows)


def _parts(value: Value) -> Row:
    """The cells that a value fills by its kind."""
    row: Row = dict.fromkeys(("number", "number_max", "unit", "goods", "edtf", "first_day", "last_day", "country"))
    match value:
        case Amount():
            row |= {"number": number(value.value), "number_max": number(value.value_max), "unit": value.unit}
            row["goods"] = value.goods
        case Goods():
            row["goods"] = value.name
        case When():
            row["edtf"] = value.edtf
            row["first_day"], row["last_day"] = bounds(value.edtf)
        case Where():
            row["country"] = value.country
        case Party():
            row |= {"number": value.count, "country": value.nationality or value.country}
    return row


def _values(dossier: Dossier) -> Table:
    rows: list[Row] = [
        {
            "incident_id": incident.id,
            "slot": slot.name,
            "shown": "yes" if rank == slot.chosen else "no",
            "value": say(value),
            "independent_origins": value.origins,
            "rule": slot.rule or None,
            "claim_ids": joined(value.claim_ids),
            "value_json": _json(value.value),
        }
        for incident in dossier.incidents
        for slot in incident.slots
        for rank, value in enumerate(slot.values)
    ]
    return Table("values", "Every value of every slot of every incident, shown or not", VALUE_COLUMNS, rows)


def _mentions(dossier: Dossier) -> Table:
    incident_of = {one: incident.id for incident in dossier.incidents for one in incident.mention_ids}
    rows: list[Row] = [
        {
            "mention_id": mention.id,
            "report_id": mention.report_id,
            "incident_id": incident_of.get(mention.id),
            "incident_type": joined(mention.kinds),
            "start": mention.quote.start,
            "end": mention.quote.end,
            "quote": mention.quote.exact,
            "claim_ids": joined(mention.claim_ids),
        }
        for mention in dossier.mentions
    ]
    return Table("mentions", "Incidents as single reports tell them", MENTION_COLUMNS, rows)


def conflict_table(dossier: Dossier) -> Table:
    """All conflicts, a row for each of their values; to count conflicts, count ``conflict_id``."""
    rows: list[Row] = [
        {
            "conflict_id": conflict.id,
            "incident_id": conflict.incident_id,
            "kind": conflict.kind,
            "slot": conflict.slot,
            "value": say(value),
            "taken_for": taken_for,
            "spread": conflict.spread or None,
            "independent_origins": value.origins,
            "claim_ids": joined(value.claim_ids),
            "shown": conflict.shown,
            "rule": conflict.rule,
            "explanation": conflict.explanation,
            "value_json": _json(value.value),
        }
        for conflict in dossier.conflicts
        for value, taken_for in zip(conflict.values, conflict.taken_for or (None,) * len(conflict.values), strict=True)
    ]
    return Table("conflicts", "Where claims disagree, one row for each value", CONFLICT_COLUMNS, rows)


def _possible(dossier: Dossier) -> Table:
    rows: list[Row] = [
        {
            "incident_id": pair.incident_ids[0],
            "may_be_incident_id": pair.incident_ids[1],
            "score": number(pair.score),
            "likelihood": likelihood(probability_of(pair.score), dossier.yardstick),
            "why": pair.why,
        }
        for pair in dossier.possible
    ]
    return Table("possible", "Incidents that may be one, kept apart", POSSIBLE_COLUMNS, rows)


def _checks(dossier: Dossier) -> Table:
    rows: list[Row] = [
        {
            "check_id": check.id,
            "identity": check.identity,
            **_ends("implied", check.implied),
            **_ends("stated", check.stated),
            "unit": check.unit,
            **_ends("ratio", check.ratio),
            "verdict": check.verdict,
            "explanation": check.explanation,
            "input_claim_ids": joined(check.inputs),
            "against_claim_ids": joined(check.against),
        }
        for check in dossier.cross_checks
    ]
    return Table("cross-checks", "Claims joined by an accounting identity", CHECK_COLUMNS, rows)


def _ends(name: str, interval: tuple[float, float] | None) -> Row:
    low, high = interval or (None, None)
    return {f"{name}_low": number(low), f"{name}_high": number(high)}


def _sources(dossier: Dossier) -> Table:
    names = {report.id: report.title or report.stem for report in dossier.reports}
    claims = Counter(claim.report_id for claim in dossier.claims)
    incidents = Counter(report_id for incident in dossier.incidents for report_id in set(incident.report_ids))
    origins: dict[str, list[str]] = {}
    for found in dossier.derivations:
        name = names.get(found.from_id or "", found.from_name or found.from_id or "")
        origins.setdefault(found.report_id, []).append(name)
    grades = {grade.report_id: grade for grade in dossier.source_grades}
    rows: list[Row] = [
        {
            **_source(report),
            "reliability": grades[report.id].reliability if report.id in grades else None,
            "reliability_basis": grades[report.id].basis if report.id in grades else None,
            "derived_from": joined(origins.get(report.id, [])),
            "claims": claims[report.id],
            "incidents": incidents[report.id],
        }
        for report in dossier.reports
    ]
    return Table("sources", "The reports that were read", SOURCE_COLUMNS, rows)


def _source(report: Report) -> Row:
    return {
        "report_id": report.id,
        "file": _file_name(report.path),
        "title": report.title,
        "authors": joined(report.authors),
        "publisher": report.publisher,
        "published": report.published,
        "language": report.language,
        "url": report.url,
        "source_type": report.source_type,
        "tlp": report.tlp,
        "media_type": report.media_type,
        "characters": len(report.text) or None,
        "content_sha256": report.content_sha256,
        "text_sha256": report.text_sha256,
        "text_normalisation": report.text_normalisation,
    }


def _file_name(path: str) -> str:
    """The name alone: the folder tells of the machine, so it stays behind."""
    return PurePath(path.replace("\\", "/")).name


def _lineage(dossier: Dossier) -> Table:
    rows: list[Row] = [
        {
            "report_id": derivation.report_id,
            "from_id": derivation.from_id,
            "from_name": derivation.from_name,
            "kind": derivation.kind,
            "score": number(derivation.score),
            "why": derivation.why,
            "evidence": evidence.kind if evidence else None,
            "passage": evidence.quote.exact if evidence else None,
            "source_passage": evidence.source_quote.exact if evidence and evidence.source_quote else None,
        }
        for derivation in dossier.derivations
        for evidence in derivation.evidence or (None,)
    ]
    return Table("lineage", "Who took what from whom, one row for each passage that shows it", LINEAGE_COLUMNS, rows)


def _refusals(dossier: Dossier) -> Table:
    rows: list[Row] = [
        {"file": _file_name(refusal.path), "reason": refusal.reason, "mend": refusal.mend}
        for refusal in dossier.refusals
    ]
    return Table("refusals", "Files that could not be read", REFUSAL_COLUMNS, rows)


def _json(value: Value) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()
