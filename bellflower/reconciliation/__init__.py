"""Claims of many reports become incidents: linkage, conflicts, and who copied whom. Its door is ``incidents``."""
