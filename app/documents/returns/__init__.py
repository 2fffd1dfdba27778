"""Returns reads the files that agencies send: a gate, a reader for each kind, and a child process to read them in."""
