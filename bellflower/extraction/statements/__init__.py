"""Statements that need no number."""
