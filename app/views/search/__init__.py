"""Search over everything: its field, its hits and the searches that are kept."""
