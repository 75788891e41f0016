"""Claims of many reports become incidents: linkage, conflicts, and who copied whom."""

from bellflower.reconciliation.incidents import Memory, Reconciliation, reconcile

__all__ = ["Memory", "Reconciliation", "reconcile"]
