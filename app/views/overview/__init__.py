"""The overview panel: what the review is, where it stands, and what lies in the bin."""
