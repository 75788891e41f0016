"""Figures with their units."""
