"""Bellflower reads open reports about illicit trade and leads every number back to the words it came from."""

__version__ = "0.1.0"
