"""Widgets are the small parts that all panels share, one file each; they know no case and no workspace."""
