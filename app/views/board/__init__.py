"""The key practice episode board: lanes of cards in the order of the report, and the page of an opened card."""
