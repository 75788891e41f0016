"""Dates as EDTF."""
