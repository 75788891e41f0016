"""Claims of many reports become incidents: linkage, conflicts, and who copied whom."""

from bellflower.reconciliation.incidents import Reconciliation, reconcile

__all__ = ["Reconciliation", "reconcile"]
