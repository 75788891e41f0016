"""Prints what the tables' columns hold, as Markdown: ``python -m bellflower.sharing.tables``."""

from bellflower.sharing.tables.sheets import documentation

print(documentation(), end="")
