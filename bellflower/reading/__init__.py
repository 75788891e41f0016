"""A file in any format to a Report; what can't be read to a Refusal that says why and how to mend it.

Nothing is ever loaded from the network, and a format's libraries are imported only when that format is met.
"""

from bellflower.reading.files import (
    SIDECAR,
    Skimmed,
    find_files,
    read_as,
    read_file,
    read_paths,
    read_sidecar,
    skim_file,
)
from bellflower.reading.furniture import furniture

__all__ = [
    "SIDECAR",
    "Skimmed",
    "find_files",
    "furniture",
    "read_as",
    "read_file",
    "read_paths",
    "read_sidecar",
    "skim_file",
]
