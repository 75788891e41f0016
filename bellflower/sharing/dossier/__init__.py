"""One self-contained page, ``dossier.html``: every number in it leads to the words it came from."""

from bellflower.sharing.dossier.page import render, write

__all__ = ["render", "write"]
