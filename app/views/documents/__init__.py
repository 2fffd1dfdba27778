"""Documents: the register of sources, and the files kept inside the review."""
