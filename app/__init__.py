"""Casement: carrying out a serious case review, offline, in one encrypted file."""

__version__ = "0.1.0"
