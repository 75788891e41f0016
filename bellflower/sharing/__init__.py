"""What leaves a case: the dossier, tables, maps and references."""
