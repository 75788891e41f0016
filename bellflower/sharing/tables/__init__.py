"""Tables for spreadsheets, maps and reference managers, all made from one dossier.

Each file is a projection; ``claims.jsonl`` holds the claims whole. What a file leaves out is said in its module.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from bellflower.files import write_whole
from bellflower.records import Dossier
from bellflower.sharing.tables.decisions import graded_claims
from bellflower.sharing.tables.geojson import geojson
from bellflower.sharing.tables.incidents import incident_table
from bellflower.sharing.tables.references import references
from bellflower.sharing.tables.sheets import conflict_table, sheets
from bellflower.sharing.tables.spreadsheet import to_csv, to_xlsx

__all__ = ["write_tables"]


def write_tables(dossier: Dossier, folder: Path) -> list[Path]:
    """Write the tables of a dossier into ``folder`` and return their paths.

    ``incidents.csv``, ``conflicts.csv``, ``incidents.xlsx``, ``claims.jsonl``, ``incidents.geojson`` and
    ``sources.csl.json``. The same dossier gives the same bytes. Each file is replaced whole. Raises ``OSError`` where
    the folder can't be written.
    """
    files = {
        "incidents.csv": to_csv(incident_table(dossier)),
        "conflicts.csv": to_csv(conflict_table(dossier)),
        "incidents.xlsx": to_xlsx(sheets(dossier), title=dossier.title),
        "claims.jsonl": b"".join(map(_line, graded_claims(dossier))),
        "incidents.geojson": _json(geojson(dossier)),
        "sources.csl.json": _json(references(dossier.reports)),
    }
    return [write_whole(folder / name, content) for name, content in files.items()]


def _line(content: object) -> bytes:
    return msgspec.json.encode(content, order="deterministic") + b"\n"


def _json(content: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"
