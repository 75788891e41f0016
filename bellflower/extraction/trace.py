"""What reading leaves behind for ``bellflower explain``: which span lost by which rule, and why.

Rules say so themselves, where they decide (``Annotation.lost``), so that an explanation can't drift from the reading.
Nobody listens in an ordinary run.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from bellflower.extraction.places.disambiguation import Ballots
from bellflower.records import Record

_HERE = Path(__file__).parent
_PACKAGE = _HERE.parent
_TELLING = 3  # letters that a name with a part filled in needs beside that part to be found by


class Lost(Record, frozen=True):
    """``start:end`` of the view was passed over by ``rule``; ``why`` says it in words."""

    start: int
    end: int
    rule: str
    why: str
    of: str  # the record that it was told of, or "clause" for a clause or a sentence


Groups = list[tuple[tuple[tuple[int, int], ...], str | None]]


class Sheet:
    """What is collected of one annotated text: spans are those of its view."""

    def __init__(self, note: object) -> None:
        self.note = note
        self.lost: dict[Lost, None] = {}  # in order, each once
        self.groups: Groups = []  # clauses, and the mention they make
        self.ballots: Ballots = {}  # what each name may mean, best first


class Trace:
    """Collects, while one report is read, what lost; given to :func:`bellflower.extraction.read.read_claims`.

    A report whose lines are in two languages is read in two texts: each has a sheet, the last is the one being filled.
    """

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []

    def begin(self, note: object) -> None:
        """Opens a sheet for a text."""
        self.sheets.append(Sheet(note))

    @property
    def lost(self) -> dict[Lost, None]:
        """What was passed over in the text being read."""
        return self.sheets[-1].lost

    @property
    def groups(self) -> Groups:
        """The clauses of each incident of the text being read."""
        return self.sheets[-1].groups

    @property
    def ballots(self) -> Ballots:
        """What the names of places in the text being read may mean."""
        return self.sheets[-1].ballots

    def passed_over(self, start: int, end: int, rule: str, why: str, of: str) -> None:
        """Keeps one decision; the same said twice is one."""
        self.lost[Lost(start=start, end=end, rule=rule, why=why, of=of)] = None


@cache
def _rules() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Where each rule's name stands in the code: names as written, and patterns of those with a part filled in."""
    named: dict[str, str] = {}
    others: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for path in sorted(_HERE.rglob("*.py")):
        where = path.relative_to(_PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.Call):
                for text, line in _names_in(node):
                    named.setdefault(text, f"{where}:{line}")
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                others.setdefault(node.value, f"{where}:{node.lineno}")
            elif isinstance(node, ast.JoinedStr):
                parts = [p.value if isinstance(p, ast.Constant) else None for p in node.values]
                if sum(len(p.strip()) for p in parts if isinstance(p, str)) >= _TELLING:
                    made = "".join(re.escape(p) if isinstance(p, str) else r"[\w ]+" for p in parts)
                    patterns.append((re.compile(made), f"{where}:{node.lineno}"))
    return others | named, patterns


def _names_in(call: ast.Call) -> list[tuple[str, int]]:
    """The rules that a call names: ``rule="..."``, and the second argument of ``lost``."""
    found = [k.value for k in call.keywords if k.arg == "rule"]
    if isinstance(call.func, ast.Attribute) and call.func.attr == "lost" and len(call.args) > 1:
        found.append(call.args[1])
    return [
        (node.value, node.lineno)
        for value in found
        for node in ast.walk(value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def holder(rule: str) -> str | None:
    """The module and line that hold a rule: ``extraction/incidents/items.py:150``."""
    named, patterns = _rules()
    return named.get(rule) or next((where for pattern, where in patterns if pattern.fullmatch(rule)), None)
