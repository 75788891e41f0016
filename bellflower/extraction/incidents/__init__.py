"""Incidents as a report tells of them: from clauses to mentions."""
