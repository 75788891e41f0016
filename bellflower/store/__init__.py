"""What is derived in a case, kept in ``case.duckdb`` so that a report is read, linked and traced once.

The store is a memory of functions that give the same without it: delete the file, and the next build makes it again.
Each kind of thing is kept under a hash of all that it depends on, so that what has changed is made anew and no more.
"""

from bellflower.store.database import Database, StoreError
from bellflower.store.links import Links
from bellflower.store.lock import BusyError, held
from bellflower.store.readings import Readings
from bellflower.store.tracing import Traces
from bellflower.store.versions import fingerprint

__all__ = ["BusyError", "Database", "Links", "Readings", "StoreError", "Traces", "fingerprint", "held"]
