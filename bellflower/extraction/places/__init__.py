"""Places and nationalities, found and resolved."""
