"""Persons as a report tells of them."""
