"""Exporting: the sheet from which a report leaves the review."""
