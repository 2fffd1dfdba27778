"""Texts, edits and places at random, for whoever tests what becomes of a text."""

from __future__ import annotations

from hypothesis import strategies as st

from app.domain.text import REFERENCE_CHARACTER, Reference, Run, Style, new_id, text_of_runs

LETTERS = st.text(st.sampled_from("ab é😀\t\u00a0“"), max_size=6)
LINES = st.text(st.sampled_from("ab\n 😀"), max_size=6)
MARKS = st.frozensets(st.sampled_from(["m1", "m2", "m3"]), max_size=2)
STYLES = st.builds(Style, st.booleans(), st.booleans(), MARKS)
REFERENCES = st.builds(Reference, st.sampled_from(["person", "agency"]), st.sampled_from(["r1", "r2"]), LETTERS)
RUNS = st.one_of(
    st.builds(Run, LETTERS, STYLES),
    st.builds(lambda style, reference: Run(REFERENCE_CHARACTER, style, reference), STYLES, REFERENCES),
)
TEXTS = st.lists(st.lists(RUNS, max_size=4), min_size=1, max_size=4).map(
    lambda paragraphs: text_of_runs((new_id(), runs) for runs in paragraphs)
)
PLACES = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair)))
