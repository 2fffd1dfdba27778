"""The domain is plain Python: what a review speaks of, with the standard library alone.

Uncertain dates, texts with references and marks, vocabularies, naming by audience, wording checks, the shape of report
data and of parsed returns, and the known errors. Frozen dataclasses and enums; no database, no Qt, no documents.
"""
