"""Quantities that stand outside any one incident."""
