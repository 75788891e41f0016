"""All files that leave a case, in one call."""

from __future__ import annotations

from pathlib import Path

from bellflower.records import Dossier
from bellflower.sharing import dossier as page
from bellflower.sharing.tables import write_tables


def write_release(made: Dossier, folder: Path) -> list[Path]:
    """Writes ``dossier.html`` and the tables beside it into ``folder``; the same case gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    html = folder / "dossier.html"
    page.write(made, html)
    return [html, *write_tables(made, folder)]
