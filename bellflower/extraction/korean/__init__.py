"""Reports in Korean, read to the same records as those in English; only the words and the grammar are others."""
