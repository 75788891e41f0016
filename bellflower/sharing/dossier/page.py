"""The page put together: sections from Python, templates from Jinja, one file out."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from bellflower.files import write_whole
from bellflower.records import Dossier
from bellflower.sharing.dossier import decisions, ledger, lineage, summary, texts
from bellflower.sharing.dossier.incidents import choices, incident_rows
from bellflower.sharing.dossier.network import network
from bellflower.sharing.dossier.timeline import timeline
from bellflower.sharing.dossier.view import count, href, view_of
from bellflower.sharing.dossier.worldmap import world_map

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def render(dossier: Dossier) -> str:
    """A dossier as one HTML page without outside requests; the same dossier gives the same text."""
    view = view_of(dossier)
    rows = incident_rows(view)
    style, script, early = (asset(name) for name in ("dossier.css", "dossier.js", "theme.js"))
    context: dict[str, Any] = {
        "title": dossier.title,
        "dossier": dossier,
        "policy": policy(script, early),
        "style": Markup(style),
        "script": Markup(script),
        "early": Markup(early),
        "cards": in_script(texts.claim_cards(view)),
        "summary": summary.summary(view),
        "rows": rows,
        "choices": choices(rows),
        "timeline": timeline(view),
        "map": world_map(view),
        "network": network(view),
        "conflicts": ledger.conflict_rows(view),
        "checks": ledger.check_rows(view),
        "denials": ledger.denial_rows(view),
        "possible": ledger.possible_rows(view),
        "statements": ledger.statement_groups(view),
        "sources": lineage.source_rows(view),
        "decisions": decisions.decisions(view),
        "texts": texts.report_rows(view),
        "count": count,
        "href": href,
    }
    return _environment().get_template("page.html.j2").render(context)


def write(dossier: Dossier, path: Path) -> Path:
    """Write the page whole or not at all; returns ``path``. Raises ``OSError`` where it can't be written."""
    return write_whole(path, render(dossier).encode("utf-8", "replace"))


def in_script(content: object) -> Markup:
    """JSON that can't end the script element it stands in, nor break a line of it."""
    return Markup(json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def policy(*scripts: str) -> str:
    """A Content-Security-Policy under which only these very scripts run and nothing is fetched."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src {hashes}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def asset(name: str) -> str:
    """A file of ``assets/``."""
    return (HERE / "assets" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    # Imported here: only the page needs it, and the command line should start without it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
