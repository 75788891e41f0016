"""What reading needs beside the text: the packs' words, their units, and the gazetteer. Built once for a run."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bellflower import packs
from bellflower.extraction.figures.words import Cues
from bellflower.extraction.gate import Gate
from bellflower.extraction.lexicon import Lexicon
from bellflower.extraction.places.gazetteer import gazetteer
from bellflower.extraction.quantities.quantities import Units
from bellflower.extraction.statements.words import StatementWords, load_words
from bellflower.packs import Pack

if TYPE_CHECKING:
    from bellflower.extraction.korean.words import Words


class Grammar:
    """The compiled packs."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.gate = Gate(pack)
        self.lexicon = Lexicon(pack)
        self.units = Units.load(pack.files("units.csv"))
        self.gazetteer = gazetteer()

    @classmethod
    def of(cls, extra: Sequence[Path] = ()) -> Grammar:
        """The grammar of the built-in packs and those in the folders of ``extra``."""
        grammar = cls(packs.load(extra))
        gc.freeze()  # it lives to the end of the run: the collector need not look through it for every report
        atexit.register(gc.unfreeze)  # what was frozen beside it must be taken down at the end as ever
        return grammar

    @cached_property
    def figure_words(self) -> Cues:
        """The words of figures outside incidents; raises ``PackError`` for lists that cannot be used."""
        return Cues.of(self.pack.files("figures.yaml"), self.units)

    @cached_property
    def statement_words(self) -> StatementWords:
        """The words of statements; raises ``PackError`` for lists that cannot be used."""
        return load_words(self.pack.files("statements.yaml"))

    @cached_property
    def korean_words(self) -> Words:
        """The Korean words for what the packs know; raises ``PackError`` for a table that cannot be used."""
        from bellflower.extraction.korean.words import Words

        return Words(self.pack, self.units)
