"""A language model as a second reader: what it says counts only where the report's words bear it out.

``server`` asks, ``prompt`` says what, ``quotes`` finds the words, ``checking`` reads every value again by the grammar,
``joining`` sets the outcome beside the grammar's reading, and ``reader`` does all of it for one report.
"""
