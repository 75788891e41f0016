"""Tables of incidents that exist already, as readings: each row a report, each mapped cell a claim in its words."""

from bellflower.importing.keeping import imported, keep
from bellflower.importing.mapping import Mapping, MappingError, load_mapping, suggest
from bellflower.importing.rows import Imported, read_rows
from bellflower.importing.table import Table, TableError, read_table

__all__ = [
    "Imported",
    "Mapping",
    "MappingError",
    "Table",
    "TableError",
    "imported",
    "keep",
    "load_mapping",
    "read_rows",
    "read_table",
    "suggest",
]
