"""What analysts decide: kept as it was said, and replayed on what the reports say now."""

from bellflower.decisions.applying import amended, holding, without_rejected
from bellflower.decisions.checking import DecisionError, decide
from bellflower.decisions.keeping import append, joined, read
from bellflower.decisions.placing import of_claim, of_mentions
from bellflower.decisions.replaying import replay

__all__ = [
    "DecisionError", "amended", "append", "decide", "holding", "joined", "of_claim", "of_mentions", "read", "replay",
    "without_rejected",
]  # fmt: skip
