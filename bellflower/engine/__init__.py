"""Where the work is done: on this machine, or on a Spark cluster. The same functions, and the same bytes, on either."""

from bellflower.engine.choice import Choice, EngineError, started
from bellflower.engine.machine import Machine
from bellflower.engine.work import Engine, Outcome

__all__ = ["Choice", "Engine", "EngineError", "Machine", "Outcome", "started"]
