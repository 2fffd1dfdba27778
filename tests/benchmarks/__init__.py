"""Benchmarks: each prints a ratio beside its limit, both sides measured in the same run."""
