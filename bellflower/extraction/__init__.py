"""Report to claims: what a report says, each with the words that say it."""
